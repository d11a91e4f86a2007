#include "core/sandbox/amazon/message_queue.h"

#include "core/sandbox/amazon/signature_v4.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

constexpr int usualVisibilitySeconds = 30;
constexpr Milliseconds longestSkew{15 * 60 * 1000}; // AWS refuses a signature older or younger than this

Reply queueError(int status, const QString &type, const QString &message)
{
    Reply reply = jsonReply(status, QJsonObject{{u"__type"_s, type}, {u"message"_s, message}});
    const QByteArray code = type.section(u'#', 1).toLatin1();
    reply.headers.append({"x-amzn-query-error", code + (status < 500 ? ";Sender" : ";Receiver")});
    return reply;
}

Reply invalidParameter(const QString &message)
{
    return queueError(400, u"com.amazonaws.sqs#InvalidParameterValue"_s, message);
}

QString md5(const QByteArray &body)
{
    return QString::fromLatin1(QCryptographicHash::hash(body, QCryptographicHash::Md5).toHex());
}

/// "20260101T093000Z"
Time amzTime(const QByteArray &text)
{
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text), u"yyyyMMddTHHmmssZ"_s);
    time.setTimeSpec(Qt::UTC);
    return time.isValid() ? fromMs(time.toMSecsSinceEpoch()) : Time{};
}

} // namespace

MessageQueue::MessageQueue(Clock &clock, Random &random, QueueOwner owner)
    : m_clock(clock)
    , m_random(random)
    , m_owner(std::move(owner))
{
}

void MessageQueue::send(const QByteArray &body)
{
    m_messages.emplace(m_nextNumber++, Message{body, m_clock.now(), m_clock.now(), {}, 0});
    serveWaiting();
}

std::optional<Reply> MessageQueue::refuseStranger(const Request &request) const
{
    const auto signature = SignatureV4::parse(request.header("Authorization"));
    if (!signature) {
        return queueError(403, u"com.amazon.coral.service#MissingAuthenticationTokenException"_s,
                          u"Request is missing Authentication Token"_s);
    }
    if (signature->accessKeyId != m_owner.accessKeyId || signature->service != "sqs") {
        return queueError(403, u"com.amazon.coral.service#UnrecognizedClientException"_s,
                          u"The security token included in the request is invalid."_s);
    }
    const Time signedAt = amzTime(request.header("x-amz-date"));
    if (signedAt < m_clock.now() - longestSkew || signedAt > m_clock.now() + longestSkew) {
        return queueError(403, u"com.amazon.coral.service#InvalidSignatureException"_s,
                          u"Signature expired or not yet current: "_s + QString::fromLatin1(request.header("x-amz-date")));
    }
    const bool signsHost = signature->signedHeaders.contains("host") && signature->signedHeaders.contains("x-amz-date");
    if (!signsHost || signature->expected(request, m_owner.secretKey) != signature->signature) {
        return queueError(403, u"com.amazon.coral.service#InvalidSignatureException"_s,
                          u"The request signature we calculated does not match the signature you provided. Check your AWS "
                          "Secret Access Key and signing method. Consult the service documentation for details."_s);
    }
    return std::nullopt;
}

void MessageQueue::handle(const Request &request, const QString &queueUrl, const Respond &respond)
{
    if (auto refusal = refuseStranger(request))
        return respond(*refusal);
    const QString target = QString::fromLatin1(request.header("X-Amz-Target"));
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!target.startsWith(u"AmazonSQS."))
        return respond(queueError(400, u"com.amazon.coral.service#UnknownOperationException"_s, {}));
    if (!document.isObject())
        return respond(queueError(400, u"com.amazon.coral.service#SerializationException"_s, {}));
    const QString action = target.section(u'.', 1);
    const QJsonObject wish = document.object();
    if (auto refusal = refuseWish(action, wish, queueUrl))
        return respond(*refusal);
    if (action == u"ReceiveMessage")
        return receive(wish, respond);
    Reply reply = act(action, wish, queueUrl);
    respond(std::move(reply));
}

std::optional<Reply> MessageQueue::refuseWish(const QString &action, const QJsonObject &wish, const QString &queueUrl) const
{
    if (action == u"GetQueueUrl" || action == u"ListQueues")
        return std::nullopt;
    if (!wish.contains(u"QueueUrl")) {
        return queueError(400, u"com.amazonaws.sqs#MissingParameter"_s,
                          u"The request must contain the parameter QueueUrl."_s);
    }
    if (wish.value(u"QueueUrl").toString() != queueUrl)
        return queueError(400, u"com.amazonaws.sqs#QueueDoesNotExist"_s, u"The specified queue does not exist."_s);
    const auto isOutside = [&](QStringView key, int least, int most) {
        return wish.contains(key) && (wish.value(key).toInt(-1) < least || wish.value(key).toInt(-1) > most);
    };
    if (isOutside(u"MaxNumberOfMessages", 1, 10)) {
        return invalidParameter(u"Value %1 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, "
                                "if provided."_s.arg(wish.value(u"MaxNumberOfMessages").toInt()));
    }
    if (isOutside(u"WaitTimeSeconds", 0, 20)) {
        return invalidParameter(u"Value %1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if "
                                "provided."_s.arg(wish.value(u"WaitTimeSeconds").toInt()));
    }
    if (isOutside(u"VisibilityTimeout", 0, 43200)) {
        return invalidParameter(u"Value %1 for parameter VisibilityTimeout is invalid. Reason: Must be between 0 and "
                                "43200."_s.arg(wish.value(u"VisibilityTimeout").toInt()));
    }
    return std::nullopt;
}

