#pragma once

#include "core/inventory/orders/shipment.h"

namespace crossdock {

/// An order that was cancelled here and is to be cancelled on its channel too.
struct Cancellation {
    using State = Shipment::State;

    OrderId order;
    Time at{};
    QString why;
    State state = State::Waiting;
    QString words; ///< the channel's own
    bool hasShipped = false; ///< a part of it: a channel cancels whole orders alone
    friend bool operator==(const Cancellation &, const Cancellation &) = default;
};

} // namespace crossdock
