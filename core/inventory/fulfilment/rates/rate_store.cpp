#include "core/inventory/fulfilment/rates/rate_store.h"

#include "core/inventory/fulfilment/rates/surcharge_changes.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

using CellKey = QPair<QString, qint64>; // zone, up to
using Growth = PriceList::Growth;

QString dateText(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : u""_s;
}

QDate dateFrom(const QString &text)
{
    return QDate::fromString(text, Qt::ISODate);
}

PriceList::Cell readCell(const store::Row &row, int c)
{
    PriceList::Cell cell{.zone = row.text(c), .upTo = Weight(row.number(c + 1)), .over = {},
                         .unit = weightUnitFrom(row.text(c + 3)).value_or(WeightUnit::Pound), .price = row.number(c + 4)};
    if (!row.isNull(c + 2))
        cell.over = Weight(row.number(c + 2));
    const QString growth = row.text(c + 5);
    cell.growth = {growth == "by_weight"_L1 ? Growth::Kind::ByWeight : growth == "on_top"_L1 ? Growth::Kind::OnTop : Growth::Kind::None, Weight(row.number(c + 6)), row.number(c + 7)};
    return cell;
}

QString nameOf(Growth::Kind kind)
{
    return kind == Growth::Kind::ByWeight ? u"by_weight"_s : kind == Growth::Kind::OnTop ? u"on_top"_s : u""_s;
}

constexpr QChar wordGap = u'\u00a0'; // of a zone of several words: a space parts zones

/// "005=2 006=4"
QString zonesText(const QMap<QString, QString> &zones)
{
    QStringList pairs;
    for (auto it = zones.begin(); it != zones.end(); ++it)
        pairs.append(it.key() + u'=' + QString(it.value()).replace(u' ', wordGap));
    return pairs.join(u' ');
}

QMap<QString, QString> zonesFrom(const QString &text)
{
    QMap<QString, QString> zones;
    for (const QStringView pair : QStringView(text).split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype at = pair.indexOf(u'=');
        zones.insert(pair.first(at).toString(), pair.sliced(at + 1).toString().replace(wordGap, u' '));
    }
    return zones;
}

Surcharge readSurcharge(const store::Row &row)
{
    Surcharge line{.carrier = row.text(0), .kind = row.text(1), .from = dateFrom(row.text(2)), .until = dateFrom(row.text(3)),
                   .service = row.text(4), .priceType = row.text(5), .zoneFrom = static_cast<int>(row.number(6)),
                   .zoneTo = static_cast<int>(row.number(7)), .zipFrom = row.text(8), .zipTo = row.text(9), .amount = {},
                   .basisPoints = static_cast<int>(row.number(12)), .shareOf = row.text(13).split(u' ', Qt::SkipEmptyParts)};
    if (!row.isNull(10))
        line.amount = Money{row.number(10), row.text(11)};
    return line;
}

/// All that is told of a billed parcel.
QByteArray keyOf(const BilledParcel &parcel)
{
    const QStringList parts{parcel.carrier, parcel.invoice, parcel.tracking, parcel.service, dateText(parcel.date), parcel.billed ? QString::number(parcel.billed->nanograms()) : QString(),
                            QString::number(parcel.total.amount), parcel.total.currency};
    return parts.join(QChar(u'\x1f')).toUtf8();
}

} // namespace

Result<> RateStore::countRevision()
{
    return m_database.execute(u"INSERT INTO counter (name, value) VALUES ('rates', 1) ON CONFLICT (name) DO UPDATE SET value = counter.value + 1"_s).map([](qint64) {});
}

/// The number of the list in the store, made if it is not there.
Result<qint64> RateStore::listId(const PriceList &list)
{
    const QVariantList name{list.carrier, list.service, list.priceType, dateText(list.effectiveFrom)};
    const auto known = m_database.first(u"SELECT id, currency FROM price_list WHERE carrier = ? AND service = ? AND price_type = ? AND effective_from = ?"_s, name,
                                        [](const store::Row &row) { return QPair(row.number(0), row.text(1)); });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return m_database.insert(u"INSERT INTO price_list (carrier, service, price_type, effective_from, currency) VALUES (?, ?, ?, ?, ?) RETURNING id"_s,
                                 name + QVariantList{list.currency});
    if ((*known)->second != list.currency) { // none of its prices is what it was
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM price_cell WHERE list_id = ?"_s, {(*known)->first}));
        CROSSDOCK_TRY(m_database.execute(u"UPDATE price_list SET currency = ? WHERE id = ?"_s, {list.currency, (*known)->first}));
    }
    return (*known)->first;
}

