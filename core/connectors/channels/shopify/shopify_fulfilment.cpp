#include "core/connectors/channels/shopify/shopify_wire.h"

#include <QJsonArray>
#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

using channels::ParcelSent;
using Done = FulfilmentRead::Done;
using Units = QHash<QString, Quantity>; ///< by line of the order

constexpr auto readFulfilmentText = R"(query ReadFulfilment($id: ID!) {
  order(id: $id) {
    cancelledAt
    fulfillments(first: 50) {
      id status
      trackingInfo(first: 20) { number company }
      fulfillmentLineItems(first: 100) { nodes { quantity lineItem { id } } }
    }
    fulfillmentOrders(first: 20) {
      nodes {
        id status
        assignedLocation { location { id } }
        lineItems(first: 100) { nodes { id remainingQuantity lineItem { id } } }
      }
    }
  }
})";

constexpr auto fulfilText = R"(mutation Fulfil($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id status }
    userErrors { field message }
  }
})";

constexpr auto correctText = R"(mutation CorrectTracking($id: ID!, $tracking: FulfillmentTrackingInput!) {
  fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: true) {
    fulfillment { id status }
    userErrors { field message }
  }
})";

FulfilmentRead::Part parsePart(const QJsonValue &node)
{
    FulfilmentRead::Part part{node["id"_L1].toString(), node["assignedLocation"_L1]["location"_L1]["id"_L1].toString(), {}};
    const QJsonArray items = node["lineItems"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &item : items)
        part.items.append({item["id"_L1].toString(), tailOf(item["lineItem"_L1]["id"_L1].toString()), item["remainingQuantity"_L1].toInteger()});
    return part;
}

Done parseDone(const QJsonValue &node)
{
    Done done{node["id"_L1].toString(), {}, {}, {}};
    const QJsonArray numbers = node["trackingInfo"_L1].toArray();
    for (const QJsonValue &one : numbers) {
        if (const QString number = one["number"_L1].toString(); !number.isEmpty())
            done.tracking.append(number);
        done.carrier = one["company"_L1].toString();
    }
    const QJsonArray items = node["fulfillmentLineItems"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &item : items)
        done.units[tailOf(item["lineItem"_L1]["id"_L1].toString())] += item["quantity"_L1].toInteger();
    return done;
}

Units unitsOf(const QList<ParcelSent::Line> &lines)
{
    Units units;
    for (const ParcelSent::Line &line : lines)
        units[line.id] += line.quantity;
    return units;
}

bool isPart(const Units &part, const Units &whole)
{
    return std::all_of(part.keyValueBegin(), part.keyValueEnd(), [&](const auto &line) { return line.second <= whole.value(line.first); });
}

bool hasTracking(const Done &done, const QString &tracking)
{
    const QStringList numbers = channels::trackingNumbers(tracking);
    if (numbers.isEmpty())
        return done.tracking.isEmpty();
    return std::any_of(numbers.begin(), numbers.end(), [&](const QString &number) { return done.tracking.contains(number); });
}

/// The fulfilments that `fits` and `lines` explain: one that is just them, else those that are parts of them. They are taken out of `among`.
template <class Fits>
QList<Done> takeOut(QList<Done> &among, Units units, Fits fits)
{
    const auto same = std::find_if(among.begin(), among.end(), [&](const Done &done) { return done.units == units && fits(done); });
    if (same != among.end())
        return {among.takeAt(same - among.begin())};
    QList<Done> taken;
    for (qsizetype i = 0; i < among.size();) {
        if (!fits(among.at(i)) || !isPart(among.at(i).units, units)) {
            ++i;
            continue;
        }
        for (const auto &[line, quantity] : among.at(i).units.asKeyValueRange())
            units[line] -= quantity;
        taken.append(among.takeAt(i));
    }
    return taken;
}

/// Those of this parcel: with a number that it has or had, and of no other parcel that Shopify was told of.
QList<Done> ownOf(const FulfilmentRead &read, const ParcelSent &parcel)
{
    QList<Done> left = read.done;
    for (const ParcelSent::Known &other : parcel.others)
        takeOut(left, unitsOf(other.lines), [&](const Done &done) { return hasTracking(done, other.tracking); });
    const QStringList names = QStringList(parcel.formerTracking) << parcel.tracking;
    const auto isOwn = [&](const Done &done) { return std::any_of(names.begin(), names.end(), [&](const QString &name) { return hasTracking(done, name); }); };
    const QList<Done> own = takeOut(left, unitsOf(parcel.lines), isOwn);
    if (!own.isEmpty())
        return own;
    // Somebody fulfilled more with this number, by hand.
    left.removeIf([&](const Done &done) { return done.tracking.isEmpty() || !isOwn(done); });
    return left;
}

