#pragma once

#include "core/inventory/audit/shop_key.h"
#include "core/inventory/store/database.h"

namespace crossdock::audit {

/// Makes sure that a migrated database belongs to this shop key, so that two keys never seal the orders of one database.
/// A database that belongs to nobody yet becomes this key's if it opens what is sealed there. StoreFailed says what to do.
Result<> claimShop(store::Database &database, const ShopKey &shop);

} // namespace crossdock::audit
