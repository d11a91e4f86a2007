#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// FedEx on the wire: OAuth, Rate v1, Ship v1, Track v1 (its own OpenAPI documents 1.0.0). Account and list prices side by
/// side, amounts as numbers; no price abroad without what customs wants to know. Takes a label back at once.
class FedExService : public CarrierService
{
public:
    FedExService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply token(const Request &request);
    Reply rate(const QJsonObject &asked);
    Reply ship(const QJsonObject &asked);
    Reply takeBack(const QJsonObject &asked);
    Reply track(const QJsonObject &asked);
    QJsonObject resultOf(const QString &tracking) const;
    Reply refused(int status, const QString &code, const QString &message) const;
    Reply refused(Objection objection) const;
    QJsonObject answered(const QJsonObject &output);
    QString accountNumber() const;
};

} // namespace crossdock::sandbox
