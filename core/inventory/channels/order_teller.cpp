#include "core/inventory/channels/order_teller.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {
namespace {

bool isFinal(const CallFailure &failure)
{
    return failure.kind == CallFailure::Kind::Rejected;
}

} // namespace

OrderTeller::OrderTeller(ChannelId channel, ChannelPort &port, Inventory &inventory, Clock &clock)
    : Teller(clock)
    , m_channel(std::move(channel))
    , m_port(port)
    , m_inventory(inventory)
{
}

void OrderTeller::tellNext()
{
    m_inventory.ask(query::Shipments{.channel = m_channel, .order = {}, .onlyWaiting = true, .limit = 1}, this, [this](const Result<query::Shipments::Answer> &waiting) {
        if (!waiting)
            endLater(firstPause);
        else if (waiting->isEmpty())
            tellNextCancellation();
        else
            tell(waiting->first());
    });
}

void OrderTeller::tellNextCancellation()
{
    m_inventory.ask(query::Cancellations{.channel = m_channel, .order = {}, .onlyWaiting = true, .limit = 1}, this, [this](const Result<query::Cancellations::Answer> &waiting) {
        if (!waiting)
            endLater(firstPause);
        else if (waiting->isEmpty())
            endQuiet();
        else
            tell(waiting->first());
    });
}

void OrderTeller::tell(const Shipment &shipment)
{
    m_port.confirmShipment(shipment.parcel, [this, shipment](const Answer<QString> &answer) {
        if (!answer && !isFinal(answer.error()))
            return endSilent(answer.error());
        const QString words = answer ? *answer : answer.error().words;
        record({command::RecordShipmentTold{shipment.id, shipment.wish(), answer.has_value(), words},
                answer ? QString() : u"%1 does not know that order %2 was sent"_s.arg(m_channel.text(), shipment.order.text()), words});
    });
}

/// The order is read first: a call whose answer was lost is not made twice, and what the channel sent or cancelled meanwhile stays so.
void OrderTeller::tell(const Cancellation &cancellation)
{
    if (cancellation.hasShipped)
        return answered(cancellation, false, u"A part of the order has left, and a channel cancels whole orders only."_s);
    m_port.readOrder(cancellation.order.number, [this, cancellation](const Answer<ChannelOrder> &order) {
        if (!order && !isFinal(order.error()))
            return endSilent(order.error());
        if (!order)
            return answered(cancellation, false, order.error().words);
        if (order->state == ChannelOrder::State::Cancelled)
            return answered(cancellation, true, u"%1 shows the order as cancelled."_s.arg(m_channel.text()));
        if (order->state == ChannelOrder::State::Shipped)
            return answered(cancellation, false, u"%1 shows the order as sent."_s.arg(m_channel.text()));
        cancel(cancellation);
    });
}

void OrderTeller::cancel(const Cancellation &cancellation)
{
    m_port.cancelOrder(cancellation.order.number, cancellation.why, ChannelPort::Payment::Kept, [this, cancellation](const Answer<QString> &answer) {
        if (!answer && !isFinal(answer.error()))
            return endSilent(answer.error());
        answered(cancellation, answer.has_value(), answer ? *answer : answer.error().words);
    });
}

/// Either way a person has something to do: where the channel cancelled it, the buyer's money is still there.
void OrderTeller::answered(const Cancellation &cancellation, bool isTold, const QString &words)
{
    const QString task = isTold ? u"Order %2 is cancelled on %1: see to the refund"_s : u"%1 does not know that order %2 is cancelled"_s;
    record({command::RecordCancelTold{cancellation.order, isTold, words}, task.arg(m_channel.text(), cancellation.order.text()), words});
}

void OrderTeller::record(const Answered &answered)
{
    heard();
    const Actor actor{Actor::Kind::Channel, m_channel.text()};
    QList<Request> requests{{{}, actor, {}, 0, answered.command}};
    if (!answered.task.isEmpty())
        requests.append({{}, actor, {}, 0, command::PostNotice{u"task"_s, u"app"_s, u"me"_s, answered.task, answered.words}});
    m_inventory.performAll(std::move(requests), this, [this](const Result<QList<Entry>> &entries) {
        if (entries)
            endSettled();
        else // the disk does not take it: the channel is told again, which does it no harm
            endLater(firstPause);
    });
}

} // namespace crossdock::channels
