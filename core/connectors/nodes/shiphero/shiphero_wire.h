#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/delivery.h"
#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/node_order.h"

#include <QJsonObject>

/// ShipHero's GraphQL, bytes <-> values, no I/O. ShipHero publishes no schema file: names and shapes after its public reference
/// and the clients generated from its introspection.
namespace crossdock::nodes {

struct ShipHeroAccount {
    QByteArray root;
    QByteArray refreshToken;
    QString shop; ///< shop_name of the orders we make
    QString customer; ///< customer_account_id, where a 3PL acts for a customer; empty: not
    QString currency; ///< of what labels cost: the wire names none
    QStringList methods; ///< shipping_lines.method for standard, expedited, priority
    QByteArray webhookSecret;
};

/// A question with what it is reckoned to cost in credits.
struct ShipHeroQuery {
    QByteArray body;
    double credits = 1;
};

http::Request shipHeroToken(const ShipHeroAccount &account);
struct ShipHeroPass {
    QByteArray token;
    Milliseconds livesFor{0};
};
Result<ShipHeroPass> readShipHeroToken(const QByteArray &body);
http::Request shipHeroAsk(const ShipHeroAccount &account, const QByteArray &token, const ShipHeroQuery &query);

/// What stands beside the data of an answer: why it is none, what it cost, when there are credits again.
struct ShipHeroVerdict {
    std::optional<channels::CallFailure> failure;
    bool asksForToken = false;
    bool isAbsent = false; ///< no such object
    std::optional<double> cost, left;
};
ShipHeroVerdict judgeShipHero(const QByteArray &body);

ShipHeroQuery shipHeroCreate(const ShipHeroAccount &account, const fulfilment::NodeOrder &order);
ShipHeroQuery shipHeroFind(const ShipHeroAccount &account, const fulfilment::NodeRef &ref);
ShipHeroQuery shipHeroCancel(const ShipHeroAccount &account, const QString &id);
ShipHeroQuery shipHeroHold(const ShipHeroAccount &account, const QString &id, bool isHeld);
ShipHeroQuery shipHeroMove(const ShipHeroAccount &account, const QString &id, const QString &warehouse);
ShipHeroQuery shipHeroStock(const ShipHeroAccount &account, const QString &cursor);
ShipHeroQuery shipHeroWarehouses(const ShipHeroAccount &account);

Result<fulfilment::NodeReceipt> readShipHeroCreated(const QByteArray &body);
/// Of one order, or of the list that a question by key answers; nothing: there is none.
Result<std::optional<fulfilment::NodeStatus>> readShipHeroOrder(const QByteArray &body, const ShipHeroAccount &account);
Result<QString> readShipHeroCancelled(const QByteArray &body); ///< fulfillment_status after it
Result<fulfilment::StockPage> readShipHeroStock(const QByteArray &body);
Result<QStringList> readShipHeroWarehouses(const QByteArray &body);

/// Signature first (base64 of HMAC-SHA256 over the raw body), then webhook_type.
tl::expected<fulfilment::NodeMessage, channels::Refusal> readShipHeroDelivery(const channels::Delivery &delivery, const QByteArray &secret);

} // namespace crossdock::nodes
