#include "core/inventory/parcels/parcel_rows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using fulfilment::Parcel;
using fulfilment::PlannedParcel;

constexpr std::array stateTexts = {u"planned", u"handing over", u"at node", u"partly sent", u"sent", u"delivered", u"lost", u"refused", u"cancelling", u"cancelled"};

Parcel::State stateFrom(const QString &text)
{
    for (size_t i = 0; i < stateTexts.size(); ++i) {
        if (text == QStringView(stateTexts[i]))
            return static_cast<Parcel::State>(i);
    }
    Q_UNREACHABLE();
}

QString partsText(const std::vector<routing::Part> &parts)
{
    QJsonArray list;
    for (const routing::Part &part : parts)
        list.append(QJsonObject{{u"name"_s, part.name}, {u"amount"_s, part.amount}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

std::vector<routing::Part> partsFrom(const QString &text)
{
    std::vector<routing::Part> parts;
    for (const QJsonValue part : QJsonDocument::fromJson(text.toUtf8()).array())
        parts.push_back({part[u"name"_s].toString(), part[u"amount"_s].toInteger()});
    return parts;
}

/// What a plan's figures stand on; what there is nothing to say of is left out.
QString basisText(const PlannedParcel &plan)
{
    QJsonObject json;
    for (auto [key, text] : {std::pair("carbon"_L1, &plan.basis.carbon), {"late"_L1, &plan.basis.late}, {"price"_L1, &plan.basis.price}, {"choice"_L1, &plan.basis.choice}})
        if (!text->isEmpty())
            json[key] = *text;
    if (plan.carbonG)
        json["carbon_g"_L1] = *plan.carbonG;
    if (plan.pricing)
        json["pricing"_L1] = nameOf(*plan.pricing);
    if (plan.quoted)
        json["quoted"_L1] = QJsonObject{{u"amount"_s, plan.quoted->amount}, {u"currency"_s, plan.quoted->currency}};
    return json.isEmpty() ? u""_s : QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

void readBasis(const QString &text, PlannedParcel &plan)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    plan.basis = {json["carbon"_L1].toString(), json["late"_L1].toString(), json["price"_L1].toString(), json["choice"_L1].toString()};
    plan.pricing = fulfilment::pricingFrom(json["pricing"_L1].toString());
    if (const QJsonObject quoted = json["quoted"_L1].toObject(); !quoted.isEmpty())
        plan.quoted = Money{quoted["amount"_L1].toInteger(), quoted["currency"_L1].toString()};
    if (json.contains("carbon_g"_L1))
        plan.carbonG = json["carbon_g"_L1].toInteger();
}

QString dateText(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate) : u""_s;
}

std::optional<QDate> dateFrom(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(QDate::fromString(text, Qt::ISODate));
}

QVariant timeValue(const std::optional<Time> &time)
{
    return time ? QVariant(toMs(*time)) : QVariant(QMetaType(QMetaType::LongLong));
}

std::optional<Time> timeFrom(const store::Row &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional(fromMs(row.number(column)));
}

ParcelRow readRow(const store::Row &row)
{
    ParcelRow read;
    Parcel &parcel = read.parcel;
    PlannedParcel &plan = parcel.plan;
    parcel.id = row.number(0);
    read.sale = row.number(1);
    read.node = row.number(2);
    parcel.order = {*ChannelId::parse(row.text(3)), row.text(4)};
    plan.node = *NodeId::parse(row.text(5));
    read.isOwn = row.text(6) == u"warehouse";
    parcel.state = stateFrom(row.text(7));
    plan.cost = {row.number(8), row.text(9)};
    plan.parts = partsFrom(row.text(10));
    plan.isPinned = row.flag(11);
    plan.why = row.text(12);
    plan.service = row.text(13);
    plan.shipsOn = dateFrom(row.text(14)).value_or(QDate());
    plan.promisedBy = dateFrom(row.text(15));
    if (!row.isNull(16))
        plan.percentInTime = static_cast<int>(row.number(16));
    parcel.plannedAt = fromMs(row.number(17));
    parcel.changedAt = fromMs(row.number(18));
    parcel.ref = {row.text(19), row.text(20)};
    parcel.words = row.text(21);
    parcel.carrier = row.text(22);
    parcel.tracking = row.text(23);
    parcel.trackingUrl = row.text(24);
    if (!row.isNull(25))
        parcel.billed = Money{row.number(25), row.text(26)};
    parcel.handedAt = timeFrom(row, 27);
    parcel.sentAt = timeFrom(row, 28);
    readBasis(row.text(29), plan);
    parcel.isUnseen = row.flag(30);
    return read;
}

} // namespace

QString stateText(Parcel::State state)
{
    return QString::fromUtf16(stateTexts.at(static_cast<size_t>(state)));
}

Result<QList<ParcelRow>> readParcels(store::Database &database, const QString &where, const QVariantList &values)
{
    auto rows = database.select(u"SELECT p.id, p.sale_id, p.node_id, c.name, s.number, n.name, n.kind, p.state, p.cost, p.currency, p.parts, p.is_pinned, p.why, p.service, p.ships_on, p.promised_by, "
                                "p.in_time, p.planned_at, p.changed_at, p.node_key, p.node_order, p.words, p.carrier, p.tracking, p.url, p.billed, p.billed_currency, p.handed_at, p.sent_at, p.basis, CASE WHEN p.look LIKE '%\"unseen\":true%' THEN 1 ELSE 0 END "
                                "FROM parcel p JOIN sale s ON s.id = p.sale_id JOIN channel c ON c.id = s.channel_id JOIN node n ON n.id = p.node_id WHERE "_s
                                    + where,
                                values, readRow);
    if (!rows)
        return rows;
    for (ParcelRow &row : *rows)
        CROSSDOCK_TRY(database.each(u"SELECT x.line_id, x.quantity, x.shipped, l.line, COALESCE(k.code, '') FROM parcel_line x JOIN sale_line l ON l.id = x.line_id LEFT JOIN sku k ON k.id = l.sku_id "
                                    "WHERE x.parcel_id = ? ORDER BY x.line_id"_s,
                                    {row.parcel.id}, [&](const store::Row &line) {
                                        row.lines.append({line.number(0), line.number(1), line.number(2)});
                                        row.parcel.plan.lines.append({line.text(3), Sku::parse(line.text(4)).value_or(Sku()), line.number(1), line.number(2)});
                                    }));
    return rows;
}

Result<QList<Parcel>> parcelsOf(store::Database &database, qint64 sale)
{
    return readParcels(database, u"p.sale_id = ? ORDER BY p.id"_s, {sale}).map([](const QList<ParcelRow> &rows) {
        QList<Parcel> parcels;
        for (const ParcelRow &row : rows)
            parcels.append(row.parcel);
        return parcels;
    });
}

Quantity unitsTaken(const QList<ParcelRow> &rows, qint64 line, qint64 node)
{
    Quantity units = 0;
    for (const ParcelRow &row : rows)
        for (const ParcelRow::Line &one : row.lines)
            units += row.parcel.mayBeTaken() && row.node == node && one.id == line ? std::max<Quantity>(0, one.quantity - one.shipped) : 0;
    return units;
}

Quantity unitsToPlan(Quantity reserved, Quantity picked, Quantity taken)
{
    return std::max<Quantity>(0, reserved - std::max<Quantity>(0, taken - picked));
}

QSet<qint64> notBegun(const QList<ParcelRow> &rows, const PickedUnits &picked)
{
    PickedUnits spoken; // for the parcels before
    QSet<qint64> ids;
    for (const ParcelRow &row : rows) {
        if (!row.parcel.canBePlanned())
            continue;
        bool isBegun = false;
        for (const ParcelRow::Line &line : row.lines) {
            const QPair<qint64, qint64> key{line.id, row.node};
            if (!spoken.contains(key))
                spoken[key] = unitsTaken(rows, line.id, row.node);
            isBegun = isBegun || picked.value(key) > spoken[key];
            spoken[key] += line.quantity;
        }
        if (!isBegun)
            ids.insert(row.parcel.id);
    }
    return ids;
}

Result<qint64> addParcel(store::Database &database, qint64 sale, qint64 node, const PlannedParcel &plan, Time at)
{
    return database.insert(u"INSERT INTO parcel (sale_id, node_id, state, cost, currency, parts, is_pinned, why, service, ships_on, promised_by, in_time, planned_at, changed_at, basis) "
                           "VALUES (?, ?, 'planned', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"_s,
                           {sale, node, plan.cost.amount, plan.cost.currency, partsText(plan.parts), plan.isPinned ? 1 : 0, plan.why, plan.service,
                            dateText(plan.shipsOn.isValid() ? std::optional(plan.shipsOn) : std::nullopt), dateText(plan.promisedBy),
                            plan.percentInTime ? QVariant(qint64(*plan.percentInTime)) : QVariant(QMetaType(QMetaType::LongLong)), toMs(at), toMs(at), basisText(plan)});
}

Result<> saveParcel(store::Database &database, const ParcelRow &row, Time at)
{
    const Parcel &parcel = row.parcel;
    for (const ParcelRow::Line &line : row.lines) {
        const auto saved = line.quantity > 0 ? database.execute(u"UPDATE parcel_line SET quantity = ?, shipped = ? WHERE parcel_id = ? AND line_id = ?"_s, {line.quantity, line.shipped, parcel.id, line.id})
                                             : database.execute(u"DELETE FROM parcel_line WHERE parcel_id = ? AND line_id = ?"_s, {parcel.id, line.id});
        if (!saved)
            return tl::make_unexpected(saved.error());
    }
    return database
        .execute(u"UPDATE parcel SET state = ?, node_key = ?, node_order = ?, words = ?, carrier = ?, tracking = ?, url = ?, billed = ?, billed_currency = ?, handed_at = ?, sent_at = ?, changed_at = ? WHERE id = ?"_s,
                 {stateText(parcel.state), parcel.ref.key, parcel.ref.id, parcel.words, parcel.carrier, parcel.tracking, parcel.trackingUrl,
                  parcel.billed ? QVariant(parcel.billed->amount) : QVariant(QMetaType(QMetaType::LongLong)), parcel.billed ? parcel.billed->currency : u""_s, timeValue(parcel.handedAt), timeValue(parcel.sentAt),
                  toMs(at), parcel.id})
        .map([](qint64) {});
}

} // namespace crossdock::parcels
