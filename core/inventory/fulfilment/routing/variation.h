#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

/// Problems that differ in one thing from another, to be solved again. Columns keep their numbers: one that may not be chosen any more has
/// no lines.
namespace crossdock::routing {

Problem withMoreStock(Problem problem, int node, const QString &sku, qint64 units);

Problem withoutOrder(Problem problem, int order);

/// Every parcel of the order comes from this node.
Problem pinned(Problem problem, int order, int node);

/// These columns of one order are chosen, come what may: what they take is gone and their lines cost nothing more. The cost of a plan of
/// the result, and theirs, is the cost of a plan of the problem. Nothing: there is not enough for them.
std::optional<Problem> withChosen(Problem problem, int order, const Plan &columns);

} // namespace crossdock::routing
