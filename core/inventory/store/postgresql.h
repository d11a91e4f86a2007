#pragma once

#include "core/inventory/store/statement.h"

namespace crossdock::store
{

/// PostgreSQL through Qt's driver. `place`: a libpq connection string ("host=… dbname=…").
Result<std::unique_ptr<Connection>> openPostgresql(const QString &place);

} // namespace crossdock::store
