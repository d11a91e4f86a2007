#pragma once

#include "app/engine/node_courier.h"
#include "app/engine/node_reader.h"
#include "core/connectors/http/webhook_listener.h"
#include "core/connectors/nodes/node_account.h"
#include "core/inventory/fulfilment/node_quotes.h"

#include <map>

namespace crossdock::app {

/// The kinds of nodes of others that this program can speak with.
QStringList nodeKinds();

/// Does a node of this kind tell prices itself? As the traits of its port say.
bool tellsPrices(const QString &kind);

/// InvalidInput names what a node of that kind does not have as a secret, and what it has.
Result<> checkNodeSecrets(const QString &kind, const QStringList &names);

/// The port of a node. InvalidInput names what is missing or wrong. Lives in the calling thread.
Result<std::unique_ptr<fulfilment::NodePort>> makeNode(const nodes::Account &account, http::Exchange &exchange, Clock &clock);

/// Nodes of others, in the thread of the network: reads their stock in their own rhythm, brings them parcels, and hears their messages. Never in a
/// sale's way: what is read enters the ledger in small parts between other commands.
class NodeRoom : public QObject
{
public:
    NodeRoom(Inventory &inventory, http::Exchange &exchange, Clock &clock);
    ~NodeRoom() override;

    /// Whether a port could be made of it. InvalidInput says what is missing.
    Result<> check(const nodes::Account &account);
    /// Makes the port, and with `goesOn` reads its stock and brings it parcels from now on. Of an account that is connected so already: nothing.
    Result<> connectNode(const nodes::Account &account, bool goesOn);
    void take(const event::ParcelsChanged &change);
    void lookAgain(); ///< other engines wrote, and what is not known
    void keepOnly(const QStringList &nodes); ///< the others are not connected any more
    void take(const event::NodeChanged &change);
    /// Signs in and reads something small, with a port of its own.
    void test(const nodes::Account &account, std::function<void(Result<QString>)> done);
    /// Reads the stock now, with the port that is there or with one of its own.
    void readStock(const nodes::Account &account, std::function<void(Result<int>)> done);

    /// Asks them what they take, with the ports that are there or with ones of their own. One answer for each question; what comes after the deadline
    /// goes to `late`.
    void quote(const QList<nodes::Account> &accounts, const QList<fulfilment::NodeQuestion> &questions, Milliseconds deadline, fulfilment::NodeQuotes::Done done, fulfilment::NodeQuotes::Late late);

    /// A message for a node of that name; false: there is none. Nothing of it is read before its signature is good.
    bool deliver(const channels::Delivery &delivery, const http::WebhookListener::Respond &respond);

private:
    struct Link;
    void take(Link &link, const fulfilment::NodeMessage &message);
    Result<> connectUnless(const nodes::Account &account);

    Inventory &m_inventory;
    http::Exchange &m_exchange;
    Clock &m_clock;
    std::map<QString, std::unique_ptr<Link>> m_links;
};

} // namespace crossdock::app
