#pragma once

#include "core/connectors/nodes/node_account.h"
#include "core/connectors/secrets/secret.h"
#include "core/inventory/data_folder.h"
#include "core/inventory/desk.h"
#include "core/inventory/fulfilment/node_quotes.h"
#include "core/inventory/local_inventory.h"

#include <QThread>

namespace crossdock::carriers
{
struct Account;
}

namespace crossdock::fulfilment
{
class CarrierPort;
}

namespace crossdock::app {

class ReturnLabelRunner;
class RouterRoom;
class Voice;
class WireRoom;
class SecretRoom;

/// How an engine is started.
struct EngineOptions {
    QString dataFolder;
    QString store; ///< PostgreSQL connection string; empty: SQLite in the folder
    QString passphraseFile;
    std::function<Result<secrets::Secret>(const QString &question)> askPerson; ///< for the passphrase, in a thread of the engine's; empty: at the terminal, if there is one
    bool keepsSecretsInMemory = false; ///< practice: the sandbox's own keys, gone with it
    bool runsLanes = true; ///< false: a tool that only books and asks; channels are not told and not heard
    bool listens = false; ///< takes webhooks
    QString listenHost = QStringLiteral("127.0.0.1");
    quint16 listenPort = 0; ///< 0: any
    QString certificate, certificateKey; ///< PEM files; empty: plain HTTP (loopback, or behind a proxy)
    QString publicUrl; ///< where channels reach us; empty: subscriptions are left alone
    Milliseconds catchUpEvery{60'000};
    bool connectsChannels = true; ///< false: not even for a question (nothing of the key store is needed)
};

/// The engine: the ledger, the channels' wires and the webhook listener in their threads, and the desk for people.
/// Made and used in the main thread, which needs an event loop. Its end finishes what is committed and tells nobody more.
class Engine : public Desk
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<Engine>> start(const EngineOptions &options);
    ~Engine() override;

    Inventory &inventory() { return *m_inventory; }
    LocalInventory::Pulse pulse() const { return m_inventory->pulse(); }
    const DataFolder &folder() const { return m_folder; }
    quint16 webhookPort() const { return m_webhookPort; } ///< 0: does not listen
    QString localUrl() const; ///< where this machine's programs reach the listener
    /// Calls back once every channel is connected, or known not to be: till then their webhooks are told to come again.
    void whenConnected(std::function<void()> done);
    /// Calls back once every channel's first catch-up has ended (or failed) and every lane is quiet, or after `most`.
    void whenQuiet(Milliseconds most, QObject *context, std::function<void(bool isQuiet)> done);

    QList<Kind> kinds() const override;
    void testConnection(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context, Done<QString> done) override;
    void addChannel(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context, Done<Entry> done) override;
    void testChannel(const ChannelId &channel, QObject *context, Done<QString> done) override;
    void readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, QObject *context, Done<CatalogueReport> done) override;
    void catchUp(const ChannelId &channel, QObject *context, Done<int> done) override;
    void cancelOrder(const OrderId &order, const QString &reason, QObject *context, Done<QString> done) override;
    void exportAudit(const QString &file, std::optional<Time> from, std::optional<Time> to, std::shared_ptr<Progress> progress, QObject *context, Done<QString> done) override;
    void quoteLive(const QList<rates::Shipment> &shipments, Milliseconds deadline, QObject *context, Heard heard, Done<QList<rates::Rated>> done) override;
    void planWave(const fulfilment::WaveWish &wish, QObject *context, Done<Wave> done) override;
    void explainOrder(qint64 wave, const OrderId &order, QObject *context, Done<fulfilment::WaveExplanation> done) override;
    void pinOrder(qint64 wave, const fulfilment::WavePin &pin, QObject *context, Done<fulfilment::PinEffect> done) override;
    void publishWave(qint64 wave, const QString &reason, QObject *context, Done<Entry> done) override;
    void backTest(const fulfilment::BackTestWish &wish, std::shared_ptr<Progress> progress, QObject *context, Done<fulfilment::BackTest> done) override;
    void buyLabel(const Request &want, const rates::Shipment &shipment, QObject *context, Done<labels::Label> done) override;
    void lookAfterLabel(qint64 label, QObject *context, Done<labels::Label> done) override;
    void printLabel(const Request &print, QObject *context, Done<labels::Label> done) override;
    void voidLabel(const Request &take, QObject *context, Done<labels::Label> done) override;
    void testPrinter(const labels::Printer &printer, QObject *context, Done<QString> done) override;
    void suggestRules(const QString &talk, QObject *context, Done<QList<RuleProposal>> done) override;
    QString webhooksUrl() const override;
    QList<ChannelHealth> health() const override { return m_health; }
    /// Who speaks to the channels, in a sentence; empty: a folder of its own, where there is only this engine. NotFound: nobody does.
    void readSpeaker(QObject *context, Done<QString> done);

