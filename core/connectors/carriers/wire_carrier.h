#pragma once

#include "core/connectors/carriers/carrier_wire.h"
#include "core/inventory/environment.h"

namespace crossdock::carriers {

/// Speaks a carrier's wire over an exchange: fetches and keeps its token, asks, and says in a row what came of it.
class WireCarrier : public fulfilment::CarrierPort
{
public:
    WireCarrier(CarrierWire wire, Account account, http::Exchange &exchange, Clock &clock, QObject *parent = nullptr);

    fulfilment::CarrierTraits traits() const override { return m_wire.traits; }
    void quote(const rates::Shipment &shipment, Milliseconds deadline, std::function<void(rates::Rated)> done) override;

private:
    struct Question {
        rates::Shipment shipment;
        Time askedAt{}, until{};
        std::function<void(rates::Rated)> done;
    };

    void fetchToken(Milliseconds deadline);
    void takeToken(const http::Answer &answer);
    void ask(const Question &question);
    void answer(const Question &question, const http::Answer &reply);
    void silence(const Question &question, const QString &reason) const;
    QString failureWords(const http::Answer &reply) const; ///< empty: the carrier answered what was asked, or refused it
    QString withoutSecrets(const QString &text) const;

    CarrierWire m_wire;
    Account m_account;
    http::Exchange &m_exchange;
    Clock &m_clock;
    QByteArray m_token;
    Time m_tokenUntil{};
    QList<Question> m_waiting; ///< for the token
};

} // namespace crossdock::carriers
