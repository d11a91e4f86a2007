#pragma once

#include "core/sandbox/channel.h"

#include <QJsonObject>

namespace crossdock::sandbox {

/// The webhooks of one WooCommerce shop: /webhooks, and their delivery. A delivery is never repeated; after more than five
/// failures in a row a webhook is disabled (class-wc-webhook.php, wc-webhook-functions.php of 10.0.2).
class WooWebhooks
{
public:
    using Publish = std::function<void(std::function<void()> deliver)>;

    WooWebhooks(Surroundings around, Publish publish);

    void setSource(const QString &url) { m_source = url; }
    Reply handle(const Request &request, const QStringList &path);
    void add(const QString &topic, const QString &url, const QString &secret);

    /// Tells everyone who subscribed to `topic`. `payload` is asked when the delivery leaves, not now: WooCommerce sends
    /// the state of that moment.
    void tell(const QString &topic, const std::function<QJsonObject()> &payload);

private:
    struct Webhook {
        qint64 id = 0;
        QString name;
        QString status;
        QString topic;
        QString url;
        QString secret;
        int failures = 0; ///< in a row
        Time createdAt{};
        Time modifiedAt{};
    };

    Reply create(const QJsonObject &wish);
    Reply change(Webhook &webhook, const QJsonObject &wish);
    QJsonObject json(const Webhook &webhook) const;
    Webhook *find(qint64 id);
    void ping(const Webhook &webhook);
    void deliver(qint64 id, const QJsonObject &payload);
    void delivered(qint64 id, int status);

    Surroundings m_around;
    Publish m_publish;
    QString m_source;
    QList<Webhook> m_webhooks;
    qint64 m_nextId = 1;
};

} // namespace crossdock::sandbox
