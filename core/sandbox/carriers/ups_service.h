#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// UPS on the wire: OAuth client credentials, Rating and Shipping 2409, Tracking v1 (its own OpenAPI documents of 2025). All
/// amounts are texts; no rate has a name: a label costs what the service asks when it is bought. Takes a label back at once.
class UpsService : public CarrierService
{
public:
    UpsService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply token(const Request &request);
    Reply rate(const QString &option, const QJsonObject &asked);
    Reply ship(const QJsonObject &asked);
    Reply takeBack(const QString &shipment);
    Reply track(const Request &request, const QString &number) const;
    QString accountNumber() const;
};

} // namespace crossdock::sandbox
