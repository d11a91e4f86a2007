#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"
#include "core/inventory/fulfilment/node_answers.h"

namespace crossdock::nodes {

/// What Amazon holds of the seller's goods, for its own orders and for MCF alike: one pool, no building is told. Source: Amazon's
/// model fbaInventory (v1). `cursor`: the token of the page before, good for 30 seconds.
http::Request fbaStockRequest(const amazon::Account &account, const QString &cursor);
Result<fulfilment::StockPage> readFbaStock(const QByteArray &body);

} // namespace crossdock::nodes
