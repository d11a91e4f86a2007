#pragma once

#include "core/inventory/query.h"
#include "core/inventory/store/database.h"

namespace crossdock::purchases {

/// A purchase order as the store has it.
struct PurchaseRow {
    qint64 id = 0;
    PurchaseOrder order;
};

/// A condition on p (purchase): of those of which something is to come, as PurchaseOrder::isOpen().
inline const QString isOpenSql = QStringLiteral("p.state IN ('open', 'partly_received')");

/// `end`: conditions on p (purchase), with what follows them. Lines come by SKU.
Result<QList<PurchaseRow>> readPurchases(store::Database &database, const QString &end, const QVariantList &values);

/// Newest first.
Result<QList<PurchaseOrder>> readPurchases(store::Database &database, const query::Purchases &query);

Result<std::optional<PurchaseOrder>> purchaseCalled(store::Database &database, const QString &number);

/// Units of a SKU that are to come from suppliers: everywhere, or to these nodes. What goes nobody knows where counts everywhere alone.
Result<Quantity> unitsToCome(store::Database &database, qint64 sku, const QStringList &nodes);

} // namespace crossdock::purchases
