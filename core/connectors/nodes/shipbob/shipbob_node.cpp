#include "core/connectors/nodes/shipbob/shipbob_node.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::nodes {

using namespace fulfilment;
using Absent = NodeClient::Absent;

namespace {

// 150 requests in any 60 seconds: 30 at once and 2 a second are never more.
constexpr double burst = 30, perSecond = 2;

/// Why it cannot keep to these demands; empty: it can.
QString cannot(const Handling &handling)
{
    if (!handling.blockedCarriers.isEmpty())
        return u"ShipBob chooses the carrier: it cannot keep %1 away."_s.arg(handling.blockedCarriers.join(u", "_s));
    return handling.signature ? u"ShipBob orders cannot ask for a signature."_s : QString();
}

} // namespace

Result<std::unique_ptr<ShipBobNode>> ShipBobNode::make(const Account &account, http::Exchange &exchange, Clock &clock)
{
    CROSSDOCK_TRY(require(account, {u"channel_id"_s}, {u"token"_s}));
    const auto root = rootOf(account, u"https://api.shipbob.com"_s);
    CROSSDOCK_TRY(root);
    const QStringList methods{account.value(u"method_standard"_s, u"Standard"_s), account.value(u"method_expedited"_s, u"Expedited"_s), account.value(u"method_priority"_s, u"Priority"_s)};
    return std::make_unique<ShipBobNode>(ShipBobAccount{*root, account.secret(u"token"_s).toUtf8(), account.value(u"channel_id"_s).toLatin1(), methods, account.secret(u"webhook_secret"_s).toUtf8()}, exchange, clock);
}

ShipBobNode::ShipBobNode(ShipBobAccount account, http::Exchange &exchange, Clock &clock)
    : WireNode(clock)
    , m_account(std::move(account))
    , m_client(exchange, clock, burst, perSecond, {QString::fromUtf8(m_account.token), QString::fromUtf8(m_account.webhookSecret)}, nullptr)
{
}

NodeTraits ShipBobNode::traits() const
{
    NodeTraits traits;
    traits.quotes = traits.forcesPlace = traits.partialCancel = traits.simulates = true;
    traits.stockEvery = 10min;
    return traits;
}

void ShipBobNode::preview(const NodeOrder &order, Done<Answer<QList<NodeOffer>>> done)
{
    if (const QString why = cannot(order.handling); !why.isEmpty())
        return refuse(why, std::move(done));
    m_client.ask(shipBobEstimate(m_account, order), Absent::Fails, reading<QList<NodeOffer>>(std::move(done), readShipBobEstimate));
}

void ShipBobNode::create(const NodeOrder &order, Done<Answer<NodeReceipt>> done)
{
    if (const QString why = cannot(order.handling); !why.isEmpty())
        return refuse(why, std::move(done));
    m_client.ask(shipBobCreate(m_account, order), Absent::Fails, reading<NodeReceipt>(std::move(done), [](const QByteArray &body) {
                     return readShipBobOrder(body).map([](const NodeStatus &status) { return NodeReceipt{status.ref, false, status.words}; });
                 }));
}

void ShipBobNode::read(const NodeRef &ref, Done<Answer<std::optional<NodeStatus>>> done)
{
    const bool byId = !ref.id.isEmpty();
    m_client.ask(byId ? shipBobOrder(m_account, ref.id) : shipBobOrdersOf(m_account, ref.key), Absent::IsAnswer, [byId, key = ref.key, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status == 404) {
            done(std::optional<NodeStatus>());
            return;
        }
        const auto status = byId ? readShipBobOrder(reply->body).map([](const NodeStatus &one) { return std::optional<NodeStatus>(one); }) : readShipBobOrders(reply->body, key);
        if (status)
            done(*status);
        else
            done(tl::make_unexpected(unreadable(status.error())));
    });
}

void ShipBobNode::cancel(const NodeRef &ref, const QStringList &parcels, Done<Answer<CancelReport>> done)
{
    if (!parcels.isEmpty()) {
        cancelParcels(parcels, {}, std::move(done));
        return;
    }
    if (ref.id.isEmpty()) {
        read(ref, [this, ref, done](const Answer<std::optional<NodeStatus>> &status) {
            if (!status)
                done(tl::make_unexpected(status.error()));
            else if (!*status)
                done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, u"ShipBob knows no order %1."_s.arg(ref.key), 0ms, false}));
            else
                cancel((*status)->ref, {}, done);
        });
        return;
    }
    m_client.ask(shipBobCancelOrder(m_account, ref.id), Absent::Fails, [done](const Answer<http::Reply> &reply) {
        if (!reply && reply.error().kind == CallFailure::Kind::Rejected) {
            done(CancelReport{CancelReport::Outcome::TooLate, reply.error().words, {}});
            return;
        }
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const auto report = readShipBobCancel(reply->body);
        if (report)
            done(*report);
        else
            done(tl::make_unexpected(unreadable(report.error())));
    });
}

void ShipBobNode::cancelParcels(QStringList parcels, CancelReport report, Done<Answer<CancelReport>> done)
{
    const QString parcel = parcels.takeFirst();
    m_client.ask(shipBobCancelParcel(m_account, parcel), Absent::Fails, [this, parcels, parcel, report, done](const Answer<http::Reply> &reply) mutable {
        if (!reply && reply.error().kind != CallFailure::Kind::Rejected) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        report.parcels.append({parcel, reply.has_value(), reply ? QString() : reply.error().words});
        if (!reply)
            report.words = reply.error().words;
        if (!parcels.isEmpty()) {
            cancelParcels(parcels, report, done);
            return;
        }
        const auto cancelled = std::count_if(report.parcels.begin(), report.parcels.end(), [](const CancelReport::Parcel &one) { return one.isCancelled; });
        report.outcome = cancelled == report.parcels.size() ? CancelReport::Outcome::Done : cancelled == 0 ? CancelReport::Outcome::TooLate : CancelReport::Outcome::Partly;
        done(report);
    });
}

void ShipBobNode::readStock(const QString &cursor, Done<Answer<StockPage>> done)
{
    m_client.ask(shipBobStock(m_account, cursor), Absent::Fails, reading<StockPage>(std::move(done), readShipBobStock));
}

void ShipBobNode::test(Done<Answer<QString>> done)
{
    m_client.ask(shipBobChannels(m_account), Absent::Fails, reading<QString>(std::move(done), [id = m_account.channelId](const QByteArray &body) {
                     return readShipBobChannels(body, id).map([](const QString &name) { return u"Signed in to ShipBob as channel “%1”."_s.arg(name); });
                 }));
}

tl::expected<NodeMessage, channels::Refusal> ShipBobNode::readDelivery(const channels::Delivery &delivery, Time now) const
{
    return readShipBobDelivery(delivery, m_account.webhookSecret, now);
}

} // namespace crossdock::nodes
