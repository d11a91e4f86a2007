#pragma once

#include "core/inventory/audit/shop_key.h"
#include "core/inventory/inventory.h"
#include "core/inventory/store/database.h"

namespace crossdock::audit {

/// Walks the whole chain: every text hashes to its hash and follows the one before it, every column that is searched says
/// what the text says, every movement and subject stands in its entry and nowhere else.
Result<Verification> verifyTrail(store::Database &database, Progress &progress);

/// Holds the trail against a file that was sealed from it before: every entry of the file still stands in the trail as it
/// was. Nobody who has only the store can cut off or replace what a file elsewhere has sealed.
Result<Verification> verifyAgainst(store::Database &database, const ShopKey &shop, const QString &sealedFile, Progress &progress);

} // namespace crossdock::audit
