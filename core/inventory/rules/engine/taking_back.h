#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// The command that takes back what an entry of a rule did. NotAllowed: it cannot be taken back, or somebody changed the
/// thing since; `detail` says which.
Result<Command> takingBack(store::Database &database, const Entry &entry);

} // namespace crossdock::rules
