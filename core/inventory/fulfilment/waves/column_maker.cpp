#include "core/inventory/fulfilment/waves/column_maker.h"

#include <algorithm>

namespace crossdock::waves {

ColumnMaker::ColumnMaker(const Wave &wave, ParcelPricer &pricer, bool ignoresStock)
    : m_wave(wave)
    , m_pricer(pricer)
    , m_ignoresStock(ignoresStock)
    , m_columns{wave.problem, {}, pricer.pricesRise(), {}}
{
    for (const routing::Stock &row : wave.problem.stock)
        m_stock.insert({row.node, row.sku}, row.available);
    for (int order = 0; order < static_cast<int>(wave.problem.orders.size()); ++order) {
        const bool isShort = wave.problem.orders[static_cast<size_t>(order)].lines.size() <= static_cast<size_t>(wholeLines);
        isShort ? addShort(order) : addLong(order);
    }
}

/// The line with all that goes with it.
ColumnMaker::Lines ColumnMaker::groupOf(int order, int line) const
{
    const auto &groups = m_wave.orders[static_cast<size_t>(order)].groups;
    if (groups.empty())
        return {line};
    Lines lines;
    for (int other = 0; other < static_cast<int>(groups.size()); ++other) {
        if (groups[static_cast<size_t>(other)] == groups[static_cast<size_t>(line)])
            lines.push_back(other);
    }
    return lines;
}

bool ColumnMaker::isWhole(int order, const Lines &lines) const
{
    return m_wave.orders[static_cast<size_t>(order)].groups.empty() || std::all_of(lines.begin(), lines.end(), [&](int line) {
        const Lines group = groupOf(order, line);
        return std::includes(lines.begin(), lines.end(), group.begin(), group.end());
    });
}

const Veto *ColumnMaker::vetoOf(int order, int node, const Lines &lines) const
{
    const auto &asked = m_wave.problem.orders[static_cast<size_t>(order)].lines;
    for (const Veto &veto : m_wave.orders[static_cast<size_t>(order)].vetoes) {
        const auto isAbout = [&](int line) { return veto.skus.contains(asked[static_cast<size_t>(line)].sku); };
        if (veto.node == node && (veto.skus.isEmpty() || std::any_of(lines.begin(), lines.end(), isAbout)))
            return &veto;
    }
    return nullptr;
}

/// Does the node have all of it, several lines of one SKU together?
bool ColumnMaker::has(int order, int node, const Lines &lines) const
{
    if (m_ignoresStock && m_wave.problem.orders[static_cast<size_t>(order)].lines.size() <= static_cast<size_t>(wholeLines))
        return true;
    const auto &asked = m_wave.problem.orders[static_cast<size_t>(order)].lines;
    return std::all_of(lines.begin(), lines.end(), [&](int line) {
        const QString &sku = asked[static_cast<size_t>(line)].sku;
        qint64 left = m_stock.value({node, sku});
        return std::all_of(lines.begin(), lines.end(), [&](int other) {
            const auto &one = asked[static_cast<size_t>(other)];
            if (one.sku != sku)
                return true;
            const bool isThere = one.quantity <= left;
            left -= isThere ? one.quantity : 0;
            return isThere;
        });
    });
}

void ColumnMaker::add(int order, int node, const Lines &lines)
{
    if (lines.empty() || !isWhole(order, lines))
        return;
    if (const Veto *veto = vetoOf(order, node, lines)) {
        m_columns.missing.push_back({order, node, lines, veto->name, {}});
        return;
    }
    if (!has(order, node, lines))
        return;
    auto priced = m_pricer.price(order, node, lines);
    if (priced)
        m_columns.problem.columns.push_back({order, node, lines, priced->cost});
    else
        m_columns.missing.push_back(std::move(priced).error());
}

void ColumnMaker::addOnce(int order, int node, const Lines &lines)
{
    if (m_known.insert({order, node, lines}).second)
        add(order, node, lines);
}

void ColumnMaker::addShort(int order)
{
    const auto count = static_cast<int>(m_wave.problem.orders[static_cast<size_t>(order)].lines.size());
    for (int node = 0; node < static_cast<int>(m_wave.nodes.size()); ++node) {
        for (quint32 mask = (1U << count) - 1; mask > 0; --mask) { // the whole first: its reason counts most
            Lines lines;
            for (int line = 0; line < count; ++line) {
                if (mask >> line & 1)
                    lines.push_back(line);
            }
            add(order, node, lines);
        }
    }
}

void ColumnMaker::addLong(int order)
{
    m_columns.longOrders.push_back(order);
    const auto count = static_cast<int>(m_wave.problem.orders[static_cast<size_t>(order)].lines.size());
    const auto nodes = static_cast<int>(m_wave.nodes.size());
    std::vector<Lines> there; // by node: what it could ship, each line alone
    for (int node = 0; node < nodes; ++node) {
        there.emplace_back();
        for (int line = 0; line < count; ++line) {
            if (has(order, node, groupOf(order, line)))
                there.back().push_back(line);
        }
    }
    for (int node = 0; node < nodes; ++node) {
        const Lines &own = there[static_cast<size_t>(node)];
        addOnce(order, node, own);
        for (const int line : own)
            addOnce(order, node, groupOf(order, line));
        for (const Lines &others : there) {
            Lines rest;
            std::set_difference(own.begin(), own.end(), others.begin(), others.end(), std::back_inserter(rest));
            addOnce(order, node, rest);
        }
    }
}

int ColumnMaker::improve(const routing::Problem &planned, const std::vector<routing::Plan> &plans)
{
    const size_t before = m_columns.problem.columns.size();
    for (const int order : m_columns.longOrders) {
        std::vector<routing::Column> parcels;
        for (const int index : plans[static_cast<size_t>(order)])
            parcels.push_back(planned.columns[static_cast<size_t>(index)]);
        improveOrder(order, parcels);
    }
    return static_cast<int>(m_columns.problem.columns.size() - before);
}

void ColumnMaker::improveOrder(int order, const std::vector<routing::Column> &parcels)
{
    const auto tryMove = [&](const routing::Column &from, const Lines &moved, int node) {
        Lines left, joined = moved;
        std::set_difference(from.lines.begin(), from.lines.end(), moved.begin(), moved.end(), std::back_inserter(left));
        for (const routing::Column &other : parcels) {
            if (other.node == node)
                joined.insert(joined.end(), other.lines.begin(), other.lines.end());
        }
        std::sort(joined.begin(), joined.end());
        addOnce(order, from.node, left);
        addOnce(order, node, joined);
    };
    for (const routing::Column &from : parcels) {
        for (int node = 0; node < static_cast<int>(m_wave.nodes.size()); ++node) {
            if (node == from.node)
                continue;
            tryMove(from, from.lines, node);
            for (const int line : from.lines)
                tryMove(from, groupOf(order, line), node);
        }
    }
}

} // namespace crossdock::waves
