#pragma once

#include "core/inventory/rules/workspace.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// The names that a shop's own store holds: channels, nodes, categories, brands, suppliers and the people it can write to.
Result<Workspace> workspaceOf(store::Database &database);

} // namespace crossdock::rules
