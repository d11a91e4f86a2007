#include "core/sandbox/nodes/warehouse.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {

using State = WarehouseOrder::State;

Warehouse::Warehouse(Clock &clock, Random &random, WarehouseSpec spec, QStringList places, Hear hear)
    : m_clock(clock)
    , m_random(random)
    , m_spec(spec)
    , m_places(std::move(places))
    , m_hear(std::move(hear))
{
}

WarehouseOrder *Warehouse::find(const QString &key)
{
    const auto found = std::find_if(m_orders.begin(), m_orders.end(), [&](const auto &order) { return order->key == key; });
    return found == m_orders.end() ? nullptr : found->get();
}

WarehouseOrder *Warehouse::find(quint64 number)
{
    const auto found = std::find_if(m_orders.begin(), m_orders.end(), [&](const auto &order) { return order->number == number; });
    return found == m_orders.end() ? nullptr : found->get();
}

qint64 Warehouse::quoteFor(const QList<WarehouseOrder::Line> &lines) const
{
    constexpr qint64 first = 595, more = 185; // falls with the units of an order
    Quantity units = 0;
    for (const WarehouseOrder::Line &line : lines)
        units += line.quantity;
    return units == 0 ? 0 : first + more * (units - 1);
}

void Warehouse::change(WarehouseOrder &order, State state)
{
    order.state = state;
    order.changedAt = m_clock.now();
    m_hear(order);
}

Result<WarehouseOrder *> Warehouse::take(WarehouseOrder order, bool isHeld)
{
    if (find(order.key))
        return fail(Error::Code::AlreadyExists, order.key, u"this order was sent before"_s);
    for (const WarehouseOrder::Line &line : std::as_const(order.lines))
        if (!m_shelves.contains(line.sku))
            return fail(Error::Code::NotFound, line.sku, u"this SKU is not known here"_s);
    if (!order.place.isEmpty() && !m_places.contains(order.place))
        return fail(Error::Code::NotFound, order.place, u"there is no such place"_s);
    order.number = ++m_lastNumber;
    order.takenAt = order.changedAt = m_clock.now();
    order.quoted = quoteFor(order.lines);
    order.state = isHeld ? State::Held : State::Taken;
    if (!commit(order)) {
        if (order.ifMissing == WarehouseOrder::IfMissing::SendNothing)
            return fail(Error::Code::OutOfStock, order.key, u"not everything is there"_s);
        if (order.ifMissing == WarehouseOrder::IfMissing::WaitForAll) {
            order.state = isHeld ? State::Held : State::Waiting;
            after(m_spec.waitsFor, [this, number = order.number] { decide(number); });
        }
    }
    m_orders.push_back(std::make_unique<WarehouseOrder>(std::move(order)));
    WarehouseOrder &kept = *m_orders.back();
    m_hear(kept);
    if (kept.state == State::Held)
        after(m_spec.heldFor, [this, number = kept.number] {
            if (WarehouseOrder *held = find(number); held && held->state == State::Held) {
                uncommit(*held);
                for (WarehouseOrder::Line &line : held->lines)
                    line.cancelled = line.open();
                change(*held, State::Cancelled);
            }
        });
    else if (kept.state == State::Taken)
        pickLater(kept);
    return &kept;
}

/// Commits what is there, at one place if one has it all. False: something is missing.
bool Warehouse::commit(WarehouseOrder &order)
{
    const auto hasAll = [&](const QString &place) {
        return std::all_of(order.lines.begin(), order.lines.end(), [&](const auto &line) { return m_shelves[line.sku][place].free() >= line.open(); });
    };
    if (order.place.isEmpty()) {
        const auto best = std::find_if(m_places.begin(), m_places.end(), hasAll);
        order.place = best == m_places.end() ? m_places.first() : *best;
    }
    const bool isComplete = hasAll(order.place);
    if (!isComplete && order.ifMissing != WarehouseOrder::IfMissing::SendTheRest)
        return false;
    for (WarehouseOrder::Line &line : order.lines) {
        ShelfUnits &shelf = m_shelves[line.sku][order.place];
        const Quantity units = std::min(line.open(), shelf.free());
        line.lost += line.open() - units;
        shelf.committed += units;
    }
    return isComplete;
}

void Warehouse::uncommit(WarehouseOrder &order)
{
    if (order.state == State::Waiting)
        return; // nothing was committed
    for (const WarehouseOrder::Line &line : std::as_const(order.lines)) {
        ShelfUnits &shelf = m_shelves[line.sku][order.place];
        shelf.committed -= std::min(shelf.committed, line.open());
    }
}

void Warehouse::pickLater(WarehouseOrder &order)
{
    after(m_spec.takesUp, [this, number = order.number] { pick(number); });
}

