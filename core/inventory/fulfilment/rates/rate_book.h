#pragma once

#include "core/inventory/fulfilment/rates/billing.h"
#include "core/inventory/fulfilment/rates/dimensional_rules.h"
#include "core/inventory/fulfilment/rates/price_table.h"
#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/rates/surcharge_book.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

#include <QSet>
#include <map>

namespace crossdock::rates {

/// Every price list, zone and surcharge that is known, ready to quote from: some microseconds a quote, no disk, no
/// network. Made once, never changed: any number of threads may read it.
class RateBook
{
public:
    struct Contents {
        QList<PriceList> lists;
        QList<ZoneChart> charts;
        QList<Surcharge> surcharges; ///< beside those the program brings
        QList<Deviation> deviations = {}; ///< of parcels that were quoted and billed
        QList<DimensionalRule> dimensions = {}; ///< beside those the program brings
        QList<WeightStep> steps = {};
    };
    explicit RateBook(const Contents &contents);

    /// Carriers with at least one list, by name.
    QStringList carriers() const;

    /// Of the carrier's lists, each once.
    QStringList currencies(const QString &carrier) const;

    /// The most that a parcel up to such a weight costs by any list of the currency in force on the day, before surcharges; nothing: there is none.
    std::optional<qint64> dearest(Weight weight, const QDate &day, const QString &currency) const;

    /// Does a heavier parcel cost no less, by every list? Then neither does a larger one, as far as surcharges are known.
    bool pricesRise() const;

    /// One quote per service and price type in force on the ship date; what cannot be quoted is refused with its reason.
    Rated quote(const Shipment &shipment) const;
    Rated quote(const Shipment &shipment, const QString &carrier) const;

    /// What invoices let expect beside a quote, live ones too; nothing: too few were billed.
    std::optional<Expectation> expect(const Quote &quote) const { return m_billing.expect(quote); }

    /// How many of these cells, zones or lines are not known yet, or otherwise; of prices also those that are known and in the list no more.
    qint64 news(const PriceList &list) const;
    qint64 news(const ZoneChart &chart) const { return m_zones.news(chart); }
    qint64 news(const Surcharge &line) const { return m_imported.contains(line) ? 0 : 1; }
    /// Imported lines, in no order.
    QList<Surcharge> surcharges() const { return m_imported.values(); }
    /// Imported price lists: by carrier, service and price type, the newest first.
    QList<const PriceTable *> tables() const;
    qint64 news(const DimensionalRule &rule) const { return m_dimensions.holds(rule) ? 0 : 1; }
    qint64 news(const WeightStep &step) const { return m_steps.holds(step) ? 0 : 1; }

private:
    using ByDate = QList<PriceTable>; ///< newest first
    using ByType = std::map<QString, ByDate>;

    std::map<QString, std::map<QString, ByType>> m_tables; ///< by carrier, by service
    ZoneMap m_zones;
    QSet<Surcharge> m_imported;
    SurchargeBook m_surcharges;
    DimensionalBook m_dimensions;
    WeightSteps m_steps;
    Billing m_billing;
};

} // namespace crossdock::rates
