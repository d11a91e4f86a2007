#include "core/connectors/carriers/wire_carrier.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

using namespace Qt::Literals::StringLiterals;

/// The part of a carrier's wire that sells labels.
namespace crossdock::carriers {
namespace {

/// What speaks against asking for this label; empty: nothing. It names no word of the buyer's.
QString objection(const LabelWire &wire, const Account &account, const labels::Purchase &purchase)
{
    const rates::Shipment &shipment = purchase.shipment;
    for (const QString &key : wire.account)
        if (account.details.account.value(key).isEmpty())
            return u"its labels need “%1” of the account: add the carrier again, with --account %1=…"_s.arg(key);
    if (purchase.quote.offer.isEmpty())
        return u"it sells no label at this price"_s;
    if (shipment.customs && !wire.declaresGoods)
        return u"its papers for customs are not written here: buy this label on its own site"_s;
    for (const auto &[whose, place] : {std::pair(u"sender"_s, &shipment.from), {u"buyer"_s, &shipment.to}}) {
        if (wire.needsPhones && phoneDigits(place->phone).isEmpty())
            return u"its labels need the phone number of the %1, and none is known"_s.arg(whose);
        if (const QString field = tooLong(*place, wire.room); !field.isEmpty())
            return u"the %1's address is too long for its label, %2"_s.arg(whose, field);
    }
    return {};
}

labels::Failure unreadable(const Error &error)
{
    return {error, true};
}

} // namespace

labels::Failure WireCarrier::refused(const http::Reply &reply) const
{
    const bool isSoldBefore = !m_wire.labels->soldBefore.isEmpty() && reply.body.contains(m_wire.labels->soldBefore);
    return {{Error::Code::Rejected, name(), m_session.wordsOfReply(reply)}, isSoldBefore};
}

/// Calls with the token of who pays, where the service wants one.
void WireCarrier::callPaid(const WireSession::Make &make, Milliseconds deadline, const std::function<void(WireSession::Reply)> &done)
{
    const PaymentToken &payment = m_wire.labels->payment;
    const auto send = [this, make, done](Milliseconds left) {
        const auto paid = [make, header = m_wire.labels->payment.header, payer = m_payer](const Account &account, const QByteArray &token) {
            http::Request request = make(account, token);
            if (!header.isEmpty())
                request.headers.append(http::Header{header, payer});
            return request;
        };
        m_session.call(paid, left, [this, done](const WireSession::Reply &reply) {
            if (!reply && reply.error().error.code == Error::Code::Unauthorized)
                m_payerUntil = {}; // another one next time
            done(reply);
        });
    };
    if (payment.header.isEmpty() || m_session.clock().now() < m_payerUntil)
        return send(deadline);
    const Time until = m_session.clock().now() + deadline;
    m_session.call(payment.request, deadline, [this, until, send, done](const WireSession::Reply &reply) {
        const auto problem = takePayer(reply);
        if (problem)
            done(tl::make_unexpected(*problem));
        else
            send(std::max(Milliseconds{1}, until - m_session.clock().now()));
    });
}

/// Keeps the token. A failure: nothing was asked about a label yet.
std::optional<labels::Failure> WireCarrier::takePayer(const WireSession::Reply &reply)
{
    if (!reply)
        return labels::Failure{reply.error().error, false};
    const auto body = parseObject(reply->body);
    m_payer = body ? (*body)[m_wire.labels->payment.field].toString().toUtf8() : QByteArray();
    if (reply->status >= 400 || m_payer.isEmpty())
        return labels::Failure{{Error::Code::Rejected, name(), u"it does not let the account pay: "_s + m_session.wordsOfReply(*reply)}, false};
    m_payerUntil = m_session.clock().now() + std::chrono::seconds(m_wire.labels->payment.seconds);
    return std::nullopt;
}

void WireCarrier::ask(LabelRequest request, const labels::Known &label, Milliseconds deadline, std::function<void(WireSession::Reply)> done)
{
    const auto make = [request, label](const Account &account, const QByteArray &token) { return request(account, token, label); };
    const int expected = request == m_wire.labels->find ? m_wire.labels->foundNone : 0;
    const auto answered = [this, expected, done = std::move(done)](const WireSession::Reply &reply) {
        if (reply && reply->status >= 400 && reply->status != expected)
            done(tl::make_unexpected(refused(*reply)));
        else
            done(reply);
    };
    if (request == m_wire.labels->track)
        m_session.call(make, deadline, answered);
    else
        callPaid(make, deadline, answered);
}

void WireCarrier::buy(const labels::Purchase &purchase, Milliseconds deadline, Done<labels::Bought> done)
{
    if (!m_wire.labels)
        return CarrierPort::buy(purchase, deadline, std::move(done));
    if (const QString why = objection(*m_wire.labels, m_session.account(), purchase); !why.isEmpty())
        return done(tl::make_unexpected(labels::Failure{{Error::Code::NotAllowed, name(), why}, false}));
    const Time until = m_session.clock().now() + deadline;
    const rates::Quote &quote = purchase.quote;
    const labels::Known label{purchase.reference, quote.carrier, quote.service, quote.offer, {}, {}, purchase.format, purchase.shipment.shipDate};
    const auto make = [ask = m_wire.labels->buy, purchase](const Account &account, const QByteArray &token) { return ask(account, token, purchase); };
    callPaid(make, deadline, [this, label, until, done = std::move(done)](const WireSession::Reply &reply) {
        if (!reply || reply->status >= 400) {
            done(tl::make_unexpected(!reply ? reply.error() : refused(*reply)));
            return;
        }
        const auto sold = m_wire.labels->parseSold(reply->body, label.format);
        if (!sold)
            done(tl::make_unexpected(sold.error()));
        else
            complete(*sold, label, until, done);
    });
}

void WireCarrier::find(const labels::Known &label, Milliseconds deadline, Done<std::optional<labels::Bought>> done)
{
    if (!m_wire.labels || m_wire.labels->find == nullptr)
        return CarrierPort::find(label, deadline, std::move(done));
    const Time until = m_session.clock().now() + deadline;
    ask(m_wire.labels->find, label, deadline, [this, label, until, done = std::move(done)](const WireSession::Reply &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        if (reply->status >= 400)
            return done(std::optional<labels::Bought>());
        const auto found = m_wire.labels->parseFound(reply->body, label.format);
        if (!found)
            done(tl::make_unexpected(found.error()));
        else if (!*found)
            done(std::optional<labels::Bought>());
        else
            complete(**found, label, until, [done](const labels::Bought &bought) { done(std::optional(bought)); });
    });
}

void WireCarrier::complete(const Sold &sold, const labels::Known &label, Time until, std::function<void(labels::Bought)> done)
{
    if (!sold.bought.document.bytes.isEmpty())
        return done(sold.bought);
    if (sold.documentUrl.isEmpty())
        return convert(sold, label, until, std::move(done));
    QStringList hosts = m_wire.labels->documentHosts;
    hosts += m_session.account().details.account.value(u"document_hosts"_s).split(u',', Qt::SkipEmptyParts);
    m_session.fetch(sold.documentUrl, hosts, std::max(Milliseconds{1}, until - m_session.clock().now()), [bought = sold.bought, done = std::move(done)](const WireSession::Reply &reply) mutable {
        if (reply && reply->status < 300)
            bought.document.bytes = reply->body;
        done(bought);
    });
}

void WireCarrier::convert(const Sold &sold, const labels::Known &label, Time until, std::function<void(labels::Bought)> done)
{
    if (m_wire.labels->convert == nullptr)
        return done(sold.bought);
    labels::Known known = label;
    known.carrierId = sold.bought.carrierId;
    ask(m_wire.labels->convert, known, std::max(Milliseconds{1}, until - m_session.clock().now()), [this, sold, known, until, done = std::move(done)](const WireSession::Reply &reply) {
        const auto again = reply ? m_wire.labels->parseSold(reply->body, known.format) : labels::Answer<Sold>(tl::make_unexpected(reply.error()));
        if (again && !again->documentUrl.isEmpty())
            complete(*again, known, until, done);
        else
            done(sold.bought);
    });
}

void WireCarrier::askForRefund(LabelRequest request, const labels::Known &label, Milliseconds deadline, const Done<labels::Refund> &done)
{
    ask(request, label, deadline, [this, done](const WireSession::Reply &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const auto refund = m_wire.labels->parseRefund(reply->body);
        if (refund)
            done(labels::Refund{refund->what, m_session.withoutSecrets(refund->words)});
        else
            done(tl::make_unexpected(unreadable(refund.error())));
    });
}

void WireCarrier::takeBack(const labels::Known &label, Milliseconds deadline, Done<labels::Refund> done)
{
    if (!m_wire.labels || m_wire.labels->takeBack == nullptr)
        return CarrierPort::takeBack(label, deadline, std::move(done));
    askForRefund(m_wire.labels->takeBack, label, deadline, done);
}

void WireCarrier::askRefund(const labels::Known &label, Milliseconds deadline, Done<labels::Refund> done)
{
    if (!m_wire.labels || m_wire.labels->askRefund == nullptr)
        return CarrierPort::askRefund(label, deadline, std::move(done));
    askForRefund(m_wire.labels->askRefund, label, deadline, done);
}

void WireCarrier::track(const labels::Known &label, Milliseconds deadline, Done<labels::Way> done)
{
    if (!m_wire.labels || m_wire.labels->track == nullptr)
        return CarrierPort::track(label, deadline, std::move(done));
    ask(m_wire.labels->track, label, deadline, [this, done = std::move(done)](const WireSession::Reply &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const auto way = m_wire.labels->parseTrack(reply->body);
        if (way)
            done(*way);
        else
            done(tl::make_unexpected(unreadable(way.error())));
    });
}

tl::expected<labels::WayTold, channels::Refusal> WireCarrier::readDelivery(const channels::Delivery &delivery, Time now) const
{
    const QByteArray secret = m_session.account().secret(u"webhook_secret"_s).toUtf8();
    const bool isTheirs = m_wire.labels && m_wire.labels->isSigned != nullptr && !secret.isEmpty() && m_wire.labels->isSigned(secret, delivery, now);
    if (!isTheirs)
        return tl::make_unexpected(channels::Refusal::BadSignature);
    const auto told = m_wire.labels->parseTold(delivery.body);
    if (!told)
        return tl::make_unexpected(channels::Refusal::Unreadable);
    return *told;
}

} // namespace crossdock::carriers
