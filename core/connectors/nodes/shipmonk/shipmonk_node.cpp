#include "core/connectors/nodes/shipmonk/shipmonk_node.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::nodes {

using namespace fulfilment;
using Absent = NodeClient::Absent;

namespace {

// 100,000 a minute for the account: far above our needs, and other programs of the seller count too.
constexpr double burst = 100, perSecond = 50;

} // namespace

Result<std::unique_ptr<ShipMonkNode>> ShipMonkNode::make(const Account &account, http::Exchange &exchange, Clock &clock)
{
    CROSSDOCK_TRY(require(account, {u"store_id"_s}, {u"api_key"_s}));
    const auto root = rootOf(account, u"https://api.shipmonk.com"_s);
    CROSSDOCK_TRY(root);
    bool isNumber = false;
    const qint64 store = account.value(u"store_id"_s).toLongLong(&isNumber);
    if (!isNumber || store < 1)
        return fail(Error::Code::InvalidInput, u"store_id"_s, u"it is a number"_s);
    const QStringList services{account.value(u"service_standard"_s, u"Standard"_s), account.value(u"service_expedited"_s, u"Expedited"_s), account.value(u"service_priority"_s, u"Priority"_s)};
    return std::make_unique<ShipMonkNode>(ShipMonkAccount{*root, account.secret(u"api_key"_s).toUtf8(), store, services, account.secret(u"webhook_secret"_s).toUtf8(), account.secret(u"webhook_user"_s).toUtf8(),
                                                          account.secret(u"webhook_password"_s).toUtf8()},
                                          exchange, clock);
}

ShipMonkNode::ShipMonkNode(ShipMonkAccount account, http::Exchange &exchange, Clock &clock)
    : WireNode(clock)
    , m_account(std::move(account))
    , m_client(exchange, clock, burst, perSecond, {QString::fromUtf8(m_account.key), QString::fromUtf8(m_account.webhookSecret), QString::fromUtf8(m_account.webhookPassword)}, nullptr)
{
}

NodeTraits ShipMonkNode::traits() const
{
    NodeTraits traits;
    traits.holds = traits.forcesPlace = traits.upserts = traits.simulates = true;
    traits.stockEvery = 10min;
    return traits;
}

Result<QString> ShipMonkNode::readDone(const QByteArray &body) const
{
    return readShipMonkDone(m_client.clean(body));
}

void ShipMonkNode::create(const NodeOrder &order, Done<Answer<NodeReceipt>> done)
{
    if (!order.handling.blockedCarriers.isEmpty())
        return refuse(u"ShipMonk chooses the carrier: it cannot keep %1 away."_s.arg(order.handling.blockedCarriers.join(u", "_s)), std::move(done));
    if (order.handling.signature)
        return refuse(u"ShipMonk orders cannot ask for a signature."_s, std::move(done));
    m_client.ask(shipMonkUpsert(m_account, order), Absent::Fails, reading<NodeReceipt>(std::move(done), [this, key = order.key](const QByteArray &body) {
                     return readDone(body).map([&](const QString &message) { return NodeReceipt{{key, key}, message.contains("updated"_L1, Qt::CaseInsensitive), message}; });
                 }));
}

void ShipMonkNode::read(const NodeRef &ref, Done<Answer<std::optional<NodeStatus>>> done)
{
    m_client.ask(shipMonkOrder(m_account, ref.key), Absent::IsAnswer, [done](const Answer<http::Reply> &reply) {
        if (reply && reply->status == 404)
            done(std::optional<NodeStatus>());
        else
            reading<std::optional<NodeStatus>>(done, readShipMonkOrder)(reply);
    });
}

void ShipMonkNode::change(const NodeRef &ref, const QString &orderStatus, Done<Answer<QString>> done)
{
    m_client.ask(shipMonkOrder(m_account, ref.key), Absent::Fails, [this, orderStatus, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const auto request = shipMonkChange(m_account, reply->body, orderStatus);
        if (request)
            m_client.ask(*request, Absent::Fails, reading<QString>(done, [this](const QByteArray &body) { return readDone(body); }));
        else
            done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, request.error().detail, 0ms, false}));
    });
}

void ShipMonkNode::hold(const NodeRef &ref, Done<Answer<QString>> done)
{
    change(ref, u"onHold"_s, std::move(done));
}

void ShipMonkNode::release(const NodeRef &ref, Done<Answer<QString>> done)
{
    change(ref, u"unfulfilled"_s, [this, key = ref.key, done](const Answer<QString> &changed) {
        if (!changed) {
            done(changed);
            return;
        }
        m_client.ask(shipMonkSubmit(m_account, key, clock().now()), Absent::Fails, reading<QString>(done, [this](const QByteArray &body) {
                         return readDone(body).map([](const QString &) { return u"ShipMonk sends it now."_s; });
                     }));
    });
}

void ShipMonkNode::cancel(const NodeRef &ref, const QStringList &parcels, Done<Answer<CancelReport>> done)
{
    if (!parcels.isEmpty())
        return refuse(u"ShipMonk cancels a whole order, not a parcel of it."_s, std::move(done));
    change(ref, u"cancelled"_s, [this, ref, done](const Answer<QString> &changed) {
        if (!changed && changed.error().kind == CallFailure::Kind::Rejected) {
            done(CancelReport{CancelReport::Outcome::TooLate, changed.error().words, {}});
            return;
        }
        if (!changed) {
            done(tl::make_unexpected(changed.error()));
            return;
        }
        read(ref, [done](const Answer<std::optional<NodeStatus>> &after) { // the upsert was taken; what it did stands in the order
            CancelReport report;
            if (after && *after) {
                report.words = (*after)->words;
                using State = NodeStatus::State;
                const State state = (*after)->state;
                const bool isOnItsWay = state == State::Sent || state == State::PartlySent;
                report.outcome = state == State::Cancelled ? CancelReport::Outcome::Done : isOnItsWay ? CancelReport::Outcome::TooLate : CancelReport::Outcome::Asked;
            }
            done(report);
        });
    });
}

void ShipMonkNode::readStock(const QString &cursor, Done<Answer<StockPage>> done)
{
    if (!cursor.isEmpty()) {
        m_client.ask(shipMonkPage(m_account, cursor), Absent::Fails, reading<StockPage>(std::move(done), readShipMonkPage));
        return;
    }
    m_client.ask(shipMonkSearch(m_account), Absent::Fails, [this, done](const Answer<http::Reply> &reply) {
        reading<QString>(
            [this, done](const Answer<QString> &first) {
                if (!first)
                    done(tl::make_unexpected(first.error()));
                else if (first->isEmpty())
                    done(StockPage());
                else
                    readStock(*first, done);
            },
            readShipMonkSearch)(reply);
    });
}

void ShipMonkNode::test(Done<Answer<QString>> done)
{
    m_client.ask(shipMonkWarehouses(m_account), Absent::Fails, reading<QString>(std::move(done), [](const QByteArray &body) {
                     return readShipMonkWarehouses(body).map([](const QStringList &names) { return u"Signed in to ShipMonk; its warehouses here: %1."_s.arg(names.join(u", "_s)); });
                 }));
}

tl::expected<NodeMessage, channels::Refusal> ShipMonkNode::readDelivery(const channels::Delivery &delivery, Time) const
{
    return readShipMonkDelivery(delivery, m_account);
}

} // namespace crossdock::nodes
