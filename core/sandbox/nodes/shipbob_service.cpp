#include "core/sandbox/nodes/shipbob_service.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using State = WarehouseOrder::State;

constexpr qsizetype perMinute = 150;
constexpr int channelNumber = 77;
constexpr qint64 firstPlace = 8; // places are numbered from here

QString wordOf(State state)
{
    switch (state) {
    case State::Cancelled:
        return u"Cancelled"_s;
    case State::Sent:
        return u"Fulfilled"_s;
    case State::PartlySent:
    case State::PartlyLost:
        return u"PartiallyFulfilled"_s;
    case State::Lost:
    case State::Waiting:
        return u"Exception"_s;
    case State::Taken:
    case State::Held:
    case State::Working:
        return u"Processing"_s;
    }
    return {};
}

QString topicOf(const WarehouseOrder &order)
{
    switch (order.state) {
    case State::Sent:
    case State::PartlySent:
        return u"order.shipped"_s;
    case State::Cancelled:
        return u"order.shipment.cancelled"_s;
    case State::Lost:
    case State::PartlyLost:
        return u"order.shipment.exception"_s;
    default:
        return {};
    }
}

Reply invalid(int status, const QString &field, const QString &why)
{
    return jsonReply(status, QJsonObject{{field, QJsonArray{why}}});
}

} // namespace

ShipBobService::ShipBobService(const NodeSpec &spec, Surroundings around)
    : NodeService(spec, around, {u"Cicero (IL)"_s, u"Moreno Valley (CA)"_s})
{
}

ChannelAccess ShipBobService::access() const
{
    return {name(), u"shipbob"_s, url(), {{u"channel_id"_s, QString::number(channelNumber)}},
            {{u"token"_s, secret(u"token")}, {u"webhook_secret"_s, u"whsec_"_s + QString::fromLatin1(secret(u"webhook").toLatin1().toBase64())}}};
}

Reply ShipBobService::throttledReply() const
{
    return jsonReply(429, QJsonObject{{u"message"_s, u"Rate limit is exceeded."_s}}, {{"x-retry-after", "3"}, {"x-remaining-calls", "0"}});
}

Reply ShipBobService::brokenReply() const
{
    return jsonReply(502, QJsonObject{{u"message"_s, u"Bad gateway"_s}});
}

