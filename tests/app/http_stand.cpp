#include "tests/app/http_stand.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <memory>

namespace crossdock::app_test {
namespace {

constexpr int lookMs = 50, requestMs = 5'000;

/// Head and body of one request; what came of it if the other side is slow.
QByteArray readRequest(QTcpSocket &socket)
{
    QByteArray request;
    const auto isWhole = [&] {
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const qsizetype at = request.toLower().indexOf("content-length:");
        const qsizetype length = at < 0 || at > end ? 0 : request.mid(at + 15, request.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        return request.size() >= end + 4 + length;
    };
    while (!isWhole() && socket.waitForReadyRead(requestMs))
        request += socket.readAll();
    return request;
}

} // namespace

HttpStand::HttpStand()
{
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
    m_server.moveToThread(this);
    start();
}

HttpStand::~HttpStand()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_isOver = true;
    }
    wait();
}

void HttpStand::reply(int status, const QByteArray &body)
{
    const QMutexLocker lock(&m_mutex);
    m_replies.append("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

QList<QByteArray> HttpStand::asked() const
{
    const QMutexLocker lock(&m_mutex);
    return m_asked;
}

bool HttpStand::waitForQuestions(int number, int patienceMs) const
{
    QElapsedTimer timer;
    timer.start();
    while (asked().size() < number && timer.elapsed() < patienceMs)
        msleep(lookMs);
    return asked().size() >= number;
}

QByteArray HttpStand::answer(const QByteArray &request)
{
    const QMutexLocker lock(&m_mutex);
    m_asked.append(request);
    return m_replies.isEmpty() ? QByteArray() : m_replies.takeFirst();
}

void HttpStand::run()
{
    const auto isOver = [this] {
        const QMutexLocker lock(&m_mutex);
        return m_isOver;
    };
    while (!isOver()) {
        if (!m_server.waitForNewConnection(lookMs))
            continue;
        const std::unique_ptr<QTcpSocket> socket(m_server.nextPendingConnection());
        const QByteArray request = readRequest(*socket);
        if (request.isEmpty())
            continue;
        socket->write(answer(request));
        socket->disconnectFromHost();
        if (socket->state() != QAbstractSocket::UnconnectedState)
            socket->waitForDisconnected(requestMs);
    }
}

} // namespace crossdock::app_test
