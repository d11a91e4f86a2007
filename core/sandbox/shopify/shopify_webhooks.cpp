#include "core/sandbox/shopify/shopify_webhooks.h"

#include "core/sandbox/shopify/shopify_extras.h"
#include "core/sandbox/shopify/shopify_values.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QUrl>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

// Eight more attempts, together a little under four hours (changelog of 2024-09-10).
constexpr std::array retryAfterSeconds = {10, 30, 90, 300, 900, 1800, 3600, 7200};

/// "ORDERS_CREATE" to "orders/create", "INVENTORY_LEVELS_UPDATE" to "inventory_levels/update".
QString headerTopic(const QString &topic)
{
    const QString lower = topic.toLower();
    const bool isOfOrder = lower.startsWith(u"orders_"); // what happens to one may have several words, what others are about
    const qsizetype cut = isOfOrder ? lower.indexOf(u'_') : lower.lastIndexOf(u'_');
    return lower.first(cut) + u'/' + lower.sliced(cut + 1);
}

bool isLoopback(const QString &uri)
{
    const QString host = QUrl(uri).host();
    return host == u"localhost" || host == u"::1" || host.startsWith(u"127.") || host.endsWith(u".sandbox");
}

QJsonObject addressError(const QString &message)
{
    return {{u"field"_s, QJsonArray{u"webhookSubscription"_s, u"callbackUrl"_s}}, {u"message"_s, message}};
}

} // namespace

ShopifyWebhooks::ShopifyWebhooks(Surroundings around, Publish publish)
    : m_around(around)
    , m_publish(std::move(publish))
{
}

void ShopifyWebhooks::setStore(const QString &domain, const QString &secret)
{
    m_domain = domain;
    m_secret = secret.toUtf8();
}

void ShopifyWebhooks::add(const QString &topic, const QString &uri)
{
    Subscription subscription;
    subscription.number = m_nextNumber++;
    subscription.topic = topic;
    subscription.uri = uri;
    subscription.format = u"JSON"_s;
    subscription.createdAt = subscription.updatedAt = m_around.clock.now();
    m_subscriptions.append(subscription);
}

ShopifyWebhooks::Subscription *ShopifyWebhooks::find(quint64 number)
{
    for (Subscription &subscription : m_subscriptions) {
        if (subscription.number == number)
            return &subscription;
    }
    return nullptr;
}

QJsonArray ShopifyWebhooks::addressErrors(const QString &uri) const
{
    if (uri.isEmpty())
        return {addressError(u"Address can't be blank"_s)};
    if (uri.startsWith(u"http://") && !isLoopback(uri)) // a loopback address may be plain: this is a sandbox
        return {addressError(u"Address protocol http:// is not supported"_s)};
    if (uri.startsWith(u"pubsub://") && uri.count(u':') < 2) {
        return {addressError(u"Address protocol pubsub:// is not supported"_s),
                addressError(u"Address is not a valid GCP pub/sub format. Format should be pubsub://project:topic"_s)};
    }
    const bool isKnown = uri.startsWith(u"http") || uri.startsWith(u"pubsub://") || uri.startsWith(u"arn:aws:events:");
    if (!isKnown)
        return {addressError(u"Address is invalid"_s)};
    return {};
}

void ShopifyWebhooks::change(Subscription &subscription, const QJsonObject &input)
{
    const QString uri = input.value(u"uri").toString(input.value(u"callbackUrl").toString(subscription.uri));
    subscription.uri = uri;
    subscription.format = input.value(u"format").toString(u"JSON"_s);
    subscription.includeFields = input.value(u"includeFields").toArray();
    subscription.metafieldNamespaces = input.value(u"metafieldNamespaces").toArray();
    subscription.filter = input.contains(u"filter") ? input.value(u"filter") : subscription.filter;
    subscription.updatedAt = m_around.clock.now();
}

