#pragma once

#include "core/connectors/nodes/node_account.h"
#include "core/connectors/nodes/node_client.h"
#include "core/connectors/nodes/shipbob/shipbob_wire.h"
#include "core/connectors/nodes/wire_node.h"

namespace crossdock::nodes {

/// ShipBob's warehouses, API 2026-01. Products are named by the seller's SKU (reference_id). Lives in one thread, with its exchange.
class ShipBobNode : public WireNode
{
public:
    /// Account: channel_id, and method_standard, method_expedited, method_priority where the seller named them otherwise. Secrets:
    /// token, webhook_secret. InvalidInput names what is missing.
    static Result<std::unique_ptr<ShipBobNode>> make(const Account &account, http::Exchange &exchange, Clock &clock);

    ShipBobNode(ShipBobAccount account, http::Exchange &exchange, Clock &clock);

    fulfilment::NodeTraits traits() const override;
    void preview(const fulfilment::NodeOrder &order, Done<Answer<QList<fulfilment::NodeOffer>>> done) override;
    void create(const fulfilment::NodeOrder &order, Done<Answer<fulfilment::NodeReceipt>> done) override;
    void read(const fulfilment::NodeRef &ref, Done<Answer<std::optional<fulfilment::NodeStatus>>> done) override;
    void cancel(const fulfilment::NodeRef &ref, const QStringList &parcels, Done<Answer<fulfilment::CancelReport>> done) override;
    void readStock(const QString &cursor, Done<Answer<fulfilment::StockPage>> done) override;
    void test(Done<Answer<QString>> done) override;
    tl::expected<fulfilment::NodeMessage, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const override;

private:
    void cancelParcels(QStringList parcels, fulfilment::CancelReport report, Done<Answer<fulfilment::CancelReport>> done);

    ShipBobAccount m_account;
    NodeClient m_client;
};

} // namespace crossdock::nodes
