#pragma once

#include "core/inventory/channels/listings.h"

namespace crossdock::channels {

/// What channels told of the offers of others and of suppressed listings: of each listing the newest.
class MarketBook
{
public:
    MarketBook(store::Database &database, Registry &registry, Listings &listings)
        : m_database(database)
        , m_registry(registry)
        , m_listings(listings)
    {
    }

    /// One entry for all that changed by it; none if nothing did. What is older than what is on record, and listings that are
    /// not mapped, change nothing.
    Result<> record(audit::Draft &draft, const command::RecordMarket &news);

private:
    struct Known {
        Market market;
        Time toldAt{};
        QString sku; ///< code
    };
    Result<std::optional<Known>> known(qint64 listing);
    Result<> take(audit::Draft &draft, qint64 channel, const MarketSeen &seen, QJsonArray &changes);
    Result<> take(audit::Draft &draft, qint64 channel, const StandingSeen &seen, QJsonArray &changes);

    store::Database &m_database;
    Registry &m_registry;
    Listings &m_listings;
};

/// Columns of `market m` as readMarket() reads them; a listing without a row has an empty one.
QString marketColumns();
Market readMarket(const store::Row &row, int firstColumn);

} // namespace crossdock::channels
