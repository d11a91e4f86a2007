#include "app/command_line/command_server.h"

#include "app/command_line/sentences.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTimer>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 longestLine = 1 << 20; // a command with its secrets, not a file
constexpr std::chrono::seconds signOfLife{5};

void send(QLocalSocket *client, const QJsonObject &frame)
{
    if (client)
        client->write(QJsonDocument(frame).toJson(QJsonDocument::Compact) + '\n');
}

/// Carries a verb's output to the socket's thread.
class SocketOutput : public Output
{
public:
    explicit SocketOutput(QLocalSocket *client)
        : m_client(client)
        , m_thread(client->parent())
    {
    }
    void out(const QString &text) override { queue({{u"out"_s, text}}); }
    void err(const QString &text) override { queue({{u"err"_s, text}}); }

private:
    void queue(const QJsonObject &frame)
    {
        QMetaObject::invokeMethod(m_thread, [client = m_client, frame] { send(client, frame); }, Qt::QueuedConnection);
    }

    QPointer<QLocalSocket> m_client;
    QObject *m_thread; ///< the server: outlives every verb
};

/// A connection string as people may see it, its parts in order: without passwords.
QString shown(const QString &store)
{
    QStringList parts = store.split(u' ', Qt::SkipEmptyParts);
    parts.removeIf([](const QString &part) { return part.section(u'=', 0, 0).contains(u"password"); });
    for (QString &part : parts)
        if (part.contains(u"://"_s))
            part = QUrl(part).toDisplayString(QUrl::RemovePassword);
    parts.sort();
    return parts.join(u' ');
}

/// What is said to a call that wants another store than this engine has. Nothing: it wants none, or this one.
std::optional<QString> otherStore(const Call &call, const store::Source &source)
{
    const QString wanted = call.arguments.value(u"store"_s);
    const bool isSqlite = source.kind == store::Source::Kind::Sqlite;
    if (wanted.isEmpty() || (!isSqlite && shown(wanted) == shown(source.place)))
        return {};
    return u"The engine that runs on this data folder (process %1) has another store: %2. Nothing was done. Leave out --store to work with that one, end the engine first, or choose another folder with --data.\n"_s
        .arg(QCoreApplication::applicationPid())
        .arg(isSqlite ? u"the SQLite database %1"_s.arg(source.place) : u"PostgreSQL (%1)"_s.arg(shown(source.place)));
}

Result<Call> readCall(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    QStringList typed;
    for (const QJsonValue &word : object[u"line"_s].toArray())
        typed.append(word.toString());
    auto call = parseCall(typed);
    if (!call)
        return fail(Error::Code::InvalidInput, u"command"_s, call.error().sentence());
    call->folder = object[u"folder"_s].toString();
    call->person = object[u"person"_s].toString();
    return *call;
}

} // namespace

CommandServer::CommandServer(Engine &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_server.setParent(this);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &CommandServer::welcome);
}

CommandServer::~CommandServer()
{
    const auto threads = findChildren<VerbThread *>();
    for (VerbThread *thread : threads)
        delete thread; // stops it: it uses the engine
}

Result<> CommandServer::listen()
{
    const QString name = m_engine.folder().socketName();
    // We hold the folder's lock: a socket of that name can only be left over from a process that died.
    QLocalServer::removeServer(name);
    if (!m_server.listen(name))
        return fail(Error::Code::StoreFailed, name, m_server.errorString());
    return {};
}

void CommandServer::welcome()
{
    while (QLocalSocket *client = m_server.nextPendingConnection()) {
        client->setParent(this);
        client->setReadBufferSize(longestLine);
        connect(client, &QLocalSocket::readyRead, this, [this, client] { read(client); });
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    }
}

void CommandServer::read(QLocalSocket *client)
{
    if (client->canReadLine()) {
        disconnect(client, &QLocalSocket::readyRead, this, nullptr);
        carryOut(client, client->readLine());
    } else if (client->bytesAvailable() >= longestLine) {
        client->abort();
    }
}

void CommandServer::carryOut(QLocalSocket *client, const QByteArray &line)
{
    auto call = readCall(line);
    const Verb *verb = call ? verbNamed(call->command) : nullptr;
    if (!verb || !verb->onEngine) {
        send(client, {{u"err"_s, u"The running engine does not know this command: it may be of another version.\n"_s}});
        send(client, {{u"exit"_s, static_cast<int>(ExitCode::WrongUsage)}});
        client->disconnectFromServer();
        return;
    }
    if (const auto words = otherStore(*call, m_engine.folder().source(false))) {
        send(client, {{u"err"_s, *words}});
        send(client, {{u"exit"_s, static_cast<int>(ExitCode::StoreClosed)}});
        client->disconnectFromServer();
        return;
    }
    auto *alive = new QTimer(client);
    connect(alive, &QTimer::timeout, client, [client] { send(client, {{u"alive"_s, true}}); });
    alive->start(signOfLife);
    auto *thread = new VerbThread(m_engine, verb->onEngine, *std::move(call), std::make_unique<SocketOutput>(client), this);
    connect(client, &QLocalSocket::disconnected, thread, &VerbThread::stop);
    connect(client, &QLocalSocket::readyRead, thread, [client, thread] {
        while (client->canReadLine())
            if (QJsonDocument::fromJson(client->readLine()).object().value(u"stop"_s).toBool())
                thread->stop();
    });
    connect(thread, &VerbThread::finished, this, [client = QPointer(client), thread](int code) {
        send(client, {{u"exit"_s, code}});
        if (client)
            client->disconnectFromServer();
        thread->deleteLater();
    });
    thread->start();
}

} // namespace crossdock::app
