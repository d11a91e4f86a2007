#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// DHL Express on the wire: MyDHL API 3.1.1 (its own OpenAPI document), metric. Prices in three kinds of currency, no label in
/// the past and none abroad without a declaration; what was booked is not taken back here.
class DhlService : public CarrierService
{
public:
    DhlService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply rates(const QJsonObject &asked) const;
    Reply ship(const QJsonObject &asked);
    Reply track(const QString &number, bool hasOffsets) const;
    QJsonObject productJson(const TariffPrice &price, const ParcelWish &wish) const;
    bool isPast(const QString &planned, bool isDayEnough) const;
    QString accountNumber() const;
    bool hasAccount(const QJsonObject &asked) const;
};

} // namespace crossdock::sandbox
