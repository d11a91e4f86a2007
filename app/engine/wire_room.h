#pragma once

#include "app/engine/carrier_room.h"
#include "app/engine/messenger.h"
#include "app/engine/node_room.h"
#include "app/engine/paper_runner.h"
#include "app/engine/port_factory.h"
#include "core/connectors/http/curl_exchange.h"
#include "core/connectors/http/gated_exchange.h"
#include "core/connectors/http/webhook_listener.h"
#include "core/connectors/printing/document_printer.h"
#include "core/inventory/channels/channel_link.h"
#include "core/inventory/fulfilment/labels/label_runner.h"

#include <QSet>
#include <map>

namespace crossdock::app {

/// Everything that touches the network, in one thread: the channels' links and the webhook listener. They share it so that
/// an order's way from the socket to the ledger and back to eight sockets crosses threads only twice.
class WireRoom : public QObject
{
    Q_OBJECT

public:
    using Secrets = QMap<QString, QString>;

    /// `maySpeak` is asked in the room's thread before anything is sent that another engine on the same database may send as well;
    /// empty: there is no other one. Where there is, the room is silent until beginSpeaking().
    WireRoom(Inventory &inventory, Clock &clock, Random &random, Milliseconds catchUpEvery, std::function<bool()> maySpeak);
    ~WireRoom() override;

    /// Opens the door for webhooks. Answers the port.
    Result<quint16> listen(const QString &host, quint16 port, const QString &certificate, const QString &key);

    /// From now on what is connected speaks; all is to be connected anew.
    void beginSpeaking();
    /// Another engine speaks, or may. Drops everything that does so by itself; what is connected after this only answers questions
    /// and hears webhooks.
    void fallSilent();
    bool isSpeaking() const { return m_isSpeaking; }
    void setSpeaker(const QString &desk) { m_speaker = desk; } ///< who speaks in our place; empty: nobody, or we

    Result<> connectChannel(const ChannelRow &row, const Secrets &secrets, bool runsLane);
    void disconnectChannel(const ChannelId &channel);
    /// The store knows the name, but nothing is connected to it, and why. Its messages are to be sent again until there is.
    void leaveOutChannel(const ChannelId &channel, const Error &why);
    void leaveOutNode(const NodeId &node);
    void knowsAllNames() { m_knowsAllNames = true; } ///< until then any name may be known to the store
    void take(const Events &events);
    void watchHealth();
    void sendNotices(const KeySource &keys); ///< starts to send what leaves the house
    void stopNotices();
    void suggestRules(const QString &talk, const KeySource &keys, Desk::Done<QList<RuleProposal>> done);

    /// An account with its secrets, answered in the room's own thread.
    using AccountSource = std::function<void(const CarrierId &carrier, std::function<void(Result<carriers::Account>)> go)>;
    void hearCarriers(AccountSource source) { m_accounts = std::move(source); } ///< takes their messages at /webhooks/NAME from now on

    /// Makes a port for one question. Answers the channel's sentence.
    void test(const ChannelDetails &details, const Secrets &secrets, Desk::Done<QString> done);
    void testChannel(const ChannelId &channel, Desk::Done<QString> done);
    void readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, Desk::Done<Desk::CatalogueReport> done);
    void catchUp(const ChannelId &channel, Desk::Done<int> done);
    void cancelOrder(const OrderId &order, const QString &reason, Desk::Done<QString> done);
    void subscribe(const ChannelId &channel, const QString &publicUrl, Desk::Done<QStringList> done);
    CarrierRoom &carriers() { return m_carriers; }
    labels::LabelRunner &labels() { return m_labels; }
    printing::DocumentPrinter &printer() { return m_printer; }
    NodeRoom &nodes() { return m_nodes; }
    void whenQuiet(Time until, std::function<void(bool)> done, int quietLooks = 0);

Q_SIGNALS:
    void healthChanged(const QList<crossdock::ChannelHealth> &health);
    void silenced(); ///< the time in which we might speak has run out unnoticed: fallSilent() was called

private:
    bool isOpen();
    void lookAgain(event::OthersWrote::Kinds kinds);
    ChannelHealth healthOf(const channels::ChannelLink &link) const;
    void noteConnection(const ChannelHealth &health);
    void deliver(const channels::Delivery &delivery, const http::WebhookListener::Respond &respond);
    void deliverToCarrier(const channels::Delivery &delivery, const http::WebhookListener::Respond &respond);
    channels::ChannelLink *find(const QString &channel);
    channels::ChannelLink *findSpeaking(const QString &channel) { return m_isSpeaking ? find(channel) : nullptr; }
    template <class T>
    void saySilent(const ChannelId &channel, const Desk::Done<T> &done) const;

    Inventory &m_inventory;
    Clock &m_clock;
    Random &m_random;
    Milliseconds m_catchUpEvery;
    std::function<bool()> m_maySpeak;
    bool m_isSpeaking;
    QString m_speaker;
    http::CurlExchange m_calls, m_polls;
    http::GatedExchange m_ownCalls, m_ownPolls; ///< for what is sent unasked
    CarrierRoom m_carriers;
    labels::LabelRunner m_labels;
    printing::DocumentPrinter m_printer;
    NodeRoom m_nodes;
    std::unique_ptr<http::WebhookListener> m_listener;
    std::map<QString, std::unique_ptr<channels::ChannelLink>> m_links;
    struct LeftOut {
        Error why;
        Time since{};
    };
    std::map<QString, LeftOut> m_leftOut; ///< channels that are not connected
    QSet<QString> m_leftOutNodes;
    bool m_knowsAllNames = false;
    AccountSource m_accounts; ///< nothing: carriers are not heard
    std::unique_ptr<Messenger> m_messenger; ///< nothing: a tool that only books
    std::unique_ptr<PaperRunner> m_papers; ///< the same
    std::map<QString, int> m_downLooks; ///< how often in a row a channel was seen not to answer
};

} // namespace crossdock::app
