#include "app/engine/node_room.h"

#include "app/engine/account_secrets.h"
#include "app/engine/sku_checker.h"
#include "core/connectors/nodes/amazon_mcf/mcf_node.h"
#include "core/connectors/nodes/shipbob/shipbob_node.h"
#include "core/connectors/nodes/shiphero/shiphero_node.h"
#include "core/connectors/nodes/shipmonk/shipmonk_node.h"
#include "core/inventory/fulfilment/node_kinds.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcNodes, "crossdock.nodes")

namespace crossdock::app {
namespace {

using Made = Result<std::unique_ptr<fulfilment::NodePort>>;

template <class Node>
Made make(const nodes::Account &account, http::Exchange &exchange, Clock &clock)
{
    auto made = Node::make(account, exchange, clock);
    if (!made)
        return tl::make_unexpected(made.error());
    return *std::move(made);
}

using Maker = Made (*)(const nodes::Account &, http::Exchange &, Clock &);

Maker makerOf(const QString &kind)
{
    static const QMap<QString, Maker> makers{{u"amazon-mcf"_s, make<nodes::McfNode>}, {u"shipbob"_s, make<nodes::ShipBobNode>}, {u"shiphero"_s, make<nodes::ShipHeroNode>}, {u"shipmonk"_s, make<nodes::ShipMonkNode>}};
    return makers.value(kind);
}

} // namespace

QStringList nodeKinds()
{
    QStringList names;
    for (const fulfilment::NodeKind &kind : fulfilment::nodeKinds())
        names.append(kind.name);
    return names;
}

bool tellsPrices(const QString &kind)
{
    const fulfilment::NodeKind *known = fulfilment::nodeKind(kind);
    return known && known->tellsPrices;
}

Result<> checkNodeSecrets(const QString &kind, const QStringList &names)
{
    const fulfilment::NodeKind *known = fulfilment::nodeKind(kind);
    return known ? checkSecretNames(kind, known->secrets, names) : Result<>(); // a port cannot be made of another one
}

Made makeNode(const nodes::Account &account, http::Exchange &exchange, Clock &clock)
{
    if (const Maker maker = makerOf(account.kind))
        return maker(account, exchange, clock);
    return fail(Error::Code::InvalidInput, account.kind, u"no such kind of node; there are: warehouse, %1"_s.arg(nodeKinds().join(u", "_s)));
}

struct NodeRoom::Link {
    nodes::Account account;
    bool goesOn = false;
    std::unique_ptr<fulfilment::NodePort> port;
    std::unique_ptr<NodeReader> reader; ///< ends before its port, as does the courier
    std::unique_ptr<NodeCourier> courier;
    std::unique_ptr<SkuChecker> checker; ///< null: this kind does not say what it takes
    QStringList heard; ///< ids of the newest messages
};

NodeRoom::NodeRoom(Inventory &inventory, http::Exchange &exchange, Clock &clock)
    : m_inventory(inventory)
    , m_exchange(exchange)
    , m_clock(clock)
{
}

NodeRoom::~NodeRoom() = default;

Result<> NodeRoom::check(const nodes::Account &account)
{
    const auto made = makeNode(account, m_exchange, m_clock);
    return made ? Result<>() : Result<>(tl::make_unexpected(made.error()));
}

Result<> NodeRoom::connectNode(const nodes::Account &account, bool goesOn)
{
    const auto known = m_links.find(account.name.text());
    if (known != m_links.end() && known->second->account == account && (known->second->goesOn || !goesOn))
        return {};
    auto port = makeNode(account, m_exchange, m_clock);
    if (!port)
        return tl::make_unexpected(port.error());
    auto link = std::make_unique<Link>();
    link->account = account;
    link->goesOn = goesOn;
    link->port = *std::move(port);
    link->reader = std::make_unique<NodeReader>(account.name, *link->port, m_inventory, m_clock);
    link->courier = std::make_unique<NodeCourier>(account.name, *link->port, m_inventory, m_clock);
    if (const fulfilment::NodeKind *kind = fulfilment::nodeKind(account.kind); kind && kind->checksSkus)
        link->checker = std::make_unique<SkuChecker>(account.name, *link->port, m_inventory, m_clock);
    if (goesOn) {
        link->reader->goOn();
        link->courier->goOn();
        if (link->checker)
            link->checker->goOn();
    }
    m_links[account.name.text()] = std::move(link);
    return {};
}

void NodeRoom::take(const event::ParcelsChanged &change)
{
    for (const auto &[name, link] : m_links)
        link->courier->takeChange(change);
}

void NodeRoom::lookAgain()
{
    for (const auto &[name, link] : m_links)
        if (link->goesOn)
            link->courier->goOn();
}

void NodeRoom::keepOnly(const QStringList &nodes)
{
    std::erase_if(m_links, [&](const auto &link) { return !nodes.contains(link.first); });
}

/// Its port stays until it is connected anew, with its keys.
void NodeRoom::take(const event::NodeChanged &change)
{
    const auto found = m_links.find(change.row.node.text());
    if (found == m_links.end())
        return;
    if (change.isRemoved || change.row.kind != found->second->account.kind)
        m_links.erase(found);
    else if (found->second->goesOn)
        found->second->courier->takeRow(change.row);
}

void NodeRoom::test(const nodes::Account &account, std::function<void(Result<QString>)> done)
{
    auto made = makeNode(account, m_exchange, m_clock);
    if (!made) {
        done(tl::make_unexpected(made.error()));
        return;
    }
    fulfilment::NodePort *port = made->release();
    port->setParent(this);
    port->test([port, name = account.name, done = std::move(done)](const channels::Answer<QString> &answer) {
        port->deleteLater();
        if (answer)
            done(*answer);
        else
            done(tl::make_unexpected(answer.error().toError(name.text())));
    });
}

Result<> NodeRoom::connectUnless(const nodes::Account &account)
{
    return m_links.find(account.name.text()) == m_links.end() ? connectNode(account, false) : Result<>();
}

void NodeRoom::quote(const QList<nodes::Account> &accounts, const QList<fulfilment::NodeQuestion> &questions, Milliseconds deadline, fulfilment::NodeQuotes::Done done, fulfilment::NodeQuotes::Late late)
{
    QHash<NodeId, QString> closed;
    for (const nodes::Account &account : accounts)
        if (const auto connected = connectUnless(account); !connected)
            closed.insert(account.name, connected.error().detail);
    QList<fulfilment::NodeQuotes::Asked> asked;
    QList<std::optional<rates::Rated>> unasked; // by question
    for (const fulfilment::NodeQuestion &question : questions) {
        const auto link = m_links.find(question.node.text());
        if (link != m_links.end())
            asked.append({question, link->second->port.get()});
        unasked.append(link != m_links.end() ? std::nullopt : std::optional(rates::Rated{{}, {}, {{question.node.text(), closed.value(question.node, u"it is not connected"_s)}}}));
    }
    fulfilment::NodeQuotes::ask(asked, deadline, m_clock, this, [unasked, done = std::move(done)](QList<rates::Rated> answers) {
        QList<rates::Rated> all;
        for (const auto &one : unasked)
            all.append(one ? *one : answers.takeFirst());
        done(all);
    }, std::move(late));
}

void NodeRoom::readStock(const nodes::Account &account, std::function<void(Result<int>)> done)
{
    if (const auto connected = connectUnless(account); !connected) {
        done(tl::make_unexpected(connected.error()));
        return;
    }
    m_links[account.name.text()]->reader->read(std::move(done));
}

bool NodeRoom::deliver(const channels::Delivery &delivery, const http::WebhookListener::Respond &respond)
{
    constexpr qsizetype remembered = 2'000;
    const auto found = m_links.find(delivery.channel.text());
    if (found == m_links.end())
        return false;
    Link &link = *found->second;
    const auto message = link.port->readDelivery(delivery, m_clock.now());
    if (!message) {
        using channels::Refusal;
        qCWarning(lcNodes, "%s: a message is refused: %s", qUtf8Printable(delivery.channel.text()),
                  message.error() == Refusal::Unreadable ? "it cannot be read" : message.error() == Refusal::TooOld ? "it is too old" : "its signature is missing or wrong");
        respond(message.error() == Refusal::Unreadable ? 400 : 401);
        return true;
    }
    if (!link.heard.contains(message->eventId)) {
        link.heard.append(message->eventId);
        if (link.heard.size() > remembered)
            link.heard.removeFirst();
        take(link, *message);
    }
    respond(200, link.port->receiptBody());
    return true;
}

/// What moves an order at a node moves its stock as well.
void NodeRoom::take(Link &link, const fulfilment::NodeMessage &message)
{
    constexpr Milliseconds soon{5'000}; // a burst of messages is one reading
    for (const fulfilment::NodeNews &news : message.news) {
        if (!std::holds_alternative<channels::Notice>(news))
            link.reader->readSoon(soon);
        if (const auto *hint = std::get_if<fulfilment::NodeHint>(&news))
            link.courier->lookSoon(hint->ref);
        else if (const auto *status = std::get_if<fulfilment::NodeStatus>(&news))
            link.courier->lookSoon(status->ref);
    }
}

} // namespace crossdock::app
