#include "core/connectors/nodes/shiphero/shiphero_node.h"

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace crossdock::nodes {

using namespace fulfilment;
using Absent = NodeClient::Absent;

namespace {

constexpr double mostCredits = 4'004, creditsPerSecond = 60;

} // namespace

Result<std::unique_ptr<ShipHeroNode>> ShipHeroNode::make(const Account &account, http::Exchange &exchange, Clock &clock)
{
    CROSSDOCK_TRY(require(account, {}, {u"refresh_token"_s}));
    const auto root = rootOf(account, u"https://public-api.shiphero.com"_s);
    CROSSDOCK_TRY(root);
    const QStringList methods{account.value(u"method_standard"_s, u"Standard"_s), account.value(u"method_expedited"_s, u"Expedited"_s), account.value(u"method_priority"_s, u"Priority"_s)};
    return std::make_unique<ShipHeroNode>(ShipHeroAccount{*root, account.secret(u"refresh_token"_s).toUtf8(), account.value(u"shop_name"_s, u"Crossdock"_s), account.value(u"customer_account_id"_s),
                                                          account.value(u"currency"_s, u"USD"_s), methods, account.secret(u"webhook_secret"_s).toUtf8()},
                                          exchange, clock);
}

ShipHeroNode::ShipHeroNode(ShipHeroAccount account, http::Exchange &exchange, Clock &clock)
    : WireNode(clock)
    , m_account(std::move(account))
    , m_client(exchange, clock, mostCredits, creditsPerSecond, {QString::fromUtf8(m_account.refreshToken), QString::fromUtf8(m_account.webhookSecret)}, nullptr)
{
}

NodeTraits ShipHeroNode::traits() const
{
    NodeTraits traits;
    traits.holds = traits.forcesPlace = traits.pushesStock = true;
    traits.stockEvery = 15min;
    return traits;
}

void ShipHeroNode::withToken(std::function<void(const Answer<QByteArray> &)> go)
{
    if (!m_token.isEmpty() && clock().now() < m_tokenUntil) {
        go(m_token);
        return;
    }
    m_waiting.append(std::move(go));
    if (m_waiting.size() > 1)
        return; // it is on its way
    m_client.ask(shipHeroToken(m_account), Absent::Fails, [this](const Answer<http::Reply> &reply) {
        reading<ShipHeroPass>(
            [this](const Answer<ShipHeroPass> &pass) {
                if (pass) {
                    m_token = pass->token;
                    m_tokenUntil = clock().now() + std::max(pass->livesFor - Milliseconds(1min), pass->livesFor / 2);
                }
                for (const auto &waiting : std::exchange(m_waiting, {})) {
                    if (pass) {
                        waiting(m_token);
                        continue;
                    }
                    CallFailure failure = pass.error();
                    failure.mayHaveHappened = false; // what needs the token was never sent
                    if (failure.kind == CallFailure::Kind::Rejected)
                        failure.kind = CallFailure::Kind::Unauthorized;
                    waiting(tl::make_unexpected(failure));
                }
            },
            readShipHeroToken)(reply);
    });
}

void ShipHeroNode::ask(const ShipHeroQuery &query, const Asked &done, Attempt attempt)
{
    withToken([this, query, done, attempt](const Answer<QByteArray> &token) {
        if (!token) {
            done(tl::make_unexpected(token.error()));
            return;
        }
        m_client.ask(shipHeroAsk(m_account, *token, query), Absent::Fails, [this, query, done, attempt](const Answer<http::Reply> &reply) {
            const ShipHeroVerdict verdict = reply ? judgeShipHero(reply->body) : ShipHeroVerdict{reply.error(), reply.error().kind == CallFailure::Kind::Unauthorized, false, {}, {}};
            if (verdict.cost && *verdict.cost > query.credits)
                m_client.pacer().charge(*verdict.cost - query.credits);
            if (verdict.left)
                m_client.pacer().setLeft(*verdict.left);
            if (verdict.asksForToken && attempt == Attempt::First) {
                m_token.clear();
                ask(query, done, Attempt::Second);
                return;
            }
            if (!verdict.failure) {
                done(Heard{reply->body, false});
                return;
            }
            if (verdict.failure->kind == CallFailure::Kind::RateLimited)
                m_client.pacer().rest(verdict.failure->retryAfter);
            if (verdict.isAbsent)
                done(Heard{{}, true});
            else
                done(tl::make_unexpected(m_client.clean(*verdict.failure)));
        }, query.credits);
    });
}

void ShipHeroNode::create(const NodeOrder &order, Done<Answer<NodeReceipt>> done)
{
    if (!order.handling.blockedCarriers.isEmpty())
        return refuse(u"ShipHero orders cannot keep %1 away: choose a shipping method there that does."_s.arg(order.handling.blockedCarriers.join(u", "_s)), std::move(done));
    ask(shipHeroCreate(m_account, order), [done](const Answer<Heard> &heard) {
        if (!heard) {
            done(tl::make_unexpected(heard.error()));
            return;
        }
        const auto receipt = readShipHeroCreated(heard->body);
        if (receipt)
            done(*receipt);
        else
            done(tl::make_unexpected(unreadable(receipt.error())));
    });
}

void ShipHeroNode::read(const NodeRef &ref, Done<Answer<std::optional<NodeStatus>>> done)
{
    ask(shipHeroFind(m_account, ref), [this, done](const Answer<Heard> &heard) {
        if (!heard) {
            done(tl::make_unexpected(heard.error()));
            return;
        }
        if (heard->isAbsent) {
            done(std::optional<NodeStatus>());
            return;
        }
        const auto status = readShipHeroOrder(heard->body, m_account);
        if (status)
            done(*status);
        else
            done(tl::make_unexpected(unreadable(status.error())));
    });
}

/// Changes go by ShipHero's own id.
void ShipHeroNode::withId(const NodeRef &ref, std::function<void(const Answer<QString> &)> go)
{
    if (!ref.id.isEmpty()) {
        go(ref.id);
        return;
    }
    read(ref, [ref, go = std::move(go)](const Answer<std::optional<NodeStatus>> &status) {
        if (!status)
            go(tl::make_unexpected(status.error()));
        else if (!*status)
            go(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, u"ShipHero knows no order %1."_s.arg(ref.key), 0ms, false}));
        else
            go((*status)->ref.id);
    });
}

