#include "core/connectors/carriers/wire_carrier.h"

#include "core/inventory/fulfilment/carrier_abilities.h"
#include "core/inventory/fulfilment/rates/told_twice.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {

WireCarrier::WireCarrier(CarrierWire wire, Account account, http::Exchange &exchange, Clock &clock, QObject *parent)
    : CarrierPort(parent)
    , m_wire(std::move(wire))
    , m_session(m_wire, std::move(account), exchange, clock)
{
    const fulfilment::CarrierAbilities able = fulfilment::abilitiesOf(m_wire.kind);
    m_wire.traits.options = able.options;
    m_wire.traits.insuresIn = able.insuresIn;
    m_wire.traits.takesReturns = able.takesReturns;
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
    if (const Milliseconds rest = m_session.restsUntil() - m_session.clock().now(); rest.count() > 0) { // a question now would only make it longer
        m_session.clock().after(Milliseconds::zero(), this, [done = std::move(done), silence = rates::Silence{name(), WireSession::wordsOfRest(rest)}] { done({.quotes = {}, .refused = {}, .silent = {silence}}); });
        return;
    }
    const auto make = [ask = m_wire.rateRequest, shipment](const Account &account, const QByteArray &token) { return ask(account, token, shipment); };
    m_session.call(make, deadline, [this, shipment, askedAt = m_session.clock().now(), done = std::move(done)](const WireSession::Reply &reply) { answer(askedAt, shipment, reply, done); });
}

/// Nothing is blank, nothing stands twice, and a price of nothing or less is none.
void WireCarrier::tidy(rates::Rated &rated) const
{
    QList<rates::Quote> quotes;
    for (rates::Quote &quote : rated.quotes) {
        if (quote.carrier.isEmpty())
            quote.carrier = name();
        if (quote.priceType.isEmpty())
            quote.priceType = u"unknown"_s;
        if (quote.total.amount <= 0)
            rated.refused.append({quote.carrier, quote.service, u"%1 %2 is no price"_s.arg(toDecimal(quote.total), quote.total.currency)});
        else if (!isInUse(quote.total.currency))
            rated.refused.append({quote.carrier, quote.service, u"its price is in “%1”, and no country pays with that"_s.arg(quote.total.currency)});
        else if (quote.service.isEmpty())
            rated.refused.append({quote.carrier, {}, u"%1 %2 without the name of a service"_s.arg(toDecimal(quote.total), quote.total.currency)});
        else if (!quotes.contains(quote))
            quotes.append(quote);
    }
    rated.quotes = rates::onceEach(quotes);
    QList<rates::Refusal> refused;
    for (rates::Refusal &refusal : rated.refused) {
        refusal.carrier = refusal.carrier.isEmpty() ? name() : refusal.carrier;
        refusal.reason = refusal.reason.trimmed().isEmpty() ? u"it gives no reason"_s : m_session.withoutSecrets(refusal.reason);
        if (!refused.contains(refusal))
            refused.append(refusal);
    }
    rated.refused = refused;
}

void WireCarrier::answer(Time askedAt, const rates::Shipment &shipment, const WireSession::Reply &reply, const std::function<void(rates::Rated)> &done)
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
    tidy(*rated);
    if (m_wire.addUnquoted != nullptr)
        m_wire.addUnquoted(m_session.account(), shipment, *rated);
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
