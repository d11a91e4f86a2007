#include "core/sandbox/nodes/shiphero_service.h"

#include "core/sandbox/graphql/document.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using State = WarehouseOrder::State;
using graphql::Selection;

constexpr qint64 lifeOfToken = 28 * 86'400;

/// Of an answer what was selected, as a GraphQL server gives it: what is not there is null.
QJsonValue selected(const QJsonValue &value, const QList<Selection> &selections)
{
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue one : value.toArray())
            list.append(selected(one, selections));
        return list;
    }
    if (!value.isObject() || selections.isEmpty())
        return value.isUndefined() ? QJsonValue() : value;
    QJsonObject object;
    for (const Selection &selection : selections)
        object[selection.key()] = selected(value[selection.name], selection.selections);
    return object;
}

QJsonObject argumentsOf(const Selection &field, const QJsonObject &variables)
{
    QJsonObject arguments;
    for (const graphql::Argument &argument : field.arguments)
        if (const QJsonValue value = argument.value.resolve(variables); !value.isUndefined())
            arguments[argument.name] = value;
    return arguments;
}

/// One credit for each thing that the lists of a question can bring.
double listCost(const QList<Selection> &selections, const QJsonObject &variables)
{
    double cost = 0;
    for (const Selection &selection : selections) {
        const double inner = listCost(selection.selections, variables), many = argumentsOf(selection, variables)[u"first"_s].toDouble(0);
        cost += many > 0 ? many * (1 + inner) : inner;
    }
    return cost;
}

QJsonObject connection(const QJsonArray &nodes)
{
    QJsonArray edges;
    for (const QJsonValue node : nodes)
        edges.append(QJsonObject{{u"node"_s, node}});
    return {{u"edges"_s, edges}, {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, false}, {u"endCursor"_s, QJsonValue()}}}};
}

QString idOf(const QString &type, quint64 number)
{
    return QString::fromLatin1((type + u':' + QString::number(number)).toLatin1().toBase64());
}

QString wordOf(State state)
{
    return state == State::Cancelled ? u"canceled"_s : state == State::Sent ? u"fulfilled"_s : u"pending"_s;
}

Reply failed(const QString &message, const QJsonObject &more = {})
{
    QJsonObject error = more;
    error[u"message"_s] = message;
    return jsonReply(200, QJsonObject{{u"errors"_s, QJsonArray{error}}, {u"data"_s, QJsonValue()}});
}

} // namespace

ShipHeroService::ShipHeroService(const NodeSpec &spec, Surroundings around)
    : NodeService(spec, around, {u"Primary"_s, u"West"_s})
{
}

ChannelAccess ShipHeroService::access() const
{
    return {name(), u"shiphero"_s, url(), {}, {{u"refresh_token"_s, secret(u"refresh")}, {u"webhook_secret"_s, secret(u"webhook")}}};
}

Reply ShipHeroService::throttledReply() const
{
    return failed(u"There are not enough credits to perfom the requested operation, which requires 200 credits, but the are only 81 left. In 2 seconds you will have enough credits to perform the operation"_s,
                  {{u"code"_s, 30}, {u"required_credits"_s, 200}, {u"remaining_credits"_s, 81}, {u"time_remaining"_s, u"2 seconds"_s}});
}

Reply ShipHeroService::brokenReply() const
{
    return jsonReply(502, QJsonObject{{u"message"_s, u"Bad gateway"_s}});
}

Reply ShipHeroService::answer(const Request &request)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (request.path == "/auth/refresh") {
        if (asked[u"refresh_token"_s].toString() != secret(u"refresh"))
            return jsonReply(401, QJsonObject{{u"message"_s, u"Invalid refresh token"_s}});
        return jsonReply(200, QJsonObject{{u"access_token"_s, secret(u"access")}, {u"expires_in"_s, lifeOfToken}, {u"token_type"_s, u"Bearer"_s}});
    }
    if (request.header("Authorization") != "Bearer " + secret(u"access").toLatin1())
        return jsonReply(401, QJsonObject{{u"message"_s, u"Invalid token"_s}});
    const auto document = graphql::Document::parse(asked[u"query"_s].toString());
    if (!document || document->operations.size() != 1)
        return failed(document ? u"One operation is wanted"_s : document.error().message);
    const QJsonObject variables = asked[u"variables"_s].toObject();
    const double cost = 1 + listCost(document->operations.first().selections, variables);
    if (hasRealLimits() && !m_credits.take(now(), cost)) {
        const double left = m_credits.available(now());
        const qint64 seconds = static_cast<qint64>((cost - left) / m_credits.perSecond()) + 1;
        return failed(u"There are not enough credits to perfom the requested operation, which requires %1 credits, but the are only %2 left. In %3 seconds you will have enough credits to perform the operation"_s.arg(cost).arg(static_cast<qint64>(left)).arg(seconds),
                      {{u"code"_s, 30}, {u"required_credits"_s, cost}, {u"remaining_credits"_s, static_cast<qint64>(left)}, {u"time_remaining"_s, u"%1 seconds"_s.arg(seconds)}});
    }
    QJsonObject data;
    for (const Selection &selection : document->operations.first().selections) {
        QString problem;
        QJsonObject found = field(selection.name, argumentsOf(selection, variables), problem).toObject();
        if (!problem.isEmpty())
            return failed(problem);
        found[u"complexity"_s] = cost;
        found[u"request_id"_s] = u"r-1"_s;
        if (selection.name == u"warehouse_products") // its page is asked for one floor below
            for (const Selection &inner : selection.selections)
                if (inner.name == u"data")
                    found[u"data"_s] = stock(argumentsOf(inner, variables));
        data[selection.key()] = selected(found, selection.selections);
    }
    return jsonReply(200, QJsonObject{{u"data"_s, data}});
}

