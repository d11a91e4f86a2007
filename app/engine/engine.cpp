#include "app/engine/engine.h"

#include "app/engine/service_keys.h"
#include "app/command_line/call.h"
#include "app/engine/port_factory.h"
#include "app/engine/secret_room.h"
#include "app/engine/thread_calls.h"
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

constexpr Milliseconds lookAgainAfter{1'000}; // for channels, in a store that does not answer

bool isSecretOf(const QString &kind, const QString &key)
{
    for (const Desk::Kind &known : channelKinds())
        if (known.kind == kind)
            return std::any_of(known.fields.begin(), known.fields.end(), [&](const Desk::Field &field) { return field.isSecret && field.key == key; });
    return false;
}

/// Why a channel is not connected, in words that people understand who see only its name.
Error whyLeftOut(const ChannelDetails &details, const Error &error)
{
    Error why{error.code, details.name.text(), error.detail};
    if (error.code == Error::Code::SecretsLocked)
        why.detail = u"its secrets cannot be opened: "_s + error.detail;
    else if (error.code == Error::Code::InvalidInput && isSecretOf(details.kind, error.subject))
        why.detail = u"its secrets are not here: %1; give them with: crossdock channel secrets %2 --secret KEY=@FILE"_s.arg(error.detail, details.name.text());
    return why;
}

} // namespace

