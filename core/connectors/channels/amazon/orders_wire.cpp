#include "core/connectors/channels/amazon/orders_wire.h"

#include "core/connectors/channels/amazon/order_facts_wire.h"
#include "core/inventory/channels/payment_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

QByteArray includedData(bool withBuyer)
{
    return withBuyer ? "includedData=BUYER,RECIPIENT,CANCELLATION,FULFILLMENT,PAYMENT,PROCEEDS"
                     : "includedData=CANCELLATION,FULFILLMENT,PAYMENT";
}

bool isPending(const QString &status)
{
    return status == "PENDING"_L1 || status == "PENDING_AVAILABILITY"_L1;
}

ChannelOrder::State stateOf(const QString &status)
{
    if (status == "SHIPPED"_L1)
        return ChannelOrder::State::Shipped;
    if (status == "CANCELLED"_L1 || status == "UNFULFILLABLE"_L1)
        return ChannelOrder::State::Cancelled;
    return ChannelOrder::State::Open;
}

/// What is to be sent of a line, see the header.
Quantity toBeSent(const QJsonObject &item, Quantity ordered, const QString &status)
{
    const bool isCancelled = item.value("cancellation"_L1)["cancellationExecution"_L1].isObject();
    const QJsonValue fulfilment = item.value("fulfillment"_L1);
    const auto fulfilled = readCount(fulfilment["quantityFulfilled"_L1]);
    const auto open = readCount(fulfilment["quantityUnfulfilled"_L1]);
    if (!fulfilled && !open)
        return isCancelled ? 0 : ordered;
    const Quantity counted = fulfilled.value_or(0) + open.value_or(0);
    // a line falls to nothing by a cancellation only, never by counts that Amazon has not filled in yet
    const bool isBelievable = isCancelled || (!isPending(status) && fulfilled && open && counted > 0);
    return isBelievable ? std::min(counted, ordered) : ordered;
}

Result<ChannelOrder::Line> readLine(const QJsonObject &item, const QString &status)
{
    const QJsonValue product = item.value("product"_L1);
    ChannelOrder::Line line;
    line.id = item.value("orderItemId"_L1).toString();
    line.sku = product["sellerSku"_L1].toString();
    line.listing = line.sku;
    const auto ordered = readCount(item.value("quantityOrdered"_L1));
    if (line.id.isEmpty() || !ordered)
        return fail(Error::Code::Rejected, line.id, u"an order item without id or quantity"_s);
    line.quantity = toBeSent(item, *ordered, status);
    const auto fulfilled = readCount(item.value("fulfillment"_L1)["quantityFulfilled"_L1]);
    line.shipped = std::min(fulfilled.value_or(status == "SHIPPED"_L1 ? line.quantity : 0), line.quantity);
    const QJsonValue price = product["price"_L1]["unitPrice"_L1];
    if (const auto money = parseMoney(price["amount"_L1].toVariant().toString(), price["currencyCode"_L1].toString()))
        line.unitPrice = *money;
    return line;
}

Buyer readBuyer(const QJsonObject &order)
{
    const QJsonValue who = order.value("buyer"_L1);
    const QJsonValue where = order.value("recipient"_L1)["deliveryAddress"_L1];
    Buyer buyer;
    buyer.name = where["name"_L1].toString(who["buyerName"_L1].toString());
    buyer.email = who["buyerEmail"_L1].toString();
    buyer.phone = where["phone"_L1].toString();
    QStringList lines = {where["companyName"_L1].toString(), where["addressLine1"_L1].toString(),
                         where["addressLine2"_L1].toString(), where["addressLine3"_L1].toString()};
    lines.removeAll(QString());
    buyer.address = lines.join(u'\n');
    buyer.city = where["city"_L1].toString(where["municipality"_L1].toString());
    buyer.region = where["stateOrRegion"_L1].toString(where["districtOrCounty"_L1].toString());
    buyer.postcode = where["postalCode"_L1].toString();
    buyer.country = where["countryCode"_L1].toString();
    return buyer;
}

