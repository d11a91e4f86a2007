#pragma once

#include "core/inventory/channels/channel_port.h"

#include <QJsonObject>

/// Shopify's Admin GraphQL API, version 2026-10, and its webhooks (REST shape of the same version), as bytes. Pure: no
/// I/O, no clock; any input is answered, garbage with an error. Source: the published schema of Admin API 2026-10 and
/// shopify.dev "Webhooks: delivery structure".
namespace crossdock::shopify
{

using channels::Answer;
using channels::CallFailure;

/// One answer without errors. The rest follows from the cost block (shopify.dev, "GraphQL rate limits").
struct GraphReply {
    QJsonObject data;
    Milliseconds restFor{0}; ///< the bucket would not hold a call like this one before
    double restoreRate = 0; ///< points a second that this shop has; 0: not said
    Milliseconds reserveIn{0}; ///< another call like this one would leave a quarter of the bucket: what may wait leaves that to what may not
};

/// One line of inventorySetQuantities.
struct StockRow {
    QString itemId; ///< gid of the inventory item
    QString locationId; ///< gid
    Quantity quantity = 0;
    Quantity from = 0; ///< what Shopify must show now for the row to be taken
};

/// What is wrong with one row of a mutation.
struct RowError {
    bool isStale = false;
    QString words;
};

/// How a mutation over rows fared. Shopify applies all rows or, with any error, none.
struct RowsReply {
    enum class Retry { No, LaterWithSameKey, WithNewKey };
    QHash<int, RowError> rows; ///< by position in the call
    QStringList words; ///< errors of the call as such
    Retry retry = Retry::No;

