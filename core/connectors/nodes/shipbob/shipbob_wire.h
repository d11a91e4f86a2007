#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/delivery.h"
#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/node_order.h"

/// ShipBob, bytes <-> values, no I/O. Source: ShipBob's OpenAPI 2026-01; webhooks after its page on them (Standard Webhooks).
namespace crossdock::nodes {

struct ShipBobAccount {
    QByteArray root;
    QByteArray token;
    QByteArray channelId; ///< shipbob_channel_id, of every write and of estimates
    QStringList methods; ///< names of the shipping methods for standard, expedited, priority, as the seller set them up there
    QByteArray webhookSecret; ///< "whsec_…"
};

http::Request shipBobEstimate(const ShipBobAccount &account, const fulfilment::NodeOrder &order);
Result<QList<fulfilment::NodeOffer>> readShipBobEstimate(const QByteArray &body);

http::Request shipBobCreate(const ShipBobAccount &account, const fulfilment::NodeOrder &order);
http::Request shipBobOrder(const ShipBobAccount &account, const QString &id);
http::Request shipBobOrdersOf(const ShipBobAccount &account, const QString &key);
Result<fulfilment::NodeStatus> readShipBobOrder(const QByteArray &body);
/// Of the list that a question by key answers; nothing: there is none with exactly this key.
Result<std::optional<fulfilment::NodeStatus>> readShipBobOrders(const QByteArray &body, const QString &key);

http::Request shipBobCancelOrder(const ShipBobAccount &account, const QString &id);
Result<fulfilment::CancelReport> readShipBobCancel(const QByteArray &body);
http::Request shipBobCancelParcel(const ShipBobAccount &account, const QString &parcel);

/// `cursor`: what the page before calls `next`. Only its path is followed, at our own host.
http::Request shipBobStock(const ShipBobAccount &account, const QString &cursor);
Result<fulfilment::StockPage> readShipBobStock(const QByteArray &body);

http::Request shipBobChannels(const ShipBobAccount &account);
/// The name of our channel; Rejected if the token sees no channel of that id.
Result<QString> readShipBobChannels(const QByteArray &body, const QByteArray &channelId);

/// Signature first (`v1,` entries of HMAC-SHA256 over id.timestamp.body), five minutes of tolerance, then the topic.
tl::expected<fulfilment::NodeMessage, channels::Refusal> readShipBobDelivery(const channels::Delivery &delivery, const QByteArray &secret, Time now);

} // namespace crossdock::nodes
