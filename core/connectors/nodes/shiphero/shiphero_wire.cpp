#include "core/connectors/nodes/shiphero/shiphero_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/http/signature.h"
#include "core/connectors/nodes/wire_parts.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::nodes {

using namespace fulfilment;

namespace {

constexpr qsizetype addressLength = 60;
// One, and for each thing that a list can bring one more: what answers say of themselves (`complexity`).
constexpr double changeCredits = 10, orderCredits = 203, stockCredits = 101;

const QString orderFields = u"id legacy_id order_number partner_order_id fulfillment_status order_date updated_at"
                            " holds { fraud_hold address_hold shipping_method_hold operator_hold payment_hold client_hold }"
                            " line_items(first: 50) { edges { node { sku partner_line_item_id quantity quantity_allocated quantity_shipped backorder_quantity fulfillment_status } } }"
                            " shipments { id created_date delivered warehouse_id shipping_labels { id tracking_number tracking_url carrier shipping_method cost }"
                            " line_items(first: 50) { edges { node { quantity shipping_label_id line_item { sku partner_line_item_id } } } } }"_s;

ShipHeroQuery queryOf(const QString &text, const QJsonObject &variables, double credits)
{
    return {compact({{u"query"_s, text}, {u"variables"_s, variables}}), credits};
}

/// A mutation with one `data` argument.
ShipHeroQuery mutation(const ShipHeroAccount &account, const QString &name, const QString &inputType, QJsonObject data, const QString &answer)
{
    put(data, u"customer_account_id"_s, account.customer);
    return queryOf(u"mutation ($data: %2!) { %1(data: $data) { request_id complexity %3 } }"_s.arg(name, inputType, answer), {{u"data"_s, data}}, changeCredits);
}

QList<QJsonObject> nodesOf(const QJsonValue &connection)
{
    QList<QJsonObject> found;
    for (const QJsonObject &edge : carriers::objectsOf(connection["edges"_L1]))
        found.append(edge["node"_L1].toObject());
    return found;
}

/// The one field of `data` in an answer: { "data": { "order_create": {…} } }.
Result<QJsonObject> fieldOf(const QByteArray &body, const QString &name)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    const QJsonValue field = (*answer)["data"_L1][name];
    if (!field.isObject())
        return fail(Error::Code::Rejected, u"ShipHero"_s, u"the answer holds no %1"_s.arg(name));
    return field.toObject();
}

/// Holds that are set, by ShipHero's names: "address_hold".
QStringList holdsOf(const QJsonValue &holds)
{
    QStringList names;
    const QJsonObject all = holds.toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        if (it.value().toBool())
            names.append(it.key());
    return names;
}

struct Counts {
    Quantity ordered = 0, shipped = 0, allocated = 0, backorder = 0;
};

NodeStatus::State stateOf(const QString &word, const QStringList &holds, const Counts &counts)
{
    using State = NodeStatus::State;
    if (word.startsWith("cancel"_L1, Qt::CaseInsensitive))
        return State::Cancelled;
    if (counts.ordered > 0 && counts.shipped >= counts.ordered)
        return State::Sent;
    if (word.compare("fulfilled"_L1, Qt::CaseInsensitive) == 0)
        return counts.shipped > 0 ? State::PartlySent : State::Sent;
    const bool isOurs = std::all_of(holds.begin(), holds.end(), [](const QString &hold) { return hold == "operator_hold"_L1 || hold == "client_hold"_L1; });
    if (!holds.isEmpty())
        return isOurs ? State::Held : State::Stuck;
    if (counts.shipped > 0)
        return State::PartlySent;
    if (counts.backorder > 0)
        return State::Stuck;
    return counts.allocated > 0 ? State::Working : State::Taken;
}

