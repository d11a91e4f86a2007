#include "core/inventory/orders/reservations.h"

#include "core/inventory/planted.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {

using audit::Account;
using stock::Nodes;

Result<QList<stock::Part>> Reservations::parts(const stock::Item &item)
{
    if (!item.isKit)
        return QList<stock::Part>{{item, 1}};
    return m_catalogue.partsOf(item.id);
}

Result<Quantity> Reservations::available(const stock::Item &item, const Pool &pool)
{
    const auto components = parts(item);
    if (!components)
        return tl::make_unexpected(components.error());
    std::optional<Quantity> least;
    for (const stock::Part &part : *components) {
        const auto positions = m_ledger.positions(part.item.id);
        if (!positions)
            return tl::make_unexpected(positions.error());
        Quantity free = 0;
        for (const Nodes::Node &node : pool) {
            if (const auto there = positions->find(node.id); there != positions->end())
                free += there->second.free;
        }
        const Quantity kits = free / part.quantity;
        least = least ? std::min(*least, kits) : kits;
    }
    return least.value_or(0);
}

Result<Quantity> Reservations::reserve(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units,
                                       const Pool &pool)
{
    const auto possible = available(item, pool);
    if (!possible)
        return tl::make_unexpected(possible.error());
    const Quantity taken = std::min(units, *possible);
    if (taken == 0)
        return 0;
    const auto components = parts(item);
    if (!components)
        return tl::make_unexpected(components.error());
    for (const stock::Part &part : *components) {
        const Quantity each = planted(Bug::KitCountedOnce) ? 1 : part.quantity;
        CROSSDOCK_TRY(reservePart(draft, line, part.item, taken * each, pool));
    }
    return taken;
}

/// One node that has it all, the first in the pool's order; else the fullest nodes, so that few are involved.
Result<> Reservations::reservePart(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units,
                                   const Pool &pool)
{
    const auto positions = m_ledger.positions(item.id);
    if (!positions)
        return tl::make_unexpected(positions.error());
    const auto freeAt = [&](const Nodes::Node &node) {
        const auto there = positions->find(node.id);
        return there == positions->end() ? 0 : there->second.free;
    };
    Pool order = pool;
    std::stable_sort(order.begin(), order.end(), [&](const Nodes::Node &a, const Nodes::Node &b) {
        const bool hasA = freeAt(a) >= units, hasB = freeAt(b) >= units;
        return hasA != hasB ? hasA : !hasA && freeAt(a) > freeAt(b);
    });
    for (const Nodes::Node &node : order) {
        const Quantity taken = std::min(units, freeAt(node));
        if (taken == 0)
            continue;
        CROSSDOCK_TRY(m_ledger.move(draft, item, Nodes::end(Account::Free, node), Nodes::end(Account::Reserved, node), taken));
        CROSSDOCK_TRY(add(line, item.id, node.id, taken, 0, 0));
        units -= taken;
        if (units == 0)
            break;
    }
    Q_ASSERT(units == 0 || planted(Bug::KitCountedOnce)); // available() said so
    return {};
}

Result<> Reservations::release(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, std::optional<qint64> firstFrom)
{
    const auto components = parts(item);
    if (!components)
        return tl::make_unexpected(components.error());
    for (const stock::Part &part : *components)
        CROSSDOCK_TRY(releasePart(draft, line, part.item, units * part.quantity, firstFrom));
    return {};
}

Result<> Reservations::releasePart(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, std::optional<qint64> firstFrom)
{
    const auto held = rows(line, item.id);
    if (!held)
        return tl::make_unexpected(held.error());
    const auto giveBack = [&](bool isFirst, Account account) -> Result<> {
        for (const Row &row : *held) {
            if ((row.node.id == firstFrom) != isFirst)
                continue;
            const Quantity back = std::min(units, account == Account::Reserved ? row.reserved : row.picked);
            CROSSDOCK_TRY(m_ledger.move(draft, item, Nodes::end(account, row.node), Nodes::end(Account::Free, row.node), back));
            CROSSDOCK_TRY(account == Account::Reserved ? add(line, item.id, row.node.id, -back, 0, 0)
                                                       : add(line, item.id, row.node.id, 0, -back, 0));
            units -= back;
        }
        return {};
    };
    for (const bool isFirst : {true, false})
        for (const Account account : {Account::Reserved, Account::Picked}) // what nobody has begun with first
            CROSSDOCK_TRY(giveBack(isFirst, account));
    return {};
}

