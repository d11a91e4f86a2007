#pragma once

#include "core/inventory/fulfilment/routing/resources.h"
#include "core/inventory/fulfilment/routing/router.h"

namespace crossdock::routing {

/// What things are worth to the orders of a problem: a place in a node's wave, a unit of stock, a line that is sent. A parcel that is not in
/// the problem and costs less than what it takes and sends is worth, may make the plan better. It guides a search and proves nothing.
class Duals
{
public:
    /// `answer` is the best plan that is known of it.
    Duals(const Problem &problem, const Answer &answer);

    /// Of the resources that a parcel with these lines takes, together.
    double taken(int node, int order, const std::vector<int> &lines) const;

    /// By line of the order: as much as its parcels in the problem allow, none of which is worth more than it costs.
    std::vector<double> linesOf(int order) const;

private:
    const Problem &m_problem;
    Resources m_resources;
    std::vector<double> m_prices; ///< by resource
    std::vector<bool> m_isScarce; ///< by resource
    std::vector<int> m_firstLine; ///< by order
    std::vector<double> m_linePrices; ///< of all orders: of being sent at all, from what is scarce
    std::vector<std::vector<int>> m_columns; ///< by order
};

} // namespace crossdock::routing
