#include "core/sandbox/http/webhook_client.h"

#include <QPointer>
#include <QTcpSocket>
#include <QUrl>

namespace crossdock::sandbox {
namespace {

constexpr qsizetype mostConnections = 4; // to one receiver
constexpr Milliseconds deadline{5000}; // Shopify's; WooCommerce would wait longer

} // namespace

/// One kept connection with at most one webhook on its way.
class WebhookClient::Connection : public QObject
{
public:
    Connection(WebhookClient &client, QByteArray authority)
        : QObject(&client)
        , m_client(client)
        , m_authority(std::move(authority))
    {
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(&m_socket, &QTcpSocket::connected, this, &Connection::write);
        connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(&m_socket, &QTcpSocket::disconnected, this, [this] { finish(0); });
        connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { finish(0); });
    }

    ~Connection() override { m_socket.disconnect(this); } // closing says so, to members that are gone by then

    bool isBusy() const { return m_job.done != nullptr; }

    void take(Job job)
    {
        m_job = std::move(job);
        const quint64 number = ++m_number;
        m_client.m_clock.after(deadline, this, [this, number] {
            if (number != m_number || !isBusy())
                return;
            m_socket.abort();
            finish(0);
        });
        if (m_socket.state() == QAbstractSocket::ConnectedState)
            return write();
        const QUrl url = QUrl::fromEncoded("http://" + m_authority);
        m_reader = {};
        m_socket.abort();
        m_socket.connectToHost(url.host(), quint16(url.port(80)));
    }

private:
    void write()
    {
        const QUrl url = QUrl::fromEncoded(m_job.call.url);
        QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
        if (path.isEmpty())
            path = "/";
        if (url.hasQuery())
            path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
        QByteArray bytes = "POST " + path + " HTTP/1.1\r\nHost: " + m_authority + "\r\n";
        for (const auto &[name, value] : m_job.call.headers)
            bytes += name + ": " + value + "\r\n";
        m_socket.write(bytes + "Content-Length: " + QByteArray::number(m_job.call.body.size()) + "\r\n\r\n" + m_job.call.body);
    }

    void read()
    {
        m_reader.add(m_socket.readAll());
        const auto message = m_reader.next();
        if (!message) {
            if (m_reader.isBroken())
                m_socket.abort();
            return;
        }
        if (message->startLine.startsWith("HTTP/1.1 1"))
            return read(); // an interim answer
        if (!message->keepsAlive())
            m_socket.disconnectFromHost();
        finish(message->startLine.split(' ').value(1).toInt());
    }

    void finish(int status)
    {
        if (!isBusy())
            return;
        const auto done = std::exchange(m_job.done, nullptr);
        m_job = {};
        const QPointer<WebhookClient> client(&m_client);
        done(status);
        if (client) // not from inside: the socket may be on its way down
            QMetaObject::invokeMethod(&m_client, [at = &m_client, authority = m_authority] { at->serve(authority); }, Qt::QueuedConnection);
    }

    WebhookClient &m_client;
    QByteArray m_authority;
    QTcpSocket m_socket;
    MessageReader m_reader;
    Job m_job;
    quint64 m_number = 0;
};

WebhookClient::WebhookClient(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void WebhookClient::send(WebhookCall call, std::function<void(int)> done)
{
    const QUrl url = QUrl::fromEncoded(call.url);
    if (url.scheme() != QLatin1StringView("http") || url.host().isEmpty()) {
        m_clock.after(Milliseconds{0}, this, [done = std::move(done)] { done(0); }); // nobody to be reached
        return;
    }
    const QByteArray authority = url.authority(QUrl::FullyEncoded).toLatin1();
    m_receivers[authority].waiting.push_back({std::move(call), std::move(done)});
    serve(authority);
}

qsizetype WebhookClient::onTheWay() const
{
    qsizetype count = 0;
    for (const Receiver &receiver : m_receivers)
        count += static_cast<qsizetype>(receiver.waiting.size())
            + std::count_if(receiver.connections.begin(), receiver.connections.end(), [](const Connection *connection) { return connection->isBusy(); });
    return count;
}

void WebhookClient::serve(const QByteArray &authority)
{
    Receiver &receiver = m_receivers[authority];
    for (qsizetype i = 0; !receiver.waiting.empty() && i < mostConnections; ++i) {
        if (i == receiver.connections.size())
            receiver.connections.append(new Connection(*this, authority));
        Connection *connection = receiver.connections.at(i);
        if (connection->isBusy())
            continue;
        Job job = std::move(receiver.waiting.front());
        receiver.waiting.pop_front();
        connection->take(std::move(job));
    }
}

} // namespace crossdock::sandbox
