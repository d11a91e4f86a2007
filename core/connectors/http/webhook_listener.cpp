#include "core/connectors/http/webhook_listener.h"

#include "core/inventory/environment.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::http
{

/// Hands every accepted socket over as it is, before a QTcpSocket is made of it.
class AcceptingServer : public QTcpServer
{
public:
    AcceptingServer(std::function<void(qintptr)> accept, QObject *parent)
        : QTcpServer(parent)
        , m_accept(std::move(accept))
    {
        setListenBacklogSize(512);
        // Out of descriptors, Qt stops accepting for good. Clients go, descriptors come back.
        connect(this, &QTcpServer::acceptError, this,
                [this] { QTimer::singleShot(100, this, [this] { resumeAccepting(); }); });
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_accept(descriptor); }

private:
    std::function<void(qintptr)> m_accept;
};

namespace
{

constexpr qsizetype knownRates = 1024; // channel names come from outside: their number is bounded

Result<QHostAddress> addressOf(const QString &host)
{
    if (host == "localhost"_L1)
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(host);
    if (address.isNull())
        return fail(Error::Code::InvalidInput, host, u"an IP address or \"localhost\" is needed to listen on"_s);
    return address;
}

QSslKey readKey(const QByteArray &pem)
{
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa}) {
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

/// A private key holds the public numbers too, but may leave them out: then nothing can be told.
bool mayBelong(const QSslKey &key, const QSslCertificate &certificate)
{
    const QByteArray secret = key.toDer(), shown = certificate.publicKey().toDer();
    return secret.size() < shown.size() || secret.contains(shown.right(64));
}

Result<QSslConfiguration> readTls(const WebhookListener::TlsFiles &files)
{
    const auto chain = QSslCertificate::fromPath(files.certificate);
    if (chain.isEmpty())
        return fail(Error::Code::InvalidInput, files.certificate, u"holds no PEM certificate"_s);
    QFile file(files.key);
    const QSslKey key = file.open(QIODevice::ReadOnly) ? readKey(file.readAll()) : QSslKey();
    if (key.isNull())
        return fail(Error::Code::InvalidInput, files.key, u"holds no PEM private key"_s);
    if (!mayBelong(key, chain.first()))
        return fail(Error::Code::InvalidInput, files.key, u"is not the key of that certificate, or the chain does not begin with its own"_s);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // channels show no certificate, they sign
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

/// NAME of "/webhooks/NAME" or "/webhooks/NAME?query".
Result<ChannelId> channelOf(const QByteArray &target)
{
    const QByteArray path = target.split('?').first();
    const QByteArray prefix = "/webhooks/"_qba;
    if (!path.startsWith(prefix))
        return fail(Error::Code::NotFound, {});
    return ChannelId::parse(QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(prefix.size()))));
}

} // namespace

