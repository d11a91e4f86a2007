#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/channels/channel_order.h"
#include "core/inventory/store/database.h"

/// What channels told of orders beside lines and buyers, with the rows of the orders.
namespace crossdock::orders {

/// What a message says of an order, and that its address is a post box, which the address alone tells.
OrderFacts factsTold(const ChannelOrder &order);
QString textOf(const OrderFacts &facts); ///< for the column; never empty
OrderFacts factsIn(const QString &column);

/// Nothing: the order is from before facts were kept, and what is told of it next is no change.
Result<std::optional<OrderFacts>> readFacts(store::Database &database, qint64 sale);

/// What is known after the message; a post box that the buyer has moved away from is none any more.
OrderFacts factsAfter(const OrderFacts &known, const ChannelOrder &order);
void sayChanges(audit::Draft &draft, const OrderFacts &before, const OrderFacts &after);

} // namespace crossdock::orders
