#include "core/connectors/channels/amazon/amazon_wire.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::amazon {
namespace {

constexpr Milliseconds freshToken{60'000}; // a younger token is not stale: the permission is missing

/// "InvalidInput: 'quantity' is wrong (details); …" of an ErrorList.
QString wordsOf(const http::Reply &reply)
{
    QStringList words;
    const QJsonArray errors = QJsonDocument::fromJson(reply.body).object().value("errors"_L1).toArray();
    for (const QJsonValue &error : errors) {
        QString line = error["message"_L1].toString();
        if (const QString details = error["details"_L1].toString(); !details.isEmpty() && details != line)
            line += line.isEmpty() ? details : u" ("_s + details + u')';
        if (const QString code = error["code"_L1].toString(); !code.isEmpty())
            line = line.isEmpty() ? code : code + u": "_s + line;
        words.append(line);
    }
    const QString all = words.join(u"; "_s);
    return all.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : all;
}

Milliseconds pauseOf(const http::Reply &reply, double usualRate)
{
    bool isNumber = false;
    const int seconds = http::header(reply.headers, "Retry-After").trimmed().toInt(&isNumber);
    if (isNumber && seconds >= 0 && seconds <= 3600)
        return std::chrono::seconds(seconds);
    const double rate = rateOf(reply).value_or(usualRate);
    return Milliseconds(static_cast<qint64>(std::ceil(1000.0 / rate)));
}

} // namespace

QByteArray encoded(QStringView text)
{
    QByteArray safe = QUrl::toPercentEncoding(text.toString());
    if (safe == "." || safe == "..")
        safe.replace('.', "%2E");
    return safe;
}

Result<QJsonObject> readObject(const QByteArray &body, const QString &subject)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(Error::Code::Rejected, subject, u"the answer is no JSON: "_s + error.errorString());
    if (!document.isObject())
        return fail(Error::Code::Rejected, subject, u"the answer is no JSON object"_s);
    return document.object();
}

std::optional<double> rateOf(const http::Reply &reply)
{
    bool isNumber = false;
    const double rate = http::header(reply.headers, "x-amzn-RateLimit-Limit").trimmed().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(rate) || rate < 0.0001 || rate > 10'000)
        return std::nullopt;
    return rate;
}

CallFailure failureOf(const http::Reply &reply, double usualRate)
{
    CallFailure failure{CallFailure::Kind::Rejected, wordsOf(reply)};
    if (reply.status == 429) {
        failure.kind = CallFailure::Kind::RateLimited;
        failure.retryAfter = pauseOf(reply, usualRate);
    } else if (reply.status == 401 || reply.status == 403) {
        failure.kind = CallFailure::Kind::Unauthorized;
    } else if (reply.status >= 500 || reply.status == 408) {
        failure.kind = CallFailure::Kind::Unreachable;
        failure.mayHaveHappened = true; // it died somewhere on the way
    }
    return failure;
}

CallFailure failureOf(const http::Failure &failure)
{
    return {CallFailure::Kind::Unreachable, failure.error.detail, Milliseconds(0), failure.mayHaveHappened};
}

CallFailure failureOf(const Error &unreadable)
{
    return {CallFailure::Kind::Rejected, unreadable.subject + u": "_s + unreadable.detail, Milliseconds(0), true};
}

bool asksForNewToken(const http::Reply &reply, Milliseconds tokenAge)
{
    if (reply.status != 401 && reply.status != 403)
        return false;
    // Amazon answers "Unauthorized" to a stale token and to a missing role alike, and not always with details
    const QString words = wordsOf(reply);
    return words.contains("expired"_L1, Qt::CaseInsensitive) || words.contains("access token"_L1, Qt::CaseInsensitive)
        || tokenAge >= freshToken;
}

QByteArray tokenForm(const Secrets &secrets, const QByteArray &scope)
{
    const auto field = [](const char *name, const QByteArray &value) {
        return QByteArray(name) + '=' + value.toPercentEncoding();
    };
    const QByteArray grant = scope.isEmpty()
        ? field("grant_type", "refresh_token") + '&' + field("refresh_token", secrets.refreshToken)
        : field("grant_type", "client_credentials") + '&' + field("scope", scope);
    return grant + '&' + field("client_id", secrets.clientId) + '&' + field("client_secret", secrets.clientSecret);
}

Result<Token> readToken(const QByteArray &body)
{
    const auto answer = readObject(body, u"token"_s);
    CROSSDOCK_TRY(answer);
    const QByteArray text = answer->value("access_token"_L1).toString().toUtf8();
    const bool isHeader = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127; });
    if (text.isEmpty() || !isHeader)
        return fail(Error::Code::Rejected, u"token"_s, u"the answer holds no access token"_s);
    const qint64 seconds = answer->value("expires_in"_L1).toInteger(3600);
    return Token{text, std::chrono::seconds(qBound(qint64(1), seconds, qint64(24 * 3600)))};
}

CallFailure tokenFailureOf(const http::Reply &reply)
{
    const QJsonObject answer = QJsonDocument::fromJson(reply.body).object();
    QStringList words = {answer.value("error"_L1).toString(), answer.value("error_description"_L1).toString()};
    words.removeAll(QString());
    CallFailure failure = failureOf(reply, 1);
    failure.words = u"Amazon gave no access token: "_s
        + (words.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : words.join(u", "_s));
    failure.mayHaveHappened = false; // what was asked for was never sent
    if (failure.kind == CallFailure::Kind::Rejected && reply.status == 400)
        failure.kind = CallFailure::Kind::Unauthorized; // invalid_grant, invalid_client: RFC 6749, 5.2
    return failure;
}

http::Request participationsRequest(const Account &account)
{
    return {"GET", account.root + "/sellers/v1/marketplaceParticipations", {}, {}};
}

Result<Store> readStore(const QByteArray &body, const QString &marketplaceId)
{
    const auto answer = readObject(body, u"marketplace participations"_s);
    CROSSDOCK_TRY(answer);
    const QJsonArray stores = answer->value("payload"_L1).toArray();
    for (const QJsonValue &store : stores) {
        const QJsonValue marketplace = store["marketplace"_L1];
        if (marketplace["id"_L1].toString() == marketplaceId)
            return Store{store["storeName"_L1].toString(), marketplace["name"_L1].toString(),
                         marketplace["defaultCurrencyCode"_L1].toString(),
                         store["participation"_L1]["isParticipating"_L1].toBool(true)};
    }
    return fail(Error::Code::NotFound, marketplaceId, u"the seller has no store on this marketplace"_s);
}

} // namespace crossdock::amazon
