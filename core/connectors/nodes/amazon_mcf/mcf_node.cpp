#include "core/connectors/nodes/amazon_mcf/mcf_node.h"

#include "core/connectors/nodes/amazon_mcf/fba_wire.h"
#include "core/connectors/nodes/node_client.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::nodes {

using namespace fulfilment;

namespace {

// Amazon's usage plans: calls at once, then a second
constexpr double orderBurst = 30, ordersPerSecond = 2, stockBurst = 2, stockPerSecond = 2;

/// 404, and what Amazon answers to an id that it does not know: 400 with these words.
bool isAbsent(const http::Reply &reply)
{
    return reply.status == 404 || (reply.status == 400 && reply.body.toLower().contains("not found"));
}

} // namespace

Result<std::unique_ptr<McfNode>> McfNode::make(const Account &account, http::Exchange &exchange, Clock &clock)
{
    ChannelDetails details{.name = {}, .kind = u"amazon"_s, .url = account.url, .account = account.account, .pool = {}};
    if (details.url.isEmpty())
        details.url = u"https://sellingpartnerapi-na.amazon.com"_s;
    details.account.remove(u"queue_url"_s);
    const auto amazons = amazon::readAccess(details);
    CROSSDOCK_TRY(amazons);
    const auto secrets = amazon::readSecrets(account.secrets, *amazons);
    CROSSDOCK_TRY(secrets);
    const QString version = account.value(u"contract"_s, mcf2020().version);
    if (version != mcf2020().version && version != mcf2026().version)
        return fail(Error::Code::InvalidInput, u"contract"_s, u"there are 2020-07-01 and 2026-07-04"_s);
    return std::make_unique<McfNode>(*amazons, *secrets, version == mcf2020().version ? mcf2020() : mcf2026(), account.value(u"service_id"_s).toLatin1(), exchange, clock);
}

McfNode::McfNode(amazon::Account account, amazon::Secrets secrets, const McfContract &contract, QByteArray serviceId, http::Exchange &exchange, Clock &clock)
    : WireNode(clock)
    , m_account(std::move(account))
    , m_secrets(std::move(secrets))
    , m_contract(contract)
    , m_serviceId(std::move(serviceId))
    , m_api(m_account, m_secrets, exchange, clock, nullptr)
    , m_orders(clock, orderBurst, ordersPerSecond)
    , m_stock(clock, stockBurst, stockPerSecond)
{
}

NodeTraits McfNode::traits() const
{
    NodeTraits traits;
    traits.quotes = traits.promises = traits.holds = traits.simulates = true;
    traits.mostLines = 100;
    traits.mostUnits = 250;
    traits.holdEnds = 14 * 24h;
    traits.waitEnds = 24h;
    traits.stockEvery = 5min;
    return traits;
}

const McfContract &McfNode::contractFor(const Handling &handling) const
{
    return needsMcf2020(handling) ? mcf2020() : m_contract;
}

CallFailure McfNode::clean(CallFailure failure) const
{
    failure.words = m_secrets.blackedOut(failure.words);
    return failure;
}

CallFailure McfNode::failed(const http::Reply &reply) const
{
    return clean(amazon::failureOf(reply, ordersPerSecond));
}

void McfNode::call(Pacer &pacer, const http::Request &request, const Replied &done)
{
    pacer.pass(1, this, [this, &pacer, request, done] {
        m_api.call(request, amazon::SellingPartnerApi::Grant::Seller, this, [this, &pacer, done](Answer<http::Reply> reply) {
            if (reply && reply->status == 429)
                pacer.rest(failed(*reply).retryAfter);
            if (!reply)
                reply = tl::make_unexpected(clean(reply.error()));
            done(reply);
        });
    });
}

void McfNode::preview(const NodeOrder &order, Done<Answer<QList<NodeOffer>>> done)
{
    if (const QString why = mcfCannot(order.handling); !why.isEmpty())
        return refuse(why, std::move(done));
    const McfContract &contract = contractFor(order.handling);
    call(m_orders, contract.previewRequest({m_account, m_serviceId}, order), [this, &contract, order, done](const Answer<http::Reply> &reply) {
        if (!reply || reply->status != 200) {
            done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
            return;
        }
        const auto offers = contract.readPreview(reply->body, order);
        if (offers)
            done(*offers);
        else
            done(tl::make_unexpected(unreadable(offers.error())));
    });
}

