#pragma once

#include "core/inventory/fulfilment/node_order.h"
#include "core/inventory/inventory.h"

namespace crossdock::app {

/// A parcel as its node takes it: with the buyer, kits as their parts, and what the rules of the channel demand. NotFound where the buyer's
/// data is gone or never came.
Result<fulfilment::NodeOrder> nodeOrderOf(const fulfilment::Parcel &parcel, const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const QString &channelKind, Time now);

bool isAddressKnown(const OrderDetail &order);

/// What the node is to do when it lacks something: account `if_missing` = "wait", "rest" or nothing (it sends nothing then).
fulfilment::NodeOrder::IfMissing ifMissingOf(const NodeDetails &details);

} // namespace crossdock::app
