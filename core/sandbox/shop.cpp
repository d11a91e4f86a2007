#include "core/sandbox/shop.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

Money Order::total() const
{
    Money sum;
    for (const OrderLine &line : lines) {
        sum.amount += line.price.amount * line.current;
        sum.currency = line.price.currency;
    }
    return sum;
}

QString nameOf(OrderState state)
{
    switch (state) {
    case OrderState::Pending:
        return u"pending"_s;
    case OrderState::Processing:
        return u"processing"_s;
    case OrderState::Completed:
        return u"completed"_s;
    case OrderState::Cancelled:
        return u"cancelled"_s;
    case OrderState::Refunded:
        return u"refunded"_s;
    }
    Q_UNREACHABLE();
}

Shop::Shop(QString currency, Clock &clock, ShopListener &listener)
    : m_currency(std::move(currency))
    , m_clock(clock)
    , m_listener(listener)
{
}

void Shop::add(Listing listing)
{
    listing.updatedAt = m_clock.now();
    m_byId.insert(listing.listingId, m_listings.size());
    if (!listing.inventoryId.isEmpty())
        m_byInventory.insert(listing.inventoryId, m_listings.size());
    m_listings.append(std::move(listing));
}

Order *Shop::order(const QString &id)
{
    const qsizetype index = indexOfOrder(id);
    return index < 0 ? nullptr : &m_orders[index];
}

Result<QString> Shop::sell(const QList<Basket> &lines, Buyer buyer, Payment payment)
{
    QMap<qsizetype, Quantity> wanted;
    for (const Basket &line : lines) {
        const qsizetype index = indexOf(line.listing);
        if (index < 0)
            return fail(Error::Code::NotFound, line.listing);
        if (line.quantity < 1)
            return fail(Error::Code::InvalidInput, line.listing, u"a buyer takes at least one"_s);
        if ((wanted[index] += line.quantity) > m_listings.at(index).quantity)
            return fail(Error::Code::OutOfStock, line.listing);
    }
    if (wanted.isEmpty())
        return fail(Error::Code::InvalidInput, u"order"_s, u"an empty basket"_s);

    Order order;
    order.number = m_nextOrder++;
    order.createdAt = order.updatedAt = m_clock.now();
    order.state = payment == Payment::Now ? OrderState::Processing : OrderState::Pending;
    order.paidAt = payment == Payment::Now ? order.createdAt : Time{};
    order.buyer = std::move(buyer);
    for (const Basket &line : lines) {
        const qsizetype index = indexOf(line.listing);
        order.lines.append({m_nextLine++, index, line.quantity, line.quantity, line.quantity, m_listings.at(index).price});
    }
    m_listener.nameOrder(order);
    m_orderById.insert(order.id, m_orders.size());
    m_orders.append(order);
    m_listener.orderHappened(m_orders.constLast(), OrderEvent::Created);
    if (payment == Payment::Now || !m_listener.takesUnitsWithPayment())
        takeUnits(m_orders.last());
    return order.id;
}

void Shop::takeUnits(Order &order)
{
    order.unitsAreTaken = true;
    QMap<qsizetype, Quantity> wanted;
    for (const OrderLine &line : std::as_const(order.lines))
        wanted[line.listing] += line.current;
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it)
        m_listings[it.key()].committed += it.value();
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it)
        setQuantity(it.key(), qMax<Quantity>(0, m_listings.at(it.key()).quantity - it.value()));
}

Result<> Shop::pay(Order &order)
{
    if (order.state != OrderState::Pending)
        return fail(Error::Code::NotAllowed, order.id, u"only a pending order can be paid"_s);
    order.state = OrderState::Processing;
    order.paidAt = m_clock.now();
    touch(order, OrderEvent::Updated);
    if (!order.unitsAreTaken)
        takeUnits(order);
    return {};
}

Result<> Shop::complete(Order &order)
{
    if (order.state != OrderState::Processing)
        return fail(Error::Code::NotAllowed, order.id, u"only an order in processing can be completed"_s);
    order.state = OrderState::Completed;
    for (OrderLine &line : order.lines) {
        m_listings[line.listing].committed -= line.toShip();
        line.shipped = line.current;
    }
    touch(order, OrderEvent::Updated);
    return {};
}

Result<> Shop::send(Order &order, const SentParcel &parcel)
{
    if (order.state != OrderState::Processing)
        return fail(Error::Code::NotAllowed, order.id, u"nothing of the order is to be shipped"_s);
    QMap<qsizetype, Quantity> leaving;
    for (const auto &[number, units] : parcel.lines) {
        const auto line = std::find_if(order.lines.cbegin(), order.lines.cend(), [n = number](const OrderLine &one) { return one.number == n; });
        if (line == order.lines.cend() || units < 1)
            return fail(Error::Code::InvalidInput, order.id, u"no such line, or no unit of it"_s);
        if ((leaving[line - order.lines.cbegin()] += units) > line->toShip())
            return fail(Error::Code::NotAllowed, order.id, u"more than is left to ship"_s);
    }
    if (leaving.isEmpty())
        return fail(Error::Code::InvalidInput, order.id, u"an empty parcel"_s);
    for (auto it = leaving.cbegin(); it != leaving.cend(); ++it) {
        OrderLine &line = order.lines[it.key()];
        m_listings[line.listing].committed -= it.value();
        line.shipped += it.value();
    }
    order.parcels.append(parcel);
    const bool isAll = std::all_of(order.lines.cbegin(), order.lines.cend(), [](const OrderLine &line) { return line.toShip() == 0; });
    if (isAll)
        return complete(order);
    touch(order, OrderEvent::Updated);
    return {};
}

