#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

// One fulfilment order for each order, at the shop's location.
constexpr quint64 firstFulfillmentOrder = 6'000'000'000'000, firstItem = 16'000'000'000'000, firstFulfillment = 5'000'000'000'000;
constexpr quint64 mostParcels = 100;

quint64 fulfillmentNumber(const Order &order, qsizetype parcel)
{
    return firstFulfillment + order.number * mostParcels + quint64(parcel);
}

/// "T1, T2": as many as were told.
QStringList trackingNumbers(const QJsonObject &tracking)
{
    QStringList numbers;
    for (const QJsonValue &number : tracking.value(u"numbers").toArray())
        numbers.append(number.toString());
    return numbers.isEmpty() ? QStringList{tracking.value(u"number").toString()} : numbers;
}

QList<graphql::Object> trackingInfo(const SentParcel &parcel)
{
    QList<graphql::Object> objects;
    for (const QString &number : parcel.tracking.split(u", "_s, Qt::SkipEmptyParts)) {
        objects.append({u"FulfillmentTrackingInfo"_s, [number, carrier = parcel.carrier](const graphql::Call &field) -> graphql::Outcome {
            return field.name == u"number" ? QJsonValue(number) : field.name == u"company" && !carrier.isEmpty() ? QJsonValue(carrier) : QJsonValue();
        }});
    }
    return objects;
}

} // namespace

ShopifyChannel::Object ShopifyChannel::fulfillment(qsizetype index, qsizetype place)
{
    return {u"Fulfillment"_s, [this, index, place](const Call &call) -> Outcome {
        const Order &order = shop().orders().at(index);
        const SentParcel &parcel = order.parcels.at(place);
        if (call.name == u"id")
            return QJsonValue(gid(u"Fulfillment", fulfillmentNumber(order, place)));
        if (call.name == u"status")
            return QJsonValue(u"SUCCESS"_s);
        if (call.name == u"trackingInfo")
            return trackingInfo(parcel);
        if (call.name != u"fulfillmentLineItems")
            return QJsonValue();
        const auto slice = Slice::of(call, parcel.lines.size());
        if (!slice)
            return slice.error();
        return connection(u"FulfillmentLineItem"_s, *slice, [this, index, place](qsizetype item) {
            const Order &owner = shop().orders().at(index);
            const auto [number, units] = owner.parcels.at(place).lines.at(item);
            const auto line = std::find_if(owner.lines.cbegin(), owner.lines.cend(), [n = number](const OrderLine &one) { return one.number == n; });
            return Object{u"FulfillmentLineItem"_s, [this, line = *line, units = units](const Call &field) -> Outcome {
                if (field.name == u"lineItem")
                    return lineObject(line);
                return field.name == u"id" ? QJsonValue(gid(u"FulfillmentLineItem", firstItem + line.number)) : QJsonValue(units);
            }};
        });
    }};
}

ShopifyChannel::Outcome ShopifyChannel::fulfillments(qsizetype index)
{
    QList<Object> objects;
    for (qsizetype place = 0; place < shop().orders().at(index).parcels.size(); ++place)
        objects.append(fulfillment(index, place));
    return objects;
}

ShopifyChannel::Outcome ShopifyChannel::fulfillmentOrders(const Call &call, qsizetype order)
{
    const auto slice = Slice::of(call, 1);
    if (!slice)
        return slice.error();
    return connection(u"FulfillmentOrder"_s, *slice, [this, order](qsizetype) { return fulfillmentOrder(order); });
}

ShopifyChannel::Object ShopifyChannel::fulfillmentOrder(qsizetype index)
{
    return {u"FulfillmentOrder"_s, [this, index](const Call &call) -> Outcome {
        const Order &order = shop().orders().at(index);
        if (call.name == u"id")
            return QJsonValue(gid(u"FulfillmentOrder", firstFulfillmentOrder + order.number));
        if (call.name == u"status") {
            const bool isOpen = order.state == OrderState::Processing || order.state == OrderState::Pending;
            return QJsonValue(isOpen ? u"OPEN"_s : u"CLOSED"_s);
        }
        if (call.name == u"assignedLocation") {
            return Object{u"FulfillmentOrderAssignedLocation"_s, [this](const Call &field) -> Outcome {
                return field.name == u"location" ? Outcome(locationObject()) : Outcome(QJsonValue(u"Warehouse"_s));
            }};
        }
        const auto slice = Slice::of(call, order.lines.size());
        if (!slice)
            return slice.error();
        return connection(u"FulfillmentOrderLineItem"_s, *slice, [this, index](qsizetype place) {
            const OrderLine line = shop().orders().at(index).lines.at(place);
            return Object{u"FulfillmentOrderLineItem"_s, [this, line](const Call &field) -> Outcome {
                if (field.name == u"id")
                    return QJsonValue(gid(u"FulfillmentOrderLineItem", firstItem + line.number));
                if (field.name == u"lineItem")
                    return lineObject(line);
                return QJsonValue(field.name == u"remainingQuantity" ? line.toShip() : line.current);
            }};
        });
    }};
}

