#include "core/inventory/fulfilment/labels/label_rows.h"

#include "core/inventory/audit/privacy.h"
#include "core/inventory/store/conditions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::labels {
namespace {

QString selectSql(const QString &where)
{
    return u"SELECT l.id, c.name, s.number, n.name, l.box, l.weight, l.length, l.width, l.height, l.units, l.verified_by, l.account, l.carrier, l.service, l.offer, "
           "l.reference, l.carrier_id, l.tracking, l.quoted, l.currency, l.cost, l.cost_currency, l.ship_date, l.format, l.has_document, l.state, l.words, "
           "l.attempts, l.prints, l.wanted_at, l.asked_at, l.bought_at, l.printed_at, l.void_until, l.progress, l.progress_at, l.sale_id, l.zone, l.billable, l.promised_by, "
           "l.expected_by, l.tries, l.delayed_at, l.options, COALESCE(r.number, '') "
           "FROM label l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id JOIN node n ON n.id = l.node_id LEFT JOIN sale_return r ON r.id = l.return_id WHERE "_s
        + where;
}

QList<Unit> unitsFrom(const QString &text)
{
    QList<Unit> units;
    for (const QJsonValue one : QJsonDocument::fromJson(text.toUtf8()).array())
        units.append({*Sku::parse(one[u"sku"_s].toString()), one[u"quantity"_s].toInteger()});
    return units;
}

Record readRecord(const store::Row &row)
{
    Record record;
    Label &label = record.label;
    label.label = row.number(0);
    label.order = {*ChannelId::parse(row.text(1)), row.text(2)};
    label.box = {*NodeId::parse(row.text(3)), static_cast<int>(row.number(4)), rates::Weight(row.number(5)), {}, unitsFrom(row.text(9))};
    if (!row.isNull(6))
        label.box.dimensions = {rates::Length(row.number(6)), rates::Length(row.number(7)), rates::Length(row.number(8))};
    label.verifiedBy = row.text(10);
    label.account = *CarrierId::parse(row.text(11));
    label.carrier = row.text(12);
    label.service = row.text(13);
    label.offer = row.text(14);
    label.reference = row.text(15);
    label.carrierId = row.text(16);
    label.tracking = row.text(17);
    label.quoted = {row.number(18), row.text(19)};
    if (!row.isNull(20))
        label.cost = Money{row.number(20), row.text(21)};
    label.shipDate = QDate::fromString(row.text(22), Qt::ISODate);
    label.format = formatFrom(row.text(23)).value_or(Format::Pdf);
    label.hasDocument = row.flag(24);
    label.state = labelStateFrom(row.text(25));
    label.words = row.text(26);
    label.attempts = static_cast<int>(row.number(27));
    label.prints = static_cast<int>(row.number(28));
    label.wantedAt = fromMs(row.number(29));
    label.askedAt = fromMs(row.number(30));
    label.boughtAt = fromMs(row.number(31));
    label.printedAt = fromMs(row.number(32));
    if (!row.isNull(33))
        label.voidUntil = fromMs(row.number(33));
    label.progress = progressFrom(row.text(34));
    label.progressAt = fromMs(row.number(35));
    record.sale = row.number(36);
    record.zone = row.text(37);
    if (!row.isNull(38))
        record.billable = rates::Weight(row.number(38));
    const auto moment = [&](int column) { return row.number(column) == 0 ? std::nullopt : std::optional(fromMs(row.number(column))); };
    label.promisedBy = moment(39);
    label.expectedBy = moment(40);
    if (row.number(41) >= 0)
        label.tries = static_cast<int>(row.number(41));
    label.delayedAt = fromMs(row.number(42));
    label.options = rates::optionsFrom(row.text(43));
    label.returned = row.text(44);
    return record;
}

/// What is kept of a label under its order's key; nothing: it is not there or cannot be opened here.
Result<std::optional<QByteArray>> opened(store::Database &database, qint64 label, const QString &kind)
{
    const auto record = readLabel(database, label);
    if (!record)
        return tl::make_unexpected(record.error());
    if (database.shopKey() == nullptr)
        return std::optional<QByteArray>();
    return audit::Privacy(database, *database.shopKey()).ofLabel(record->sale, label, kind);
}

} // namespace

Result<Record> readLabel(store::Database &database, qint64 label)
{
    const auto found = database.first(selectSql(u"l.id = ?"_s), {label}, readRecord);
    if (!found)
        return tl::make_unexpected(found.error());
    if (!*found)
        return fail(Error::Code::NotFound, QString::number(label), u"no such label"_s);
    return **found;
}

