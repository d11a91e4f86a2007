#pragma once

#include "core/inventory/fulfilment/routing/residual.h"

namespace crossdock::routing {

/// A plan for every order that together takes no more than there is.
class Assignment
{
public:
    explicit Assignment(const Program &program);

    const std::vector<int> &parcels(int order) const { return m_parcels[static_cast<size_t>(order)]; }
    double cost(int order) const { return m_cost[static_cast<size_t>(order)]; } ///< exact below 2^53
    double total() const { return m_total; } ///< good for steering; see exactTotal()
    Wide exactTotal() const;

    Residual &free() { return m_free; }
    const Residual &free() const { return m_free; }

    void clear(int order); ///< all its lines wait
    void choose(int order, const std::vector<int> &parcels); ///< after clear(); they must fit
    void copy(const Assignment &other, const std::vector<int> &orders); ///< where these are all that differ

private:
    const Program *m_program;
    Residual m_free;
    std::vector<std::vector<int>> m_parcels;
    std::vector<double> m_cost, m_waiting; ///< by order: now, and with every line unfilled
    double m_total = 0;
};

} // namespace crossdock::routing
