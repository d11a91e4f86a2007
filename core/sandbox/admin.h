#pragma once

#include "core/sandbox/message.h"

namespace crossdock::sandbox {

class World;

/// The sandbox's own door, which no real channel has: a buyer buys, a fault is switched on, the shelves are looked into.
/// JSON both ways. In the world's thread.
///
///     GET  /listings              [{"channel","sku","listing","quantity"}]
///     GET  /orders                [{"channel","id","state","lines":[{"sku","ordered","current"}]}]
///     GET  /services              [{"service","order","state","boxes","quoted"}]: orders at nodes of others
///     GET  /parcels               [{"carrier","tracking","service","reference","state","sold","billed"}]: what carriers sold
///     POST /sell                  {"channel","sku","quantity"} -> {"order"}
///     POST /pay /cancel /refund /edit  {"channel","order"}
///     POST /return                {"channel","order","reason"}: its buyer asks to send back what has left; reasons as Shopify has them
///     POST /dispute               {"channel","order"}: the bank of its buyer takes the money back
///     POST /quantity              {"channel","sku","quantity"}: typed into the channel's own pages
///     POST /rival                 {"channel","sku","price":"9.99"}: another seller of the same asks that
///     POST /suppress              {"channel","sku","words"}: the channel keeps the listing from buyers; no words: not any more
///     POST /account               {"channel","status":"AT_RISK","order_defect_rate":1.2,"late_shipment_rate":4.5}: in percent
///     POST /faults                {"faults":"late,lost=0.2"}
///     POST /shelf                 {"service","sku","place","on_hand","damaged","inbound"}: what a node of others holds
///     POST /refuse                {"service","order"}: it finds that it cannot send an order that it had accepted
///     POST /refuse                {"carrier","tracking"}: it does not carry a parcel that it had sold a label for
///     POST /rate                  {"rate":2.5}: orders a second by buyers; 0 ends them
///
/// 404: unknown channel, SKU or order; 409: the world refuses it (sold out); 400: the rest.
class Admin
{
public:
    explicit Admin(World &world)
        : m_world(world)
    {
    }
    Reply answer(const Request &request);

private:
    Reply read(const QByteArray &path) const;
    Reply listings() const;
    Reply orders() const;
    Reply sell(const QString &channel, const QString &sku, qint64 quantity);
    Reply edit(const QString &channel, const QString &sku, qint64 quantity);
    Reply setFaults(const QString &list);
    Reply setRate(double ordersPerSecond);
    Reply services() const;
    Reply parcels() const;
    Reply atCarrier(const QJsonObject &asked);
    Reply atService(const Request &request, const QJsonObject &asked);

    World &m_world;
};

} // namespace crossdock::sandbox
