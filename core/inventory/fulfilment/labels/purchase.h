#pragma once

#include "core/inventory/fulfilment/labels/label.h"
#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"

/// What a carrier is asked about labels, and how it answers.
namespace crossdock::labels {

struct Purchase {
    QString reference; ///< what it is to call the label
    rates::Quote quote; ///< the service, and the offer where it sells by offers
    rates::Shipment shipment; ///< with names and streets
    Format format = Format::Pdf;
};

/// A label that was asked for, by all names that are known of it.
struct Known {
    QString reference, carrier, service, offer, carrierId, tracking;
    Format format = Format::Pdf;
    QDate shipDate;
};

/// Why there is no good answer.
struct Failure {
    Error error;
    bool mayHaveHappened = false; ///< what was asked may be done all the same
    friend bool operator==(const Failure &, const Failure &) = default;
};
template <class T>
using Answer = tl::expected<T, Failure>;

/// What a service told by itself of a parcel's way.
struct WayTold {
    QString tracking; ///< empty: it was about something else
    Way way;
    friend bool operator==(const WayTold &, const WayTold &) = default;
};

/// How taking back fared.
struct Refund {
    enum class What { Asked, Voided, Refunded, Refused };
    What what = What::Asked;
    QString words;
    friend bool operator==(const Refund &, const Refund &) = default;
};

} // namespace crossdock::labels
