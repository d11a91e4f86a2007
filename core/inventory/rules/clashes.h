#pragma once

#include "core/inventory/rules/rule.h"

namespace crossdock::rules {

/// Whether two actions on the same thing write one of its attributes differently: pause and resume, two carriers,
/// two prices, tag and untag. `channel` is the one that an action without a named listing works on; empty if that
/// is not known, which meets every channel.
bool clash(const Action &one, const Action &other, const QString &channel);

/// Whether one thing that happens can be the event of both.
bool canHappenTogether(const Trigger &one, const Trigger &other);

} // namespace crossdock::rules
