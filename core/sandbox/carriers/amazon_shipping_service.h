#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// Amazon Shipping on the wire: Shipping v2 (its own Swagger model), Login with Amazon. What it cannot carry it names with a
/// reason; its quotes end after minutes.
class AmazonShippingService : public CarrierService
{
public:
    AmazonShippingService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply token(const Request &request);
    Reply rates(const QJsonObject &asked);
    Reply buy(const QJsonObject &asked);
    Reply documents(const Request &request, const QString &shipment) const;
    Reply takeBack(const QString &shipment);
    Reply track(const QString &tracking) const;
    QJsonObject rateJson(const ParcelShipment::Offer &offer, const ParcelWish &wish) const;
    QJsonObject packageJson(const ParcelSale &sale, const QString &format) const;
};

} // namespace crossdock::sandbox
