#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/time.h"

#include <QList>

namespace crossdock::channels {

/// A parcel that left us, as the channel that sold it is told. Channels judge sellers by it: too late, or without a number that can be
/// followed, counts against them.
struct ParcelSent {
    struct Line {
        QString id; ///< the channel's own name of the order's line
        Quantity quantity = 0;
        friend bool operator==(const Line &, const Line &) = default;
    };
    /// Another parcel of the order, as the channel knows it.
    struct Known {
        QList<Line> lines;
        QString tracking;
        friend bool operator==(const Known &, const Known &) = default;
    };
    QString order; ///< number
    int number = 1; ///< of the parcel: the first of its order is 1. The same number is the same parcel, however often it is told
    QList<Line> lines;
    QString carrier, tracking; ///< as people write them: "UPS", "1Z999AA10123456784, 1Z999AA10123456785"; empty: not known
    Time sentAt{};
    bool isLast = true; ///< nothing of the order is to come
    QStringList formerTracking = {}; ///< before each correction, the oldest first: the channel may know the parcel by any of them
    QList<Known> others = {};
    Time orderedAt{};

    bool isCorrected() const { return !formerTracking.isEmpty(); }
    friend bool operator==(const ParcelSent &, const ParcelSent &) = default;
};

/// "1Z1, 1Z2": a parcel in several boxes has a number of each.
QStringList trackingNumbers(const QString &tracking);

} // namespace crossdock::channels
