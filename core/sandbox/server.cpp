#include "core/sandbox/server.h"

#include "core/sandbox/http/server_connection.h"
#include "core/sandbox/http/webhook_client.h"
#include "core/sandbox/world.h"

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

Server::~Server()
{
    m_world.setWebhookSender({});
}

Result<> Server::listen(const QHostAddress &address, quint16 firstPort)
{
    const QStringList channels = m_world.channels();
    for (qsizetype i = 0; i < channels.size(); ++i) {
        const QString &channel = channels.at(i);
        auto server = std::make_unique<QTcpServer>();
        const quint16 port = firstPort == 0 ? quint16(0) : quint16(firstPort + i);
        if (!server->listen(address, port))
            return fail(Error::Code::Unreachable, u"%1:%2"_s.arg(address.toString()).arg(port), server->errorString());
        connect(server.get(), &QTcpServer::newConnection, this, [this, channel, listening = server.get()] {
            while (QTcpSocket *socket = listening->nextPendingConnection())
                new ServerConnection(socket, m_world, channel, listening);
        });
        m_ports.insert(channel, server->serverPort());
        const bool isAny = address == QHostAddress::AnyIPv4 || address == QHostAddress::Any;
        const QString host = isAny ? u"127.0.0.1"_s : address.toString();
        m_world.setUrl(channel, u"http://%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(server->serverPort()));
        m_servers.push_back(std::move(server));
    }
    return {};
}

} // namespace crossdock::sandbox
