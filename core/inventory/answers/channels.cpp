#include "core/inventory/answers/rows.h"
#include "core/inventory/channels/listings.h"
#include "core/inventory/answers/store_answers.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {

Result<query::Channels::Answer> StoreAnswers::answer(const query::Channels &, Progress &)
{
    const auto ids = m_database.select(u"SELECT id FROM channel WHERE is_removed = 0 ORDER BY id"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!ids)
        return tl::make_unexpected(ids.error());
    query::Channels::Answer rows;
    for (const qint64 id : *ids) {
        const auto row = channelRow(m_database, id);
        if (!row)
            return tl::make_unexpected(row.error());
        rows.append((*row)->first);
    }
    return rows;
}

Result<query::Listings::Answer> StoreAnswers::answer(const query::Listings &query, Progress &)
{
    // The indexes of the few that are not settled are taken only for their own words.
    const QString filter = query.onlySetAside ? u" AND l.id IN (SELECT listing_id FROM offer WHERE state = 'refused' AND state <> 'acknowledged' "
                                                "UNION SELECT listing_id FROM market WHERE is_suppressed = 1)"_s
        : query.onlyUnconfirmed               ? u" AND l.id IN (SELECT listing_id FROM offer WHERE state = 'accepted' AND state <> 'acknowledged')"_s
        : query.onlyUnsent                    ? u" AND l.id IN (SELECT listing_id FROM offer WHERE believed IS NULL OR believed <> wanted OR price_revision > price_told)"_s
                                              : QString();
    return m_database.select(u"SELECT "_s + channels::offerColumns() + u" FROM "_s + channels::offerTables() + u" WHERE c.name = ?"_s + filter + u" ORDER BY l.id"_s,
                           {query.channel.text()}, [](const store::Row &row) {
                               const channels::OfferRecord record = channels::readOffer(row);
                               return query::Listings::Item{record.address, record.toState(), record.offer(), record.mustSend()};
                           });
}

Result<query::Totals::Answer> StoreAnswers::answer(const query::Totals &, Progress &)
{
    query::Totals::Answer totals;
    CROSSDOCK_TRY(m_database.each(
        u"SELECT (SELECT COUNT(*) FROM sku), (SELECT COUNT(*) FROM listing), (SELECT COUNT(*) FROM sale WHERE state IN ('open', 'picked')), "
        "(SELECT COUNT(*) FROM sale WHERE recorded_at >= (SELECT COALESCE(MAX(recorded_at), 0) - 86400000 FROM sale)), "
        "(SELECT COALESCE(SUM(short), 0) FROM sale_line WHERE short > 0), (SELECT COUNT(*) FROM incident WHERE is_open = 1), "
        "(SELECT number FROM trail_head), (SELECT COALESCE(MIN(at), 0) FROM trail), (SELECT COALESCE(MAX(at), 0) FROM trail)"_s,
        {}, [&](const store::Row &row) {
            totals = {row.number(0), row.number(1), row.number(2), row.number(3), row.number(4), row.number(5), row.number(6),
                      fromMs(row.number(7)), fromMs(row.number(8))};
        }));
    return totals;
}

} // namespace crossdock::answers
