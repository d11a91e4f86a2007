#include "core/connectors/channels/amazon/lwa_token.h"

namespace crossdock::amazon {
namespace {

using channels::Answer;

Answer<Token> readAnswer(const http::Answer &answer)
{
    if (!answer) {
        CallFailure failure = failureOf(answer.error());
        failure.mayHaveHappened = false; // the call that needs the token was never sent
        return tl::make_unexpected(failure);
    }
    if (answer->status != 200)
        return tl::make_unexpected(tokenFailureOf(*answer));
    auto token = readToken(answer->body);
    if (token)
        return *token;
    CallFailure failure = failureOf(token.error());
    failure.mayHaveHappened = false;
    return tl::make_unexpected(failure);
}

} // namespace

LwaToken::LwaToken(const Account &account, const Secrets &secrets, QByteArray scope, http::Exchange &exchange,
                   Clock &clock, QObject *parent)
    : QObject(parent)
    , m_account(account)
    , m_secrets(secrets)
    , m_scope(std::move(scope))
    , m_exchange(exchange)
    , m_clock(clock)
{
}

void LwaToken::get(Done done)
{
    if (!m_text.isEmpty() && m_clock.now() < m_until) {
        done(m_text);
        return;
    }
    m_waiting.append(std::move(done));
    if (m_waiting.size() == 1)
        renew();
}

void LwaToken::drop(const QByteArray &token)
{
    if (token == m_text)
        m_text.clear();
}

void LwaToken::renew()
{
    http::Request request{"POST", m_account.authUrl,
                          {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"}},
                          tokenForm(m_secrets, m_scope)};
    m_exchange.send(std::move(request), this, [this](const http::Answer &answer) { take(answer); });
}

void LwaToken::take(const http::Answer &answer)
{
    const auto token = readAnswer(answer);
    if (token) {
        m_text = token->text;
        m_since = m_clock.now();
        // a little early, so that no call sets out with a token that ends on the way
        m_until = m_since + std::max(token->livesFor - std::chrono::minutes(1), token->livesFor / 2);
    }
    const QList<Done> waiting = std::exchange(m_waiting, {});
    const QByteArray text = m_text; // a waiter may end this object
    for (const Done &done : waiting) {
        if (token)
            done(text);
        else
            done(tl::make_unexpected(token.error()));
    }
}

} // namespace crossdock::amazon
