#pragma once

#include "core/inventory/values/result.h"
#include "core/sandbox/world.h"

#include <QHostAddress>
#include <QMap>
#include <QObject>
#include <memory>
#include <vector>

class QTcpServer;

namespace crossdock::sandbox {

class Admin;
class WebhookClient;

/// Gives every channel of a world its own port and carries its webhooks, over HTTP/1.1 with kept connections. Lives in the
/// world's thread. Meant for loopback: plain HTTP, no limits beyond a body of 16 MiB.
class Server : public QObject
{
    Q_OBJECT

public:
    explicit Server(World &world, QObject *parent = nullptr);
    ~Server() override;

    /// One port per channel, in the world's order, then one per node of others and per carrier: `firstPort`, `firstPort` + 1 and so on; 0 takes any free ports. Tells the
    /// world its addresses.
    Result<> listen(const QHostAddress &address = QHostAddress::LocalHost, quint16 firstPort = 0);
    /// The sandbox's own door (admin.h), on this machine only. Answers its address, "http://127.0.0.1:PORT".
    Result<QString> listenForAdmin();
    qsizetype webhooksOnTheWay() const;
    quint16 port(const QString &channel) const { return m_ports.value(channel); }

private:
    using Serve = std::function<void(const Request &, Respond)>;
    Result<quint16> open(const QHostAddress &address, quint16 port, const Serve &serve);

    World &m_world;
    std::unique_ptr<Admin> m_admin;
    QMap<QString, quint16> m_ports;
    std::vector<std::unique_ptr<QTcpServer>> m_servers;
    std::unique_ptr<WebhookClient> m_webhooks;
};

} // namespace crossdock::sandbox
