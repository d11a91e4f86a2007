#include "core/connectors/channels/http_failure.h"

#include <QLocale>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels
{
namespace
{

constexpr Milliseconds longestPause{3'600'000}; // a host that asks for more is asked again all the same
constexpr Milliseconds pauseUnasked{2'000}; // 429 without Retry-After
constexpr qsizetype shortestSecret = 4; // a shorter one would blot out ordinary words, and hides nothing

std::optional<Time> parseHttpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return fromMs(date.toMSecsSinceEpoch());
}

CallFailure failureOfStatus(const http::Reply &reply, Time now)
{
    CallFailure failure;
    const auto pause = retryAfter(reply.headers, now);
    failure.retryAfter = pause.value_or(Milliseconds{0});
    const QString words = excerpt(reply.body);
    failure.words = words.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : u"HTTP %1: %2"_s.arg(reply.status).arg(words);
    if (reply.status == 401 || reply.status == 403) {
        failure.kind = CallFailure::Kind::Unauthorized;
        failure.retryAfter = Milliseconds{0}; // waiting does not help
    } else if (reply.status == 429 || (reply.status == 503 && pause)) {
        failure.kind = CallFailure::Kind::RateLimited;
        failure.retryAfter = pause.value_or(pauseUnasked);
    } else if (reply.status >= 500 || reply.status == 408) {
        failure.kind = CallFailure::Kind::Unreachable;
        failure.mayHaveHappened = reply.status != 503;
    } else {
        failure.kind = CallFailure::Kind::Rejected;
        failure.retryAfter = Milliseconds{0};
    }
    if (reply.status >= 300 && reply.status < 400)
        failure.words = u"The host redirects (HTTP %1): its address is a different one."_s.arg(reply.status);
    return failure;
}

} // namespace

std::optional<CallFailure> failureOf(const http::Answer &answer, Time now)
{
    if (!answer) {
        return CallFailure{CallFailure::Kind::Unreachable, answer.error().error.detail, Milliseconds{0},
                           answer.error().mayHaveHappened};
    }
    if (answer->status >= 200 && answer->status < 300)
        return std::nullopt;
    return failureOfStatus(*answer, now);
}

std::optional<Milliseconds> retryAfter(const http::Headers &headers, Time now)
{
    const QByteArray value = http::header(headers, "Retry-After").trimmed();
    if (value.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber); // some hosts send "2.0"
    if (isNumber) {
        if (!(seconds >= 0))
            return std::nullopt;
        const double capped = std::min(seconds, static_cast<double>(longestPause.count()) / 1000);
        return Milliseconds{static_cast<qint64>(capped * 1000)};
    }
    const auto date = parseHttpDate(value);
    if (!date)
        return std::nullopt;
    return std::clamp(std::chrono::duration_cast<Milliseconds>(*date - now), Milliseconds{0}, longestPause);
}

QString excerpt(const QByteArray &body)
{
    static const QRegularExpression silent(u"<(script|style|head)\\b.*?</\\1\\s*>"_s,
                                           QRegularExpression::DotMatchesEverythingOption
                                               | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tag(u"<[^>]{0,2000}>"_s);
    QString text = QString::fromUtf8(body.left(8'000)); // enough for any message; a page may be megabytes
    text.remove(silent);
    text.replace(tag, u" "_s);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isPrint())
            text[i] = u' ';
    }
    text = text.simplified();
    return text.size() <= 200 ? text : text.left(199) + u'…';
}

QByteArray withoutSecrets(QByteArray body, const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (secret.size() < shortestSecret)
            continue;
        const QByteArray plain = secret.toUtf8();
        QByteArray escaped = plain; // as PHP writes it into JSON
        escaped.replace("/", "\\/");
        body.replace(plain, "•••");
        for (const QByteArray &written : {QUrl::toPercentEncoding(secret), escaped}) {
            if (written != plain)
                body.replace(written, "•••");
        }
    }
    return body;
}

QString withoutSecrets(const QString &text, const QStringList &secrets)
{
    return QString::fromUtf8(withoutSecrets(text.toUtf8(), secrets));
}

} // namespace crossdock::channels
