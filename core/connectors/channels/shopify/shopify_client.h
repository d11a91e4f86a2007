#pragma once

#include "core/connectors/channels/host_address.h"
#include "core/connectors/channels/shopify/shopify_wire.h"
#include "core/connectors/http/exchange.h"
#include "core/inventory/environment.h"

#include <QObject>

namespace crossdock::shopify
{

/// The strings of cli.md, "Credentials by kind". Either `accessToken` or both of the client's.
struct Secrets {
    QString accessToken;
    QString clientId;
    QString clientSecret;
    QString webhookSecret; ///< empty: `clientSecret`, with which Shopify signs what an app subscribed to
};

/// Asks one GraphQL question at a time, signed in. Gets its token by the client credentials grant where it was given
/// none, renews it before it ends and once when it is refused.
class ShopifyClient : public QObject
{
public:
    using Done = std::function<void(Answer<GraphReply>)>;

    ShopifyClient(const QString &url, const QString &version, Secrets secrets, http::Exchange &exchange, Clock &clock,
                  QObject *parent);

    /// `done` runs later in this thread, exactly once, unless this object is gone by then.
    void ask(const QByteArray &body, Done done);

    const Secrets &secrets() const { return m_secrets; }
    QString clean(const QString &words) const; ///< without our secrets
    double restoreRate() const { return m_restoreRate; } ///< points a second, as the shop said last

private:
    using Signed = std::function<void(Answer<QByteArray>)>;

    void signIn(Signed done);
    void takeToken(const http::Answer &answer);
    void send(const QByteArray &token, const QByteArray &body, bool isSecondTry, Done done);
    QStringList ownSecrets() const;
    CallFailure clean(CallFailure failure) const;
    void cleanUserErrors(QJsonObject &data) const;
    bool hasFixedToken() const { return !m_secrets.accessToken.isEmpty(); }

    channels::HostAddress m_host;
    QByteArray m_path;
    Secrets m_secrets;
    http::Exchange &m_exchange;
    Clock &m_clock;
    double m_restoreRate = 100; // the standard plan's, until an answer says it
    QByteArray m_token;
    Time m_tokenEnds{};
    QList<Signed> m_waiting; ///< for the token that was asked for
};

} // namespace crossdock::shopify
