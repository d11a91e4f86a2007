#pragma once

#include "core/inventory/rules/rule.h"

#include <span>

namespace crossdock::rules {

/// Whether an action of `cause` can bring about the event of `effect`, on a thing that passes the filters of both.
bool canCause(const Trigger &cause, const Trigger &effect);

/// The loops of two and more rules, each as ascending places. A rule that causes itself is refused or guarded
/// when it is compiled.
std::vector<std::vector<int>> loopsOf(std::span<const Trigger *const> rules);

} // namespace crossdock::rules