WarehouseOrder *ShipHeroService::named(const QString &id)
{
    for (const auto &order : warehouse().orders())
        if (idOf(u"Order"_s, order->number) == id)
            return order.get();
    return nullptr;
}

QJsonValue ShipHeroService::field(const QString &name, const QJsonObject &arguments, QString &problem)
{
    const QJsonObject data = arguments[u"data"_s].toObject();
    if (name == u"order_create")
        return create(data, problem);
    if (name == u"order_cancel" || name == u"order_update_holds" || name == u"order_change_warehouse")
        return change(name, data, problem);
    if (name == u"order") {
        const WarehouseOrder *order = named(arguments[u"id"_s].toString());
        if (!order)
            problem = u"Order not found"_s;
        return QJsonObject{{u"data"_s, order ? QJsonValue(orderJson(*order)) : QJsonValue()}};
    }
    if (name == u"orders") {
        const WarehouseOrder *order = warehouse().find(arguments[u"partner_order_id"_s].toString());
        return QJsonObject{{u"data"_s, connection(order ? QJsonArray{orderJson(*order)} : QJsonArray())}};
    }
    if (name == u"account") {
        QJsonArray warehouses;
        for (const QString &place : warehouse().places())
            warehouses.append(QJsonObject{{u"id"_s, place}, {u"identifier"_s, place}});
        return QJsonObject{{u"data"_s, QJsonObject{{u"warehouses"_s, warehouses}}}};
    }
    if (name != u"warehouse_products")
        problem = u"Cannot query field \"%1\""_s.arg(name);
    return QJsonObject();
}

QJsonValue ShipHeroService::create(const QJsonObject &data, QString &problem)
{
    WarehouseOrder order;
    order.key = data[u"partner_order_id"_s].toString();
    order.wish = data;
    order.ifMissing = data[u"allow_partial"_s].toBool() ? WarehouseOrder::IfMissing::SendTheRest : WarehouseOrder::IfMissing::WaitForAll;
    for (const QJsonValue item : data[u"line_items"_s].toArray()) {
        order.lines.append({item[u"partner_line_item_id"_s].toString(), item[u"sku"_s].toString(), item[u"quantity"_s].toInteger()});
        order.place = item[u"warehouse_id"_s].toString();
    }
    if (!data[u"shipping_address"_s].isObject() || order.lines.isEmpty()) {
        problem = u"shipping_address and line_items are required"_s;
        return {};
    }
    const auto taken = warehouse().take(order, data[u"holds"_s][u"operator_hold"_s].toBool());
    if (!taken) {
        problem = taken.error().subject + u": "_s + taken.error().detail;
        return {};
    }
    return QJsonObject{{u"order"_s, orderJson(**taken)}};
}

QJsonValue ShipHeroService::change(const QString &name, const QJsonObject &data, QString &problem)
{
    WarehouseOrder *order = named(data[u"order_id"_s].toString());
    if (!order) {
        problem = u"Order not found"_s;
        return {};
    }
    Result<> done;
    if (name == u"order_cancel")
        done = warehouse().cancel(*order);
    else if (name == u"order_change_warehouse")
        done = warehouse().move(*order, data[u"warehouse_id"_s].toString());
    else if (data[u"operator_hold"_s].toBool())
        done = warehouse().hold(*order);
    else
        done = warehouse().release(*order);
    if (!done)
        problem = done.error().detail;
    return QJsonObject{{u"order"_s, orderJson(*order)}};
}

