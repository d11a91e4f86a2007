#include "core/inventory/fulfilment/node_status_json.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

QJsonValue timeValue(const std::optional<Time> &time)
{
    return time ? QJsonValue(toMs(*time)) : QJsonValue();
}

std::optional<Time> timeFrom(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(fromMs(value.toInteger())) : std::nullopt;
}

QJsonValue moneyValue(const std::optional<Money> &money)
{
    return money ? QJsonValue(QJsonObject{{u"amount"_s, money->amount}, {u"currency"_s, money->currency}}) : QJsonValue();
}

std::optional<Money> moneyFrom(const QJsonValue &value)
{
    return value.isObject() ? std::optional(Money{value[u"amount"_s].toInteger(), value[u"currency"_s].toString()}) : std::nullopt;
}

QJsonObject toJson(const NodeUnits &units)
{
    return {{u"line"_s, units.line}, {u"sku"_s, units.sku}, {u"quantity"_s, units.quantity}};
}

NodeUnits unitsFrom(const QJsonValue &json)
{
    return {json[u"line"_s].toString(), json[u"sku"_s].toString(), json[u"quantity"_s].toInteger()};
}

QJsonObject toJson(const NodeParcel &parcel)
{
    QJsonArray units;
    for (const NodeUnits &one : parcel.units)
        units.append(toJson(one));
    return {{u"id"_s, parcel.id},
            {u"state"_s, static_cast<int>(parcel.state)},
            {u"words"_s, parcel.words},
            {u"carrier"_s, parcel.carrier},
            {u"service"_s, parcel.service},
            {u"tracking"_s, parcel.tracking},
            {u"url"_s, parcel.trackingUrl},
            {u"place"_s, parcel.place},
            {u"units"_s, units},
            {u"sent"_s, timeValue(parcel.sentAt)},
            {u"expected"_s, timeValue(parcel.expectedAt)},
            {u"delivered"_s, timeValue(parcel.deliveredAt)},
            {u"billed"_s, moneyValue(parcel.billed)}};
}

NodeParcel parcelFrom(const QJsonValue &json)
{
    NodeParcel parcel;
    parcel.id = json[u"id"_s].toString();
    parcel.state = static_cast<NodeParcel::State>(json[u"state"_s].toInt());
    parcel.words = json[u"words"_s].toString();
    parcel.carrier = json[u"carrier"_s].toString();
    parcel.service = json[u"service"_s].toString();
    parcel.tracking = json[u"tracking"_s].toString();
    parcel.trackingUrl = json[u"url"_s].toString();
    parcel.place = json[u"place"_s].toString();
    for (const QJsonValue one : json[u"units"_s].toArray())
        parcel.units.append(unitsFrom(one));
    parcel.sentAt = timeFrom(json[u"sent"_s]);
    parcel.expectedAt = timeFrom(json[u"expected"_s]);
    parcel.deliveredAt = timeFrom(json[u"delivered"_s]);
    parcel.billed = moneyFrom(json[u"billed"_s]);
    return parcel;
}

} // namespace

QJsonObject toJson(const NodeStatus &status)
{
    QJsonArray lines, parcels;
    for (const NodeStatus::Line &line : status.lines) {
        QJsonObject json = toJson(line.ordered);
        json[u"cancelled"_s] = line.cancelled;
        json[u"lost"_s] = line.lost;
        lines.append(json);
    }
    for (const NodeParcel &parcel : status.parcels)
        parcels.append(toJson(parcel));
    return {{u"key"_s, status.ref.key},
            {u"id"_s, status.ref.id},
            {u"state"_s, static_cast<int>(status.state)},
            {u"words"_s, status.words},
            {u"place"_s, status.place},
            {u"received"_s, timeValue(status.receivedAt)},
            {u"changed"_s, timeValue(status.changedAt)},
            {u"lines"_s, lines},
            {u"parcels"_s, parcels},
            {u"cost"_s, moneyValue(status.expectedCost)}};
}

NodeStatus nodeStatusFrom(const QJsonObject &json)
{
    NodeStatus status;
    status.ref = {json[u"key"_s].toString(), json[u"id"_s].toString()};
    status.state = static_cast<NodeStatus::State>(json[u"state"_s].toInt());
    status.words = json[u"words"_s].toString();
    status.place = json[u"place"_s].toString();
    status.receivedAt = timeFrom(json[u"received"_s]);
    status.changedAt = timeFrom(json[u"changed"_s]);
    for (const QJsonValue line : json[u"lines"_s].toArray())
        status.lines.append({unitsFrom(line), line[u"cancelled"_s].toInteger(), line[u"lost"_s].toInteger()});
    for (const QJsonValue parcel : json[u"parcels"_s].toArray())
        status.parcels.append(parcelFrom(parcel));
    status.expectedCost = moneyFrom(json[u"cost"_s]);
    return status;
}

} // namespace crossdock::fulfilment
