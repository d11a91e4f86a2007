#include "core/inventory/fulfilment/node_feed.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {

QString nameOf(Trust trust)
{
    switch (trust) {
    case Trust::Unread:
        return u"unread"_s;
    case Trust::Fresh:
        return u"fresh"_s;
    case Trust::Old:
        return u"old"_s;
    case Trust::Stale:
        return u"stale"_s;
    case Trust::Failing:
        return u"failing"_s;
    case Trust::Partial:
        return u"partial"_s;
    }
    return {};
}

Trust trustOf(const FeedState &feed, Time now)
{
    constexpr int old = 2, stale = 8; // readings missed
    if (!feed.readAt)
        return feed.failedAt ? Trust::Failing : Trust::Unread;
    const Milliseconds age = now - *feed.readAt;
    if (age > feed.every * stale)
        return Trust::Stale;
    if (feed.failedAt && *feed.failedAt > *feed.readAt)
        return Trust::Failing;
    if (feed.untaken > 0)
        return Trust::Partial;
    return age > feed.every * old ? Trust::Old : Trust::Fresh;
}

QString emptyDoubt()
{
    return u"it shows no stock at all where it had some: that is believed when it shows none again, ten minutes later or more"_s;
}

bool isEmptyBelieved(const FeedState &feed, Time askedAt)
{
    constexpr Milliseconds again{10 * 60'000}; // less than any node's own rhythm
    return feed.words == emptyDoubt() && feed.failedAt && askedAt - *feed.failedAt >= again;
}

std::optional<Quantity> countOf(Quantity sellable, Quantity guard, const PoolClaims &claims)
{
    if (claims.changedWhileReading)
        return std::nullopt;
    return std::clamp<Quantity>(sellable - guard, 0, maxQuantity) + claims.placed;
}

QMap<QString, Quantity> sellableBySku(const QList<StockLevel> &levels)
{
    QMap<QString, Quantity> units;
    for (const StockLevel &level : levels)
        units[level.sku] += level.sellable;
    return units;
}

} // namespace crossdock::fulfilment
