#include "core/sandbox/amazon/amazon_channel.h"

#include "core/sandbox/order_extras.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr double searchesPerSecond = 0.0056; // usage plan of searchOrders
constexpr double searchBurst = 20;
constexpr double readsPerSecond = 0.5; // usage plan of getOrder
constexpr double readBurst = 30;
constexpr double confirmsPerSecond = 2; // usage plan of confirmShipment
constexpr double confirmBurst = 10;
constexpr double solicitationsPerSecond = 1, solicitationBurst = 5; // usage plan of the solicitations
constexpr qsizetype mostOrders = 100;
constexpr qint64 firstItemId = 40'000'000'000'000;

QJsonObject money(const Money &money)
{
    return {{u"amount"_s, toDecimal(money)}, {u"currencyCode"_s, money.currency}};
}

QString serviceLevel(OrderExtras::Speed speed)
{
    switch (speed) {
    case OrderExtras::Speed::Standard: return u"STANDARD"_s;
    case OrderExtras::Speed::Expedited: return u"EXPEDITED"_s;
    case OrderExtras::Speed::NextDay: return u"NEXT_DAY"_s;
    case OrderExtras::Speed::Economy: return u"FREE_ECONOMY"_s;
    }
    Q_UNREACHABLE();
}

QStringList programsOf(const OrderExtras &extras)
{
    QStringList programs;
    if (extras.isPrime)
        programs.append(u"PRIME"_s);
    if (extras.isBusiness)
        programs.append(u"AMAZON_BUSINESS"_s);
    return programs;
}

QJsonObject proceedsOf(const OrderExtras &extras)
{
    const auto part = [](const QString &type, const Money &amount) { return QJsonObject{{u"type"_s, type}, {u"subtotal"_s, money(amount)}}; };
    QJsonArray parts{part(u"ITEM"_s, extras.goods), part(u"SHIPPING"_s, extras.shipping)};
    if (extras.discount.amount > 0)
        parts.append(part(u"DISCOUNT"_s, {-extras.discount.amount, extras.discount.currency}));
    return {{u"grandTotal"_s, money(extras.total())}, {u"breakdowns"_s, parts}};
}

void addGift(QJsonObject &item)
{
    QJsonObject fulfilment = item[u"fulfillment"_s].toObject();
    fulfilment.insert(u"packing"_s, QJsonObject{{u"giftOption"_s, QJsonObject{{u"giftWrapLevel"_s, u"CLASSIC"_s}}}});
    item.insert(u"fulfillment"_s, fulfilment);
}

QString fulfillmentStatus(const Order &order)
{
    switch (order.state) {
    case OrderState::Pending:
        return u"PENDING"_s;
    case OrderState::Processing:
        return order.parcels.isEmpty() ? u"UNSHIPPED"_s : u"PARTIALLY_SHIPPED"_s;
    case OrderState::Completed:
    case OrderState::Refunded:
        return u"SHIPPED"_s;
    case OrderState::Cancelled:
        return u"CANCELLED"_s;
    }
    Q_UNREACHABLE();
}

QString pageToken(qsizetype from)
{
    return QString::fromLatin1(QByteArray("orders:" + QByteArray::number(from)).toBase64());
}

Reply invalidInput(const QString &details)
{
    return spError(400, u"InvalidInput"_s, u"Invalid Input"_s, details);
}

} // namespace

Reply AmazonChannel::orders(const Request &request, const QStringList &path)
{
    if (request.method != "GET")
        return spError(405, u"MethodNotAllowed"_s, u"The method is not allowed for this resource."_s);
    if (path.isEmpty()) {
        if (auto refusal = refuseHurry(u"orders"_s, searchesPerSecond, searchBurst))
            return *refusal;
        return withLimit(searchOrders(request), searchesPerSecond);
    }
    if (auto refusal = refuseHurry(u"order"_s, readsPerSecond, readBurst))
        return *refusal;
    const Order *order = shop().order(path.first());
    if (!order)
        return spError(404, u"NotFound"_s, u"The requested order was not found."_s);
    return withLimit(jsonReply(200, QJsonObject{{u"order"_s, orderJson(*order, request.list("includedData"))}}), readsPerSecond);
}

