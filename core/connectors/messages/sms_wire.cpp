#include "core/connectors/messages/sms_wire.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::messages {
namespace {

constexpr qsizetype longestSms = 1'600; // characters that it joins to one message

QByteArray field(const char *name, const QString &value)
{
    return QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
}

} // namespace

http::Request smsRequest(const MessageService &service, const QString &token, const PhoneMessage &message)
{
    const QString base = service.address.isEmpty() ? u"https://api.twilio.com"_s : service.address;
    const bool isService = service.from.startsWith(u"MG"_s);
    http::Request request;
    request.method = "POST";
    request.url = u"%1/2010-04-01/Accounts/%2/Messages.json"_s.arg(base, service.account).toUtf8();
    request.headers = {{"Authorization", "Basic " + u"%1:%2"_s.arg(service.account, token).toUtf8().toBase64()}, {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = field("To", message.to) + '&' + field(isService ? "MessagingServiceSid" : "From", service.from) + '&' + field("Body", message.text.left(longestSms));
    return request;
}

Verdict smsVerdict(const http::Reply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    const bool isTaken = reply.status >= 200 && reply.status < 300;
    const QString status = answer[u"status"_s].toString(), sid = answer[u"sid"_s].toString();
    if (isTaken && !sid.isEmpty() && status != u"failed" && status != u"undelivered")
        return {Verdict::Kind::Sent, sid};
    const QString words = isTaken ? answer[u"error_message"_s].toString() : answer[u"message"_s].toString();
    const bool isLater = reply.status == 429 || reply.status >= 500;
    return {isLater ? Verdict::Kind::Later : Verdict::Kind::Refused, words.isEmpty() ? u"the service answered %1"_s.arg(reply.status) : words};
}

} // namespace crossdock::messages
