#pragma once

#include "core/sandbox/channel.h"
#include "core/sandbox/graphql/execution.h"

namespace crossdock::sandbox {

/// The webhook subscriptions of one store and their deliveries: signed, at least once, unordered; eight more attempts within
/// four hours, always with the payload of the first; after them the subscription is gone.
/// Sources: recorded/webhook-subscription-conformance.json; documentation, "Delivery structure of webhooks".
class ShopifyWebhooks
{
public:
    using Publish = std::function<void(std::function<void()> deliver)>;

    ShopifyWebhooks(Surroundings around, Publish publish);

    void setStore(const QString &domain, const QString &secret);
    void add(const QString &topic, const QString &uri);

    graphql::Outcome mutate(const graphql::Call &call);
    graphql::Outcome query(const graphql::Call &call);
    graphql::Outcome node(const QString &id) const;

    void orderHappened(const Order &order, const Shop &shop, OrderEvent event);
    void levelChanged(const Listing &listing, quint64 location);

    void tell(const QString &topic, const QJsonObject &payload);

private:
    struct Subscription {
        quint64 number = 0;
        QString topic; ///< "ORDERS_CREATE"
        QString uri;
        QString format;
        QJsonArray includeFields;
        QJsonArray metafieldNamespaces;
        QJsonValue filter;
        Time createdAt{};
        Time updatedAt{};
    };
    struct Delivery {
        quint64 subscription = 0;
        WebhookCall call;
    };

    void attempt(const Delivery &delivery, int failures);
    graphql::Object object(const Subscription &subscription) const;
    graphql::Object payload(const QString &type, const QJsonArray &errors, quint64 subscription) const;
    /// What is wrong with an address: [{"field", "message"}].
    QJsonArray addressErrors(const QString &uri) const;
    void change(Subscription &subscription, const QJsonObject &input);
    Subscription *find(quint64 number);
    QByteArray uuid();

    Surroundings m_around;
    Publish m_publish;
    QString m_domain;
    QByteArray m_secret;
    QList<Subscription> m_subscriptions;
    quint64 m_nextNumber = 1'929'113'141'554;
    QObject m_life;
};

/// An order as webhooks and the older REST API write it; times carry the store's own offset.
QJsonObject restOrder(const Order &order, const Shop &shop);
/// "2026-11-25T04:30:00-05:00"
QJsonValue restTime(Time time);

} // namespace crossdock::sandbox