Result<> RateStore::take(audit::Draft &draft, const PriceList &list)
{
    const auto id = listId(list);
    if (!id)
        return tl::make_unexpected(id.error());
    QHash<CellKey, PriceList::Cell> known;
    CROSSDOCK_TRY(m_database.each(u"SELECT zone, up_to, begins, unit, price, growth, step, least FROM price_cell WHERE list_id = ?"_s, {*id}, [&](const store::Row &row) {
        const PriceList::Cell cell = readCell(row, 0);
        known.insert({cell.zone, cell.upTo.nanograms()}, cell);
    }));
    qint64 added = 0, changed = 0;
    QHash<CellKey, PriceList::Cell> gone = known;
    for (const PriceList::Cell &cell : list.cells) {
        const auto old = known.constFind({cell.zone, cell.upTo.nanograms()});
        gone.remove({cell.zone, cell.upTo.nanograms()});
        if (old != known.constEnd() && *old == cell)
            continue;
        ++(old == known.constEnd() ? added : changed);
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO price_cell (list_id, zone, up_to, begins, unit, price, growth, step, least) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (list_id, zone, up_to) "
                                         "DO UPDATE SET begins = excluded.begins, unit = excluded.unit, price = excluded.price, growth = excluded.growth, step = excluded.step, least = excluded.least"_s,
                                         {*id, cell.zone, cell.upTo.nanograms(), store::orNull(cell.over ? std::optional(cell.over->nanograms()) : std::nullopt),
                                          nameOf(cell.unit), cell.price, nameOf(cell.growth.kind), cell.growth.step.nanograms(), cell.growth.least}));
    }
    for (const auto &[zone, upTo] : gone.keys())
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM price_cell WHERE list_id = ? AND zone = ? AND up_to = ?"_s, {*id, zone, upTo}));
    if (added + changed + gone.size() == 0)
        return {};
    draft.setWhat(u"rates.prices"_s);
    draft.about(u"carrier"_s, list.carrier);
    draft.say(u"service"_s, list.service);
    draft.say(u"price_type"_s, list.priceType);
    draft.say(u"effective_from"_s, dateText(list.effectiveFrom));
    draft.say(u"added"_s, added);
    draft.say(u"changed"_s, changed);
    if (!gone.isEmpty())
        draft.say(u"removed"_s, gone.size());
    return countRevision();
}

Result<> RateStore::take(audit::Draft &draft, const ZoneChart &chart)
{
    const QString from = dateText(chart.effectiveFrom);
    QHash<QString, QString> known;
    CROSSDOCK_TRY(m_database.each(u"SELECT origin, zones FROM zone_row WHERE carrier = ? AND service = ? AND effective_from = ?"_s, {chart.carrier, chart.service, from},
                                  [&](const store::Row &row) { known.insert(row.text(0), row.text(1)); }));
    constexpr qsizetype mostNames = 255; // a chart keeps a byte for each pair
    QSet<QString> names;
    for (const QString &zones : std::as_const(known))
        for (const QString &zone : zonesFrom(zones))
            names.insert(zone);
    for (const QMap<QString, QString> &zones : chart.zones)
        for (const QString &zone : zones)
            names.insert(zone);
    if (names.size() > mostNames)
        return fail(Error::Code::InvalidInput, chart.carrier, u"with what is known already its chart would have %1 zones, and %2 is the most"_s.arg(names.size()).arg(mostNames));
    qint64 pairs = 0;
    for (auto origin = chart.zones.begin(); origin != chart.zones.end(); ++origin) {
        const QMap<QString, QString> old = zonesFrom(known.value(origin.key()));
        QMap<QString, QString> zones = old;
        for (auto destination = origin->begin(); destination != origin->end(); ++destination) {
            pairs += old.value(destination.key()) == destination.value() ? 0 : 1;
            zones.insert(destination.key(), destination.value());
        }
        if (zones == old)
            continue;
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO zone_row (carrier, service, effective_from, origin, zones) VALUES (?, ?, ?, ?, ?) "
                                         "ON CONFLICT (carrier, service, effective_from, origin) DO UPDATE SET zones = excluded.zones"_s,
                                         {chart.carrier, chart.service, from, origin.key(), zonesText(zones)}));
    }
    if (pairs == 0)
        return {};
    draft.setWhat(u"rates.zones"_s);
    draft.about(u"carrier"_s, chart.carrier);
    if (!chart.service.isEmpty())
        draft.say(u"service"_s, chart.service);
    draft.say(u"effective_from"_s, from);
    draft.say(u"pairs"_s, pairs);
    return countRevision();
}

