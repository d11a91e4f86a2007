#include "core/sandbox/amazon/amazon_channel.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double callsPerSecond = 1; // usage plan of every notifications operation
constexpr double callsBurst = 5;

/// Of ORDER_CHANGE: the words of the older orders API.
QString orderStatus(const Order &order)
{
    switch (order.state) {
    case OrderState::Pending:
        return u"Pending"_s;
    case OrderState::Processing:
        return order.parcels.isEmpty() ? u"Unshipped"_s : u"PartiallyShipped"_s;
    case OrderState::Completed:
    case OrderState::Refunded:
        return u"Shipped"_s;
    case OrderState::Cancelled:
        return u"Canceled"_s;
    }
    Q_UNREACHABLE();
}

Reply payload(const QJsonValue &value)
{
    return jsonReply(200, QJsonObject{{u"payload"_s, value}});
}

Reply notFound()
{
    return spError(404, u"NotFound"_s, u"NotFound"_s, u"There is no such resource."_s);
}

} // namespace

void AmazonChannel::orderHappened(const Order &order, OrderEvent event)
{
    notify(u"ORDER_CHANGE"_s, {{u"OrderChangeNotification"_s, orderChange(order, event)}});
}

void AmazonChannel::listingChanged(const Listing &listing)
{
    notify(u"LISTINGS_ITEM_MFN_QUANTITY_CHANGE"_s,
           {{u"SellerId"_s, access().account.value(u"seller_id"_s)}, {u"FulfillmentChannelCode"_s, u"DEFAULT"_s},
            {u"Sku"_s, listing.sku}, {u"Quantity"_s, listing.quantity}});
    const qsizetype index = shop().indexOf(listing.listingId);
    const std::pair<Money, bool> offered{listing.price, listing.quantity > 0};
    if (m_offered.value(index) != offered) {
        m_offered.insert(index, offered);
        m_rivals.offerChanged(index);
    }
}

QJsonObject AmazonChannel::orderChange(const Order &order, OrderEvent event) const
{
    const QString status = orderStatus(order);
    QJsonArray items;
    Quantity shipped = 0, open = 0;
    for (const OrderLine &line : order.lines) {
        shipped += line.shipped;
        open += line.toShip();
        items.append(QJsonObject{{u"OrderItemId"_s, QString::number(40'000'000'000'000 + qint64(line.number))},
                                 {u"SellerSKU"_s, shop().listings().at(line.listing).sku}, {u"SupplySourceId"_s, QJsonValue()},
                                 {u"OrderItemStatus"_s, status}, {u"Quantity"_s, line.kept},
                                 {u"QuantityShipped"_s, line.shipped}, {u"IsBuyerRequestedCancel"_s, false},
                                 {u"ItemEarliestDeliveryDate"_s, QJsonValue()}, {u"ItemLatestDeliveryDate"_s, QJsonValue()}});
    }
    const QJsonObject summary{
        {u"MarketplaceId"_s, access().account.value(u"marketplace_id"_s)}, {u"OrderStatus"_s, status},
        {u"PurchaseDate"_s, toText(order.createdAt)}, {u"DestinationPostalCode"_s, order.buyer.postcode},
        {u"FulfillmentType"_s, u"MFN"_s}, {u"OrderType"_s, u"StandardOrder"_s},
        {u"NumberOfItemsShipped"_s, shipped}, {u"NumberOfItemsUnshipped"_s, open},
        {u"EarliestDeliveryDate"_s, QJsonValue()}, {u"LatestDeliveryDate"_s, QJsonValue()},
        {u"EarliestShipDate"_s, toText(order.createdAt)},
        {u"LatestShipDate"_s, toText(order.createdAt + std::chrono::hours(48))},
        {u"CancelNotifyDate"_s, QJsonValue()}, {u"OrderPrograms"_s, QJsonArray()}, {u"ShippingPrograms"_s, QJsonArray()},
        {u"EasyShipShipmentStatus"_s, QJsonValue()}, {u"ElectronicInvoiceStatus"_s, u"NotRequired"_s},
        {u"OrderItems"_s, items},
    };
    const bool isCancel = event == OrderEvent::Cancelled;
    return {{u"NotificationLevel"_s, u"OrderLevel"_s}, {u"SellerId"_s, access().account.value(u"seller_id"_s)},
            {u"AmazonOrderId"_s, order.id}, {u"OrderChangeType"_s, u"OrderStatusChange"_s},
            {u"OrderChangeTrigger"_s, QJsonObject{{u"TimeOfOrderChange"_s, toText(order.updatedAt)},
                                                  {u"ChangeReason"_s, isCancel ? u"Buyer Requested Cancel"_s : u"Order Status Change"_s}}},
            {u"Summary"_s, summary}};
}