    /// Puts new secrets of a channel into the key store, beside those that are not given, and connects it anew. With `isTested`
    /// only if the channel accepts them. Answers a sentence.
    void renewSecrets(const ChannelId &channel, const QMap<QString, QString> &given, bool isTested, QObject *context, Done<QString> done);
    /// Removes the channel from the ledger and its secrets from the key store.
    void removeChannel(const ChannelId &channel, QObject *context, Done<Entry> done);
    /// Puts the secrets into the key store and the carrier into the ledger.
    void addCarrier(const CarrierDetails &details, const QMap<QString, QString> &secrets, const Actor &actor, QObject *context, Done<Entry> done);
    void removeCarrier(const CarrierId &carrier, const Actor &actor, QObject *context, Done<Entry> done);
    /// Puts the key to a service outside ("mail", "whatsapp", "sms", "push", "assistant") into the key store, and what `set` says into the ledger. A key is kept
    /// for the address that it is given for: another address needs a new one, and a service that is put off has none any more.
    void setService(const QString &service, const Request &set, const QString &key, QObject *context, Done<Entry> done);
    /// Of a node of others: puts the secrets into the key store, the node into the ledger, and begins to read its stock.
    void addNode(const Request &define, const QMap<QString, QString> &secrets, QObject *context, Done<Entry> done);
    /// Removes the node from the ledger and its secrets from the key store.
    void removeNode(const Request &remove, QObject *context, Done<Entry> done);
    /// Signs in and reads something small. Answers a sentence.
    void testNode(const NodeId &node, QObject *context, Done<QString> done);
    /// Reads a node's stock now. Answers how many SKUs it holds.
    void readNodeStock(const NodeId &node, QObject *context, Done<int> done);
    /// Asks nodes that tell prices what they take. One answer for each question; prices are kept, late ones too.
    void quoteNodes(const QList<fulfilment::NodeQuestion> &questions, Milliseconds deadline, QObject *context, Done<QList<rates::Rated>> done);
    /// Plans one order anew, alone, and puts it into the ledger: from that node, or wherever it is best.
    void rerouteOrder(const OrderId &order, const std::optional<NodeId> &node, const Actor &actor, const QString &reason, QObject *context, Done<Entry> done);
    /// Makes or repairs a channel's subscriptions.
    void subscribe(const ChannelId &channel, QObject *context, Done<QStringList> done);
    /// The key store or the vault answers. For `doctor`.
    void checkSecrets(QObject *context, Done<QString> done);

private:
    Engine(EngineOptions options, DataFolder folder);
    Result<> open();
    Result<> openWires();
    void connectEverything();
    void readChannels();
    void connectAll(const QList<ChannelRow> &rows);
    void linksAreThere();
    void askLinks(std::function<void(WireRoom &)> question);
    void connectChannel(const ChannelRow &row, std::function<void(Result<>)> done);
    void connectNodes(std::function<void()> done); ///< `done`: every node is connected, or cannot be
    void connectNode(const NodeId &node, std::function<void()> done = [] {});
    void followNodes(const Events &events);
    void withChannel(const ChannelId &channel, std::function<void(Result<ChannelRow>)> go);
    void bookChannel(const ChannelDetails &details, const Done<Entry> &answer);
    void keepSecrets(const ChannelDetails &details, const QMap<QString, QString> &secrets, const QString &words, const Done<QString> &answer);
    void startRouter();
    /// Goes on where the ledger would take it now; else it answers why not.
    void ifTaken(const Request &request, const Done<Entry> &answer, std::function<void()> go);
    void forgetServiceKey(const QString &service, const Entry &off, const Done<Entry> &answer);
    void bookNode(const nodes::Account &account, const Request &define, const Done<Entry> &answer);
    void keepNode(const nodes::Account &account, const QMap<QString, QString> &secrets, const Request &define, const Done<Entry> &answer);
    void withNode(const NodeId &node, std::function<void(Result<nodes::Account>)> go);
    void withCarrier(const CarrierId &carrier, std::function<void(Result<carriers::Account>)> go);
    void accountForWires(const CarrierId &carrier, std::function<void(Result<carriers::Account>)> go);
    /// Calls `go` with the account's port, in the thread of the network.
    void withPort(const CarrierId &carrier, const Done<labels::Label> &answer, std::function<void(WireRoom &, fulfilment::CarrierPort &)> go);
    void withPortOf(qint64 label, const Done<labels::Label> &answer, std::function<void(WireRoom &, fulfilment::CarrierPort &)> go);
    struct NodesAsked;
    void askNodes(const std::shared_ptr<NodesAsked> &asked);
    struct LiveQuestion;
    void askCarriers(const LiveQuestion &question);
    void noteAnswers(const QList<rates::LastAnswer> &answers, std::function<void()> done);
    void printDocument(const Request &print, const Done<labels::Label> &answer);
    void sendToPrinter(const Request &print, const labels::Document &document, const Done<labels::Label> &answer);
    void startVoice();
    void hearVoice(bool speaks, const QString &desk);
    void beginSpeaking();
    void fallSilent();
    void speakOfItself();
    void followOthers(const Events &events);
    void connectNew();
    void startReturnLabels();
    void watchLabels(int round, int watch);
    void noteDelays();
    void sweepWays(const Done<labels::Label> &hear);
    template <class Job>
    void inBackground(Job job);

    EngineOptions m_options;
    DataFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<LocalInventory> m_inventory;
    QThread m_wireThread, m_secretThread, m_routerThread, m_voiceThread;
    Voice *m_voice = nullptr; ///< nothing: no other engine can be on the same database, or this one is a tool
    WireRoom *m_wires = nullptr; // live in their threads, which end them
    SecretRoom *m_secrets = nullptr;
    RouterRoom *m_router = nullptr;
    const bool m_isShared; ///< other engines may be on the same database
    bool m_speaks; ///< to the world outside, unasked
    std::unique_ptr<ReturnLabelRunner> m_returnLabels; ///< nothing: this engine does not speak
    int m_labelWatch = 0; ///< grows when a watch over labels begins or ends
    QSet<QString> m_known; ///< channels that were to be connected
    quint16 m_webhookPort = 0;
    bool m_hasLinks = false; ///< the channels that were known at the start are connected, or cannot be
    QList<std::function<void()>> m_waitForLinks;
    QList<ChannelHealth> m_health;
    QList<QThread *> m_jobs; ///< exports under way
    std::optional<qint64> m_sweptTo; ///< the last label whose parcel was asked after; nothing: no sweep is under way
};

} // namespace crossdock::app