QJsonObject trackingOf(const ParcelSent &parcel)
{
    QJsonObject tracking;
    const QStringList numbers = channels::trackingNumbers(parcel.tracking);
    if (numbers.size() == 1)
        tracking.insert(u"number"_s, numbers.first());
    else if (!numbers.isEmpty())
        tracking.insert(u"numbers"_s, QJsonArray::fromStringList(numbers));
    if (!numbers.isEmpty() && !parcel.carrier.isEmpty())
        tracking.insert(u"company"_s, parcel.carrier);
    return tracking;
}

bool isRight(const Done &done, const ParcelSent &parcel)
{
    return done.tracking == channels::trackingNumbers(parcel.tracking) && (parcel.carrier.isEmpty() || done.carrier == parcel.carrier);
}

QList<QByteArray> corrections(const QList<Done> &own, const ParcelSent &parcel)
{
    QList<QByteArray> bodies;
    const QJsonObject tracking = trackingOf(parcel);
    for (const Done &done : own) {
        if (parcel.isCorrected() && !tracking.isEmpty() && !isRight(done, parcel))
            bodies.append(document(correctText, {{u"id"_s, done.id}, {u"tracking"_s, tracking}}));
    }
    return bodies;
}

Quantity sumOf(const Units &units)
{
    return std::accumulate(units.begin(), units.end(), Quantity(0));
}

/// Which items of these fulfilment orders the units are, by location. What was found is taken off `left`.
QMap<QString, QJsonArray> assign(Units &left, const QList<FulfilmentRead::Part> &orders)
{
    QMap<QString, QJsonArray> byLocation;
    for (const FulfilmentRead::Part &part : orders) {
        QJsonArray items;
        for (const FulfilmentRead::Item &item : part.items) {
            const Quantity units = std::min(left.value(item.line), item.remaining);
            if (units <= 0)
                continue;
            left[item.line] -= units;
            items.append(QJsonObject{{u"id"_s, item.id}, {u"quantity"_s, units}});
        }
        if (!items.isEmpty())
            byLocation[part.location].append(QJsonObject{{u"fulfillmentOrderId"_s, part.id}, {u"fulfillmentOrderLineItems"_s, items}});
    }
    return byLocation;
}

} // namespace

QByteArray readFulfilment(const QString &number)
{
    return document(readFulfilmentText, {{u"id"_s, gidOf(u"Order", number)}});
}

std::optional<FulfilmentRead> parseFulfilment(const QJsonObject &data)
{
    const QJsonValue order = data["order"_L1];
    if (!order.isObject() || !order["fulfillmentOrders"_L1]["nodes"_L1].isArray())
        return std::nullopt;
    FulfilmentRead read;
    read.isCancelled = !order["cancelledAt"_L1].isNull();
    const QJsonArray done = order["fulfillments"_L1].toArray();
    for (const QJsonValue &one : done) {
        const QString status = one["status"_L1].toString();
        if (status != "CANCELLED"_L1 && status != "ERROR"_L1 && status != "FAILURE"_L1)
            read.done.append(parseDone(one));
    }
    const QJsonArray parts = order["fulfillmentOrders"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &part : parts) {
        const QString status = part["status"_L1].toString();
        if (status == "OPEN"_L1 || status == "IN_PROGRESS"_L1)
            read.open.append(parsePart(part));
        else if (status == "ON_HOLD"_L1 || status == "SCHEDULED"_L1)
            read.held.append(parsePart(part));
    }
    return read;
}

FulfilmentCalls fulfil(const FulfilmentRead &read, const ParcelSent &parcel)
{
    const QList<Done> own = ownOf(read, parcel);
    FulfilmentCalls calls{corrections(own, parcel), 0, 0};
    Units left = unitsOf(parcel.lines);
    for (const Done &done : own) {
        for (auto line = left.begin(); line != left.end(); ++line)
            *line = std::max<Quantity>(0, *line - done.units.value(line.key()));
    }
    calls.missing = sumOf(left);
    const QJsonObject tracking = trackingOf(parcel);
    for (const QJsonArray &parts : assign(left, read.open)) {
        QJsonObject fulfilment{{u"lineItemsByFulfillmentOrder"_s, parts}, {u"notifyCustomer"_s, true}};
        if (!tracking.isEmpty())
            fulfilment.insert(u"trackingInfo"_s, tracking);
        calls.bodies.append(document(fulfilText, {{u"fulfillment"_s, fulfilment}}));
    }
    const Quantity unassigned = sumOf(left);
    assign(left, read.held);
    calls.held = unassigned - sumOf(left);
    return calls;
}

} // namespace crossdock::shopify
