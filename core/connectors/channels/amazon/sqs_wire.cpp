#include "core/connectors/channels/amazon/sqs_wire.h"

#include "core/connectors/channels/amazon/amazon_wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

constexpr int atOnce = 10; // the model's maximum, for receiving as for removing
constexpr Milliseconds callDeadline{10'000};

http::Request queueRequest(const QByteArray &queueUrl, const QByteArray &operation, QJsonObject body)
{
    body.insert(u"QueueUrl"_s, QString::fromUtf8(queueUrl));
    QUrl endpoint = QUrl::fromEncoded(queueUrl);
    endpoint.setPath(u"/"_s);
    endpoint.setQuery(QString());
    return {"POST", endpoint.toEncoded(),
            {{"Content-Type", "application/x-amz-json-1.0"}, {"X-Amz-Target", "AmazonSQS." + operation}},
            QJsonDocument(body).toJson(QJsonDocument::Compact), callDeadline};
}

/// "QueueDoesNotExist" of "com.amazonaws.sqs#QueueDoesNotExist", or of the older x-amzn-query-error header.
QString errorTypeOf(const http::Reply &reply, const QJsonObject &answer)
{
    QString type = answer.value("__type"_L1).toString(answer.value("code"_L1).toString());
    if (type.isEmpty())
        type = QString::fromLatin1(http::header(reply.headers, "x-amzn-query-error")).section(u';', 0, 0);
    return type.section(u'#', -1).section(u':', 0, 0);
}

bool isAnyOf(const QString &type, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(), [&](QLatin1StringView word) { return type.contains(word); });
}

} // namespace

http::Request receiveRequest(const QByteArray &queueUrl, std::chrono::seconds wait, std::chrono::seconds hiddenFor)
{
    http::Request request = queueRequest(queueUrl, "ReceiveMessage",
                                         {{u"MaxNumberOfMessages"_s, atOnce},
                                          {u"WaitTimeSeconds"_s, qint64(wait.count())},
                                          {u"VisibilityTimeout"_s, qint64(hiddenFor.count())},
                                          {u"MessageSystemAttributeNames"_s, QJsonArray{u"All"_s}}});
    request.deadline = callDeadline + wait; // an empty queue answers only when the wait is over
    return request;
}

Result<QList<QueueMessage>> readReceived(const QByteArray &body)
{
    const auto answer = readObject(body, u"queue"_s);
    CROSSDOCK_TRY(answer);
    QList<QueueMessage> messages;
    const QJsonArray list = answer->value("Messages"_L1).toArray(); // absent: none
    for (const QJsonValue &entry : list) {
        QueueMessage message{entry["MessageId"_L1].toString(), entry["ReceiptHandle"_L1].toString(),
                             entry["Body"_L1].toString().toUtf8(),
                             fromMs(entry["Attributes"_L1]["SentTimestamp"_L1].toVariant().toLongLong()),
                             entry["Attributes"_L1]["ApproximateReceiveCount"_L1].toVariant().toInt()};
        if (message.receipt.isEmpty())
            return fail(Error::Code::Rejected, u"queue"_s, u"a message without a receipt"_s);
        message.receiveCount = qMax(1, message.receiveCount);
        messages.append(message);
    }
    return messages;
}

http::Request removeRequest(const QByteArray &queueUrl, const QStringList &receipts)
{
    Q_ASSERT(receipts.size() <= atOnce);
    QJsonArray entries;
    for (qsizetype i = 0; i < receipts.size(); ++i)
        entries.append(QJsonObject{{u"Id"_s, QString::number(i)}, {u"ReceiptHandle"_s, receipts.at(i)}});
    return queueRequest(queueUrl, "DeleteMessageBatch", {{u"Entries"_s, entries}});
}

Result<QList<qsizetype>> readNotRemoved(const QByteArray &body, qsizetype count)
{
    const auto answer = readObject(body, u"queue"_s);
    CROSSDOCK_TRY(answer);
    QList<qsizetype> left;
    const QJsonArray failed = answer->value("Failed"_L1).toArray();
    for (const QJsonValue &entry : failed) {
        bool isNumber = false;
        const qsizetype index = entry["Id"_L1].toString().toLongLong(&isNumber);
        // the sender's fault: the receipt is void, and the message comes again by itself
        if (isNumber && index >= 0 && index < count && !entry["SenderFault"_L1].toBool())
            left.append(index);
    }
    return left;
}

http::Request putOffRequest(const QByteArray &queueUrl, const QString &receipt, std::chrono::seconds delay)
{
    return queueRequest(queueUrl, "ChangeMessageVisibility",
                        {{u"ReceiptHandle"_s, receipt}, {u"VisibilityTimeout"_s, qint64(delay.count())}});
}

http::Request queueDetailsRequest(const QByteArray &queueUrl)
{
    return queueRequest(queueUrl, "GetQueueAttributes",
                        {{u"AttributeNames"_s, QJsonArray{u"ApproximateNumberOfMessages"_s}}});
}

Result<qint64> readWaiting(const QByteArray &body)
{
    const auto answer = readObject(body, u"queue"_s);
    CROSSDOCK_TRY(answer);
    return answer->value("Attributes"_L1)["ApproximateNumberOfMessages"_L1].toVariant().toLongLong();
}

channels::CallFailure queueFailureOf(const http::Reply &reply)
{
    using Kind = channels::CallFailure::Kind;
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    const QString type = errorTypeOf(reply, answer);
    const QString words = answer.value("message"_L1).toString(answer.value("Message"_L1).toString());
    QString said = type;
    if (!words.isEmpty())
        said += type.isEmpty() ? words : u": "_s + words;
    channels::CallFailure failure{Kind::Rejected, u"The queue says: "_s
                                                      + (said.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : said)};
    if (isAnyOf(type, {"Throttl"_L1, "OverLimit"_L1, "RequestLimit"_L1, "TooManyRequests"_L1}) || reply.status == 429) {
        failure.kind = Kind::RateLimited;
        failure.retryAfter = std::chrono::seconds(5);
    } else if (isAnyOf(type, {"AccessDenied"_L1, "InvalidClientTokenId"_L1, "UnrecognizedClient"_L1, "ExpiredToken"_L1,
                              "InvalidSecurity"_L1, "SignatureDoesNotMatch"_L1, "IncompleteSignature"_L1,
                              "MissingAuthenticationToken"_L1, "InvalidSignature"_L1})
               || reply.status == 401 || reply.status == 403) {
        failure.kind = Kind::Unauthorized;
    } else if (reply.status >= 500) {
        failure.kind = Kind::Unreachable;
        failure.mayHaveHappened = true;
    }
    return failure;
}

Result<QString> queueArn(const Account &account)
{
    const QUrl url = QUrl::fromEncoded(account.queueUrl);
    const QStringList path = url.path().split(u'/', Qt::SkipEmptyParts);
    if (path.size() != 2)
        return fail(Error::Code::InvalidInput, u"queue_url"_s, u"does not end with /ACCOUNT/NAME of an SQS queue"_s);
    if (path.at(1).endsWith(".fifo"_L1))
        return fail(Error::Code::InvalidInput, u"queue_url"_s, u"is a FIFO queue; Amazon sends to standard queues only"_s);
    const QStringList host = url.host().split(u'.');
    const bool isReal = host.size() >= 4 && host.first() == "sqs"_L1 && host.at(2) == "amazonaws"_L1;
    const QString region = isReal ? host.at(1) : QString::fromLatin1(account.region);
    return u"arn:aws:sqs:%1:%2:%3"_s.arg(region, path.at(0), path.at(1));
}

} // namespace crossdock::amazon
