#include "core/connectors/channels/woocommerce/woocommerce_client.h"

#include "core/connectors/channels/http_failure.h"
#include "core/connectors/http/signature.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{

using Kind = CallFailure::Kind;

WooClient::WooClient(const QString &url, Secrets secrets, http::Exchange &exchange, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_host(url)
    , m_secrets(std::move(secrets))
    , m_exchange(exchange)
    , m_clock(clock)
{
}

void WooClient::ask(const QByteArray &method, const QByteArray &path, const Query &query, const QByteArray &body,
                    Done done)
{
    if (!m_host.mayCarrySecrets()) {
        return m_clock.after(Milliseconds{0}, this, [done = std::move(done)] {
            done(tl::make_unexpected(Declined{
                {Kind::Rejected, u"The address must start with https:// (http:// is for this machine alone)."_s,
                 Milliseconds{0}, false},
                0,
                QString()}));
        });
    }
    send({method, path, query, body}, m_host.isSecure() ? SignIn::Basic : m_signIn, std::move(done));
}

void WooClient::send(const Question &question, SignIn signIn, Done done)
{
    m_exchange.send(requestOf(question, signIn), this,
                    [this, question, signIn, done = std::move(done)](http::Answer answer) {
                        if (answer && answer->status / 100 != 2) // data stays as it is
                            answer->body = channels::withoutSecrets(std::move(answer->body), ownSecrets());
                        if (answer && answer->status == 401 && signIn == SignIn::Basic && !m_host.isSecure())
                            return send(question, SignIn::OAuth, done);
                        if (const auto failure = channels::failureOf(answer, m_clock.now()))
                            return done(tl::make_unexpected(declined(*failure, answer)));
                        m_signIn = signIn;
                        done(*answer);
                    });
}

http::Request WooClient::requestOf(const Question &question, SignIn signIn)
{
    const QByteArray key = m_secrets.consumerKey.toUtf8();
    const QByteArray secret = m_secrets.consumerSecret.toUtf8();
    http::Request request;
    request.method = question.method;
    request.url = m_host.root() + "/wp-json/wc/v3" + question.path;
    request.headers = {{"Accept", "application/json"}};
    request.body = question.body;
    if (!request.body.isEmpty())
        request.headers.emplaceBack("Content-Type", "application/json");
    Query query = question.query;
    if (signIn == SignIn::Basic) {
        request.headers.emplaceBack("Authorization", "Basic " + (key + ':' + secret).toBase64());
    } else {
        // WooCommerce refuses a nonce it saw within 15 minutes; the time makes it new after a restart as well.
        const QByteArray moment = QByteArray::number(toMs(m_clock.now())) + ' ' + QByteArray::number(++m_requests);
        const QByteArray nonce = http::hmacSha256(secret, moment).toHex().left(32);
        query = signedQuery(question.method, request.url, query, key, secret, m_clock.now(), nonce);
    }
    if (!query.isEmpty())
        request.url += '?' + encodeQuery(query);
    return request;
}

QString WooClient::excerptOf(const QByteArray &body) const
{
    return channels::excerpt(channels::withoutSecrets(body, ownSecrets()));
}

QStringList WooClient::ownSecrets() const
{
    return {m_secrets.consumerSecret, m_secrets.consumerKey, m_secrets.webhookSecret};
}

Declined WooClient::declined(CallFailure failure, const http::Answer &answer) const
{
    Declined declined;
    if (answer) {
        const QString words = errorWords(answer->body);
        if (!words.isEmpty())
            failure.words = words;
        declined.status = answer->status;
        declined.code = errorCode(answer->body);
    }
    failure.words = channels::withoutSecrets(failure.words, ownSecrets());
    declined.failure = std::move(failure);
    return declined;
}

} // namespace crossdock::woocommerce