void addParcels(const QJsonObject &shipment, const ShipHeroAccount &account, QList<NodeParcel> &parcels)
{
    const QList<QJsonObject> items = nodesOf(shipment["line_items"_L1]), labels = carriers::objectsOf(shipment["shipping_labels"_L1]);
    const auto parcelOf = [&](const QString &id) {
        NodeParcel parcel;
        parcel.id = id;
        parcel.state = shipment["delivered"_L1].toBool() ? NodeParcel::State::Delivered : NodeParcel::State::Sent;
        parcel.words = shipment["delivered"_L1].toBool() ? u"delivered"_s : u"shipped"_s;
        parcel.place = shipment["warehouse_id"_L1].toString();
        parcel.sentAt = timeAt(shipment["created_date"_L1]);
        return parcel;
    };
    const auto addUnits = [&](NodeParcel &parcel, const QString &label) {
        for (const QJsonObject &item : items)
            if (labels.size() <= 1 || item["shipping_label_id"_L1].toString() == label)
                parcel.units.append({item["line_item"_L1]["partner_line_item_id"_L1].toString(), item["line_item"_L1]["sku"_L1].toString(), unitsAt(item["quantity"_L1])});
    };
    for (const QJsonObject &label : labels) {
        NodeParcel parcel = parcelOf(label["id"_L1].toString());
        parcel.tracking = label["tracking_number"_L1].toString();
        parcel.trackingUrl = label["tracking_url"_L1].toString();
        parcel.carrier = label["carrier"_L1].toString();
        parcel.service = label["shipping_method"_L1].toString();
        if (const auto cost = carriers::moneyOf(label["cost"_L1], account.currency); cost && cost->amount > 0)
            parcel.billed = *cost;
        addUnits(parcel, parcel.id);
        parcels.append(parcel);
    }
    if (labels.isEmpty()) {
        NodeParcel parcel = parcelOf(shipment["id"_L1].toString());
        addUnits(parcel, {});
        parcels.append(parcel);
    }
}

NodeStatus statusOf(const QJsonObject &order, const ShipHeroAccount &account)
{
    NodeStatus status;
    status.ref = {order["partner_order_id"_L1].toString(), order["id"_L1].toString()};
    status.receivedAt = timeAt(order["order_date"_L1]);
    status.changedAt = timeAt(order["updated_at"_L1]);
    Counts counts;
    for (const QJsonObject &line : nodesOf(order["line_items"_L1])) {
        status.lines.append({{line["partner_line_item_id"_L1].toString(), line["sku"_L1].toString(), unitsAt(line["quantity"_L1])}, 0, 0});
        counts.ordered += unitsAt(line["quantity"_L1]);
        counts.shipped += unitsAt(line["quantity_shipped"_L1]);
        counts.allocated += unitsAt(line["quantity_allocated"_L1]);
        counts.backorder += unitsAt(line["backorder_quantity"_L1]);
    }
    for (const QJsonObject &shipment : carriers::objectsOf(order["shipments"_L1]))
        addParcels(shipment, account, status.parcels);
    const QString word = order["fulfillment_status"_L1].toString();
    QStringList words = holdsOf(order["holds"_L1]);
    status.state = stateOf(word, words, counts);
    if (counts.backorder > 0)
        words.append(u"backorder %1"_s.arg(counts.backorder));
    status.words = words.isEmpty() ? word : word + u": "_s + words.join(u", "_s);
    return status;
}

QJsonObject addressOf(const Buyer &to)
{
    const QStringList lines = addressLines(to.address, addressLength);
    QJsonObject address{{u"first_name"_s, to.name.section(u' ', 0, 0)}, {u"last_name"_s, to.name.section(u' ', 1)}, {u"address1"_s, lines.value(0)}, {u"city"_s, to.city}, {u"country"_s, to.country}};
    put(address, u"address2"_s, lines.mid(1).join(u", "_s));
    put(address, u"state"_s, to.region);
    put(address, u"zip"_s, to.postcode);
    put(address, u"phone"_s, to.phone);
    put(address, u"email"_s, to.email);
    return address;
}

} // namespace

http::Request shipHeroToken(const ShipHeroAccount &account)
{
    return {"POST", account.root + "/auth/refresh", {{"Content-Type", "application/json"}}, compact({{u"refresh_token"_s, QString::fromUtf8(account.refreshToken)}})};
}