    bool isClean() const { return rows.isEmpty() && words.isEmpty() && retry == Retry::No; }
};

/// A variant with what hangs on it.
struct VariantLink {
    QString itemId;
    QString productId;
};

struct Subscription {
    QString id;
    QString topic; ///< "ORDERS_CREATE"
    QString uri;
};

struct VariantPrice {
    QString variantId;
    QString price; ///< "12.99", in the shop's currency
};

struct Token {
    QString text;
    Milliseconds life{0};
};

struct ShopFacts {
    QString name;
    QString currency;
    QString locationId; ///< the shop's primary location
    QString locationName;
};

inline constexpr int rowsPerCall = 250; // shopify.dev, "API limits": array input
inline constexpr int ordersPerPage = 18; // 18 x (3 + address + 9 of the facts + 10 x 4) points stay below 1,000 a query
inline constexpr int linesPerPage = 10;
inline constexpr int itemsPerRead = 100; // 3 points each
inline constexpr int cataloguePerPage = 100;

/// The last part of "gid://shopify/Order/5012": "5012". The text itself if it is no gid.
QString tailOf(const QString &gid);
QString gidOf(QStringView type, const QString &tail); ///< leaves what is a gid already

// Requests: bodies of POST /admin/api/{version}/graphql.json

QByteArray document(const char *text, const QJsonObject &variables);
QByteArray setStock(const QList<StockRow> &rows, const QString &reference, const QString &key);
/// The same for the same rows of the same offers, on every machine: a repeated call is answered, not done again.
QString keyOf(const QList<StockRow> &rows, const QList<channels::Offer> &offers, const QString &salt);
QByteArray readStock(const QStringList &itemIds, const QString &locationId);
QByteArray readVariants(const QStringList &variantIds);
QByteArray setPrices(const QString &productId, const QList<VariantPrice> &prices);
QByteArray readOrders(const QString &updatedSince, const QString &after);
QByteArray readOrder(const QString &number);
QByteArray readLines(const QString &number, const QString &after);
QByteArray readCatalogue(const QString &locationId, const QString &after);
QByteArray readShop();
QByteArray listSubscriptions(const QString &after);
QByteArray createSubscription(const QString &topic, const QString &uri);
QByteArray updateSubscription(const QString &id, const QString &uri);
/// A payment that is kept leaves the units as well: our own number follows.
QByteArray cancelOrder(const QString &number, const QString &reason, channels::ChannelPort::Payment payment);
QByteArray readFulfilment(const QString &number);
QByteArray tokenRequest(const QString &clientId, const QString &clientSecret); ///< a form, not JSON

// Answers

/// Errors of the call (also those inside HTTP 200) become a CallFailure; `data` is left for the functions below.
Answer<GraphReply> parseReply(const QByteArray &body);
Answer<Token> parseToken(const QByteArray &body);
RowsReply parseSetStock(const QJsonObject &data);
RowsReply parseSetPrices(const QJsonObject &data);
QHash<QString, Quantity> parseStock(const QJsonObject &data); ///< by item; those not stocked there are absent
QHash<QString, VariantLink> parseVariants(const QJsonObject &data); ///< by variant
std::optional<ShopFacts> parseShop(const QJsonObject &data);
QList<Subscription> parseSubscriptions(const QJsonObject &data, QString *next);
QStringList parseUserErrors(const QJsonObject &data); ///< of whatever mutation it was

std::optional<Money> shopMoneyOf(const QJsonValue &bag); ///< a MoneyBag in the shop's currency

/// An order and, if its lines did not fit, where they go on.
struct OrderRead {
    ChannelOrder order;
    bool isCancelled = false;
    bool isFulfilled = false;
    bool hasRefunds = false, hasReturns = false; ///< still to be asked for, see shopify_after_sale.h
    QString moreLinesAfter; ///< empty: all lines are there
};

struct OrdersRead {
    QList<OrderRead> orders;
    QString after; ///< cursor of the next page; empty: none
};

std::optional<OrdersRead> parseOrders(const QJsonObject &data, const ChannelId &channel);
std::optional<OrderRead> parseOrder(const QJsonObject &data, const ChannelId &channel);
/// Adds the lines of an answer to readLines(); gives the next cursor, empty when done, nothing if unreadable.
std::optional<QString> parseLines(const QJsonObject &data, QList<ChannelOrder::Line> *lines);
/// Cancelled, shipped or open, as flags and lines say: call it again when lines were added.
void settleState(OrderRead *read);

/// Some of it was sent. The returnStatus of an order whose only return was declined or cancelled is NO_RETURN again.
bool mayHaveReturns(const OrderRead &read);

/// What of an order is still to be fulfilled, and what was, by whomever.
struct FulfilmentRead {
    struct Item {
        QString id; ///< gid of the fulfilment order's line
        QString line; ///< of the order, as ChannelOrder::Line::id
        Quantity remaining = 0;
    };
    struct Part { ///< a fulfilment order
        QString id, location;
        QList<Item> items;
    };
    struct Done {
        QString id; ///< gid of the fulfilment
        QStringList tracking;
        QString carrier;
        QHash<QString, Quantity> units; ///< by line of the order
    };
    QList<Part> open, held; ///< `held`: nobody can fulfil it now
    QList<Done> done;
    bool isCancelled = false;
};
std::optional<FulfilmentRead> parseFulfilment(const QJsonObject &data);

/// What makes Shopify know a parcel.
struct FulfilmentCalls {
    /// First those that correct fulfilments of this parcel, then those that fulfil what is missing: one for each location, because Shopify
    /// takes no fulfilment over several.
    QList<QByteArray> bodies;
    Quantity missing = 0; ///< units that Shopify does not count as sent with this parcel
    Quantity held = 0; ///< of them, those that it lets nobody fulfil now
};
FulfilmentCalls fulfil(const FulfilmentRead &read, const channels::ParcelSent &parcel);

struct CatalogueRead {
    channels::CataloguePage page; ///< `cursor` and `hasMore` set
    QHash<QString, VariantLink> links;
};

std::optional<CatalogueRead> parseCatalogue(const QJsonObject &data, const ChannelId &channel,
                                            const QString &locationId, const QString &currency);

/// What an order tells beside lines and buyer: as asked for by the queries, and as in the REST resource of a webhook, which knows no risk.
OrderFacts factsOfNode(const QJsonValue &order);
OrderFacts factsOfResource(const QJsonObject &order);

// Webhooks

/// REST ids are numbers; a few tools write them as texts, or as gids. Empty: none.
QString restIdOf(const QJsonValue &value);

/// Whether `signature` (base64) is HMAC-SHA256 of the body under `secret`; in constant time.
bool isSigned(const QByteArray &body, const QByteArray &signature, const QString &secret);

/// What a checked delivery says. `locationOf` gives the location we keep for an inventory item.
tl::expected<channels::Message, channels::Refusal>
readBody(const channels::Delivery &delivery, const std::function<QString(const QString &itemId)> &locationOf);

} // namespace crossdock::shopify
