#include "core/connectors/channels/shopify/shopify_channel.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{

using namespace channels;
using Kind = CallFailure::Kind;

namespace
{

const QStringList wantedTopics{u"ORDERS_CREATE"_s, u"ORDERS_UPDATED"_s, u"ORDERS_CANCELLED"_s,
                               u"ORDERS_EDITED"_s, u"REFUNDS_CREATE"_s, u"INVENTORY_LEVELS_UPDATE"_s,
                               u"ORDERS_DELETE"_s, u"ORDERS_RISK_ASSESSMENT_CHANGED"_s, u"RETURNS_REQUEST"_s,
                               u"RETURNS_APPROVE"_s, u"RETURNS_DECLINE"_s, u"RETURNS_CLOSE"_s, u"RETURNS_CANCEL"_s,
                               u"DISPUTES_CREATE"_s, u"DISPUTES_UPDATE"_s};

/// What only some keys may hear of: it is said where it is refused, and the rest holds all the same.
bool isExtra(const QString &topic)
{
    return topic.startsWith("RETURNS_"_L1) || topic.startsWith("DISPUTES_"_L1);
}

/// A subscription of ours whose host has moved: the same path at another place.
bool isOurs(const QString &uri, const QString &publicUrl)
{
    return QUrl(uri).path() == QUrl(publicUrl).path();
}

} // namespace

struct ShopifyChannel::Subscribing {
    QString uri;
    QList<Subscription> found;
    QStringList topics = wantedTopics; ///< still to be looked at
    QStringList made;
    QStringList refused;
    Done<Answer<QStringList>> done;
};

void ShopifyChannel::subscribe(const QString &publicUrl, Done<Answer<QStringList>> done)
{
    auto job = std::make_shared<Subscribing>();
    job->uri = publicUrl;
    job->done = std::move(done);
    if (publicUrl.isEmpty()) {
        return m_clock.after(Milliseconds{0}, this, [job] {
            job->done(QStringList{u"Shopify needs a public address to send events to; catch-up reads the orders."_s});
        });
    }
    readSubscriptions(job, QString());
}

void ShopifyChannel::readSubscriptions(std::shared_ptr<Subscribing> job, const QString &after)
{
    m_client.ask(listSubscriptions(after), [this, job, after](const Answer<GraphReply> &reply) {
        if (!reply)
            return job->done(tl::make_unexpected(reply.error()));
        QString next;
        job->found.append(parseSubscriptions(reply->data, &next));
        if (!next.isEmpty() && next != after)
            return readSubscriptions(job, next);
        repairNext(job);
    });
}

void ShopifyChannel::repairNext(std::shared_ptr<Subscribing> job)
{
    if (job->topics.isEmpty()) {
        if (!job->refused.isEmpty())
            return job->done(
                tl::make_unexpected(CallFailure{Kind::Rejected, job->refused.join(u"; "_s), Milliseconds{0}, false}));
        return job->done(job->made);
    }
    const QString topic = job->topics.takeFirst();
    const auto at = [&](auto matches) {
        return std::find_if(job->found.cbegin(), job->found.cend(),
                            [&](const Subscription &known) { return known.topic == topic && matches(known.uri); });
    };
    if (at([&](const QString &uri) { return uri == job->uri; }) != job->found.cend()) {
        job->made.append(u"%1: in place"_s.arg(topic));
        return repairNext(job);
    }
    const auto moved = at([&](const QString &uri) { return isOurs(uri, job->uri); });
    const bool isNew = moved == job->found.cend();
    const QByteArray body = isNew ? createSubscription(topic, job->uri) : updateSubscription(moved->id, job->uri);
    m_client.ask(body, [this, job, topic, isNew](const Answer<GraphReply> &reply) {
        if (!reply && (!isExtra(topic) || reply.error().kind != Kind::Rejected))
            return job->done(tl::make_unexpected(reply.error()));
        const QStringList words = reply ? parseUserErrors(reply->data) : QStringList{reply.error().words};
        if (words.isEmpty())
            job->made.append((isNew ? u"%1: made"_s : u"%1: moved here"_s).arg(topic));
        else if (isExtra(topic))
            job->made.append(u"%1: refused: %2"_s.arg(topic, words.join(u", "_s)));
        else
            job->refused.append(u"%1: %2"_s.arg(topic, words.join(u", "_s)));
        repairNext(job);
    });
}

} // namespace crossdock::shopify
