#include "core/inventory/fulfilment/rates/price_table.h"

#include "core/inventory/fulfilment/rates/weight_steps.h"

#include <QSet>
#include <algorithm>
#include <limits>

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
        if (cell.growth.kind != PriceList::Growth::Kind::None)
            m_growsTo = std::max(m_growsTo, cell.upTo);
        m_rows.back().cells[m_zones[cell.zone]] = {cell.price, cell.over, cell.growth};
    }
    joinRows();
}

/// Tells rows that go on from the one before what that asks where it ends.
void PriceTable::joinRows()
{
    for (size_t zone = 0; zone < static_cast<size_t>(m_zones.size()); ++zone) {
        qint64 before = 0;
        Weight begins;
        for (Row &row : m_rows) {
            Slot &slot = row.cells[zone];
            if (slot.price == none)
                continue;
            slot.before = before;
            slot.begins = begins;
            before = priceAt(slot, billedIn(row, slot, row.upTo, false));
            begins = row.upTo;
        }
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
    return slot.price == cell.price && slot.over == cell.over && slot.growth == cell.growth && row->unit == cell.unit;
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
        Weight end; // of the row before
        for (const Row &row : m_rows) {
            const Slot &slot = row.cells[zone];
            const Weight first = billedIn(row, slot, Weight(end.nanograms() + 1), false);
            const bool goesOn = slot.growth.kind != PriceList::Growth::Kind::None && slot.over.value_or(end) <= first;
            const bool isHole = slot.price != none && (isOver || (slot.over.has_value() && !goesOn));
            if (isHole || (slot.price != none && priceAt(slot, first) < least))
                return false;
            isOver = isOver || slot.price == none;
            if (slot.price != none)
                least = std::max(least, priceAt(slot, row.upTo));
            end = row.upTo;
        }
    }
    return true;
}

std::optional<qint64> PriceTable::dearestUpTo(Weight weight) const
{
    qint64 dearest = none;
    for (const Row &row : m_rows) {
        for (const Slot &slot : row.cells)
            if (slot.price != none)
                dearest = std::max(dearest, priceAt(slot, billedIn(row, slot, std::min(weight, row.upTo), false)));
        if (row.upTo >= weight)
            break;
    }
    return dearest == none ? std::nullopt : std::optional(dearest);
}

Weight PriceTable::stepOf(const Row &row, const Slot &slot)
{
    return slot.growth.kind == PriceList::Growth::Kind::None ? rates::stepOf(row.unit) : slot.growth.step;
}

Weight PriceTable::billedIn(const Row &row, const Slot &slot, Weight weight, bool isRounded)
{
    switch (slot.growth.kind) {
    case PriceList::Growth::Kind::None:
        return std::min(isRounded ? weight : weight.roundedUpTo(stepOf(row, slot)), row.upTo);
    case PriceList::Growth::Kind::ByWeight:
        return isRounded ? weight : weight.roundedUpTo(slot.growth.step);
    case PriceList::Growth::Kind::OnTop:
        return weight <= slot.begins ? slot.begins : slot.begins + Weight(weight.nanograms() - slot.begins.nanograms()).roundedUpTo(slot.growth.step);
    }
    Q_UNREACHABLE();
}

qint64 PriceTable::priceAt(const Slot &slot, Weight billed)
{
    __extension__ typedef __int128 Wide;
    const auto times = [&](Weight weight) {
        const Wide step = slot.growth.step.nanograms();
        return static_cast<qint64>(std::min<Wide>((static_cast<Wide>(slot.price) * weight.nanograms() + step / 2) / step, std::numeric_limits<qint64>::max() / 2));
    };
    switch (slot.growth.kind) {
    case PriceList::Growth::Kind::None:
        return slot.price;
    case PriceList::Growth::Kind::ByWeight:
        return std::max(slot.growth.least, times(billed));
    case PriceList::Growth::Kind::OnTop:
        return std::max(slot.growth.least, slot.before + times(Weight(std::max<qint64>(0, billed.nanograms() - slot.begins.nanograms()))));
    }
    Q_UNREACHABLE();
}

PriceTable::Rows::const_iterator PriceTable::rowFor(size_t zone, Weight weight) const
{
    const auto first = std::lower_bound(m_rows.begin(), m_rows.end(), weight, [](const Row &row, Weight w) { return row.upTo < w; });
    const auto row = std::find_if(first, m_rows.end(), [zone](const Row &one) { return one.cells[zone].price != none; });
    if (row == m_rows.end())
        return row;
    const Slot &slot = row->cells[zone];
    const bool isInside = slot.over ? std::min(weight.roundedUpTo(stepOf(*row, slot)), row->upTo) >= *slot.over : row == first;
    return isInside ? row : m_rows.end();
}

Result<PriceTable::Found> PriceTable::find(const QString &zone, Weight weight, bool isRounded) const
{
    const auto column = m_zones.constFind(zone);
    if (column == m_zones.constEnd())
        return fail(Error::Code::NotFound, zone, u"unknown zone: the list has no zone %1"_s.arg(zone));
    if (weight > heaviest())
        return fail(Error::Code::NotFound, zone, u"too heavy: %1, and the list ends at %2"_s.arg(weight.text(m_rows.back().unit), m_rows.back().upTo.text(m_rows.back().unit)));
    auto row = rowFor(*column, weight);
    if (row == m_rows.end()) {
        const auto first = std::lower_bound(m_rows.begin(), m_rows.end(), weight, [](const Row &one, Weight w) { return one.upTo < w; });
        return fail(Error::Code::NotFound, zone, u"the list has no price for zone %1 at %2"_s.arg(zone, weight.text(first->unit)));
    }
    Weight billed = billedIn(*row, row->cells[*column], weight, isRounded);
    if (row->cells[*column].growth.kind == PriceList::Growth::Kind::ByWeight && billed > row->upTo) {
        if (const auto next = rowFor(*column, billed); next != m_rows.end()) { // what is billed is of the row behind it
            row = next;
            billed = billedIn(*row, row->cells[*column], billed, isRounded);
        }
    }
    const Slot &slot = row->cells[*column];
    return Found{.price = priceAt(slot, billed), .upTo = row->upTo, .unit = row->unit, .billed = billed, .growth = slot.growth, .rate = slot.price, .before = slot.before, .begins = slot.begins};
}

} // namespace crossdock::rates
