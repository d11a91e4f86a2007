#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

namespace crossdock::routing {

/// What a made-up batch is like.
struct Shape {
    int orders = 3, nodes = 2, lines = 2, skus = 3; ///< `lines` at most, in each order
    double stock = 1.0; ///< units there are, for each that is asked for
    qint64 capacity = -1; ///< of each node; -1: no limit
    qint64 maxParcels = -1;
    qint64 scale = 1; ///< every cost is multiplied by this
};

/// The same problem from the same seed: columns for a random two thirds of all subsets at all nodes.
Problem randomProblem(const Shape &shape, quint64 seed);

/// The least cost of all plans that keep the limits, found by trying them all.
Wide bruteForce(const Problem &problem);

} // namespace crossdock::routing
