#pragma once

#include "app/command_line/exit_code.h"
#include "app/command_line/output.h"

namespace crossdock::app {

/// Can this process open a window? Qt itself would end it if not.
bool hasDisplay();

/// Says that there is no display and what to do instead.
ExitCode refuseWithoutDisplay(Output &output, const QString &instead);

} // namespace crossdock::app