Result<> Reservations::pick(audit::Draft &draft, qint64 line, const QList<qint64> &butAt)
{
    const auto skus = m_database.select(u"SELECT sku_id FROM reservation WHERE line_id = ? AND reserved > 0 GROUP BY sku_id ORDER BY sku_id"_s,
                                        {line}, [](const store::Row &row) { return row.number(0); });
    if (!skus)
        return tl::make_unexpected(skus.error());
    for (const qint64 sku : *skus) {
        const auto item = m_catalogue.item(sku);
        const auto held = rows(line, sku);
        if (!item || !held)
            return tl::make_unexpected(!item ? item.error() : held.error());
        for (const Row &row : *held) {
            if (butAt.contains(row.node.id))
                continue;
            CROSSDOCK_TRY(m_ledger.move(draft, *item, Nodes::end(Account::Reserved, row.node), Nodes::end(Account::Picked, row.node), row.reserved));
            CROSSDOCK_TRY(add(line, sku, row.node.id, -row.reserved, row.reserved, 0));
        }
    }
    return {};
}

Result<Quantity> Reservations::heldAt(qint64 line, const stock::Item &item, qint64 node)
{
    const auto components = parts(item);
    if (!components)
        return tl::make_unexpected(components.error());
    std::optional<Quantity> least;
    for (const stock::Part &part : *components) {
        const auto held = rows(line, part.item.id);
        if (!held)
            return tl::make_unexpected(held.error());
        Quantity there = 0;
        for (const Row &row : *held)
            there += row.node.id == node ? row.reserved + row.picked : 0;
        const Quantity whole = there / part.quantity;
        least = least ? std::min(*least, whole) : whole;
    }
    return least.value_or(0);
}

Result<> Reservations::ship(audit::Draft &draft, qint64 line, const stock::Item &item, Quantity units, std::optional<qint64> node, const AtNodes &kept)
{
    const auto components = parts(item);
    if (!components)
        return tl::make_unexpected(components.error());
    for (const stock::Part &part : *components)
        CROSSDOCK_TRY(shipPart(draft, line, part, units * part.quantity, node, kept));
    return {};
}

Result<> Reservations::shipPart(audit::Draft &draft, qint64 line, const stock::Part &part, Quantity units, std::optional<qint64> node, const AtNodes &kept)
{
    const stock::Item &item = part.item;
    const auto held = rows(line, item.id);
    if (!held)
        return tl::make_unexpected(held.error());
    for (const Account account : {Account::Picked, Account::Reserved}) {
        for (const Row &row : *held) {
            if (node && row.node.id != *node)
                continue;
            const Quantity stays = kept.value(row.node.id) * part.quantity; // of the picked ones first
            const Quantity there = account == Account::Picked ? row.picked - stays : row.reserved - std::max<Quantity>(0, stays - row.picked);
            const Quantity gone = std::clamp<Quantity>(there, 0, units);
            CROSSDOCK_TRY(m_ledger.move(draft, item, Nodes::end(account, row.node), audit::End{}, gone));
            CROSSDOCK_TRY(account == Account::Reserved ? add(line, item.id, row.node.id, -gone, 0, gone)
                                                       : add(line, item.id, row.node.id, 0, -gone, gone));
            units -= gone;
        }
    }
    return {};
}

Result<QList<Reservations::Held>> Reservations::held(qint64 line)
{
    const auto nodes = m_nodes.all();
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    return m_database.select(u"SELECT sku_id, node_id, reserved, picked FROM reservation WHERE line_id = ? AND reserved + picked > 0 ORDER BY sku_id, node_id"_s, {line}, [&](const store::Row &row) {
        const auto node = std::find_if(nodes->begin(), nodes->end(), [&](const Nodes::Node &one) { return one.id == row.number(1); });
        return Held{row.number(0), node == nodes->end() ? Nodes::Node{} : *node, row.number(2), row.number(3)};
    });
}

Result<QList<stock::Part>> Reservations::partsOf(qint64 sku)
{
    const auto item = m_catalogue.item(sku);
    if (!item)
        return tl::make_unexpected(item.error());
    return parts(*item);
}

Result<> Reservations::shift(audit::Draft &draft, const QList<Shift> &shifts)
{
    const auto nodes = m_nodes.all();
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    for (const bool givesBack : {true, false}) {
        for (const Shift &one : shifts) {
            if ((one.units < 0) != givesBack)
                continue;
            const auto node = std::find_if(nodes->begin(), nodes->end(), [&](const Nodes::Node &known) { return known.id == one.node; });
            Q_ASSERT(node != nodes->end());
            const audit::End free = Nodes::end(Account::Free, *node), reserved = Nodes::end(Account::Reserved, *node);
            CROSSDOCK_TRY(m_ledger.move(draft, one.part, givesBack ? reserved : free, givesBack ? free : reserved, std::abs(one.units)));
            CROSSDOCK_TRY(add(one.line, one.part.id, one.node, one.units, 0, 0));
        }
    }
    return {};
}

