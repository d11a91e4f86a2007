#pragma once

#include "core/sandbox/http/message_reader.h"
#include "core/sandbox/world.h"

#include <QMap>
#include <QObject>
#include <deque>

class QTcpSocket;

namespace crossdock::sandbox {

/// Carries webhooks over a few kept connections per receiver, plain HTTP. A receiver that does not answer within the deadline
/// counts as not having answered.
class WebhookClient : public QObject
{
    Q_OBJECT

public:
    explicit WebhookClient(Clock &clock, QObject *parent = nullptr);

    void send(WebhookCall call, std::function<void(int status)> done);
    qsizetype onTheWay() const; ///< sent and not answered, or not sent yet

private:
    class Connection;
    struct Job {
        WebhookCall call;
        std::function<void(int)> done;
    };
    struct Receiver {
        std::deque<Job> waiting;
        QList<Connection *> connections; ///< children of this
    };

    void serve(const QByteArray &authority);

    Clock &m_clock;
    QMap<QByteArray, Receiver> m_receivers; ///< by "host:port"
};

} // namespace crossdock::sandbox
