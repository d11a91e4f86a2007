#pragma once

#include "core/sandbox/nodes/node_service.h"

namespace crossdock::sandbox {

/// ShipMonk on the wire, v1.024: upserts, submit, products by cursor, signed webhooks. A split order is announced once.
class ShipMonkService : public NodeService
{
public:
    ShipMonkService(const NodeSpec &spec, Surroundings around);
    ChannelAccess access() const override;

protected:
    Reply answer(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    void tell(const WarehouseOrder &order) override;

private:
    Reply upsert(const QJsonObject &asked);
    Reply change(WarehouseOrder &order, const QJsonObject &asked);
    Reply page(const Request &request) const;
    QJsonObject orderJson(const WarehouseOrder &order) const;
};

} // namespace crossdock::sandbox