void McfNode::create(const NodeOrder &order, Done<Answer<NodeReceipt>> done)
{
    if (const QString why = mcfCannot(order.handling); !why.isEmpty())
        return refuse(why, std::move(done));
    call(m_orders, contractFor(order.handling).createRequest({m_account, m_serviceId}, order), [this, key = order.key, done](const Answer<http::Reply> &reply) {
        if (!reply || (reply->status != 200 && reply->status != 202))
            done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
        else
            done(NodeReceipt{{key, key}, false, {}});
    });
}

void McfNode::find(const QString &key, QList<const McfContract *> contracts, Done<Answer<std::optional<Known>>> done)
{
    const McfContract *contract = contracts.takeFirst();
    call(m_orders, contract->orderRequest({m_account, m_serviceId}, key), [this, key, contract, contracts, done](const Answer<http::Reply> &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        if (isAbsent(*reply)) {
            if (contracts.isEmpty())
                done(std::optional<Known>());
            else
                find(key, contracts, done);
            return;
        }
        if (reply->status != 200) {
            done(tl::make_unexpected(failed(*reply)));
            return;
        }
        const auto status = contract->readOrder(reply->body);
        if (!status) {
            done(tl::make_unexpected(unreadable(status.error())));
            return;
        }
        Known known{contract, *status};
        known.status.ref.id = known.status.ref.key;
        done(std::optional<Known>(known));
    });
}

void McfNode::findFirst(const QString &key, Done<Answer<Known>> done)
{
    const McfContract *other = &m_contract == &mcf2020() ? &mcf2026() : &mcf2020();
    find(key, {&m_contract, other}, [key, done](const Answer<std::optional<Known>> &known) {
        if (!known)
            done(tl::make_unexpected(known.error()));
        else if (!*known)
            done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, u"Amazon knows no order %1."_s.arg(key), 0ms, false}));
        else
            done(**known);
    });
}

void McfNode::read(const NodeRef &ref, Done<Answer<std::optional<NodeStatus>>> done)
{
    const McfContract *other = &m_contract == &mcf2020() ? &mcf2026() : &mcf2020();
    find(ref.key, {&m_contract, other}, [done](const Answer<std::optional<Known>> &known) {
        if (!known)
            done(tl::make_unexpected(known.error()));
        else
            done(*known ? std::optional<NodeStatus>((*known)->status) : std::nullopt);
    });
}

void McfNode::hold(const NodeRef &, Done<Answer<QString>> done)
{
    refuse(u"Amazon holds an order from its creation or not at all: cancel it, and place it again later."_s, std::move(done));
}

void McfNode::release(const NodeRef &ref, Done<Answer<QString>> done)
{
    findFirst(ref.key, [this, key = ref.key, done](const Answer<Known> &known) {
        if (!known) {
            done(tl::make_unexpected(known.error()));
            return;
        }
        call(m_orders, known->contract->releaseRequest({m_account, m_serviceId}, key), [this, done](const Answer<http::Reply> &reply) {
            if (!reply || reply->status >= 300)
                done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
            else
                done(u"Amazon sends it now."_s);
        });
    });
}

