#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// The command that takes back what an entry of a rule did. NotAllowed: it cannot be taken back, or somebody changed the
/// thing since; `detail` says which.
Result<Command> takingBack(store::Database &database, const Entry &entry);

/// Whether there is a way back at all from what such an action does: "order.hold". What left the house, cancelled or shipped stays.
bool hasWayBack(const QString &action);

} // namespace crossdock::rules
