#pragma once

#include "core/inventory/values/time.h"

#include <QStringList>
#include <optional>

namespace crossdock::channels {

/// How a marketplace says that the seller's account does. What is not told is empty.
struct AccountHealth {
    QString status; ///< the channel's own word: of Amazon "NORMAL", "AT_RISK", "DEACTIVATED"
    std::optional<qint64> orderDefects, lateShipments, cancellations; ///< of orders, in parts per million, as the channel reckons them
    Time at{}; ///< by the channel's clock, or when it was read
    friend bool operator==(const AccountHealth &, const AccountHealth &) = default;

    bool isKnown() const { return !status.isEmpty() || hasRates(); }
    bool hasRates() const { return orderDefects || lateShipments || cancellations; }
};

double percentOf(qint64 partsPerMillion);
/// In sentences; empty: nothing was told.
QStringList accountLines(const AccountHealth &health);

} // namespace crossdock::channels
