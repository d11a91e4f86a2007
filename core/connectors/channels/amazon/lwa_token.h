#pragma once

#include "core/connectors/channels/amazon/amazon_wire.h"
#include "core/inventory/environment.h"

#include <QObject>

namespace crossdock::amazon {

/// One access token of Login with Amazon, renewed before it ends. However many ask at once share one renewal.
/// Lives in one thread.
class LwaToken : public QObject
{
public:
    using Done = std::function<void(channels::Answer<QByteArray>)>;

    /// `scope`: empty for the seller's own token (refresh token grant), else the scope of grantless operations.
    LwaToken(const Account &account, const Secrets &secrets, QByteArray scope, http::Exchange &exchange, Clock &clock,
             QObject *parent);

    /// At once if a token is at hand, else when it comes.
    void get(Done done);

    /// `token` is not accepted any more. A newer one stays.
    void drop(const QByteArray &token);

    Milliseconds age() const { return m_clock.now() - m_since; }

private:
    void renew();
    void take(const http::Answer &answer);

    const Account &m_account;
    const Secrets &m_secrets;
    QByteArray m_scope;
    http::Exchange &m_exchange;
    Clock &m_clock;
    QByteArray m_text;
    Time m_since{};
    Time m_until{};
    QList<Done> m_waiting; ///< not empty: a renewal is on its way
};

} // namespace crossdock::amazon
