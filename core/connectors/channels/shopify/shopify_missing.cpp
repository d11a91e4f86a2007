#include "core/connectors/channels/shopify/shopify_channel.h"

#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

/// Orders that were deleted: Admin GraphQL 2026-10, `order(id:)` is null for one that is not there. Without the scope read_all_orders it
/// is null as well for orders older than 60 days, so that nothing is concluded from those.
namespace crossdock::shopify
{

using namespace channels;
using Kind = CallFailure::Kind;

namespace
{

constexpr Milliseconds visibleFor{50LL * 86'400'000};

} // namespace

struct ShopifyChannel::Search {
    QStringList left, missing;
    Done<Answer<QStringList>> done;
};

void ShopifyChannel::findMissing(const QList<Sought> &orders, Done<Answer<QStringList>> done)
{
    auto search = std::make_shared<Search>();
    search->done = std::move(done);
    for (const Sought &order : orders) {
        if (m_clock.now() - order.createdAt < visibleFor)
            search->left.append(order.number);
    }
    m_clock.after(Milliseconds{0}, this, [this, search] { searchNext(search); });
}

void ShopifyChannel::searchNext(std::shared_ptr<Search> search)
{
    if (search->left.isEmpty())
        return search->done(search->missing);
    const QString number = search->left.takeFirst();
    m_client.ask(shopify::readOrder(number), [this, search, number](const Answer<GraphReply> &reply) {
        if (!reply)
            return search->done(tl::make_unexpected(reply.error()));
        const QJsonValue order = reply->data["order"_L1]; // undefined where nothing is said of it
        if (!order.isNull() && !order.isObject())
            return search->done(tl::make_unexpected(CallFailure{Kind::Unreachable, u"The answer does not tell of the order."_s, Milliseconds{0}, false}));
        if (order.isNull())
            search->missing.append(number);
        m_clock.after(reply->reserveIn, this, [this, search] { searchNext(search); }); // it must not starve what tells quantities
    });
}

} // namespace crossdock::shopify
