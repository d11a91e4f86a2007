#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// Orders that were deleted for good. REST API v3, "List all orders": `include` limits the result to those ids; "Retrieve an order" of
/// one that is not there answers 404 woocommerce_rest_shop_order_invalid_id (WooCommerce 10.0).
namespace crossdock::woocommerce
{

using namespace channels;
using Kind = CallFailure::Kind;

struct WooCommerceChannel::Search {
    QStringList suspects; ///< not in the list: each is asked for by its own
    QStringList missing;
    Done<Answer<QStringList>> done;
};

/// The trash is in no list but its own, and a shop may leave out what the key must not see: a list alone proves nothing.
void WooCommerceChannel::findMissing(const QList<Sought> &orders, Done<Answer<QStringList>> done)
{
    QByteArrayList ids;
    auto search = std::make_shared<Search>();
    for (const Sought &order : orders) {
        if (!ProductRef::parse(order.number) || order.number.contains(u'/'))
            continue; // no number of this shop
        ids.append(order.number.toLatin1());
        search->suspects.append(order.number);
    }
    if (ids.isEmpty()) {
        m_clock.after(Milliseconds{0}, this, [done = std::move(done)] { done(QStringList()); });
        return;
    }
    search->done = std::move(done);
    m_client.get("/orders", {{"include", ids.join(',')}, {"per_page", QByteArray::number(perPage)}, {"_fields", "id"}}, [this, search](const WooReply &reply) {
        if (!reply)
            return search->done(tl::make_unexpected(reply.error().failure));
        const auto json = parseJson(reply->body);
        if (!json || !json->isArray())
            return search->done(tl::make_unexpected(CallFailure{Kind::Unreachable, u"The shop's orders cannot be read: "_s + m_client.excerptOf(reply->body), Milliseconds{0}, false}));
        const QJsonArray list = json->toArray();
        for (const QJsonValue &entry : list) {
            if (search->suspects.removeAll(QString::number(entry["id"_L1].toInteger())) == 0)
                return search->done(QStringList()); // it tells of others than those asked for: this shop does not know `include`
        }
        askSuspect(search);
    });
}

void WooCommerceChannel::askSuspect(std::shared_ptr<Search> search)
{
    if (search->suspects.isEmpty())
        return search->done(search->missing);
    const QString number = search->suspects.takeFirst();
    m_client.get("/orders/" + number.toLatin1(), {{"_fields", "id,status"}}, [this, search, number](const WooReply &reply) {
        const bool isGone = !reply && reply.error().status == 404 && reply.error().code == "woocommerce_rest_shop_order_invalid_id"_L1;
        if (!reply && !isGone)
            return search->done(tl::make_unexpected(reply.error().failure));
        if (isGone)
            search->missing.append(number);
        askSuspect(search);
    });
}

} // namespace crossdock::woocommerce
