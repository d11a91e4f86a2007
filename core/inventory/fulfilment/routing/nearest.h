#pragma once

#include "core/inventory/fulfilment/routing/router.h"

#include <functional>

namespace crossdock::routing {

/// How far an order has to go from a node, in miles.
using Distance = std::function<double(int order, int node)>;

/// Each order in its turn goes from the nearest node that has all of it; where none has, the nearest sends what it has, the next one what
/// is left, and so on. Costs do not count. It proves no bound.
Answer nearestAnswer(const Problem &problem, const Distance &miles);

} // namespace crossdock::routing
