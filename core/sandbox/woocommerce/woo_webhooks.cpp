#include "core/sandbox/woocommerce/woo_webhooks.h"

#include "core/sandbox/woocommerce/woo_json.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr int toleratedFailures = 5;
const QByteArray agent = "WooCommerce/10.0.2 Hookshot (WordPress/6.8.1)";

bool isTopic(const QString &topic)
{
    const QString resource = topic.section(u'.', 0, 0);
    const QString event = topic.section(u'.', 1);
    const bool isKnown = QStringList{u"order"_s, u"product"_s, u"customer"_s, u"coupon"_s}.contains(resource);
    return isKnown && QStringList{u"created"_s, u"updated"_s, u"deleted"_s, u"restored"_s}.contains(event);
}

bool isUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"http" || url.scheme() == u"https");
}

} // namespace

WooWebhooks::WooWebhooks(Surroundings around, Publish publish)
    : m_around(around)
    , m_publish(std::move(publish))
{
}

WooWebhooks::Webhook *WooWebhooks::find(qint64 id)
{
    for (Webhook &webhook : m_webhooks) {
        if (webhook.id == id)
            return &webhook;
    }
    return nullptr;
}

QJsonObject WooWebhooks::json(const Webhook &webhook) const
{
    return {{u"id"_s, webhook.id}, {u"name"_s, webhook.name}, {u"status"_s, webhook.status},
            {u"topic"_s, webhook.topic}, {u"resource"_s, webhook.topic.section(u'.', 0, 0)},
            {u"event"_s, webhook.topic.section(u'.', 1)}, {u"hooks"_s, QJsonArray()},
            {u"delivery_url"_s, webhook.url},
            {u"date_created"_s, wooTime(webhook.createdAt)}, {u"date_created_gmt"_s, wooTime(webhook.createdAt)},
            {u"date_modified"_s, wooTime(webhook.modifiedAt)}, {u"date_modified_gmt"_s, wooTime(webhook.modifiedAt)}};
}

Reply WooWebhooks::handle(const Request &request, const QStringList &path)
{
    const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
    if (path.isEmpty()) {
        if (request.method == "POST")
            return create(wish);
        const auto page = WooPage::of(request);
        if (!page)
            return page.error();
        QList<Webhook> wanted;
        const QString status = request.argument("status");
        for (const Webhook &webhook : m_webhooks) {
            if (status.isEmpty() || status == u"all" || webhook.status == status)
                wanted.prepend(webhook); // newest first
        }
        return page->cut(wanted, request.argument("_fields"), [this](const Webhook &webhook) { return json(webhook); });
    }
    Webhook *webhook = find(path.first().toLongLong());
    if (!webhook)
        return wooError(404, u"woocommerce_rest_shop_webhook_invalid_id"_s, u"Invalid ID."_s);
    if (request.method == "GET")
        return jsonReply(200, json(*webhook));
    if (request.method == "DELETE") {
        if (request.argument("force") != u"true")
            return wooError(501, u"woocommerce_rest_trash_not_supported"_s, u"Webhooks do not support trashing."_s);
        const QJsonObject gone = json(*webhook);
        m_webhooks.removeIf([id = webhook->id](const Webhook &each) { return each.id == id; });
        return jsonReply(200, gone);
    }
    return change(*webhook, wish);
}

Reply WooWebhooks::create(const QJsonObject &wish)
{
    const QString topic = wish.value(u"topic").toString().toLower();
    if (!isTopic(topic))
        return wooError(400, u"woocommerce_rest_shop_webhook_invalid_topic"_s, u"Webhook topic is required and must be valid."_s);
    if (!isUrl(wish.value(u"delivery_url").toString())) {
        return wooError(400, u"woocommerce_rest_shop_webhook_invalid_delivery_url"_s,
                        u"Webhook delivery URL must be a valid URL starting with http:// or https://."_s);
    }
    QString secret = wish.value(u"secret").toString();
    if (secret.isEmpty()) // then nobody but the shop knows it
        secret = QString::number(m_around.random.next(), 36) + QString::number(m_around.random.next(), 36);
    add(topic, wish.value(u"delivery_url").toString(), secret);
    Webhook &made = m_webhooks.last();
    made.name = wish.value(u"name").toString(made.name);
    made.status = wish.value(u"status").toString(made.status);
    if (made.status == u"active")
        ping(made);
    return jsonReply(201, json(made));
}

