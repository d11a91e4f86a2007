#pragma once

#include "core/sandbox/nodes/node_service.h"
#include "core/sandbox/token_bucket.h"

namespace crossdock::sandbox {

/// Amazon's warehouses on the wire: fulfillmentOutbound 2020-07-01 and 2026-07-04, fbaInventory v1, Login with Amazon. One pool;
/// accepts what it may not be able to send, and says so later.
class McfService : public NodeService
{
public:
    McfService(const NodeSpec &spec, Surroundings around);
    ChannelAccess access() const override;

    /// One SKU in nine is too bulky for a box without Amazon's name: it is told so of the SKU, and missing from a preview that demands such a box.
    static bool fitsBlankBox(const QString &sku);

protected:
    Reply answer(const Request &request) override;
    Reply throttledReply() const override;
    Reply brokenReply() const override;
    void tell(const WarehouseOrder &) override {} // by a queue of the seller's, which is not played here

private:
    Reply token(const Request &request);
    Reply outbound(const Request &request, const QStringList &path);
    Reply outbound2026(const Request &request, const QStringList &path);
    static Reply feature(const QString &name, const QString &sku);
    Reply preview(const QJsonObject &asked) const;
    Reply preview2026(const QJsonObject &asked) const;
    Reply create(const QJsonObject &asked);
    Reply create2026(const QJsonObject &asked);
    Reply change(WarehouseOrder &order, bool isRelease, bool isCancel, int goodStatus);
    Reply tracking(const QString &package);
    Reply stock(const Request &request) const;
    QJsonObject orderJson(const WarehouseOrder &order) const;
    QJsonObject orderJson2026(const WarehouseOrder &order) const;

    TokenBucket m_orders{2, 30}, m_stock{2, 2};
    QString m_token;
    Time m_tokenUntil{};
};

} // namespace crossdock::sandbox
