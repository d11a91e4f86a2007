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

} // namespace

RateBook::RateBook(const Contents &contents)
    : m_imported(contents.surcharges.begin(), contents.surcharges.end())
    , m_surcharges(contents.surcharges)
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
    if (!shipment.options.isEmpty()) {
        rated.refused.append({carrier, {}, u"its price list does not say what %1 costs"_s.arg(wordsOf(shipment.options.first()))});
        return rated;
    }
    const auto zone = m_zones.zone(shipment, carrier);
    for (const auto &[service, types] : services->second) {
        for (const auto &[type, tables] : types) {
            const auto table = std::find_if(tables.begin(), tables.end(), [&](const PriceTable &one) { return one.effectiveFrom() <= shipment.shipDate; });
            if (table == tables.end()) {
                refuse(rated, {carrier, service, u"no list in force on %1: the first begins on %2"_s.arg(shipment.shipDate.toString(Qt::ISODate), tables.last().effectiveFrom().toString(Qt::ISODate))});
                continue;
            }
            auto quote = zone ? quoteFrom(*table, shipment, *zone, m_surcharges) : tl::make_unexpected(zone.error());
            if (quote && table != tables.begin())
                quote->validUntil = std::prev(table)->effectiveFrom().addDays(-1);
            if (quote)
                rated.quotes.append(*std::move(quote));
            else
                refuse(rated, {carrier, service, quote.error().detail});
        }
    }
    return rated;
}

} // namespace crossdock::rates
