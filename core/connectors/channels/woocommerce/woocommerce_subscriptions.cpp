#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include "core/connectors/channels/http_failure.h"

#include <QUrl>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using namespace channels;
using Kind = CallFailure::Kind;

namespace
{

const QStringList wantedTopics{u"order.created"_s, u"order.updated"_s, u"order.deleted"_s, u"order.restored"_s,
                               u"product.updated"_s};

} // namespace

struct WooCommerceChannel::Subscribing {
    QString url;
    QList<Subscription> found;
    QStringList topics = wantedTopics; ///< still to be looked at
    QStringList made;
    Done<Answer<QStringList>> done;
};

void WooCommerceChannel::subscribe(const QString &publicUrl, Done<Answer<QStringList>> done)
{
    auto job = std::make_shared<Subscribing>();
    job->url = publicUrl;
    job->done = std::move(done);
    if (publicUrl.isEmpty()) {
        return m_clock.after(Milliseconds{0}, this, [job] {
            job->done(
                QStringList{u"WooCommerce needs a public address to send events to; catch-up reads the orders."_s});
        });
    }
    if (m_client.secrets().webhookSecret.isEmpty()) {
        return m_clock.after(Milliseconds{0}, this, [job] {
            job->done(tl::make_unexpected(CallFailure{
                Kind::Rejected, u"The channel has no webhook_secret: its events could not be told from forged ones."_s,
                Milliseconds{0}, false}));
        });
    }
    readSubscriptions(job, 1);
}

void WooCommerceChannel::readSubscriptions(std::shared_ptr<Subscribing> job, int page)
{
    const Query query{{"per_page", QByteArray::number(perPage)}, {"page", QByteArray::number(page)}};
    m_client.get("/webhooks", query, [this, job, page](const WooReply &reply) {
        if (!reply)
            return job->done(tl::make_unexpected(reply.error().failure));
        const auto found = parseSubscriptions(reply->body);
        if (!found) {
            return job->done(tl::make_unexpected(
                CallFailure{Kind::Unreachable, u"The shop's webhooks cannot be read: "_s + m_client.excerptOf(reply->body),
                            Milliseconds{0}, false}));
        }
        job->found.append(*found);
        if (found->size() >= perPage && page < 20) // 2,000 webhooks: somebody else's mistake
            return readSubscriptions(job, page + 1);
        repairNext(job);
    });
}

/// One that is disabled (WooCommerce does so after six failures) or points to where we were before is repaired.
void WooCommerceChannel::repairNext(std::shared_ptr<Subscribing> job)
{
    if (job->topics.isEmpty())
        return job->done(job->made);
    const QString topic = job->topics.takeFirst();
    const Subscription *ours = nullptr;
    for (const Subscription &known : std::as_const(job->found)) {
        if (known.topic != topic || QUrl(known.url).path() != QUrl(job->url).path())
            continue;
        if (!ours || known.url == job->url)
            ours = &known;
    }
    if (ours && ours->url == job->url && ours->status == "active"_L1) {
        job->made.append(u"%1: in place"_s.arg(topic));
        return repairNext(job);
    }
    const QByteArray path = ours ? "/webhooks/" + QByteArray::number(ours->id) : QByteArray("/webhooks");
    m_client.ask(ours ? "PUT" : "POST", path, {}, subscription(topic, job->url, m_client.secrets().webhookSecret),
                 [this, job, topic, isNew = ours == nullptr](const WooReply &reply) {
                     if (!reply)
                         return job->done(tl::make_unexpected(reply.error().failure));
                     job->made.append((isNew ? u"%1: made"_s : u"%1: repaired"_s).arg(topic));
                     repairNext(job);
                 });
}

} // namespace crossdock::woocommerce