Result<QList<Label>> readLabels(store::Database &database, const query::Labels &query)
{
    store::Conditions where;
    where.of(query.order);
    if (query.order || query.ofReturns)
        where.add(query.ofReturns ? u"l.return_id > 0"_s : u"l.return_id = 0"_s);
    if (query.label)
        where.add(u"l.id = ?"_s, {*query.label});
    if (query.onlyOpen)
        where.add(u"l.state IN ('wanted', 'unsure', 'refund_asked')"_s);
    if (!query.tracking.isEmpty())
        where.add(u"l.tracking = ?"_s, {query.tracking});
    if (query.onTheRoadAfter)
        where.add(u"(l.state = 'used' OR (l.state = 'bought' AND l.return_id > 0)) AND l.progress NOT IN ('delivered', 'returned') AND l.id > ?"_s, {*query.onTheRoadAfter});
    if (query.lateAt)
        where.add(u"l.return_id = 0 AND l.state IN ('bought', 'used') AND l.progress NOT IN ('delivered', 'returned') AND l.delayed_at = 0 AND l.promised_by > 0 AND l.promised_by < ?"_s, {toMs(*query.lateAt)});
    if (query.onlyOfCancelled)
        where.add(u"l.return_id = 0 AND l.state = 'bought' AND s.state = 'cancelled'"_s);
    where.values << query.limit;
    const QString order = query.onTheRoadAfter ? u" ORDER BY l.id LIMIT ?"_s : u" ORDER BY l.id DESC LIMIT ?"_s;
    return database.select(selectSql(where.text()) + order, where.values, [](const store::Row &row) { return readRecord(row).label; });
}

Result<> save(store::Database &database, const Label &label)
{
    return database
        .execute(u"UPDATE label SET carrier_id = ?, tracking = ?, cost = ?, cost_currency = ?, format = ?, has_document = ?, state = ?, words = ?, attempts = ?, prints = ?, "
                 "asked_at = ?, bought_at = ?, printed_at = ?, void_until = ?, progress = ?, progress_at = ?, promised_by = ?, expected_by = ?, tries = ?, "
                 "delayed_at = ? WHERE id = ?"_s,
                 {label.carrierId, label.tracking, store::orNull(label.cost ? std::optional(label.cost->amount) : std::nullopt), label.cost ? label.cost->currency : QString(), nameOf(label.format),
                  label.hasDocument ? 1 : 0, nameOf(label.state), label.words, label.attempts, label.prints, toMs(label.askedAt), toMs(label.boughtAt), toMs(label.printedAt),
                  store::orNull(label.voidUntil ? std::optional(toMs(*label.voidUntil)) : std::nullopt), nameOf(label.progress), toMs(label.progressAt),
                  toMs(label.promisedBy.value_or(Time{})), toMs(label.expectedBy.value_or(Time{})), label.tries.value_or(-1), toMs(label.delayedAt), label.label})
        .map([](qint64) {});
}

Result<Document> readDocument(store::Database &database, qint64 label)
{
    const auto record = readLabel(database, label);
    const auto bytes = opened(database, label, u"document"_s);
    if (!record || !bytes)
        return tl::make_unexpected(!record ? record.error() : bytes.error());
    if (!record->label.hasDocument)
        return fail(Error::Code::NotAllowed, QString::number(label), (record->label.words.isEmpty() ? u"its carrier has given no document for it yet"_s : record->label.words) + u"; “crossdock label check” asks for it again"_s);
    if (!*bytes)
        return fail(Error::Code::NotAllowed, QString::number(label), u"the buyer's data is destroyed, and the document with it"_s);
    return Document{record->label.format, **bytes, u"Label %1 of %2"_s.arg(QString::number(label), record->label.order.text())};
}

QByteArray toBytes(const QList<TrackEvent> &events)
{
    QJsonArray list;
    for (const TrackEvent &event : events)
        list.append(QJsonObject{{u"at"_s, toMs(event.at)}, {u"progress"_s, nameOf(event.progress)}, {u"words"_s, event.words}, {u"place"_s, event.place}});
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

Result<QList<TrackEvent>> readTrack(store::Database &database, qint64 label)
{
    const auto bytes = opened(database, label, u"way"_s);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    QList<TrackEvent> events;
    for (const QJsonValue one : QJsonDocument::fromJson(bytes->value_or(QByteArray())).array())
        events.append({fromMs(one[u"at"_s].toInteger()), progressFrom(one[u"progress"_s].toString()), one[u"words"_s].toString(), one[u"place"_s].toString()});
    return events;
}

Result<QList<Printer>> readPrinters(store::Database &database)
{
    return database.select(u"SELECT name, kind, address, format FROM printer ORDER BY name"_s, {}, [](const store::Row &row) {
        return Printer{row.text(0), row.text(1) == u"raw" ? Printer::Kind::Raw : Printer::Kind::System, row.text(2), formatFrom(row.text(3)).value_or(Format::Pdf)};
    });
}

Result<QList<Goods>> readGoods(store::Database &database, const QList<Sku> &skus)
{
    QList<Goods> all;
    for (const Sku &sku : skus) {
        const auto known = database.first(u"SELECT COALESCE(g.description, ''), COALESCE(g.hs_code, ''), COALESCE(g.origin, '') FROM sku s LEFT JOIN goods g ON g.sku_id = s.id WHERE s.code = ?"_s, {sku.text()},
                                          [&](const store::Row &row) { return Goods{sku, row.text(0), row.text(1), row.text(2)}; });
        if (!known)
            return tl::make_unexpected(known.error());
        if (!*known)
            return fail(Error::Code::NotFound, sku.text(), u"no such SKU"_s);
        all.append(**known);
    }
    return all;
}

QJsonArray toJson(const QList<Unit> &units)
{
    QJsonArray list;
    for (const Unit &unit : units)
        list.append(QJsonObject{{u"sku"_s, unit.sku.text()}, {u"quantity"_s, unit.quantity}});
    return list;
}

} // namespace crossdock::labels
