#pragma once

#include "core/inventory/fulfilment/routing/assignment.h"

namespace crossdock::routing {

/// What the external solver found.
struct ExternalAnswer {
    std::vector<std::vector<int>> parcels; ///< by order; checked by the caller
    bool isProven = false; ///< it says that nothing is better
};

/// Is there a program `cbc` (COIN-OR branch and cut, EPL-2.0)? It stays a program of its own: its licence and its crashes are not ours.
bool hasExternalSolver();

/// Hands the program to cbc as a file of LP format, with `start` to begin from, and takes what it has after `milliseconds`; the
/// process is ended then. Blocks. Nothing: it has no answer.
std::optional<ExternalAnswer> solveExternally(const Program &program, const Assignment &start, qint64 milliseconds);

} // namespace crossdock::routing
