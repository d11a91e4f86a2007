#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/values/result.h"

#include <QJsonObject>

namespace crossdock::rules {

struct Workspace;

/// Reads a trigger and checks everything the trigger schema demands: known types, the operators, values and units
/// that fit each field, scopes, targets and arguments. Names are checked against `workspace`. The error's subject
/// is the place, its detail what is wrong there.
Result<Trigger> triggerFromJson(const QJsonObject &json, const Workspace &workspace);

/// The canonical form: every required key is there, defaults are left out, keys are sorted by QJsonObject.
QJsonObject toJson(const Trigger &trigger);
QJsonObject toJson(const Tree &tree);
QJsonObject toJson(const Leaf &leaf);
QJsonObject toJson(const Action &action);

/// Whether `leaf` has an operator, a value and a unit that its field can have; what is wrong otherwise.
Result<> check(const Leaf &leaf, const Workspace &workspace);
Result<> check(const Action &action, const Workspace &workspace);

/// Checks all parts of a trigger that was not read from JSON.
Result<> check(const Trigger &trigger, const Workspace &workspace);

} // namespace crossdock::rules
