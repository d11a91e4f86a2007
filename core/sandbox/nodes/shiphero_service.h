#pragma once

#include "core/sandbox/nodes/node_service.h"
#include "core/sandbox/token_bucket.h"

namespace crossdock::sandbox {

/// ShipHero on the wire: GraphQL with credits, holds, a change of warehouse; signed webhooks. Answers only what is selected.
class ShipHeroService : public NodeService
{
public:
    ShipHeroService(const NodeSpec &spec, Surroundings around);
    ChannelAccess access() const override;

protected:
    Reply answer(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    void tell(const WarehouseOrder &order) override;

private:
    QJsonValue field(const QString &name, const QJsonObject &arguments, QString &problem);
    QJsonValue create(const QJsonObject &data, QString &problem);
    QJsonValue change(const QString &name, const QJsonObject &data, QString &problem);
    QJsonObject orderJson(const WarehouseOrder &order) const;
    QJsonObject stock(const QJsonObject &page) const;
    WarehouseOrder *named(const QString &id);

    TokenBucket m_credits{60, 4'004};
};

} // namespace crossdock::sandbox
