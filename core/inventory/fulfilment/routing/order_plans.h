#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

#include <functional>

namespace crossdock::routing {

class Resources;

/// What is there for one order: by resource, after what others take.
using Supply = std::vector<qint64>;

/// The plans of one order, tried one by one: for explanations, where a search over all orders is not asked for.
class OrderPlans
{
public:
    OrderPlans(const Problem &problem, const Resources &resources, int order);

    struct Found {
        Plan plan; ///< columns, ascending
        Wide cost = 0; ///< with what stays unfilled
    };
    /// The cheapest plan that `suits` and takes no more than there is; nothing: there is none. Ties: the first by columns.
    std::optional<Found> best(const Supply &supply, const std::function<bool(const Plan &)> &suits = {}) const;

    bool fits(int column, const Supply &supply) const;
    Wide costOf(const Plan &plan) const;

private:
    struct Search;
    struct Offer {
        int column;
        std::vector<std::pair<int, qint64>> uses; ///< resource and amount
    };

    void extend(Search &search, size_t line) const;

    const Problem &m_problem;
    const int m_order;
    std::vector<std::vector<Offer>> m_offers; ///< by their first line, cheapest first
    std::vector<Wide> m_least; ///< by line: its share costs no less
};

/// What all plans together leave. The supply of a node without a limit is 2^63 - 1.
Supply leftBy(const Problem &problem, const Resources &resources, const std::vector<Plan> &plans, int exceptOrder = -1);

} // namespace crossdock::routing
