#pragma once

#include "core/connectors/nodes/node_account.h"
#include "core/connectors/nodes/node_client.h"
#include "core/connectors/nodes/shipmonk/shipmonk_wire.h"
#include "core/connectors/nodes/wire_node.h"

namespace crossdock::nodes {

/// ShipMonk's warehouses. The same key sent again changes the order instead of making a second one. Lives in one thread, with its
/// exchange.
class ShipMonkNode : public WireNode
{
public:
    /// Account: store_id, and service_standard, service_expedited, service_priority as they are mapped there. Secrets: api_key,
    /// webhook_secret, and webhook_user, webhook_password where HTTP Basic is set up. InvalidInput names what is missing.
    static Result<std::unique_ptr<ShipMonkNode>> make(const Account &account, http::Exchange &exchange, Clock &clock);

    ShipMonkNode(ShipMonkAccount account, http::Exchange &exchange, Clock &clock);

    fulfilment::NodeTraits traits() const override;
    void create(const fulfilment::NodeOrder &order, Done<Answer<fulfilment::NodeReceipt>> done) override;
    void read(const fulfilment::NodeRef &ref, Done<Answer<std::optional<fulfilment::NodeStatus>>> done) override;
    void hold(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void release(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void cancel(const fulfilment::NodeRef &ref, const QStringList &parcels, Done<Answer<fulfilment::CancelReport>> done) override;
    void readStock(const QString &cursor, Done<Answer<fulfilment::StockPage>> done) override;
    void test(Done<Answer<QString>> done) override;
    tl::expected<fulfilment::NodeMessage, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const override;

private:
    Result<QString> readDone(const QByteArray &body) const; ///< a refusal may quote what we sent
    void change(const fulfilment::NodeRef &ref, const QString &orderStatus, Done<Answer<QString>> done);

    ShipMonkAccount m_account;
    NodeClient m_client;
};

} // namespace crossdock::nodes
