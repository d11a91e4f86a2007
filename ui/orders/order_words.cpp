#include "ui/orders/order_words.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::ui {
namespace {

struct OrderWords {
    Q_DECLARE_TR_FUNCTIONS(OrderWords)
};

QString standingOf(const Shipment &sent, const QString &channel)
{
    switch (sent.state) {
    case Shipment::State::Waiting: return OrderWords::tr("%1 is being told").arg(channel);
    case Shipment::State::Told: return OrderWords::tr("%1 knows").arg(channel);
    case Shipment::State::Refused: return OrderWords::tr("%1 refused it: %2").arg(channel, sent.words);
    }
    Q_UNREACHABLE();
}

QString paymentText(const QString &method)
{
    if (method == u"cod")
        return OrderWords::tr("Cash on delivery");
    if (method == u"card")
        return OrderWords::tr("Paid by card");
    if (method == u"paypal")
        return OrderWords::tr("Paid by PayPal");
    if (method == u"upi")
        return OrderWords::tr("Paid by UPI");
    if (method == u"bank_transfer")
        return OrderWords::tr("Paid by bank transfer");
    return method == u"gift_card" ? OrderWords::tr("Paid by gift card") : OrderWords::tr("Paid in another way");
}

QString kindText(channels::Instruction::Kind kind)
{
    using Kind = channels::Instruction::Kind;
    switch (kind) {
    case Kind::Refund: return OrderWords::tr("Refund", "what a channel is told to do");
    case Kind::Capture: return OrderWords::tr("Capture the payment", "what a channel is told to do");
    case Kind::AskReview: return OrderWords::tr("Ask for a review", "what a channel is told to do");
    case Kind::ApproveReturn: return OrderWords::tr("Approve the return", "what a channel is told to do");
    case Kind::DeclineReturn: return OrderWords::tr("Decline the return", "what a channel is told to do");
    case Kind::EndListing: return OrderWords::tr("End the listing", "what a channel is told to do");
    case Kind::PublishListing: return OrderWords::tr("Publish the listing", "what a channel is told to do");
    }
    Q_UNREACHABLE();
}

QString standingOf(const channels::Instruction &told)
{
    using Standing = channels::Instruction::State;
    switch (told.state) {
    case Standing::Waiting: return OrderWords::tr("waits for its answer");
    case Standing::Done: return OrderWords::tr("done");
    case Standing::Refused: return OrderWords::tr("refused: %1").arg(told.words);
    }
    Q_UNREACHABLE();
}

QString standingOf(const Cancellation &told)
{
    switch (told.state) {
    case Cancellation::State::Waiting: return OrderWords::tr("waits for its answer");
    case Cancellation::State::Told: return OrderWords::tr("done");
    case Cancellation::State::Refused: return OrderWords::tr("refused: %1").arg(told.words);
    }
    Q_UNREACHABLE();
}

} // namespace

QString optionText(rates::Option option)
{
    switch (option) {
    case rates::Option::Signature: return OrderWords::tr("with a signature");
    case rates::Option::AdultSignature: return OrderWords::tr("with an adult's signature");
    case rates::Option::Insurance: return OrderWords::tr("insured");
    case rates::Option::GiftWrap: return OrderWords::tr("wrapped as a gift");
    case rates::Option::SaturdayDelivery: return OrderWords::tr("delivered on Saturdays too");
    }
    Q_UNREACHABLE();
}

QString wishText(const fulfilment::ShippingWish &wish)
{
    using Rate = fulfilment::ShippingWish::Rate;
    QStringList parts;
    if (!wish.carrier.isEmpty())
        parts.append(wayText(wish));
    else if (wish.rate != Rate::Any)
        parts.append(wish.rate == Rate::Cheapest ? OrderWords::tr("the cheapest service") : OrderWords::tr("the fastest service"));
    if (!wish.package.isEmpty())
        parts.append(OrderWords::tr("in “%1”", "a carton").arg(wish.package));
    for (const rates::Option option : wish.options)
        parts.append(optionText(option));
    if (wish.buysLabel)
        parts.append(OrderWords::tr("the bench buys its label"));
    return parts.join(u", "_s);
}

QString instructionText(const channels::Instruction &told)
{
    return kindText(told.kind) + u" · "_s + standingOf(told);
}

QString toldText(const OrderDetail &order)
{
    QStringList lines;
    for (const channels::Instruction &told : order.instructions)
        lines.append(instructionText(told));
    if (order.cancellation)
        lines.append(OrderWords::tr("Cancel the order", "what a channel is told to do") + u" · "_s + standingOf(*order.cancellation));
    return lines.join(u'\n');
}

bool isRefused(const OrderDetail &order)
{
    const bool isCancelRefused = order.cancellation && order.cancellation->state == Cancellation::State::Refused;
    return isCancelRefused || std::any_of(order.instructions.begin(), order.instructions.end(), [](const channels::Instruction &told) { return told.state == channels::Instruction::State::Refused; });
}

QString shipmentsText(const OrderDetail &order)
{
    QStringList lines;
    for (const Shipment &sent : order.shipments) {
        const QString number = QStringList{sent.parcel.carrier, sent.parcel.tracking}.join(u' ').trimmed();
        lines.append((number.isEmpty() ? OrderWords::tr("No tracking number") : number) + u" · "_s + standingOf(sent, order.row.id.channel.text()));
    }
    return lines.join(u'\n');
}

QString buyingText(const OrderDetail &order)
{
    QStringList facts;
    if (!order.paymentMethod.isEmpty())
        facts.append(paymentText(order.paymentMethod));
    if (order.buyerOrders > 0)
        facts.append(OrderWords::tr("%Ln order(s) of this buyer", nullptr, static_cast<int>(order.buyerOrders)));
    if (!order.customerTags.isEmpty())
        facts.append(OrderWords::tr("Buyer: %1", "what a buyer is called").arg(order.customerTags.join(u", "_s)));
    return facts.join(u" · "_s);
}

QString givenReason(const OrderDetail &order)
{
    const bool isHeld = order.row.state == OrderRow::State::OnHold;
    if (!isHeld && order.row.state != OrderRow::State::Cancelled)
        return {};
    const QString what = isHeld ? u"order.hold"_s : u"order.cancel"_s;
    const auto told = std::find_if(order.timeline.crbegin(), order.timeline.crend(), [&](const Entry &entry) { return entry.what == what; });
    return told == order.timeline.crend() ? QString() : told->why;
}

QString reasonText(const OrderDetail &order)
{
    const QString reason = givenReason(order);
    if (reason.isEmpty())
        return {};
    return order.row.state == OrderRow::State::OnHold ? OrderWords::tr("On hold: %1", "reason").arg(reason) : OrderWords::tr("Cancelled: %1", "reason").arg(reason);
}

bool isLate(const OrderRow &order, Time now)
{
    const bool hasLeft = order.state == OrderRow::State::Shipped || order.state == OrderRow::State::Cancelled;
    return order.shipBy && !hasLeft && *order.shipBy < now;
}

QString shipByText(const OrderRow &order, bool isLate)
{
    if (!order.shipBy)
        return {};
    const QString due = shortMoment(*order.shipBy);
    return isLate ? OrderWords::tr("Late, %1").arg(due) : due;
}

} // namespace crossdock::ui
