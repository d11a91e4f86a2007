#include "core/inventory/orders/shipments.h"

#include "core/inventory/store/conditions.h"
#include "core/inventory/values/brand.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {
namespace {

QString textOf(const QList<channels::ParcelSent::Line> &lines)
{
    QJsonArray array;
    for (const channels::ParcelSent::Line &line : lines)
        array.append(QJsonObject{{u"line"_s, line.id}, {u"quantity"_s, line.quantity}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<channels::ParcelSent::Line> linesFrom(const QString &text)
{
    QList<channels::ParcelSent::Line> lines;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &line : array)
        lines.append({line[u"line"_s].toString(), line[u"quantity"_s].toInteger()});
    return lines;
}

QString textOf(const QStringList &texts)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

QStringList textsFrom(const QString &text)
{
    QStringList texts;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &one : array)
        texts.append(one.toString());
    return texts;
}

QList<channels::ParcelSent::Line> gone(const QList<SaleLine> &before, const QList<SaleLine> &after)
{
    QList<channels::ParcelSent::Line> lines;
    for (const SaleLine &line : after) {
        const auto old = std::find_if(before.begin(), before.end(), [&](const SaleLine &one) { return one.id == line.id; });
        const Quantity units = line.shipped - (old == before.end() ? 0 : old->shipped);
        if (units > 0)
            lines.append({line.line, units});
    }
    return lines;
}

/// "T1, T2, T3": the numbers of `after` where those of `before` stood.
QString replaced(const QString &all, const QString &before, const QString &after)
{
    QStringList numbers = channels::trackingNumbers(all);
    qsizetype place = numbers.size();
    for (const QString &number : channels::trackingNumbers(before)) {
        const qsizetype at = numbers.indexOf(number);
        if (at < 0)
            continue;
        numbers.removeAt(at);
        place = std::min(at, place);
    }
    place = std::min(place, numbers.size());
    return QStringList(numbers.first(place) + channels::trackingNumbers(after) + numbers.sliced(place)).join(u", "_s);
}

Result<QList<Shipment>> readRows(store::Database &database, const QString &where, const QVariantList &values)
{
    return database.select(u"SELECT p.id, c.name, s.number, p.number, p.lines, p.carrier, p.tracking, p.at, p.is_last, p.state, p.words, p.former, p.told, s.created_at FROM shipment p "
                           "JOIN sale s ON s.id = p.sale_id JOIN channel c ON c.id = s.channel_id WHERE "_s + where,
                           values, [](const store::Row &row) {
                               const OrderId order{*ChannelId::parse(row.text(1)), row.text(2)};
                               return Shipment{row.number(0), order,
                                               {order.number, static_cast<int>(row.number(3)), linesFrom(row.text(4)), row.text(5), row.text(6), fromMs(row.number(7)), row.flag(8),
                                                textsFrom(row.text(11)), {}, fromMs(row.number(13))},
                                               stateOf(row.text(9)), row.text(10), static_cast<int>(row.number(12))};
                           });
}

/// The other parcels of its order that its channel was told of.
Result<> fillOthers(store::Database &database, Shipment &shipment)
{
    const auto all = readRows(database, u"c.name = ? AND s.number = ? AND p.id <> ? AND p.told > 0 ORDER BY p.id"_s, {shipment.order.channel.text(), shipment.order.number, shipment.id});
    if (!all)
        return tl::make_unexpected(all.error());
    for (const Shipment &other : *all)
        shipment.parcel.others.append({other.parcel.lines, *other.toldTracking()});
    return {};
}

} // namespace

Shipment::State stateOf(const QString &name)
{
    return name == u"told" ? Shipment::State::Told : name == u"refused" ? Shipment::State::Refused : Shipment::State::Waiting;
}

QString nameOf(Shipment::State state)
{
    switch (state) {
    case Shipment::State::Waiting: return u"waiting"_s;
    case Shipment::State::Told: return u"told"_s;
    case Shipment::State::Refused: return u"refused"_s;
    }
    Q_UNREACHABLE();
}

Result<> Shipments::note(audit::Draft &draft, const Sale &sale, const QList<SaleLine> &before, const QList<SaleLine> &after, const QString &carrier, const QString &tracking)
{
    const QList<channels::ParcelSent::Line> lines = gone(before, after);
    if (sale.isByChannel || lines.isEmpty())
        return {};
    const bool isLast = std::all_of(after.begin(), after.end(), [](const SaleLine &line) { return line.shipped >= line.quantity; });
    CROSSDOCK_TRY(m_database.execute(
        u"INSERT INTO shipment (sale_id, number, at, carrier, tracking, lines, is_last, state, words, entry) "
        "VALUES (?, (SELECT COALESCE(MAX(number), 0) + 1 FROM shipment WHERE sale_id = ?), ?, ?, ?, ?, ?, 'waiting', '', ?)"_s,
        {sale.id, sale.id, toMs(draft.at()), brandOf(carrier), tracking.trimmed(), textOf(lines), isLast ? 1 : 0, draft.number()}));
    draft.emitLater(event::TellingWaits{sale.order.channel});
    return {};
}

Result<> Shipments::record(audit::Draft &draft, const command::RecordShipmentTold &answer)
{
    const auto known = readRows(m_database, u"p.id = ?"_s, {answer.shipment});
    if (!known)
        return tl::make_unexpected(known.error());
    if (known->isEmpty())
        return fail(Error::Code::NotFound, u"shipment %1"_s.arg(answer.shipment));
    const Shipment &shipment = known->first();
    const bool isLate = answer.wish < shipment.wish();
    // Answered twice, or an older wish refused: a newer one is on its way.
    if (isLate ? !answer.isTold || answer.wish <= shipment.told : shipment.state != Shipment::State::Waiting)
        return {};
    const auto sale = m_database.first(u"SELECT sale_id FROM shipment WHERE id = ?"_s, {shipment.id}, [](const store::Row &row) { return row.number(0); });
    if (!sale)
        return tl::make_unexpected(sale.error());
    draft.setWhat(answer.isTold ? u"shipment.told"_s : u"shipment.refused"_s);
    draft.about(shipment.order);
    draft.about(shipment.order.channel);
    draft.say(u"parcel"_s, shipment.parcel.number);
    draft.say(u"tracking"_s, isLate ? shipment.parcel.formerTracking.at(answer.wish - 1) : shipment.parcel.tracking);
    draft.say(u"words"_s, answer.words);
    draft.touchSale(**sale);
    const Shipment::State state = isLate ? shipment.state : answer.isTold ? Shipment::State::Told : Shipment::State::Refused;
    return m_database.execute(u"UPDATE shipment SET state = ?, words = ?, told = ? WHERE id = ?"_s,
                              {nameOf(state), isLate ? shipment.words : answer.words, answer.isTold ? answer.wish : shipment.told, shipment.id}).map([](qint64) {});
}

Result<> Shipments::correct(audit::Draft &draft, const command::CorrectShipment &command, const Sale &sale)
{
    const auto known = readShipments(m_database, query::Shipments{.channel = {}, .order = sale.order, .onlyWaiting = false});
    if (!known)
        return tl::make_unexpected(known.error());
    if (known->isEmpty())
        return fail(Error::Code::NotAllowed, sale.order.text(), u"no parcel of it has left"_s);
    const auto meant = command.parcel == 0 ? std::prev(known->end()) : std::find_if(known->begin(), known->end(), [&](const Shipment &one) { return one.parcel.number == command.parcel; });
    if (meant == known->end())
        return fail(Error::Code::NotFound, u"parcel %1 of %2"_s.arg(QString::number(command.parcel), sale.order.text()));
    draft.setWhat(u"shipment.correct"_s);
    draft.about(sale.order);
    draft.about(sale.order.channel);
    draft.say(u"parcel"_s, meant->parcel.number);
    const QString carrier = command.carrier.isEmpty() ? meant->parcel.carrier : brandOf(command.carrier), tracking = command.tracking.isEmpty() ? meant->parcel.tracking : command.tracking;
    if (carrier != meant->parcel.carrier)
        draft.changed(u"carrier"_s, meant->parcel.carrier, carrier);
    if (tracking != meant->parcel.tracking)
        draft.changed(u"tracking"_s, meant->parcel.tracking, tracking);
    return change(draft, sale, *meant, carrier, tracking);
}

Result<> Shipments::renumber(audit::Draft &draft, const Sale &sale, const QString &before, const QString &carrier, const QString &tracking)
{
    const auto known = readShipments(m_database, query::Shipments{.channel = {}, .order = sale.order, .onlyWaiting = false});
    if (!known)
        return tl::make_unexpected(known.error());
    const auto meant = std::find_if(known->begin(), known->end(), [&](const Shipment &one) {
        const QStringList numbers = channels::trackingNumbers(one.parcel.tracking);
        return before.isEmpty() ? numbers.isEmpty() : numbers.contains(before);
    });
    if (meant == known->end())
        return {};
    return change(draft, sale, *meant, carrier.isEmpty() ? meant->parcel.carrier : carrier, replaced(meant->parcel.tracking, before, tracking));
}

/// The channel is told again, and the order shows it.
Result<> Shipments::change(audit::Draft &draft, const Sale &sale, const Shipment &shipment, const QString &carrier, const QString &tracking)
{
    draft.touchSale(sale.id);
    draft.emitLater(event::TellingWaits{sale.order.channel});
    QStringList former = shipment.parcel.formerTracking;
    if (carrier != shipment.parcel.carrier || tracking != shipment.parcel.tracking)
        former.append(shipment.parcel.tracking);
    CROSSDOCK_TRY(replaceInSale(sale, shipment.parcel.tracking, tracking));
    return m_database.execute(u"UPDATE shipment SET state = 'waiting', words = '', carrier = ?, tracking = ?, former = ? WHERE id = ?"_s, {carrier, tracking, textOf(former), shipment.id}).map([](qint64) {});
}

Result<> Shipments::replaceInSale(const Sale &sale, const QString &before, const QString &after)
{
    const auto shown = m_database.first(u"SELECT tracking FROM sale WHERE id = ?"_s, {sale.id}, [](const store::Row &row) { return row.text(0); });
    if (!shown || before == after)
        return shown.map([](const std::optional<QString> &) {});
    return m_database.execute(u"UPDATE sale SET tracking = ? WHERE id = ?"_s, {replaced(shown->value_or(QString()), before, after), sale.id}).map([](qint64) {});
}

Result<QList<Shipment>> readShipments(store::Database &database, const query::Shipments &query)
{
    store::Conditions where;
    where.of(query.channel);
    where.of(query.order);
    if (query.onlyWaiting)
        where.add(u"p.state = 'waiting'"_s);
    where.values << query.limit;
    auto shipments = readRows(database, where.text() + u" ORDER BY p.id LIMIT ?"_s, where.values);
    if (!shipments || !query.onlyWaiting)
        return shipments;
    for (Shipment &shipment : *shipments)
        CROSSDOCK_TRY(fillOthers(database, shipment));
    return shipments;
}

} // namespace crossdock::orders