Result<ShipHeroPass> readShipHeroToken(const QByteArray &body)
{
    const auto answer = carriers::parseObject(body);
    CROSSDOCK_TRY(answer);
    const QByteArray token = (*answer)["access_token"_L1].toString().toUtf8();
    if (token.isEmpty())
        return fail(Error::Code::Rejected, u"ShipHero"_s, u"the answer holds no access token"_s);
    return ShipHeroPass{token, std::chrono::seconds((*answer)["expires_in"_L1].toInteger(3'600))};
}

http::Request shipHeroAsk(const ShipHeroAccount &account, const QByteArray &token, const ShipHeroQuery &query)
{
    return {"POST", account.root + "/graphql", {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Accept", "application/json"}}, query.body};
}

ShipHeroVerdict judgeShipHero(const QByteArray &body)
{
    using Kind = channels::CallFailure::Kind;
    ShipHeroVerdict verdict;
    const auto answer = carriers::parseObject(body);
    if (!answer) {
        verdict.failure = channels::CallFailure{Kind::Rejected, answer.error().detail, Milliseconds{0}, true};
        return verdict;
    }
    const QJsonObject data = (*answer)["data"_L1].toObject();
    for (const QJsonValue field : data)
        if (field["complexity"_L1].isDouble())
            verdict.cost = verdict.cost.value_or(0) + field["complexity"_L1].toDouble();
    const QList<QJsonObject> errors = carriers::objectsOf((*answer)["errors"_L1]);
    if (errors.isEmpty())
        return verdict;
    const QJsonObject &first = errors.first();
    const QString message = first["message"_L1].toString();
    channels::CallFailure failure{Kind::Rejected, message, Milliseconds{0}, false};
    if (message.contains("not enough credits"_L1, Qt::CaseInsensitive) || first["required_credits"_L1].isDouble()) {
        static const QRegularExpression seconds(u"(\\d+) seconds?"_s);
        const QString wait = first["time_remaining"_L1].toString(message);
        failure.kind = Kind::RateLimited;
        failure.retryAfter = std::chrono::seconds(std::max(1, seconds.match(wait).captured(1).toInt()));
        if (first["remaining_credits"_L1].isDouble())
            verdict.left = first["remaining_credits"_L1].toDouble();
    } else if (message.contains("token"_L1, Qt::CaseInsensitive) || message.contains("unauthor"_L1, Qt::CaseInsensitive) || message.contains("unauthen"_L1, Qt::CaseInsensitive)) {
        failure.kind = Kind::Unauthorized;
        verdict.asksForToken = true;
    }
    verdict.isAbsent = failure.kind == Kind::Rejected && (message.contains("not found"_L1, Qt::CaseInsensitive) || message.contains("no order"_L1, Qt::CaseInsensitive));
    verdict.failure = failure;
    return verdict;
}

ShipHeroQuery shipHeroCreate(const ShipHeroAccount &account, const NodeOrder &order)
{
    QJsonArray items;
    for (const NodeOrder::Line &line : order.lines) {
        QJsonObject item{{u"sku"_s, line.sku.text()}, {u"partner_line_item_id"_s, line.id}, {u"quantity"_s, line.quantity}, {u"quantity_pending_fulfillment"_s, line.quantity}, {u"fulfillment_status"_s, u"pending"_s},
                         {u"product_name"_s, line.name.isEmpty() ? line.sku.text() : line.name}, {u"price"_s, line.unitPrice ? toDecimal(*line.unitPrice) : u"0.00"_s}};
        put(item, u"warehouse_id"_s, order.place);
        items.append(item);
    }
    const QString method = account.methods.value(static_cast<int>(order.speed));
    QJsonObject data{{u"order_number"_s, order.number}, {u"partner_order_id"_s, order.key}, {u"shop_name"_s, account.shop}, {u"fulfillment_status"_s, u"pending"_s}, {u"order_date"_s, toText(order.placedAt)},
                     {u"shipping_lines"_s, QJsonObject{{u"title"_s, method}, {u"method"_s, method}, {u"price"_s, u"0.00"_s}}}, {u"shipping_address"_s, addressOf(order.to)}, {u"line_items"_s, items},
                     {u"allow_partial"_s, order.ifMissing == NodeOrder::IfMissing::SendTheRest}};
    put(data, u"email"_s, order.to.email);
    put(data, u"gift_note"_s, order.comment);
    if (order.isHeld)
        data[u"holds"_s] = QJsonObject{{u"operator_hold"_s, true}};
    if (order.handling.signature)
        data[u"require_signature"_s] = true;
    if (order.handling.together)
        data[u"allow_split"_s] = false;
    if (order.sendAt)
        data[u"hold_until_date"_s] = toText(*order.sendAt);
    return mutation(account, u"order_create"_s, u"CreateOrderInput"_s, data, u"order { id partner_order_id fulfillment_status }"_s);
}

ShipHeroQuery shipHeroFind(const ShipHeroAccount &, const NodeRef &ref)
{
    if (!ref.id.isEmpty())
        return queryOf(u"query ($id: String!) { order(id: $id) { request_id complexity data { %1 } } }"_s.arg(orderFields), {{u"id"_s, ref.id}}, orderCredits);
    return queryOf(u"query ($key: String!) { orders(partner_order_id: $key) { request_id complexity data(first: 2) { edges { node { %1 } } } } }"_s.arg(orderFields), {{u"key"_s, ref.key}}, orderCredits);
}

ShipHeroQuery shipHeroCancel(const ShipHeroAccount &account, const QString &id)
{
    return mutation(account, u"order_cancel"_s, u"CancelOrderInput"_s, {{u"order_id"_s, id}, {u"reason"_s, u"cancelled by the seller"_s}}, u"order { id fulfillment_status }"_s);
}

ShipHeroQuery shipHeroHold(const ShipHeroAccount &account, const QString &id, bool isHeld)
{
    QJsonObject data{{u"order_id"_s, id}, {u"operator_hold"_s, isHeld}};
    if (!isHeld)
        data[u"client_hold"_s] = false; // holds for fraud, address or payment are not ours to lift
    return mutation(account, u"order_update_holds"_s, u"UpdateOrderHoldsInput"_s, data, u"order { id }"_s);
}

ShipHeroQuery shipHeroMove(const ShipHeroAccount &account, const QString &id, const QString &warehouse)
{
    return mutation(account, u"order_change_warehouse"_s, u"ChangeOrderWarehouseInput"_s, {{u"order_id"_s, id}, {u"warehouse_id"_s, warehouse}}, u"order { id }"_s);
}

ShipHeroQuery shipHeroStock(const ShipHeroAccount &, const QString &cursor)
{
    QJsonObject variables;
    put(variables, u"after"_s, cursor);
    return queryOf(u"query ($after: String) { warehouse_products { request_id complexity data(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node {"
                   " sku warehouse_identifier on_hand allocated available reserve_inventory non_sellable_quantity backorder in_tote updated_at } } } } }"_s, variables, stockCredits);
}

ShipHeroQuery shipHeroWarehouses(const ShipHeroAccount &)
{
    return queryOf(u"query { account { request_id complexity data { warehouses { id identifier } } } }"_s, {}, changeCredits);
}

Result<NodeReceipt> readShipHeroCreated(const QByteArray &body)
{
    const auto created = fieldOf(body, u"order_create"_s);
    CROSSDOCK_TRY(created);
    const QJsonValue order = (*created)["order"_L1];
    if (order["id"_L1].toString().isEmpty())
        return fail(Error::Code::Rejected, u"ShipHero"_s, u"the answer holds no order"_s);
    return NodeReceipt{{order["partner_order_id"_L1].toString(), order["id"_L1].toString()}, false, order["fulfillment_status"_L1].toString()};
}

Result<std::optional<NodeStatus>> readShipHeroOrder(const QByteArray &body, const ShipHeroAccount &account)
{
    if (const auto one = fieldOf(body, u"order"_s)) {
        const QJsonObject order = (*one)["data"_L1].toObject();
        return order.isEmpty() ? std::optional<NodeStatus>() : std::optional<NodeStatus>(statusOf(order, account));
    }
    const auto list = fieldOf(body, u"orders"_s);
    CROSSDOCK_TRY(list);
    const QList<QJsonObject> orders = nodesOf((*list)["data"_L1]);
    return orders.isEmpty() ? std::optional<NodeStatus>() : std::optional<NodeStatus>(statusOf(orders.first(), account));
}

Result<QString> readShipHeroCancelled(const QByteArray &body)
{
    return fieldOf(body, u"order_cancel"_s).map([](const QJsonObject &cancelled) { return cancelled["order"_L1]["fulfillment_status"_L1].toString(); });
}

Result<StockPage> readShipHeroStock(const QByteArray &body)
{
    const auto products = fieldOf(body, u"warehouse_products"_s);
    CROSSDOCK_TRY(products);
    const QJsonValue data = (*products)["data"_L1];
    if (!data["edges"_L1].isArray())
        return fail(Error::Code::Rejected, u"ShipHero"_s, u"the answer holds no stock"_s);
    StockPage page;
    for (const QJsonObject &product : nodesOf(data)) {
        StockLevel level;
        level.sku = product["sku"_L1].toString();
        level.place = product["warehouse_identifier"_L1].toString();
        level.sellable = std::min(unitsAt(product["available"_L1]), unitsAt(product["on_hand"_L1])); // what is sold ahead is not there
        level.changedAt = timeAt(product["updated_at"_L1]);
        addShare(level, u"promised to orders"_s, u"allocated"_s, product["allocated"_L1]);
        addShare(level, u"kept back"_s, u"reserve_inventory"_s, product["reserve_inventory"_L1]);
        addShare(level, u"not for sale"_s, u"non_sellable_quantity"_s, product["non_sellable_quantity"_L1]);
        if (!level.sku.isEmpty())
            page.levels.append(level);
    }
    page.cursor = data["pageInfo"_L1]["endCursor"_L1].toString();
    page.hasMore = data["pageInfo"_L1]["hasNextPage"_L1].toBool() && !page.cursor.isEmpty();
    return page;
}

Result<QStringList> readShipHeroWarehouses(const QByteArray &body)
{
    const auto account = fieldOf(body, u"account"_s);
    CROSSDOCK_TRY(account);
    QStringList names;
    for (const QJsonObject &warehouse : carriers::objectsOf((*account)["data"_L1]["warehouses"_L1]))
        names.append(warehouse["identifier"_L1].toString());
    return names;
}

tl::expected<NodeMessage, channels::Refusal> readShipHeroDelivery(const channels::Delivery &delivery, const QByteArray &secret)
{
    const QByteArray expected = http::hmacSha256(secret, delivery.body).toBase64();
    if (secret.isEmpty() || !http::constantTimeEquals(delivery.header("x-shiphero-hmac-sha256"), expected))
        return tl::make_unexpected(channels::Refusal::BadSignature);
    const auto body = carriers::parseObject(delivery.body);
    if (!body)
        return tl::make_unexpected(channels::Refusal::Unreadable);
    QByteArray id = delivery.header("X-Shiphero-Message-ID");
    if (id.isEmpty())
        id = QCryptographicHash::hash(delivery.body, QCryptographicHash::Sha256).toHex();
    NodeMessage message{QString::fromLatin1(id), delivery.body, {}};
    const QString type = (*body)["webhook_type"_L1].toString();
    if (type == "Inventory Update"_L1 || type == "Inventory Change"_L1) {
        StockHint hint;
        for (const QJsonObject &item : carriers::objectsOf((*body)["inventory"_L1]))
            hint.skus.append(item["sku"_L1].toString());
        message.news.append(hint);
        return message;
    }
    const QJsonObject about = (*body)["fulfillment"_L1].isObject() ? (*body)["fulfillment"_L1].toObject() : *body;
    const NodeRef ref{about["partner_order_id"_L1].toString(), about["order_uuid"_L1].toString()};
    if (ref.key.isEmpty() && ref.id.isEmpty())
        message.news.append(channels::Notice{type});
    else
        message.news.append(NodeHint{ref, type});
    return message;
}

} // namespace crossdock::nodes