Result<> RateStore::take(audit::Draft &draft, const QList<Surcharge> &lines)
{
    const auto known = readSurcharges(m_database);
    if (!known)
        return tl::make_unexpected(known.error());
    const auto changes = changesOf(*known, lines);
    if (changes.gone.isEmpty() && changes.come.isEmpty())
        return {};
    for (const Surcharge &line : changes.gone)
        CROSSDOCK_TRY(m_database.execute(u"DELETE FROM surcharge WHERE carrier = ? AND kind = ? AND effective_from = ? AND service = ? AND price_type = ? AND zone_from = ? AND zone_to = ? "
                                         "AND zip_from = ? AND zip_to = ?"_s,
                                         {line.carrier, line.kind, dateText(line.from), line.service, line.priceType, line.zoneFrom, line.zoneTo, line.zipFrom, line.zipTo}));
    for (const Surcharge &line : changes.come) {
        draft.about(u"carrier"_s, line.carrier);
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO surcharge (carrier, kind, effective_from, effective_until, service, price_type, zone_from, zone_to, zip_from, zip_to, "
                                         "amount, currency, basis_points, share_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                         "ON CONFLICT (carrier, kind, effective_from, service, price_type, zone_from, zone_to, zip_from, zip_to) DO UPDATE SET "
                                         "effective_until = excluded.effective_until, amount = excluded.amount, currency = excluded.currency, basis_points = excluded.basis_points, share_of = excluded.share_of"_s,
                                         {line.carrier, line.kind, dateText(line.from), dateText(line.until), line.service, line.priceType, line.zoneFrom, line.zoneTo,
                                          line.zipFrom, line.zipTo, store::orNull(line.amount ? std::optional(line.amount->amount) : std::nullopt),
                                          line.amount ? line.amount->currency : u""_s, line.basisPoints, line.shareOf.isEmpty() ? u""_s : line.shareOf.join(u' ')}));
    }
    draft.setWhat(u"rates.surcharges"_s);
    draft.say(u"lines"_s, changes.come.size());
    if (!changes.gone.isEmpty()) {
        draft.about(u"carrier"_s, changes.gone.first().carrier);
        draft.say(u"removed"_s, changes.gone.size());
    }
    return countRevision();
}

Result<> RateStore::take(audit::Draft &draft, const QList<BilledParcel> &parcels)
{
    const auto known = readBilled(m_database);
    if (!known)
        return tl::make_unexpected(known.error());
    const QSet<QByteArray> old = [&] {
        QSet<QByteArray> keys;
        for (const BilledParcel &one : *known)
            keys.insert(keyOf(one));
        return keys;
    }();
    qint64 taken = 0;
    for (const BilledParcel &parcel : parcels) {
        if (old.contains(keyOf(parcel)))
            continue;
        ++taken;
        draft.about(u"carrier"_s, parcel.carrier);
        CROSSDOCK_TRY(m_database.execute(u"INSERT INTO billed_parcel (carrier, invoice, tracking, service, date, billed, amount, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                                         "ON CONFLICT (carrier, invoice, tracking) DO UPDATE SET service = excluded.service, date = excluded.date, billed = excluded.billed, "
                                         "amount = excluded.amount, currency = excluded.currency"_s,
                                         {parcel.carrier, parcel.invoice, parcel.tracking, parcel.service, dateText(parcel.date),
                                          store::orNull(parcel.billed ? std::optional(parcel.billed->nanograms()) : std::nullopt), parcel.total.amount, parcel.total.currency}));
    }
    if (taken == 0)
        return {};
    draft.setWhat(u"rates.invoices"_s);
    draft.say(u"parcels"_s, taken);
    return countRevision();
}

