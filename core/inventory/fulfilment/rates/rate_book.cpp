#include "core/inventory/fulfilment/rates/rate_book.h"

#include "core/inventory/fulfilment/rates/table_quote.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

void refuse(Rated &rated, const Refusal &refusal)
{
    if (!rated.refused.contains(refusal)) // once for all price types
        rated.refused.append(refusal);
}

/// The newest of one service and type, if one holds yet.
QList<PriceTable>::const_iterator inForce(const QList<PriceTable> &tables, const QDate &day)
{
    return std::find_if(tables.begin(), tables.end(), [&](const PriceTable &one) { return one.effectiveFrom() <= day; });
}

/// A list with one zone alone is a price for all of its country: there it needs no chart.
Result<Zone> zoneIn(const PriceTable &table, const Shipment &shipment, const Result<Zone> &zone)
{
    if (zone || zone.error().code != Error::Code::NotFound || shipment.from.country != shipment.to.country)
        return zone;
    const QStringList zones = table.zones();
    return zones.size() == 1 ? Result<Zone>(Zone{zones.first(), Quote::ZoneSource::OnlyZone}) : zone;
}

/// The nearest by distance is zone 2 in a list that begins with it.
bool isIn(const PriceTable &table, const Zone &zone)
{
    return table.hasZone(zone.name) || (zone.source == Quote::ZoneSource::Distance && zone.name == "1"_L1 && table.hasZone(u"2"_s));
}

} // namespace

RateBook::RateBook(const Contents &contents)
    : m_imported(contents.surcharges.begin(), contents.surcharges.end())
    , m_surcharges(contents.surcharges)
    , m_dimensions(contents.dimensions)
    , m_steps(contents.steps)
    , m_billing(contents.deviations)
{
    for (const PriceList &list : contents.lists) {
        if (!list.cells.isEmpty())
            m_tables[list.carrier][list.service][list.priceType].append(PriceTable(list));
    }
    for (auto &[carrier, services] : m_tables)
        for (auto &[service, types] : services)
            for (auto &[type, tables] : types)
                std::stable_sort(tables.begin(), tables.end(), [](const PriceTable &a, const PriceTable &b) { return a.effectiveFrom() > b.effectiveFrom(); });
    for (const ZoneChart &chart : contents.charts)
        m_zones.add(chart);
}

QStringList RateBook::carriers() const
{
    QStringList names;
    for (const auto &[carrier, services] : m_tables)
        names.append(carrier);
    return names;
}

QStringList RateBook::currencies(const QString &carrier) const
{
    QStringList currencies;
    if (const auto services = m_tables.find(carrier); services != m_tables.end())
        for (const auto &[service, types] : services->second)
            for (const auto &[type, tables] : types)
                for (const PriceTable &table : tables)
                    if (!currencies.contains(table.currency()))
                        currencies.append(table.currency());
    return currencies;
}

std::optional<qint64> RateBook::dearest(Weight weight, const QDate &day, const QString &currency) const
{
    std::optional<qint64> dearest;
    for (const auto &[carrier, services] : m_tables)
        for (const auto &[service, types] : services)
            for (const auto &[type, tables] : types) {
                const auto table = inForce(tables, day);
                const auto price = table == tables.end() || table->currency() != currency ? std::nullopt : table->dearestUpTo(weight);
                if (price)
                    dearest = std::max(dearest.value_or(0), *price);
            }
    return dearest;
}

bool RateBook::pricesRise() const
{
    for (const auto &[carrier, services] : m_tables)
        for (const auto &[service, types] : services)
            for (const auto &[type, tables] : types)
                if (!std::all_of(tables.begin(), tables.end(), [](const PriceTable &table) { return table.pricesRise(); }))
                    return false;
    return true;
}

qint64 RateBook::news(const PriceList &list) const
{
    const PriceTable *known = nullptr;
    if (const auto services = m_tables.find(list.carrier); services != m_tables.end())
        if (const auto types = services->second.find(list.service); types != services->second.end())
            if (const auto tables = types->second.find(list.priceType); tables != types->second.end())
                for (const PriceTable &table : tables->second)
                    known = table.effectiveFrom() == list.effectiveFrom ? &table : known;
    if (known != nullptr && known->currency() != list.currency)
        return list.cells.size();
    const qint64 others = std::count_if(list.cells.begin(), list.cells.end(), [&](const PriceList::Cell &cell) { return known == nullptr || !known->holds(cell); });
    return others + (known == nullptr ? 0 : known->lackedBy(list));
}

QList<const PriceTable *> RateBook::tables() const
{
    QList<const PriceTable *> found;
    for (const auto &[carrier, services] : m_tables)
        for (const auto &[service, types] : services)
            for (const auto &[type, tables] : types)
                for (const PriceTable &table : tables)
                    found.append(&table);
    return found;
}

Rated RateBook::quote(const Shipment &shipment) const
{
    Rated rated;
    for (const auto &[carrier, services] : m_tables)
        rated.append(quote(shipment, carrier));
    return rated;
}

Rated RateBook::quote(const Shipment &shipment, const QString &carrier) const
{
    Rated rated;
    const auto services = m_tables.find(carrier);
    if (services == m_tables.end())
        return rated;
    for (const Option option : charged(shipment.options)) {
        if (m_surcharges.knows(carrier, nameOf(option)))
            continue;
        rated.refused.append({carrier, {}, u"its price list does not say what %1 costs"_s.arg(wordsOf(option))});
        return rated;
    }
    const bool haveOwnZones = m_zones.hasServices(carrier);
    auto zone = m_zones.zone(shipment, carrier);
    for (const auto &[service, types] : services->second) {
        if (haveOwnZones)
            zone = m_zones.zone(shipment, carrier, service);
        for (const auto &[type, tables] : types) {
            const auto table = inForce(tables, shipment.shipDate);
            if (table == tables.end()) {
                refuse(rated, {carrier, service, u"no list in force on %1: the first begins on %2"_s.arg(shipment.shipDate.toString(Qt::ISODate), tables.last().effectiveFrom().toString(Qt::ISODate)), true});
                continue;
            }
            const auto used = zoneIn(*table, shipment, zone);
            auto quote = used ? quoteFrom(*table, shipment, *used, m_surcharges, m_dimensions, m_steps) : tl::make_unexpected(used.error());
            if (quote && table != tables.begin())
                quote->validUntil = std::prev(table)->effectiveFrom().addDays(-1);
            if (quote)
                rated.quotes.append(*std::move(quote));
            else
                refuse(rated, {carrier, service, quote.error().detail, used ? !isIn(*table, *used) : used.error().code == Error::Code::NotFound});
        }
    }
    return rated;
}

} // namespace crossdock::rates
