#pragma once

#include "core/inventory/command.h"
#include "core/inventory/rules/engine/deeds.h"
#include "core/inventory/rules/engine/evaluator.h"

namespace crossdock::rules {

/// What the command asks for is so already: a listing that is paused, a tag that is there. False also where that cannot be told.
Result<bool> isSettled(store::Database &database, const Command &command);

/// Whether the firing would write anything that is not so already, or tells somebody something. What cannot be done at all changes nothing.
Result<bool> changesAnything(store::Database &database, Deeds &deeds, const Firing &firing, Time now);

} // namespace crossdock::rules