void AmazonChannel::notify(const QString &type, const QJsonObject &payload)
{
    const auto subscription = m_subscriptions.constFind(type);
    if (subscription == m_subscriptions.constEnd())
        return;
    const QString time = toText(now());
    const QJsonObject message{
        {u"NotificationVersion"_s, u"1.0"_s}, {u"NotificationType"_s, type}, {u"PayloadVersion"_s, u"1.0"_s},
        {u"EventTime"_s, time}, {u"Payload"_s, payload},
        {u"NotificationMetadata"_s, QJsonObject{{u"ApplicationId"_s, u"amzn1.sp.solution."_s + secret(u"application").first(32)},
                                                {u"SubscriptionId"_s, subscription->id}, {u"PublishTime"_s, time},
                                                {u"NotificationId"_s, uuid()}}},
    };
    publish([this, body = QJsonDocument(message).toJson(QJsonDocument::Compact)] { m_queue.send(body); });
}

Reply AmazonChannel::notifications(const Request &request, const QStringList &path)
{
    if (auto refusal = refuseHurry(u"notifications/"_s + path.value(0), callsPerSecond, callsBurst))
        return *refusal;
    if (path.value(0) == u"destinations")
        return withLimit(destinations(request, path.sliced(1)), callsPerSecond);
    if (path.value(0) == u"subscriptions")
        return withLimit(subscriptions(request, path.sliced(1)), callsPerSecond);
    return notFound();
}

Reply AmazonChannel::destinations(const Request &request, const QStringList &path)
{
    if (!path.isEmpty()) {
        if (!m_destinations.contains(path.first()))
            return notFound();
        if (request.method != "DELETE")
            return payload(m_destinations.value(path.first()));
        m_destinations.remove(path.first());
        return jsonReply(200, QJsonObject());
    }
    if (request.method == "GET") {
        QJsonArray all;
        for (const QJsonObject &destination : std::as_const(m_destinations))
            all.append(destination);
        return payload(all);
    }
    const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
    const QJsonValue resource = wish.value(u"resourceSpecification");
    if (wish.value(u"name").toString().isEmpty() || !resource[u"sqs"][u"arn"].toString().startsWith(u"arn:aws:sqs:"))
        return spError(400, u"InvalidInput"_s, u"Invalid Input"_s, u"A destination needs a name and an SQS arn."_s);
    for (const QJsonObject &known : std::as_const(m_destinations)) {
        if (known.value(u"resource") == resource)
            return spError(409, u"Conflict"_s, u"The destination resource specification already exists."_s);
    }
    const QJsonObject made{{u"destinationId"_s, uuid()}, {u"name"_s, wish.value(u"name")}, {u"resource"_s, resource}};
    m_destinations.insert(made.value(u"destinationId").toString(), made);
    return payload(made);
}

Reply AmazonChannel::subscriptions(const Request &request, const QStringList &path)
{
    const auto json = [](const Subscription &subscription) {
        QJsonObject object{{u"subscriptionId"_s, subscription.id}, {u"payloadVersion"_s, u"1.0"_s},
                           {u"destinationId"_s, subscription.destinationId}};
        if (!subscription.directive.isEmpty())
            object.insert(u"processingDirective"_s, subscription.directive);
        return object;
    };
    const QString type = path.value(0);
    if (path.value(1) == u"testNotification" && request.method == "POST") {
        notify(type, {{u"TestNotification"_s, QJsonObject{{u"SellerId"_s, access().account.value(u"seller_id"_s)}}}});
        return jsonReply(200, QJsonObject());
    }
    const auto known = m_subscriptions.find(type);
    if (request.method == "POST") {
        const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
        const QString destination = wish.value(u"destinationId").toString();
        if (known != m_subscriptions.end())
            return spError(409, u"Conflict"_s, u"A subscription for this notification type already exists."_s);
        if (wish.value(u"payloadVersion").toString().isEmpty() || !m_destinations.contains(destination))
            return spError(400, u"InvalidInput"_s, u"Invalid Input"_s, u"A subscription needs a payloadVersion and a known destinationId."_s);
        return payload(json(*m_subscriptions.insert(type, {uuid(), destination, wish.value(u"processingDirective").toObject()})));
    }
    if (known == m_subscriptions.end() || (path.size() > 1 && known->id != path.at(1)))
        return notFound();
    if (request.method == "DELETE") {
        m_subscriptions.erase(known);
        return jsonReply(200, QJsonObject());
    }
    return payload(json(*known));
}

} // namespace crossdock::sandbox
