#include "core/sandbox/nodes/shipmonk_service.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QMessageAuthenticationCode>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using State = WarehouseOrder::State;

constexpr qint64 store = 21;

QString wordOf(State state)
{
    switch (state) {
    case State::Taken:
        return u"submitted"_s;
    case State::Held:
        return u"on_hold"_s;
    case State::Waiting:
        return u"backorder"_s;
    case State::Working:
        return u"pick_in_progress"_s;
    case State::PartlySent:
    case State::Sent:
    case State::PartlyLost:
        return u"en_route"_s;
    case State::Cancelled:
        return u"cancelled"_s;
    case State::Lost:
        return u"unable_to_submit"_s;
    }
    return {};
}

Reply refused(int status, const QString &message)
{
    return jsonReply(status, QJsonObject{{u"status"_s, status}, {u"message"_s, message}});
}

} // namespace

ShipMonkService::ShipMonkService(const NodeSpec &spec, Surroundings around)
    : NodeService(spec, around, {u"FL1"_s, u"NV2"_s})
{
}

ChannelAccess ShipMonkService::access() const
{
    return {name(), u"shipmonk"_s, url(), {{u"store_id"_s, QString::number(store)}}, {{u"api_key"_s, secret(u"key")}, {u"webhook_secret"_s, secret(u"webhook")}, {u"webhook_user"_s, secret(u"user")}, {u"webhook_password"_s, secret(u"password")}}};
}

