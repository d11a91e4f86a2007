#pragma once

#include "core/sandbox/channel.h"
#include "core/sandbox/nodes/warehouse.h"

namespace crossdock::sandbox {

/// Somebody who stores and sends for others, behind the wire of his kind. Faults of the world strike him as they strike channels.
class NodeService
{
public:
    NodeService(const NodeSpec &spec, Surroundings around, QStringList places);
    virtual ~NodeService() = default;

    const QString &name() const { return m_spec.name; }
    const QString &url() const { return m_url; }
    void setUrl(const QString &url) { m_url = url; }
    Warehouse &warehouse() { return m_warehouse; }

    void handle(const Request &request, Respond respond);
    virtual ChannelAccess access() const = 0; ///< the words of `crossdock node add`
    /// Messages go there from now on.
    void subscribe(const QString &url) { m_hook = url; }

protected:
    virtual Reply answer(const Request &request) = 0;
    virtual Reply throttledReply() const = 0;
    virtual Reply brokenReply() const = 0;
    virtual void tell(const WarehouseOrder &order) = 0; ///< something changed with it

    /// Sends a message, unless the faults lose it: once or twice, now or late.
    void publish(const QByteArray &body, const std::function<Headers(const QByteArray &body, Time now)> &sign);
    QString secret(QStringView purpose) const;
    Time now() const { return m_around.clock.now(); }
    Surroundings &around() { return m_around; }
    bool hasRealLimits() const { return m_around.spec.limits == Limits::Real; }

private:
    NodeSpec m_spec;
    Surroundings m_around;
    Chance m_chance;
    QString m_url, m_hook;
    QObject m_life;
    Warehouse m_warehouse;
};

std::unique_ptr<NodeService> makeNodeService(const NodeSpec &spec, Surroundings around);

} // namespace crossdock::sandbox
