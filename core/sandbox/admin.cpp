#include "core/sandbox/admin.h"

#include "core/sandbox/carriers/carrier_service.h"
#include "core/sandbox/channel.h"
#include "core/sandbox/nodes/node_service.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

Reply refusal(int status, const QString &words)
{
    return jsonReply(status, QJsonObject{{u"error"_s, words}});
}

Reply refusal(const Error &error)
{
    const bool isUnknown = error.code == Error::Code::NotFound;
    const QString why = !error.detail.isEmpty() ? error.detail : isUnknown ? u"is not here"_s : u"there are not enough"_s;
    const QString words = error.subject + u": "_s + why;
    return refusal(isUnknown ? 404 : error.code == Error::Code::InvalidInput ? 400 : 409, words);
}

Reply replyTo(const Result<> &done)
{
    return done ? jsonReply(200, QJsonObject()) : refusal(done.error());
}

/// Where the SKU stands in the shop; a listing's id will do too. What is not here stays as it is: the world says so.
QString listingOf(const Shop &shop, const QString &sku)
{
    const auto isIt = [&](const Listing &listing) { return listing.sku == sku || listing.listingId == sku; };
    const auto found = std::find_if(shop.listings().begin(), shop.listings().end(), isIt);
    return found == shop.listings().end() ? sku : found->listingId;
}

} // namespace

Reply Admin::answer(const Request &request)
{
    if (request.method == "GET")
        return read(request.path);
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    if (request.method != "POST" || asked.isEmpty())
        return refusal(400, u"a POST of a JSON object is wanted"_s);
    if (request.path == "/faults")
        return setFaults(asked[u"faults"].toString());
    if (request.path == "/rate")
        return setRate(asked[u"rate"].toDouble());
    if (request.path == "/refuse" && asked.contains(u"carrier"))
        return atCarrier(asked);
    if (request.path == "/shelf" || request.path == "/refuse")
        return atService(request, asked);
    const QString channel = asked[u"channel"].toString(), order = asked[u"order"].toString();
    if (!m_world.channels().contains(channel))
        return refusal(404, u"there is no channel "_s + channel);
    if (request.path == "/sell")
        return sell(channel, asked[u"sku"].toString(), asked[u"quantity"].toInteger(1));
    if (request.path == "/pay")
        return replyTo(m_world.pay(channel, order));
    if (request.path == "/cancel")
        return replyTo(m_world.cancel(channel, order));
    if (request.path == "/refund")
        return replyTo(m_world.refund(channel, order));
    if (request.path == "/return")
        return replyTo(m_world.askReturn(channel, order, asked[u"reason"].toString()));
    if (request.path == "/dispute")
        return replyTo(m_world.dispute(channel, order));
    if (request.path == "/trash")
        return replyTo(m_world.trash(channel, order));
    if (request.path == "/restore")
        return replyTo(m_world.restore(channel, order));
    if (request.path == "/edit")
        return replyTo(m_world.editOrder(channel, order));
    if (request.path == "/quantity")
        return edit(channel, asked[u"sku"].toString(), asked[u"quantity"].toInteger(-1));
    if (request.path == "/rival")
        return replyTo(m_world.setRival(channel, listingOf(m_world.shop(channel), asked[u"sku"].toString()), asked[u"price"].toVariant().toString()));
    if (request.path == "/suppress")
        return replyTo(m_world.suppress(channel, listingOf(m_world.shop(channel), asked[u"sku"].toString()), asked[u"words"].toString()));
    if (request.path == "/account")
        return replyTo(m_world.setAccount(channel, asked[u"status"].toString(u"NORMAL"_s), asked[u"order_defect_rate"].toDouble(), asked[u"late_shipment_rate"].toDouble()));
    return refusal(404, u"there is no such door"_s);
}

Reply Admin::read(const QByteArray &path) const
{
    if (path == "/listings")
        return listings();
    if (path == "/orders")
        return orders();
    if (path == "/services")
        return services();
    if (path == "/parcels")
        return parcels();
    return refusal(404, u"there is no such door"_s);
}

Reply Admin::listings() const
{
    QJsonArray all;
    for (const QString &channel : m_world.channels())
        for (const Listing &listing : m_world.shop(channel).listings())
            all.append(QJsonObject{{u"channel"_s, channel}, {u"sku"_s, listing.sku}, {u"listing"_s, listing.listingId}, {u"quantity"_s, listing.quantity}});
    return jsonReply(200, all);
}

Reply Admin::orders() const
{
    QJsonArray all;
    for (const QString &channel : m_world.channels()) {
        const Shop &shop = m_world.shop(channel);
        for (const Order &order : shop.orders()) {
            QJsonArray lines;
            for (const OrderLine &line : order.lines)
                lines.append(QJsonObject{{u"sku"_s, shop.listings().at(line.listing).sku}, {u"ordered"_s, line.ordered}, {u"current"_s, line.current}});
            all.append(QJsonObject{{u"channel"_s, channel}, {u"id"_s, order.id}, {u"state"_s, nameOf(order.state)}, {u"lines"_s, lines}});
        }
    }
    return jsonReply(200, all);
}

