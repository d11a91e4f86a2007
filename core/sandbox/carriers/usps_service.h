#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// USPS on the wire: OAuth v3, Shipping Options 3.1.29, Payments v3, Labels 3.9.13, Tracking 3.2.6 (its own OpenAPI documents).
/// Few calls an hour; a label wants to know who pays, and is sold once for a key.
class UspsService : public CarrierService
{
public:
    UspsService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply token(const QJsonObject &asked);
    Reply authorize(const QJsonObject &asked);
    Reply options(const QJsonObject &asked) const;
    Reply sell(const Request &request);
    Reply labelReply(const ParcelSale &sale, const QByteArray &accept) const;
    Reply takeBack(const QString &tracking);
    Reply track(const QString &tracking, bool isDetailed) const;
    QJsonObject optionJson(const TariffPrice &price, const ParcelWish &wish, bool isRetail) const;
};

} // namespace crossdock::sandbox
