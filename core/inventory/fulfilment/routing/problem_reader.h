#pragma once

#include "core/inventory/fulfilment/routing/problem.h"
#include "core/inventory/values/result.h"

namespace crossdock::routing {

/// Reads a problem file with its columns. InvalidInput names the place ("columns[3].lines[1]") and what is wrong there.
Result<Problem> readProblem(QByteArrayView json);

struct ProblemFile {
    Problem problem;
    bool hasColumns = false; ///< else its parcels are still to be priced
};
Result<ProblemFile> readProblemFile(QByteArrayView json); ///< the same, where “columns” may be missing

} // namespace crossdock::routing
