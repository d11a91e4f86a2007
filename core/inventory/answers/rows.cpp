#include "core/inventory/answers/rows.h"

#include "core/inventory/channels/account_book.h"
#include "core/inventory/channels/listings.h"
#include "core/inventory/environment.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {
namespace {

StockRow readRow(const store::Row &row)
{
    StockRow r;
    r.id = row.number(0);
    r.sku = *Sku::parse(row.text(1));
    r.name = row.text(2);
    r.category = row.text(3);
    r.barcode = row.text(4);
    r.isKit = row.flag(5);
    r.reorderPoint = row.number(6);
    r.available = row.number(7);
    r.reserved = row.number(8) + row.number(9);
    r.onHand = r.available + r.reserved;
    r.inTransit = row.number(10);
    r.quarantine = row.number(11);
    return r;
}

QString rowSql(const QString &where)
{
    return u"SELECT s.id, s.code, s.name, s.category, s.barcode, s.is_kit, s.reorder_point, COALESCE(SUM(p.free), 0), "
           "COALESCE(SUM(p.reserved), 0), COALESCE(SUM(p.picked), 0), COALESCE(SUM(p.in_transit), 0), COALESCE(SUM(p.quarantine), 0) "
           "FROM sku s LEFT JOIN position p ON p.sku_id = s.id WHERE "_s
        + where;
}

/// A kit's row shows what its components allow, over all nodes.
Result<> fillKit(store::Database &database, StockRow &row)
{
    std::optional<Quantity> least;
    CROSSDOCK_TRY(database.each(
        u"SELECT k.quantity, COALESCE(SUM(p.free), 0) FROM kit_part k LEFT JOIN position p ON p.sku_id = k.part_id WHERE k.kit_id = ? "
        "GROUP BY k.part_id, k.quantity"_s,
        {row.id}, [&](const store::Row &part) {
            const Quantity kits = part.number(1) / part.number(0);
            least = least ? std::min(*least, kits) : kits;
        }));
    const auto held = database.first(
        u"SELECT COALESCE(SUM(l.quantity - l.short - l.shipped), 0) FROM sale_line l JOIN sale s ON s.id = l.sale_id WHERE l.sku_id = ? "
        "AND s.state IN ('open', 'picked')"_s,
        {row.id}, [](const store::Row &line) { return line.number(0); });
    if (!held)
        return tl::make_unexpected(held.error());
    row.available = least.value_or(0);
    row.reserved = held->value_or(0);
    row.onHand = row.available + row.reserved;
    return {};
}

OfferState toState(const channels::OfferRecord &record, const Stops &stops, Time now)
{
    OfferState state = record.toState();
    state.isStopped = stops.isStopped(record.sku, record.channel, now);
    return state;
}

} // namespace

Result<Stops> Stops::read(store::Database &database)
{
    Stops stops;
    CROSSDOCK_TRY(database.each(u"SELECT COALESCE(sku_id, 0), COALESCE(channel_id, 0), COALESCE(until_at, 0) FROM stop"_s, {},
                                [&](const store::Row &row) { stops.m_stops.append({row.number(0), row.number(1), row.number(2)}); }));
    return stops;
}

bool Stops::isStopped(qint64 sku, qint64 channel, Time at) const
{
    return std::any_of(m_stops.begin(), m_stops.end(), [&](const Stop &stop) {
        return (stop.sku == 0 || stop.sku == sku) && (stop.channel == 0 || stop.channel == channel) && (stop.until == 0 || stop.until > toMs(at));
    });
}

bool Stops::isStoppedEverywhere(qint64 sku, Time at) const
{
    return isStopped(sku, -1, at);
}

Result<std::optional<StockRow>> stockRow(store::Database &database, qint64 sku)
{
    const auto rows = stockRows(database, sku - 1, 1, true);
    if (!rows)
        return tl::make_unexpected(rows.error());
    return rows->isEmpty() || rows->first().id != sku ? std::optional<StockRow>() : rows->first();
}

Result<QList<StockRow>> stockRows(store::Database &database, qint64 afterId, int limit, bool withOffers)
{
    // Both joins walk the same ids in the same order: one pass, no lookup for each row.
    auto rows = database.select(rowSql(u"s.id > ? AND s.id <= COALESCE((SELECT MAX(id) FROM (SELECT id FROM sku WHERE id > ? ORDER BY id LIMIT ?) page), 0) "
                                       "GROUP BY s.id, s.code, s.name, s.category, s.barcode, s.is_kit, s.reorder_point ORDER BY s.id"_s),
                                {afterId, afterId, limit}, readRow);
    if (!rows || rows->isEmpty())
        return rows;
    const auto stops = Stops::read(database);
    if (!stops)
        return tl::make_unexpected(stops.error());
    const Time now = SystemClock().now(); // only to know which stops have run out
    for (StockRow &row : *rows) {
        row.isStopped = stops->isStoppedEverywhere(row.id, now);
        if (row.isKit)
            CROSSDOCK_TRY(fillKit(database, row));
    }
    if (!withOffers)
        return rows;
    auto row = rows->begin();
    CROSSDOCK_TRY(database.each(
        u"SELECT "_s + channels::offerColumns() + u" FROM "_s + channels::offerTables() + u" WHERE l.sku_id > ? AND l.sku_id <= ? ORDER BY l.sku_id, l.id"_s,
        {afterId, rows->last().id}, [&](const store::Row &line) {
            const channels::OfferRecord record = channels::readOffer(line);
            while (row != rows->end() && row->id < record.sku)
                ++row;
            if (row != rows->end() && row->id == record.sku)
                row->offers.append(toState(record, *stops, now));
        }));
    return rows;
}

