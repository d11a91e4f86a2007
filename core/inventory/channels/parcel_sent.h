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
    QString order; ///< number
    int number = 1; ///< of the parcel: the first of its order is 1. The same number is the same parcel, however often it is told
    QList<Line> lines;
    QString carrier, tracking; ///< as people write them: "UPS", "1Z999AA10123456784"; empty: not known
    Time sentAt{};
    bool isLast = true; ///< nothing of the order is to come
    friend bool operator==(const ParcelSent &, const ParcelSent &) = default;
};

} // namespace crossdock::channels
