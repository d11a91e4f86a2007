#include "core/sandbox/nodes/mcf_service.h"

#include "core/sandbox/amazon/amazon_channel.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using State = WarehouseOrder::State;
using IfMissing = WarehouseOrder::IfMissing;

const QString marketplace = u"ATVPDKIKX0DER"_s, building = u"RNO1"_s, blankBox = u"BLANK_BOX"_s;
constexpr Milliseconds tokenLife{3'600'000};
constexpr int pageSize = 50, mostLines = 100, mostUnits = 250;

struct Speed {
    QLatin1StringView name;
    int times, days; ///< the standard price, until it arrives
};
constexpr std::array speeds{Speed{"Standard"_L1, 1, 5}, Speed{"Expedited"_L1, 2, 3}, Speed{"Priority"_L1, 3, 2}};

QString wordOf(State state)
{
    switch (state) {
    case State::Taken:
    case State::Held:
        return u"Received"_s;
    case State::Waiting:
        return u"Planning"_s;
    case State::Working:
    case State::PartlySent:
        return u"Processing"_s;
    case State::Sent:
        return u"Complete"_s;
    case State::PartlyLost:
        return u"CompletePartialled"_s;
    case State::Cancelled:
        return u"Cancelled"_s;
    case State::Lost:
        return u"Unfulfillable"_s;
    }
    return {};
}

QString wordOf2026(State state)
{
    static const QHash<State, QString> words{{State::Sent, u"COMPLETE"_s}, {State::PartlyLost, u"COMPLETE_PARTIAL"_s}, {State::Cancelled, u"CANCELLED"_s}, {State::Lost, u"UNFULFILLABLE"_s}};
    return words.value(state, u"PROCESSING"_s);
}

QString money(qint64 minor)
{
    return QString::number(static_cast<double>(minor) / 100, 'f', 2);
}

QJsonObject eaches(Quantity units)
{
    return {{u"unit"_s, u"EACHES"_s}, {u"value"_s, QString::number(units) + u".0"_s}};
}

QList<WarehouseOrder::Line> linesOf(const QJsonArray &items)
{
    QList<WarehouseOrder::Line> lines;
    for (const QJsonValue item : items)
        lines.append({item[u"sellerFulfillmentOrderItemId"_s].toString(), item[u"sellerSku"_s].toString(), item[u"quantity"_s].toInteger()});
    return lines;
}

/// Is it to be sent with this feature, or not at all? 2020-07-01.
bool demands(const QJsonObject &asked, const QString &feature)
{
    for (const QJsonValue one : asked[u"featureConstraints"_s].toArray())
        if (one[u"featureName"_s].toString() == feature)
            return one[u"featureFulfillmentPolicy"_s].toString() == u"Required";
    return false;
}

/// What the model's own limits refuse; empty: nothing.
QString faultOf(const QList<WarehouseOrder::Line> &lines)
{
    Quantity units = 0;
    for (const WarehouseOrder::Line &line : lines)
        units += line.quantity;
    if (lines.isEmpty() || lines.size() > mostLines)
        return u"items must be 1 to 100"_s;
    return units < 1 || units > mostUnits ? u"at most 250 units"_s : QString();
}

} // namespace

McfService::McfService(const NodeSpec &spec, Surroundings around)
    : NodeService(spec, around, {building})
{
}

ChannelAccess McfService::access() const
{
    return {name(), u"amazon-mcf"_s, url(), {{u"marketplace_id"_s, marketplace}, {u"auth_url"_s, url() + u"/auth/o2/token"_s}},
            {{u"client_id"_s, secret(u"client")}, {u"client_secret"_s, secret(u"client secret")}, {u"refresh_token"_s, u"Atzr|"_s + secret(u"refresh")}}};
}

Reply McfService::throttledReply() const
{
    return spError(429, u"QuotaExceeded"_s, u"You exceeded your quota for the requested resource."_s);
}

Reply McfService::brokenReply() const
{
    return spError(500, u"InternalFailure"_s, u"We encountered an internal error. Please try again."_s);
}

