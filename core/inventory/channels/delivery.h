#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/time.h"

#include <QByteArray>
#include <QList>
#include <QPair>

namespace crossdock::channels {

/// One webhook as it arrived: raw bytes, nothing looked into yet.
struct Delivery {
    ChannelId channel; ///< from the path /webhooks/NAME
    QByteArray method;
    QByteArray target; ///< path and query
    QList<QPair<QByteArray, QByteArray>> headers; ///< names as sent
    QByteArray body;
    Time receivedAt{};

    /// The first header of that name (case-insensitive), or an empty array.
    QByteArray header(QByteArrayView name) const;
};

} // namespace crossdock::channels