/// confirmShipment of ordersV0. The same package told again replaces what was told of it.
Reply AmazonChannel::confirmShipment(const Request &request, const QString &number)
{
    if (request.method != "POST")
        return spError(405, u"MethodNotAllowed"_s, u"The method is not allowed for this resource."_s);
    if (auto refusal = refuseHurry(u"shipment"_s, confirmsPerSecond, confirmBurst))
        return *refusal;
    Order *order = shop().order(number);
    if (!order)
        return spError(404, u"NotFound"_s, u"The requested order was not found."_s);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QJsonObject package = body.value(u"packageDetail").toObject();
    for (const auto &field : {u"packageReferenceId"_s, u"carrierCode"_s, u"trackingNumber"_s, u"shipDate"_s}) {
        if (package.value(field).toString().isEmpty())
            return invalidInput(u"packageDetail.%1 is missing."_s.arg(field));
    }
    if (body.value(u"marketplaceId").toString() != access().account.value(u"marketplace_id"_s) || !parseTime(package.value(u"shipDate").toString()))
        return invalidInput(u"The marketplaceId or the shipDate is invalid."_s);
    if (*parseTime(package.value(u"shipDate").toString()) < order->createdAt)
        return invalidInput(u"The shipDate is before the order's purchase date."_s);
    if (package.value(u"carrierCode").toString() == u"Other" && package.value(u"carrierName").toString().isEmpty())
        return invalidInput(u"carrierName is required when the carrierCode is Other."_s);
    SentParcel parcel{package.value(u"packageReferenceId").toString(), package.value(u"carrierCode").toString(), package.value(u"trackingNumber").toString(), {}};
    for (const QJsonValue &item : package.value(u"orderItems").toArray())
        parcel.lines.append({quint64(item[u"orderItemId"].toString().toLongLong() - firstItemId), item[u"quantity"].toInteger()});
    for (SentParcel &known : order->parcels) {
        if (known.reference != parcel.reference)
            continue;
        known = parcel;
        return withLimit(Reply{204, {}, {}}, confirmsPerSecond);
    }
    if (const auto sent = shop().send(*order, parcel); !sent)
        return invalidInput(sent.error().detail);
    return withLimit(Reply{204, {}, {}}, confirmsPerSecond);
}

/// Solicitations v1: one message for an order, from 5 to 30 days after it was sent.
Reply AmazonChannel::solicitations(const Request &request, const QStringList &path)
{
    if (auto refusal = refuseHurry(u"solicitation"_s, solicitationsPerSecond, solicitationBurst))
        return *refusal;
    const Order *order = shop().order(path.value(0));
    if (!order)
        return spError(404, u"NotFound"_s, u"The requested order was not found."_s);
    if (request.argument("marketplaceIds") != access().account.value(u"marketplace_id"_s))
        return invalidInput(u"The marketplaceIds are invalid."_s);
    const Time sentAt = order->updatedAt;
    const bool isOffered = order->state == OrderState::Completed && now() >= sentAt + std::chrono::days(5) && now() <= sentAt + std::chrono::days(30) && !m_reviewsAsked.contains(order->id);
    const QString name = u"productReviewAndSellerFeedback"_s;
    if (request.method == "GET" && path.size() == 1) {
        QJsonArray actions;
        if (isOffered)
            actions.append(QJsonObject{{u"name"_s, name}, {u"href"_s, u"/solicitations/v1/orders/%1/solicitations/%2"_s.arg(order->id, name)}});
        return withLimit(jsonReply(200, QJsonObject{{u"_links"_s, QJsonObject{{u"actions"_s, actions}}}}), solicitationsPerSecond);
    }
    if (request.method != "POST" || path.sliced(1) != QStringList{u"solicitations"_s, name})
        return spError(404, u"NotFound"_s, u"Resource not found."_s);
    if (!isOffered)
        return spError(403, u"Unauthorized"_s, u"You cannot use this operation to request a review outside of the 5-30 day range after delivery, or a second time."_s);
    m_reviewsAsked.insert(order->id);
    return withLimit(jsonReply(201, QJsonObject()), solicitationsPerSecond);
}

Reply AmazonChannel::searchOrders(const Request &request)
{
    const bool byUpdate = request.hasArgument("lastUpdatedAfter");
    if (byUpdate == request.hasArgument("createdAfter"))
        return invalidInput(u"Provide exactly one of createdAfter and lastUpdatedAfter."_s);
    const auto after = parseTime(request.argument(byUpdate ? "lastUpdatedAfter" : "createdAfter"));
    const QByteArray endName = byUpdate ? "lastUpdatedBefore" : "createdBefore";
    const auto before = request.hasArgument(endName) ? parseTime(request.argument(endName)) : Result<Time>(now());
    const qsizetype size = request.hasArgument("maxResultsPerPage") ? request.argument("maxResultsPerPage").toLongLong() : mostOrders;
    if (!after || !before || size < 1 || size > mostOrders)
        return invalidInput(u"A date is not in ISO 8601 format, or maxResultsPerPage is not between 1 and 100."_s);
    const QByteArray token = QByteArray::fromBase64(request.argument("paginationToken").toLatin1());
    if (request.hasArgument("paginationToken") && !token.startsWith("orders:"))
        return invalidInput(u"The paginationToken is invalid."_s);
    const QStringList states = request.list("fulfillmentStatuses");
    const QStringList places = request.list("marketplaceIds");
    const bool isHere = places.isEmpty() || places.contains(access().account.value(u"marketplace_id"_s));

    QList<const Order *> wanted;
    for (const Order &order : shop().orders()) {
        const Time time = byUpdate ? order.updatedAt : order.createdAt;
        const bool isState = states.isEmpty() || states.contains(fulfillmentStatus(order));
        if (isHere && isState && time >= *after && time <= *before)
            wanted.append(&order);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [byUpdate](const Order *a, const Order *b) {
        return byUpdate ? a->updatedAt < b->updatedAt : a->createdAt < b->createdAt;
    });
    const qsizetype from = token.isEmpty() ? 0 : token.sliced(7).toLongLong();
    QJsonArray rows;
    for (qsizetype i = from; i < qMin(from + size, wanted.size()); ++i)
        rows.append(orderJson(*wanted.at(i), request.list("includedData")));
    QJsonObject answer{{u"orders"_s, rows}, {QString::fromLatin1(endName), toText(*before)}};
    if (from + size < wanted.size())
        answer.insert(u"pagination"_s, QJsonObject{{u"nextToken"_s, pageToken(from + size)}});
    return jsonReply(200, answer);
}

