#pragma once

#include "core/inventory/inventory.h"
#include "core/inventory/store/database.h"

namespace crossdock::audit {

/// Walks the whole chain: every text hashes to its hash and follows the one before it, every column that is searched says
/// what the text says, every movement and subject stands in its entry and nowhere else.
Result<Verification> verifyTrail(store::Database &database, Progress &progress);

/// Rebuilds every position from its movements, and every reservation from its order.
Result<query::Books::Answer> checkBooks(store::Database &database);

} // namespace crossdock::audit
