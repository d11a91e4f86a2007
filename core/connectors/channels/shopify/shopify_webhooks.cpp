#include "core/connectors/channels/shopify/shopify_wire.h"

#include "core/connectors/channels/shopify/shopify_after_sale.h"
#include "core/inventory/channels/payment_words.h"

#include "core/connectors/http/signature.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

using namespace channels;

Quantity unitsOf(const QJsonValue &value, Quantity absent)
{
    return std::clamp<Quantity>(value.toInteger(absent), 0, maxQuantity);
}

ChannelOrder::Line lineOf(const QJsonValue &item, const QString &currency)
{
    ChannelOrder::Line line;
    line.id = restIdOf(item["id"_L1]);
    line.listing = gidOf(u"ProductVariant", restIdOf(item["variant_id"_L1]));
    line.sku = item["sku"_L1].toString();
    line.quantity = unitsOf(item["current_quantity"_L1], unitsOf(item["quantity"_L1], 0));
    // fulfillable_quantity alone does not tell: it also falls when a fulfilment is merely on its way.
    const QString status = item["fulfillment_status"_L1].toString();
    if (status == "fulfilled"_L1)
        line.shipped = line.quantity;
    else if (status == "partial"_L1)
        line.shipped = std::max<Quantity>(0, line.quantity - unitsOf(item["fulfillable_quantity"_L1], line.quantity));
    if (const auto price = parseMoney(item["price"_L1].toString(), currency))
        line.unitPrice = *price;
    return line;
}

Buyer buyerOf(const QJsonObject &order)
{
    const QJsonValue to
        = order["shipping_address"_L1].isObject() ? order["shipping_address"_L1] : order["billing_address"_L1];
    const QString second = to["address2"_L1].toString();
    Buyer buyer;
    buyer.name = to["name"_L1].toString();
    buyer.email = order["email"_L1].toString();
    buyer.phone = to["phone"_L1].toString(order["phone"_L1].toString());
    buyer.address = to["address1"_L1].toString() + (second.isEmpty() ? QString() : u", "_s + second);
    buyer.city = to["city"_L1].toString();
    buyer.region = to["province"_L1].toString();
    buyer.postcode = to["zip"_L1].toString();
    buyer.country = to["country_code"_L1].toString();
    return buyer;
}

/// updated_at has whole seconds, and an order may change twice in one: the time of the event orders those.
Time revisionOf(Time updated, const Delivery &delivery)
{
    const auto triggered = parseTime(QString::fromLatin1(delivery.header("X-Shopify-Triggered-At")));
    if (!triggered)
        return updated;
    return updated + std::clamp(*triggered - updated, Milliseconds{0}, Milliseconds{899});
}

