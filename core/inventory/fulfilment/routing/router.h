#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

namespace crossdock::routing {

/// What a batch of orders should do, what it costs, and what it costs at least whatever anybody does.
struct Answer {
    std::vector<Plan> plans; ///< by order, each by node
    Wide total = 0; ///< parcels and what stays unfilled
    Wide bound = 0; ///< proven
};

/// The best plan that is found in a fixed number of steps: the same for the same problem on every machine, within about a second.
/// Never dearer than greedyAnswer().
Answer route(const Problem &problem);

/// The best plan that is found in `milliseconds`: by the external solver where there is one, else by a longer search. Its answers are
/// checked and priced by us; what it proves counts as the bound. Never dearer than route(problem).
Answer route(const Problem &problem, qint64 milliseconds);

/// A short search from plans that are known, for a problem that differs a little from the one they were made for: what of them no longer
/// holds is dropped first. Never dearer than what is left of them; some twenty milliseconds for 200 orders.
Answer reroute(const Problem &problem, const std::vector<Plan> &start);

/// Each order in its turn takes the best plan for it alone: the online rule. It proves no bound.
Answer greedyAnswer(const Problem &problem);

/// What these plans cost, counted from the problem alone. Nothing: they break a limit of it.
std::optional<Wide> priceOf(const Problem &problem, const std::vector<Plan> &plans);

} // namespace crossdock::routing
