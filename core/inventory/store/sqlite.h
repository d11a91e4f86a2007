#pragma once

#include "core/inventory/store/statement.h"

namespace crossdock::store
{

/// SQLite through its own C interface: Qt's driver builds a record of column names at every execution, which cost as
/// much as SQLite itself. `place`: a file or ":memory:"; waits five seconds for another writer.
Result<std::unique_ptr<Connection>> openSqlite(const QString &place, bool isReadOnly);

} // namespace crossdock::store
