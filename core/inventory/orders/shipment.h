#pragma once

#include "core/inventory/channels/parcel_sent.h"

#include <optional>

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
    int told = 0; ///< the newest wish that the channel took; 0: none

    /// What the channel is to be told changes with every correction: an answer belongs to the wish that it was asked with.
    int wish() const { return 1 + static_cast<int>(parcel.formerTracking.size()); }
    /// What the channel shows; nothing: it does not know the parcel.
    std::optional<QString> toldTracking() const
    {
        if (told == 0)
            return std::nullopt;
        return told == wish() ? parcel.tracking : parcel.formerTracking.value(told - 1);
    }
    friend bool operator==(const Shipment &, const Shipment &) = default;
};

} // namespace crossdock
