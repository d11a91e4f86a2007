#pragma once

#include "core/inventory/values/ids.h"
#include "core/inventory/values/time.h"

#include <QMap>

namespace crossdock {

/// One account on one marketplace, as the seller set it up. Holds no secret: those are in the key store under the
/// channel's name.
struct ChannelDetails {
    enum class State { Running, Paused };

    ChannelId name;
    QString kind; ///< "shopify", "amazon", "woocommerce", ...
    QString url; ///< the host's root
    QMap<QString, QString> account; ///< "location", "seller_id", ...: see cli.md, Credentials by kind
    QList<NodeId> pool; ///< nodes whose stock the channel may sell; empty: all
    State state = State::Running;
    friend bool operator==(const ChannelDetails &, const ChannelDetails &) = default;
};

} // namespace crossdock
