#pragma once

#include "core/sandbox/nodes/node_service.h"

#include <QQueue>

namespace crossdock::sandbox {

/// ShipBob on the wire, API 2026-01: estimates, orders, shipments, levels by place, Standard Webhooks; 150 requests in any minute.
class ShipBobService : public NodeService
{
public:
    ShipBobService(const NodeSpec &spec, Surroundings around);
    ChannelAccess access() const override;

protected:
    Reply answer(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    void tell(const WarehouseOrder &order) override;

private:
    Reply orders(const Request &request);
    Reply estimate(const QJsonObject &asked) const;
    Reply create(const QJsonObject &asked);
    Reply cancelOrder(WarehouseOrder &order);
    Reply levels(const Request &request) const;
    QJsonObject orderJson(const WarehouseOrder &order) const;

    QQueue<Time> m_asked; ///< in the last minute
};

} // namespace crossdock::sandbox