graphql::Outcome ShopifyWebhooks::mutate(const graphql::Call &call)
{
    const QJsonObject input = call.argument(u"webhookSubscription").toObject();
    const QString uri = input.value(u"uri").toString(input.value(u"callbackUrl").toString());
    if (call.name == u"webhookSubscriptionCreate") {
        const QString topic = call.argument(u"topic").toString();
        QJsonArray errors = addressErrors(uri);
        const auto isSame = [&](const Subscription &known) { return known.topic == topic && known.uri == uri; };
        if (errors.isEmpty() && std::any_of(m_subscriptions.cbegin(), m_subscriptions.cend(), isSame))
            errors.append(addressError(u"Address for this topic has already been taken"_s));
        if (!errors.isEmpty())
            return payload(u"WebhookSubscriptionCreatePayload"_s, errors, 0);
        add(topic, uri);
        m_subscriptions.last().filter = QJsonValue();
        change(m_subscriptions.last(), input);
        return payload(u"WebhookSubscriptionCreatePayload"_s, {}, m_subscriptions.last().number);
    }
    const quint64 number = numberOf(u"WebhookSubscription", call.argument(u"id").toString());
    Subscription *known = find(number);
    const QJsonArray unknown{QJsonObject{{u"field"_s, QJsonArray{u"id"_s}}, {u"message"_s, u"Webhook subscription does not exist"_s}}};
    if (call.name == u"webhookSubscriptionUpdate") {
        const bool isMoved = input.contains(u"uri") || input.contains(u"callbackUrl");
        const QJsonArray errors = !known ? unknown : isMoved ? addressErrors(uri) : QJsonArray();
        if (errors.isEmpty())
            change(*known, input);
        return payload(u"WebhookSubscriptionUpdatePayload"_s, errors, errors.isEmpty() ? number : 0);
    }
    const QJsonArray errors = known ? QJsonArray() : unknown;
    m_subscriptions.removeIf([number](const Subscription &each) { return each.number == number; });
    return payload(u"WebhookSubscriptionDeletePayload"_s, errors, errors.isEmpty() ? number : 0);
}

graphql::Object ShopifyWebhooks::payload(const QString &type, const QJsonArray &errors, quint64 subscription) const
{
    return {type, [this, errors, subscription](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"userErrors") {
            QList<graphql::Object> objects;
            for (const QJsonValue &error : errors) {
                objects.append({u"UserError"_s, [error](const graphql::Call &part) -> graphql::Outcome {
                                    return error[part.name];
                                }});
            }
            return objects;
        }
        const QString id = gid(u"WebhookSubscription", subscription);
        if (call.name == u"deletedWebhookSubscriptionId")
            return subscription ? QJsonValue(id) : QJsonValue();
        return node(id);
    }};
}

graphql::Outcome ShopifyWebhooks::node(const QString &id) const
{
    const quint64 number = id.contains(u"/WebhookSubscription/") ? numberOf(u"WebhookSubscription", id) : 0;
    for (const Subscription &subscription : m_subscriptions) {
        if (subscription.number == number)
            return object(subscription);
    }
    return graphql::Object{};
}

graphql::Outcome ShopifyWebhooks::query(const graphql::Call &call)
{
    if (call.name == u"webhookSubscription")
        return node(call.argument(u"id").toString());
    QList<Subscription> wanted;
    const QJsonArray topics = call.argument(u"topics").toArray();
    const QString uri = call.argument(u"uri").toString(call.argument(u"callbackUrl").toString());
    const QString query = call.argument(u"query").toString();
    for (const Subscription &subscription : std::as_const(m_subscriptions)) {
        const bool isTopic = topics.isEmpty() || topics.contains(subscription.topic);
        const bool isUri = uri.isEmpty() || subscription.uri == uri;
        const bool isQuery = !query.startsWith(u"id:") || query == u"id:%1"_s.arg(subscription.number);
        if (isTopic && isUri && isQuery)
            wanted.append(subscription);
    }
    if (call.name == u"webhookSubscriptionsCount") {
        return graphql::Object{u"Count"_s, [size = wanted.size()](const graphql::Call &part) -> graphql::Outcome {
                                   return part.name == u"count" ? QJsonValue(size) : QJsonValue(u"EXACT"_s);
                               }};
    }
    const auto slice = Slice::of(call, wanted.size());
    if (!slice)
        return slice.error();
    return connection(u"WebhookSubscription"_s, *slice, [this, wanted](qsizetype place) { return object(wanted.at(place)); });
}

graphql::Object ShopifyWebhooks::object(const Subscription &known) const
{
    return {u"WebhookSubscription"_s, [known](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"id")
            return QJsonValue(gid(u"WebhookSubscription", known.number));
        if (call.name == u"legacyResourceId")
            return QJsonValue(QString::number(known.number));
        if (call.name == u"topic")
            return QJsonValue(known.topic);
        if (call.name == u"format")
            return QJsonValue(known.format);
        if (call.name == u"includeFields")
            return QJsonValue(known.includeFields);
        if (call.name == u"metafieldNamespaces")
            return QJsonValue(known.metafieldNamespaces);
        if (call.name == u"filter")
            return known.filter;
        if (call.name == u"uri" || call.name == u"callbackUrl")
            return QJsonValue(known.uri);
        if (call.name == u"endpoint") {
            return graphql::Object{u"WebhookHttpEndpoint"_s, [uri = known.uri](const graphql::Call &) -> graphql::Outcome {
                                       return QJsonValue(uri);
                                   }};
        }
        if (call.name == u"name")
            return QJsonValue();
        return dateTime(call.name == u"createdAt" ? known.createdAt : known.updatedAt);
    }};
}