/// Orders API 2026-01-01, PaymentExecution: "CashOnDelivery", "CreditCard", "Invoice", ...
QString readPayment(const QJsonObject &order)
{
    QStringList names;
    const QJsonArray executions = order.value("payment"_L1)["paymentExecutions"_L1].toArray();
    for (const QJsonValue &one : executions)
        names.append(one["paymentMethod"_L1].toString());
    return channels::paymentMethodOf(names);
}

Result<ChannelOrder> readOrder(const QJsonObject &json, const Account &account)
{
    const QString number = json.value("orderId"_L1).toString();
    const QString placed = json.value("createdTime"_L1).toString();
    const auto createdAt = parseTime(placed);
    const auto updatedAt = parseTime(json.value("lastUpdatedTime"_L1).toString());
    if (number.isEmpty() || !createdAt || !updatedAt)
        return fail(Error::Code::Rejected, number, u"an order without number or times"_s);
    const QJsonValue fulfilment = json.value("fulfillment"_L1);
    const QString status = fulfilment["fulfillmentStatus"_L1].toString();

    ChannelOrder order;
    order.id = {account.channel, number};
    order.revision = *updatedAt;
    order.isAuthoritative = true;
    order.createdAt = *createdAt;
    order.resolution = resolutionOf(placed);
    order.state = stateOf(status);
    if (fulfilment["fulfilledBy"_L1].toString() == "AMAZON"_L1)
        order.fulfilment = ChannelOrder::Fulfilment::Channel;
    if (const auto until = parseTime(fulfilment["shipByWindow"_L1]["latestDateTime"_L1].toString()))
        order.shipBy = *until;
    if (const auto until = parseTime(fulfilment["deliverByWindow"_L1]["latestDateTime"_L1].toString()))
        order.deliverBy = *until;
    order.buyer = readBuyer(json);
    order.paymentMethod = readPayment(json);
    order.facts = readFacts(json);
    const QJsonArray items = json.value("orderItems"_L1).toArray();
    for (const QJsonValue &item : items) {
        const auto line = readLine(item.toObject(), status);
        if (!line)
            return fail(Error::Code::Rejected, number, line.error().detail);
        order.lines.append(*line);
    }
    return order;
}

constexpr int boxesApart = 10'000; // no order has as many parcels

QString toText(const std::optional<Time> &time)
{
    return time ? crossdock::toText(*time) : QString();
}

std::optional<Time> timeOf(const QString &text)
{
    const auto time = parseTime(text);
    return time ? std::optional(*time) : std::nullopt;
}

} // namespace

std::optional<Quantity> readCount(const QJsonValue &value)
{
    const qint64 count = value.toInteger(-1);
    return count >= 0 && count <= maxQuantity ? std::optional<Quantity>(count) : std::nullopt;
}

Milliseconds resolutionOf(const QString &time)
{
    return Milliseconds(time.contains(u'.') ? 1 : 1000);
}

QString OrdersCursor::toText() const
{
    return u"1|%1|%2|%3|"_s.arg(crossdock::toText(updatedAfter), amazon::toText(askedAt), amazon::toText(nextStart))
        + pageToken;
}

std::optional<OrdersCursor> OrdersCursor::fromText(const QString &text)
{
    const QStringList parts = text.split(u'|');
    const auto after = parts.size() >= 5 ? timeOf(parts.at(1)) : std::nullopt;
    if (!after || parts.first() != "1"_L1)
        return std::nullopt;
    return OrdersCursor{*after, parts.sliced(4).join(u'|'), timeOf(parts.at(2)), timeOf(parts.at(3))};
}

http::Request ordersRequest(const Account &account, const OrdersCursor &cursor, bool withBuyer)
{
    QByteArray url = account.root + "/orders/2026-01-01/orders?lastUpdatedAfter="
        + encoded(crossdock::toText(cursor.updatedAfter)) + "&marketplaceIds=" + encoded(account.marketplaceId)
        + "&maxResultsPerPage=100&" + includedData(withBuyer);
    if (!cursor.pageToken.isEmpty())
        url += "&paginationToken=" + encoded(cursor.pageToken);
    return {"GET", url, {}, {}};
}

