#pragma once

#include "core/connectors/channels/host_address.h"
#include "core/connectors/channels/woocommerce/woocommerce_wire.h"
#include "core/inventory/environment.h"

#include <QObject>

namespace crossdock::woocommerce
{

/// The strings of cli.md, "Credentials by kind".
struct Secrets {
    QString consumerKey;
    QString consumerSecret;
    QString webhookSecret;
};

/// Why a question brought nothing, with what a caller may go by.
struct Declined {
    CallFailure failure;
    int status = 0; ///< HTTP; 0: no answer
    QString code; ///< WordPress's own: "rest_invalid_param"
};

using WooReply = tl::expected<http::Reply, Declined>;

/// Asks one thing at a time, signed in. Over https with Basic; over plain http (loopback alone) WooCommerce itself
/// refuses Basic and wants OAuth 1.0a, while shops behind a local TLS proxy and test servers take Basic: Basic is tried
/// first, and what worked is kept.
class WooClient : public QObject
{
public:
    using Done = std::function<void(WooReply)>;

    WooClient(const QString &url, Secrets secrets, http::Exchange &exchange, Clock &clock, QObject *parent);

    /// `path` behind /wp-json/wc/v3. `done` runs later in this thread, exactly once, unless this object is gone by
    /// then; it gets answers 2xx alone, others are failures in the shop's own words.
    void ask(const QByteArray &method, const QByteArray &path, const Query &query, const QByteArray &body, Done done);
    void get(const QByteArray &path, const Query &query, Done done) { ask("GET", path, query, {}, std::move(done)); }

    const Secrets &secrets() const { return m_secrets; }
    /// The first words of what the shop answered, without our secrets.
    QString excerptOf(const QByteArray &body) const;

private:
    enum class SignIn { Basic, OAuth };

    struct Question {
        QByteArray method, path;
        Query query;
        QByteArray body;
    };

    void send(const Question &question, SignIn signIn, Done done);
    http::Request requestOf(const Question &question, SignIn signIn);
    QStringList ownSecrets() const;
    Declined declined(CallFailure failure, const http::Answer &answer) const;

    channels::HostAddress m_host;
    Secrets m_secrets;
    http::Exchange &m_exchange;
    Clock &m_clock;
    SignIn m_signIn = SignIn::Basic;
    quint64 m_requests = 0;
};

} // namespace crossdock::woocommerce
