#pragma once

#include "core/inventory/store/database.h"

namespace crossdock::audit {

/// What of the purchase orders on record is not as the trail says it, a sentence each; none: they are right.
Result<QStringList> purchaseProblems(store::Database &database);

} // namespace crossdock::audit