Engine::Engine(EngineOptions options, DataFolder folder)
    : m_options(std::move(options))
    , m_folder(std::move(folder))
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
    auto inventory = LocalInventory::open(m_folder, m_clock);
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
    m_wireThread.start();
    // Sockets belong to the thread that makes them.
    QObject hand;
    hand.moveToThread(&m_wireThread);
    Result<quint16> port = quint16(0);
    QMetaObject::invokeMethod(&hand, [&] {
        m_wires = new WireRoom(*m_inventory, m_clock, m_random, m_options.catchUpEvery);
        if (m_options.listens)
            port = m_wires->listen(m_options.listenHost, m_options.listenPort, m_options.certificate, m_options.certificateKey);
        m_wires->watchHealth();
        if (m_options.runsLanes)
            m_wires->sendNotices([secrets = m_secrets](const QString &service, QObject *context, auto done) { readServiceKey(*secrets, service, context, std::move(done)); });
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
    startRouter();
    const auto known = [this, left = std::make_shared<int>(2)] { // channels, nodes
        if (--*left == 0)
            ask(m_wires, [](WireRoom &room) { room.knowsAllNames(); });
    };
    m_waitForLinks.append(known);
    if (m_options.runsLanes && m_options.connectsChannels) {
        connect(m_inventory.get(), &Inventory::happened, this, &Engine::followNodes, Qt::QueuedConnection);
        connectNodes(known);
    } else {
        known();
    }
    if (m_options.runsLanes)
        watchLabels(0);
    if (m_options.connectsChannels)
        readChannels();
    else
        linksAreThere();
    return {};
}

void Engine::readChannels()
{
    m_inventory->ask(query::Channels{}, this, [this](const Result<query::Channels::Answer> &rows) {
        if (rows)
            connectAll(*rows);
        else if (m_options.runsLanes)
            m_clock.after(lookAgainAfter, this, [this] { readChannels(); });
        else
            linksAreThere();
    });
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
    for (QThread *job : std::as_const(m_jobs)) {
        job->wait();
        delete job;
    }
}

void Engine::connectAll(const QList<ChannelRow> &rows)
{
    if (rows.isEmpty()) {
        linksAreThere();
        return;
    }
    // One question for all: a person who does not know the passphrase is not asked once a channel.
    checkSecrets(this, [this, rows](const Result<QString> &place) {
        if (!place) {
            qCWarning(lcEngine, "No channel is connected: %s", qUtf8Printable(place.error().detail));
            for (const ChannelRow &row : rows)
                ask(m_wires, [name = row.details.name, why = whyLeftOut(row.details, place.error())](WireRoom &room) { room.leaveOutChannel(name, why); });
            linksAreThere();
            return;
        }
        const auto left = std::make_shared<qsizetype>(rows.size());
        for (const ChannelRow &row : rows) {
            connectChannel(row, [this, left, row](const Result<> &done) {
                if (--*left == 0)
                    linksAreThere();
                if (!done)
                    qCWarning(lcEngine, "%s is not connected: %s", qUtf8Printable(row.details.name.text()), qUtf8Printable(done.error().detail));
            });
        }
    });
}

/// What was asked of a channel while the channels were being connected.
void Engine::linksAreThere()
{
    m_hasLinks = true;
    for (const auto &action : std::exchange(m_waitForLinks, {}))
        action();
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

void Engine::connectChannel(const ChannelRow &row, std::function<void(Result<>)> hear)
{
    const auto done = [this, details = row.details, hear = std::move(hear)](const Result<> &connected) {
        if (!connected)
            ask(m_wires, [name = details.name, why = whyLeftOut(details, connected.error())](WireRoom &room) { room.leaveOutChannel(name, why); });
        hear(connected);
    };
    ask(m_secrets, [this, row, done, wires = m_wires](SecretRoom &room) {
        const auto secrets = room.read(row.details.name.text());
        if (!secrets) {
            QMetaObject::invokeMethod(this, [done, error = secrets.error()] { done(tl::make_unexpected(error)); }, Qt::QueuedConnection);
            return;
        }
        ask(wires, [this, row, done, secrets = *secrets](WireRoom &wireRoom) {
            const Result<> connected = wireRoom.connectChannel(row, secrets, m_options.runsLanes);
            if (connected && m_options.runsLanes && !m_options.publicUrl.isEmpty())
                wireRoom.subscribe(row.details.name, m_options.publicUrl, [row](const Result<QStringList> &did) {
                    if (!did)
                        qCWarning(lcEngine, "%s: subscriptions: %s", qUtf8Printable(row.details.name.text()), qUtf8Printable(did.error().detail));
                });
            QMetaObject::invokeMethod(this, [done, connected] { done(connected); }, Qt::QueuedConnection);
        });
    });
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

void Engine::testConnection(const ChannelDetails &details, const QMap<QString, QString> &secrets, QObject *context, Done<QString> done)
{
    ask(m_wires, [details, secrets, answer = carried<QString>(context, std::move(done))](WireRoom &room) { room.test(details, secrets, answer); });
}

void Engine::addChannel(const ChannelDetails &given, const QMap<QString, QString> &secrets, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    ChannelDetails details = given;
    if (const auto good = checkChannel(details, secrets); !good) {
        answer(tl::make_unexpected(good.error()));
        return;
    }
    // Orders from before the channel was connected are the seller's old business, unless he says otherwise.
    if (!details.account.contains(u"orders_since"_s))
        details.account[u"orders_since"_s] = toText(m_clock.now());
    ask(m_secrets, [this, details, secrets, answer](SecretRoom &room) {
        if (const auto written = room.write(details.name.text(), secrets); !written) {
            answer(tl::make_unexpected(written.error()));
            return;
        }
        QMetaObject::invokeMethod(this, [this, details, answer] {
            Request request{{}, {Actor::Kind::Person, loginName()}, {}, 0, command::AddChannel{details}};
            m_inventory->perform(std::move(request), this, [this, details, answer](const Result<Entry> &entry) {
                if (!entry) {
                    answer(entry);
                    return;
                }
                ChannelRow row;
                row.details = details;
                connectChannel(row, [answer, entry](const Result<> &connected) {
                    if (connected)
                        answer(entry);
                    else
                        answer(tl::make_unexpected(connected.error()));
                });
            });
        }, Qt::QueuedConnection);
    });
}

void Engine::removeChannel(const ChannelId &channel, QObject *context, Done<Entry> done)
{
    const auto answer = carried<Entry>(context, std::move(done));
    Request request{{}, {Actor::Kind::Person, loginName()}, {}, 0, command::ChangeChannel{channel, command::ChangeChannel::What::Remove}};
    m_inventory->perform(std::move(request), this, [this, channel, answer](const Result<Entry> &entry) {
        if (!entry) {
            answer(entry);
            return;
        }
        ask(m_wires, [channel](WireRoom &room) { room.disconnectChannel(channel); });
        ask(m_secrets, [channel, entry, answer](SecretRoom &room) {
            const auto removed = room.remove(channel.text());
            answer(removed ? entry : Result<Entry>(tl::make_unexpected(removed.error())));
        });
    });
}

void Engine::testChannel(const ChannelId &channel, QObject *context, Done<QString> done)
{
    askLinks([channel, answer = carried<QString>(context, std::move(done))](WireRoom &room) { room.testChannel(channel, answer); });
}

void Engine::readCatalogue(const ChannelId &channel, std::shared_ptr<Progress> progress, QObject *context, Done<CatalogueReport> done)
{
    askLinks([channel, progress, answer = carried<CatalogueReport>(context, std::move(done))](WireRoom &room) { room.readCatalogue(channel, progress, answer); });
}

void Engine::catchUp(const ChannelId &channel, QObject *context, Done<int> done)
{
    askLinks([channel, answer = carried<int>(context, std::move(done))](WireRoom &room) { room.catchUp(channel, answer); });
}

void Engine::cancelOrder(const OrderId &order, const QString &reason, QObject *context, Done<QString> done)
{
    const auto answer = carried<QString>(context, std::move(done));
    const auto book = [this, order, reason, answer](const Result<QString> &said) {
        if (!said) {
            answer(said);
            return;
        }
        Request request{{}, {Actor::Kind::Person, loginName()}, reason, 0, command::CancelOrder{order, {}}};
        m_inventory->perform(std::move(request), this, [answer, said](const Result<Entry> &entry) {
            // The channel's own message may have cancelled it here already.
            if (entry || entry.error().code == Error::Code::NotAllowed)
                answer(said);
            else
                answer(tl::make_unexpected(entry.error()));
        });
    };
    askLinks([this, order, reason, book](WireRoom &room) { room.cancelOrder(order, reason, carried<QString>(this, book)); });
}

void Engine::subscribe(const ChannelId &channel, QObject *context, Done<QStringList> done)
{
    askLinks([channel, url = m_options.publicUrl, answer = carried<QStringList>(context, std::move(done))](WireRoom &room) { room.subscribe(channel, url, answer); });
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
