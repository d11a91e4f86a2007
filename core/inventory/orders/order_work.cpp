#include "core/inventory/orders/order_work.h"

#include "core/inventory/values/counted.h"

#include <QJsonArray>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {

using audit::Account;
using stock::Nodes;

Result<> OrderWork::cancel(audit::Draft &draft, const command::CancelOrder &command, const QString &why)
{
    if (command.tellsChannel && !command.lines.isEmpty())
        return fail(Error::Code::InvalidInput, command.order.text(), u"a channel takes the cancellation of whole orders only: cancel the lines without telling it"_s);
    auto sale = m_sales.named(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    auto lines = m_sales.linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    for (const auto &wanted : command.lines) {
        const bool isKnown = std::any_of(lines->begin(), lines->end(), [&](const SaleLine &l) { return l.line == wanted.id; });
        if (!isKnown)
            return fail(Error::Code::NotFound, u"line %1 of %2"_s.arg(wanted.id, command.order.text()));
        if (wanted.quantity < 1)
            return fail(Error::Code::InvalidInput, u"line %1 of %2"_s.arg(wanted.id, command.order.text()), u"%1 units"_s.arg(wanted.quantity));
    }
    QJsonArray told;
    Quantity left = 0, cancelled = 0;
    for (SaleLine &line : *lines) {
        Quantity units = line.quantity - line.shipped;
        if (!command.lines.isEmpty()) {
            const auto asked = std::find_if(command.lines.begin(), command.lines.end(), [&](const auto &w) { return w.id == line.line; });
            units = asked == command.lines.end() ? 0 : std::min(units, asked->quantity);
        }
        line.cancelledHere += units;
        cancelled += units;
        CROSSDOCK_TRY(m_promises.shrink(draft, line, units));
        CROSSDOCK_TRY(m_sales.save(line));
        left += line.quantity;
        if (units > 0)
            told.append(QJsonObject{{u"line"_s, line.line}, {u"cancelled"_s, units}});
    }
    if (cancelled == 0)
        return fail(Error::Code::NotAllowed, command.order.text(), u"everything of it has shipped or is cancelled"_s);
    draft.setWhat(u"order.cancel"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.say(u"lines"_s, told);
    if (command.tellsChannel)
        CROSSDOCK_TRY(m_cancellations.note(draft, *sale, why));
    const bool isAllShipped = std::all_of(lines->begin(), lines->end(), [](const SaleLine &l) { return l.shipped >= l.quantity; });
    return m_sales.saveState(draft, *sale, left == 0 ? Sale::State::Cancelled : isAllShipped ? Sale::State::Shipped : sale->state);
}

Result<> OrderWork::release(audit::Draft &draft, const command::ReleaseOrder &command)
{
    if (command.hold > 0) {
        const auto holds = m_database.first(u"SELECT COUNT(*) FROM sale s JOIN channel c ON c.id = s.channel_id JOIN trail t ON t.at = s.held_at "
                                            "WHERE c.name = ? AND s.number = ? AND s.is_held = 1 AND t.number = ?"_s,
                                            {command.order.channel.text(), command.order.number, command.hold}, [](const store::Row &row) { return row.number(0); });
        if (!holds)
            return tl::make_unexpected(holds.error());
        if (holds->value_or(0) == 0)
            return fail(Error::Code::NotAllowed, command.order.text(), u"that hold has ended"_s);
    }
    return setHeld(draft, command.order, false);
}

Result<> OrderWork::setHeld(audit::Draft &draft, const OrderId &order, bool isHeld)
{
    auto sale = m_sales.named(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->state == Sale::State::Shipped || sale->state == Sale::State::Cancelled)
        return fail(Error::Code::NotAllowed, order.text(), u"it is %1"_s.arg(Sale::nameOf(sale->state)));
    if (sale->isHeld == isHeld)
        return fail(Error::Code::NotAllowed, order.text(), isHeld ? u"it is on hold already"_s : u"it is not on hold"_s);
    draft.setWhat(isHeld ? u"order.hold"_s : u"order.release"_s);
    draft.about(order);
    draft.about(order.channel);
    draft.touchSale(sale->id);
    return m_database.execute(u"UPDATE sale SET is_held = ?, held_at = ?, entry = ? WHERE id = ?"_s,
                              {isHeld ? 1 : 0, isHeld ? toMs(draft.at()) : 0, draft.number(), sale->id}).map([](qint64) {});
}

/// Places of others where units of it are reserved: who works there picks them.
Result<QList<Nodes::Node>> OrderWork::placesOfOthers(const Sale &sale)
{
    return m_database.select(u"SELECT DISTINCT n.id, n.name FROM sale_line l JOIN reservation r ON r.line_id = l.id JOIN node n ON n.id = r.node_id WHERE l.sale_id = ? AND r.reserved > 0 AND n.kind <> 'warehouse' ORDER BY n.id"_s,
                             {sale.id}, [](const store::Row &row) { return Nodes::Node{row.number(0), *NodeId::parse(row.text(1))}; });
}

Result<> OrderWork::pick(audit::Draft &draft, const OrderId &order)
{
    auto sale = m_sales.named(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->state != Sale::State::Open || sale->isHeld)
        return fail(Error::Code::NotAllowed, order.text(), u"it is %1"_s.arg(sale->isHeld ? u"on hold"_s : Sale::nameOf(sale->state)));
    const auto lines = m_sales.linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    const auto others = placesOfOthers(*sale);
    if (!others)
        return tl::make_unexpected(others.error());
    QList<qint64> ids;
    QStringList names;
    for (const Nodes::Node &node : *others) {
        ids.append(node.id);
        names.append(node.name.text());
    }
    draft.setWhat(u"order.pick"_s);
    draft.about(order);
    draft.about(order.channel);
    for (const SaleLine &line : *lines)
        CROSSDOCK_TRY(m_reservations.pick(draft, line.id, ids));
    if (draft.movements().isEmpty() && !names.isEmpty())
        return fail(Error::Code::NotAllowed, order.text(), u"it is picked and sent by %1: here there is nothing to pick"_s.arg(names.join(u" and "_s)));
    if (draft.movements().isEmpty())
        return fail(Error::Code::OutOfStock, order.text(), u"nothing is reserved for it"_s);
    return m_sales.saveState(draft, *sale, Sale::State::Picked);
}

Result<> OrderWork::ship(audit::Draft &draft, const command::ShipOrder &command, const Taken &taken)
{
    auto sale = m_sales.named(command.order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    if (sale->isHeld || (sale->state != Sale::State::Open && sale->state != Sale::State::Picked))
        return fail(Error::Code::NotAllowed, command.order.text(), u"it is %1"_s.arg(sale->isHeld ? u"on hold"_s : Sale::nameOf(sale->state)));
    auto lines = m_sales.linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    draft.setWhat(u"order.ship"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    if (!command.tracking.isEmpty())
        draft.say(u"tracking"_s, command.tracking);
    if (!command.carrier.isEmpty())
        draft.say(u"carrier"_s, command.carrier);
    const QList<SaleLine> before = *lines;
    const auto gone = command.node ? shipFrom(draft, *lines, *command.node) : shipAll(draft, *sale, *lines, taken);
    if (!gone)
        return tl::make_unexpected(gone.error());
    if (*gone == 0 && !command.node && !taken.isEmpty())
        return fail(Error::Code::NotAllowed, command.order.text(), u"places of others have taken all of it: recall it, or name the place that it left from"_s);
    if (*gone == 0)
        return fail(Error::Code::OutOfStock, command.order.text(), command.node ? u"nothing is reserved for it at %1"_s.arg(command.node->text()) : u"nothing is reserved for it"_s);
    CROSSDOCK_TRY(m_shipments.note(draft, *sale, before, *lines, command.carrier, command.tracking));
    return finishShipping(draft, *sale, *lines, command.tracking);
}

Result<Quantity> OrderWork::shipAll(audit::Draft &draft, const Sale &sale, QList<SaleLine> &lines, const Taken &taken)
{
    Quantity gone = 0;
    for (SaleLine &line : lines) {
        const Reservations::AtNodes kept = taken.value(line.id);
        const Quantity units = std::max<Quantity>(0, line.held() - std::accumulate(kept.begin(), kept.end(), Quantity(0)));
        CROSSDOCK_TRY(m_promises.ship(draft, sale, line, units, kept));
        CROSSDOCK_TRY(m_sales.save(line));
        gone += units;
    }
    return gone;
}

Result<Quantity> OrderWork::shipFrom(audit::Draft &draft, QList<SaleLine> &lines, const NodeId &name)
{
    const auto node = m_nodes.node(name);
    if (!node)
        return tl::make_unexpected(node.error());
    draft.about(name);
    Quantity gone = 0;
    for (SaleLine &line : lines) {
        const auto units = m_promises.shipFrom(draft, line, node->id, line.held());
        if (!units)
            return units;
        CROSSDOCK_TRY(m_sales.save(line));
        gone += *units;
    }
    return gone;
}

Result<Quantity> OrderWork::sentBy(audit::Draft &draft, const OrderId &order, const Nodes::Node &node, const QList<Gone> &gone, const QString &carrier, const QString &tracking)
{
    auto sale = m_sales.named(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    auto lines = m_sales.linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    const QList<SaleLine> before = *lines;
    Quantity unheld = 0;
    for (SaleLine &line : *lines) {
        Quantity units = 0;
        for (const Gone &one : gone)
            units += one.line == line.id ? one.units : 0;
        const auto sent = m_promises.shipFrom(draft, line, node.id, units);
        if (!sent)
            return sent;
        if (units > *sent)
            CROSSDOCK_TRY(sentUnheld(draft, *sale, line, node, units - *sent));
        CROSSDOCK_TRY(m_sales.save(line));
        unheld += units - *sent;
    }
    CROSSDOCK_TRY(m_shipments.note(draft, *sale, before, *lines, carrier, tracking));
    CROSSDOCK_TRY(finishShipping(draft, *sale, *lines, tracking));
    return unheld;
}

Result<> OrderWork::renumber(audit::Draft &draft, const OrderId &order, const QString &before, const QString &carrier, const QString &tracking)
{
    const auto sale = m_sales.named(order);
    return sale ? m_shipments.renumber(draft, *sale, before, carrier, tracking) : tl::make_unexpected(sale.error());
}

/// Units left that are not held there any more. What the order still waits for from elsewhere is served by them and need not come from
/// there; beyond that nobody wanted them, and a person is told. They go from what is free at the node, as far as there is some.
Result<> OrderWork::sentUnheld(audit::Draft &draft, const Sale &sale, SaleLine &line, const Nodes::Node &node, Quantity units)
{
    const Quantity served = std::min(units, line.quantity - line.shipped);
    CROSSDOCK_TRY(m_promises.shrink(draft, line, served));
    line.quantity += served;
    line.shipped += served;
    const auto parts = line.sku ? m_reservations.partsOf(*line.sku) : Result<QList<stock::Part>>();
    if (!parts)
        return tl::make_unexpected(parts.error());
    for (const stock::Part &part : *parts) {
        const auto there = m_ledger.position(part.item.id, node.id);
        if (!there)
            return tl::make_unexpected(there.error());
        CROSSDOCK_TRY(m_ledger.move(draft, part.item, Nodes::end(Account::Free, node), audit::End{}, std::min(there->free, units * part.quantity)));
    }
    if (units == served)
        return {};
    m_promises.raise(draft, sale, line, units - served, u"%1 sent %2 of line %3 that the order did not want any more"_s.arg(node.name.text()).arg(units - served).arg(line.line));
    return {};
}

/// An order that goes out in parcels has a tracking number of each.
Result<> OrderWork::finishShipping(audit::Draft &draft, Sale &sale, const QList<SaleLine> &lines, const QString &tracking)
{
    const bool isAllShipped = std::all_of(lines.begin(), lines.end(), [](const SaleLine &line) { return line.shipped >= line.quantity; });
    CROSSDOCK_TRY(m_database.execute(u"UPDATE sale SET tracking = CASE WHEN tracking = '' OR ? = '' THEN tracking || ? ELSE tracking || ', ' || ? END WHERE id = ?"_s, {tracking, tracking, tracking, sale.id}));
    return m_sales.saveState(draft, sale, isAllShipped ? Sale::State::Shipped : sale.state);
}

Result<> OrderWork::takeReturn(audit::Draft &draft, const command::ReceiveReturn &command)
{
    const auto sale = m_sales.named(command.order);
    const auto node = m_nodes.node(command.node);
    if (!sale || !node)
        return tl::make_unexpected(!sale ? sale.error() : node.error());
    auto lines = m_sales.linesOf(sale->id);
    if (!lines)
        return tl::make_unexpected(lines.error());
    const auto line = std::find_if(lines->begin(), lines->end(), [&](const SaleLine &l) { return l.line == command.line; });
    if (line == lines->end() || !line->sku)
        return fail(Error::Code::NotFound, u"line %1 of %2"_s.arg(command.line, command.order.text()));
    if (command.quantity < 1 || command.quantity > line->shipped - line->returned)
        return fail(Error::Code::NotAllowed, command.order.text(),
                    u"of that line no more than %1 can come back"_s.arg(counted(line->shipped - line->returned, u"unit"_s)));
    const auto item = m_catalogue.item(*line->sku);
    if (!item)
        return tl::make_unexpected(item.error());
    QList<stock::Part> parts = {{*item, 1}};
    if (item->isKit) {
        const auto components = m_catalogue.partsOf(item->id);
        if (!components)
            return tl::make_unexpected(components.error());
        parts = *components;
    }
    draft.setWhat(u"return.receive"_s);
    draft.about(command.order);
    draft.about(command.order.channel);
    draft.about(item->sku);
    const Account account = command.toQuarantine ? Account::Quarantine : Account::Free;
    for (const stock::Part &part : parts)
        CROSSDOCK_TRY(m_ledger.move(draft, part.item, audit::End{}, Nodes::end(account, *node), command.quantity * part.quantity));
    line->returned += command.quantity;
    draft.touchSale(sale->id);
    CROSSDOCK_TRY(m_afterSales.receive(draft, *sale, command.line, command.quantity));
    return m_sales.save(*line);
}

Result<> OrderWork::forgetBuyer(audit::Draft &draft, const OrderId &order)
{
    const auto sale = m_sales.named(order);
    if (!sale)
        return tl::make_unexpected(sale.error());
    draft.setWhat(u"buyer.forget"_s);
    draft.about(order);
    draft.touchSale(sale->id);
    return m_privacy.forget(sale->id);
}

} // namespace crossdock::orders