Reply McfService::token(const Request &request)
{
    const QMap<QString, QString> known = access().secrets;
    const bool isKnown = formValue(request.body, "client_id") == known[u"client_id"_s] && formValue(request.body, "client_secret") == known[u"client_secret"_s];
    if (!isKnown || formValue(request.body, "refresh_token") != known[u"refresh_token"_s])
        return jsonReply(400, QJsonObject{{u"error"_s, u"invalid_grant"_s}, {u"error_description"_s, u"The request has an invalid grant parameter"_s}});
    m_token = u"Atza|"_s + secret(QString::number(toMs(now())));
    m_tokenUntil = now() + tokenLife;
    return jsonReply(200, QJsonObject{{u"access_token"_s, m_token}, {u"token_type"_s, u"bearer"_s}, {u"expires_in"_s, 3'600}});
}

Reply McfService::answer(const Request &request)
{
    if (request.path == "/auth/o2/token")
        return token(request);
    if (m_token.isEmpty() || QString::fromLatin1(request.header("x-amz-access-token")) != m_token || now() >= m_tokenUntil)
        return spError(403, u"Unauthorized"_s, u"Access to requested resource is denied."_s, u"The access token you provided has expired."_s);
    const bool isStock = request.path == "/fba/inventory/v1/summaries";
    if (hasRealLimits() && !(isStock ? m_stock : m_orders).take(now()))
        return throttledReply();
    if (isStock)
        return stock(request);
    QStringList path;
    for (const QByteArray &part : request.path.split('/'))
        if (!part.isEmpty())
            path.append(QString::fromUtf8(QByteArray::fromPercentEncoding(part)));
    if (path.mid(0, 3) == QStringList{u"fba"_s, u"outbound"_s, u"2020-07-01"_s})
        return outbound(request, path.sliced(3));
    if (path.mid(0, 3) == QStringList{u"fulfillment"_s, u"outbound"_s, u"2026-07-04"_s})
        return outbound2026(request, path.sliced(3));
    return spError(404, u"NotFound"_s, u"Resource not found."_s);
}

Reply McfService::outbound(const Request &request, const QStringList &path)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (path.value(0) == u"tracking")
        return tracking(request.argument("packageNumber"));
    if (path.value(0) == u"features" && path.size() == 4)
        return feature(path.at(2), path.at(3));
    if (path.value(0) != u"fulfillmentOrders")
        return spError(404, u"NotFound"_s, u"Resource not found."_s);
    if (path.size() == 1 && request.method == "GET")
        return jsonReply(200, QJsonObject{{u"payload"_s, QJsonObject{{u"fulfillmentOrders"_s, QJsonArray()}}}});
    if (path.size() == 1)
        return create(asked);
    if (path.at(1) == u"preview")
        return preview(asked);
    WarehouseOrder *order = warehouse().find(path.at(1));
    if (!order)
        return spError(400, u"InvalidInput"_s, u"Requested order '%1' not found"_s.arg(path.at(1)));
    if (request.method == "GET")
        return jsonReply(200, QJsonObject{{u"payload"_s, orderJson(*order)}});
    return change(*order, asked[u"fulfillmentAction"_s].toString() == u"Ship", path.value(2) == u"cancel", 200);
}

bool McfService::fitsBlankBox(const QString &sku)
{
    return qChecksum(sku.toUtf8()) % 9 != 0;
}

Reply McfService::feature(const QString &name, const QString &sku)
{
    const bool isEligible = name != blankBox || fitsBlankBox(sku);
    return jsonReply(200, QJsonObject{{u"payload"_s, QJsonObject{{u"marketplaceId"_s, marketplace}, {u"featureName"_s, name}, {u"isEligible"_s, isEligible},
                                                                 {u"ineligibleReasons"_s, isEligible ? QJsonArray() : QJsonArray{u"NON_SORTABLE"_s}}, {u"sellerSku"_s, sku}}}});
}

Reply McfService::change(WarehouseOrder &order, bool isRelease, bool isCancel, int goodStatus)
{
    const Result<> done = isCancel ? warehouse().cancel(order) : isRelease ? warehouse().release(order) : Result<>();
    return done ? jsonReply(goodStatus, QJsonObject()) : spError(400, u"InvalidInput"_s, done.error().detail);
}

Reply McfService::preview(const QJsonObject &asked) const
{
    const QList<WarehouseOrder::Line> lines = linesOf(asked[u"items"_s].toArray());
    if (const QString fault = faultOf(lines); !fault.isEmpty())
        return spError(400, u"InvalidInput"_s, fault);
    const bool isBlank = demands(asked, blankBox);
    QJsonArray items, missing;
    auto &shelves = const_cast<McfService *>(this)->warehouse();
    for (const WarehouseOrder::Line &line : lines) {
        const Quantity free = shelves.shelves().value(line.sku).value(building).free();
        const QJsonObject item{{u"sellerSku"_s, line.sku}, {u"sellerFulfillmentOrderItemId"_s, line.id}, {u"quantity"_s, line.quantity}};
        const bool isThere = free >= line.quantity;
        if (isThere && (!isBlank || fitsBlankBox(line.sku))) {
            items.append(item);
            continue;
        }
        QJsonObject lacking = item;
        lacking[u"itemUnfulfillableReasons"_s] = QJsonArray{isThere ? u"BlankBoxNotAvailable"_s : u"InventoryUnavailable"_s};
        missing.append(lacking);
    }
    const bool blocksDrivers = demands(asked, u"BLOCK_AMZL"_s);
    const auto day = [&](int days) { return toText(now() + Milliseconds{days * 86'400'000LL}); };
    const auto fee = [](const QString &name, qint64 minor) { return QJsonObject{{u"name"_s, name}, {u"amount"_s, QJsonObject{{u"currencyCode"_s, u"USD"_s}, {u"value"_s, money(minor)}}}}; };
    QJsonArray previews;
    for (const Speed &speed : speeds) {
        const QJsonArray wanted = asked[u"shippingSpeedCategories"_s].toArray();
        if (!wanted.isEmpty() && !wanted.contains(QString(speed.name)))
            continue;
        const qint64 price = shelves.quoteFor(lines) * speed.times;
        QJsonArray fees{fee(u"FBAPerUnitFulfillmentFee"_s, price)};
        if (blocksDrivers)
            fees.append(fee(u"BlockAMZLFee"_s, price / 20));
        QJsonObject preview{{u"shippingSpeedCategory"_s, speed.name}, {u"isFulfillable"_s, missing.isEmpty()}, {u"isCODCapable"_s, false}, {u"marketplaceId"_s, marketplace}, {u"unfulfillablePreviewItems"_s, missing}};
        preview[u"estimatedFees"_s] = fees;
        preview[u"fulfillmentPreviewShipments"_s] = QJsonArray{QJsonObject{{u"earliestShipDate"_s, day(1)}, {u"latestShipDate"_s, day(1)}, {u"earliestArrivalDate"_s, day(2)}, {u"latestArrivalDate"_s, day(speed.days)}, {u"fulfillmentPreviewItems"_s, items}}};
        previews.append(preview);
    }
    return jsonReply(200, QJsonObject{{u"payload"_s, QJsonObject{{u"fulfillmentPreviews"_s, previews}}}});
}

/// What is there is planned in one parcel, at each tier that is asked for; the rest is a constraint.
Reply McfService::preview2026(const QJsonObject &asked) const
{
    QList<WarehouseOrder::Line> there;
    QJsonArray items, constraints, offers;
    const bool isBlank = asked[u"fulfillmentConfiguration"_s][u"services"_s][u"packaging"_s][u"packagingOption"_s].toString() == u"UNBRANDED";
    auto &shelves = const_cast<McfService *>(this)->warehouse();
    for (const QJsonValue item : asked[u"lineItems"_s].toArray()) {
        const QString sku = item[u"product"_s][u"productIdentifier"_s][u"amazonSku"_s].toString();
        const auto units = static_cast<Quantity>(item[u"amount"_s][u"value"_s].toString().toDouble());
        const bool isThere = shelves.shelves().value(sku).value(building).free() >= units;
        if (isThere && isBlank && !fitsBlankBox(sku)) {
            constraints.append(QJsonObject{{u"code"_s, u"PackagingOptionNotAvailable"_s}, {u"message"_s, u"Item %1 cannot be sent in unbranded packaging."_s.arg(sku)}});
        } else if (isThere) {
            there.append({{}, sku, units});
            items.append(QJsonObject{{u"productIdentifier"_s, QJsonObject{{u"amazonSku"_s, sku}}}, {u"amount"_s, eaches(units)}});
        } else {
            constraints.append(QJsonObject{{u"code"_s, u"ItemQuantityNotAvailable"_s}, {u"message"_s, u"There is not enough quantity of item %1."_s.arg(sku)}});
        }
    }
    const auto span = [&](int from, int to) { return QJsonObject{{u"startTime"_s, toText(now() + Milliseconds{from * 86'400'000LL})}, {u"endTime"_s, toText(now() + Milliseconds{to * 86'400'000LL})}}; };
    for (const QJsonValue tier : asked[u"fulfillmentConfiguration"_s][u"serviceLevel"_s][u"serviceTiers"_s].toArray()) {
        for (const Speed &speed : speeds) {
            if (tier.toString() != QString(speed.name).toUpper())
                continue;
            const QJsonObject price{{u"currencyCode"_s, u"USD"_s}, {u"amount"_s, money(shelves.quoteFor(there) * speed.times)}};
            offers.append(QJsonObject{{u"fulfillmentConfiguration"_s, QJsonObject{{u"serviceLevel"_s, QJsonObject{{u"serviceTier"_s, tier}, {u"shipInterval"_s, span(1, 1)}, {u"deliveryInterval"_s, span(2, speed.days)}}}}},
                                      {u"estimatedPrice"_s, QJsonObject{{u"totalPrice"_s, price}, {u"rollupPrices"_s, QJsonArray{QJsonObject{{u"type"_s, u"MCFPerUnitFulfillmentFee"_s}, {u"value"_s, price}}}}}}});
        }
    }
    const QJsonArray planned = items.isEmpty() ? QJsonArray() : QJsonArray{QJsonObject{{u"items"_s, items}, {u"offers"_s, offers}}};
    return jsonReply(200, QJsonObject{{u"plannedShipments"_s, planned}, {u"constraints"_s, constraints}});
}

Reply McfService::create(const QJsonObject &asked)
{
    for (const auto &key : {u"sellerFulfillmentOrderId"_s, u"displayableOrderId"_s, u"displayableOrderDate"_s, u"displayableOrderComment"_s, u"shippingSpeedCategory"_s})
        if (asked[key].toString().isEmpty())
            return spError(400, u"InvalidInput"_s, u"Missing required value: %1"_s.arg(key));
    WarehouseOrder order;
    order.key = asked[u"sellerFulfillmentOrderId"_s].toString();
    order.wish = asked;
    order.lines = linesOf(asked[u"items"_s].toArray());
    const QString policy = asked[u"fulfillmentPolicy"_s].toString();
    order.ifMissing = policy == u"FillAll" ? IfMissing::WaitForAll : policy == u"FillAllAvailable" ? IfMissing::SendTheRest : IfMissing::SendNothing;
    if (const QString fault = faultOf(order.lines); !fault.isEmpty() || order.key.size() > 40)
        return spError(400, u"InvalidInput"_s, fault.isEmpty() ? u"sellerFulfillmentOrderId is longer than 40"_s : fault);
    const auto taken = warehouse().take(order, asked[u"fulfillmentAction"_s].toString() == u"Hold");
    return taken ? jsonReply(200, QJsonObject()) : spError(400, u"InvalidInput"_s, taken.error().subject + u": "_s + taken.error().detail);
}

Reply McfService::tracking(const QString &package)
{
    for (const auto &order : warehouse().orders())
        for (const WarehouseOrder::Box &box : order->boxes)
            if (QString::number(box.number) == package)
                return jsonReply(200, QJsonObject{{u"payload"_s, QJsonObject{{u"packageNumber"_s, static_cast<qint64>(box.number)}, {u"trackingNumber"_s, box.tracking}, {u"carrierCode"_s, u"UPS"_s}, {u"shipDate"_s, toText(box.sentAt)},
                                                                             {u"currentStatus"_s, u"IN_TRANSIT"_s}, {u"trackingEvents"_s, QJsonArray()}}}});
    return spError(400, u"InvalidInput"_s, u"Package not found"_s);
}

Reply McfService::stock(const Request &request) const
{
    const auto &shelves = const_cast<McfService *>(this)->warehouse().shelves();
    const qsizetype from = request.argument("nextToken").toLongLong();
    QJsonArray summaries;
    qsizetype i = 0;
    for (auto shelf = shelves.begin(); shelf != shelves.end(); ++shelf, ++i) {
        if (i < from || summaries.size() >= pageSize)
            continue;
        const ShelfUnits units = shelf->value(building);
        summaries.append(QJsonObject{{u"sellerSku"_s, shelf.key()}, {u"totalQuantity"_s, units.onHand + units.damaged + units.inbound}, {u"lastUpdatedTime"_s, toText(now())},
                                     {u"inventoryDetails"_s, QJsonObject{{u"fulfillableQuantity"_s, units.free()}, {u"inboundShippedQuantity"_s, units.inbound},
                                                                         {u"reservedQuantity"_s, QJsonObject{{u"totalReservedQuantity"_s, units.committed}, {u"pendingCustomerOrderQuantity"_s, units.committed}}},
                                                                         {u"unfulfillableQuantity"_s, QJsonObject{{u"totalUnfulfillableQuantity"_s, units.damaged}, {u"warehouseDamagedQuantity"_s, units.damaged}}}}}});
    }
    QJsonObject body{{u"payload"_s, QJsonObject{{u"granularity"_s, QJsonObject{{u"granularityType"_s, u"Marketplace"_s}, {u"granularityId"_s, marketplace}}}, {u"inventorySummaries"_s, summaries}}}};
    if (from + pageSize < shelves.size())
        body[u"pagination"_s] = QJsonObject{{u"nextToken"_s, QString::number(from + pageSize)}};
    return jsonReply(200, body);
}

QJsonObject McfService::orderJson(const WarehouseOrder &order) const
{
    QJsonArray items, shipments;
    for (const WarehouseOrder::Line &line : order.lines)
        items.append(QJsonObject{{u"sellerSku"_s, line.sku}, {u"sellerFulfillmentOrderItemId"_s, line.id}, {u"quantity"_s, line.quantity}, {u"cancelledQuantity"_s, line.cancelled}, {u"unfulfillableQuantity"_s, line.lost}});
    for (const WarehouseOrder::Box &box : order.boxes) {
        QJsonArray contents;
        for (const auto &[line, units] : box.units)
            contents.append(QJsonObject{{u"sellerSku"_s, order.lines.at(line).sku}, {u"sellerFulfillmentOrderItemId"_s, order.lines.at(line).id}, {u"quantity"_s, units}, {u"packageNumber"_s, static_cast<qint64>(box.number)}});
        shipments.append(QJsonObject{{u"amazonShipmentId"_s, u"D%1"_s.arg(box.number)}, {u"fulfillmentCenterId"_s, building}, {u"fulfillmentShipmentStatus"_s, u"SHIPPED"_s}, {u"shippingDate"_s, toText(box.sentAt)}, {u"fulfillmentShipmentItem"_s, contents},
                                     {u"fulfillmentShipmentPackage"_s, QJsonArray{QJsonObject{{u"packageNumber"_s, static_cast<qint64>(box.number)}, {u"carrierCode"_s, u"UPS"_s}, {u"trackingNumber"_s, box.tracking}}}}});
    }
    QJsonObject head = order.wish;
    head.remove(u"items"_s);
    head[u"fulfillmentAction"_s] = order.state == State::Held ? u"Hold"_s : u"Ship"_s;
    head[u"fulfillmentOrderStatus"_s] = wordOf(order.state);
    head[u"receivedDate"_s] = toText(order.takenAt);
    head[u"statusUpdatedDate"_s] = toText(order.changedAt);
    return {{u"fulfillmentOrder"_s, head}, {u"fulfillmentOrderItems"_s, items}, {u"fulfillmentShipments"_s, shipments}, {u"returnItems"_s, QJsonArray()}, {u"returnAuthorizations"_s, QJsonArray()}};
}

Reply McfService::outbound2026(const Request &request, const QStringList &path)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (path.value(0) == u"previews")
        return preview2026(asked);
    if (path.value(0) != u"orders")
        return spError(404, u"NotFound"_s, u"Resource not found."_s);
    if (path.size() == 1)
        return create2026(asked);
    WarehouseOrder *order = warehouse().find(path.at(1));
    if (!order)
        return spError(404, u"NotFound"_s, u"Order not found"_s);
    if (request.method == "GET")
        return jsonReply(200, QJsonObject{{u"order"_s, orderJson2026(*order)}});
    return change(*order, asked[u"fulfillmentConfiguration"_s][u"action"_s].toString() == u"SHIP", path.value(2) == u"cancel", 202);
}

Reply McfService::create2026(const QJsonObject &asked)
{
    WarehouseOrder order;
    order.key = asked[u"orderId"_s].toString();
    order.wish = asked;
    for (const QJsonValue item : asked[u"lineItems"_s].toArray())
        order.lines.append({item[u"lineItemId"_s].toString(), item[u"product"_s][u"productIdentifier"_s][u"amazonSku"_s].toString(), static_cast<Quantity>(item[u"amount"_s][u"value"_s].toString().toDouble())});
    const QJsonValue configuration = asked[u"fulfillmentConfiguration"_s];
    const QString policy = configuration[u"policy"_s].toString();
    order.ifMissing = policy == u"FILL_ALL" ? IfMissing::WaitForAll : policy == u"FILL_ALL_AVAILABLE" ? IfMissing::SendTheRest : IfMissing::SendNothing;
    if (const QString fault = faultOf(order.lines); !fault.isEmpty() || order.key.isEmpty())
        return spError(400, u"InvalidInput"_s, fault.isEmpty() ? u"orderId is missing"_s : fault);
    const auto taken = warehouse().take(order, configuration[u"action"_s].toString() == u"HOLD");
    if (!taken)
        return spError(400, u"InvalidInput"_s, taken.error().subject + u": "_s + taken.error().detail);
    return jsonReply(202, QJsonObject{{u"orderId"_s, order.key}, {u"status"_s, u"PROCESSING"_s}});
}

QJsonObject McfService::orderJson2026(const WarehouseOrder &order) const
{
    QJsonArray items, shipments;
    for (const WarehouseOrder::Line &line : order.lines)
        items.append(QJsonObject{{u"lineItemId"_s, line.id}, {u"product"_s, QJsonObject{{u"productIdentifier"_s, QJsonObject{{u"amazonSku"_s, line.sku}}}}}, {u"amount"_s, eaches(line.quantity)}, {u"cancelledAmount"_s, eaches(line.cancelled)}, {u"unfulfillableAmount"_s, eaches(line.lost)}});
    for (const WarehouseOrder::Box &box : order.boxes) {
        QJsonArray contents;
        for (const auto &[line, units] : box.units)
            contents.append(QJsonObject{{u"productIdentifier"_s, QJsonObject{{u"amazonSku"_s, order.lines.at(line).sku}}}, {u"lineItemId"_s, order.lines.at(line).id}, {u"amount"_s, eaches(units)}});
        shipments.append(QJsonObject{{u"amazonShipmentId"_s, u"D%1"_s.arg(box.number)}, {u"amazonFacility"_s, QJsonObject{{u"facilityId"_s, building}}}, {u"status"_s, u"SHIPPED"_s}, {u"shipTime"_s, toText(box.sentAt)}, {u"items"_s, contents},
                                     {u"packages"_s, QJsonArray{QJsonObject{{u"packageId"_s, QString::number(box.number)}, {u"status"_s, u"IN_TRANSIT"_s}, {u"tracking"_s, QJsonObject{{u"carrier"_s, QJsonObject{{u"carrierCode"_s, u"UPS"_s}, {u"trackingNumber"_s, box.tracking}}}}}}}}});
    }
    return {{u"orderId"_s, order.key}, {u"receiveTime"_s, toText(order.takenAt)}, {u"status"_s, wordOf2026(order.state)}, {u"statusUpdateTime"_s, toText(order.changedAt)},
            {u"fulfillmentConfiguration"_s, QJsonObject{{u"action"_s, order.state == State::Held ? u"HOLD"_s : u"SHIP"_s}}}, {u"lineItems"_s, items}, {u"shipments"_s, shipments}};
}

} // namespace crossdock::sandbox
