#pragma once

#include "core/sandbox/nodes/warehouse.h"
#include "core/sandbox/outside_service.h"

namespace crossdock::sandbox {

/// Somebody who stores and sends for others.
class NodeService : public OutsideService
{
public:
    NodeService(const NodeSpec &spec, Surroundings surroundings, QStringList places);

    Warehouse &warehouse() { return m_warehouse; }
    /// Messages go there from now on.
    void subscribe(const QString &url) { m_hook = url; }

protected:
    virtual void tell(const WarehouseOrder &order) = 0; ///< something changed with it

    /// Sends a message, unless the faults lose it: once or twice, now or late.
    void publish(const QByteArray &body, const std::function<Headers(const QByteArray &body, Time now)> &sign);

private:
    QString m_hook;
    Warehouse m_warehouse;
};

std::unique_ptr<NodeService> makeNodeService(const NodeSpec &spec, Surroundings around);

} // namespace crossdock::sandbox
