#include "core/inventory/channels/market_book.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

QJsonValue priceValue(const std::optional<Money> &price)
{
    return price ? QJsonValue(toDecimal(*price) + u' ' + price->currency) : QJsonValue();
}

void mention(audit::Draft &draft, qint64 sku, const QString &code)
{
    draft.about(*Sku::parse(code));
    draft.touchSku(sku);
}

} // namespace

QString marketColumns()
{
    return u"m.competitor, m.competitor_currency, COALESCE(m.featured, ''), COALESCE(m.is_suppressed, 0), COALESCE(m.words, ''), COALESCE(m.standing_at, 0)"_s;
}

Market readMarket(const store::Row &row, int c)
{
    Market market;
    if (!row.isNull(c))
        market.competitor = Money{row.number(c), row.text(c + 1)};
    market.featured = featuredFrom(row.text(c + 2));
    market.isSuppressed = row.flag(c + 3);
    market.words = row.text(c + 4);
    market.standingAt = fromMs(row.number(c + 5));
    return market;
}

Result<> MarketBook::record(audit::Draft &draft, const command::RecordMarket &news)
{
    const auto channel = m_registry.channel(news.channel);
    if (!channel)
        return tl::make_unexpected(channel.error());
    QJsonArray changes;
    for (const MarketSeen &seen : news.offers)
        CROSSDOCK_TRY(take(draft, channel->id, seen, changes));
    for (const StandingSeen &seen : news.standings)
        CROSSDOCK_TRY(take(draft, channel->id, seen, changes));
    if (changes.isEmpty())
        return {};
    draft.setWhat(u"market.seen"_s);
    draft.about(news.channel);
    draft.say(u"market"_s, changes);
    return {};
}

Result<std::optional<MarketBook::Known>> MarketBook::known(qint64 listing)
{
    return m_database.first(
        u"SELECT k.code, COALESCE(m.told_at, 0), "_s + marketColumns() + u" FROM listing l JOIN sku k ON k.id = l.sku_id LEFT JOIN market m ON m.listing_id = l.id WHERE l.id = ?"_s,
        {listing}, [](const store::Row &row) { return Known{readMarket(row, 2), fromMs(row.number(1)), row.text(0)}; });
}

Result<> MarketBook::take(audit::Draft &draft, qint64 channel, const MarketSeen &seen, QJsonArray &changes)
{
    const auto listing = m_listings.find(channel, seen.listing);
    if (!listing || !*listing)
        return listing.map([](const auto &) {});
    const auto before = known((*listing)->id);
    if (!before || !*before || seen.at <= (*before)->toldAt)
        return before.map([](const auto &) {});
    const Market &old = (*before)->market;
    const Featured featured = seen.featured == Featured::Unknown ? old.featured : seen.featured;
    // Written also where only the time is new: what comes late must not count as newer.
    CROSSDOCK_TRY(m_database.execute(
        u"INSERT INTO market (listing_id, competitor, competitor_currency, featured, told_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (listing_id) DO UPDATE SET "
        "competitor = excluded.competitor, competitor_currency = excluded.competitor_currency, featured = excluded.featured, told_at = excluded.told_at"_s,
        {(*listing)->id, store::orNull(seen.competitor ? std::optional<qint64>(seen.competitor->amount) : std::nullopt),
         seen.competitor ? QVariant(seen.competitor->currency) : QVariant(QMetaType(QMetaType::QString)), nameOf(featured), toMs(seen.at)}));
    if (old.competitor == seen.competitor && old.featured == featured)
        return {};
    mention(draft, (*listing)->sku, (*before)->sku);
    QJsonObject change{{u"sku"_s, (*before)->sku}, {u"listing"_s, seen.listing}};
    if (old.competitor != seen.competitor) {
        change[u"old"_s] = priceValue(old.competitor);
        change[u"new"_s] = priceValue(seen.competitor);
    }
    if (old.featured != featured) {
        change[u"featured_old"_s] = nameOf(old.featured);
        change[u"featured"_s] = nameOf(featured);
    }
    changes.append(change);
    return {};
}

Result<> MarketBook::take(audit::Draft &draft, qint64 channel, const StandingSeen &seen, QJsonArray &changes)
{
    const auto listing = m_listings.find(channel, seen.listing);
    if (!listing || !*listing)
        return listing.map([](const auto &) {});
    const auto before = known((*listing)->id);
    if (!before || !*before || seen.at <= (*before)->market.standingAt)
        return before.map([](const auto &) {});
    const QString words = seen.isSuppressed ? seen.words : QString();
    CROSSDOCK_TRY(m_database.execute(
        u"INSERT INTO market (listing_id, is_suppressed, words, standing_at) VALUES (?, ?, ?, ?) ON CONFLICT (listing_id) DO UPDATE SET "
        "is_suppressed = excluded.is_suppressed, words = excluded.words, standing_at = excluded.standing_at"_s,
        {(*listing)->id, seen.isSuppressed ? 1 : 0, words, toMs(seen.at)}));
    const Market &old = (*before)->market;
    if (old.isSuppressed == seen.isSuppressed && old.words == words)
        return {};
    mention(draft, (*listing)->sku, (*before)->sku);
    draft.touchChannel(channel);
    QJsonObject change{{u"sku"_s, (*before)->sku}, {u"listing"_s, seen.listing}, {u"suppressed_old"_s, old.isSuppressed}, {u"suppressed"_s, seen.isSuppressed}};
    if (!words.isEmpty())
        change[u"words"_s] = words;
    changes.append(change);
    return {};
}

} // namespace crossdock::channels
