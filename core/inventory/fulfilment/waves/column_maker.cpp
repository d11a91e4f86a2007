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
        m_columns.missing.push_back({order, node, lines, veto->name, veto->reason});
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

/// With the policy's fee; nothing: it may not be, or cannot.
std::optional<qint64> ColumnMaker::costOf(int order, int node, const Lines &lines, const routing::Policy &policy)
{
    const auto known = m_costs.find({order, node, lines});
    if (known != m_costs.end())
        return known->second;
    std::optional<qint64> cost;
    if (--m_questionsLeft <= 0)
        return cost;
    if (isWhole(order, lines) && vetoOf(order, node, lines) == nullptr && has(order, node, lines) && policy.vetoOf(m_wave.problem, {order, node, lines, 0}) == nullptr)
        if (const auto priced = m_pricer.price(order, node, lines))
            cost = priced->cost + policy.parcelFee;
    m_costs.insert({{order, node, lines}, cost});
    return cost;
}

/// From a part on, one group of lines more or less as long as that lowers the reduced cost; empty: nothing is below zero.
ColumnMaker::Lines ColumnMaker::bestPart(int order, int node, const std::vector<double> &worth, const routing::Duals &duals, const routing::Policy &policy, Lines start)
{
    const auto count = static_cast<int>(worth.size());
    const auto reduced = [&](const Lines &lines) -> std::optional<double> {
        const auto cost = lines.empty() ? std::nullopt : costOf(order, node, lines, policy);
        if (!cost)
            return {};
        double value = static_cast<double>(*cost) + duals.taken(node, order, lines);
        for (const int line : lines)
            value -= worth[static_cast<size_t>(line)];
        return value;
    };
    Lines best = std::move(start);
    double least = reduced(best).value_or(0);
    for (bool isBetter = true; isBetter;) {
        isBetter = false;
        Lines next;
        for (int line = 0; line < count; ++line) {
            const Lines group = groupOf(order, line);
            if (group.front() != line)
                continue;
            Lines changed;
            std::set_symmetric_difference(best.begin(), best.end(), group.begin(), group.end(), std::back_inserter(changed));
            const auto value = reduced(changed);
            const bool isFirst = best.empty() && next.empty(); // from nothing any line is a step
            if (value && (*value < least - 0.5 || isFirst)) {
                least = *value;
                next = changed;
                isBetter = true;
            }
        }
        if (isBetter)
            best = next;
    }
    return least < -0.5 ? best : Lines();
}

int ColumnMaker::generate(const routing::Duals &duals, const routing::Policy &policy)
{
    const size_t before = m_columns.problem.columns.size();
    for (const int order : m_columns.longOrders) {
        if (m_questionsLeft <= 0)
            break; // a bound on the time, not on what a plan may be
        const std::vector<double> worth = duals.linesOf(order);
        const auto count = static_cast<int>(worth.size());
        for (int node = 0; node < static_cast<int>(m_wave.nodes.size()); ++node) {
            Lines there; // from all that it has, and from nothing
            for (int line = 0; line < count; ++line)
                if (has(order, node, groupOf(order, line)))
                    there.push_back(line);
            for (const Lines &start : {Lines(), there})
                if (const Lines part = bestPart(order, node, worth, duals, policy, start); !part.empty())
                    addOnce(order, node, part);
        }
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
