#pragma once

#include "core/inventory/fulfilment/rates/price_list.h"

#include <QHash>
#include <vector>

namespace crossdock::rates {

/// A price list, ordered for look-up. A row of weights holds for the zones that have a cell in it: a zone that has none
/// is not offered there, and no neighbour's price is guessed for it.
class PriceTable
{
public:
    explicit PriceTable(const PriceList &list);

    const QString &carrier() const { return m_carrier; }
    const QString &service() const { return m_service; }
    const QString &priceType() const { return m_priceType; }
    QDate effectiveFrom() const { return m_effectiveFrom; }
    const QString &currency() const { return m_currency; }
    bool isMetric() const { return m_isMetric; }
    bool hasZone(const QString &zone) const { return m_zones.contains(zone); }
    QStringList zones() const;

    /// The most that a parcel up to such a weight costs, in any zone; it never falls as the weight rises. Nothing: no row has a price.
    std::optional<qint64> dearestUpTo(Weight weight) const;

    bool pricesRise() const; ///< in no zone does a heavier parcel cost less, or go where a lighter one does not

    /// Is this very cell in the table?
    bool holds(const PriceList::Cell &cell) const;

    /// How many of its cells the list has none for.
    qint64 lackedBy(const PriceList &list) const;

    struct Found {
        qint64 price = 0;
        Weight upTo; ///< of the row
        WeightUnit unit = WeightUnit::Pound;
    };
    /// NotFound with the reason: unknown zone, too heavy, no price there.
    Result<Found> find(const QString &zone, Weight weight) const;

private:
    static constexpr qint64 none = -1;
    struct Slot {
        qint64 price = none; ///< `none`: not offered
        std::optional<Weight> over; ///< nothing: begins where the row before ends
    };
    struct Row {
        Weight upTo;
        WeightUnit unit = WeightUnit::Pound;
        std::vector<Slot> cells; ///< by number of the zone
    };

    QString m_carrier, m_service, m_priceType, m_currency;
    QDate m_effectiveFrom;
    bool m_isMetric = false;
    QHash<QString, size_t> m_zones;
    std::vector<Row> m_rows; ///< by weight
};

/// What carriers round weights up to: a pound, an ounce, half a kilogram.
Weight stepOf(WeightUnit unit);

} // namespace crossdock::rates