void McfNode::cancel(const NodeRef &ref, const QStringList &parcels, Done<Answer<CancelReport>> done)
{
    if (!parcels.isEmpty())
        return refuse(u"Amazon cancels a whole order, not a parcel of it."_s, std::move(done));
    findFirst(ref.key, [this, key = ref.key, done](const Answer<Known> &known) {
        if (!known) {
            done(tl::make_unexpected(known.error()));
            return;
        }
        call(m_orders, known->contract->cancelRequest({m_account, m_serviceId}, key), [this, key, contract = known->contract, done](const Answer<http::Reply> &reply) {
            if (reply && reply->status == 400) {
                done(CancelReport{CancelReport::Outcome::TooLate, failed(*reply).words, {}});
                return;
            }
            if (!reply || reply->status >= 300) {
                done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
                return;
            }
            // Amazon says that it has understood; what becomes of it stands in the order.
            find(key, {contract}, [done](const Answer<std::optional<Known>> &after) {
                CancelReport report;
                if (after && *after) {
                    const NodeStatus &status = (*after)->status;
                    report.words = status.words;
                    for (const NodeParcel &parcel : status.parcels)
                        report.parcels.append({parcel.id, parcel.state == NodeParcel::State::Cancelled, parcel.words});
                    report.outcome = status.state == NodeStatus::State::Cancelled ? CancelReport::Outcome::Done : status.unitsGone() > 0 ? CancelReport::Outcome::Partly : CancelReport::Outcome::Asked;
                }
                done(report);
            });
        });
    });
}

void McfNode::checkSku(const QString &sku, const Handling &handling, Done<Answer<QStringList>> done)
{
    if (const QString why = mcfCannot(handling); !why.isEmpty())
        clock().after(0ms, this, [why, done] { done(QStringList{why}); });
    else
        clock().after(0ms, this, [this, sku, features = mcfFeatures(handling), done] { checkFeatures(sku, features, {}, done); });
}

void McfNode::checkFeatures(const QString &sku, QStringList features, const QStringList &found, Done<Answer<QStringList>> done)
{
    if (features.isEmpty()) {
        done(found);
        return;
    }
    const QString feature = features.takeFirst();
    call(m_orders, mcfFeatureRequest({m_account, m_serviceId}, feature, sku), [this, sku, features, feature, found, done](const Answer<http::Reply> &reply) {
        if (!reply || reply->status != 200) {
            done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
            return;
        }
        const auto reasons = readMcfFeature(reply->body);
        if (!reasons) {
            done(tl::make_unexpected(unreadable(reasons.error())));
            return;
        }
        QStringList all = found;
        for (const QString &reason : *reasons)
            all.append(feature + u": "_s + reason);
        checkFeatures(sku, features, all, done);
    });
}

void McfNode::track(const QString &parcel, Done<Answer<NodeParcel>> done)
{
    call(m_orders, mcfTrackingRequest({m_account, m_serviceId}, parcel), [this, done](const Answer<http::Reply> &reply) {
        if (!reply || reply->status != 200) {
            done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
            return;
        }
        const auto known = readMcfTracking(reply->body);
        if (known)
            done(*known);
        else
            done(tl::make_unexpected(unreadable(known.error())));
    });
}

void McfNode::readStock(const QString &cursor, Done<Answer<StockPage>> done)
{
    call(m_stock, fbaStockRequest(m_account, cursor), [this, done](const Answer<http::Reply> &reply) {
        if (!reply || reply->status != 200) {
            done(tl::make_unexpected(reply ? clean(amazon::failureOf(*reply, stockPerSecond)) : reply.error()));
            return;
        }
        const auto page = readFbaStock(reply->body);
        if (page)
            done(*page);
        else
            done(tl::make_unexpected(unreadable(page.error())));
    });
}

void McfNode::test(Done<Answer<QString>> done)
{
    call(m_orders, mcfOrdersRequest({m_account, m_serviceId}, clock().now() - 1h), [this, done](const Answer<http::Reply> &reply) {
        if (!reply || reply->status != 200) {
            done(tl::make_unexpected(reply ? failed(*reply) : reply.error()));
            return;
        }
        readStock({}, [this, done](const Answer<StockPage> &page) {
            if (!page)
                done(tl::make_unexpected(page.error()));
            else
                done(u"Signed in to Amazon Multi-Channel Fulfilment (%1); the first page of its stock holds %2 SKUs."_s.arg(m_account.marketplaceId).arg(page->levels.size()));
        });
    });
}

tl::expected<NodeMessage, channels::Refusal> McfNode::readDelivery(const channels::Delivery &, Time) const
{
    return tl::make_unexpected(channels::Refusal::BadSignature);
}

} // namespace crossdock::nodes
