#include "core/sandbox/shopify/shopify_channel.h"
#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

// One fulfilment order for each order, at the shop's location.
constexpr quint64 firstFulfillmentOrder = 6'000'000'000'000, firstItem = 16'000'000'000'000, firstFulfillment = 5'000'000'000'000;

graphql::Object fulfillment(const SentParcel &parcel, quint64 number)
{
    return {u"Fulfillment"_s, [parcel, number](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"id")
            return QJsonValue(gid(u"Fulfillment", number));
        if (call.name == u"status")
            return QJsonValue(u"SUCCESS"_s);
        if (call.name != u"trackingInfo")
            return QJsonValue();
        if (parcel.tracking.isEmpty())
            return QList<graphql::Object>();
        return QList<graphql::Object>{{u"FulfillmentTrackingInfo"_s, [parcel](const graphql::Call &field) -> graphql::Outcome {
            return field.name == u"number" ? QJsonValue(parcel.tracking) : field.name == u"company" ? QJsonValue(parcel.carrier) : QJsonValue();
        }}};
    }};
}

} // namespace

ShopifyChannel::Outcome ShopifyChannel::fulfillments(qsizetype index)
{
    const Order &order = shop().orders().at(index);
    QList<Object> objects;
    for (const SentParcel &parcel : order.parcels)
        objects.append(fulfillment(parcel, firstFulfillment + order.number * 100 + quint64(objects.size())));
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
    SentParcel parcel{{}, tracking.value(u"company").toString(), tracking.value(u"number").toString(), {}};
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
    const quint64 number = order ? firstFulfillment + order->number * 100 + quint64(order->parcels.size()) - 1 : 0;
    return Object{u"FulfillmentCreatePayload"_s, [parcel, errors, number](const Call &field) -> Outcome {
        if (field.name == u"userErrors")
            return userErrors(u"UserError"_s, errors);
        return errors.isEmpty() ? Outcome(fulfillment(parcel, number)) : Outcome(Object{});
    }};
}

} // namespace crossdock::sandbox
