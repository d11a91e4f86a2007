#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::parcels {

/// What waits to be routed, from the store. Places of buyers come from their sealed data where the connection has its key.
Result<fulfilment::Waiting> readWaiting(store::Database &database, const query::Waiting &query);

} // namespace crossdock::parcels
