#pragma once

#include "core/inventory/fulfilment/parcel.h"

namespace crossdock::fulfilment {

/// How long a parcel may stand still beyond its day before somebody is told.
inline constexpr Milliseconds longestStand{24LL * 3'600'000};

/// From when on a parcel at a node of others is stuck if nothing of it changes: a day after the day on which it was to leave, or without one
/// after some days of handling; on the road a day after the day that was promised. Nothing: nobody can say, or it does not have to move.
/// `zone`: the node's; empty: UTC.
std::optional<Time> stuckAt(const Parcel &parcel, const QByteArray &zone);

} // namespace crossdock::fulfilment
