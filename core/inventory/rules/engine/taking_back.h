#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// The command that takes back what an entry of a rule did. NotAllowed: it cannot be taken back, or somebody changed the
/// thing since; `detail` says which.
Result<Command> takingBack(store::Database &database, const Entry &entry);

/// How much of what such an action does ("order.hold") can be taken back.
enum class WayBack : quint8 {
    None, ///< cancelled, shipped, asked of others: it stays
    InTheHouse, ///< messages and reports: those in the window, not those that were sent
    Whole, ///< unless somebody changed the thing since
};
WayBack wayBack(const QString &action);

} // namespace crossdock::rules
