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
        Weight billed; ///< rounded as the row rounds
        PriceList::Growth growth; ///< of the row
        qint64 rate = 0; ///< of a row that goes on: for each step
        qint64 before = 0; ///< of one that goes on from the row before: the price there
        Weight begins; ///< and where that ends
    };
    /// NotFound with the reason: unknown zone, too heavy, no price there. `isRounded`: the weight is what is billed already.
    Result<Found> find(const QString &zone, Weight weight, bool isRounded = false) const;

    /// Does the list say itself how heavy a parcel may be: is it of a country with kilograms, or do its prices go on with the weight?
    bool tellsLimit(Weight weight) const { return m_isMetric || m_growsTo >= weight; }

    Weight heaviest() const { return m_rows.empty() ? Weight() : m_rows.back().upTo; }

private:
    static constexpr qint64 none = -1;
    struct Slot {
        qint64 price = none; ///< `none`: not offered
        std::optional<Weight> over; ///< nothing: begins where the row before ends
        PriceList::Growth growth = {};
        qint64 before = 0; ///< the price where the row before it ends
        Weight begins = {}; ///< and that end
    };
    struct Row {
        Weight upTo;
        WeightUnit unit = WeightUnit::Pound;
        std::vector<Slot> cells; ///< by number of the zone
    };
    using Rows = std::vector<Row>;
    void joinRows();
    Rows::const_iterator rowFor(size_t zone, Weight weight) const; ///< the one whose price holds; the end: none does
    static Weight stepOf(const Row &row, const Slot &slot);
    static Weight billedIn(const Row &row, const Slot &slot, Weight weight, bool isRounded);
    static qint64 priceAt(const Slot &slot, Weight billed);

    QString m_carrier, m_service, m_priceType, m_currency;
    QDate m_effectiveFrom;
    bool m_isMetric = false;
    Weight m_growsTo; ///< the end of the last row that goes on with the weight; 0: none does
    QHash<QString, size_t> m_zones;
    Rows m_rows; ///< by weight
};

} // namespace crossdock::rates
