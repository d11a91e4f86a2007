#pragma once

#include "core/inventory/fulfilment/channel_rules.h"
#include "core/inventory/fulfilment/node_quotes.h"
#include "core/inventory/inventory.h"

namespace crossdock::app {

/// The kind of an order's channel, and all rules that may be about it.
struct ChannelRules {
    QString kind;
    QList<fulfilment::ChannelRule> rules;
};

/// A parcel as its node takes it: with the buyer, kits as their parts, and what the rules of the channel demand. NotFound where the buyer's
/// data is gone or never came.
Result<fulfilment::NodeOrder> nodeOrderOf(const fulfilment::Parcel &parcel, const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const ChannelRules &channel, Time now);

/// The units of an order that have not left, as a node is asked what it takes for them: without the buyer. NotAllowed: nobody knows the country that it goes
/// to, or nothing is left to send.
Result<fulfilment::NodeQuestion> priceQuestionOf(const OrderDetail &order, const query::StockOf::Answer &items, const NodeRow &node, const ChannelRules &channel, Time now);

bool isAddressKnown(const OrderDetail &order);

/// What the node is to do when it lacks something: account `if_missing` = "wait", "rest" or nothing (it sends nothing then).
fulfilment::NodeOrder::IfMissing ifMissingOf(const NodeDetails &details);

} // namespace crossdock::app
