#include "core/inventory/orders/shipments.h"

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

Shipment::State stateOf(const QString &name)
{
    return name == u"told" ? Shipment::State::Told : name == u"refused" ? Shipment::State::Refused : Shipment::State::Waiting;
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

} // namespace

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
        {sale.id, sale.id, toMs(draft.at()), brandOf(carrier), tracking.section(u',', 0, 0).trimmed(), textOf(lines), isLast ? 1 : 0, draft.number()}));
    draft.emitLater(event::ShipmentWaits{sale.order.channel});
    return {};
}

Result<> Shipments::record(audit::Draft &draft, const command::RecordShipmentTold &answer)
{
    const auto known = m_database.first(u"SELECT s.id, c.name, s.number, p.number, p.state FROM shipment p JOIN sale s ON s.id = p.sale_id JOIN channel c ON c.id = s.channel_id WHERE p.id = ?"_s,
                                        {answer.shipment}, [](const store::Row &row) {
                                            return std::tuple(row.number(0), OrderId{*ChannelId::parse(row.text(1)), row.text(2)}, row.number(3), row.text(4));
                                        });
    if (!known)
        return tl::make_unexpected(known.error());
    if (!*known)
        return fail(Error::Code::NotFound, u"shipment %1"_s.arg(answer.shipment));
    const auto &[sale, order, number, state] = **known;
    if (state != u"waiting")
        return {}; // answered twice
    draft.setWhat(answer.isTold ? u"shipment.told"_s : u"shipment.refused"_s);
    draft.about(order);
    draft.about(order.channel);
    draft.say(u"parcel"_s, number);
    draft.say(u"words"_s, answer.words);
    draft.touchSale(sale);
    return m_database.execute(u"UPDATE shipment SET state = ?, words = ? WHERE id = ?"_s, {answer.isTold ? u"told"_s : u"refused"_s, answer.words, answer.shipment}).map([](qint64) {});
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
        return fail(Error::Code::NotFound, sale.order.text(), u"it has no parcel %1"_s.arg(command.parcel));
    draft.setWhat(u"shipment.correct"_s);
    draft.about(sale.order);
    draft.about(sale.order.channel);
    draft.say(u"parcel"_s, meant->parcel.number);
    const QString carrier = command.carrier.isEmpty() ? meant->parcel.carrier : brandOf(command.carrier), tracking = command.tracking.isEmpty() ? meant->parcel.tracking : command.tracking;
    if (carrier != meant->parcel.carrier)
        draft.changed(u"carrier"_s, meant->parcel.carrier, carrier);
    if (tracking != meant->parcel.tracking)
        draft.changed(u"tracking"_s, meant->parcel.tracking, tracking);
    draft.touchSale(sale.id);
    draft.emitLater(event::ShipmentWaits{sale.order.channel});
    return m_database.execute(u"UPDATE shipment SET state = 'waiting', words = '', carrier = ?, tracking = ? WHERE id = ?"_s, {carrier, tracking, meant->id}).map([](qint64) {});
}

Result<QList<Shipment>> readShipments(store::Database &database, const query::Shipments &query)
{
    QString where = u"1 = 1"_s;
    QVariantList values;
    if (query.channel) {
        where += u" AND c.name = ?"_s;
        values.append(query.channel->text());
    }
    if (query.order) {
        where += u" AND c.name = ? AND s.number = ?"_s;
        values << query.order->channel.text() << query.order->number;
    }
    if (query.onlyWaiting)
        where += u" AND p.state = 'waiting'"_s;
    values.append(query.limit);
    return database.select(u"SELECT p.id, c.name, s.number, p.number, p.lines, p.carrier, p.tracking, p.at, p.is_last, p.state, p.words FROM shipment p "
                           "JOIN sale s ON s.id = p.sale_id JOIN channel c ON c.id = s.channel_id WHERE "_s + where + u" ORDER BY p.id LIMIT ?"_s,
                           values, [](const store::Row &row) {
                               const OrderId order{*ChannelId::parse(row.text(1)), row.text(2)};
                               return Shipment{row.number(0), order,
                                               {order.number, static_cast<int>(row.number(3)), linesFrom(row.text(4)), row.text(5), row.text(6), fromMs(row.number(7)), row.flag(8)},
                                               stateOf(row.text(9)), row.text(10)};
                           });
}

} // namespace crossdock::orders
