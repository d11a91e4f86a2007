#include "core/connectors/carriers/wire_carrier.h"

using namespace Qt::Literals::StringLiterals;

/// The part of a carrier's wire that sells labels.
namespace crossdock::carriers {
namespace {

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

void WireCarrier::ask(LabelRequest request, const labels::Known &label, Milliseconds deadline, std::function<void(WireSession::Reply)> done)
{
    m_session.call([request, label](const Account &account, const QByteArray &token) { return request(account, token, label); }, deadline, [this, done = std::move(done)](const WireSession::Reply &reply) {
        if (reply && reply->status >= 400)
            done(tl::make_unexpected(refused(*reply)));
        else
            done(reply);
    });
}

void WireCarrier::buy(const labels::Purchase &purchase, Milliseconds deadline, Done<labels::Bought> done)
{
    if (!m_wire.labels)
        return CarrierPort::buy(purchase, deadline, std::move(done));
    if (purchase.shipment.customs && !m_wire.labels->declaresGoods) {
        done(tl::make_unexpected(labels::Failure{{Error::Code::NotAllowed, name(), u"its papers for customs are not written here: buy this label on its own site"_s}, false}));
        return;
    }
    const Time until = m_session.clock().now() + deadline;
    const rates::Quote &quote = purchase.quote;
    const labels::Known label{purchase.reference, quote.carrier, quote.service, quote.offer, {}, {}, purchase.format, purchase.shipment.shipDate};
    const auto make = [ask = m_wire.labels->buy, purchase](const Account &account, const QByteArray &token) { return ask(account, token, purchase); };
    m_session.call(make, deadline, [this, label, until, done = std::move(done)](const WireSession::Reply &reply) {
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

void WireCarrier::track(const labels::Known &label, Milliseconds deadline, Done<QList<labels::TrackEvent>> done)
{
    if (!m_wire.labels || m_wire.labels->track == nullptr)
        return CarrierPort::track(label, deadline, std::move(done));
    ask(m_wire.labels->track, label, deadline, [this, done = std::move(done)](const WireSession::Reply &reply) {
        if (!reply) {
            done(tl::make_unexpected(reply.error()));
            return;
        }
        const auto events = m_wire.labels->parseTrack(reply->body);
        if (events)
            done(*events);
        else
            done(tl::make_unexpected(unreadable(events.error())));
    });
}

} // namespace crossdock::carriers