Reply MessageQueue::act(const QString &action, const QJsonObject &wish, const QString &queueUrl)
{
    if (action == u"DeleteMessage")
        return remove(wish);
    if (action == u"DeleteMessageBatch")
        return removeBatch(wish);
    if (action == u"ChangeMessageVisibility")
        return changeVisibility(wish);
    if (action == u"SendMessage")
        return send(wish);
    if (action == u"GetQueueAttributes")
        return jsonReply(200, QJsonObject{{u"Attributes"_s, attributes()}});
    if (action == u"GetQueueUrl")
        return jsonReply(200, QJsonObject{{u"QueueUrl"_s, queueUrl}});
    if (action == u"ListQueues")
        return jsonReply(200, QJsonObject{{u"QueueUrls"_s, QJsonArray{queueUrl}}});
    return queueError(400, u"com.amazon.coral.service#UnknownOperationException"_s, {});
}

QJsonArray MessageQueue::take(const QJsonObject &wish)
{
    const int most = wish.value(u"MaxNumberOfMessages").toInt(1);
    const Milliseconds hidden{wish.value(u"VisibilityTimeout").toInt(usualVisibilitySeconds) * 1000LL};
    const bool wantsAttributes = wish.contains(u"MessageSystemAttributeNames") || wish.contains(u"AttributeNames");
    const Time now = m_clock.now();
    QJsonArray taken;
    for (auto &[number, message] : m_messages) {
        if (taken.size() >= most)
            break;
        if (message.visibleAt > now)
            continue;
        message.visibleAt = now + hidden;
        message.firstReceivedAt = message.receiveCount++ == 0 ? now : message.firstReceivedAt;
        QJsonObject object{{u"MessageId"_s, QString::number(number, 16).rightJustified(32, u'0')},
                           {u"ReceiptHandle"_s, handleOf(number, message.receiveCount)},
                           {u"MD5OfBody"_s, md5(message.body)},
                           {u"Body"_s, QString::fromUtf8(message.body)}};
        if (wantsAttributes) {
            object.insert(u"Attributes"_s,
                          QJsonObject{{u"SenderId"_s, u"437568002678"_s}, // the account that SP-API sends from
                                      {u"SentTimestamp"_s, QString::number(toMs(message.sentAt))},
                                      {u"ApproximateReceiveCount"_s, QString::number(message.receiveCount)},
                                      {u"ApproximateFirstReceiveTimestamp"_s, QString::number(toMs(message.firstReceivedAt))}});
        }
        taken.append(object);
        wakeAt(message.visibleAt);
    }
    return taken;
}

void MessageQueue::receive(const QJsonObject &wish, const Respond &respond)
{
    const QJsonArray taken = take(wish);
    const int wait = wish.value(u"WaitTimeSeconds").toInt(0);
    if (!taken.isEmpty())
        return respond(jsonReply(200, QJsonObject{{u"Messages"_s, taken}}));
    if (wait == 0)
        return respond(jsonReply(200, QJsonObject()));
    const quint64 id = m_nextWait++;
    m_waiting.append({id, wish, respond});
    m_clock.after(Milliseconds{wait * 1000LL}, &m_life, [this, id] {
        for (qsizetype i = 0; i < m_waiting.size(); ++i) {
            if (m_waiting.at(i).id == id)
                return m_waiting.takeAt(i).respond(jsonReply(200, QJsonObject()));
        }
    });
}

void MessageQueue::serveWaiting()
{
    while (!m_waiting.isEmpty()) {
        const QJsonArray taken = take(m_waiting.first().wish);
        if (taken.isEmpty())
            return;
        m_waiting.takeFirst().respond(jsonReply(200, QJsonObject{{u"Messages"_s, taken}}));
    }
}

void MessageQueue::wakeAt(Time when)
{
    m_clock.after(when - m_clock.now(), &m_life, [this] { serveWaiting(); });
}

