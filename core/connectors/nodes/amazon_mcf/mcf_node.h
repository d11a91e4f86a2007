#pragma once

#include "core/connectors/channels/amazon/selling_partner_api.h"
#include "core/connectors/nodes/amazon_mcf/mcf_wire.h"
#include "core/connectors/nodes/node_account.h"
#include "core/connectors/nodes/pacer.h"
#include "core/connectors/nodes/wire_node.h"

namespace crossdock::nodes {

/// Amazon's warehouses: Multi-Channel Fulfilment for other channels' orders, FBA for the stock. One node with one pool, whose
/// building is known only afterwards. The account's `contract` says which version is spoken, 2020-07-01 where it says nothing;
/// an order with demands that only the older one has a word for goes by that one. Lives in one thread, with its exchange.
class McfNode : public WireNode
{
public:
    /// InvalidInput names the field of the account or the secret that is missing or wrong.
    static Result<std::unique_ptr<McfNode>> make(const Account &account, http::Exchange &exchange, Clock &clock);

    McfNode(amazon::Account account, amazon::Secrets secrets, const McfContract &contract, QByteArray serviceId, http::Exchange &exchange, Clock &clock);

    fulfilment::NodeTraits traits() const override;
    void preview(const fulfilment::NodeOrder &order, Done<Answer<QList<fulfilment::NodeOffer>>> done) override;
    void create(const fulfilment::NodeOrder &order, Done<Answer<fulfilment::NodeReceipt>> done) override;
    void read(const fulfilment::NodeRef &ref, Done<Answer<std::optional<fulfilment::NodeStatus>>> done) override;
    /// Always Rejected: Amazon holds an order from its creation or not at all.
    void hold(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void release(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void cancel(const fulfilment::NodeRef &ref, const QStringList &parcels, Done<Answer<fulfilment::CancelReport>> done) override;
    void checkSku(const QString &sku, const fulfilment::Handling &handling, Done<Answer<QStringList>> done) override;
    void track(const QString &parcel, Done<Answer<fulfilment::NodeParcel>> done) override;
    void readStock(const QString &cursor, Done<Answer<fulfilment::StockPage>> done) override;
    void test(Done<Answer<QString>> done) override;
    /// Always BadSignature: Amazon sends no webhooks.
    tl::expected<fulfilment::NodeMessage, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const override;

private:
    using Replied = std::function<void(const Answer<http::Reply> &)>;
    struct Known {
        const McfContract *contract = nullptr;
        fulfilment::NodeStatus status;
    };

    const McfContract &contractFor(const fulfilment::Handling &handling) const;
    void call(Pacer &pacer, const http::Request &request, const Replied &done);
    void find(const QString &key, QList<const McfContract *> contracts, Done<Answer<std::optional<Known>>> done);
    void findFirst(const QString &key, Done<Answer<Known>> done); ///< Rejected if nobody knows it
    void checkFeatures(const QString &sku, QStringList features, const QStringList &found, Done<Answer<QStringList>> done);
    CallFailure failed(const http::Reply &reply) const;
    CallFailure clean(CallFailure failure) const;

    amazon::Account m_account;
    amazon::Secrets m_secrets;
    const McfContract &m_contract;
    QByteArray m_serviceId;
    amazon::SellingPartnerApi m_api;
    Pacer m_orders, m_stock;
};

} // namespace crossdock::nodes
