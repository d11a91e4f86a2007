#include "core/inventory/fulfilment/routing/program.h"

#include "core/inventory/fulfilment/routing/resources.h"

#include <algorithm>

namespace crossdock::routing {
namespace {

/// The columns of each order, in the order of the problem.
std::vector<std::vector<int>> columnsByOrder(const Problem &problem)
{
    std::vector<std::vector<int>> columns(problem.orders.size());
    for (size_t i = 0; i < problem.columns.size(); ++i)
        columns[static_cast<size_t>(problem.columns[i].order)].push_back(static_cast<int>(i));
    return columns;
}

} // namespace

Program::Program(const Problem &problem)
{
    const Resources resources(problem);
    auto columns = columnsByOrder(problem);
    for (size_t order = 0; order < problem.orders.size(); ++order) {
        auto &own = columns[order];
        m_batches.push_back({static_cast<int>(m_unfilled.size()), static_cast<int>(problem.orders[order].lines.size()), parcelCount(), 0, 0});
        for (const Line &line : problem.orders[order].lines) {
            m_unfilled.push_back(line.unfilledCost);
            m_quantities.push_back(line.quantity);
        }
        addOrder(problem, resources, static_cast<int>(order), std::move(own));
    }
    keepScarce(resources);
    dropDominated();
}

void Program::addOrder(const Problem &problem, const Resources &resources, int order, std::vector<int> columns)
{
    const auto column = [&problem](int index) -> const Column & { return problem.columns[static_cast<size_t>(index)]; };
    std::sort(columns.begin(), columns.end(), [&](int a, int b) {
        return std::tie(column(a).lines, column(a).cost, column(a).node, a) < std::tie(column(b).lines, column(b).cost, column(b).node, b);
    });
    Batch &batch = m_batches.back();
    const auto cap = problem.orders[static_cast<size_t>(order)].maxParcels;
    batch.parcelCap = static_cast<int>(std::min<qint64>(batch.lines, cap.value_or(batch.lines)));
    for (const int index : columns) {
        const Column &one = column(index);
        Wide unfilled = 0;
        for (const int line : one.lines)
            unfilled += unfilledCost(batch, line);
        const auto uses = resources.usesOf(problem, one);
        if (one.lines.empty() || one.cost > unfilled || !uses || batch.parcelCap == 0)
            continue;
        Parcel parcel{one.cost, static_cast<double>(one.cost), static_cast<double>(unfilled - one.cost), index, 0, static_cast<int>(m_uses.size()), static_cast<int>(uses->size()), static_cast<int>(m_lines.size()), static_cast<int>(one.lines.size())};
        if (batch.lines <= maskLines) {
            for (const int line : one.lines)
                parcel.mask |= 1U << line;
        }
        m_uses.insert(m_uses.end(), uses->begin(), uses->end());
        m_lines.insert(m_lines.end(), one.lines.begin(), one.lines.end());
        for (const int line : one.lines)
            m_stock.push_back(resources.stockOf(one.node, order, line));
        m_parcels.push_back(parcel);
        m_orderOf.push_back(order);
        ++batch.parcels;
    }
}

/// Adds what the orders could take at most: an order's parcels never hold the same line twice.
void Program::addDemand(const Batch &batch, std::vector<int> &slotOf, std::vector<Wide> &demand) const
{
    std::vector<int> slots; // the resources of this order
    std::vector<qint64> most; // by slot and line
    for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
        for (const Use &use : uses(parcel(i))) {
            int &slot = slotOf[static_cast<size_t>(use.resource)];
            if (slot < 0) {
                slot = static_cast<int>(slots.size());
                slots.push_back(use.resource);
                most.resize(slots.size() * static_cast<size_t>(batch.lines), 0);
            }
            for (const int line : lines(parcel(i))) {
                qint64 &of = most[static_cast<size_t>(slot * batch.lines + line)];
                of = std::max(of, use.amount);
            }
        }
    }
    for (size_t slot = 0; slot < slots.size(); ++slot) {
        for (int line = 0; line < batch.lines; ++line)
            demand[static_cast<size_t>(slots[slot])] += most[slot * static_cast<size_t>(batch.lines) + static_cast<size_t>(line)];
        slotOf[static_cast<size_t>(slots[slot])] = -1;
    }
}

/// What cannot run short even if every order took all it may is forgotten.
void Program::keepScarce(const Resources &resources)
{
    const std::vector<qint64> &supply = resources.supply();
    std::vector<Wide> demand(supply.size(), 0);
    std::vector<int> slotOf(supply.size(), -1);
    for (const Batch &batch : m_batches)
        addDemand(batch, slotOf, demand);
    std::vector<int> kept(supply.size(), -1);
    for (size_t i = 0; i < supply.size(); ++i) {
        if (demand[i] <= supply[i])
            continue;
        kept[i] = static_cast<int>(m_supply.size());
        m_supply.push_back(supply[i]);
        m_numbers.push_back(static_cast<int>(i));
        m_skus.push_back(resources.skuOf(static_cast<int>(i)));
    }
    for (int &stock : m_stock)
        stock = kept[static_cast<size_t>(stock)];
    for (Parcel &parcel : m_parcels) {
        const auto begin = m_uses.begin() + parcel.firstUse;
        auto end = begin;
        for (auto use = begin; use != begin + parcel.uses; ++use) {
            if (kept[static_cast<size_t>(use->resource)] >= 0)
                *end++ = {kept[static_cast<size_t>(use->resource)], use->amount};
        }
        parcel.uses = static_cast<int>(end - begin);
    }
}

/// Of the parcels with the same lines none is needed beyond a cheaper one that takes the same, or nothing scarce.
void Program::dropDominated()
{
    std::vector<Parcel> parcels;
    std::vector<int> orders;
    for (size_t order = 0; order < m_batches.size(); ++order) {
        Batch &batch = m_batches[order];
        const size_t first = parcels.size();
        size_t group = first; // where the parcels with the same lines begin
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
            const Parcel &one = parcel(i);
            if (group < parcels.size() && !std::ranges::equal(lines(parcels[group]), lines(one)))
                group = parcels.size();
            const bool isNeedless = std::any_of(parcels.begin() + static_cast<qsizetype>(group), parcels.end(), [&](const Parcel &cheaper) {
                return cheaper.uses == 0 || std::ranges::equal(uses(cheaper), uses(one), [](const Use &a, const Use &b) { return a.resource == b.resource && a.amount == b.amount; });
            });
            if (isNeedless)
                continue;
            parcels.push_back(one);
            orders.push_back(static_cast<int>(order));
        }
        batch.firstParcel = static_cast<int>(first);
        batch.parcels = static_cast<int>(parcels.size() - first);
    }
    m_parcels = std::move(parcels);
    m_orderOf = std::move(orders);
}

Wide Program::costOf(int order, std::span<const int> parcels) const
{
    const Batch &own = batch(order);
    Wide cost = 0;
    for (int line = 0; line < own.lines; ++line)
        cost += unfilledCost(own, line);
    for (const int index : parcels) {
        cost += parcel(index).cost;
        for (const int line : lines(parcel(index)))
            cost -= unfilledCost(own, line);
    }
    return cost;
}

} // namespace crossdock::routing
