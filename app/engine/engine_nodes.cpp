#include "app/engine/account_secrets.h"
#include "app/engine/engine.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/wire_room.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcEngine)

/// The engine's part in nodes of others: their accounts, their keys, their stock.
namespace crossdock::app {
namespace {

constexpr Milliseconds nodesAgainAfter{1'000}; // of a store that does not answer

QString ownerOf(const NodeId &node)
{
    return u"node/"_s + node.text();
}

nodes::Account accountOf(const NodeId &node, const QString &kind, const NodeDetails &details, const QMap<QString, QString> &secrets)
{
    return {node, kind, details.url, details.account, secrets};
}

QString addressOf(const nodes::Account &account)
{
    return secretAddress(account.kind, account.url, account.account);
}

bool isOfOthers(const NodeRow &row)
{
    return row.kind != u"warehouse";
}

} // namespace

void Engine::addNode(const Request &define, const QMap<QString, QString> &secrets, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const auto &node = std::get<command::DefineNode>(define.command);
    const nodes::Account given = accountOf(node.node, node.kind, node.details.value_or(NodeDetails{}), secrets);
    // Whoever changes a node need not give its secrets again, unless it is another one's address now. Before they are written a port
    // is made of them, to see whether it can be; in the network's thread, for it belongs where it is made.
    withNode(given.name, [this, given, define, answer](const Result<nodes::Account> &known) {
        const bool isNew = !known && (known.error().code == Error::Code::NotFound || known.error().code == Error::Code::NotAllowed);
        if (!known && !isNew) {
            answer(tl::make_unexpected(known.error()));
            return;
        }
        nodes::Account account = given;
        if (known && addressOf(*known) == addressOf(given)) {
            account.secrets = known->secrets;
            account.secrets.insert(given.secrets);
        }
        app::ask(m_wires, [this, account, given, define, answer](WireRoom &room) {
            const auto made = checkNodeSecrets(given.kind, given.secrets.keys()).and_then([&] { return room.nodes().check(account); });
            if (made)
                QMetaObject::invokeMethod(this, [this, account, given, define, answer] { keepNode(account, given.secrets, define, answer); }, Qt::QueuedConnection);
            else
                answer(tl::make_unexpected(made.error()));
        });
    });
}

void Engine::keepNode(const nodes::Account &account, const QMap<QString, QString> &secrets, const Request &define, const Done<Entry> &answer)
{
    ifTaken(define, answer, [this, account, secrets, define, answer] {
        app::ask(m_secrets, [this, account, secrets, define, answer](SecretRoom &keys) {
            if (const auto written = keys.write(ownerOf(account.name), addressOf(account), secrets); !written)
                answer(tl::make_unexpected(written.error()));
            else
                QMetaObject::invokeMethod(this, [this, account, define, answer] { bookNode(account, define, answer); }, Qt::QueuedConnection);
        });
    });
}

void Engine::bookNode(const nodes::Account &account, const Request &define, const Done<Entry> &answer)
{
    m_inventory->perform(define, this, [this, account, answer](const Result<Entry> &entry) {
        if (!entry || !m_options.runsLanes) {
            answer(entry);
            return;
        }
        app::ask(m_wires, [account, entry, answer](WireRoom &wires) {
            const auto connected = wires.nodes().connectNode(account, wires.isSpeaking());
            answer(connected ? entry : Result<Entry>(tl::make_unexpected(connected.error())));
        });
    });
}

void Engine::removeNode(const Request &remove, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    const NodeId node = std::get<command::RemoveNode>(remove.command).node;
    m_inventory->ask(query::Nodes{}, this, [this, remove, node, answer](const Result<query::Nodes::Answer> &rows) {
        const auto known = rows.value_or(query::Nodes::Answer());
        const bool hasKeys = std::any_of(known.begin(), known.end(), [&](const NodeRow &one) { return one.node == node && isOfOthers(one); });
        m_inventory->perform(remove, this, [this, node, hasKeys, answer](const Result<Entry> &entry) {
            if (!entry || !hasKeys) {
                answer(entry);
                return;
            }
            app::ask(m_secrets, [node, entry, answer](SecretRoom &keys) {
                const auto removed = keys.remove(ownerOf(node));
                answer(removed ? entry : Result<Entry>(tl::make_unexpected(removed.error())));
            });
        });
    });
}

/// The account of a node with its secrets, in the engine's thread.
void Engine::withNode(const NodeId &node, std::function<void(Result<nodes::Account>)> go)
{
    m_inventory->ask(query::Nodes{}, this, [this, node, go = std::move(go)](const Result<query::Nodes::Answer> &rows) {
        if (!rows) {
            go(tl::make_unexpected(rows.error()));
            return;
        }
        const auto row = std::find_if(rows->begin(), rows->end(), [&](const NodeRow &one) { return one.node == node; });
        if (row == rows->end()) {
            go(fail(Error::Code::NotFound, node.text(), u"no such node"_s));
            return;
        }
        if (!isOfOthers(*row)) {
            go(fail(Error::Code::NotAllowed, node.text(), u"it is your own warehouse: there is nobody to ask"_s));
            return;
        }
        app::ask(m_secrets, [this, bare = accountOf(row->node, row->kind, row->details, {}), go](SecretRoom &keys) {
            const auto account = keys.read(ownerOf(bare.name), addressOf(bare)).map([&](const SecretRoom::Secrets &secrets) {
                nodes::Account whole = bare;
                whole.secrets = secrets;
                return whole;
            });
            QMetaObject::invokeMethod(this, [go, account] { go(account); }, Qt::QueuedConnection);
        });
    });
}

void Engine::connectNodes(std::function<void()> done)
{
    m_inventory->ask(query::Nodes{}, this, [this, done = std::move(done)](const Result<query::Nodes::Answer> &rows) {
        if (!rows) { // the store does not answer: nobody knows of nodes that were removed
            m_clock.after(nodesAgainAfter, this, [this, done] { connectNodes(done); });
            return;
        }
        QList<NodeRow> others = *rows;
        others.removeIf([](const NodeRow &row) { return !isOfOthers(row); });
        QStringList names;
        for (const NodeRow &row : std::as_const(others))
            names.append(row.node.text());
        app::ask(m_wires, [names](WireRoom &room) { room.nodes().keepOnly(names); }); // another desk may have removed some
        if (others.isEmpty())
            return done();
        const auto left = std::make_shared<qsizetype>(others.size());
        for (const NodeRow &row : std::as_const(others)) {
            connectNode(row.node, [left, done] {
                if (--*left == 0)
                    done();
            });
        }
    });
}

void Engine::connectNode(const NodeId &node, std::function<void()> done)
{
    withNode(node, [this, node, done = std::move(done)](const Result<nodes::Account> &account) {
        app::ask(m_wires, [node, account](WireRoom &room) {
            const Result<> connected = account.and_then([&](const nodes::Account &one) { return room.nodes().connectNode(one, room.isSpeaking()); });
            if (connected)
                return;
            room.leaveOutNode(node);
            qCWarning(lcEngine, "%s is not connected: %s", qUtf8Printable(node.text()), qUtf8Printable(connected.error().detail));
        });
        done();
    });
}

void Engine::followNodes(const Events &events)
{
    for (const Event &event : *events)
        if (const auto *node = std::get_if<event::NodeChanged>(&event); node && !node->isRemoved && isOfOthers(node->row))
            connectNode(node->row.node);
}

void Engine::testNode(const NodeId &node, QObject *context, Done<QString> done)
{
    withNode(node, [this, answer = carried<QString>(context, std::move(done))](const Result<nodes::Account> &account) {
        if (!account)
            answer(tl::make_unexpected(account.error()));
        else
            app::ask(m_wires, [account = *account, answer](WireRoom &room) { room.nodes().test(account, answer); });
    });
}

void Engine::readNodeStock(const NodeId &node, QObject *context, Done<int> done)
{
    withNode(node, [this, answer = carried<int>(context, std::move(done))](const Result<nodes::Account> &account) {
        if (!account)
            answer(tl::make_unexpected(account.error()));
        else
            app::ask(m_wires, [account = *account, answer](WireRoom &room) { room.nodes().readStock(account, answer); });
    });
}

} // namespace crossdock::app