void ShipHeroNode::change(const NodeRef &ref, const std::function<ShipHeroQuery(const QString &)> &query, const QString &words, Done<Answer<QString>> done)
{
    withId(ref, [this, query, words, done](const Answer<QString> &id) {
        if (!id) {
            done(id);
            return;
        }
        ask(query(*id), [words, done](const Answer<Heard> &heard) {
            if (!heard)
                done(tl::make_unexpected(heard.error()));
            else if (heard->isAbsent)
                done(tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, u"ShipHero knows no such order."_s, 0ms, false}));
            else
                done(words);
        });
    });
}

void ShipHeroNode::hold(const NodeRef &ref, Done<Answer<QString>> done)
{
    change(ref, [this](const QString &id) { return shipHeroHold(m_account, id, true); }, u"ShipHero holds it."_s, std::move(done));
}

void ShipHeroNode::release(const NodeRef &ref, Done<Answer<QString>> done)
{
    change(ref, [this](const QString &id) { return shipHeroHold(m_account, id, false); }, u"ShipHero sends it now."_s, std::move(done));
}

void ShipHeroNode::move(const NodeRef &ref, const QString &place, Done<Answer<QString>> done)
{
    change(ref, [this, place](const QString &id) { return shipHeroMove(m_account, id, place); }, u"It goes from another warehouse."_s, std::move(done));
}

void ShipHeroNode::cancel(const NodeRef &ref, const QStringList &parcels, Done<Answer<CancelReport>> done)
{
    if (!parcels.isEmpty())
        return refuse(u"ShipHero cancels a whole order, not a parcel of it."_s, std::move(done));
    withId(ref, [this, done](const Answer<QString> &id) {
        if (!id) {
            done(tl::make_unexpected(id.error()));
            return;
        }
        ask(shipHeroCancel(m_account, *id), [done](const Answer<Heard> &heard) {
            if (!heard && heard.error().kind == CallFailure::Kind::Rejected && !heard.error().mayHaveHappened) {
                done(CancelReport{CancelReport::Outcome::TooLate, heard.error().words, {}});
                return;
            }
            if (!heard) {
                done(tl::make_unexpected(heard.error()));
                return;
            }
            const auto word = readShipHeroCancelled(heard->body);
            if (!word)
                done(tl::make_unexpected(unreadable(word.error())));
            else
                done(CancelReport{word->startsWith("cancel"_L1, Qt::CaseInsensitive) ? CancelReport::Outcome::Done : CancelReport::Outcome::Asked, *word, {}});
        });
    });
}

void ShipHeroNode::readStock(const QString &cursor, Done<Answer<StockPage>> done)
{
    ask(shipHeroStock(m_account, cursor), [done](const Answer<Heard> &heard) {
        if (!heard) {
            done(tl::make_unexpected(heard.error()));
            return;
        }
        const auto page = readShipHeroStock(heard->body);
        if (page)
            done(*page);
        else
            done(tl::make_unexpected(unreadable(page.error())));
    });
}

void ShipHeroNode::test(Done<Answer<QString>> done)
{
    ask(shipHeroWarehouses(m_account), [done](const Answer<Heard> &heard) {
        if (!heard) {
            done(tl::make_unexpected(heard.error()));
            return;
        }
        const auto names = readShipHeroWarehouses(heard->body);
        if (names)
            done(u"Signed in to ShipHero; its warehouses here: %1."_s.arg(names->join(u", "_s)));
        else
            done(tl::make_unexpected(unreadable(names.error())));
    });
}

tl::expected<NodeMessage, channels::Refusal> ShipHeroNode::readDelivery(const channels::Delivery &delivery, Time) const
{
    return readShipHeroDelivery(delivery, m_account.webhookSecret);
}

} // namespace crossdock::nodes