Reply ShipBobService::answer(const Request &request)
{
    if (request.header("Authorization") != "Bearer " + secret(u"token").toLatin1())
        return jsonReply(401, QJsonObject{{u"message"_s, u"Unauthorized"_s}});
    while (!m_asked.isEmpty() && now() - m_asked.head() >= Milliseconds{60'000})
        m_asked.dequeue();
    if (hasRealLimits() && m_asked.size() >= perMinute) {
        const qint64 seconds = (Milliseconds{60'000} - (now() - m_asked.head())).count() / 1'000 + 1;
        return jsonReply(429, QJsonObject{{u"message"_s, u"Rate limit is exceeded."_s}}, {{"x-retry-after", QByteArray::number(seconds)}, {"x-remaining-calls", "0"}});
    }
    m_asked.enqueue(now());
    if (request.method == "POST" && request.header("shipbob_channel_id") != QByteArray::number(channelNumber))
        return invalid(422, u"shipbob_channel_id"_s, u"The channel is unknown."_s);
    if (request.path == "/2026-01/channel")
        return jsonReply(200, QJsonObject{{u"items"_s, QJsonArray{QJsonObject{{u"id"_s, channelNumber}, {u"name"_s, u"Console"_s}}}}, {u"next"_s, QJsonValue()}});
    if (request.path == "/2026-01/inventory-level/locations")
        return levels(request);
    return orders(request);
}

Reply ShipBobService::orders(const Request &request)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (request.path == "/2026-01/order:estimate")
        return estimate(asked);
    if (request.path == "/2026-01/order" && request.method == "POST")
        return create(asked);
    if (request.path == "/2026-01/order") {
        QJsonArray found;
        for (const QString &key : request.argument("ReferenceIds").split(u','))
            if (const WarehouseOrder *order = warehouse().find(key))
                found.append(orderJson(*order));
        return jsonReply(200, found);
    }
    QByteArray rest = request.path;
    const bool isOrder = rest.startsWith("/2026-01/order/"), isShipment = rest.startsWith("/2026-01/shipment/"), isCancel = rest.endsWith(":cancel");
    rest.replace("/2026-01/order/", "").replace("/2026-01/shipment/", "").replace(":cancel", "");
    const quint64 number = isShipment ? rest.toULongLong() / 10 : rest.toULongLong();
    WarehouseOrder *order = warehouse().find(number);
    if (!order || (!isOrder && !isShipment))
        return jsonReply(404, QJsonObject{{u"message"_s, u"Not found"_s}});
    if (isShipment && isCancel) {
        const auto done = warehouse().cancel(*order);
        return done ? jsonReply(200, orderJson(*order)[u"shipments"_s][0].toObject()) : invalid(422, u"status"_s, done.error().detail);
    }
    return isCancel ? cancelOrder(*order) : jsonReply(200, orderJson(*order));
}

Reply ShipBobService::estimate(const QJsonObject &asked) const
{
    QList<WarehouseOrder::Line> lines;
    for (const QJsonValue product : asked[u"products"_s].toArray())
        lines.append({{}, product[u"reference_id"_s].toString(), product[u"quantity"_s].toInteger()});
    auto &self = const_cast<ShipBobService &>(*this).warehouse();
    for (const WarehouseOrder::Line &line : std::as_const(lines))
        if (!self.shelves().contains(line.sku))
            return invalid(422, u"products"_s, u"Unknown product %1"_s.arg(line.sku));
    const auto hasAll = [&](const QString &place) {
        return std::all_of(lines.begin(), lines.end(), [&](const WarehouseOrder::Line &line) { return self.shelves().value(line.sku).value(place).free() >= line.quantity; });
    };
    const auto place = std::find_if(self.places().begin(), self.places().end(), hasAll);
    if (place == self.places().end())
        return invalid(422, u"products"_s, u"No fulfillment center has all of it"_s);
    QJsonArray estimates;
    for (const QJsonValue method : asked[u"shipping_methods"_s].toArray())
        estimates.append(QJsonObject{{u"shipping_method"_s, method}, {u"estimated_price"_s, static_cast<double>(self.quoteFor(lines) * (1 + estimates.size())) / 100}, {u"estimated_currency_code"_s, u"USD"_s},
                                     {u"fulfillment_center"_s, QJsonObject{{u"id"_s, firstPlace + (place - self.places().begin())}, {u"name"_s, *place}}}, {u"total_weight_oz"_s, 16}});
    return jsonReply(200, QJsonObject{{u"estimates"_s, estimates}});
}

Reply ShipBobService::create(const QJsonObject &asked)
{
    WarehouseOrder order;
    order.key = asked[u"reference_id"_s].toString();
    order.wish = asked;
    order.ifMissing = WarehouseOrder::IfMissing::WaitForAll; // it takes what it does not have, and says so later
    for (const QJsonValue product : asked[u"products"_s].toArray())
        order.lines.append({{}, product[u"reference_id"_s].toString(), product[u"quantity"_s].toInteger()});
    for (const auto &key : {u"reference_id"_s, u"shipping_method"_s})
        if (asked[key].toString().isEmpty())
            return invalid(422, key, u"The field is required."_s);
    if (order.lines.isEmpty() || !asked[u"recipient"_s][u"address"_s].isObject())
        return invalid(422, u"products"_s, u"Products and a recipient are required."_s);
    if (asked[u"location_id"_s].isDouble())
        order.place = warehouse().places().value(asked[u"location_id"_s].toInteger() - firstPlace, u"?"_s);
    const auto taken = warehouse().take(order, false);
    if (!taken)
        return invalid(422, taken.error().subject, taken.error().detail);
    return jsonReply(201, orderJson(**taken));
}

Reply ShipBobService::cancelOrder(WarehouseOrder &order)
{
    const auto done = warehouse().cancel(order);
    const QJsonObject result{{u"shipment_id"_s, static_cast<qint64>(order.number * 10)}, {u"action"_s, u"Cancel"_s}, {u"is_success"_s, done.has_value()}, {u"reason"_s, done ? QJsonValue() : QJsonValue(done.error().detail)}};
    return jsonReply(200, QJsonObject{{u"order_id"_s, static_cast<qint64>(order.number)}, {u"status"_s, done ? u"Success"_s : u"Failure"_s}, {u"canceled_shipment_results"_s, QJsonArray{result}}});
}

Reply ShipBobService::levels(const Request &request) const
{
    const qsizetype size = std::clamp<qsizetype>(request.argument("PageSize").toLongLong(), 1, 250), from = request.argument("Cursor").toLongLong();
    auto &self = const_cast<ShipBobService &>(*this).warehouse();
    QJsonArray items;
    qsizetype i = 0;
    for (auto shelf = self.shelves().begin(); shelf != self.shelves().end(); ++shelf, ++i) {
        if (i < from || items.size() >= size)
            continue;
        QJsonArray locations;
        for (auto place = shelf->begin(); place != shelf->end(); ++place)
            locations.append(QJsonObject{{u"location_id"_s, firstPlace + self.places().indexOf(place.key())}, {u"name"_s, place.key()}, {u"on_hand_quantity"_s, place->onHand}, {u"fulfillable_quantity"_s, place->free()},
                                         {u"committed_quantity"_s, place->committed}, {u"awaiting_quantity"_s, place->inbound}, {u"internal_transfer_quantity"_s, 0}});
        items.append(QJsonObject{{u"inventory_id"_s, i + 1}, {u"sku"_s, shelf.key()}, {u"name"_s, shelf.key()}, {u"locations"_s, locations}});
    }
    const bool hasMore = from + size < self.shelves().size();
    const QString next = u"/2026-01/inventory-level/locations?PageSize=%1&Cursor=%2"_s.arg(size).arg(from + size);
    return jsonReply(200, QJsonObject{{u"items"_s, items}, {u"next"_s, hasMore ? QJsonValue(next) : QJsonValue()}});
}

/// A shipment for each box that left, and one for what is still to come.
QJsonObject ShipBobService::orderJson(const WarehouseOrder &order) const
{
    QJsonArray products, shipments;
    for (const WarehouseOrder::Line &line : order.lines)
        products.append(QJsonObject{{u"sku"_s, line.sku}, {u"reference_id"_s, line.sku}, {u"quantity"_s, line.quantity}});
    const auto shipment = [&](quint64 number, const QString &status, const QJsonArray &contents) {
        return QJsonObject{{u"id"_s, static_cast<qint64>(number)}, {u"order_id"_s, static_cast<qint64>(order.number)}, {u"reference_id"_s, order.key}, {u"status"_s, status}, {u"status_details"_s, QJsonArray()}, {u"last_update_at"_s, toText(order.changedAt)},
                           {u"location"_s, QJsonObject{{u"id"_s, firstPlace}, {u"name"_s, order.place}}}, {u"products"_s, contents}};
    };
    const auto product = [&](qsizetype line, Quantity units) { return QJsonObject{{u"sku"_s, order.lines.at(line).sku}, {u"inventory_items"_s, QJsonArray{QJsonObject{{u"quantity"_s, units}}}}}; };
    for (const WarehouseOrder::Box &box : order.boxes) {
        QJsonArray contents;
        for (const auto &[line, units] : box.units)
            contents.append(product(line, units));
        QJsonObject sent = shipment(box.number, u"Completed"_s, contents);
        sent[u"tracking"_s] = QJsonObject{{u"carrier"_s, u"UPS"_s}, {u"carrier_service"_s, u"Ground"_s}, {u"tracking_number"_s, box.tracking}, {u"tracking_url"_s, u"https://track.example/"_s + box.tracking}};
        sent[u"actual_fulfillment_date"_s] = toText(box.sentAt);
        sent[u"invoice_amount"_s] = static_cast<double>(box.billed) / 100;
        sent[u"invoice_currency_code"_s] = u"USD"_s;
        shipments.append(sent);
    }
    if (order.state != State::Sent) {
        QJsonArray contents;
        for (qsizetype i = 0; i < order.lines.size(); ++i)
            if (order.lines.at(i).quantity > order.lines.at(i).sent)
                contents.append(product(i, order.lines.at(i).quantity - order.lines.at(i).sent));
        const bool isLost = order.state == State::Lost || order.state == State::PartlyLost || order.state == State::Waiting;
        QJsonObject rest = shipment(order.number * 10, order.state == State::Cancelled ? u"Cancelled"_s : isLost ? u"Exception"_s : u"Processing"_s, contents);
        if (isLost)
            rest[u"status_details"_s] = QJsonArray{QJsonObject{{u"name"_s, u"OutOfStock"_s}, {u"description"_s, u"Not enough stock at the fulfillment center"_s}}};
        shipments.append(rest);
    }
    return {{u"id"_s, static_cast<qint64>(order.number)}, {u"reference_id"_s, order.key}, {u"order_number"_s, order.wish[u"order_number"_s]}, {u"created_date"_s, toText(order.takenAt)}, {u"status"_s, wordOf(order.state)}, {u"products"_s, products}, {u"shipments"_s, shipments}};
}

void ShipBobService::tell(const WarehouseOrder &order)
{
    const QString topic = topicOf(order);
    if (topic.isEmpty())
        return;
    const QByteArray body = QJsonDocument(QJsonObject{{u"order_id"_s, static_cast<qint64>(order.number)}, {u"reference_id"_s, order.key}, {u"status"_s, wordOf(order.state)}}).toJson(QJsonDocument::Compact);
    const QByteArray id = "msg_" + secret(QString::number(around().random.next())).toLatin1().first(24), key = secret(u"webhook").toLatin1();
    publish(body, [id, key, topic](const QByteArray &sent, Time at) {
        const QByteArray seconds = QByteArray::number(toMs(at) / 1'000);
        const QByteArray signature = QMessageAuthenticationCode::hash(id + '.' + seconds + '.' + sent, key, QCryptographicHash::Sha256).toBase64();
        return Headers{{"Content-Type", "application/json"}, {"webhook-id", id}, {"webhook-timestamp", seconds}, {"webhook-signature", "v1," + signature}, {"x-webhook-topic", topic.toLatin1()}};
    });
}

} // namespace crossdock::sandbox
