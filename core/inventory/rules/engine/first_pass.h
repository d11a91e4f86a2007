#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/rules/rule_rows.h"
#include "core/inventory/rules/workspace.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// What a rule of the clock would touch at once if its time came now. Nothing: it answers what happens to one thing after the other, names
/// what is not there any more, or finds nothing to change. `privacy`: nullptr: buyers' data stays unknown.
Result<std::optional<RuleTouch>> firstPass(store::Database &database, audit::Privacy *privacy, const Workspace &workspace, const RuleVersion &version, Time now);

} // namespace crossdock::rules
