#include "core/connectors/nodes/shipbob/shipbob_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/http/signature.h"
#include "core/connectors/nodes/wire_parts.h"

#include <QJsonDocument>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

using namespace fulfilment;

namespace {

constexpr qsizetype addressLength = 60;
constexpr Milliseconds tolerance{300'000}; // of a webhook's time, either way: Standard Webhooks

http::Request asked(const ShipBobAccount &account, const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
{
    http::Request request{method, account.root + path, {{"Authorization", "Bearer " + account.token}, {"Accept", "application/json"}}, {}};
    if (method == "POST")
        request.headers.emplaceBack("shipbob_channel_id", account.channelId);
    if (!body.isEmpty()) {
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = compact(body);
    }
    return request;
}

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QJsonObject addressOf(const Buyer &to)
{
    const QStringList lines = addressLines(to.address, addressLength);
    QJsonObject address{{u"country"_s, to.country}};
    put(address, u"address1"_s, lines.value(0));
    put(address, u"city"_s, to.city);
    put(address, u"address2"_s, lines.mid(1).join(u", "_s));
    put(address, u"state"_s, to.region);
    put(address, u"zip_code"_s, to.postcode);
    return address;
}

/// ShipBob's names of the channels it knows, which are ours.
bool isKnownChannel(const QString &kind)
{
    static const QStringList known{u"amazon"_s, u"bigcommerce"_s, u"ebay"_s, u"faire"_s, u"macy"_s, u"magento"_s, u"shein"_s, u"shopify"_s, u"squarespace"_s, u"targetplus"_s, u"temu"_s, u"tiktok"_s, u"unleashed"_s, u"walmart"_s, u"woocommerce"_s};
    return known.contains(kind);
}

Result<QJsonValue> parseValue(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isNull())
        return fail(Error::Code::Rejected, u"ShipBob"_s, u"the answer is no JSON"_s);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

NodeParcel::State parcelState(const QString &word, bool isDelivered)
{
    using State = NodeParcel::State;
    if (word == "Completed"_L1)
        return isDelivered ? State::Delivered : State::Sent;
    if (word == "Exception"_L1 || word == "OnHold"_L1 || word == "ImportReview"_L1)
        return State::Stuck;
    if (word == "Cancelled"_L1)
        return State::Cancelled;
    return word == "CleanSweeped"_L1 ? State::Unknown : State::Preparing; // None, Processing, LabeledCreated
}

NodeParcel parcelOf(const QJsonObject &shipment)
{
    NodeParcel parcel;
    parcel.id = idAt(shipment["id"_L1]);
    QStringList words{shipment["status"_L1].toString()};
    const auto delivered = timeAt(shipment["delivery_date"_L1]);
    parcel.state = parcelState(words.first(), delivered.has_value());
    for (const QJsonObject &detail : carriers::objectsOf(shipment["status_details"_L1])) {
        const QString sentence = detail["description"_L1].toString(detail["name"_L1].toString());
        if (!sentence.isEmpty())
            words.append(sentence);
    }
    parcel.words = words.join(u": "_s);
    const QJsonValue tracking = shipment["tracking"_L1];
    parcel.carrier = tracking["carrier"_L1].toString();
    parcel.service = tracking["carrier_service"_L1].toString();
    parcel.tracking = tracking["tracking_number"_L1].toString();
    parcel.trackingUrl = tracking["tracking_url"_L1].toString();
    parcel.place = shipment["location"_L1]["name"_L1].toString();
    for (const QJsonObject &product : carriers::objectsOf(shipment["products"_L1])) {
        Quantity units = 0;
        for (const QJsonObject &item : carriers::objectsOf(product["inventory_items"_L1]))
            units += unitsAt(item["quantity"_L1]);
        parcel.units.append({{}, product["sku"_L1].toString(product["reference_id"_L1].toString()), units});
    }
    parcel.sentAt = timeAt(shipment["actual_fulfillment_date"_L1]);
    parcel.expectedAt = timeAt(shipment["estimated_fulfillment_date"_L1]);
    parcel.deliveredAt = delivered;
    if (const auto billed = carriers::moneyOf(shipment["invoice_amount"_L1], shipment["invoice_currency_code"_L1].toString()); billed && billed->amount > 0)
        parcel.billed = *billed;
    return parcel;
}

NodeStatus::State stateOf(const QString &word, const QList<NodeParcel> &parcels)
{
    using State = NodeStatus::State;
    const auto isThere = [&](NodeParcel::State state) { return std::any_of(parcels.begin(), parcels.end(), [&](const NodeParcel &parcel) { return parcel.state == state; }); };
    if (word == "Cancelled"_L1)
        return State::Cancelled;
    if (word == "Fulfilled"_L1)
        return isThere(NodeParcel::State::Cancelled) ? State::PartlyLost : State::Sent;
    if (word == "Exception"_L1 || word == "ImportReview"_L1 || isThere(NodeParcel::State::Stuck))
        return State::Stuck;
    if (word == "PartiallyFulfilled"_L1)
        return State::PartlySent;
    return parcels.isEmpty() ? State::Taken : State::Working;
}

Result<NodeStatus> statusOf(const QJsonObject &order)
{
    NodeStatus status;
    status.ref = {order["reference_id"_L1].toString(), idAt(order["id"_L1])};
    status.words = order["status"_L1].toString();
    if (status.ref.id.isEmpty() || status.words.isEmpty())
        return fail(Error::Code::Rejected, u"ShipBob"_s, u"the answer holds no order"_s);
    status.receivedAt = timeAt(order["created_date"_L1]);
    for (const QJsonObject &product : carriers::objectsOf(order["products"_L1])) {
        const QString sku = product["sku"_L1].toString();
        status.lines.append({{{}, sku.isEmpty() ? product["reference_id"_L1].toString() : sku, unitsAt(product["quantity"_L1])}, 0, 0});
    }
    for (const QJsonObject &shipment : carriers::objectsOf(order["shipments"_L1])) {
        status.parcels.append(parcelOf(shipment));
        if (const auto changed = timeAt(shipment["last_update_at"_L1]))
            status.changedAt = status.changedAt ? std::max(*status.changedAt, *changed) : *changed;
    }
    status.state = stateOf(status.words, status.parcels);
    if (!status.parcels.isEmpty())
        status.place = status.parcels.first().place;
    for (const NodeParcel &parcel : std::as_const(status.parcels))
        if (parcel.state == NodeParcel::State::Stuck)
            status.words = parcel.words;
    return status;
}

} // namespace

http::Request shipBobEstimate(const ShipBobAccount &account, const NodeOrder &order)
{
    QJsonArray products;
    for (const NodeOrder::Line &line : order.lines)
        products.append(QJsonObject{{u"reference_id"_s, line.sku.text()}, {u"quantity"_s, line.quantity}});
    return asked(account, "POST", "/2026-01/order:estimate", {{u"address"_s, addressOf(placeOf(order.to))}, {u"products"_s, products}, {u"shipping_methods"_s, QJsonArray{account.methods.value(static_cast<int>(order.speed))}}});
}

Result<QList<NodeOffer>> readShipBobEstimate(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if (!(*answer)["estimates"_L1].isArray())
        return fail(Error::Code::Rejected, u"ShipBob"_s, u"the answer holds no estimates"_s);
    QList<NodeOffer> offers;
    for (const QJsonObject &estimate : carriers::objectsOf((*answer)["estimates"_L1])) {
        NodeOffer offer;
        offer.service = estimate["shipping_method"_L1].toString();
        offer.place = estimate["fulfillment_center"_L1]["name"_L1].toString();
        const auto price = carriers::moneyOf(estimate["estimated_price"_L1], estimate["estimated_currency_code"_L1].toString());
        CROSSDOCK_TRY(price);
        offer.charges = {{u"other"_s, u"estimated_price"_s, *price}}; // one sum, not itemised
        offer.total = *price;
        offers.append(offer);
    }
    return offers;
}

http::Request shipBobCreate(const ShipBobAccount &account, const NodeOrder &order)
{
    QJsonArray products;
    for (const NodeOrder::Line &line : order.lines) {
        QJsonObject product{{u"reference_id"_s, line.sku.text()}, {u"sku"_s, line.sku.text()}, {u"name"_s, line.name.isEmpty() ? line.sku.text() : line.name}, {u"quantity"_s, line.quantity}};
        if (line.unitPrice)
            product[u"unit_price"_s] = toDecimal(*line.unitPrice).toDouble();
        products.append(product);
    }
    QJsonObject recipient{{u"name"_s, order.to.name}, {u"address"_s, addressOf(order.to)}};
    put(recipient, u"email"_s, order.to.email);
    put(recipient, u"phone_number"_s, order.to.phone);
    QJsonObject body{{u"reference_id"_s, order.key}, {u"order_number"_s, order.number}, {u"type"_s, u"DTC"_s}, {u"shipping_method"_s, account.methods.value(static_cast<int>(order.speed))},
                     {u"purchase_date"_s, toText(order.placedAt)}, {u"products"_s, products}, {u"recipient"_s, recipient}};
    if (isKnownChannel(order.channel))
        body[u"sales_channel"_s] = order.channel;
    if (!order.place.isEmpty())
        body[u"location_id"_s] = order.place.toInt();
    put(body, u"gift_message"_s, order.comment);
    return asked(account, "POST", "/2026-01/order", body);
}

http::Request shipBobOrder(const ShipBobAccount &account, const QString &id)
{
    return asked(account, "GET", "/2026-01/order/" + encoded(id));
}

http::Request shipBobOrdersOf(const ShipBobAccount &account, const QString &key)
{
    return asked(account, "GET", "/2026-01/order?ReferenceIds=" + encoded(key));
}

Result<NodeStatus> readShipBobOrder(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    return statusOf(*answer);
}

Result<std::optional<NodeStatus>> readShipBobOrders(const QByteArray &body, const QString &key)
{
    const auto answer = parseValue(body);
    CROSSDOCK_TRY(answer);
    if (!answer->isArray())
        return fail(Error::Code::Rejected, u"ShipBob"_s, u"the answer is no list of orders"_s);
    for (const QJsonObject &order : carriers::objectsOf(*answer))
        if (order["reference_id"_L1].toString() == key)
            return statusOf(order).map([](const NodeStatus &status) { return std::optional<NodeStatus>(status); });
    return std::optional<NodeStatus>();
}

http::Request shipBobCancelOrder(const ShipBobAccount &account, const QString &id)
{
    return asked(account, "POST", "/2026-01/order/" + encoded(id) + ":cancel");
}

Result<CancelReport> readShipBobCancel(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    const QString word = (*answer)["status"_L1].toString();
    CancelReport report;
    if (word == "Success"_L1)
        report.outcome = CancelReport::Outcome::Done;
    else if (word == "PartialSuccess"_L1)
        report.outcome = CancelReport::Outcome::Partly;
    else if (word == "Failure"_L1)
        report.outcome = CancelReport::Outcome::TooLate;
    else
        return fail(Error::Code::Rejected, u"ShipBob"_s, u"the answer does not say what was cancelled"_s);
    QStringList reasons{word};
    for (const QJsonObject &result : carriers::objectsOf((*answer)["canceled_shipment_results"_L1])) {
        const QString reason = result["reason"_L1].toString();
        report.parcels.append({idAt(result["shipment_id"_L1]), result["is_success"_L1].toBool(), reason});
        if (!reason.isEmpty() && !reasons.contains(reason))
            reasons.append(reason);
    }
    report.words = reasons.join(u": "_s);
    return report;
}

http::Request shipBobCancelParcel(const ShipBobAccount &account, const QString &parcel)
{
    return asked(account, "POST", "/2026-01/shipment/" + encoded(parcel) + ":cancel");
}

http::Request shipBobStock(const ShipBobAccount &account, const QString &cursor)
{
    const QUrl next(cursor);
    if (cursor.isEmpty() || !next.path().startsWith(u'/'))
        return asked(account, "GET", "/2026-01/inventory-level/locations?PageSize=250&IsActive=true");
    return asked(account, "GET", next.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment));
}

Result<StockPage> readShipBobStock(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if (!(*answer)["items"_L1].isArray())
        return fail(Error::Code::Rejected, u"ShipBob"_s, u"the answer holds no stock"_s);
    StockPage page;
    for (const QJsonObject &item : carriers::objectsOf((*answer)["items"_L1])) {
        const QString sku = item["sku"_L1].toString();
        for (const QJsonObject &location : carriers::objectsOf(item["locations"_L1])) {
            StockLevel level;
            level.sku = sku;
            level.place = location["name"_L1].toString();
            level.sellable = unitsAt(location["fulfillable_quantity"_L1]);
            addShare(level, u"promised to orders"_s, u"committed_quantity"_s, location["committed_quantity"_L1]);
            addShare(level, u"on the way to ShipBob"_s, u"awaiting_quantity"_s, location["awaiting_quantity"_L1]);
            addShare(level, u"moving between ShipBob's buildings"_s, u"internal_transfer_quantity"_s, location["internal_transfer_quantity"_L1]);
            if (!sku.isEmpty())
                page.levels.append(level);
        }
    }
    page.cursor = (*answer)["next"_L1].toString();
    page.hasMore = QUrl(page.cursor).path().startsWith(u'/');
    return page;
}

http::Request shipBobChannels(const ShipBobAccount &account)
{
    return asked(account, "GET", "/2026-01/channel");
}

Result<QString> readShipBobChannels(const QByteArray &body, const QByteArray &channelId)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    for (const QJsonObject &channel : carriers::objectsOf((*answer)["items"_L1]))
        if (idAt(channel["id"_L1]).toLatin1() == channelId)
            return channel["name"_L1].toString();
    return fail(Error::Code::Rejected, u"channel_id"_s, u"the token sees no channel %1"_s.arg(QString::fromLatin1(channelId)));
}

