#pragma once

#include "core/inventory/fulfilment/wave_view.h"

namespace crossdock::waves {

/// What two policies did in one span of time.
struct SpanOutcome {
    struct Side {
        qint64 cost = 0, orders = 0, parcels = 0, waitingLines = 0;
        double late = 0; ///< expected number of orders that are late
        qint64 judged = 0; ///< orders of which that is known
        Side &operator+=(const Side &other);
    };
    Side first, second;
};

/// The sums, and between which values the differences lie in 95 of 100 draws of as many spans (the same draws every time).
fulfilment::BackTest summed(const QList<SpanOutcome> &spans);

} // namespace crossdock::waves
