#include "core/connectors/http/webhook_connection.h"

#include <QPointer>
#include <QTcpSocket>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace crossdock::http
{

namespace
{

constexpr qint64 unsentBytes = 16 * 1024; // of answers that the client does not fetch; then nothing more is read

/// Says that we are done writing and leaves the way in open.
void shutDownWriting(const QTcpSocket &socket)
{
    const auto descriptor = socket.socketDescriptor();
    if (descriptor < 0)
        return;
#ifdef Q_OS_WIN
    ::shutdown(static_cast<SOCKET>(descriptor), SD_SEND);
#else
    ::shutdown(static_cast<int>(descriptor), SHUT_WR);
#endif
}

} // namespace

WebhookConnection::WebhookConnection(QTcpSocket *socket, const WebhookLimits &limits, qint64 &heldBytes, Serve serve,
                                     QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_limits(limits)
    , m_allHeldBytes(heldBytes)
    , m_serve(std::move(serve))
    , m_peer(socket->peerAddress())
    , m_parser(limits.request)
    , m_alarm([this] { onAlarm(); })
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(m_limits.bytesPerTurn);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &WebhookConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &WebhookConnection::onWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &WebhookConnection::onDisconnected);
    m_alarm.set(m_limits.requestTime);
}

WebhookConnection::~WebhookConnection()
{
    m_allHeldBytes -= m_heldBytes;
}

void WebhookConnection::read()
{
    switch (m_phase) {
    case Phase::Waiting:
    case Phase::Reading:
        return feed();
    case Phase::Lingering:
        return linger();
    case Phase::Answering:
    case Phase::Closed:
        return;
    }
}

/// After the others have had their turn.
void WebhookConnection::readLater()
{
    if (m_willRead || (m_input.isEmpty() && m_socket->bytesAvailable() == 0))
        return;
    m_willRead = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_willRead = false;
            read();
        },
        Qt::QueuedConnection);
}

/// What waited for the client to fetch its answers goes on.
void WebhookConnection::onWritten()
{
    if (m_phase == Phase::Lingering)
        return linger();
    readLater();
}

void WebhookConnection::feed()
{
    if (m_socket->bytesToWrite() > unsentBytes)
        return; // bytesWritten brings us back
    if (m_input.isEmpty())
        m_input = m_socket->read(m_limits.bytesPerTurn);
    if (m_input.isEmpty())
        return;
    const qsizetype taken = m_parser.feed(m_input);
    m_input.remove(0, taken);
    if (m_phase == Phase::Waiting) {
        m_phase = Phase::Reading;
        m_alarm.set(m_limits.requestTime);
    }
    countHeldBytes();
    if (m_parser.state() == RequestParser::State::Failed)
        return refuse(m_parser.refusal());
    if (m_allHeldBytes > m_limits.heldBytes)
        return refuse(503);
    if (m_parser.state() == RequestParser::State::Complete)
        return dispatch();
    if (m_parser.takeContinue()) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_socket->flush();
    }
    readLater();
}

/// Throws away what a refused client still sends: closing over unread bytes would reset the connection, and the
/// client would lose our answer.
void WebhookConnection::linger()
{
    if (m_socket->bytesToWrite() == 0)
        shutDownWriting(*m_socket); // again does no harm
    m_input.clear();
    m_socket->skip(m_limits.bytesPerTurn);
    readLater();
}

void WebhookConnection::dispatch()
{
    m_phase = Phase::Answering;
    m_alarm.set(m_limits.answerTime);
    ReceivedRequest request = m_parser.take();
    m_keepAlive = request.keepAlive;
    m_isForHead = request.method == "HEAD";
    const quint64 number = ++m_number;
    m_serve(std::move(request), [self = QPointer(this), number](WebhookReply reply) {
        if (self)
            self->answer(number, std::move(reply));
    });
}

void WebhookConnection::answer(quint64 number, WebhookReply reply)
{
    if (m_phase != Phase::Answering || number != m_number)
        return;
    countHeldBytes();
    reply.keepAlive = m_keepAlive;
    reply.isForHead = m_isForHead;
    send(reply);
    if (!m_keepAlive)
        return close();
    m_phase = Phase::Waiting;
    m_alarm.set(m_limits.idleTime);
    readLater();
}

void WebhookConnection::refuse(int status)
{
    send({.status = status, .keepAlive = false});
    m_phase = Phase::Lingering;
    m_alarm.set(m_limits.lingerTime);
    m_parser = RequestParser(m_limits.request);
    countHeldBytes();
    linger();
}

void WebhookConnection::send(const WebhookReply &reply)
{
    m_socket->write(reply.toBytes());
    m_socket->flush(); // now, not when the event loop comes round
}

void WebhookConnection::close()
{
    m_phase = Phase::Closed;
    m_alarm.set(m_limits.lingerTime);
    m_socket->disconnectFromHost(); // sends what is left first
}

void WebhookConnection::onAlarm()
{
    switch (m_phase) {
    case Phase::Waiting:
        return close();
    case Phase::Reading:
        send({.status = 408, .keepAlive = false});
        return close();
    case Phase::Answering:
        return answer(m_number, {.status = 503});
    case Phase::Lingering:
    case Phase::Closed:
        return m_socket->abort();
    }
}

void WebhookConnection::onDisconnected()
{
    m_phase = Phase::Closed;
    m_alarm.clear();
    Q_EMIT closed();
}

void WebhookConnection::countHeldBytes()
{
    const qint64 held = m_parser.heldBytes();
    m_allHeldBytes += held - m_heldBytes;
    m_heldBytes = held;
}

} // namespace crossdock::http
