#pragma once

#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/values/result.h"

#include <QMap>
#include <optional>

namespace crossdock::store {
class Database;
}

namespace crossdock::parcels {

/// What was last seen of a parcel at its node, and what people are told of it and is not over.
struct LastLook {
    std::optional<fulfilment::NodeStatus> status; ///< nothing: it was never seen there
    bool isUnseen = false; ///< the node had taken it and does not show it any more
    std::optional<Time> movedAt = {}; ///< when the node showed something new of it; nothing: not known
    QMap<QString, qint64> notices = {}; ///< the newest of each trouble: "order", "box 17", "unseen", "unmoved", "stranded"
};

/// As the store has it: the status, with "unseen", "moved_at" and "notices" beside its own keys, so that SQL finds `"unseen":true` and `"stranded":` in it;
/// inside the node's own words a quote is escaped.
Result<LastLook> readLook(store::Database &database, qint64 parcel);
Result<> keepLook(store::Database &database, qint64 parcel, const LastLook &look);

} // namespace crossdock::parcels