/// Every order at every node of others, as that node has it.
Reply Admin::services() const
{
    static const QStringList states{u"taken"_s, u"held"_s, u"waiting"_s, u"working"_s, u"partly_sent"_s, u"sent"_s, u"partly_lost"_s, u"cancelled"_s, u"lost"_s};
    QJsonArray all;
    for (const QString &name : m_world.services())
        for (const auto &order : m_world.service(name)->warehouse().orders())
            all.append(QJsonObject{{u"service"_s, name}, {u"order"_s, order->key}, {u"state"_s, states.at(static_cast<int>(order->state))}, {u"boxes"_s, order->boxes.size()}, {u"quoted"_s, order->quoted}});
    return jsonReply(200, all);
}

Reply Admin::atService(const Request &request, const QJsonObject &asked)
{
    NodeService *service = m_world.service(asked[u"service"].toString());
    if (!service)
        return refusal(404, u"there is no node of others "_s + asked[u"service"].toString());
    if (request.path == "/refuse") {
        WarehouseOrder *order = service->warehouse().find(asked[u"order"].toString());
        if (!order)
            return refusal(404, u"there is no such order"_s);
        service->warehouse().refuse(*order);
        return jsonReply(200, QJsonObject());
    }
    const QString place = asked[u"place"].toString(service->warehouse().places().first());
    if (!service->warehouse().places().contains(place) || asked[u"sku"].toString().isEmpty())
        return refusal(400, u"a SKU and one of its places are wanted"_s);
    service->warehouse().put(asked[u"sku"].toString(), place, {asked[u"on_hand"].toInteger(), 0, asked[u"damaged"].toInteger(), asked[u"inbound"].toInteger()});
    return jsonReply(200, QJsonObject());
}

/// Every label that a carrier sold, as that carrier has it.
Reply Admin::parcels() const
{
    static const QStringList stages{u"announced"_s, u"accepted"_s, u"delayed"_s, u"out_for_delivery"_s, u"delivered"_s, u"refused"_s};
    QJsonArray all;
    for (const QString &name : m_world.carriers()) {
        const ParcelBook &book = m_world.carrier(name)->book();
        for (const auto &sale : book.sales()) {
            const QList<ParcelScan> way = book.way(*sale);
            const QString state = book.refundOf(*sale) == ParcelSale::Refund::Done ? u"refunded"_s : way.isEmpty() ? u"refused"_s : stages.at(static_cast<int>(way.last().stage));
            all.append(QJsonObject{{u"carrier"_s, name}, {u"tracking"_s, sale->tracking}, {u"service"_s, sale->price.service.code}, {u"reference"_s, sale->reference}, {u"state"_s, state},
                                   {u"sold"_s, sale->price.total()}, {u"billed"_s, sale->billed.total()}});
        }
    }
    return jsonReply(200, all);
}

Reply Admin::atCarrier(const QJsonObject &asked)
{
    CarrierService *carrier = m_world.carrier(asked[u"carrier"].toString());
    ParcelSale *sale = carrier ? carrier->book().find(asked[u"tracking"].toString()) : nullptr;
    if (!sale)
        return refusal(404, carrier ? u"it sold no such label"_s : u"there is no carrier "_s + asked[u"carrier"].toString());
    carrier->book().refuse(*sale);
    return jsonReply(200, QJsonObject());
}

Reply Admin::sell(const QString &channel, const QString &sku, qint64 quantity)
{
    const auto order = m_world.sell(channel, listingOf(m_world.shop(channel), sku), quantity);
    return order ? jsonReply(200, QJsonObject{{u"order"_s, *order}}) : refusal(order.error());
}

Reply Admin::edit(const QString &channel, const QString &sku, qint64 quantity)
{
    if (quantity < 0 || quantity > maxQuantity)
        return refusal(400, u"a quantity is a whole number from 0"_s);
    return replyTo(m_world.editQuantity(channel, listingOf(m_world.shop(channel), sku), quantity));
}

Reply Admin::setFaults(const QString &list)
{
    const auto faults = Faults::parse(list);
    if (faults)
        m_world.setFaults(*faults);
    return replyTo(faults.map([](const Faults &) {}));
}

Reply Admin::setRate(double ordersPerSecond)
{
    if (!(ordersPerSecond >= 0 && ordersPerSecond <= 100'000))
        return refusal(400, u"a rate is orders a second"_s);
    m_world.setRate(ordersPerSecond);
    if (ordersPerSecond > 0)
        m_world.startBuyers();
    else
        m_world.stopBuyers();
    return jsonReply(200, QJsonObject());
}

} // namespace crossdock::sandbox
