#pragma once

#include "app/command_line/verb.h"

namespace crossdock::app {

/// The console (or, headless, a run with a summary) on a sandbox of simulated channels, with a shop of its own.
std::optional<ExitCode> practice(const Call &call, Output &output);

bool practiceHasWindow(const Arguments &arguments);

} // namespace crossdock::app
