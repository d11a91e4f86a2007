#pragma once

#include "app/command_line/verb.h"

namespace crossdock::app {

/// Says to a person why something was not done; answers the exit code that says it to a script.
ExitCode say(Output &output, const Error &error);
ExitCode say(Output &output, const UsageError &error, const QString &verb);

} // namespace crossdock::app
