#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::rates {

/// Keeps imported price lists, zones and surcharges. Taking what is known already changes nothing and leaves the draft
/// empty.
class RateStore
{
public:
    explicit RateStore(store::Database &database)
        : m_database(database)
    {
    }

    Result<> take(audit::Draft &draft, const PriceList &list);
    Result<> take(audit::Draft &draft, const ZoneChart &chart);
    Result<> take(audit::Draft &draft, const QList<Surcharge> &lines);

private:
    Result<qint64> listId(const PriceList &list);
    Result<> countRevision();

    store::Database &m_database;
};

/// Grows with every change of what RateStore keeps.
Result<qint64> rateRevision(store::Database &database);

Result<QList<PriceList>> readPriceLists(store::Database &database);
Result<QList<ZoneChart>> readZoneCharts(store::Database &database);
Result<QList<Surcharge>> readSurcharges(store::Database &database);

} // namespace crossdock::rates
