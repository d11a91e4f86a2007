#include "core/sandbox/http/server_connection.h"

#include <QPointer>

namespace crossdock::sandbox {

ServerConnection::ServerConnection(QTcpSocket *socket, Serve serve, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_serve(std::move(serve))
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &ServerConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void ServerConnection::read()
{
    m_reader.add(m_socket->readAll());
    serveNext();
}

void ServerConnection::serveNext()
{
    while (!m_isBusy) {
        auto message = m_reader.next();
        if (!message)
            break;
        const bool keepAlive = message->keepsAlive();
        const auto request = toRequest(std::move(*message));
        if (!request) {
            m_socket->write(toBytes({400, {}, "This is no HTTP/1.1 request.\n"}, false));
            return m_socket->disconnectFromHost();
        }
        m_isBusy = true;
        m_serve(*request, [self = QPointer(this), keepAlive](const std::optional<Reply> &reply) {
            if (!self)
                return; // the client did not wait
            if (!reply)
                return self->m_socket->abort();
            self->m_socket->write(toBytes(*reply, keepAlive));
            self->m_isBusy = false;
            if (!keepAlive)
                return self->m_socket->disconnectFromHost();
            // Not from inside: an answer that came at once returns into the loop above.
            QMetaObject::invokeMethod(self.data(), &ServerConnection::serveNext, Qt::QueuedConnection);
        });
    }
    if (m_reader.isBroken())
        m_socket->abort();
    else if (m_reader.expectsContinue())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

} // namespace crossdock::sandbox
