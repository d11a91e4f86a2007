#include "core/connectors/carriers/wire_session.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/channels/http_failure.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {

WireSession::WireSession(const CarrierWire &wire, Account account, http::Exchange &exchange, Clock &clock)
    : m_tokenRequest(wire.tokenRequest)
    , m_tokenSeconds(wire.tokenSeconds)
    , m_account(std::move(account))
    , m_exchange(exchange)
    , m_clock(clock)
{
    if (m_account.details.url.isEmpty())
        m_account.details.url = wire.url;
    while (m_account.details.url.endsWith(u'/'))
        m_account.details.url.chop(1);
}

void WireSession::call(Make make, Milliseconds deadline, std::function<void(Reply)> done)
{
    const Call call{std::move(make), m_clock.now() + deadline, std::move(done)};
    if (m_tokenRequest == nullptr || m_clock.now() < m_tokenUntil) {
        send(call);
        return;
    }
    m_waiting.append(call);
    if (m_waiting.size() == 1) // else it is on its way
        fetchToken(deadline);
}

void WireSession::fetchToken(Milliseconds deadline)
{
    http::Request request = m_tokenRequest(m_account);
    request.deadline = deadline;
    m_exchange.send(std::move(request), this, [this](const http::Answer &answer) { takeToken(answer); });
}

void WireSession::takeToken(const http::Answer &answer)
{
    constexpr Milliseconds reserve{60'000}; // a token that ends on the way is no token
    std::optional<labels::Failure> problem = failure(answer);
    if (problem)
        problem->mayHaveHappened = false; // what was to be asked was not
    else {
        const auto reply = parseObject(answer->body);
        const QString token = reply ? (*reply)[u"access_token"_s].toString((*reply)[u"token"_s].toString()) : QString();
        const QJsonValue life = reply ? (*reply)[u"expires_in"_s] : QJsonValue();
        const qint64 seconds = life.isString() ? life.toString().toLongLong() : life.toInteger(m_tokenSeconds); // UPS writes a text
        m_token = token.toUtf8();
        m_tokenUntil = token.isEmpty() ? Time{} : m_clock.now() + std::max(Milliseconds{1}, Milliseconds{seconds * 1'000} - reserve);
        if (token.isEmpty())
            problem = labels::Failure{{Error::Code::Unauthorized, {}, answer->status >= 400 ? u"it gives no token: "_s + wordsIn(answer->body) : u"it gives no token"_s}, false};
    }
    for (const Call &call : std::exchange(m_waiting, {})) {
        if (problem)
            call.done(tl::make_unexpected(*problem));
        else
            send(call);
    }
}

void WireSession::send(const Call &call)
{
    http::Request request = call.make(m_account, m_token);
    request.deadline = std::max(Milliseconds{1}, call.until - m_clock.now());
    m_exchange.send(std::move(request), this, [this, done = call.done](const http::Answer &reply) {
        if (reply && reply->status == 401)
            m_tokenUntil = {}; // another one next time
        if (reply && reply->status == 429)
            m_restsUntil = m_clock.now() + channels::retryAfter(reply->headers, m_clock.now()).value_or(Milliseconds::zero());
        if (const auto problem = failure(reply))
            done(tl::make_unexpected(*problem));
        else
            done(*reply);
    });
}

void WireSession::fetch(const QByteArray &url, const QStringList &hosts, Milliseconds deadline, std::function<void(Reply)> done)
{
    if (!isAllowed(url, hosts)) {
        const QString host = QUrl::fromEncoded(url).host();
        QMetaObject::invokeMethod(this, [done, host] { done(tl::make_unexpected(labels::Failure{{Error::Code::NotAllowed, host, u"its documents lie on %1, which is none of its hosts"_s.arg(host)}, false})); }, Qt::QueuedConnection);
        return;
    }
    m_exchange.send({"GET", url, {}, {}, deadline}, this, [this, done](const http::Answer &reply) {
        if (const auto problem = failure(reply))
            done(tl::make_unexpected(*problem));
        else
            done(*reply);
    });
}

bool WireSession::isAllowed(const QByteArray &text, const QStringList &hosts) const
{
    const QUrl url = QUrl::fromEncoded(text, QUrl::StrictMode), own(m_account.details.url);
    if (!url.isValid() || !url.userInfo().isEmpty())
        return false;
    if (url.scheme() == own.scheme() && url.host() == own.host() && url.port() == own.port())
        return true;
    return url.scheme() == u"https" && std::any_of(hosts.begin(), hosts.end(), [&](const QString &host) { return url.host() == host || url.host().endsWith(u'.' + host); });
}

std::optional<labels::Failure> WireSession::failure(const http::Answer &reply) const
{
    if (!reply)
        return labels::Failure{{Error::Code::Unreachable, {}, reply.error().error.detail.isEmpty() ? u"no answer"_s : reply.error().error.detail}, reply.error().mayHaveHappened};
    const QString words = wordsIn(reply->body);
    const QString tail = words.isEmpty() ? QString() : u": "_s + words;
    if (reply->status == 401 || reply->status == 403)
        return labels::Failure{{Error::Code::Unauthorized, {}, u"it does not accept the credentials (HTTP %1)%2"_s.arg(reply->status).arg(tail)}, false};
    if (reply->status == 429) {
        const auto pause = channels::retryAfter(reply->headers, m_clock.now());
        return labels::Failure{{Error::Code::RateLimited, {}, pause ? wordsOfRest(*pause) : u"it allows no more questions at the moment"_s}, false};
    }
    if (reply->status >= 500 || reply->status < 200 || (reply->status >= 300 && reply->status < 400))
        return labels::Failure{{Error::Code::Unreachable, {}, u"it answers HTTP %1%2"_s.arg(reply->status).arg(tail)}, reply->status >= 500};
    return std::nullopt;
}

QString WireSession::wordsOfRest(Milliseconds rest)
{
    return u"it allows no more questions for %1 s"_s.arg((rest.count() + 999) / 1'000);
}

QString WireSession::wordsOfReply(const http::Reply &reply) const
{
    const QString words = wordsIn(reply.body);
    return words.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : words;
}

/// Blotted before they are cut, and after they are read: half a secret is not found, and one may be escaped.
QString WireSession::wordsIn(const QByteArray &body) const
{
    return withoutSecrets(wordsOf(channels::withoutSecrets(body, m_account.secrets.values())));
}

QString WireSession::withoutSecrets(const QString &text) const
{
    return channels::withoutSecrets(text, m_account.secrets.values());
}

} // namespace crossdock::carriers
