#pragma once

#include "core/inventory/values/money.h"

#include <QList>
#include <QString>
#include <optional>

namespace crossdock {

/// What deeds of one kind come to in one currency. Amounts are exact; one that cannot be told is never taken for nothing.
struct MovedMoney {
    enum class Kind { Cancelled, Held, Refunded, Captured, Repriced, Labels, Transferred, Purchased };
    Kind kind = Kind::Cancelled;
    QString currency; ///< empty: the amount is not known
    QString unknown; ///< why it is not: "the price of a line is not told"
    qint64 deeds = 0; ///< orders, listings, labels, transfers, purchase orders
    qint64 units = 0; ///< that are moved or ordered; else 0
    qint64 amount = 0; ///< in the smallest unit of the currency; of prices the new ones less the old ones

    bool isKnown() const { return !currency.isEmpty(); }
    Money money() const { return {amount, currency}; }
    /// A deed's share, to the nearest of the smallest unit, half away from zero; nothing: it is not known.
    std::optional<Money> mean() const;
    friend bool operator==(const MovedMoney &, const MovedMoney &) = default;
};

QString nameOf(MovedMoney::Kind kind); ///< "orders_cancelled"

/// One row for each kind, currency and reason, in that order: amounts of two currencies are never added.
void addTo(QList<MovedMoney> &sums, const QList<MovedMoney> &more);

/// The first less the second; rows without a difference are left out.
QList<MovedMoney> differenceOf(const QList<MovedMoney> &first, const QList<MovedMoney> &second);

} // namespace crossdock
