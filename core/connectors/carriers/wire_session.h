#pragma once

#include "core/connectors/carriers/carrier_wire.h"
#include "core/inventory/environment.h"

#include <QObject>

namespace crossdock::carriers {

/// Calls of one account: fetches its token and keeps it, sends, and says in words what went wrong. Lives in one thread.
class WireSession : public QObject
{
public:
    WireSession(const CarrierWire &wire, Account account, http::Exchange &exchange, Clock &clock);

    const Account &account() const { return m_account; }
    Clock &clock() const { return m_clock; }

    /// A 2xx answer, or a 4xx one that is about what was asked; else the reason, without secrets.
    using Reply = tl::expected<http::Reply, labels::Failure>;
    using Make = std::function<http::Request(const Account &account, const QByteArray &token)>;
    /// `done` runs later, once, and not at all after the session's end.
    void call(Make make, Milliseconds deadline, std::function<void(Reply)> done);

    /// Without credentials: only what whoever sold a document says where it is. https, or a host of the account's own.
    void fetch(const QByteArray &url, const QStringList &hosts, Milliseconds deadline, std::function<void(Reply)> done);

    Time restsUntil() const { return m_restsUntil; } ///< it said that it takes no more questions before; the epoch: it did not
    static QString wordsOfRest(Milliseconds rest);

    QString wordsOfReply(const http::Reply &reply) const; ///< the service's own, else the status
    QString withoutSecrets(const QString &text) const;

private:
    struct Call {
        Make make;
        Time until{};
        std::function<void(Reply)> done;
    };
    void fetchToken(Milliseconds deadline);
    void takeToken(const http::Answer &answer);
    void send(const Call &call);
    QString wordsIn(const QByteArray &body) const;
    std::optional<labels::Failure> failure(const http::Answer &reply) const;
    bool isAllowed(const QByteArray &url, const QStringList &hosts) const;

    http::Request (*m_tokenRequest)(const Account &account);
    qint64 m_tokenSeconds;
    Account m_account;
    http::Exchange &m_exchange;
    Clock &m_clock;
    QByteArray m_token;
    Time m_tokenUntil{};
    QList<Call> m_waiting; ///< for the token
    Time m_restsUntil{};
};

} // namespace crossdock::carriers