Result<> Reservations::turn(audit::Draft &draft, qint64 line, const stock::Item &item, qint64 node, Quantity units, Turn turn, Quantity kept)
{
    const auto components = parts(item);
    const auto all = held(line);
    if (!components || !all)
        return tl::make_unexpected(!components ? components.error() : all.error());
    for (const stock::Part &part : *components) {
        for (const Held &one : *all) {
            if (one.sku != part.item.id || one.node.id != node)
                continue;
            const bool isPick = turn == Turn::Pick;
            const Quantity turned = std::clamp<Quantity>((isPick ? one.reserved : one.picked) - kept * part.quantity, 0, units * part.quantity);
            const audit::End reserved = Nodes::end(Account::Reserved, one.node), picked = Nodes::end(Account::Picked, one.node);
            CROSSDOCK_TRY(m_ledger.move(draft, part.item, isPick ? reserved : picked, isPick ? picked : reserved, turned));
            CROSSDOCK_TRY(add(line, part.item.id, node, isPick ? -turned : turned, isPick ? turned : -turned, 0));
        }
    }
    return {};
}

Result<> Reservations::takeBack(audit::Draft &draft, const stock::Item &item, const Nodes::Node &node, Quantity units)
{
    struct Holder {
        qint64 line = 0, sale = 0, lineSku = 0;
        Quantity held = 0;
    };
    const auto holders = m_database.select(
        u"SELECT r.line_id, l.sale_id, l.sku_id, r.reserved + r.picked FROM reservation r JOIN sale_line l ON l.id = r.line_id "
        "WHERE r.sku_id = ? AND r.node_id = ? AND r.reserved + r.picked > 0 ORDER BY CASE WHEN r.reserved > 0 THEN 0 ELSE 1 END, r.line_id DESC"_s,
        {item.id, node.id},
        [](const store::Row &row) { return Holder{row.number(0), row.number(1), row.number(2), row.number(3)}; });
    if (!holders)
        return tl::make_unexpected(holders.error());
    for (const Holder &holder : *holders) {
        if (units <= 0)
            break;
        const auto sold = m_catalogue.item(holder.lineSku);
        if (!sold)
            return tl::make_unexpected(sold.error());
        Quantity each = 1;
        if (sold->isKit) {
            const auto components = parts(*sold);
            if (!components)
                return tl::make_unexpected(components.error());
            for (const stock::Part &part : *components)
                each = part.item.id == item.id ? part.quantity : each;
        }
        const Quantity lost = (std::min(units, holder.held) + each - 1) / each;
        CROSSDOCK_TRY(release(draft, holder.line, *sold, lost, node.id));
        CROSSDOCK_TRY(m_database.execute(u"UPDATE sale_line SET short = short + ? WHERE id = ?"_s, {lost, holder.line}));
        draft.touchSale(holder.sale);
        units -= lost * each;
    }
    return {};
}

Result<QList<Reservations::Row>> Reservations::rows(qint64 line, qint64 sku)
{
    const auto nodes = m_nodes.all();
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    return m_database.select(u"SELECT line_id, node_id, reserved, picked FROM reservation WHERE line_id = ? AND sku_id = ? ORDER BY node_id"_s,
                             {line, sku}, [&](const store::Row &row) {
                                 Row found{row.number(0), {}, row.number(2), row.number(3)};
                                 for (const Nodes::Node &node : *nodes) {
                                     if (node.id == row.number(1))
                                         found.node = node;
                                 }
                                 return found;
                             });
}

Result<> Reservations::add(qint64 line, qint64 sku, qint64 node, Quantity reserved, Quantity picked, Quantity shipped)
{
    if (reserved == 0 && picked == 0 && shipped == 0)
        return {};
    if (reserved > 0 && picked == 0 && shipped == 0)
        return m_database
            .execute(u"INSERT INTO reservation (line_id, sku_id, node_id, reserved, picked, shipped) VALUES (?, ?, ?, ?, 0, 0) "
                     "ON CONFLICT (line_id, sku_id, node_id) DO UPDATE SET reserved = reservation.reserved + excluded.reserved"_s,
                     {line, sku, node, reserved})
            .map([](qint64) {});
    return m_database
        .execute(u"UPDATE reservation SET reserved = reserved + ?, picked = picked + ?, shipped = shipped + ? "
                 "WHERE line_id = ? AND sku_id = ? AND node_id = ?"_s,
                 {reserved, picked, shipped, line, sku, node})
        .map([](qint64) {});
}

} // namespace crossdock::orders
