#pragma once

#include "core/inventory/rules/rule.h"

#include <span>

namespace crossdock::rules {

/// One way through a rule: what must hold so that these actions are taken. Points into the trigger.
struct BranchPath {
    std::optional<Tree> filters; ///< in normal form
    std::span<const Action> actions;
};

/// The if-part and each else of a trigger, with all that must have failed before it.
std::vector<BranchPath> pathsOf(const Trigger &trigger);

/// The channels that the crossing of a trigger looks at, as a filter on the event's channel; nothing for none.
std::optional<Tree> crossingChannel(const Trigger &trigger);

/// The tags that an order.tagged event is about, folded; none where any will do.
QStringList tagsOfEvent(const Trigger &trigger);

/// Both, in normal form.
std::optional<Tree> bothOf(const std::optional<Tree> &one, const std::optional<Tree> &other);

} // namespace crossdock::rules