http::Request orderRequest(const Account &account, const QString &number, bool withBuyer)
{
    return {"GET", account.root + "/orders/2026-01-01/orders/" + encoded(number) + '?' + includedData(withBuyer), {}, {}};
}

QString carrierCodeOf(const QString &carrier)
{
    static const QStringList codes{u"UPS"_s, u"USPS"_s, u"FedEx"_s, u"DHL"_s, u"DHL eCommerce"_s, u"OnTrac"_s, u"Royal Mail"_s, u"Canada Post"_s,
                                   u"Australia Post"_s, u"Delhivery"_s, u"Amazon Shipping"_s};
    const auto known = std::find_if(codes.begin(), codes.end(), [&](const QString &code) { return code.compare(carrier, Qt::CaseInsensitive) == 0; });
    return known == codes.end() ? u"Other"_s : *known;
}

QList<Package> packagesOf(const channels::ParcelSent &parcel)
{
    const QStringList numbers = channels::trackingNumbers(parcel.tracking);
    QList<Package> packages;
    for (const QString &number : numbers)
        packages.append({parcel.number + static_cast<int>(packages.size()) * boxesApart, number, {}});
    qsizetype box = 0; // that takes the next unit: every box has one as long as there are enough
    for (const channels::ParcelSent::Line &line : parcel.lines) {
        for (Quantity unit = 0; unit < line.quantity && !packages.isEmpty(); ++unit, box = (box + 1) % packages.size()) {
            QList<channels::ParcelSent::Line> &lines = packages[box].lines;
            if (lines.isEmpty() || lines.last().id != line.id)
                lines.append({line.id, 0});
            ++lines.last().quantity;
        }
    }
    packages.removeIf([](const Package &package) { return package.lines.isEmpty(); });
    return packages;
}

http::Request shipmentRequest(const Account &account, const channels::ParcelSent &parcel, const Package &box)
{
    QJsonArray items;
    for (const channels::ParcelSent::Line &line : box.lines)
        items.append(QJsonObject{{u"orderItemId"_s, line.id}, {u"quantity"_s, line.quantity}});
    const Time shippedAt = std::max(parcel.sentAt, parcel.orderedAt); // our clock may be behind Amazon's
    QJsonObject package{{u"packageReferenceId"_s, QString::number(box.reference)}, {u"carrierCode"_s, carrierCodeOf(parcel.carrier)},
                        {u"trackingNumber"_s, box.tracking}, {u"shipDate"_s, toText(shippedAt)}, {u"orderItems"_s, items}};
    if (package[u"carrierCode"_s].toString() == "Other"_L1)
        package.insert(u"carrierName"_s, parcel.carrier);
    const QJsonObject body{{u"marketplaceId"_s, account.marketplaceId}, {u"packageDetail"_s, package}};
    return {"POST", account.root + "/orders/v0/orders/" + encoded(parcel.order) + "/shipmentConfirmation",
            {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

Result<OrdersPage> readOrdersPage(const QByteArray &body, const Account &account)
{
    const auto answer = readObject(body, u"orders"_s);
    CROSSDOCK_TRY(answer);
    if (!answer->value("orders"_L1).isArray())
        return fail(Error::Code::Rejected, u"orders"_s, u"the answer holds no orders"_s);
    OrdersPage page;
    const QJsonArray orders = answer->value("orders"_L1).toArray();
    for (const QJsonValue &json : orders) {
        auto order = readOrder(json.toObject(), account);
        if (order)
            page.orders.append(std::move(*order));
        else
            page.unreadable.append(order.error().subject); // the others must not wait for it
    }
    std::stable_sort(page.orders.begin(), page.orders.end(),
                     [](const ChannelOrder &a, const ChannelOrder &b) { return a.revision < b.revision; });
    page.nextToken = answer->value("pagination"_L1)["nextToken"_L1].toString();
    page.updatedBefore = timeOf(answer->value("lastUpdatedBefore"_L1).toString());
    return page;
}

Result<ChannelOrder> readOrderReply(const QByteArray &body, const Account &account)
{
    const auto answer = readObject(body, u"order"_s);
    CROSSDOCK_TRY(answer);
    return readOrder(answer->value("order"_L1).toObject(), account);
}

} // namespace crossdock::amazon