tl::expected<NodeMessage, channels::Refusal> readShipBobDelivery(const channels::Delivery &delivery, const QByteArray &secret, Time now)
{
    const QByteArray id = delivery.header("webhook-id"), timestamp = delivery.header("webhook-timestamp"), marker = "whsec_";
    if (secret.isEmpty() || id.isEmpty() || timestamp.isEmpty())
        return tl::make_unexpected(channels::Refusal::BadSignature);
    const QByteArray key = QByteArray::fromBase64(secret.startsWith(marker) ? secret.mid(marker.size()) : secret);
    const QByteArray expected = http::hmacSha256(key, id + '.' + timestamp + '.' + delivery.body).toBase64();
    bool isGood = false;
    for (const QByteArray &entry : delivery.header("webhook-signature").split(' ')) // several while a secret is changed
        isGood = (entry.startsWith("v1,") && http::constantTimeEquals(entry.mid(3), expected)) || isGood;
    if (!isGood)
        return tl::make_unexpected(channels::Refusal::BadSignature);
    const Milliseconds age = now - fromMs(timestamp.toLongLong() * 1'000);
    if (age > tolerance || age < -tolerance)
        return tl::make_unexpected(channels::Refusal::TooOld);
    const auto body = carriers::parseObject(delivery.body);
    if (!body)
        return tl::make_unexpected(channels::Refusal::Unreadable);
    const QString topic = QString::fromLatin1(delivery.header("x-webhook-topic"));
    const QJsonObject about = (*body)["data"_L1].isObject() ? (*body)["data"_L1].toObject() : *body;
    const NodeRef ref{about["reference_id"_L1].toString(), idAt(about["order_id"_L1])};
    NodeMessage message{QString::fromLatin1(id), delivery.body, {}};
    if (topic.startsWith("order."_L1) && (!ref.key.isEmpty() || !ref.id.isEmpty()))
        message.news.append(NodeHint{ref, topic});
    else
        message.news.append(channels::Notice{topic});
    return message;
}

} // namespace crossdock::nodes