ShopifyChannel::Outcome ShopifyChannel::fulfillmentCreate(const Call &call)
{
    const QJsonObject wish = call.argument(u"fulfillment").toObject();
    const QJsonObject tracking = wish.value(u"trackingInfo").toObject();
    SentParcel parcel{{}, tracking.value(u"company").toString(), trackingNumbers(tracking).join(u", "_s), {}};
    QList<UserError> errors;
    Order *order = nullptr;
    for (const QJsonValue &part : wish.value(u"lineItemsByFulfillmentOrder").toArray()) {
        const quint64 number = numberOf(u"FulfillmentOrder", part[u"fulfillmentOrderId"].toString());
        const auto found = std::find_if(shop().orders().cbegin(), shop().orders().cend(), [&](const Order &one) { return firstFulfillmentOrder + one.number == number; });
        if (found == shop().orders().cend()) {
            errors.append({{u"fulfillment"_s}, u"Fulfillment order does not exist."_s, {}});
            continue;
        }
        order = shop().order(found->id);
        const QJsonArray items = part[u"fulfillmentOrderLineItems"].toArray();
        for (const QJsonValue &item : items)
            parcel.lines.append({numberOf(u"FulfillmentOrderLineItem", item[u"id"].toString()) - firstItem, item[u"quantity"].toInteger()});
        for (qsizetype i = 0; items.isEmpty() && i < order->lines.size(); ++i) // "if left blank, all line items"
            parcel.lines.append({order->lines.at(i).number, order->lines.at(i).toShip()});
    }
    if (order && errors.isEmpty()) {
        if (const auto sent = shop().send(*order, parcel); !sent)
            errors.append({{u"fulfillment"_s}, u"Invalid fulfillment order line item quantity requested."_s, {}});
    }
    const qsizetype index = order ? shop().indexOfOrder(order->id) : -1;
    return Object{u"FulfillmentCreatePayload"_s, [this, errors, index](const Call &field) -> Outcome {
        if (field.name == u"userErrors")
            return userErrors(u"UserError"_s, errors);
        return errors.isEmpty() && index >= 0 ? Outcome(fulfillment(index, shop().orders().at(index).parcels.size() - 1)) : Outcome(Object{});
    }};
}

ShopifyChannel::Outcome ShopifyChannel::trackingUpdate(const Call &call)
{
    const quint64 number = numberOf(u"Fulfillment", call.argument(u"fulfillmentId").toString());
    const quint64 order = number < firstFulfillment ? 0 : (number - firstFulfillment) / mostParcels;
    const qsizetype place = qsizetype(number % mostParcels);
    const auto found = std::find_if(shop().orders().cbegin(), shop().orders().cend(), [&](const Order &one) { return one.number == order && place < one.parcels.size(); });
    const bool isFound = found != shop().orders().cend();
    const qsizetype index = isFound ? found - shop().orders().cbegin() : -1;
    if (isFound) {
        const QJsonObject tracking = call.argument(u"trackingInfoInput").toObject();
        shop().follow(*shop().order(found->id), place, tracking.value(u"company").toString(), trackingNumbers(tracking).join(u", "_s));
    }
    return Object{u"FulfillmentTrackingInfoUpdatePayload"_s, [this, index, place](const Call &field) -> Outcome {
        if (field.name == u"userErrors")
            return userErrors(u"UserError"_s, index < 0 ? QList<UserError>{{{u"fulfillmentId"_s}, u"Fulfillment does not exist."_s, {}}} : QList<UserError>());
        return index < 0 ? Outcome(Object{}) : Outcome(fulfillment(index, place));
    }};
}

} // namespace crossdock::sandbox