void Shop::follow(Order &order, qsizetype parcel, const QString &carrier, const QString &tracking)
{
    SentParcel &sent = order.parcels[parcel];
    sent.carrier = carrier;
    sent.tracking = tracking;
    touch(order, OrderEvent::Updated);
}

void Shop::mark(Order &order, const QString &name, const QString &value)
{
    order.marks.insert(name, value);
    touch(order, OrderEvent::Updated);
}

void Shop::note(Order &order, const QString &text)
{
    order.notes.append(text);
}

Result<> Shop::cancel(Order &order)
{
    return close(order, OrderState::Cancelled, u"customer"_s, true);
}

Result<> Shop::decline(Order &order)
{
    if (order.state != OrderState::Pending)
        return fail(Error::Code::NotAllowed, order.id, u"no payment is awaited"_s);
    return close(order, OrderState::Cancelled, u"declined"_s, true);
}

Result<> Shop::refund(Order &order)
{
    if (order.state == OrderState::Pending)
        return fail(Error::Code::NotAllowed, order.id, u"nothing has been paid"_s);
    return close(order, OrderState::Refunded, u"customer"_s, m_listener.restocksRefunds());
}

Result<> Shop::close(Order &order, OrderState state, const QString &reason, bool restock)
{
    if (order.state == OrderState::Cancelled || order.state == OrderState::Refunded)
        return fail(Error::Code::NotAllowed, order.id, u"the order is closed already"_s);
    QMap<qsizetype, Quantity> back;
    for (const OrderLine &line : std::as_const(order.lines)) {
        if (!order.unitsAreTaken)
            break;
        back[line.listing] += line.current;
        m_listings[line.listing].committed -= line.toShip();
    }
    order.state = state;
    order.cancelReason = reason;
    order.unitsCameBack = restock;
    if (state == OrderState::Cancelled)
        order.cancelledAt = m_clock.now();
    for (OrderLine &line : order.lines)
        line.current = 0;
    touch(order, state == OrderState::Cancelled ? OrderEvent::Cancelled : OrderEvent::Updated);
    for (auto it = back.cbegin(); restock && it != back.cend(); ++it)
        setQuantity(it.key(), m_listings.at(it.key()).quantity + it.value());
    return {};
}

Result<> Shop::trash(Order &order)
{
    if (!m_listener.hasTrash() || order.isTrashed)
        return fail(Error::Code::NotAllowed, order.id, u"it cannot be thrown away"_s);
    order.isTrashed = true;
    touch(order, OrderEvent::Trashed);
    return {};
}

Result<> Shop::restore(Order &order)
{
    if (!order.isTrashed)
        return fail(Error::Code::NotAllowed, order.id, u"it is not in the trash"_s);
    order.isTrashed = false;
    touch(order, OrderEvent::Restored);
    return {};
}

Result<> Shop::editDown(Order &order)
{
    if (order.state != OrderState::Pending && order.state != OrderState::Processing)
        return fail(Error::Code::NotAllowed, order.id, u"the order is closed or shipped"_s);
    for (OrderLine &line : order.lines) {
        if (line.current < 2)
            continue;
        line.kept = --line.current;
        const qsizetype listing = line.listing;
        touch(order, OrderEvent::Updated);
        if (!order.unitsAreTaken)
            return {};
        --m_listings[listing].committed;
        setQuantity(listing, m_listings.at(listing).quantity + 1);
        return {};
    }
    return fail(Error::Code::NotAllowed, order.id, u"no line has more than one unit"_s);
}

void Shop::setQuantity(qsizetype listing, Quantity quantity)
{
    Listing &changed = m_listings[listing];
    if (changed.quantity == quantity)
        return;
    changed.quantity = quantity;
    changed.updatedAt = m_clock.now();
    m_listener.listingChanged(changed);
    if (m_hear)
        m_hear(changed);
}

void Shop::setPrice(qsizetype listing, Money price)
{
    Listing &changed = m_listings[listing];
    if (changed.price == price)
        return;
    changed.price = price;
    changed.updatedAt = m_clock.now();
    m_listener.listingChanged(changed);
}

void Shop::touch(Order &order, OrderEvent event)
{
    order.updatedAt = m_clock.now();
    m_listener.orderHappened(order, event);
}

} // namespace crossdock::sandbox
