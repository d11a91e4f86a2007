#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::rates {

/// Keeps imported price lists, zones and surcharges. A price list replaces the one of its name and day, and so do lines of surcharges. Taking what is known already changes nothing and leaves the draft
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
    Result<> take(audit::Draft &draft, const QList<BilledParcel> &parcels);
    Result<> remove(audit::Draft &draft, const command::RemoveRates &named);
    Result<> take(audit::Draft &draft, const DimensionalRule &rule);
    Result<> take(audit::Draft &draft, const WeightStep &step);

    /// Keeps what was told for a parcel; KeyReused if another price is kept for it already.
    Result<> keep(audit::Draft &draft, const KeptQuote &quote);

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
Result<QList<DimensionalRule>> readDimensionalRules(store::Database &database);
Result<QList<WeightStep>> readWeightSteps(store::Database &database);

/// Parcels with a kept quote and at least one invoice, in the same currency; all invoices of a parcel together.
Result<QList<Deviation>> readDeviations(store::Database &database);

Result<QList<BilledParcel>> readBilled(store::Database &database);

} // namespace crossdock::rates
