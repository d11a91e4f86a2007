#pragma once

#include "core/connectors/http/exchange.h"
#include "core/inventory/channels/channel_port.h"

#include <QJsonValue>

/// WooCommerce's REST API v3 and its webhooks as bytes. Pure: no I/O, no clock; any input is answered, garbage with an
/// error. Source: woocommerce.github.io/woocommerce-rest-api-docs (v3); authentication and webhooks as in the code of
/// WooCommerce 10.0 (class-wc-rest-authentication, class-wc-webhook).
namespace crossdock::woocommerce
{

using channels::Answer;
using channels::CallFailure;

inline constexpr int rowsPerCall = 100; // class-wc-rest-controller: more in one batch is answered 413
inline constexpr int perPage = 100;

/// A listing as cli.md writes it: "794" or "22/23".
struct ProductRef {
    qint64 product = 0;
    qint64 variation = 0; ///< 0: the product itself

    static std::optional<ProductRef> parse(QStringView listing);
    QString text() const;
    qint64 ownId() const { return variation != 0 ? variation : product; }
};

/// One row of a batch.
struct StockRow {
    qint64 id = 0;
    std::optional<Quantity> quantity; ///< nothing: leave it
    QString price; ///< "12.99"; empty: leave it
};

/// How a row fared; refused if `words` is not empty.
struct RowReply {
    QString words; ///< why it was not taken; empty: it was
    Quantity shown = 0; ///< by the shop, once it took it
};

struct Product {
    qint64 id = 0;
    qint64 parent = 0;
    bool hasVariations = false;
    bool isManagedByParent = false; ///< a variation that shows its product's stock
    QString sku;
    QString title;
    QString price;
    std::optional<Quantity> quantity; ///< nothing: the shop does not count this one
};

struct Subscription {
    qint64 id = 0;
    QString topic;
    QString url;
    QString status;
};

/// Where an order was read: from the API just now, or in an event of some age.
enum class Source { Api, Event };

/// An order and whether units of it were refunded, which its own resource does not tell by line.
struct OrderRead {
    ChannelOrder order;
    bool hasRefunds = false;
    bool isTrashed = false;
};

/// A page of orders. Drafts are counted but not among `orders`.
struct OrdersRead {
    QList<OrderRead> orders;
    qsizetype count = 0;
    Time oldest = Time::max(); ///< of date_modified_gmt
    Time newest = Time::min();
};

// Addresses: path and query behind the host's root. `parent` 0: products themselves.

using Query = QList<QPair<QByteArray, QByteArray>>; ///< plain, not encoded

QByteArray encodeQuery(const Query &query); ///< RFC 3986, without '?'
QByteArray batchPath(qint64 parent);
/// `query` with the parameters of OAuth 1.0a, one-legged, HMAC-SHA256 (RFC 5849): what WooCommerce wants over plain
/// http.
Query signedQuery(const QByteArray &method, const QByteArray &url, Query query, const QByteArray &key,
                  const QByteArray &secret, Time now, const QByteArray &nonce);

// Bodies

QByteArray batch(const QList<StockRow> &rows);
QByteArray statusChange(const QString &status);
QString parcelMarkName(int parcel);
QString parcelMarkValue(const channels::ParcelSent &parcel); ///< "UPS 1Z9": never empty
/// Keeps with the order that this parcel was told, and completes the order with its last one.
QByteArray parcelMark(const channels::ParcelSent &parcel);
/// A note for the buyer, which the shop sends him by e-mail: WooCommerce itself has no field for tracking. `before`: what he was told of
/// this parcel already; empty: nothing.
QByteArray parcelNote(const channels::ParcelSent &parcel, const QString &before);
QByteArray subscription(const QString &topic, const QString &url, const QString &secret);

// Answers

/// The JSON of a body that may have a byte order mark or PHP's warnings before it.
std::optional<QJsonValue> parseJson(const QByteArray &body);
/// "woocommerce_rest_cannot_view" and the like; empty if the body holds no error of WordPress.
QString errorCode(const QByteArray &body);
QString errorWords(const QByteArray &body);
/// By id of product or variation; nothing if it is no answer to a batch.
std::optional<QHash<qint64, RowReply>> parseBatch(const QByteArray &body);
std::optional<QList<Product>> parseProducts(const QByteArray &body);
std::optional<OrdersRead> parseOrders(const QByteArray &body, const ChannelId &channel);
std::optional<OrderRead> parseOrder(const QByteArray &body, const ChannelId &channel, Source source);
/// What an order tells beside lines and buyer.
OrderFacts factsOf(const QJsonValue &order);
/// What an order says of a parcel that is to be told.
struct ParcelStanding {
    QString status;
    QString told; ///< the value of its mark; empty: none
    bool isTold = false; ///< just as the parcel is now: a correction is told again
};
std::optional<ParcelStanding> parseParcelStanding(const QByteArray &body, const channels::ParcelSent &parcel);
/// Takes what /orders/{id}/refunds lists off the lines of `order`; false if unreadable.
bool takeRefunds(const QByteArray &body, ChannelOrder *order);
std::optional<QList<Subscription>> parseSubscriptions(const QByteArray &body);
QString parseCurrency(const QByteArray &body); ///< of /data/currencies/current; empty if unreadable

/// A moment as modified_after wants it with dates_are_gmt: "2026-11-25T09:30:00". With a zone WordPress would convert
/// it to the site's own.
QByteArray toGmt(Time time);

// Webhooks

/// The form "webhook_id=N" that WooCommerce sends, unsigned, when a webhook is made: that and nothing else.
bool isPing(const QByteArray &body);
/// Whether `signature` (base64) is HMAC-SHA256 of the body under `secret`; in constant time.
bool isSigned(const QByteArray &body, const QByteArray &signature, const QString &secret);
/// What a checked delivery says.
tl::expected<channels::Message, channels::Refusal> readBody(const channels::Delivery &delivery);

bool isDraft(QStringView status); ///< a checkout that is not yet an order
ChannelOrder::State stateOf(QStringView status); ///< statuses of plug-ins count as open

} // namespace crossdock::woocommerce
