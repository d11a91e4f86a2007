#include "core/connectors/messages/push_wire.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::messages {
namespace {

constexpr qsizetype longestPush = 4'096; // bytes: a longer one would become a file that is attached

/// No letter is cut in two.
QString cutToBytes(const QString &text, qsizetype most)
{
    QByteArray bytes = text.toUtf8();
    if (bytes.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(bytes[most]) & 0xC0) == 0x80)
        --most;
    return QString::fromUtf8(bytes.first(most));
}

} // namespace

http::Request pushRequest(const MessageService &service, const QString &token, const PhoneMessage &message)
{
    http::Request request;
    request.method = "POST";
    request.url = (service.address.isEmpty() ? u"https://ntfy.sh"_s : service.address).toUtf8() + '/';
    request.headers = {{"Content-Type", "application/json"}};
    if (!token.isEmpty())
        request.headers.append({"Authorization", "Bearer " + token.toUtf8()});
    const QString text = message.text.isEmpty() ? message.title : message.text; // an empty one would read "triggered"
    QJsonObject body{{u"topic"_s, message.to}, {u"message"_s, cutToBytes(text, longestPush)}};
    if (!message.title.isEmpty() && message.title != text)
        body.insert(u"title"_s, message.title);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Verdict pushVerdict(const http::Reply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    const bool isTaken = reply.status >= 200 && reply.status < 300;
    const QString id = answer[u"id"_s].toString(), error = answer[u"error"_s].toString();
    if (isTaken && !id.isEmpty())
        return {Verdict::Kind::Sent, id};
    const QString words = isTaken ? u"the push server answered without the message's id: whether it was sent is not known"_s
        : error.isEmpty()         ? u"the push server answered %1"_s.arg(reply.status)
                                  : error;
    const bool isLater = reply.status == 429 || reply.status >= 500;
    return {isLater ? Verdict::Kind::Later : Verdict::Kind::Refused, words};
}

} // namespace crossdock::messages
