#include "core/connectors/messages/whatsapp_wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::messages {
namespace {

constexpr qsizetype longestText = 4'096, longestParameter = 1'024, longestKey = 512; // characters

/// A parameter of a template holds no line break, no tab and no long run of spaces.
QString parameterText(const QString &text)
{
    return text.simplified().left(longestParameter);
}

QJsonObject templateOf(const MessageService &service, const QString &text)
{
    const QJsonObject body{{u"type"_s, u"body"_s}, {u"parameters"_s, QJsonArray{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, parameterText(text)}}}}};
    return {{u"name"_s, service.messageTemplate}, {u"language"_s, QJsonObject{{u"code"_s, service.language}}}, {u"components"_s, QJsonArray{body}}};
}

/// Temporary faults and limits of rate, by Meta's list of error codes.
bool isTemporary(int code)
{
    constexpr std::array codes = {1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// "(#131030) Recipient phone number not in allowed list: add it to the list"
QString wordsOf(const QJsonObject &error)
{
    const QString message = error[u"message"_s].toString(), details = error[u"error_data"_s][u"details"_s].toString();
    return details.isEmpty() || details == message ? message : message + u": "_s + details;
}

} // namespace

http::Request whatsappRequest(const MessageService &service, const QString &token, const PhoneMessage &message)
{
    const QString base = service.address.isEmpty() ? u"https://graph.facebook.com/v23.0"_s : service.address;
    QJsonObject body{{u"messaging_product"_s, u"whatsapp"_s}, {u"recipient_type"_s, u"individual"_s}, {u"to"_s, message.to}, {u"biz_opaque_callback_data"_s, message.key.left(longestKey)}};
    if (service.messageTemplate.isEmpty()) {
        body[u"type"_s] = u"text"_s;
        body[u"text"_s] = QJsonObject{{u"body"_s, message.text.left(longestText)}, {u"preview_url"_s, false}};
    } else {
        body[u"type"_s] = u"template"_s;
        body[u"template"_s] = templateOf(service, message.text);
    }
    http::Request request;
    request.method = "POST";
    request.url = u"%1/%2/messages"_s.arg(base, service.account).toUtf8();
    request.headers = {{"Authorization", "Bearer " + token.toUtf8()}, {"Content-Type", "application/json"}};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Verdict whatsappVerdict(const http::Reply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    const QJsonObject sent = answer[u"messages"_s][0].toObject(), error = answer[u"error"_s].toObject();
    const bool isTaken = reply.status >= 200 && reply.status < 300;
    if (isTaken && !sent[u"id"_s].toString().isEmpty())
        return {Verdict::Kind::Sent, sent[u"id"_s].toString()};
    if (isTaken)
        return {Verdict::Kind::Refused, u"WhatsApp answered without the message's id: whether it was sent is not known"_s};
    const bool isLater = reply.status == 429 || reply.status >= 500 || error[u"is_transient"_s].toBool() || isTemporary(error[u"code"_s].toInt());
    const QString words = error.isEmpty() ? u"WhatsApp answered %1"_s.arg(reply.status) : wordsOf(error);
    return {isLater ? Verdict::Kind::Later : Verdict::Kind::Refused, words};
}

} // namespace crossdock::messages
