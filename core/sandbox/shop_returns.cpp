#include "core/sandbox/shop.h"

using namespace Qt::Literals::StringLiterals;

/// What comes after a sale: buyers send back, and their banks dispute payments.
namespace crossdock::sandbox {
namespace {

constexpr quint64 mostOfOneOrder = 100; // returns, disputes

Quantity asked(const Order &order, quint64 line)
{
    Quantity units = 0;
    for (const SentBack &one : order.returns)
        for (const auto &[number, quantity] : one.lines)
            units += number == line && one.state != SentBack::State::Declined ? quantity : 0;
    return units;
}

Result<> refuse(const Order &order, const QString &why)
{
    return fail(Error::Code::NotAllowed, order.id, why);
}

} // namespace

Money Order::refunded() const
{
    Money sum = total();
    sum.amount = 0;
    for (const OrderLine &line : lines)
        sum.amount += state == OrderState::Refunded ? line.price.amount * line.kept : 0;
    return sum;
}

Result<> Shop::askReturn(Order &order, const QString &reason)
{
    if (!m_listener.hasReturns())
        return refuse(order, u"buyers cannot ask this channel for a return"_s);
    SentBack made;
    made.number = order.number * mostOfOneOrder + quint64(order.returns.size());
    made.reason = reason.isEmpty() ? u"UNWANTED"_s : reason;
    made.at = m_clock.now();
    made.value = {0, m_currency};
    for (const OrderLine &line : std::as_const(order.lines)) {
        const Quantity units = line.shipped - asked(order, line.number);
        if (units < 1)
            continue;
        made.lines.append({line.number, units});
        made.value.amount += line.price.amount * units;
    }
    if (made.lines.isEmpty())
        return refuse(order, u"nothing of it has left that could come back"_s);
    order.returns.append(made);
    touch(order, OrderEvent::Updated);
    m_listener.returnHappened(order, made);
    return {};
}

Result<> Shop::answerReturn(Order &order, quint64 number, SentBack::State state)
{
    const auto known = std::find_if(order.returns.begin(), order.returns.end(), [&](const SentBack &one) { return one.number == number; });
    if (known == order.returns.end() || known->state != SentBack::State::Requested)
        return refuse(order, u"no such return waits for an answer"_s);
    known->state = state;
    touch(order, OrderEvent::Updated);
    m_listener.returnHappened(order, *known);
    return {};
}

Result<> Shop::dispute(Order &order)
{
    if (!m_listener.hasReturns() || order.paidAt == Time{})
        return refuse(order, u"there is no payment that this channel's bank could dispute"_s);
    order.disputes.append({order.number * mostOfOneOrder + quint64(order.disputes.size()), {order.total().amount, m_currency}, m_clock.now()});
    touch(order, OrderEvent::Updated);
    m_listener.disputed(order, order.disputes.last());
    return {};
}

} // namespace crossdock::sandbox
