#pragma once

#include "core/sandbox/carriers/carrier_service.h"

#include <QJsonArray>

namespace crossdock::sandbox {

/// A carrier behind EasyPost's wire (official sample replies of May 2025): rates of three services at home and two
/// abroad. A shipment is sold once.
class PostService : public CarrierService
{
public:
    PostService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply create(const QJsonObject &asked);
    Reply buy(const ParcelShipment &shipment, const QJsonObject &asked);
    Reply document(const QString &name);
    QJsonArray ratesOf(const ParcelShipment &shipment) const;
    QJsonArray messagesOf(const ParcelShipment &shipment) const;
    QJsonObject json(const ParcelShipment &shipment, const QString &format = {});
    QJsonObject soldJson(const ParcelSale &sale, const QString &format);
    QJsonObject labelJson(const ParcelSale &sale, const QString &format) const;
    QJsonArray wayJson(const ParcelSale &sale) const;
    QString key() const;
};

} // namespace crossdock::sandbox
