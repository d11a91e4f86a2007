#pragma once

#include "core/inventory/notices/notice_commands.h"
#include "core/inventory/purchases/purchase_order.h"
#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::purchases {

/// Whoever the seller knows under the supplier's name. NotFound: nobody.
Result<Contact> supplierContact(store::Database &database, const QString &supplier);

/// The mail that orders it: number, lines with names and barcodes, where it goes to.
Result<command::PostNotice> letterTo(store::Database &database, const Contact &supplier, const PurchaseOrder &order);

/// The mail that cancels what did not come of it yet.
command::PostNotice cancellationTo(const Contact &supplier, const PurchaseOrder &order);

} // namespace crossdock::purchases
