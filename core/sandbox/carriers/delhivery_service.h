#pragma once

#include "core/sandbox/carriers/carrier_service.h"

namespace crossdock::sandbox {

/// Delhivery on the wire (its public documentation): charges with their taxes, waybills by a form that holds JSON, scans. Prices
/// by weight alone, in slabs of half a kilogram.
class DelhiveryService : public CarrierService
{
public:
    DelhiveryService(const CarrierSpec &spec, Surroundings surroundings);
    ChannelAccess access() const override;

protected:
    Reply reply(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    QString payer() const override;

private:
    Reply charges(const Request &request) const;
    Reply pincode(const QString &pin) const;
    Reply create(const QJsonObject &asked);
    Reply change(const QJsonObject &asked);
    Reply slip(const QString &waybill) const;
    Reply track(const QString &waybill) const;
    Reply document(const QString &name) const;
};

} // namespace crossdock::sandbox