QJsonObject AmazonChannel::orderJson(const Order &order, const QStringList &data) const
{
    const OrderExtras extras = extrasOf(order, shop().currency());
    QJsonArray items;
    for (const OrderLine &line : order.lines) {
        const Listing &listing = shop().listings().at(line.listing);
        QJsonObject item{
            {u"orderItemId"_s, QString::number(firstItemId + qint64(line.number))},
            {u"quantityOrdered"_s, line.kept},
            {u"product"_s, QJsonObject{{u"title"_s, listing.name}, {u"sellerSku"_s, listing.sku},
                                       {u"condition"_s, QJsonObject{{u"conditionType"_s, u"NEW"_s}}},
                                       {u"price"_s, QJsonObject{{u"unitPrice"_s, money(line.price)}}}}},
        };
        if (data.contains(u"FULFILLMENT")) {
            item.insert(u"fulfillment"_s, QJsonObject{{u"quantityFulfilled"_s, line.shipped},
                                                      {u"quantityUnfulfilled"_s, line.toShip()}});
            if (extras.isGift)
                addGift(item);
        }
        if (data.contains(u"PROCEEDS"))
            item.insert(u"proceeds"_s, QJsonObject{{u"proceedsTotal"_s, money({line.price.amount * line.kept, line.price.currency})}});
        if (data.contains(u"CANCELLATION") && order.state == OrderState::Cancelled) {
            item.insert(u"cancellation"_s, QJsonObject{{u"cancellationExecution"_s,
                                                        QJsonObject{{u"cancelledBy"_s, u"BUYER"_s},
                                                                    {u"cancelReason"_s, u"Changed mind about purchase"_s}}}});
        }
        items.append(item);
    }
    QJsonObject object{
        {u"orderId"_s, order.id}, {u"createdTime"_s, toText(order.createdAt)}, {u"lastUpdatedTime"_s, toText(order.updatedAt)},
        {u"salesChannel"_s, QJsonObject{{u"channelName"_s, u"AMAZON"_s},
                                        {u"marketplaceId"_s, access().account.value(u"marketplace_id"_s)}}},
        {u"orderItems"_s, items},
    };
    if (const QStringList programs = programsOf(extras); !programs.isEmpty())
        object.insert(u"programs"_s, QJsonArray::fromStringList(programs));
    if (data.contains(u"BUYER")) {
        object.insert(u"buyer"_s, QJsonObject{{u"buyerName"_s, order.buyer.firstName + u' ' + order.buyer.lastName},
                                              {u"buyerEmail"_s, order.buyer.email}});
    }
    if (data.contains(u"RECIPIENT")) {
        object.insert(u"recipient"_s, QJsonObject{{u"deliveryAddress"_s, QJsonObject{
            {u"name"_s, order.buyer.firstName + u' ' + order.buyer.lastName}, {u"addressLine1"_s, order.buyer.street},
            {u"city"_s, order.buyer.city}, {u"stateOrRegion"_s, order.buyer.region},
            {u"postalCode"_s, order.buyer.postcode}, {u"countryCode"_s, order.buyer.country},
            {u"phone"_s, order.buyer.phone}, {u"addressType"_s, extras.isBusiness ? u"COMMERCIAL"_s : u"RESIDENTIAL"_s}}}});
    }
    if (data.contains(u"PAYMENT"))
        object.insert(u"payment"_s, QJsonObject{{u"paymentExecutions"_s, QJsonArray{QJsonObject{{u"paymentMethod"_s, u"CreditCard"_s}, {u"paymentAmount"_s, money(order.total())}}}}});
    if (data.contains(u"PROCEEDS"))
        object.insert(u"proceeds"_s, proceedsOf(extras));
    if (data.contains(u"FULFILLMENT")) {
        const QJsonObject window{{u"earliestDateTime"_s, toText(order.createdAt)},
                                 {u"latestDateTime"_s, toText(order.createdAt + std::chrono::hours(48))}};
        object.insert(u"fulfillment"_s, QJsonObject{{u"fulfillmentStatus"_s, fulfillmentStatus(order)},
                                                    {u"fulfilledBy"_s, u"MERCHANT"_s},
                                                    {u"fulfillmentServiceLevel"_s, serviceLevel(extras.speed)}, {u"shipByWindow"_s, window}});
    }
    return object;
}

} // namespace crossdock::sandbox