void WooWebhooks::add(const QString &topic, const QString &url, const QString &secret)
{
    Webhook webhook;
    webhook.id = m_nextId++;
    webhook.name = u"Webhook created on %1"_s.arg(toDateTime(m_around.clock.now()).toString(u"MMM d, yyyy"_s));
    webhook.status = u"active"_s;
    webhook.topic = topic;
    webhook.url = url;
    webhook.secret = secret;
    webhook.createdAt = webhook.modifiedAt = m_around.clock.now();
    m_webhooks.append(webhook);
}

Reply WooWebhooks::change(Webhook &webhook, const QJsonObject &wish)
{
    const QString topic = wish.value(u"topic").toString(webhook.topic).toLower();
    const QString url = wish.value(u"delivery_url").toString(webhook.url);
    if (!isTopic(topic))
        return wooError(400, u"woocommerce_rest_shop_webhook_invalid_topic"_s, u"Webhook topic must be valid."_s);
    if (!isUrl(url)) {
        return wooError(400, u"woocommerce_rest_shop_webhook_invalid_delivery_url"_s,
                        u"Webhook delivery URL must be a valid URL starting with http:// or https://."_s);
    }
    const bool wasActive = webhook.status == u"active";
    webhook.topic = topic;
    webhook.url = url;
    webhook.name = wish.value(u"name").toString(webhook.name);
    webhook.status = wish.value(u"status").toString(webhook.status);
    webhook.secret = wish.value(u"secret").toString(webhook.secret);
    webhook.modifiedAt = m_around.clock.now();
    if (webhook.status == u"active" && !wasActive) {
        webhook.failures = 0;
        ping(webhook);
    }
    return jsonReply(200, json(webhook));
}

void WooWebhooks::ping(const Webhook &webhook)
{
    if (!m_around.send)
        return;
    m_around.send({webhook.url.toUtf8(),
                   {{"Content-Type", "application/x-www-form-urlencoded"}, {"User-Agent", agent}},
                   "webhook_id=" + QByteArray::number(webhook.id)},
                  [](int) {});
}

void WooWebhooks::tell(const QString &topic, const std::function<QJsonObject()> &payload)
{
    for (const Webhook &webhook : std::as_const(m_webhooks)) {
        if (webhook.topic == topic && webhook.status == u"active")
            m_publish([this, id = webhook.id, payload] { deliver(id, payload()); });
    }
}

void WooWebhooks::deliver(qint64 id, const QJsonObject &payload)
{
    const Webhook *webhook = find(id);
    if (!webhook || webhook->status != u"active" || !m_around.send)
        return;
    const QByteArray body = QJsonDocument(payload).toJson(QJsonDocument::Compact);
    const auto signature
        = QMessageAuthenticationCode::hash(body, webhook->secret.toUtf8(), QCryptographicHash::Sha256).toBase64();
    const QByteArray second = QByteArray::number(toMs(m_around.clock.now()) / 1000);
    const QByteArray deliveryId
        = QCryptographicHash::hash(QByteArray::number(id) + second, QCryptographicHash::Md5).toHex();
    const Headers headers = {
        {"Content-Type", "application/json"},
        {"User-Agent", agent},
        {"X-WC-Webhook-Source", m_source.toUtf8() + '/'},
        {"X-WC-Webhook-Topic", webhook->topic.toUtf8()},
        {"X-WC-Webhook-Resource", webhook->topic.section(u'.', 0, 0).toUtf8()},
        {"X-WC-Webhook-Event", webhook->topic.section(u'.', 1).toUtf8()},
        {"X-WC-Webhook-Signature", signature},
        {"X-WC-Webhook-ID", QByteArray::number(id)},
        {"X-WC-Webhook-Delivery-ID", deliveryId},
    };
    m_around.send({webhook->url.toUtf8(), headers, body}, [this, id](int status) { delivered(id, status); });
}

void WooWebhooks::delivered(qint64 id, int status)
{
    Webhook *webhook = find(id);
    if (!webhook)
        return;
    const bool isTaken = (status >= 200 && status < 300) || status == 301 || status == 302;
    webhook->failures = isTaken ? 0 : webhook->failures + 1;
    if (webhook->failures > toleratedFailures)
        webhook->status = u"disabled"_s;
}

} // namespace crossdock::sandbox
