#pragma once

#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/order_search.h"

namespace crossdock::routing {

/// Makes a plan from prices: settles the orders that hardly ever changed their minds while the prices moved, then lets the prices move again
/// for what is left, and so on. What is scarce goes where others would have to pay most to do without it.
class Dive
{
public:
    /// `prices` by resource and `frequency` by parcel, as the Lagrangian leaves them.
    Dive(const Program &program, std::vector<double> prices, std::vector<double> frequency);

    Assignment run(double share, int rounds);

private:
    double choose(int order);
    void round(double rise);
    void settle(size_t count);
    double confidence(int order) const;

    const Program &m_program;
    OrderSearch<double> m_search;
    Assignment m_plan;
    std::vector<double> m_prices, m_frequency, m_excess, m_direction;
    std::vector<std::vector<int>> m_choice; ///< by order
    std::vector<int> m_open; ///< orders that are not settled
};

} // namespace crossdock::routing
