#pragma once

#include "app/command_line/call.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/output.h"
#include "core/inventory/values/result.h"

namespace crossdock::app {

struct Percentiles {
    double p50 = 0, p99 = 0;
};

Percentiles percentilesOf(QList<double> values); ///< zeros for no values

/// What this machine's disk takes to make 4 KiB durable, in milliseconds, in that folder. It bounds every ledger.
Result<Percentiles> measureSync(const QString &folder);

/// Prints a measurement: its JSON, or its lines for people.
ExitCode printFigures(const Call &call, Output &output, const QJsonObject &json, const QStringList &lines);

} // namespace crossdock::app
