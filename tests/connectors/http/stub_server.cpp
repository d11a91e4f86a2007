#include "stub_server.h"

StubServer::StubServer(Respond respond, std::unique_ptr<QTcpServer> server)
    : m_respond(std::move(respond))
    , m_server(std::move(server))
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *const socket = m_server->nextPendingConnection()) {
            ++connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { take(socket); });
            take(socket);
        }
    });
    m_server->listen(QHostAddress::LocalHost);
}

QByteArray StubServer::url(const QByteArray &path, const QByteArray &scheme) const
{
    return scheme + "://127.0.0.1:" + QByteArray::number(m_server->serverPort()) + path;
}

void StubServer::take(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(socket->bytesAvailable());
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    qsizetype length = headEnd + 4;
    const QByteArray mark = "content-length: ";
    if (const qsizetype at = bytes.left(headEnd).toLower().indexOf(mark); at >= 0)
        length += bytes.mid(at + mark.size(), bytes.indexOf('\r', at) - at - mark.size()).toLongLong();
    if (bytes.size() < length)
        return;
    requests.append(socket->read(length));
    m_respond(*socket, requests.last());
}

QByteArray okReply(const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}
