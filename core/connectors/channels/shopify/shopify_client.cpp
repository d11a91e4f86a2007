#include "core/connectors/channels/shopify/shopify_client.h"

#include "core/connectors/channels/http_failure.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::shopify
{
namespace
{

using Kind = CallFailure::Kind;

constexpr Milliseconds renewBefore{300'000}; // a call and its retries must not outlive the token

http::Request post(const QByteArray &url, const QByteArray &type, const QByteArray &body)
{
    http::Request request;
    request.method = "POST";
    request.url = url;
    request.headers = {{"Content-Type", type}, {"Accept", "application/json"}};
    request.body = body;
    return request;
}

} // namespace

ShopifyClient::ShopifyClient(const QString &url, const QString &version, Secrets secrets, http::Exchange &exchange,
                             Clock &clock, QObject *parent)
    : QObject(parent)
    , m_host(url)
    , m_path("/admin/api/" + (version.isEmpty() ? QByteArray("2026-10") : version.toLatin1()) + "/graphql.json")
    , m_secrets(std::move(secrets))
    , m_exchange(exchange)
    , m_clock(clock)
{
}

void ShopifyClient::ask(const QByteArray &body, Done done)
{
    signIn([this, body, done = std::move(done)](Answer<QByteArray> token) {
        if (!token)
            return done(tl::make_unexpected(token.error()));
        send(*token, body, false, done);
    });
}

void ShopifyClient::signIn(Signed done)
{
    if (!m_host.mayCarrySecrets()) {
        m_clock.after(Milliseconds{0}, this, [done = std::move(done)] {
            done(tl::make_unexpected(CallFailure{
                Kind::Rejected, u"The address must start with https:// (http:// is for this machine alone)."_s,
                Milliseconds{0}, false}));
        });
        return;
    }
    if (hasFixedToken())
        return done(m_secrets.accessToken.toUtf8());
    if (!m_token.isEmpty() && m_clock.now() + renewBefore < m_tokenEnds)
        return done(m_token);
    m_waiting.append(std::move(done));
    if (m_waiting.size() > 1)
        return;
    m_exchange.send(post(m_host.root() + "/admin/oauth/access_token", "application/x-www-form-urlencoded",
                         tokenRequest(m_secrets.clientId, m_secrets.clientSecret)),
                    this, [this](const http::Answer &answer) { takeToken(answer); });
}

void ShopifyClient::takeToken(const http::Answer &answer)
{
    const QList<Signed> waiting = std::exchange(m_waiting, {});
    const auto tellAll = [&waiting](const Answer<QByteArray> &token) {
        for (const Signed &done : waiting)
            done(token);
    };
    if (auto failure = channels::failureOf(answer, m_clock.now())) {
        // OAuth answers 400 to a wrong client: for us that is a matter of credentials.
        if (failure->kind == Kind::Rejected)
            failure->kind = Kind::Unauthorized;
        failure->mayHaveHappened = false; // signing in changes nothing
        return tellAll(tl::make_unexpected(clean(*failure)));
    }
    const auto token = parseToken(answer->body);
    if (!token)
        return tellAll(tl::make_unexpected(clean(token.error())));
    m_token = token->text.toUtf8();
    m_tokenEnds = m_clock.now() + std::max(token->life, renewBefore + Milliseconds{60'000});
    tellAll(m_token);
}

void ShopifyClient::send(const QByteArray &token, const QByteArray &body, bool isSecondTry, Done done)
{
    http::Request request = post(m_host.root() + m_path, "application/json", body);
    request.headers.append({"X-Shopify-Access-Token", token});
    m_exchange.send(std::move(request), this,
                    [this, token, body, isSecondTry, done = std::move(done)](http::Answer answer) {
                        if (answer && answer->status / 100 != 2) // data stays as it is
                            answer->body = channels::withoutSecrets(std::move(answer->body), ownSecrets());
                        if (answer && answer->status == 401 && !hasFixedToken() && !isSecondTry) {
                            if (m_token == token)
                                m_token.clear();
                            return signIn([this, body, done](Answer<QByteArray> fresh) {
                                if (!fresh)
                                    return done(tl::make_unexpected(fresh.error()));
                                send(*fresh, body, true, done);
                            });
                        }
                        if (const auto failure = channels::failureOf(answer, m_clock.now()))
                            return done(tl::make_unexpected(clean(*failure)));
                        auto reply = parseReply(answer->body);
                        if (!reply)
                            return done(tl::make_unexpected(clean(reply.error())));
                        if (reply->restoreRate > 0)
                            m_restoreRate = reply->restoreRate;
                        cleanUserErrors(reply->data);
                        done(std::move(reply));
                    });
}

CallFailure ShopifyClient::clean(CallFailure failure) const
{
    failure.words = clean(failure.words);
    return failure;
}

QString ShopifyClient::clean(const QString &words) const
{
    return channels::withoutSecrets(words, ownSecrets());
}

/// Whatever it refuses may quote what we sent.
void ShopifyClient::cleanUserErrors(QJsonObject &data) const
{
    for (QJsonValueRef payload : data) {
        QJsonObject object = payload.toObject();
        for (const auto name : {"userErrors"_L1, "orderCancelUserErrors"_L1}) {
            const QJsonArray errors = object[name].toArray();
            if (errors.isEmpty())
                continue;
            const QByteArray text = QJsonDocument(errors).toJson(QJsonDocument::Compact);
            object[name] = QJsonDocument::fromJson(channels::withoutSecrets(text, ownSecrets())).array();
            payload = object;
        }
    }
}

QStringList ShopifyClient::ownSecrets() const
{
    return {m_secrets.accessToken, m_secrets.clientSecret, m_secrets.webhookSecret, QString::fromUtf8(m_token)};
}

} // namespace crossdock::shopify
