#include "core/inventory/orders/promises.h"

#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::orders {

Result<> Promises::setQuantity(audit::Draft &draft, const Sale &sale, SaleLine &line, Quantity target)
{
    target = std::max(target, line.shipped); // what has left cannot be cancelled, only returned
    if (target > line.quantity)
        return grow(draft, sale, line, target - line.quantity);
    return shrink(draft, line, line.quantity - target);
}

Result<> Promises::grow(audit::Draft &draft, const Sale &sale, SaleLine &line, Quantity units)
{
    line.quantity += units;
    if (!line.sku || sale.isByChannel)
        return {};
    const auto item = m_catalogue.item(*line.sku);
    const auto channel = m_registry.channel(sale.channel);
    if (!item || !channel)
        return tl::make_unexpected(!item ? item.error() : channel.error());
    draft.about(item->sku);
    draft.touchSku(item->id);
    const auto taken = m_reservations.reserve(draft, line.id, *item, units, channel->pool);
    if (!taken)
        return tl::make_unexpected(taken.error());
    const Quantity missing = units - *taken;
    if (missing == 0)
        return {};
    line.shortUnits += missing;
    raise(draft, sale, line, missing,
          u"%1 sold %2 of %3 while %4 were left"_s.arg(sale.order.channel.text()).arg(units).arg(item->sku.text()).arg(*taken));
    return {};
}

Result<> Promises::shrink(audit::Draft &draft, SaleLine &line, Quantity units)
{
    if (units == 0)
        return {};
    line.quantity -= units;
    const Quantity fromShort = std::min(units, line.shortUnits);
    line.shortUnits -= fromShort;
    if (line.shortUnits == 0 && fromShort > 0)
        CROSSDOCK_TRY(closeIncidents(line.id));
    if (!line.sku)
        return {};
    const auto item = m_catalogue.item(*line.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    draft.about(item->sku);
    draft.touchSku(item->id);
    return m_reservations.release(draft, line.id, *item, units - fromShort);
}

Result<> Promises::ship(audit::Draft &draft, const Sale &sale, SaleLine &line, Quantity units, const Reservations::AtNodes &kept)
{
    line.shipped += units;
    if (!line.sku || sale.isByChannel)
        return {};
    const auto item = m_catalogue.item(*line.sku);
    if (!item)
        return tl::make_unexpected(item.error());
    draft.about(item->sku);
    draft.touchSku(item->id);
    const Quantity unheld = std::max<Quantity>(0, line.shipped + line.shortUnits - line.quantity);
    const Quantity ghost = std::min({unheld, line.shortUnits, units}); // shipped although the ledger had none of it
    if (ghost > 0) {
        line.shortUnits -= ghost;
        raise(draft, sale, line, ghost, u"%1 left that the ledger did not have: count %2"_s.arg(counted(ghost, u"unit"_s)).arg(item->sku.text()));
    }
    return m_reservations.ship(draft, line.id, *item, units - ghost, {}, kept);
}

Result<Quantity> Promises::shipFrom(audit::Draft &draft, SaleLine &line, qint64 node, Quantity most)
{
    if (!line.sku)
        return 0;
    const auto item = m_catalogue.item(*line.sku);
    const auto held = item ? m_reservations.heldAt(line.id, *item, node) : tl::make_unexpected(item.error());
    if (!held)
        return tl::make_unexpected(held.error());
    const Quantity units = std::min(most, *held);
    if (units == 0)
        return 0;
    draft.about(item->sku);
    draft.touchSku(item->id);
    CROSSDOCK_TRY(m_reservations.ship(draft, line.id, *item, units, node));
    line.shipped += units;
    return units;
}

Result<> Promises::fillShort(audit::Draft &draft, qint64 sku)
{
    struct Waiting {
        qint64 line = 0, sku = 0, channel = 0, sale = 0;
        Quantity units = 0;
    };
    const auto waiting = m_database.select(
        u"SELECT l.id, l.sku_id, s.channel_id, s.id, l.short FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.short > 0 AND "
        "(l.sku_id = ? OR l.sku_id IN (SELECT kit_id FROM kit_part WHERE part_id = ?)) ORDER BY l.id"_s,
        {sku, sku},
        [](const store::Row &row) { return Waiting{row.number(0), row.number(1), row.number(2), row.number(3), row.number(4)}; });
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    for (const Waiting &line : *waiting) {
        const auto item = m_catalogue.item(line.sku);
        const auto channel = m_registry.channel(line.channel);
        if (!item || !channel)
            return tl::make_unexpected(!item ? item.error() : channel.error());
        const auto taken = m_reservations.reserve(draft, line.line, *item, line.units, channel->pool);
        if (!taken)
            return tl::make_unexpected(taken.error());
        if (*taken == 0)
            continue;
        CROSSDOCK_TRY(m_database.execute(u"UPDATE sale_line SET short = short - ? WHERE id = ?"_s, {*taken, line.line}));
        if (*taken == line.units)
            CROSSDOCK_TRY(closeIncidents(line.line));
        draft.touchSale(line.sale);
    }
    return {};
}

void Promises::raise(audit::Draft &draft, const Sale &sale, const SaleLine &line, Quantity units, const QString &cause)
{
    Incident incident;
    incident.at = draft.at();
    incident.channel = sale.order.channel;
    incident.order = sale.order;
    incident.units = units;
    incident.cause = cause;
    if (line.sku) {
        if (const auto item = m_catalogue.item(*line.sku))
            incident.sku = item->sku;
    }
    draft.raise(incident);
}

Result<> Promises::closeIncidents(qint64 line)
{
    return m_database
        .execute(u"UPDATE incident SET is_open = 0 WHERE is_open = 1 AND sale_id = (SELECT sale_id FROM sale_line WHERE id = ?) "
                 "AND sku_id = (SELECT sku_id FROM sale_line WHERE id = ?) AND NOT EXISTS (SELECT 1 FROM sale_line l "
                 "WHERE l.sale_id = incident.sale_id AND l.sku_id = incident.sku_id AND l.short > 0 AND l.id <> ?)"_s,
                 {line, line, line})
        .map([](qint64) {});
}

Result<> Promises::closeSettled()
{
    return m_database
        .execute(u"UPDATE incident SET is_open = 0 WHERE is_open = 1 AND sale_id IS NULL AND sku_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sale_line l "
                 "WHERE l.short > 0 AND (l.sku_id = incident.sku_id OR l.sku_id IN (SELECT kit_id FROM kit_part WHERE part_id = incident.sku_id)))"_s)
        .map([](qint64) {});
}

} // namespace crossdock::orders
