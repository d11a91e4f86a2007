#include "app/engine/engine.h"

#include "app/engine/return_label_runner.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
#include "app/engine/voice.h"
#include "app/engine/wire_room.h"
#include "core/inventory/audit/sealed_file.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcEngine, "crossdock.engine")

namespace crossdock::app {
namespace {

template <class Room, class Action>
void askAndWait(Room *room, Action action)
{
    QMetaObject::invokeMethod(room, [&] { action(*room); }, Qt::BlockingQueuedConnection);
}

} // namespace

Engine::Engine(EngineOptions options, DataFolder folder)
    : m_options(std::move(options))
    , m_folder(std::move(folder))
    , m_isShared(m_folder.source(false).kind == store::Source::Kind::Postgresql)
    , m_speaks(!m_isShared)
{
}

Result<std::unique_ptr<Engine>> Engine::start(const EngineOptions &options)
{
    SystemClock clock;
    auto folder = DataFolder::open(options.dataFolder, options.store, clock.now());
    if (!folder)
        return tl::make_unexpected(folder.error());
    std::unique_ptr<Engine> engine(new Engine(options, *std::move(folder)));
    CROSSDOCK_TRY(engine->open());
    return engine;
}

Result<> Engine::open()
{
    auto inventory = LocalInventory::open(m_folder, m_clock, !m_isShared);
    if (!inventory)
        return tl::make_unexpected(inventory.error());
    m_inventory = *std::move(inventory);
    m_wireThread.setObjectName(u"wires"_s);
    m_secretThread.setObjectName(u"secrets"_s);
    auto passphrases = secrets::PassphraseSource::ofProcess(m_options.passphraseFile);
    if (m_options.askPerson)
        passphrases.terminal = m_options.askPerson;
    m_secrets = new SecretRoom(m_folder.path(), std::move(passphrases), m_options.keepsSecretsInMemory);
    m_secrets->moveToThread(&m_secretThread);
    connect(&m_secretThread, &QThread::finished, m_secrets, &QObject::deleteLater);
    m_secretThread.start();
    startVoice();
    CROSSDOCK_TRY(openWires());
    startRouter();
    if (m_options.runsLanes && m_options.connectsChannels)
        connect(m_inventory.get(), &Inventory::happened, this, &Engine::followNodes, Qt::QueuedConnection);
    connectEverything();
    if (m_speaks && m_options.runsLanes)
        speakOfItself();
    return {};
}

Result<> Engine::openWires()
{
    m_wireThread.start();
    std::function<bool()> maySpeak;
    if (m_isShared)
        maySpeak = [voice = m_voice] { return voice && voice->mayBeHeard(); };
    // Sockets belong to the thread that makes them.
    QObject hand;
    hand.moveToThread(&m_wireThread);
    Result<quint16> port = quint16(0);
    QMetaObject::invokeMethod(&hand, [&] {
        m_wires = new WireRoom(*m_inventory, m_clock, m_random, m_options.catchUpEvery, maySpeak);
        if (m_isShared && m_speaks)
            m_wires->beginSpeaking();
        if (m_options.listens)
            port = m_wires->listen(m_options.listenHost, m_options.listenPort, m_options.certificate, m_options.certificateKey);
        m_wires->watchHealth();
        if (m_options.listens)
            m_wires->hearCarriers([this](const CarrierId &carrier, std::function<void(Result<carriers::Account>)> go) { accountForWires(carrier, std::move(go)); });
        hand.moveToThread(thread());
    }, Qt::BlockingQueuedConnection);
    connect(&m_wireThread, &QThread::finished, m_wires, &QObject::deleteLater);
    if (!port)
        return tl::make_unexpected(port.error());
    m_webhookPort = *port;
    connect(m_inventory.get(), &Inventory::happened, m_wires, &WireRoom::take, Qt::QueuedConnection);
    connect(m_wires, &WireRoom::healthChanged, this, [this](const QList<ChannelHealth> &health) {
        m_health = health;
        Q_EMIT healthChanged(health);
    });
    connect(m_wires, &WireRoom::silenced, this, [this] {
        fallSilent();
        ask(m_voice, [](Voice &voice) { voice.sayAgain(); }); // we may have been heard again since
    });
    return {};
}

/// What the store knows of channels and nodes. Again where this engine begins or ends to speak: each is made anew.
void Engine::connectEverything()
{
    m_hasLinks = false;
    const auto known = [this, left = std::make_shared<int>(2)] { // channels, nodes
        if (--*left == 0)
            ask(m_wires, [](WireRoom &room) { room.knowsAllNames(); });
    };
    m_waitForLinks.append(known);
    if (m_options.runsLanes && m_options.connectsChannels)
        connectNodes(known);
    else
        known();
    if (m_options.connectsChannels)
        readChannels();
    else
        linksAreThere();
}

Engine::~Engine()
{
    // The key store hands keys to the wires, and mails ask it for one: first nobody asks, then nobody hands.
    if (m_wires)
        askAndWait(m_wires, [](WireRoom &room) { room.stopNotices(); });
    m_routerThread.quit();
    m_routerThread.wait();
    m_secretThread.quit();
    m_secretThread.wait();
    m_wireThread.quit();
    m_wireThread.wait();
    if (m_voice) { // now that nothing is said any more
        m_inventory->setOwnsClock(false); // an export may keep us for a while
        askAndWait(m_voice, [](Voice &voice) { voice.end(); });
    }
    m_voiceThread.quit();
    m_voiceThread.wait();
    for (QThread *job : std::as_const(m_jobs)) {
        job->wait();
        delete job;
    }
}

/// What was asked of a channel while the channels were being connected.
void Engine::linksAreThere()
{
    m_hasLinks = true;
    for (const auto &action : std::exchange(m_waitForLinks, {}))
        action();
    if (m_voice)
        connectNew(); // what another desk added meanwhile
}

void Engine::whenConnected(std::function<void()> done)
{
    if (m_hasLinks)
        done();
    else
        m_waitForLinks.append(std::move(done));
}

void Engine::askLinks(std::function<void(WireRoom &)> question)
{
    whenConnected([this, question = std::move(question)] { ask(m_wires, question); });
}

QString Engine::localUrl() const
{
    const QString &host = m_options.listenHost;
    const bool isAny = host == u"0.0.0.0" || host == u"::";
    const QString name = isAny ? u"127.0.0.1"_s : host.contains(u':') ? u'[' + host + u']' : host;
    return u"%1://%2:%3"_s.arg(m_options.certificate.isEmpty() ? u"http"_s : u"https"_s, name).arg(m_webhookPort);
}

QString Engine::webhooksUrl() const
{
    if (!m_options.publicUrl.isEmpty())
        return m_options.publicUrl;
    return m_webhookPort == 0 ? QString() : localUrl();
}

QList<Desk::Kind> Engine::kinds() const
{
    return channelKinds();
}

void Engine::checkSecrets(QObject *context, Done<QString> done)
{
    ask(m_secrets, [answer = carried<QString>(context, std::move(done))](SecretRoom &room) { answer(room.place()); });
}

void Engine::whenQuiet(Milliseconds most, QObject *context, std::function<void(bool)> done)
{
    const auto answer = carried<bool>(context, [done](const Result<bool> &isQuiet) { done(isQuiet.value_or(false)); });
    askLinks([until = m_clock.now() + most, answer](WireRoom &room) { room.whenQuiet(until, [answer](bool isQuiet) { answer(isQuiet); }); });
}

template <class Job>
void Engine::inBackground(Job job)
{
    QThread *thread = QThread::create(std::move(job));
    m_jobs << thread;
    connect(thread, &QThread::finished, this, [this, thread] {
        m_jobs.removeOne(thread);
        thread->deleteLater();
    });
    thread->start();
}

void Engine::readSpeaker(QObject *context, Done<QString> done)
{
    const auto answer = carried<QString>(context, std::move(done));
    if (!m_isShared) {
        answer(QString());
        return;
    }
    inBackground([source = m_folder.source(true), speaks = m_speaks, answer] {
        const auto database = store::Database::open(source);
        const auto speaker = database ? store::SpeakerLease::look(**database) : tl::make_unexpected(database.error());
        if (!speaker)
            answer(tl::make_unexpected(speaker.error()));
        else if (!*speaker || !(*speaker)->isThere)
            answer(fail(Error::Code::NotFound, u"channels"_s, u"no desk speaks to the channels at the moment"_s));
        else if (speaks)
            answer(u"this desk, %1, speaks to the channels since %2"_s.arg((*speaker)->desk, toText((*speaker)->since)));
        else
            answer(u"the desk %1 speaks to the channels since %2; another one takes over when it ends"_s.arg((*speaker)->desk, toText((*speaker)->since)));
    });
}

void Engine::exportAudit(const QString &file, std::optional<Time> from, std::optional<Time> to, std::shared_ptr<Progress> progress, QObject *context, Done<QString> done)
{
    inBackground([this, file, from, to, progress, answer = carried<QString>(context, std::move(done))] {
        auto database = store::Database::open(m_folder.source(true));
        if (!database)
            answer(tl::make_unexpected(database.error()));
        else
            answer(audit::sealTrail(**database, m_folder.shopKey(), file, from, to, *progress));
    });
}

} // namespace crossdock::app
