#pragma once

#include "core/inventory/rules/engine/subject.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// What something cost when history had come to an entry, in one amount for each currency; else why that is not known.
struct PastAmount {
    QList<Money> sums;
    QString unknown; ///< empty: all is known

    static PastAmount notKnown(const QString &why) { return {{}, why}; }
};

/// The lines of an order at the prices that its channel told, as many units as it had before entry `next`; of one that had
/// none left by then: as many as it had before. Without postage and taxes.
Result<PastAmount> valueOfOrder(store::Database &database, const Subject &order, qint64 next);

/// The price of a listing before entry `next`; nothing: it had none.
Result<std::optional<Money>> priceBefore(store::Database &database, const Sku &sku, const QString &channel, const std::optional<Money> &today, qint64 next);

/// What was paid back for an order before entry `next`.
Result<QList<Money>> refundedBefore(store::Database &database, qint64 sale, qint64 next);

} // namespace crossdock::rules
