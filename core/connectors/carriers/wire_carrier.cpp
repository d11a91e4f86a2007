#include "core/connectors/carriers/wire_carrier.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {

WireCarrier::WireCarrier(CarrierWire wire, Account account, http::Exchange &exchange, Clock &clock, QObject *parent)
    : CarrierPort(parent)
    , m_wire(std::move(wire))
    , m_session(m_wire, std::move(account), exchange, clock)
{
    if (const auto &labels = m_wire.labels) {
        m_wire.traits.sellsLabels = true;
        m_wire.traits.findsLabels = labels->find != nullptr;
        m_wire.traits.takesBack = labels->takeBack != nullptr;
        m_wire.traits.tellsRefunds = labels->askRefund != nullptr;
        m_wire.traits.tracks = labels->track != nullptr;
        m_wire.traits.voidDays = labels->voidDays;
    }
}

void WireCarrier::quote(const rates::Shipment &shipment, Milliseconds deadline, std::function<void(rates::Rated)> done)
{
    const auto make = [ask = m_wire.rateRequest, shipment](const Account &account, const QByteArray &token) { return ask(account, token, shipment); };
    m_session.call(make, deadline, [this, askedAt = m_session.clock().now(), done = std::move(done)](const WireSession::Reply &reply) { answer(askedAt, reply, done); });
}

void WireCarrier::answer(Time askedAt, const WireSession::Reply &reply, const std::function<void(rates::Rated)> &done)
{
    rates::Rated other;
    if (!reply) {
        other.silent.append({name(), reply.error().error.detail});
        return done(other);
    }
    if (reply->status >= 400) {
        other.refused.append({name(), {}, m_session.wordsOfReply(*reply)});
        return done(other);
    }
    auto rated = m_wire.parseRates(reply->body);
    if (!rated) {
        other.silent.append({name(), m_session.withoutSecrets(rated.error().detail)});
        return done(other);
    }
    for (rates::Quote &quote : rated->quotes) {
        quote.source = rates::Quote::Source::Live;
        quote.via = name();
        quote.askedAt = askedAt;
        quote.answeredIn = m_session.clock().now() - askedAt;
    }
    if (rated->quotes.isEmpty() && rated->refused.isEmpty())
        rated->refused.append({name(), {}, u"it offers no service for this shipment"_s});
    done(*rated);
}

} // namespace crossdock::carriers
