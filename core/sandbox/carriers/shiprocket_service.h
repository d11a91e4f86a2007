#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// A broker of Indian couriers behind Shiprocket's wire (its public collection of calls, v1 external): a login for ten days, an
/// order first, then a courier for it. Parcels leave from one place, "Primary".
class ShiprocketService : public CarrierService
{
public:
    ShiprocketService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply login(const QJsonObject &asked);
    Reply serviceability(const Request &request) const;
    Reply create(const QJsonObject &asked);
    Reply assign(const QJsonObject &asked);
    Reply label(const QJsonObject &asked) const;
    Reply takeBack(const QJsonObject &asked);
    Reply track(const QString &number) const;
    Reply document(const QString &name) const;
    QString mail() const;
};

} // namespace crossdock::sandbox