Reply MessageQueue::send(const QJsonObject &wish)
{
    const QByteArray body = wish.value(u"MessageBody").toString().toUtf8();
    if (body.isEmpty())
        return queueError(400, u"com.amazonaws.sqs#MissingParameter"_s, u"The request must contain the parameter MessageBody."_s);
    const quint64 number = m_nextNumber++;
    const Milliseconds delay{wish.value(u"DelaySeconds").toInt(0) * 1000LL};
    m_messages.emplace(number, Message{body, m_clock.now(), m_clock.now() + delay, {}, 0});
    if (delay.count() > 0)
        wakeAt(m_clock.now() + delay);
    else
        m_clock.after(Milliseconds{0}, &m_life, [this] { serveWaiting(); });
    return jsonReply(200, QJsonObject{{u"MessageId"_s, QString::number(number, 16).rightJustified(32, u'0')},
                                      {u"MD5OfMessageBody"_s, md5(body)}});
}

QString MessageQueue::handleOf(quint64 number, int receiveCount) const
{
    return QString::fromLatin1(QByteArray("receipt:" + QByteArray::number(number) + ':' + QByteArray::number(receiveCount)).toBase64());
}

bool MessageQueue::isHandle(const QString &handle)
{
    return QByteArray::fromBase64(handle.toLatin1()).startsWith("receipt:");
}

std::map<quint64, MessageQueue::Message>::iterator MessageQueue::byHandle(const QString &handle)
{
    const QList<QByteArray> parts = QByteArray::fromBase64(handle.toLatin1()).split(':');
    const auto found = parts.size() == 3 ? m_messages.find(parts.at(1).toULongLong()) : m_messages.end();
    const bool isLast = found != m_messages.end() && found->second.receiveCount == parts.at(2).toInt();
    return isLast ? found : m_messages.end();
}

Reply MessageQueue::remove(const QJsonObject &wish)
{
    const QString handle = wish.value(u"ReceiptHandle").toString();
    if (!isHandle(handle)) {
        return queueError(404, u"com.amazonaws.sqs#ReceiptHandleIsInvalid"_s,
                          u"The input receipt handle \"%1\" is not a valid receipt handle."_s.arg(handle));
    }
    const auto found = byHandle(handle); // an older handle is answered with success and removes nothing
    if (found != m_messages.end())
        m_messages.erase(found);
    return jsonReply(200, QJsonObject());
}

Reply MessageQueue::removeBatch(const QJsonObject &wish)
{
    const QJsonArray entries = wish.value(u"Entries").toArray();
    if (entries.isEmpty())
        return queueError(400, u"com.amazonaws.sqs#EmptyBatchRequest"_s, u"There should be at least one entry in the request."_s);
    if (entries.size() > 10) {
        return queueError(400, u"com.amazonaws.sqs#TooManyEntriesInBatchRequest"_s,
                          u"Maximum number of entries per request are 10. You have sent %1."_s.arg(entries.size()));
    }
    QJsonArray gone;
    QJsonArray failed;
    for (const QJsonValue &entry : entries) {
        const QString id = entry[u"Id"].toString();
        const QString handle = entry[u"ReceiptHandle"].toString();
        if (isHandle(handle)) {
            (void)remove(entry.toObject());
            gone.append(QJsonObject{{u"Id"_s, id}});
        } else {
            failed.append(QJsonObject{{u"Id"_s, id}, {u"SenderFault"_s, true}, {u"Code"_s, u"ReceiptHandleIsInvalid"_s},
                                      {u"Message"_s, u"The input receipt handle is invalid."_s}});
        }
    }
    return jsonReply(200, QJsonObject{{u"Successful"_s, gone}, {u"Failed"_s, failed}});
}

Reply MessageQueue::changeVisibility(const QJsonObject &wish)
{
    const QString handle = wish.value(u"ReceiptHandle").toString();
    const auto found = byHandle(handle);
    if (!isHandle(handle))
        return queueError(404, u"com.amazonaws.sqs#ReceiptHandleIsInvalid"_s, u"The input receipt handle is invalid."_s);
    if (found == m_messages.end() || found->second.visibleAt <= m_clock.now()) {
        return queueError(400, u"com.amazonaws.sqs#MessageNotInflight"_s,
                          u"The message referred to isn't in flight."_s);
    }
    found->second.visibleAt = m_clock.now() + Milliseconds{wish.value(u"VisibilityTimeout").toInt() * 1000LL};
    wakeAt(found->second.visibleAt);
    return jsonReply(200, QJsonObject());
}

QJsonObject MessageQueue::attributes() const
{
    qsizetype visible = 0;
    for (const auto &[number, message] : m_messages)
        visible += message.visibleAt <= m_clock.now() ? 1 : 0;
    return {{u"ApproximateNumberOfMessages"_s, QString::number(visible)},
            {u"ApproximateNumberOfMessagesNotVisible"_s, QString::number(size() - visible)},
            {u"VisibilityTimeout"_s, QString::number(usualVisibilitySeconds)}};
}

} // namespace crossdock::sandbox
