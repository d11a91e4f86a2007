#pragma once

#include "core/connectors/http/token_bucket.h"
#include "core/connectors/http/webhook_connection.h"
#include "core/inventory/channels/delivery.h"

#include <QHash>
#include <QList>
#include <functional>
#include <memory>

class QSslConfiguration;

namespace crossdock
{
class Clock;
}

namespace crossdock::http
{

class AcceptingServer;

/// The door for channels' webhooks: an HTTP/1.1 server (RFC 9112) that stands naked on a network. POST /webhooks/NAME
/// goes to the handler as raw bytes, GET /health answers 200, anything else is refused. Every client is bounded in
/// bytes, time and number; none can delay another. Lives in one thread, which needs an event loop.
class WebhookListener : public QObject
{
    Q_OBJECT
public:
    /// Answers a delivery with an HTTP status, exactly once; later calls do nothing, nor do calls after the client
    /// has gone. Call it in the listener's thread, now or within `answerTime` (else the client is told 503).
    class Respond
    {
    public:
        Respond() = default;
        explicit Respond(WebhookConnection::Respond respond)
            : m_respond(std::move(respond))
        {
        }
        explicit operator bool() const { return bool(m_respond); }
        /// `json`: what the sender wants to hear; empty: the status's own text.
        void operator()(int status, const QByteArray &json = {}) const { m_respond({.status = status, .json = json}); }

    private:
        WebhookConnection::Respond m_respond;
    };
    /// Called in the listener's thread, once per delivery, in the order of each connection.
    using Handler = std::function<void(const channels::Delivery &, Respond)>;

    /// PEM files: the certificate with its chain, and its private key (RSA or EC).
    struct TlsFiles {
        QString certificate;
        QString key;
    };

    WebhookListener(Clock &clock, Handler handler, WebhookLimits limits = {}, QObject *parent = nullptr);
    ~WebhookListener() override;

    /// Opens the port (0: any free one) on a numeric address or "localhost", and answers which port it is.
    /// Call it in the listener's thread. InvalidInput: no address, TLS files unusable; Unreachable: port taken.
    Result<quint16> listen(const QString &host, quint16 port);
    Result<quint16> listen(const QString &host, quint16 port, const TlsFiles &tls);

    /// Stops listening and drops every client.
    void close();

    qsizetype connectionCount() const { return m_connections.size(); }

private:
    void accept(qintptr descriptor);
    void forget(WebhookConnection *connection);
    bool makeRoomFor(const QHostAddress &peer);
    bool evictOne(const std::function<bool(const WebhookConnection *)> &mayGo);
    void serve(ReceivedRequest request, WebhookConnection::Respond respond);
    void deliver(ChannelId channel, ReceivedRequest request, WebhookConnection::Respond respond);
    bool isWithinRate(const ChannelId &channel);

    Clock &m_clock;
    Handler m_handler;
    WebhookLimits m_limits;
    std::unique_ptr<QSslConfiguration> m_tls; ///< null: plain HTTP
    AcceptingServer *m_server;
    QList<WebhookConnection *> m_connections; ///< oldest first
    QHash<ChannelId, TokenBucket> m_rates;
    qint64 m_heldBytes = 0;
};

} // namespace crossdock::http
