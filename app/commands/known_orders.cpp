#include "app/commands/known_orders.h"

namespace crossdock::app {
namespace {

bool isOfSameBuyer(const Buyer &told, const OrderDetail &known)
{
    if (known.isForgotten)
        return true;
    for (QString Buyer::*fact : {&Buyer::name, &Buyer::email, &Buyer::phone, &Buyer::address, &Buyer::city, &Buyer::region, &Buyer::postcode, &Buyer::country})
        if (!(told.*fact).isEmpty() && told.*fact != known.buyer.*fact)
            return false;
    return true;
}

bool isSameLine(const ChannelOrder::Line &told, const OrderDetail::Line &known)
{
    const bool isSameSku = told.sku == (known.sku.isEmpty() ? known.channelSku : known.sku.text());
    return told.id == known.id && isSameSku && told.quantity == known.quantity && (!told.unitPrice || told.unitPrice == known.unitPrice);
}

/// A line that nothing is left of need not stand in a file.
bool areSameLines(const QList<ChannelOrder::Line> &told, const QList<OrderDetail::Line> &known)
{
    const auto isKnown = [&](const ChannelOrder::Line &line) { return std::any_of(known.begin(), known.end(), [&](const auto &one) { return isSameLine(line, one); }); };
    const auto isTold = [&](const OrderDetail::Line &line) {
        return line.quantity == 0 || std::any_of(told.begin(), told.end(), [&](const auto &one) { return one.id == line.id; });
    };
    return std::all_of(told.begin(), told.end(), isKnown) && std::all_of(known.begin(), known.end(), isTold);
}

bool areSameFacts(OrderFacts told, const OrderFacts &known)
{
    told.isWhole = known.isWhole;
    if (told.shippingMethod == known.shippingMethod)
        told.shippingSpeed = known.shippingSpeed; // a file's is guessed from the method's name
    return merged(known, told) == known;
}

} // namespace

bool saysNothingNew(const ChannelOrder &told, const OrderDetail &known)
{
    const bool isByChannel = told.fulfilment == ChannelOrder::Fulfilment::Channel;
    const bool isSameTime = told.createdAt == known.row.createdAt && (!told.shipBy || told.shipBy == known.row.shipBy) && (!told.deliverBy || told.deliverBy == known.deliverBy);
    const bool isPaidAlike = told.paymentMethod.isEmpty() || told.paymentMethod == known.paymentMethod;
    return isSameTime && isPaidAlike && (!isByChannel || known.row.isByChannel) && areSameLines(told.lines, known.lines) && isOfSameBuyer(told.buyer, known)
        && areSameFacts(told.facts, known.facts);
}

Result<QSet<OrderId>> ordersWithoutNews(Session &session, const QList<Request> &requests)
{
    QSet<OrderId> orders;
    for (const Request &request : requests) {
        const auto *told = std::get_if<command::RecordOrder>(&request.command);
        if (!told)
            continue;
        const auto known = session.ask(query::Order{told->order.id});
        if (!known && known.error().code != Error::Code::NotFound)
            return tl::make_unexpected(known.error());
        if (known && saysNothingNew(told->order, *known))
            orders.insert(told->order.id);
    }
    return orders;
}

} // namespace crossdock::app