QJsonObject ShipHeroService::stock(const QJsonObject &page) const
{
    const auto &shelves = const_cast<ShipHeroService &>(*this).warehouse().shelves();
    const qsizetype size = std::clamp<qsizetype>(page[u"first"_s].toInteger(100), 1, 100), from = page[u"after"_s].toString().toLongLong();
    QJsonArray all, products;
    for (auto shelf = shelves.begin(); shelf != shelves.end(); ++shelf)
        for (auto place = shelf->begin(); place != shelf->end(); ++place)
            all.append(QJsonObject{{u"sku"_s, shelf.key()}, {u"warehouse_identifier"_s, place.key()}, {u"on_hand"_s, place->onHand + place->damaged}, {u"allocated"_s, place->committed}, {u"available"_s, place->free()},
                                   {u"reserve_inventory"_s, 0}, {u"non_sellable_quantity"_s, place->damaged}, {u"backorder"_s, 0}, {u"in_tote"_s, 0}, {u"updated_at"_s, toText(now())}});
    for (qsizetype i = from; i < std::min(from + size, all.size()); ++i)
        products.append(all.at(i));
    QJsonObject found = connection(products);
    if (from + size < all.size())
        found[u"pageInfo"_s] = QJsonObject{{u"hasNextPage"_s, true}, {u"endCursor"_s, QString::number(from + size)}};
    return found;
}

QJsonObject ShipHeroService::orderJson(const WarehouseOrder &order) const
{
    QJsonArray lines, shipments;
    const bool isShort = order.state == State::Waiting || order.state == State::Lost;
    for (const WarehouseOrder::Line &line : order.lines)
        lines.append(QJsonObject{{u"sku"_s, line.sku}, {u"partner_line_item_id"_s, line.id}, {u"quantity"_s, line.quantity}, {u"quantity_shipped"_s, line.sent}, {u"quantity_allocated"_s, isShort ? 0 : line.open()},
                                 {u"backorder_quantity"_s, isShort ? line.quantity - line.sent : line.lost}, {u"fulfillment_status"_s, wordOf(order.state)}});
    for (const WarehouseOrder::Box &box : order.boxes) {
        QJsonArray contents;
        const QString label = idOf(u"ShippingLabel"_s, box.number);
        for (const auto &[line, units] : box.units)
            contents.append(QJsonObject{{u"quantity"_s, units}, {u"shipping_label_id"_s, label}, {u"line_item"_s, QJsonObject{{u"sku"_s, order.lines.at(line).sku}, {u"partner_line_item_id"_s, order.lines.at(line).id}}}});
        shipments.append(QJsonObject{{u"id"_s, idOf(u"Shipment"_s, box.number)}, {u"created_date"_s, toText(box.sentAt)}, {u"delivered"_s, false}, {u"warehouse_id"_s, order.place}, {u"line_items"_s, connection(contents)},
                                     {u"shipping_labels"_s, QJsonArray{QJsonObject{{u"id"_s, label}, {u"tracking_number"_s, box.tracking}, {u"carrier"_s, u"UPS"_s}, {u"shipping_method"_s, u"ground"_s}, {u"cost"_s, QString::number(static_cast<double>(box.billed) / 100, 'f', 2)}}}}});
    }
    return {{u"id"_s, idOf(u"Order"_s, order.number)}, {u"legacy_id"_s, static_cast<qint64>(order.number)}, {u"order_number"_s, order.wish[u"order_number"_s]}, {u"partner_order_id"_s, order.key}, {u"fulfillment_status"_s, wordOf(order.state)},
            {u"order_date"_s, order.wish[u"order_date"_s]}, {u"updated_at"_s, toText(order.changedAt)}, {u"holds"_s, QJsonObject{{u"operator_hold"_s, order.state == State::Held}, {u"fraud_hold"_s, false}}},
            {u"line_items"_s, connection(lines)}, {u"shipments"_s, shipments}};
}

void ShipHeroService::tell(const WarehouseOrder &order)
{
    const bool isSent = order.state == State::Sent || order.state == State::PartlySent || order.state == State::PartlyLost;
    if (!isSent && order.state != State::Cancelled)
        return;
    const QJsonObject about{{u"order_uuid"_s, idOf(u"Order"_s, order.number)}, {u"partner_order_id"_s, order.key}, {u"order_number"_s, order.wish[u"order_number"_s]}};
    QJsonObject json = isSent ? QJsonObject{{u"webhook_type"_s, u"Shipment Update"_s}, {u"fulfillment"_s, about}} : about;
    if (!isSent)
        json[u"webhook_type"_s] = u"Order Canceled"_s;
    const QByteArray key = secret(u"webhook").toLatin1(), id = secret(QString::number(around().random.next())).toLatin1();
    publish(QJsonDocument(json).toJson(QJsonDocument::Compact), [key, id](const QByteArray &sent, Time) {
        return Headers{{"Content-Type", "application/json"}, {"x-shiphero-hmac-sha256", QMessageAuthenticationCode::hash(sent, key, QCryptographicHash::Sha256).toBase64()}, {"X-Shiphero-Message-ID", id}};
    });
}

} // namespace crossdock::sandbox
