#include "core/connectors/channels/amazon/subscriber.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

using Grant = SellingPartnerApi::Grant;

constexpr double usualRate = 1; // calls a second, each of these operations

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray subscriptionUrl(const Account &account, const NotificationType &type)
{
    return account.root + "/notifications/v1/subscriptions/" + type.name;
}

Result<QString> readId(const QByteArray &body, QLatin1StringView name)
{
    const auto answer = readObject(body, u"notifications"_s);
    CROSSDOCK_TRY(answer);
    const QString id = answer->value("payload"_L1)[name].toString();
    if (id.isEmpty())
        return fail(Error::Code::Rejected, u"notifications"_s, u"the answer holds no "_s + name);
    return id;
}

} // namespace

http::Request destinationsRequest(const Account &account)
{
    return {"GET", account.root + "/notifications/v1/destinations", {}, {}};
}

Result<QString> readDestination(const QByteArray &body, const QString &arn)
{
    const auto answer = readObject(body, u"destinations"_s);
    CROSSDOCK_TRY(answer);
    const QJsonArray destinations = answer->value("payload"_L1).toArray();
    for (const QJsonValue &destination : destinations) {
        if (destination["resource"_L1]["sqs"_L1]["arn"_L1].toString() == arn)
            return destination["destinationId"_L1].toString();
    }
    return QString();
}

http::Request createDestinationRequest(const Account &account, const QString &arn)
{
    const QJsonObject body{
        {u"name"_s, u"crossdock-"_s + account.channel.text()},
        {u"resourceSpecification"_s, QJsonObject{{u"sqs"_s, QJsonObject{{u"arn"_s, arn}}}}}};
    return {"POST", account.root + "/notifications/v1/destinations", {{"Content-Type", "application/json"}}, jsonOf(body)};
}

Result<QString> readCreatedDestination(const QByteArray &body)
{
    return readId(body, "destinationId"_L1);
}

http::Request subscriptionRequest(const Account &account, const NotificationType &type)
{
    return {"GET", subscriptionUrl(account, type) + "?payloadVersion=" + type.payloadVersion, {}, {}};
}

Result<QString> readSubscription(const QByteArray &body)
{
    return readId(body, "destinationId"_L1);
}

http::Request createSubscriptionRequest(const Account &account, const NotificationType &type,
                                        const QString &destinationId)
{
    QJsonObject body{{u"payloadVersion"_s, QString::fromLatin1(type.payloadVersion)},
                     {u"destinationId"_s, destinationId}};
    const bool isOfOffers = QByteArrayView(type.name) == "ANY_OFFER_CHANGED";
    if (isOfOffers || QByteArrayView(type.name) == "ORDER_CHANGE") {
        QJsonObject filter{{u"eventFilterType"_s, QString::fromLatin1(type.name)}, {u"marketplaceIds"_s, QJsonArray{account.marketplaceId}}};
        if (isOfOffers)
            filter.insert(u"aggregationSettings"_s, QJsonObject{{u"aggregationTimePeriod"_s, u"FiveMinutes"_s}});
        body.insert(u"processingDirective"_s, QJsonObject{{u"eventFilter"_s, filter}});
    }
    return {"POST", subscriptionUrl(account, type), {{"Content-Type", "application/json"}}, jsonOf(body)};
}

Subscriber::Subscriber(const Account &account, SellingPartnerApi &api, QString arn, Done done, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_api(api)
    , m_arn(std::move(arn))
    , m_done(std::move(done))
{
}

void Subscriber::start()
{
    call(destinationsRequest(m_account), Grant::Notifications, [this](const http::Reply &reply) {
        const auto known = reply.status == 200 ? readDestination(reply.body, m_arn) : Result<QString>(QString());
        if (reply.status != 200 && reply.status != 404) {
            finish(tl::make_unexpected(failureOf(reply, usualRate)));
        } else if (!known) {
            finish(tl::make_unexpected(failureOf(known.error())));
        } else if (known->isEmpty()) {
            createDestination();
        } else {
            m_destination = *known;
            m_words.append(u"Amazon knows the queue %1 already."_s.arg(m_arn));
            subscribeNext();
        }
    });
}

void Subscriber::createDestination()
{
    call(createDestinationRequest(m_account, m_arn), Grant::Notifications, [this](const http::Reply &reply) {
        const auto id = readCreatedDestination(reply.body);
        if (reply.status != 200) {
            CallFailure failure = failureOf(reply, usualRate);
            failure.words += u". The queue's policy must let the AWS account 437568002678 do sqs:SendMessage and"
                             " sqs:GetQueueAttributes"_s;
            finish(tl::make_unexpected(failure));
        } else if (!id) {
            finish(tl::make_unexpected(failureOf(id.error())));
        } else {
            m_destination = *id;
            m_words.append(u"Told Amazon of the queue %1."_s.arg(m_arn));
            subscribeNext();
        }
    });
}

void Subscriber::subscribeNext()
{
    if (m_next == std::size(notificationTypes)) {
        m_words.append(u"The queue's policy must let the AWS account 437568002678 do sqs:SendMessage and"
                       " sqs:GetQueueAttributes: set it in the AWS console if it does not yet."_s);
        finish(m_words);
        return;
    }
    const NotificationType &type = notificationTypes[m_next++];
    call(subscriptionRequest(m_account, type), Grant::Seller, [this, &type](const http::Reply &reply) {
        if (reply.status == 404) {
            createSubscription(type);
            return;
        }
        if (reply.status != 200) {
            takeRefusal(type, reply);
            return;
        }
        const auto destination = readSubscription(reply.body);
        if (destination && *destination == m_destination)
            m_words.append(u"%1 comes to this queue already."_s.arg(QLatin1StringView(type.name)));
        else // not ours to take away: another console may live on it
            m_words.append(u"%1 goes to another destination (%2): remove that subscription, or set queue_url to its queue."_s
                               .arg(QLatin1StringView(type.name), destination.value_or(u"unknown"_s)));
        subscribeNext();
    });
}

void Subscriber::createSubscription(const NotificationType &type)
{
    call(createSubscriptionRequest(m_account, type, m_destination), Grant::Seller,
         [this, &type](const http::Reply &reply) {
             if (reply.status != 200 && reply.status != 409) {
                 takeRefusal(type, reply);
                 return;
             }
             m_words.append((reply.status == 200 ? u"Subscribed to %1."_s : u"%1 is subscribed already."_s)
                                .arg(QLatin1StringView(type.name)));
             subscribeNext();
         });
}

/// Ends it, or goes on without what is not needed.
void Subscriber::takeRefusal(const NotificationType &type, const http::Reply &reply)
{
    const CallFailure failure = failureOf(reply, usualRate);
    if (type.isNeeded) {
        finish(tl::make_unexpected(failure));
        return;
    }
    m_words.append(u"Not subscribed to %1, which rules about competitors, suppressed listings and the account need: %2."_s.arg(QLatin1StringView(type.name), failure.words));
    subscribeNext();
}

void Subscriber::call(const http::Request &request, Grant grant, const Take &take)
{
    m_api.call(request, grant, this, [this, take](const channels::Answer<http::Reply> &reply) {
        if (reply)
            take(*reply);
        else
            finish(tl::make_unexpected(reply.error()));
    });
}

void Subscriber::finish(channels::Answer<QStringList> answer)
{
    deleteLater();
    const Done done = std::exchange(m_done, nullptr);
    done(std::move(answer));
}

} // namespace crossdock::amazon
