#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/delivery.h"
#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/node_order.h"

#include <QJsonObject>

/// ShipMonk, bytes <-> values, no I/O. Source: ShipMonk's OpenAPI v1.024 with its webhooks.
namespace crossdock::nodes {

struct ShipMonkAccount {
    QByteArray root;
    QByteArray key; ///< header Api-Key
    qint64 storeId = 0;
    QStringList services; ///< requested_shipping_service for standard, expedited, priority, as mapped there
    QByteArray webhookSecret; ///< the text we chose for the signature
    QByteArray webhookUser, webhookPassword; ///< of HTTP Basic; empty: not asked for
};

http::Request shipMonkUpsert(const ShipMonkAccount &account, const fulfilment::NodeOrder &order);
/// The answer to an upsert: its message; Rejected if it holds a status of its own that is no good.
Result<QString> readShipMonkDone(const QByteArray &body);

http::Request shipMonkOrder(const ShipMonkAccount &account, const QString &key);
/// Nothing: there is no such order.
Result<std::optional<fulfilment::NodeStatus>> readShipMonkOrder(const QByteArray &body);
/// An order as it was read, sent again with another order_status ("cancelled", "onHold"): ShipMonk has no other call for that.
Result<http::Request> shipMonkChange(const ShipMonkAccount &account, const QByteArray &readBody, const QString &orderStatus);
http::Request shipMonkSubmit(const ShipMonkAccount &account, const QString &key, Time at);

http::Request shipMonkSearch(const ShipMonkAccount &account);
Result<QString> readShipMonkSearch(const QByteArray &body); ///< the cursor; empty: there is nothing
http::Request shipMonkPage(const ShipMonkAccount &account, const QString &cursor);
Result<fulfilment::StockPage> readShipMonkPage(const QByteArray &body);

http::Request shipMonkWarehouses(const ShipMonkAccount &account);
Result<QStringList> readShipMonkWarehouses(const QByteArray &body);

/// Basic and X-Sm-Signature (HMAC-SHA512 of the raw body) first, then the body. It is undocumented whether the signature comes in
/// hex or base64: either is taken. A message has no id of its own: its hash stands for one.
tl::expected<fulfilment::NodeMessage, channels::Refusal> readShipMonkDelivery(const channels::Delivery &delivery, const ShipMonkAccount &account);

} // namespace crossdock::nodes