Result<> RateStore::keep(audit::Draft &draft, const KeptQuote &quote)
{
    const auto known = m_database.first(u"SELECT service, zone, ship_date, billable, amount, currency FROM kept_quote WHERE carrier = ? AND tracking = ?"_s, {quote.carrier, quote.tracking},
                                        [&](const store::Row &row) {
                                            KeptQuote kept{quote.tracking, quote.carrier, row.text(0), row.text(1), dateFrom(row.text(2)), {}, {row.number(4), row.text(5)}};
                                            if (!row.isNull(3))
                                                kept.billable = Weight(row.number(3));
                                            return kept;
                                        });
    if (!known)
        return tl::make_unexpected(known.error());
    if (*known && **known == quote)
        return {};
    if (*known)
        return fail(Error::Code::AlreadyExists, quote.tracking, u"%1 %2 is kept for it"_s.arg(toDecimal((*known)->total), (*known)->total.currency));
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO kept_quote (carrier, tracking, service, zone, ship_date, billable, amount, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                     {quote.carrier, quote.tracking, quote.service, quote.zone, dateText(quote.shipDate),
                                      store::orNull(quote.billable ? std::optional(quote.billable->nanograms()) : std::nullopt), quote.total.amount, quote.total.currency}));
    draft.setWhat(u"rates.kept"_s);
    draft.about(u"carrier"_s, quote.carrier);
    draft.say(u"tracking"_s, quote.tracking);
    draft.say(u"service"_s, quote.service);
    draft.say(u"quoted"_s, quote.total.amount);
    return countRevision();
}

Result<qint64> rateRevision(store::Database &database)
{
    return database.first(u"SELECT value FROM counter WHERE name = 'rates'"_s, {}, [](const store::Row &row) { return row.number(0); })
        .map([](const std::optional<qint64> &value) { return value.value_or(0); });
}

Result<QList<PriceList>> readPriceLists(store::Database &database)
{
    QMap<qint64, PriceList> lists;
    CROSSDOCK_TRY(database.each(u"SELECT id, carrier, service, price_type, effective_from, currency FROM price_list"_s, {}, [&](const store::Row &row) {
        lists.insert(row.number(0), {.carrier = row.text(1), .service = row.text(2), .priceType = row.text(3), .effectiveFrom = dateFrom(row.text(4)),
                                     .currency = row.text(5), .cells = {}});
    }));
    CROSSDOCK_TRY(database.each(u"SELECT list_id, zone, up_to, begins, unit, price, growth, step, least FROM price_cell"_s, {},
                                [&](const store::Row &row) { lists[row.number(0)].cells.append(readCell(row, 1)); }));
    return lists.values();
}

Result<QList<ZoneChart>> readZoneCharts(store::Database &database)
{
    QMap<QStringList, ZoneChart> charts;
    CROSSDOCK_TRY(database.each(u"SELECT carrier, effective_from, service, origin, zones FROM zone_row"_s, {}, [&](const store::Row &row) {
        ZoneChart &chart = charts[{row.text(0), row.text(1), row.text(2)}];
        chart.carrier = row.text(0);
        chart.effectiveFrom = dateFrom(row.text(1));
        chart.service = row.text(2);
        chart.zones.insert(row.text(3), zonesFrom(row.text(4)));
    }));
    return charts.values();
}

Result<QList<Surcharge>> readSurcharges(store::Database &database)
{
    return database.select(u"SELECT carrier, kind, effective_from, effective_until, service, price_type, zone_from, zone_to, zip_from, zip_to, amount, currency, basis_points, share_of "
                           "FROM surcharge"_s, {}, readSurcharge);
}

Result<QList<BilledParcel>> readBilled(store::Database &database)
{
    return database.select(u"SELECT carrier, invoice, tracking, service, date, billed, amount, currency FROM billed_parcel"_s, {}, [](const store::Row &row) {
        BilledParcel parcel{row.text(0), row.text(1), row.text(2), row.text(3), dateFrom(row.text(4)), {}, {row.number(6), row.text(7)}};
        if (!row.isNull(5))
            parcel.billed = Weight(row.number(5));
        return parcel;
    });
}

Result<QList<Deviation>> readDeviations(store::Database &database)
{
    constexpr qint64 all = 10'000; // basis points
    return database.select(u"SELECT kept.carrier, kept.service, kept.zone, kept.amount, SUM(billed.amount) FROM kept_quote AS kept JOIN billed_parcel AS billed "
                           "ON billed.carrier = kept.carrier AND billed.tracking = kept.tracking AND billed.currency = kept.currency WHERE kept.amount > 0 "
                           "GROUP BY kept.carrier, kept.tracking, kept.service, kept.zone, kept.amount ORDER BY kept.carrier, kept.tracking"_s,
                           {}, [](const store::Row &row) { return Deviation{row.text(0), row.text(1), row.text(2), (row.number(4) - row.number(3)) * all / row.number(3)}; });
}

} // namespace crossdock::rates
