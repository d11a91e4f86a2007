#include "core/inventory/fulfilment/routing/assignment.h"

namespace crossdock::routing {

Assignment::Assignment(const Program &program)
    : m_program(&program)
    , m_free(program)
    , m_parcels(static_cast<size_t>(program.orderCount()))
{
    for (int order = 0; order < program.orderCount(); ++order) {
        m_waiting.push_back(static_cast<double>(program.costOf(order, {})));
        m_total += m_waiting.back();
    }
    m_cost = m_waiting;
}

Wide Assignment::exactTotal() const
{
    Wide total = 0;
    for (int order = 0; order < m_program->orderCount(); ++order)
        total += m_program->costOf(order, parcels(order));
    return total;
}

void Assignment::clear(int order)
{
    const auto at = static_cast<size_t>(order);
    for (const int parcel : m_parcels[at])
        m_free.give(*m_program, parcel);
    m_parcels[at].clear();
    m_total += m_waiting[at] - m_cost[at];
    m_cost[at] = m_waiting[at];
}

void Assignment::choose(int order, const std::vector<int> &parcels)
{
    const auto at = static_cast<size_t>(order);
    for (const int parcel : parcels) {
        m_free.take(*m_program, parcel);
        m_cost[at] -= m_program->parcel(parcel).saving;
    }
    m_parcels[at] = parcels;
    m_total += m_cost[at] - m_waiting[at];
}

void Assignment::copy(const Assignment &other, const std::vector<int> &orders)
{
    for (const int order : orders) {
        m_parcels[static_cast<size_t>(order)] = other.parcels(order);
        m_cost[static_cast<size_t>(order)] = other.cost(order);
    }
    m_free = other.m_free;
    m_total = other.m_total;
}

} // namespace crossdock::routing