Reply ShipMonkService::throttledReply() const
{
    const QDateTime when = toDateTime(now() + Milliseconds{3'000});
    const QByteArray date = QLocale::c().toString(when.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1(); // RFC 1123
    return jsonReply(429, QJsonObject{{u"message"_s, u"Too many requests"_s}}, {{"Retry-After", date}});
}

Reply ShipMonkService::brokenReply() const
{
    return refused(500, u"Internal error"_s);
}

Reply ShipMonkService::answer(const Request &request)
{
    if (request.header("Api-Key") != secret(u"key").toLatin1())
        return refused(401, u"The key is not known."_s);
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (request.path == "/v1/integrations/order")
        return upsert(asked);
    if (request.path == "/v1/integrations/products/search")
        return jsonReply(200, QJsonObject{{u"total"_s, warehouse().shelves().size()}, {u"cursor"_s, warehouse().shelves().isEmpty() ? QJsonValue() : QJsonValue(u"0"_s)}});
    if (request.path == "/v1/integrations/products/search/paginate")
        return page(request);
    if (request.path == "/v1/integrations/warehouses") {
        QJsonArray names;
        for (const QString &place : warehouse().places())
            names.append(QJsonObject{{u"identifier"_s, place}, {u"name"_s, place}, {u"enabled"_s, true}});
        return jsonReply(200, QJsonObject{{u"status"_s, 200}, {u"data"_s, names}});
    }
    const QString key = request.path == "/v1/integrations/submit-order" ? asked[u"order_key"_s].toString() : request.argument("orderKey");
    WarehouseOrder *order = warehouse().find(key);
    if (!order)
        return refused(404, u"Order not found"_s);
    if (request.path == "/v1/integrations/orders")
        return jsonReply(200, QJsonObject{{u"status"_s, 200}, {u"data"_s, orderJson(*order)}});
    if (request.path != "/v1/integrations/submit-order")
        return refused(404, u"Not found"_s);
    warehouse().release(*order); // of one that is not held it is no more than a new date
    return jsonReply(200, QJsonObject{{u"status"_s, 200}});
}

/// The same store and key is the same order: a second coming changes it.
Reply ShipMonkService::upsert(const QJsonObject &asked)
{
    const QString key = asked[u"order_key"_s].toString();
    for (const auto &field : {u"order_key"_s, u"order_number"_s, u"requested_shipping_service"_s, u"ordered_at"_s, u"order_status"_s})
        if (asked[field].toString().isEmpty())
            return refused(400, u"%1 is required"_s.arg(field));
    if (asked[u"store_id"_s].toInteger() != store)
        return refused(400, u"store_id is unknown"_s);
    if (WarehouseOrder *known = warehouse().find(key))
        return change(*known, asked);
    WarehouseOrder order;
    order.key = key;
    order.wish = asked;
    order.place = asked[u"warehouse"_s].toString();
    order.ifMissing = WarehouseOrder::IfMissing::WaitForAll;
    for (const QJsonValue item : asked[u"items"_s].toArray())
        order.lines.append({item[u"line_key"_s].toString(), item[u"sku"_s].toString(), item[u"quantity"_s].toInteger()});
    if (order.lines.isEmpty())
        return refused(400, u"items is required"_s);
    const auto taken = warehouse().take(order, asked[u"order_status"_s].toString() == u"onHold");
    if (!taken)
        return refused(400, taken.error().subject + u": "_s + taken.error().detail);
    if (asked[u"order_status"_s].toString() == u"cancelled")
        warehouse().cancel(**taken);
    return jsonReply(200, QJsonObject{{u"message"_s, u"Order was created."_s}});
}

Reply ShipMonkService::change(WarehouseOrder &order, const QJsonObject &asked)
{
    const QString status = asked[u"order_status"_s].toString();
    Result<> done;
    if (status == u"cancelled" && order.state != State::Cancelled)
        done = warehouse().cancel(order);
    else if (status == u"onHold" && order.state != State::Held)
        done = warehouse().hold(order);
    return done ? jsonReply(200, QJsonObject{{u"message"_s, u"Order was updated."_s}}) : refused(400, done.error().detail);
}

Reply ShipMonkService::page(const Request &request) const
{
    const qsizetype size = std::clamp<qsizetype>(request.argument("pageSize").toLongLong(), 1, 500), from = request.argument("cursor").toLongLong();
    const auto &shelves = const_cast<ShipMonkService &>(*this).warehouse().shelves();
    QJsonArray data;
    qsizetype i = 0;
    for (auto shelf = shelves.begin(); shelf != shelves.end(); ++shelf, ++i) {
        if (i < from || data.size() >= size)
            continue;
        QJsonArray locations;
        for (auto place = shelf->begin(); place != shelf->end(); ++place)
            locations.append(QJsonObject{{u"quantity_available"_s, place->free()}, {u"quantity_on_hand"_s, place->onHand}, {u"quantity_final"_s, place->free()}, {u"quarantined_quantity"_s, place->damaged}, {u"quantity_unavailable"_s, 0},
                                         {u"warehouse"_s, QJsonObject{{u"identifier"_s, place.key()}, {u"name"_s, place.key()}}}});
        data.append(QJsonObject{{u"sku"_s, shelf.key()}, {u"name"_s, shelf.key()}, {u"inventory"_s, QJsonObject{{u"locations"_s, locations}}}});
    }
    const bool hasMore = from + size < shelves.size();
    return jsonReply(200, QJsonObject{{u"data"_s, data}, {u"total"_s, shelves.size()}, {u"next_cursor"_s, hasMore ? QJsonValue(QString::number(from + size)) : QJsonValue()}});
}

QJsonObject ShipMonkService::orderJson(const WarehouseOrder &order) const
{
    QJsonObject json;
    for (const auto &key : {u"order_key"_s, u"order_number"_s, u"ordered_at"_s, u"customer_email"_s, u"requested_shipping_service"_s, u"ship_to"_s})
        json[key] = order.wish[key];
    QJsonArray items, packages;
    for (const WarehouseOrder::Line &line : order.lines)
        items.append(QJsonObject{{u"line_key"_s, line.id}, {u"sku"_s, line.sku}, {u"name"_s, line.sku}, {u"quantity"_s, line.quantity}, {u"fulfilled_quantity"_s, line.sent}, {u"source"_s, u"imported"_s}});
    for (const WarehouseOrder::Box &box : order.boxes) {
        QJsonArray contents;
        for (const auto &[line, units] : box.units)
            contents.append(QJsonObject{{u"sku"_s, order.lines.at(line).sku}, {u"line_key"_s, order.lines.at(line).id}, {u"quantity"_s, units}});
        packages.append(QJsonObject{{u"number"_s, packages.size() + 1}, {u"tracking_number"_s, box.tracking}, {u"tracking_url"_s, u"https://track.example/"_s + box.tracking}, {u"packed_items"_s, contents}});
    }
    json[u"items"_s] = items;
    json[u"packages"_s] = packages;
    json[u"order_status"_s] = order.state == State::Cancelled ? u"cancelled"_s : order.state == State::Held ? u"onHold"_s : u"unfulfilled"_s;
    json[u"processing_status"_s] = wordOf(order.state);
    json[u"warehouse"_s] = QJsonObject{{u"identifier"_s, order.place}, {u"name"_s, order.place}};
    json[u"updated_at"_s] = toText(order.changedAt);
    json[u"shipped_at"_s] = order.boxes.isEmpty() ? QJsonValue() : QJsonValue(toText(order.boxes.first().sentAt));
    json[u"shipment_data"_s] = QJsonObject{{u"carrier"_s, u"UPS"_s}, {u"service"_s, u"Ground"_s}};
    json[u"order_costs"_s] = QJsonObject{{u"estimated_shipping_related_charges"_s, QJsonObject{{u"amount"_s, static_cast<double>(order.quoted) / 100}, {u"currency"_s, u"USD"_s}}}};
    return json;
}

void ShipMonkService::tell(const WarehouseOrder &order)
{
    if (order.boxes.size() > 1)
        return; // it speaks of the first parcel only
    const QByteArray body = QJsonDocument(orderJson(order)).toJson(QJsonDocument::Compact), key = secret(u"webhook").toLatin1();
    const QByteArray pair = secret(u"user").toLatin1() + ':' + secret(u"password").toLatin1();
    publish(body, [key, pair](const QByteArray &sent, Time) {
        return Headers{{"Content-Type", "application/json"}, {"Authorization", "Basic " + pair.toBase64()}, {"X-Sm-Signature", QMessageAuthenticationCode::hash(sent, key, QCryptographicHash::Sha512).toHex()}};
    });
}

} // namespace crossdock::sandbox
