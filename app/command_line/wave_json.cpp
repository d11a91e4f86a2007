#include "app/command_line/json.h"

using namespace Qt::Literals::StringLiterals;

/// Waves and parcels as the command line answers them. Money in minor units of the wave's currency.
namespace crossdock::app {
namespace {

using namespace fulfilment;

QJsonValue toJson(const std::optional<QDate> &day)
{
    return day && day->isValid() ? QJsonValue(day->toString(Qt::ISODate)) : QJsonValue();
}

template <class T>
QJsonValue orNull(const std::optional<T> &number)
{
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QJsonArray namesOf(const QList<NodeId> &nodes)
{
    QJsonArray names;
    for (const NodeId &node : nodes)
        names.append(node.text());
    return names;
}

QJsonArray namesOf(const QList<OrderId> &orders)
{
    QJsonArray names;
    for (const OrderId &order : orders)
        names.append(order.text());
    return names;
}

QJsonObject toJson(const WavePlan &plan)
{
    QJsonArray waiting;
    for (const WaitingUnits &units : plan.waiting)
        waiting.append(QJsonObject{{u"line"_s, units.line}, {u"sku"_s, units.sku.text()}, {u"units"_s, units.units}, {u"reason"_s, units.reason}});
    return {{u"cost"_s, plan.cost}, {u"wait"_s, plan.wait}, {u"parcels"_s, toJsonArray(plan.parcels)}, {u"waiting"_s, waiting}};
}

QString nameOf(routing::Explanation::Rejected::Reason reason)
{
    using Reason = routing::Explanation::Rejected::Reason;
    switch (reason) {
    case Reason::Veto:
        return u"veto"_s;
    case Reason::Unlisted:
        return u"unlisted"_s;
    case Reason::Stock:
        return u"stock"_s;
    case Reason::StockTaken:
        return u"stock_taken"_s;
    case Reason::Capacity:
        return u"capacity"_s;
    case Reason::ParcelCap:
        return u"max_parcels"_s;
    case Reason::Dearer:
        return u"dearer"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const WaveExplanation::Rejected &one)
{
    QJsonObject json{{u"node"_s, one.node.text()}, {u"reason"_s, nameOf(one.reason)}};
    if (!one.name.isEmpty())
        json[u"name"_s] = one.name;
    if (!one.detail.isEmpty())
        json[u"detail"_s] = one.detail;
    if (!one.sku.isEmpty()) {
        json[u"sku"_s] = one.sku;
        json[u"short_by"_s] = one.shortBy;
    }
    if (!one.holders.isEmpty())
        json[u"by"_s] = namesOf(one.holders);
    if (one.reason == routing::Explanation::Rejected::Reason::Dearer) {
        json[u"dearer_by"_s] = one.dearerBy;
        json[u"plan"_s] = toJson(one.plan);
    }
    return json;
}

QJsonObject toJson(const WaveExplanation::BreakEven &one)
{
    QJsonArray fees;
    for (const WaveExplanation::BreakEven::Fee &fee : one.fees)
        fees.append(QJsonObject{{u"fee"_s, fee.name}, {u"now"_s, fee.now}, {u"wins_at_most"_s, fee.winsAtMost}});
    return {{u"parcel"_s, app::toJson(one.parcel)}, {u"wins_below"_s, one.winsBelow}, {u"fees"_s, fees}};
}

} // namespace

QJsonObject toJson(const PlannedParcel &parcel)
{
    QJsonArray lines, parts;
    for (const ParcelLine &line : parcel.lines)
        lines.append(QJsonObject{{u"line"_s, line.line}, {u"sku"_s, line.sku.text()}, {u"quantity"_s, line.quantity}, {u"shipped"_s, line.shipped}});
    for (const routing::Part &part : parcel.parts)
        parts.append(QJsonObject{{u"name"_s, part.name}, {u"amount"_s, part.amount}});
    return {{u"node"_s, parcel.node.text()}, {u"lines"_s, lines}, {u"cost"_s, toJson(parcel.cost)}, {u"parts"_s, parts}, {u"service"_s, parcel.service},
            {u"pinned"_s, parcel.isPinned}, {u"why"_s, parcel.why}, {u"ships_on"_s, toJson(std::optional(parcel.shipsOn))}, {u"promised_by"_s, toJson(parcel.promisedBy)},
            {u"percent_in_time"_s, orNull(parcel.percentInTime)}, {u"late_basis"_s, parcel.basis.late}, {u"price_basis"_s, parcel.basis.price},
            {u"pricing"_s, parcel.pricing ? QJsonValue(fulfilment::nameOf(*parcel.pricing)) : QJsonValue()}, {u"quoted"_s, toJson(parcel.quoted)}, {u"choice"_s, parcel.basis.choice},
            {u"carbon"_s, QJsonObject{{u"grams"_s, orNull(parcel.carbonG)}, {u"basis"_s, parcel.basis.carbon}}}};
}

QJsonObject toJson(const Parcel &parcel)
{
    QJsonObject json = toJson(parcel.plan);
    json[u"id"_s] = parcel.id;
    json[u"order"_s] = parcel.order.text();
    json[u"state"_s] = fulfilment::nameOf(parcel.state);
    json[u"words"_s] = parcel.words;
    json[u"node_key"_s] = parcel.ref.key;
    json[u"node_order"_s] = parcel.ref.id;
    json[u"carrier"_s] = parcel.carrier;
    json[u"tracking"_s] = parcel.tracking;
    json[u"billed"_s] = toJson(parcel.billed);
    json[u"invoiced"_s] = toJson(parcel.invoiced);
    json[u"beyond_quoted"_s] = toJson(parcel.beyondQuoted());
    json[u"planned_at"_s] = toText(parcel.plannedAt);
    json[u"handed_at"_s] = toJson(parcel.handedAt);
    json[u"sent_at"_s] = toJson(parcel.sentAt);
    return json;
}

QJsonObject toJson(const WaveView &wave)
{
    QJsonArray orders, nodes;
    for (const WaveOrder &order : wave.orders) {
        QJsonObject json = toJson(order.plan);
        json[u"order"_s] = order.order.text();
        json[u"promised_by"_s] = toJson(order.promisedBy);
        json[u"present"_s] = namesOf(order.present);
        json[u"planned"_s] = order.isPlanned;
        json[u"pinned"_s] = order.isPinned;
        json[u"pricing"_s] = fulfilment::nameOf(order.pricing);
        json[u"prices_by"_s] = toJson(order.pricesBy);
        orders.append(json);
    }
    for (const WaveNode &node : wave.nodes)
        nodes.append(QJsonObject{{u"node"_s, node.node.text()}, {u"parcels"_s, node.parcels}, {u"units"_s, node.units}, {u"cost"_s, node.cost}, {u"capacity"_s, orNull(node.capacity)},
                                 {u"cut_off_at"_s, toJson(node.cutOffAt)}, {u"ships_on"_s, toJson(std::optional(node.shipsOn))}});
    return {{u"wave"_s, wave.number}, {u"currency"_s, wave.currency}, {u"total"_s, wave.total}, {u"bound"_s, wave.bound}, {u"naive"_s, wave.naive}, {u"nearest"_s, wave.nearest}, {u"pins_cost"_s, orNull(wave.pinsCost)}, {u"gap_percent"_s, wave.gap ? QJsonValue(*wave.gap / 100.0) : QJsonValue()},
            {u"carbon"_s, QJsonObject{{u"grams"_s, wave.carbon.grams}, {u"parcels_known"_s, wave.carbon.known}, {u"parcels_unknown"_s, wave.carbon.unknown}}}, {u"policy"_s, fulfilment::toJson(wave.wish.policy)},
            {u"milliseconds"_s, wave.milliseconds}, {u"doubts"_s, QJsonArray::fromStringList(wave.doubts)}, {u"left"_s, wave.left}, {u"nodes"_s, nodes}, {u"orders"_s, orders}};
}

QJsonObject toJson(const WaveExplanation &explanation)
{
    QJsonArray rejected, breakEvens, units;
    for (const auto &one : explanation.rejected)
        rejected.append(toJson(one));
    for (const auto &one : explanation.breakEvens)
        breakEvens.append(toJson(one));
    for (const auto &one : explanation.units)
        units.append(QJsonObject{{u"node"_s, one.node.text()}, {u"sku"_s, one.sku}, {u"saves"_s, one.saves}});
    return {{u"order"_s, explanation.order.text()}, {u"currency"_s, explanation.currency}, {u"chosen"_s, toJson(explanation.chosen)}, {u"naive"_s, toJson(explanation.naive)}, {u"nearest"_s, toJson(explanation.nearest)},
            {u"runner_up"_s, explanation.runnerUp ? QJsonValue(toJson(*explanation.runnerUp)) : QJsonValue()}, {u"rejected"_s, rejected}, {u"break_evens"_s, breakEvens}, {u"more_stock"_s, units},
            {u"for_others"_s, QJsonObject{{u"own"_s, toJson(explanation.own)}, {u"costs_more"_s, explanation.costsMore}, {u"others_save"_s, explanation.othersSave}, {u"others"_s, namesOf(explanation.others)}}}};
}

} // namespace crossdock::app
