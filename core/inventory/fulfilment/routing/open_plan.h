#pragma once

#include "core/inventory/fulfilment/routing/residual.h"

namespace crossdock::routing {

/// A plan while it is changed: more may be taken than there is. It knows who takes what and what is short; a change costs what it changes.
class OpenPlan
{
public:
    explicit OpenPlan(const Program &program); ///< all lines wait

    std::span<const int> parcels(int order) const { return {m_parcels.data() + m_program.batch(order).firstLine, static_cast<size_t>(m_counts[static_cast<size_t>(order)])}; }
    double cost(int order) const { return m_cost[static_cast<size_t>(order)]; } ///< exact below 2^53
    double total() const { return m_total; }
    Residual &free() { return m_free; } ///< below 0: so much too much is taken
    const Residual &free() const { return m_free; }

    const std::vector<int> &shortages() const { return m_short; } ///< resources of which more is taken than there is
    size_t holders(int resource) const { return m_holders[static_cast<size_t>(resource)].size(); }
    int holder(int resource, size_t which) const { return m_holders[static_cast<size_t>(resource)][which].order; } ///< once for each of its parcels

    void takeOut(int order); ///< all its lines wait
    void place(int order, std::span<const int> parcels); ///< after takeOut()

private:
    struct Holder {
        int order;
        int cell; ///< of m_position: where this one's place in the list is noted
    };
    void hold(int resource, int order, int cell);
    void release(int resource, int cell);
    void watch(int resource);

    const Program &m_program;
    std::vector<int> m_parcels, m_counts; ///< of each order from its first line on: it has no more parcels than lines; by order
    std::vector<double> m_cost, m_waiting; ///< by order: now, and with every line unfilled
    double m_total = 0;
    Residual m_free;
    std::vector<std::vector<Holder>> m_holders; ///< by resource
    std::vector<int> m_position; ///< two cells a line: its stock and its parcel's place
    std::vector<int> m_short, m_shortAt; ///< the list; where each resource is in it, or -1
};

} // namespace crossdock::routing
