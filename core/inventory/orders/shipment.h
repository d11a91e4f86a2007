#pragma once

#include "core/inventory/channels/parcel_sent.h"

namespace crossdock {

/// A parcel that left, and whether the channel that sold it knows.
struct Shipment {
    enum class State {
        Waiting, ///< to be told, or being told
        Told,
        Refused, ///< `words` says why: a person must act, and then it is told again
    };
    qint64 id = 0;
    OrderId order;
    channels::ParcelSent parcel;
    State state = State::Waiting;
    QString words; ///< the channel's own
    friend bool operator==(const Shipment &, const Shipment &) = default;
};

} // namespace crossdock
