#pragma once

#include "core/connectors/http/alarm.h"
#include "core/connectors/http/request_parser.h"
#include "core/connectors/http/webhook_reply.h"

#include <QHostAddress>
#include <QObject>

class QTcpSocket;

namespace crossdock::http
{

/// What one client may take. The defaults are the product's; tests shorten the times.
struct WebhookLimits {
    RequestParser::Limits request;
    Milliseconds requestTime{10'000}; ///< from its first byte to its last (TLS handshake included)
    Milliseconds answerTime{8'000}; ///< for the handler; then 503. Shopify's own patience is 5 s
    Milliseconds idleTime{60'000}; ///< between two requests
    Milliseconds lingerTime{2'000}; ///< for a refused client to stop sending and read why
    qsizetype bytesPerTurn = 64 * 1024; ///< read of one client before the others have their turn
    qint64 heldBytes = 256 * 1024 * 1024; ///< of unfinished requests of all clients; beyond: 503
    int connections = 512;
    int connectionsPerAddress = 64;
    int connectionsFromLoopback = 512; ///< a reverse proxy or relay on this machine speaks for all its clients
    double requestsPerSecond = 2'000; ///< per channel
};

/// One client of the webhook listener: one request after the other, answered in order. While a request waits for its
/// answer nothing more is read, so a client that pipelines or never reads costs no memory.
class WebhookConnection : public QObject
{
    Q_OBJECT
public:
    using Respond = std::function<void(WebhookReply)>;
    using Serve = std::function<void(ReceivedRequest, Respond)>;

    /// Owns `socket`. `limits` and `heldBytes` (the sum over all connections) outlive the connection.
    WebhookConnection(QTcpSocket *socket, const WebhookLimits &limits, qint64 &heldBytes, Serve serve, QObject *parent);
    ~WebhookConnection() override;

    QHostAddress peer() const { return m_peer; }
    bool isIdle() const { return m_phase == Phase::Waiting; }
    bool isUnfinished() const { return m_phase != Phase::Answering; } ///< nothing of value is lost if it goes

Q_SIGNALS:
    void closed();

private:
    enum class Phase { Waiting, Reading, Answering, Lingering, Closed };

    void read();
    void readLater();
    void onWritten();
    void feed();
    void linger();
    void dispatch();
    void answer(quint64 number, WebhookReply reply);
    void refuse(int status);
    void send(const WebhookReply &reply);
    void close();
    void onAlarm();
    void onDisconnected();
    void countHeldBytes();

    QTcpSocket *m_socket;
    const WebhookLimits &m_limits;
    qint64 &m_allHeldBytes;
    qint64 m_heldBytes = 0;
    Serve m_serve;
    QHostAddress m_peer;
    RequestParser m_parser;
    Alarm m_alarm;
    QByteArray m_input; ///< read, not yet parsed: at most one turn
    Phase m_phase = Phase::Waiting;
    quint64 m_number = 0; ///< of the request: an answer to another one is late and dropped
    bool m_keepAlive = true;
    bool m_isForHead = false;
    bool m_willRead = false;
};

} // namespace crossdock::http
