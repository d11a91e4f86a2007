#pragma once

#include "app/command_line/session.h"
#include "core/inventory/imports/preview.h"

#include <QSet>

namespace crossdock::app {

/// Whether an order of a file says nothing but what is known of it. What a file leaves out stays as it is.
bool saysNothingNew(const ChannelOrder &told, const OrderDetail &known);

/// Those of the orders that requests record of which the ledger would learn nothing.
Result<QSet<OrderId>> ordersWithoutNews(Session &session, const QList<Request> &requests);

} // namespace crossdock::app
