#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// A broker of several carriers behind ShipEngine's wire (its own OpenAPI document 1.1.202604070904): a price is the sum of its
/// parts, a label may be at work for a while, a void is granted at once and refunded later.
class ShipEngineService : public CarrierService
{
public:
    ShipEngineService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply rates(const QJsonObject &asked);
    Reply buy(const QString &rate, const QJsonObject &asked);
    Reply buyWhole(const QJsonObject &asked);
    Reply answerSale(const ParcelBook::Sold &sold, const QJsonObject &asked, const QString &rate);
    Reply labels(const Request &request);
    Reply label(const Request &request, const QString &id, const QString &what);
    Reply takeBack(ParcelSale &sale);
    Reply track(const ParcelSale &sale) const;
    Reply document(const QString &name) const;
    QJsonObject labelJson(const ParcelSale &sale, bool isInline) const;
    QJsonObject rateJson(const QString &id, const TariffPrice &price, const QDate &leaves) const;
    QJsonObject error(const QString &source, const QString &type, const QString &code, const QString &message) const;
    Reply refused(int status, const QString &type, const QString &code, const QString &message, Headers headers = {}) const;
    QString key() const;
    QString carrierId() const;
};

} // namespace crossdock::sandbox
