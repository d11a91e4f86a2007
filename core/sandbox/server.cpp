#include "core/sandbox/server.h"

#include "core/sandbox/admin.h"
#include "core/sandbox/http/server_connection.h"
#include "core/sandbox/http/webhook_client.h"

#include <QTcpServer>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

Server::Server(World &world, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_webhooks(std::make_unique<WebhookClient>(world.clock()))
{
    m_world.setWebhookSender([this](WebhookCall call, std::function<void(int)> done) {
        m_webhooks->send(std::move(call), std::move(done));
    });
}

qsizetype Server::webhooksOnTheWay() const
{
    return m_webhooks->onTheWay();
}

Server::~Server()
{
    m_world.setWebhookSender({});
}

Result<quint16> Server::open(const QHostAddress &address, quint16 port, const Serve &serve)
{
    auto server = std::make_unique<QTcpServer>();
    if (!server->listen(address, port))
        return fail(Error::Code::Unreachable, u"%1:%2"_s.arg(address.toString()).arg(port), server->errorString());
    connect(server.get(), &QTcpServer::newConnection, this, [serve, listening = server.get()] {
        while (QTcpSocket *socket = listening->nextPendingConnection())
            new ServerConnection(socket, serve, listening);
    });
    m_servers.push_back(std::move(server));
    return m_servers.back()->serverPort();
}

Result<> Server::listen(const QHostAddress &address, quint16 firstPort)
{
    const QStringList channels = m_world.channels() + m_world.services() + m_world.carriers();
    for (qsizetype i = 0; i < channels.size(); ++i) {
        const QString &channel = channels.at(i);
        const auto port = open(address, firstPort == 0 ? quint16(0) : quint16(firstPort + i),
                               [this, channel](const Request &request, Respond respond) { m_world.handle(channel, request, std::move(respond)); });
        if (!port)
            return tl::make_unexpected(port.error());
        m_ports.insert(channel, *port);
        const bool isAny = address == QHostAddress::AnyIPv4 || address == QHostAddress::Any;
        const QString host = isAny ? u"127.0.0.1"_s : address.toString();
        m_world.setUrl(channel, u"http://%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(*port));
    }
    return {};
}

Result<QString> Server::listenForAdmin()
{
    m_admin = std::make_unique<Admin>(m_world);
    return open(QHostAddress::LocalHost, 0, [this](const Request &request, const Respond &respond) { respond(m_admin->answer(request)); })
        .map([](quint16 port) { return u"http://127.0.0.1:%1"_s.arg(port); });
}

} // namespace crossdock::sandbox
