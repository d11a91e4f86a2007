#include "core/connectors/carriers/wire_carrier.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/channels/http_failure.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {

WireCarrier::WireCarrier(CarrierWire wire, Account account, http::Exchange &exchange, Clock &clock, QObject *parent)
    : CarrierPort(parent)
    , m_wire(std::move(wire))
    , m_account(std::move(account))
    , m_exchange(exchange)
    , m_clock(clock)
{
    if (m_account.details.url.isEmpty())
        m_account.details.url = m_wire.url;
    while (m_account.details.url.endsWith(u'/'))
        m_account.details.url.chop(1);
}

void WireCarrier::quote(const rates::Shipment &shipment, Milliseconds deadline, std::function<void(rates::Rated)> done)
{
    const Time now = m_clock.now();
    const Question question{shipment, now, now + deadline, std::move(done)};
    if (m_wire.tokenRequest == nullptr || now < m_tokenUntil) {
        ask(question);
        return;
    }
    m_waiting.append(question);
    if (m_waiting.size() == 1) // else it is on its way
        fetchToken(deadline);
}

void WireCarrier::fetchToken(Milliseconds deadline)
{
    http::Request request = m_wire.tokenRequest(m_account);
    request.deadline = deadline;
    m_exchange.send(std::move(request), this, [this](const http::Answer &answer) { takeToken(answer); });
}

void WireCarrier::takeToken(const http::Answer &answer)
{
    constexpr Milliseconds reserve{60'000}; // a token that ends on the way is no token
    QString problem = failureWords(answer);
    if (problem.isEmpty()) {
        const auto reply = parseObject(answer->body);
        const QString token = reply ? (*reply)[u"access_token"_s].toString((*reply)[u"token"_s].toString()) : QString();
        const QJsonValue life = reply ? (*reply)[u"expires_in"_s] : QJsonValue();
        const qint64 seconds = life.isString() ? life.toString().toLongLong() : life.toInteger(m_wire.tokenSeconds); // UPS writes a text
        m_token = token.toUtf8();
        m_tokenUntil = token.isEmpty() ? Time{} : m_clock.now() + std::max(Milliseconds{1}, Milliseconds{seconds * 1'000} - reserve);
        if (token.isEmpty())
            problem = answer->status >= 400 ? u"it gives no token: "_s + withoutSecrets(wordsOf(answer->body)) : u"it gives no token"_s;
    }
    for (const Question &question : std::exchange(m_waiting, {})) {
        if (problem.isEmpty())
            ask(question);
        else
            silence(question, problem);
    }
}

void WireCarrier::ask(const Question &question)
{
    http::Request request = m_wire.rateRequest(m_account, m_token, question.shipment);
    request.deadline = std::max(Milliseconds{1}, question.until - m_clock.now());
    m_exchange.send(std::move(request), this, [this, question](const http::Answer &reply) { answer(question, reply); });
}

void WireCarrier::answer(const Question &question, const http::Answer &reply)
{
    if (const QString problem = failureWords(reply); !problem.isEmpty()) {
        if (reply && reply->status == 401)
            m_tokenUntil = {}; // another one next time
        silence(question, problem);
        return;
    }
    if (reply->status >= 400) {
        const QString words = withoutSecrets(wordsOf(reply->body));
        rates::Rated refusal;
        refusal.refused.append({m_account.details.name.text(), {}, words.isEmpty() ? u"HTTP %1"_s.arg(reply->status) : words});
        question.done(refusal);
        return;
    }
    auto rated = m_wire.parseRates(reply->body);
    if (!rated) {
        silence(question, withoutSecrets(rated.error().detail));
        return;
    }
    for (rates::Quote &quote : rated->quotes) {
        quote.source = rates::Quote::Source::Live;
        quote.via = m_account.details.name.text();
        quote.askedAt = question.askedAt;
        quote.answeredIn = m_clock.now() - question.askedAt;
    }
    if (rated->quotes.isEmpty() && rated->refused.isEmpty())
        rated->refused.append({m_account.details.name.text(), {}, u"it offers no service for this shipment"_s});
    question.done(*rated);
}

void WireCarrier::silence(const Question &question, const QString &reason) const
{
    rates::Rated silent;
    silent.silent.append({m_account.details.name.text(), reason});
    question.done(silent);
}

QString WireCarrier::failureWords(const http::Answer &reply) const
{
    if (!reply)
        return reply.error().error.detail.isEmpty() ? u"no answer"_s : reply.error().error.detail;
    const QString words = withoutSecrets(wordsOf(reply->body));
    const QString tail = words.isEmpty() ? QString() : u": "_s + words;
    if (reply->status == 401 || reply->status == 403)
        return u"it does not accept the credentials (HTTP %1)%2"_s.arg(reply->status).arg(tail);
    if (reply->status == 429) {
        const auto pause = channels::retryAfter(reply->headers, m_clock.now());
        return pause ? u"it allows no more questions for %1 s"_s.arg((pause->count() + 999) / 1'000) : u"it allows no more questions at the moment"_s;
    }
    if (reply->status >= 500 || reply->status < 200 || (reply->status >= 300 && reply->status < 400))
        return u"it answers HTTP %1%2"_s.arg(reply->status).arg(tail);
    return {};
}

QString WireCarrier::withoutSecrets(const QString &text) const
{
    return channels::withoutSecrets(text, m_account.secrets.values());
}

} // namespace crossdock::carriers
