#pragma once

#include "core/inventory/store/database.h"
#include "core/inventory/values/time.h"

namespace crossdock::store {

/// Brings the schema up to date: numbered files of migrations/<database>/, each in one transaction with its own record.
/// A database of a newer program is refused (StoreNewer), a failed step leaves the one before it.
Result<> migrate(Database &database, Time now);

/// The number of the newest migration this program knows.
int newestMigration(Source::Kind kind);

} // namespace crossdock::store
