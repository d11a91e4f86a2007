#pragma once

#include "core/sandbox/carriers/carrier_service.h"

#include <QJsonArray>

namespace crossdock::sandbox {

/// A broker of several carriers behind Shippo's wire (its own OpenAPI document, version 2018-02-08): a rate is bought as a
/// transaction, which may be queued and succeed or fail later; refunds are decided later.
class ShippoService : public CarrierService
{
public:
    ShippoService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply createShipment(const QJsonObject &asked);
    Reply buy(const QJsonObject &asked);
    Reply askForRefund(const QJsonObject &asked);
    Reply transactions(const Request &request) const;
    Reply track(const QString &carrier, const QString &number) const;
    Reply document(const QString &name) const;
    QJsonObject json(const ParcelShipment &shipment, bool isQueued) const;
    QJsonArray ratesOf(const ParcelShipment &shipment) const;
    QJsonObject json(const ParcelSale &sale) const;
    QJsonObject refundJson(const ParcelSale &sale) const;
    QJsonObject failedJson(const QString &rate, const QString &words);
    QJsonObject stamp(const QString &id, Time at) const;
    QString key() const;
};

} // namespace crossdock::sandbox
