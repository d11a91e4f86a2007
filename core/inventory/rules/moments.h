#pragma once

#include "core/inventory/rules/rule.h"

/// What is so when a thing comes into the world, and what may be otherwise later.
namespace crossdock::rules {

/// What no order is when it comes into the world: old, late, held or shipped.
bool isLaterThanBirth(const Tree &tree);

/// What a wait may find otherwise than it was: states, and values that are live.
bool canChange(const Tree &tree);

/// The state of an order that has not come as far as it should: unpaid, unshipped.
bool isUndone(const Tree &tree);

/// The crossing that comes `delay` after an event, so that conditions are looked at then; sets type, becomes and
/// lasting. False for an event after which nothing crosses.
bool becomeLater(TriggerEvent &event, const Duration &delay);

} // namespace crossdock::rules
