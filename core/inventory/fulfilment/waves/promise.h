#pragma once

#include "core/inventory/fulfilment/waves/wave.h"

namespace crossdock::waves {

/// How likely a parcel keeps what is promised, and what that stands on.
struct InTime {
    enum class By {
        Nothing, ///< nothing is promised
        Unknown, ///< something is promised of its arrival, and nothing is known of the service
        Departure, ///< only its leaving is promised
        Missed, ///< it leaves too late
        Told, ///< by the wave's own figures of the service
        Learned, ///< by parcels of before
        Promised, ///< by who sends it: `deliveredBy` of the quote
    };
    By by = By::Nothing;
    std::optional<qint64> percent; ///< nothing of Nothing and Unknown
    std::optional<rates::TransitChance> learned; ///< of Learned
};

/// A way from a node, on a day.
struct Departing {
    int node = 0;
    QDate day;
    Time at{};
};

/// `quote` names the service and its zone, and the day that is promised for it if one is.
InTime inTimeOf(const Wave &wave, const Order &order, const Departing &from, const rates::Quote &quote);

/// The same as one line of facts in English; empty of Nothing.
QString textOf(const InTime &chance, const Wave &wave, const Order &order, const Departing &from, const rates::Quote &quote);

} // namespace crossdock::waves
