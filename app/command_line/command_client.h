#pragma once

#include "app/command_line/call.h"
#include "app/command_line/exit_code.h"
#include "app/command_line/output.h"

#include <optional>

namespace crossdock::app {

/// Lets the engine that runs on the call's data folder carry it out. Waits, in this thread, as long as that takes.
/// Nothing: no engine runs there.
std::optional<ExitCode> carryOutByEngine(const Call &call, Output &output);

/// Does an engine run on this data folder?
bool isEngineRunning(const QString &dataFolder);

} // namespace crossdock::app
