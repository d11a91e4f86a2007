#pragma once

#include "core/inventory/rules/resolver.h"

/// What no shop can meet, whatever it sells: seen from the trigger alone.
namespace crossdock::rules {

/// What must be so when the rule fires because of what happened, or of the hour of its schedule: a paid order is not unpaid.
std::optional<Tree> knownWhenFired(const Trigger &trigger);

/// An action that is done to what is not there when the rule fires: the order, where stock has changed.
std::optional<Fault> actsOnNothing(const Trigger &trigger);

/// Actions of one branch of which one is said twice, or whose price lies outside its own bounds.
std::optional<Fault> defeatsItself(const std::vector<Action> &actions);

/// The value that lets the rule fire again is one at which it fires: that holds nothing back.
bool rearmsAtOnce(const TriggerEvent &event);

} // namespace crossdock::rules
