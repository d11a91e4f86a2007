#pragma once

#include "core/connectors/nodes/node_account.h"
#include "core/connectors/nodes/node_client.h"
#include "core/connectors/nodes/shiphero/shiphero_wire.h"
#include "core/connectors/nodes/wire_node.h"

namespace crossdock::nodes {

/// Warehouses that work with ShipHero. Every question costs credits, of which there are 4,004, and 60 more a second. Lives in one
/// thread, with its exchange.
class ShipHeroNode : public WireNode
{
public:
    /// Account: shop_name, customer_account_id, currency, method_standard, method_expedited, method_priority, all optional. Secrets:
    /// refresh_token, webhook_secret. InvalidInput names what is missing.
    static Result<std::unique_ptr<ShipHeroNode>> make(const Account &account, http::Exchange &exchange, Clock &clock);

    ShipHeroNode(ShipHeroAccount account, http::Exchange &exchange, Clock &clock);

    fulfilment::NodeTraits traits() const override;
    void create(const fulfilment::NodeOrder &order, Done<Answer<fulfilment::NodeReceipt>> done) override;
    void read(const fulfilment::NodeRef &ref, Done<Answer<std::optional<fulfilment::NodeStatus>>> done) override;
    void hold(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void release(const fulfilment::NodeRef &ref, Done<Answer<QString>> done) override;
    void cancel(const fulfilment::NodeRef &ref, const QStringList &parcels, Done<Answer<fulfilment::CancelReport>> done) override;
    void move(const fulfilment::NodeRef &ref, const QString &place, Done<Answer<QString>> done) override;
    void readStock(const QString &cursor, Done<Answer<fulfilment::StockPage>> done) override;
    void test(Done<Answer<QString>> done) override;
    tl::expected<fulfilment::NodeMessage, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const override;
    QByteArray receiptBody() const override { return R"({"code":"200","Status":"Success"})"; }

private:
    struct Heard {
        QByteArray body;
        bool isAbsent = false;
    };
    using Asked = std::function<void(const Answer<Heard> &)>;
    enum class Attempt { First, Second };

    void ask(const ShipHeroQuery &query, const Asked &done, Attempt attempt = Attempt::First);
    void withToken(std::function<void(const Answer<QByteArray> &)> go);
    void withId(const fulfilment::NodeRef &ref, std::function<void(const Answer<QString> &)> go);
    void change(const fulfilment::NodeRef &ref, const std::function<ShipHeroQuery(const QString &id)> &query, const QString &words, Done<Answer<QString>> done);

    ShipHeroAccount m_account;
    NodeClient m_client;
    QByteArray m_token;
    Time m_tokenUntil{};
    QList<std::function<void(const Answer<QByteArray> &)>> m_waiting; ///< for the token
};

} // namespace crossdock::nodes
