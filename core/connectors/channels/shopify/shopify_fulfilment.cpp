#include "core/connectors/channels/shopify/shopify_wire.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

constexpr auto readFulfilmentText = R"(query ReadFulfilment($id: ID!) {
  order(id: $id) {
    cancelledAt
    fulfillments(first: 50) { status trackingInfo(first: 10) { number } }
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

FulfilmentRead::Part parsePart(const QJsonValue &node)
{
    FulfilmentRead::Part part{node["id"_L1].toString(), node["assignedLocation"_L1]["location"_L1]["id"_L1].toString(), {}};
    const QJsonArray items = node["lineItems"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &item : items)
        part.items.append({item["id"_L1].toString(), tailOf(item["lineItem"_L1]["id"_L1].toString()), item["remainingQuantity"_L1].toInteger()});
    return part;
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
        if (status == "CANCELLED"_L1 || status == "ERROR"_L1 || status == "FAILURE"_L1)
            continue;
        const QJsonArray numbers = one["trackingInfo"_L1].toArray();
        for (const QJsonValue &number : numbers)
            read.tracking.append(number["number"_L1].toString());
    }
    const QJsonArray parts = order["fulfillmentOrders"_L1]["nodes"_L1].toArray();
    for (const QJsonValue &part : parts) {
        const QString status = part["status"_L1].toString();
        if (status == "OPEN"_L1 || status == "IN_PROGRESS"_L1)
            read.parts.append(parsePart(part));
    }
    return read;
}

QList<QByteArray> fulfil(const FulfilmentRead &open, const channels::ParcelSent &parcel)
{
    QHash<QString, Quantity> left;
    for (const channels::ParcelSent::Line &line : parcel.lines)
        left[line.id] += line.quantity;
    QMap<QString, QJsonArray> byLocation;
    for (const FulfilmentRead::Part &part : open.parts) {
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
    QList<QByteArray> bodies;
    for (const QJsonArray &parts : std::as_const(byLocation)) {
        QJsonObject fulfilment{{u"lineItemsByFulfillmentOrder"_s, parts}, {u"notifyCustomer"_s, true}};
        if (!parcel.tracking.isEmpty()) {
            QJsonObject tracking{{u"number"_s, parcel.tracking}};
            if (!parcel.carrier.isEmpty())
                tracking.insert(u"company"_s, parcel.carrier);
            fulfilment.insert(u"trackingInfo"_s, tracking);
        }
        bodies.append(document(fulfilText, {{u"fulfillment"_s, fulfilment}}));
    }
    return bodies;
}

} // namespace crossdock::shopify
