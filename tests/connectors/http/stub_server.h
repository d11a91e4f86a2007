#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>

/// A server that hands whole requests, head and body as one array, to the test.
class StubServer : public QObject
{
    Q_OBJECT
public:
    using Respond = std::function<void(QTcpSocket &, const QByteArray &request)>;

    explicit StubServer(Respond respond, std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>());

    QByteArray url(const QByteArray &path = "/", const QByteArray &scheme = "http") const;

    int connections = 0;
    QList<QByteArray> requests;

private:
    void take(QTcpSocket *socket);

    Respond m_respond;
    std::unique_ptr<QTcpServer> m_server;
};

/// "HTTP/1.1 200 OK" with this body.
QByteArray okReply(const QByteArray &body, const QByteArray &headers = {});
