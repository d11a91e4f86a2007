#pragma once

#include "app/command_line/verb.h"

namespace crossdock::app {

/// The window, read-only, on a sealed audit file: no data folder, no network, no key.
std::optional<ExitCode> review(const Call &call, Output &output);

} // namespace crossdock::app
