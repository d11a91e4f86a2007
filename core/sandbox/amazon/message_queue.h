#pragma once

#include "core/sandbox/channel.h"

#include <QJsonObject>
#include <map>

namespace crossdock::sandbox {

struct QueueOwner {
    QByteArray accessKeyId;
    QByteArray secretKey;
};

/// A standard queue that speaks SQS' JSON protocol: receive with long polling, visibility timeouts and redelivery, delete,
/// change visibility, send. Checks the SigV4 signature of every call.
/// Source: the SQS 2012-11-05 model (json 1.0, target prefix AmazonSQS).
class MessageQueue
{
public:
    MessageQueue(Clock &clock, Random &random, QueueOwner owner);

    void send(const QByteArray &body);
    void handle(const Request &request, const QString &queueUrl, const Respond &respond);
    qsizetype size() const { return qsizetype(m_messages.size()); } ///< visible or not

private:
    struct Message {
        QByteArray body;
        Time sentAt{};
        Time visibleAt{};
        Time firstReceivedAt{};
        int receiveCount = 0;
    };
    struct Wait {
        quint64 id = 0;
        QJsonObject wish;
        Respond respond;
    };

    std::optional<Reply> refuseStranger(const Request &request) const;
    std::optional<Reply> refuseWish(const QString &action, const QJsonObject &wish, const QString &queueUrl) const;
    Reply act(const QString &action, const QJsonObject &wish, const QString &queueUrl);
    void receive(const QJsonObject &wish, const Respond &respond);
    QJsonArray take(const QJsonObject &wish);
    void serveWaiting();
    void wakeAt(Time when);
    Reply send(const QJsonObject &wish);
    Reply remove(const QJsonObject &wish);
    Reply removeBatch(const QJsonObject &wish);
    Reply changeVisibility(const QJsonObject &wish);
    QJsonObject attributes() const;
    QString handleOf(quint64 number, int receiveCount) const;
    /// The message a receipt handle names, if it is the handle of its last reception.
    std::map<quint64, Message>::iterator byHandle(const QString &handle);
    static bool isHandle(const QString &handle);

    Clock &m_clock;
    Random &m_random;
    QueueOwner m_owner;
    std::map<quint64, Message> m_messages;
    quint64 m_nextNumber = 1;
    QList<Wait> m_waiting;
    quint64 m_nextWait = 1;
    QObject m_life;
};

} // namespace crossdock::sandbox
