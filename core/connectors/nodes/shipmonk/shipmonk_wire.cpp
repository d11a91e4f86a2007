#include "core/connectors/nodes/shipmonk/shipmonk_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/http/signature.h"
#include "core/connectors/nodes/wire_parts.h"

#include <QCryptographicHash>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

using namespace fulfilment;

namespace {

constexpr qsizetype addressLength = 60;

http::Request asked(const ShipMonkAccount &account, const QByteArray &method, const QByteArray &path, const QJsonObject &body = {})
{
    http::Request request{method, account.root + path, {{"Api-Key", account.key}, {"Accept", "application/json"}}, {}};
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

NodeStatus::State stateOf(const QString &word)
{
    using State = NodeStatus::State;
    static const QHash<QString, State> states{
        {u"backorder"_s, State::Stuck}, {u"unable_to_submit"_s, State::Stuck}, {u"queued_to_submit"_s, State::Taken}, {u"subscription"_s, State::Taken}, {u"package_forwarding"_s, State::Taken},
        {u"awaiting_label_request_from_merchant_facility"_s, State::Taken}, {u"on_hold"_s, State::Held}, {u"submitted"_s, State::Working}, {u"pick_in_progress"_s, State::Working},
        {u"pack_in_progress"_s, State::Working}, {u"packed"_s, State::Working}, {u"awaiting_pick_up"_s, State::Working}, {u"awaiting_carrier_processing"_s, State::Working}, {u"updating"_s, State::Working},
        {u"en_route"_s, State::Sent}, {u"delivered"_s, State::Sent}, {u"undeliverable"_s, State::Sent}, {u"shipped_untrackable"_s, State::Sent}, {u"fulfilled_by_3rd"_s, State::Sent},
        {u"cancellation_requested"_s, State::Cancelling}, {u"cancelled"_s, State::Cancelled}};
    return states.value(word, State::Stuck); // a word that is new to us is for a person
}

NodeParcel::State parcelState(const QString &word, bool isShipped)
{
    using State = NodeParcel::State;
    if (word == "cancelled"_L1)
        return State::Cancelled;
    if (word == "delivered"_L1)
        return State::Delivered;
    if (word == "undeliverable"_L1)
        return State::Undeliverable;
    if (word == "en_route"_L1)
        return State::OnTheWay;
    return isShipped || word == "shipped_untrackable"_L1 ? State::Sent : State::Preparing;
}

NodeParcel parcelOf(const QJsonObject &package, const QJsonObject &order, const QString &word)
{
    NodeParcel parcel;
    parcel.tracking = package["tracking_number"_L1].toString();
    parcel.trackingUrl = package["tracking_url"_L1].toString();
    const QString number = idAt(package["number"_L1]);
    parcel.id = number.isEmpty() ? parcel.tracking : number;
    parcel.words = word;
    parcel.sentAt = timeAt(order["shipped_at"_L1]);
    parcel.state = parcelState(word, parcel.sentAt.has_value());
    parcel.carrier = order["shipment_data"_L1]["carrier"_L1].toString(order["shipping_method"_L1]["carrier"_L1]["name"_L1].toString());
    parcel.service = order["shipment_data"_L1]["service"_L1].toString();
    for (const QJsonObject &item : carriers::objectsOf(package["packed_items"_L1]))
        parcel.units.append({item["line_key"_L1].toString(), item["sku"_L1].toString(), unitsAt(item["quantity"_L1])});
    return parcel;
}

std::optional<Money> costOf(const QJsonValue &costs)
{
    std::optional<Money> sum;
    for (const auto &part : {u"estimated_shipping_related_charges"_s, u"estimated_packaging_material_charges"_s, u"estimated_pick_and_pack_charges"_s}) {
        const auto amount = carriers::moneyOf(costs[part]["amount"_L1], costs[part]["currency"_L1].toString());
        if (!amount || (sum && sum->currency != amount->currency))
            continue;
        sum = Money{(sum ? sum->amount : 0) + amount->amount, amount->currency};
    }
    return sum;
}

/// What keeps the order there, in ShipMonk's own words: "address, customs".
QString actionsOf(const QJsonValue &actions)
{
    QStringList names;
    const QJsonObject all = actions.toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        if (it.value().toBool())
            names.append(it.key());
    return names.join(u", "_s);
}

NodeStatus statusOf(const QJsonObject &order)
{
    NodeStatus status;
    const QString word = order["processing_status"_L1].toString();
    status.ref = {order["order_key"_L1].toString(), order["order_key"_L1].toString()};
    status.state = stateOf(word);
    const QString actions = actionsOf(order["actions_required"_L1]);
    status.words = actions.isEmpty() ? word : word + u": "_s + actions;
    status.place = order["warehouse"_L1]["identifier"_L1].toString();
    status.changedAt = timeAt(order["updated_at"_L1]);
    status.expectedCost = costOf(order["order_costs"_L1]);
    Quantity ordered = 0, sent = 0;
    bool isCounted = false;
    for (const QJsonObject &item : carriers::objectsOf(order["items"_L1])) {
        const QString source = item["source"_L1].toString();
        if (source == "inserted"_L1 || source == "packaging"_L1)
            continue; // ShipMonk's own additions
        status.lines.append({{item["line_key"_L1].toString(), item["sku"_L1].toString(), unitsAt(item["quantity"_L1])}, 0, 0});
        ordered += unitsAt(item["quantity"_L1]);
        sent += unitsAt(item["fulfilled_quantity"_L1]);
        isCounted = isCounted || item["fulfilled_quantity"_L1].isDouble();
    }
    for (const QJsonObject &package : carriers::objectsOf(order["packages"_L1]))
        status.parcels.append(parcelOf(package, order, word));
    if (status.state == NodeStatus::State::Sent && isCounted && sent < ordered)
        status.state = NodeStatus::State::PartlySent; // a split order is announced with its first parcel
    return status;
}

QJsonObject bodyOf(const ShipMonkAccount &account, const NodeOrder &order)
{
    QJsonArray items;
    for (const NodeOrder::Line &line : order.lines) {
        QJsonObject item{{u"sku"_s, line.sku.text()}, {u"quantity"_s, line.quantity}, {u"line_key"_s, line.id}};
        put(item, u"name"_s, line.name);
        if (line.unitPrice)
            item[u"price"_s] = toDecimal(*line.unitPrice).toDouble();
        items.append(item);
    }
    const QStringList lines = addressLines(order.to.address, addressLength);
    QJsonObject to{{u"name"_s, order.to.name}, {u"street1"_s, lines.value(0)}, {u"city"_s, order.to.city}, {u"country_code"_s, order.to.country}};
    put(to, u"street2"_s, lines.mid(1).join(u", "_s));
    put(to, u"state"_s, order.to.region);
    put(to, u"zip"_s, order.to.postcode);
    put(to, u"phone"_s, order.to.phone);
    QJsonObject body{{u"store_id"_s, account.storeId}, {u"order_key"_s, order.key}, {u"order_number"_s, order.number}, {u"items"_s, items}, {u"ship_to"_s, to},
                     {u"requested_shipping_service"_s, account.services.value(static_cast<int>(order.speed))}, {u"ordered_at"_s, toText(order.placedAt)},
                     {u"order_status"_s, order.isHeld ? u"onHold"_s : u"unfulfilled"_s}};
    put(body, u"customer_email"_s, order.to.email);
    put(body, u"warehouse"_s, order.place);
    put(body, u"customer_notes"_s, order.comment);
    if (order.sendAt)
        body[u"submit_at"_s] = toText(*order.sendAt);
    return body;
}

bool isSigned(const channels::Delivery &delivery, const ShipMonkAccount &account)
{
    const QByteArray given = delivery.header("X-Sm-Signature"), expected = http::hmacSha512(account.webhookSecret, delivery.body);
    const bool isHex = http::constantTimeEquals(given.toLower(), expected.toHex());
    const bool isBase64 = http::constantTimeEquals(given, expected.toBase64());
    bool isKnown = true;
    if (!account.webhookUser.isEmpty() || !account.webhookPassword.isEmpty())
        isKnown = http::constantTimeEquals(delivery.header("Authorization"), "Basic " + (account.webhookUser + ':' + account.webhookPassword).toBase64());
    return !account.webhookSecret.isEmpty() && isKnown && (isHex || isBase64);
}

} // namespace

http::Request shipMonkUpsert(const ShipMonkAccount &account, const NodeOrder &order)
{
    return asked(account, "POST", "/v1/integrations/order", bodyOf(account, order));
}

Result<QString> readShipMonkDone(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if ((*answer)["status"_L1].toInt(200) >= 400)
        return fail(Error::Code::Rejected, u"ShipMonk"_s, carriers::wordsOf(body));
    return (*answer)["message"_L1].toString();
}

http::Request shipMonkOrder(const ShipMonkAccount &account, const QString &key)
{
    return asked(account, "GET", "/v1/integrations/orders?orderKey=" + encoded(key) + "&storeId=" + QByteArray::number(account.storeId));
}

Result<std::optional<NodeStatus>> readShipMonkOrder(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if ((*answer)["status"_L1].toInt() == 404)
        return std::optional<NodeStatus>();
    const QJsonObject order = (*answer)["data"_L1].toObject();
    if (order["order_key"_L1].toString().isEmpty() || order["processing_status"_L1].toString().isEmpty())
        return fail(Error::Code::Rejected, u"ShipMonk"_s, u"the answer holds no order"_s);
    return std::optional<NodeStatus>(statusOf(order));
}

Result<http::Request> shipMonkChange(const ShipMonkAccount &account, const QByteArray &readBody, const QString &orderStatus)
{
    const auto answer = carriers::parseObject(readBody);
    CROSSDOCK_TRY(answer);
    const QJsonObject order = (*answer)["data"_L1].toObject();
    QJsonArray items;
    for (const QJsonObject &item : carriers::objectsOf(order["items"_L1])) {
        const QString source = item["source"_L1].toString();
        if (source == "inserted"_L1 || source == "packaging"_L1)
            continue;
        QJsonObject again;
        for (const auto &key : {u"sku"_s, u"quantity"_s, u"line_key"_s, u"name"_s, u"price"_s})
            again[key] = item[key];
        items.append(again);
    }
    QJsonObject to;
    for (const auto &key : {u"name"_s, u"company"_s, u"street1"_s, u"street2"_s, u"state"_s, u"city"_s, u"zip"_s, u"country_code"_s, u"phone"_s})
        to[key] = order["ship_to"_L1][key];
    QJsonObject body{{u"store_id"_s, account.storeId}, {u"order_status"_s, orderStatus}, {u"items"_s, items}, {u"ship_to"_s, to},
                     {u"requested_shipping_service"_s, order["requested_shipping_service"_L1].toString(account.services.value(0))}};
    for (const auto &key : {u"order_key"_s, u"order_number"_s, u"ordered_at"_s, u"customer_email"_s})
        body[key] = order[key];
    put(body, u"warehouse"_s, order["warehouse"_L1]["identifier"_L1].toString());
    if (items.isEmpty())
        return fail(Error::Code::Rejected, u"ShipMonk"_s, u"the answer holds no order"_s);
    return asked(account, "POST", "/v1/integrations/order", body);
}

http::Request shipMonkSubmit(const ShipMonkAccount &account, const QString &key, Time at)
{
    return asked(account, "POST", "/v1/integrations/submit-order", {{u"order_key"_s, key}, {u"store_id"_s, account.storeId}, {u"submit_at"_s, toText(at)}});
}

http::Request shipMonkSearch(const ShipMonkAccount &account)
{
    return asked(account, "POST", "/v1/integrations/products/search", {{u"filters"_s, QJsonObject{{u"status"_s, u"active"_s}}}, {u"sort"_s, QJsonObject{{u"sort_by"_s, u"id"_s}, {u"sort_order"_s, u"ASC"_s}}}});
}

Result<QString> readShipMonkSearch(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if (!(*answer)["total"_L1].isDouble())
        return fail(Error::Code::Rejected, u"ShipMonk"_s, u"the answer holds no count of products"_s);
    return (*answer)["cursor"_L1].toString();
}

http::Request shipMonkPage(const ShipMonkAccount &account, const QString &cursor)
{
    return asked(account, "GET", "/v1/integrations/products/search/paginate?pageSize=500&cursor=" + encoded(cursor));
}

Result<StockPage> readShipMonkPage(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if (!(*answer)["data"_L1].isArray())
        return fail(Error::Code::Rejected, u"ShipMonk"_s, u"the answer holds no products"_s);
    StockPage page;
    for (const QJsonObject &product : carriers::objectsOf((*answer)["data"_L1])) {
        for (const QJsonObject &location : carriers::objectsOf(product["inventory"_L1]["locations"_L1])) {
            StockLevel level;
            level.sku = product["sku"_L1].toString();
            level.place = location["warehouse"_L1]["identifier"_L1].toString();
            level.sellable = unitsAt(location["quantity_available"_L1]);
            level.changedAt = timeAt(product["inventory_on_hand_last_updated_at"_L1]);
            addShare(level, u"in quarantine"_s, u"quarantined_quantity"_s, location["quarantined_quantity"_L1]);
            addShare(level, u"not to be had at the moment"_s, u"quantity_unavailable"_s, location["quantity_unavailable"_L1]);
            if (!level.sku.isEmpty())
                page.levels.append(level);
        }
    }
    page.cursor = (*answer)["next_cursor"_L1].toString();
    page.hasMore = !page.cursor.isEmpty();
    return page;
}

http::Request shipMonkWarehouses(const ShipMonkAccount &account)
{
    return asked(account, "GET", "/v1/integrations/warehouses?pageSize=100");
}

Result<QStringList> readShipMonkWarehouses(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    if (!(*answer)["data"_L1].isArray())
        return fail(Error::Code::Rejected, u"ShipMonk"_s, u"the answer holds no warehouses"_s);
    QStringList names;
    for (const QJsonObject &warehouse : carriers::objectsOf((*answer)["data"_L1]))
        names.append(warehouse["identifier"_L1].toString());
    return names;
}

tl::expected<NodeMessage, channels::Refusal> readShipMonkDelivery(const channels::Delivery &delivery, const ShipMonkAccount &account)
{
    if (!isSigned(delivery, account))
        return tl::make_unexpected(channels::Refusal::BadSignature);
    const auto body = carriers::parseObject(delivery.body);
    if (!body)
        return tl::make_unexpected(channels::Refusal::Unreadable);
    NodeMessage message{QString::fromLatin1(QCryptographicHash::hash(delivery.body, QCryptographicHash::Sha256).toHex()), delivery.body, {}};
    const QString key = (*body)["order_key"_L1].toString();
    const bool isOrder = (*body)["processing_status"_L1].isString();
    const bool isShipment = (*body)["master_tracking_number"_L1].isString() && (*body)["packages"_L1].isArray();
    if (key.isEmpty() || (!isOrder && !isShipment))
        message.news.append(channels::Notice{u"not about an order of ours"_s}); // returns and receivings
    else if (isOrder)
        message.news.append(statusOf(*body)); // the whole order, as a question would answer it
    else
        message.news.append(NodeHint{{key, {}}, u"a parcel left"_s}); // of a split order only the first is announced: read it
    return message;
}

} // namespace crossdock::nodes
