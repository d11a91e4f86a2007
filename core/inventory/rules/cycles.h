#pragma once

#include "core/inventory/rules/rule.h"

#include <span>

namespace crossdock::rules {

/// Rules that go round.
struct Loop {
    std::vector<int> rules; ///< places: each causes the next, the last the first
    std::vector<Action> actions; ///< by which each of them does
    std::optional<Tree> witness; ///< values at which the first causes the next, in normal form; nothing: at any
};

/// The loops of two and more rules, each set of rules once. A rule that causes itself is refused or guarded when it is
/// compiled.
std::vector<Loop> loopsOf(std::span<const Trigger *const> rules);

} // namespace crossdock::rules