void ShopifyWebhooks::orderHappened(const Order &order, const Shop &shop, OrderEvent event)
{
    const QJsonObject body = restOrder(order, shop);
    if (event == OrderEvent::Created) {
        tell(u"ORDERS_CREATE"_s, body);
        const OrderExtras extras = extrasOf(order, shop.currency());
        if (extras.risk != u"LOW")
            tell(u"ORDERS_RISK_ASSESSMENT_CHANGED"_s, riskMessage(order, extras));
        return;
    }
    if (event == OrderEvent::Cancelled)
        tell(u"ORDERS_CANCELLED"_s, body);
    if (order.state == OrderState::Refunded)
        tell(u"REFUNDS_CREATE"_s, body[u"refunds"_s][0].toObject());
    tell(u"ORDERS_UPDATED"_s, body);
}

void ShopifyWebhooks::levelChanged(const Listing &listing, quint64 location)
{
    tell(u"INVENTORY_LEVELS_UPDATE"_s,
         {{u"inventory_item_id"_s, qint64(listing.inventoryNumber)}, {u"location_id"_s, qint64(location)},
          {u"available"_s, listing.quantity}, {u"updated_at"_s, restTime(listing.updatedAt)},
          {u"admin_graphql_api_id"_s, u"gid://shopify/InventoryLevel/143273001266?inventory_item_id=%1"_s.arg(listing.inventoryNumber)}});
}

QByteArray ShopifyWebhooks::uuid()
{
    const QByteArray hex = QByteArray::number(m_around.random.next(), 16).rightJustified(16, '0')
        + QByteArray::number(m_around.random.next(), 16).rightJustified(16, '0');
    return hex.first(8) + '-' + hex.sliced(8, 4) + '-' + hex.sliced(12, 4) + '-' + hex.sliced(16, 4) + '-' + hex.sliced(20, 12);
}

void ShopifyWebhooks::tell(const QString &topic, const QJsonObject &payload)
{
    for (const Subscription &subscription : std::as_const(m_subscriptions)) {
        if (subscription.topic != topic || !subscription.uri.startsWith(u"http"))
            continue; // what goes to a cloud queue leaves this world
        QJsonObject body = payload;
        for (const QString &key : subscription.includeFields.isEmpty() ? QStringList() : payload.keys()) {
            if (!subscription.includeFields.contains(key))
                body.remove(key);
        }
        const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
        const QByteArray signature = QMessageAuthenticationCode::hash(bytes, m_secret, QCryptographicHash::Sha256).toBase64();
        const Headers headers = {
            {"Content-Type", "application/json"},
            {"User-Agent", "Shopify-Captain-Hook"},
            {"X-Shopify-Topic", headerTopic(topic).toLatin1()},
            {"X-Shopify-Hmac-Sha256", signature},
            {"X-Shopify-Shop-Domain", m_domain.toLatin1()},
            {"X-Shopify-API-Version", "2026-10"},
            {"X-Shopify-Webhook-Id", uuid()},
            {"X-Shopify-Event-Id", uuid()},
            {"X-Shopify-Triggered-At", toText(m_around.clock.now()).toLatin1()},
        };
        const Delivery delivery{subscription.number, {subscription.uri.toUtf8(), headers, bytes}};
        m_publish([this, delivery] { attempt(delivery, 0); });
    }
}

void ShopifyWebhooks::attempt(const Delivery &delivery, int failures)
{
    if (!m_around.send || !find(delivery.subscription))
        return;
    m_around.send(delivery.call, [this, delivery, failures](int status) {
        if (status >= 200 && status < 300)
            return;
        if (failures >= int(retryAfterSeconds.size())) {
            m_subscriptions.removeIf([&](const Subscription &each) { return each.number == delivery.subscription; });
            return;
        }
        const Milliseconds pause{retryAfterSeconds.at(size_t(failures)) * 1000LL};
        m_around.clock.after(pause, &m_life, [this, delivery, failures] { attempt(delivery, failures + 1); });
    });
}

} // namespace crossdock::sandbox
