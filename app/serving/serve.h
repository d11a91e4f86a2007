#pragma once

#include "app/command_line/verb.h"
#include "app/engine/engine.h"

namespace crossdock::app {

/// The engine without a window, until SIGTERM. Prints one line of JSON when it takes work.
std::optional<ExitCode> serve(const Call &call, Output &output);

/// An engine that tells the channels and hears them, as the call's flags describe it.
tl::expected<EngineOptions, UsageError> listeningEngine(const Call &call);

/// Only the simulated channels, until SIGTERM. Prints how to reach them as one line of JSON.
std::optional<ExitCode> serveSandbox(const Call &call, Output &output);

} // namespace crossdock::app