void Warehouse::pick(quint64 number)
{
    WarehouseOrder *order = find(number);
    if (!order || order->state != State::Taken)
        return;
    if (m_random.unit() < m_spec.refuses) {
        refuse(*order);
        return;
    }
    change(*order, State::Working);
    after(m_spec.packs, [this, number] { send(number); });
}

void Warehouse::refuse(WarehouseOrder &order)
{
    if (order.isOver())
        return;
    uncommit(order);
    for (WarehouseOrder::Line &line : order.lines)
        line.lost += line.open();
    change(order, order.boxes.isEmpty() ? State::Lost : State::PartlyLost);
}

/// One box: all that is open, or of a split order a part of it.
void Warehouse::send(quint64 number)
{
    WarehouseOrder *order = find(number);
    if (!order || (order->state != State::Working && order->state != State::PartlySent))
        return;
    Quantity open = 0;
    for (const WarehouseOrder::Line &line : std::as_const(order->lines))
        open += line.open();
    const bool isSplit = order->boxes.isEmpty() && open > 1 && m_random.unit() < m_spec.splits;
    Quantity room = isSplit ? (open + 1) / 2 : open;
    WarehouseOrder::Box box{++m_lastBox, {}, u"1Z%1"_s.arg(m_lastBox, 8, 10, QChar(u'0')), m_clock.now(), 0};
    for (qsizetype i = 0; i < order->lines.size(); ++i) {
        WarehouseOrder::Line &line = order->lines[i];
        const Quantity units = std::min(room, line.open());
        if (units <= 0)
            continue;
        ShelfUnits &shelf = m_shelves[line.sku][order->place];
        shelf.onHand -= units;
        shelf.committed -= units;
        line.sent += units;
        room -= units;
        box.units.append({i, units});
    }
    const auto spread = static_cast<qint64>(m_random.below(quint64(2 * m_spec.billsOffPercent + 1))) - m_spec.billsOffPercent;
    box.billed = order->quoted / (isSplit ? 2 : 1) * (100 + spread) / 100;
    order->boxes.append(box);
    const bool isAll = std::all_of(order->lines.begin(), order->lines.end(), [](const auto &line) { return line.open() == 0; });
    const bool lacks = std::any_of(order->lines.begin(), order->lines.end(), [](const auto &line) { return line.lost > 0; });
    change(*order, !isAll ? State::PartlySent : lacks ? State::PartlyLost : State::Sent);
    if (!isAll)
        after(m_spec.packs * 3, [this, number] { send(number); });
}

/// The time to wait for missing units is over.
void Warehouse::decide(quint64 number)
{
    WarehouseOrder *order = find(number);
    if (!order || order->state != State::Waiting)
        return;
    order->ifMissing = WarehouseOrder::IfMissing::SendTheRest;
    commit(*order);
    const bool hasSomething = std::any_of(order->lines.begin(), order->lines.end(), [](const auto &line) { return line.open() > 0; });
    change(*order, hasSomething ? State::Taken : State::Lost);
    if (hasSomething)
        pickLater(*order);
}

Result<> Warehouse::hold(WarehouseOrder &order)
{
    if (order.state != State::Taken)
        return fail(Error::Code::NotAllowed, order.key, u"it is being packed already"_s);
    change(order, State::Held);
    return {};
}

Result<> Warehouse::release(WarehouseOrder &order)
{
    if (order.state != State::Held)
        return fail(Error::Code::NotAllowed, order.key, u"it is not held"_s);
    change(order, State::Taken);
    pickLater(order);
    return {};
}

Result<> Warehouse::move(WarehouseOrder &order, const QString &place)
{
    if (order.state != State::Taken && order.state != State::Held)
        return fail(Error::Code::NotAllowed, order.key, u"it is being packed already"_s);
    if (!m_places.contains(place))
        return fail(Error::Code::NotFound, place, u"there is no such place"_s);
    uncommit(order);
    const QString before = std::exchange(order.place, place);
    if (!commit(order)) {
        order.place = before;
        commit(order);
        return fail(Error::Code::OutOfStock, order.key, u"not everything is there"_s);
    }
    change(order, order.state);
    return {};
}

Result<> Warehouse::cancel(WarehouseOrder &order)
{
    if (order.isOver() || order.state == State::Working || order.state == State::PartlySent)
        return fail(Error::Code::NotAllowed, order.key, u"it is too late: it is packed or on its way"_s);
    uncommit(order);
    for (WarehouseOrder::Line &line : order.lines)
        line.cancelled += line.open();
    change(order, State::Cancelled);
    return {};
}

} // namespace crossdock::sandbox
