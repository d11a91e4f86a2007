#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include "core/connectors/http/signature.h"

#include <QCryptographicHash>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using namespace channels;

namespace
{

/// "order.updated", from the one header or from the two parts of it.
QByteArray topicOf(const Delivery &delivery)
{
    const QByteArray topic = delivery.header("X-WC-Webhook-Topic");
    if (!topic.isEmpty())
        return topic.toLower();
    return (delivery.header("X-WC-Webhook-Resource") + '.' + delivery.header("X-WC-Webhook-Event")).toLower();
}

tl::expected<News, Refusal> deletedOrder(const QJsonValue &json)
{
    const qint64 id = json["id"_L1].toInteger();
    if (id <= 0)
        return tl::make_unexpected(Refusal::Unreadable);
    return OrderHint{QString::number(id), true}; // the body is {"id": N}, without a date: it may come after the one that tells of its return
}

tl::expected<News, Refusal> orderNews(const QJsonValue &json, const Delivery &delivery)
{
    if (isDraft(json["status"_L1].toString()))
        return Notice{u"checkout that is no order yet"_s};
    const auto read = parseOrder(delivery.body, delivery.channel, Source::Event);
    if (!read)
        return tl::make_unexpected(Refusal::Unreadable);
    // The resource does not say of which lines units were refunded: that needs a read.
    if (read->hasRefunds && read->order.state != ChannelOrder::State::Cancelled)
        return OrderHint{read->order.id.number};
    return read->order;
}

tl::expected<News, Refusal> productNews(const QByteArray &body, const QJsonValue &json, Time receivedAt)
{
    const auto products = parseProducts('[' + body + ']');
    const Product product = products && !products->isEmpty() ? products->first() : Product{};
    if (product.id <= 0)
        return tl::make_unexpected(Refusal::Unreadable);
    if (!product.quantity || product.hasVariations)
        return Notice{u"product without a stock of its own"_s};
    const bool isVariation = product.parent > 0 && json["type"_L1].toString() == "variation"_L1;
    const ProductRef ref = isVariation ? ProductRef{product.parent, product.id} : ProductRef{product.id, 0};
    const auto modified = parseTime(json["date_modified_gmt"_L1].toString());
    return QuantitySeen{ref.text(), QString(), *product.quantity, modified ? *modified : receivedAt, false};
}

tl::expected<News, Refusal> newsOf(const QByteArray &topic, const QJsonValue &json, const Delivery &delivery)
{
    if (topic == "order.deleted")
        return deletedOrder(json);
    if (topic == "order.created" || topic == "order.updated" || topic == "order.restored")
        return orderNews(json, delivery);
    if (topic == "product.created" || topic == "product.updated" || topic == "product.restored")
        return productNews(delivery.body, json, delivery.receivedAt);
    return Notice{u"topic "_s + QString::fromLatin1(topic.left(80))};
}

} // namespace

bool isPing(const QByteArray &body)
{
    constexpr QByteArrayView start = "webhook_id=";
    if (!body.startsWith(start) || body.size() <= start.size() || body.size() > start.size() + 20)
        return false;
    return std::all_of(body.begin() + start.size(), body.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isSigned(const QByteArray &body, const QByteArray &signature, const QString &secret)
{
    if (secret.isEmpty())
        return false;
    const auto given = QByteArray::fromBase64Encoding(signature.trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    return http::constantTimeEquals(http::hmacSha256(secret.toUtf8(), body), given.decoded);
}

tl::expected<Message, Refusal> readBody(const Delivery &delivery)
{
    const auto json = parseJson(delivery.body);
    if (!json || !json->isObject())
        return tl::make_unexpected(Refusal::Unreadable);
    const QByteArray topic = topicOf(delivery);
    auto news = newsOf(topic, *json, delivery);
    if (!news)
        return tl::make_unexpected(news.error());
    Message message;
    // X-WC-Webhook-Delivery-ID is a hash of webhook and second: two events of one second share it. The body does not
    // lie.
    const QByteArray digest = QCryptographicHash::hash(delivery.body, QCryptographicHash::Sha256).toHex().left(16);
    message.eventId = u"%1 %2 %3 %4"_s.arg(QString::fromLatin1(topic.left(40)))
                          .arg((*json)["id"_L1].toInteger())
                          .arg((*json)["date_modified_gmt"_L1].toString().left(40), QString::fromLatin1(digest));
    message.raw = delivery.body;
    message.news.append(std::move(*news));
    return message;
}

} // namespace crossdock::woocommerce
