#pragma once

#include "app/command_line/session.h"

namespace crossdock::app {

/// Takes a JSON list of rules about channels and places into the house's policy, all of it or nothing: one with a name that the house has
/// replaces that one, others are added. With --dry-run it only says what it would do.
ExitCode importPolicy(Session &session);

} // namespace crossdock::app