std::optional<ChannelOrder> orderOf(const QJsonObject &root, const Delivery &delivery)
{
    OrderRead read;
    read.order.id = {delivery.channel, restIdOf(root["id"_L1])};
    const auto updated = parseTime(root["updated_at"_L1].toString());
    const auto created = parseTime(root["created_at"_L1].toString());
    if (read.order.id.number.isEmpty() || !updated || !created || !root["line_items"_L1].isArray())
        return std::nullopt;
    read.order.revision = revisionOf(*updated, delivery);
    read.order.createdAt = *created;
    read.order.resolution = Milliseconds{1'000};
    read.order.buyer = buyerOf(root);
    read.order.paymentMethod = channels::paymentMethodOf(root["payment_gateway_names"_L1].toVariant().toStringList());
    read.order.facts = factsOfResource(root);
    const QString currency = root["currency"_L1].toString();
    const QJsonArray lines = root["line_items"_L1].toArray();
    for (const QJsonValue &line : lines)
        read.order.lines.append(lineOf(line, currency));
    read.isCancelled = root["cancelled_at"_L1].isString();
    read.isFulfilled = root["fulfillment_status"_L1].toString() == "fulfilled"_L1;
    settleState(&read);
    return read.order;
}

tl::expected<News, Refusal> levelOf(const QJsonObject &root, const std::function<QString(const QString &)> &locationOf,
                                    Time receivedAt)
{
    const QString item = gidOf(u"InventoryItem", restIdOf(root["inventory_item_id"_L1]));
    const QString location = gidOf(u"Location", restIdOf(root["location_id"_L1]));
    if (item.isEmpty() || location.isEmpty())
        return tl::make_unexpected(Refusal::Unreadable);
    if (!root["available"_L1].isDouble())
        return Notice{u"inventory item that is not tracked"_s};
    if (location != locationOf(item))
        return Notice{u"inventory level of another location"_s};
    const auto at = parseTime(root["updated_at"_L1].toString());
    return QuantitySeen{QString(), item, root["available"_L1].toInteger(), at ? *at : receivedAt, false};
}

bool isOrderTopic(const QByteArray &topic)
{
    static const QList<QByteArray> topics{"orders/create", "orders/updated",   "orders/cancelled",
                                          "orders/paid",   "orders/fulfilled", "orders/partially_fulfilled"};
    return topics.contains(topic);
}

/// Topic orders/delete (Admin API 2026-10): the body is {"id": N}, no dates, no lines.
tl::expected<News, Refusal> deletedOrder(const QJsonObject &root)
{
    const QString number = restIdOf(root["id"_L1]);
    return number.isEmpty() ? tl::make_unexpected(Refusal::Unreadable) : tl::expected<News, Refusal>(OrderHint{number, true});
}

/// The order is to be read.
tl::expected<News, Refusal> hintOf(const QJsonValue &order)
{
    const QString number = restIdOf(order);
    return number.isEmpty() ? tl::make_unexpected(Refusal::Unreadable) : tl::expected<News, Refusal>(OrderHint{number});
}

tl::expected<News, Refusal> newsOf(const QByteArray &topic, const QJsonObject &root, const Delivery &delivery,
                                   const std::function<QString(const QString &)> &locationOf)
{
    if (isOrderTopic(topic)) {
        const auto order = orderOf(root, delivery);
        return order ? tl::expected<News, Refusal>(*order) : tl::make_unexpected(Refusal::Unreadable);
    }
    if (topic == "orders/delete")
        return deletedOrder(root);
    if (topic == "inventory_levels/update")
        return levelOf(root, locationOf, delivery.receivedAt);
    if (topic == "orders/edited")
        return hintOf(root["order_edit"_L1]["order_id"_L1]);
    if (topic == "refunds/create" || topic == "orders/risk_assessment_changed") // which tells one assessment, the order all of them
        return hintOf(root["order_id"_L1]);
    if (topic.startsWith("returns/"))
        return readReturnNews(root);
    if (topic.startsWith("disputes/"))
        return readDispute(root);
    return Notice{u"topic "_s + QString::fromLatin1(topic.left(80))};
}

} // namespace

QString restIdOf(const QJsonValue &value)
{
    return value.isDouble() && value.toInteger() > 0 ? QString::number(value.toInteger()) : tailOf(value.toString());
}

bool isSigned(const QByteArray &body, const QByteArray &signature, const QString &secret)
{
    if (secret.isEmpty())
        return false;
    const auto given = QByteArray::fromBase64Encoding(signature.trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    return http::constantTimeEquals(http::hmacSha256(secret.toUtf8(), body), given.decoded);
}

tl::expected<Message, Refusal> readBody(const Delivery &delivery,
                                        const std::function<QString(const QString &itemId)> &locationOf)
{
    const QJsonDocument document = QJsonDocument::fromJson(delivery.body);
    if (!document.isObject())
        return tl::make_unexpected(Refusal::Unreadable);
    const QByteArray topic = delivery.header("X-Shopify-Topic").toLower();
    auto news = newsOf(topic, document.object(), delivery, locationOf);
    if (!news)
        return tl::make_unexpected(news.error());
    Message message;
    // One act of the merchant is one event id in several topics: each topic is a message of its own.
    const QByteArray event = delivery.header("X-Shopify-Event-Id");
    if (!event.isEmpty())
        message.eventId = QString::fromLatin1(topic + ' ' + event);
    message.raw = delivery.body;
    message.news.append(std::move(*news));
    return message;
}

} // namespace crossdock::shopify