QString orderRowSql(const QString &where, const QString &more)
{
    return u"SELECT c.name, s.number, s.created_at, s.recorded_at, s.state, s.is_held, s.is_by_channel, s.ship_by, s.country, s.region, "
           "COUNT(l.id), COALESCE(SUM(CASE WHEN s.state = 'awaiting' THEN l.ordered ELSE l.quantity END), 0), COALESCE(SUM(l.short), 0), "
           "SUM(l.price * CASE WHEN s.state = 'awaiting' THEN l.ordered ELSE l.quantity END), MAX(l.price_currency)"_s
        + more
        + u" FROM sale s JOIN channel c ON c.id = s.channel_id LEFT JOIN sale_line l ON l.sale_id = s.id WHERE "_s
        + where
        + u" GROUP BY s.id, c.name, s.number, s.created_at, s.recorded_at, s.state, s.is_held, s.is_by_channel, s.ship_by, s.country, s.region"_s;
}

OrderRow readOrderRow(const store::Row &row)
{
    using State = OrderRow::State;
    OrderRow r;
    r.id = {*ChannelId::parse(row.text(0)), row.text(1)};
    r.createdAt = fromMs(row.number(2));
    r.recordedAt = fromMs(row.number(3));
    const QString state = row.text(4);
    r.state = state == u"awaiting"_s ? State::AwaitingPayment
        : state == u"picked"_s       ? State::Picked
        : state == u"shipped"_s      ? State::Shipped
        : state == u"cancelled"_s    ? State::Cancelled
                                     : State::Open;
    if (row.flag(5) && (r.state == State::Open || r.state == State::Picked || r.state == State::AwaitingPayment))
        r.state = State::OnHold;
    r.isByChannel = row.flag(6);
    if (!row.isNull(7))
        r.shipBy = fromMs(row.number(7));
    QStringList place = {row.text(9), row.text(8)};
    place.removeAll(QString());
    r.shipTo = place.join(u", "_s);
    r.lines = static_cast<int>(row.number(10));
    r.units = row.number(11);
    r.shortUnits = row.number(12);
    if (!row.isNull(13) && !row.isNull(14))
        r.total = Money{row.number(13), row.text(14)};
    return r;
}

Result<std::optional<OrderRow>> orderRow(store::Database &database, qint64 sale)
{
    return database.first(orderRowSql(u"s.id = ?"_s), {sale}, readOrderRow);
}

Result<std::optional<QPair<ChannelRow, bool>>> channelRow(store::Database &database, qint64 channel)
{
    return database.first(
        u"SELECT "_s + channels::channelColumns()
            + u", is_removed, cursor, cursor_at, (SELECT COUNT(*) FROM listing l WHERE l.channel_id = channel.id), "
              "(SELECT COUNT(*) FROM offer o CROSS JOIN listing l WHERE l.id = o.listing_id AND l.channel_id = channel.id AND o.state = 'waiting' AND o.state <> 'acknowledged'), "
              "(SELECT COUNT(*) FROM offer o CROSS JOIN listing l WHERE l.id = o.listing_id AND l.channel_id = channel.id AND o.state = 'refused' AND o.state <> 'acknowledged') + "
              "(SELECT COUNT(*) FROM market m CROSS JOIN listing l CROSS JOIN offer o WHERE l.id = m.listing_id AND o.listing_id = l.id AND l.channel_id = channel.id AND m.is_suppressed = 1 AND o.state <> 'refused'), "_s
            + channels::accountColumns() + u" FROM channel LEFT JOIN account_health a ON a.channel_id = channel.id WHERE id = ?"_s,
        {channel}, [](const store::Row &row) {
            ChannelRow r;
            r.details = channels::readChannel(row, 0);
            r.cursor = row.text(7);
            r.cursorAt = fromMs(row.number(8));
            r.listings = static_cast<int>(row.number(9));
            r.waiting = static_cast<int>(row.number(10));
            r.setAside = static_cast<int>(row.number(11));
            r.account = channels::readAccountHealth(row, 12);
            return QPair(r, row.flag(6));
        });
}

Result<QList<NodeStock>> nodeStock(store::Database &database, qint64 sku)
{
    return database.select(
        u"SELECT n.name, p.free, p.reserved, p.picked, p.in_transit, p.quarantine, p.version FROM position p JOIN node n ON n.id = p.node_id "
        "WHERE p.sku_id = ? ORDER BY n.id"_s,
        {sku}, [](const store::Row &row) {
            return NodeStock{*NodeId::parse(row.text(0)), row.number(1), row.number(2), row.number(3), row.number(4), row.number(5), row.number(6)};
        });
}

} // namespace crossdock::answers
