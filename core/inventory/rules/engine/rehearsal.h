#pragma once

#include "core/inventory/inventory.h"
#include "core/inventory/rules/rule.h"
#include "core/inventory/rules/workspace.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// What a rule would have done over a span of history: the trail goes by the same code that decides today, without effects.
/// The same span gives the same answer.
Result<RuleRehearsal> rehearse(store::Database &database, const Workspace &workspace, const Trigger &trigger, const query::RehearseRule &query, Progress &progress);

} // namespace crossdock::rules
