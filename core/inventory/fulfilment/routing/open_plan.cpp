#include "core/inventory/fulfilment/routing/open_plan.h"

#include <algorithm>

namespace crossdock::routing {

OpenPlan::OpenPlan(const Program &program)
    : m_program(program)
    , m_parcels(static_cast<size_t>(program.lineCount()), -1)
    , m_counts(static_cast<size_t>(program.orderCount()), 0)
    , m_free(program)
    , m_holders(program.supply().size())
    , m_position(2 * static_cast<size_t>(program.lineCount()), -1)
    , m_shortAt(program.supply().size(), -1)
{
    for (int order = 0; order < program.orderCount(); ++order) {
        m_waiting.push_back(static_cast<double>(program.costOf(order, {})));
        m_total += m_waiting.back();
    }
    m_cost = m_waiting;
}

void OpenPlan::place(int order, std::span<const int> parcels)
{
    const auto at = static_cast<size_t>(order);
    const int firstLine = m_program.batch(order).firstLine;
    int cell = 2 * firstLine;
    double cost = m_waiting[at];
    std::copy(parcels.begin(), parcels.end(), m_parcels.begin() + firstLine);
    m_counts[at] = static_cast<int>(parcels.size());
    for (const int index : parcels) {
        const auto &parcel = m_program.parcel(index);
        cost -= parcel.saving;
        m_free.take(m_program, index);
        for (const auto &use : m_program.uses(parcel))
            hold(use.resource, order, cell++);
    }
    m_cost[at] = cost;
    m_total += cost - m_waiting[at];
}

void OpenPlan::takeOut(int order)
{
    const auto at = static_cast<size_t>(order);
    int cell = 2 * m_program.batch(order).firstLine;
    for (const int parcel : parcels(order)) {
        m_free.give(m_program, parcel);
        for (const auto &use : m_program.uses(m_program.parcel(parcel)))
            release(use.resource, cell++);
    }
    m_counts[at] = 0;
    m_total += m_waiting[at] - m_cost[at];
    m_cost[at] = m_waiting[at];
}

void OpenPlan::hold(int resource, int order, int cell)
{
    auto &holders = m_holders[static_cast<size_t>(resource)];
    m_position[static_cast<size_t>(cell)] = static_cast<int>(holders.size());
    holders.push_back({order, cell});
    watch(resource);
}

/// The last in the list moves into the gap.
void OpenPlan::release(int resource, int cell)
{
    auto &holders = m_holders[static_cast<size_t>(resource)];
    const int position = m_position[static_cast<size_t>(cell)];
    holders[static_cast<size_t>(position)] = holders.back();
    m_position[static_cast<size_t>(holders.back().cell)] = position;
    holders.pop_back();
    watch(resource);
}

/// Keeps the list of what is short.
void OpenPlan::watch(int resource)
{
    const bool isShort = m_free.left(resource) < 0;
    int &place = m_shortAt[static_cast<size_t>(resource)];
    if (isShort == (place >= 0))
        return;
    if (isShort) {
        place = static_cast<int>(m_short.size());
        m_short.push_back(resource);
        return;
    }
    m_short[static_cast<size_t>(place)] = m_short.back();
    m_shortAt[static_cast<size_t>(m_short.back())] = place;
    m_short.pop_back();
    place = -1;
}

} // namespace crossdock::routing
