#include "core/inventory/fulfilment/rates/price_table.h"

#include <QSet>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

PriceTable::PriceTable(const PriceList &list)
    : m_carrier(list.carrier)
    , m_service(list.service)
    , m_priceType(list.priceType)
    , m_currency(list.currency)
    , m_effectiveFrom(list.effectiveFrom)
    , m_isMetric(std::any_of(list.cells.begin(), list.cells.end(), [](const PriceList::Cell &cell) { return rates::isMetric(cell.unit); }))
{
    QList<PriceList::Cell> cells = list.cells;
    std::sort(cells.begin(), cells.end(), [](const auto &a, const auto &b) { return a.upTo < b.upTo; });
    for (const PriceList::Cell &cell : cells)
        if (!m_zones.contains(cell.zone))
            m_zones.insert(cell.zone, static_cast<size_t>(m_zones.size()));
    for (const PriceList::Cell &cell : cells) {
        if (m_rows.empty() || m_rows.back().upTo != cell.upTo)
            m_rows.push_back({cell.upTo, cell.unit, std::vector<Slot>(static_cast<size_t>(m_zones.size()))});
        m_rows.back().cells[m_zones[cell.zone]] = {cell.price, cell.over};
    }
}

QStringList PriceTable::zones() const
{
    QStringList names = m_zones.keys();
    names.sort();
    return names;
}

bool PriceTable::holds(const PriceList::Cell &cell) const
{
    const auto column = m_zones.constFind(cell.zone);
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), cell.upTo, [](const Row &one, Weight w) { return one.upTo < w; });
    if (column == m_zones.constEnd() || row == m_rows.end() || row->upTo != cell.upTo)
        return false;
    const Slot &slot = row->cells[*column];
    return slot.price == cell.price && slot.over == cell.over && row->unit == cell.unit;
}

qint64 PriceTable::lackedBy(const PriceList &list) const
{
    QSet<QPair<QString, qint64>> there;
    for (const PriceList::Cell &cell : list.cells)
        there.insert({cell.zone, cell.upTo.nanograms()});
    qint64 lacked = 0;
    for (auto zone = m_zones.begin(); zone != m_zones.end(); ++zone)
        lacked += std::count_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.cells[*zone].price != none && !there.contains({zone.key(), row.upTo.nanograms()}); });
    return lacked;
}

bool PriceTable::pricesRise() const
{
    for (size_t zone = 0; zone < static_cast<size_t>(m_zones.size()); ++zone) {
        bool isOver = false; // nothing is offered from here on
        qint64 least = 0;
        for (const Row &row : m_rows) {
            const Slot &slot = row.cells[zone];
            const bool isHole = slot.price != none && (isOver || slot.over.has_value());
            if (isHole || (slot.price != none && slot.price < least))
                return false;
            isOver = isOver || slot.price == none;
            least = std::max(least, slot.price);
        }
    }
    return true;
}

std::optional<qint64> PriceTable::dearestUpTo(Weight weight) const
{
    qint64 dearest = none;
    for (const Row &row : m_rows) {
        for (const Slot &slot : row.cells)
            dearest = std::max(dearest, slot.price);
        if (row.upTo >= weight)
            break;
    }
    return dearest == none ? std::nullopt : std::optional(dearest);
}

Result<PriceTable::Found> PriceTable::find(const QString &zone, Weight weight) const
{
    const auto column = m_zones.constFind(zone);
    if (column == m_zones.constEnd())
        return fail(Error::Code::NotFound, zone, u"unknown zone: the list has no zone %1"_s.arg(zone));
    const auto first = std::lower_bound(m_rows.begin(), m_rows.end(), weight, [](const Row &row, Weight w) { return row.upTo < w; });
    if (first == m_rows.end())
        return fail(Error::Code::NotFound, zone, u"too heavy: %1, and the list ends at %2"_s.arg(weight.text(m_rows.back().unit), m_rows.back().upTo.text(m_rows.back().unit)));
    for (auto row = first; row != m_rows.end(); ++row) {
        const Slot &slot = row->cells[*column];
        if (slot.price == none)
            continue;
        const bool isInside = slot.over ? std::min(weight.roundedUpTo(stepOf(row->unit)), row->upTo) >= *slot.over : row == first;
        if (isInside)
            return Found{slot.price, row->upTo, row->unit};
        break;
    }
    return fail(Error::Code::NotFound, zone, u"the list has no price for zone %1 at %2"_s.arg(zone, weight.text(first->unit)));
}

Weight stepOf(WeightUnit unit)
{
    switch (unit) {
    case WeightUnit::Pound:
    case WeightUnit::Ounce:
        return Weight::of(1, unit);
    case WeightUnit::Kilogram:
    case WeightUnit::Gram:
        return Weight::of(500, WeightUnit::Gram);
    }
    Q_UNREACHABLE();
}

} // namespace crossdock::rates