WebhookListener::WebhookListener(Clock &clock, Handler handler, WebhookLimits limits, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_server(new AcceptingServer([this](qintptr descriptor) { accept(descriptor); }, this))
{
}

WebhookListener::~WebhookListener()
{
    close();
}

Result<quint16> WebhookListener::listen(const QString &host, quint16 port)
{
    const auto address = addressOf(host);
    if (!address)
        return tl::make_unexpected(address.error());
    if (!m_server->listen(*address, port))
        return fail(Error::Code::InvalidInput, host + u':' + QString::number(port), m_server->errorString());
    return m_server->serverPort();
}

Result<quint16> WebhookListener::listen(const QString &host, quint16 port, const TlsFiles &tls)
{
    auto configuration = readTls(tls);
    if (!configuration)
        return tl::make_unexpected(configuration.error());
    m_tls = std::make_unique<QSslConfiguration>(*std::move(configuration));
    return listen(host, port);
}

void WebhookListener::close()
{
    m_server->close();
    qDeleteAll(std::exchange(m_connections, {}));
}

void WebhookListener::accept(qintptr descriptor)
{
    auto *const socket = m_tls ? new QSslSocket : new QTcpSocket;
    if (!socket->setSocketDescriptor(descriptor) || !makeRoomFor(socket->peerAddress())) {
        if (!m_tls) {
            socket->write(WebhookReply{.status = 429, .keepAlive = false}.toBytes());
            socket->flush();
        }
        delete socket;
        return;
    }
    if (m_tls) {
        auto *const secure = static_cast<QSslSocket *>(socket);
        secure->setSslConfiguration(*m_tls);
        secure->startServerEncryption();
    }
    auto *const connection = new WebhookConnection(
        socket, m_limits, m_heldBytes,
        [this](ReceivedRequest request, WebhookConnection::Respond respond) {
            serve(std::move(request), std::move(respond));
        },
        this);
    m_connections.append(connection);
    connect(connection, &WebhookConnection::closed, this, [this, connection] { forget(connection); });
}

void WebhookListener::forget(WebhookConnection *connection)
{
    m_connections.removeOne(connection);
    connection->deleteLater();
}

/// Of its own address first: whoever fills that has only its own clients to lose.
bool WebhookListener::makeRoomFor(const QHostAddress &peer)
{
    const auto isOfPeer = [&](const WebhookConnection *known) { return known->peer().isEqual(peer); };
    const auto count = std::count_if(m_connections.begin(), m_connections.end(), isOfPeer);
    if (count >= (peer.isLoopback() ? m_limits.connectionsFromLoopback : m_limits.connectionsPerAddress))
        return evictOne(isOfPeer);
    return m_connections.size() < m_limits.connections || evictOne([](const WebhookConnection *) { return true; });
}

/// The oldest idle client goes, else the one that has been sending its request for longest. An honest request takes
/// milliseconds, so that one is the most likely to be no honest one.
bool WebhookListener::evictOne(const std::function<bool(const WebhookConnection *)> &mayGo)
{
    const auto oldest = [&](bool (WebhookConnection::*is)() const) {
        return std::find_if(m_connections.begin(), m_connections.end(),
                            [&](const WebhookConnection *known) { return mayGo(known) && (known->*is)(); });
    };
    auto victim = oldest(&WebhookConnection::isIdle);
    if (victim == m_connections.end())
        victim = oldest(&WebhookConnection::isUnfinished);
    if (victim == m_connections.end())
        return false;
    WebhookConnection *const connection = *victim;
    m_connections.erase(victim);
    delete connection;
    return true;
}

void WebhookListener::serve(ReceivedRequest request, WebhookConnection::Respond respond)
{
    if (request.target == "/health") {
        if (request.method != "GET" && request.method != "HEAD")
            return respond({.status = 405});
        return respond({.status = 200, .json = "{\"status\":\"ok\"}\n"_qba});
    }
    auto channel = channelOf(request.target);
    if (!channel)
        return respond({.status = 404});
    if (request.method != "POST")
        return respond({.status = 405});
    if (!isWithinRate(*channel))
        return respond({.status = 429});
    deliver(*std::move(channel), std::move(request), std::move(respond));
}

void WebhookListener::deliver(ChannelId channel, ReceivedRequest request, WebhookConnection::Respond respond)
{
    channels::Delivery delivery{
        .channel = std::move(channel),
        .method = std::move(request.method),
        .target = std::move(request.target),
        .headers = {},
        .body = std::move(request.body),
        .receivedAt = m_clock.now(),
    };
    delivery.headers.reserve(request.headers.size());
    for (Header &header : request.headers)
        delivery.headers.append({std::move(header.name), std::move(header.value)});
    m_handler(delivery, Respond(std::move(respond)));
}

bool WebhookListener::isWithinRate(const ChannelId &channel)
{
    auto rate = m_rates.find(channel);
    if (rate == m_rates.end()) {
        if (m_rates.size() >= knownRates)
            m_rates.removeIf([](auto entry) { return entry.value().isFull(); });
        if (m_rates.size() >= knownRates)
            return false;
        rate = m_rates.insert(channel, TokenBucket(m_limits.requestsPerSecond));
    }
    return rate->take();
}

} // namespace crossdock::http
