#include "core/inventory/parcels/waiting_rows.h"

#include "core/inventory/audit/privacy.h"
#include "core/inventory/orders/shipping_wishes.h"
#include "core/inventory/parcels/parcel_rows.h"
#include "core/inventory/parcels/sku_check_book.h"

#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {
namespace {

using namespace fulfilment;

/// Reads it part by part.
class Reader
{
public:
    Reader(store::Database &database, const query::Waiting &query)
        : m_database(database)
        , m_query(query)
    {
    }

    Result<Waiting> read()
    {
        CROSSDOCK_TRY(readNodes());
        CROSSDOCK_TRY(readOrders());
        for (qsizetype i = 0; i < m_waiting.orders.size(); ++i)
            CROSSDOCK_TRY(readLines(m_sales[i], m_waiting.orders[i]));
        m_waiting.orders.removeIf([](const WaitingOrder &order) { return order.lines.isEmpty(); });
        CROSSDOCK_TRY(readItems());
        return m_waiting;
    }

private:
    Result<> readNodes()
    {
        CROSSDOCK_TRY(m_database.each(u"SELECT id, name, kind, title, details FROM node WHERE is_removed = 0 ORDER BY id"_s, {}, [this](const store::Row &row) {
            m_nodeIds.append(row.number(0));
            m_waiting.nodes.append({*NodeId::parse(row.text(1)), row.text(2), row.text(3), nodeDetailsFrom(QJsonDocument::fromJson(row.text(4).toUtf8()).object()), {}});
        }));
        return m_database.each(u"SELECT node_id, ships_on, COUNT(*) FROM parcel WHERE state NOT IN ('planned', 'refused', 'lost', 'cancelled') AND ships_on <> '' GROUP BY node_id, ships_on"_s, {}, [this](const store::Row &row) {
            if (const qsizetype node = m_nodeIds.indexOf(row.number(0)); node >= 0)
                m_waiting.nodes[node].parcels[QDate::fromString(row.text(1), Qt::ISODate)] = row.number(2);
        });
    }

    static QString orderCondition(const query::Waiting &query)
    {
        if (query.order)
            return u"c.name = ? AND s.number = ? AND s.state IN ('open', 'picked') AND s.is_by_channel = 0"_s;
        return u"s.state IN ('open', 'picked') AND s.is_held = 0 AND s.is_by_channel = 0 AND c.is_removed = 0 AND EXISTS "
               "(SELECT 1 FROM sale_line l JOIN reservation r ON r.line_id = l.id WHERE l.sale_id = s.id AND r.reserved > 0)"_s;
    }

    Result<> readOrders()
    {
        QVariantList values;
        if (m_query.order)
            values = {m_query.order->channel.text(), m_query.order->number};
        const QString condition = orderCondition(m_query);
        const auto count = m_database.first(u"SELECT COUNT(*) FROM sale s JOIN channel c ON c.id = s.channel_id WHERE "_s + condition, values, [](const store::Row &row) { return row.number(0); });
        if (!count)
            return tl::make_unexpected(count.error());
        values.append(m_query.limit);
        CROSSDOCK_TRY(m_database.each(u"SELECT s.id, c.name, s.number, c.kind, c.pool, s.created_at, s.ship_by, s.country, s.region, s.deliver_by FROM sale s JOIN channel c ON c.id = s.channel_id WHERE "_s + condition
                                          + u" ORDER BY COALESCE(s.ship_by, 9000000000000000), s.created_at, s.id LIMIT ?"_s,
                                      values, [this](const store::Row &row) {
                                          WaitingOrder order;
                                          order.order = {*ChannelId::parse(row.text(1)), row.text(2)};
                                          order.channelKind = row.text(3);
                                          for (const QString &node : row.text(4).split(u'\n', Qt::SkipEmptyParts))
                                              order.pool.append(*NodeId::parse(node));
                                          order.createdAt = fromMs(row.number(5));
                                          if (!row.isNull(6))
                                              order.promisedBy = fromMs(row.number(6));
                                          order.country = row.text(7);
                                          order.region = row.text(8);
                                          if (!row.isNull(9))
                                              order.deliverBy = fromMs(row.number(9));
                                          m_sales.append(row.number(0));
                                          m_waiting.orders.append(order);
                                      }));
        m_waiting.left = static_cast<int>(count->value_or(0) - m_waiting.orders.size());
        return {};
    }

    Result<> readLines(qint64 sale, WaitingOrder &order)
    {
        const auto rows = readParcels(m_database, u"p.sale_id = ? ORDER BY p.id"_s, {sale});
        if (!rows)
            return tl::make_unexpected(rows.error());
        m_picked.clear();
        const auto wish = orders::readWish(m_database, sale);
        if (!wish)
            return tl::make_unexpected(wish.error());
        order.wish = *wish;
        if (const audit::ShopKey *shop = m_database.shopKey()) {
            const auto buyer = audit::Privacy(m_database, *shop).buyer(sale);
            if (!buyer)
                return tl::make_unexpected(buyer.error());
            order.city = buyer->value_or(Buyer{}).city;
            order.postcode = buyer->value_or(Buyer{}).postcode;
        }
        struct Line {
            qint64 id = 0, sku = 0;
            WaitingLine line;
        };
        const auto lines = m_database.select(u"SELECT l.id, l.line, k.id, k.code, l.price, l.price_currency FROM sale_line l JOIN sku k ON k.id = l.sku_id WHERE l.sale_id = ? AND l.quantity > l.shipped ORDER BY l.id"_s,
                                             {sale}, [](const store::Row &row) {
                                                 Line line{row.number(0), row.number(2), {}};
                                                 line.line.line = row.text(1);
                                                 line.line.sku = *Sku::parse(row.text(3));
                                                 if (!row.isNull(4))
                                                     line.line.unitPrice = Money{row.number(4), row.text(5)};
                                                 return line;
                                             });
        if (!lines)
            return tl::make_unexpected(lines.error());
        for (Line line : *lines) {
            CROSSDOCK_TRY(readUnits(line.id, line.sku, *rows, line.line));
            if (line.line.units > 0)
                order.lines.append(line.line);
        }
        const QSet<qint64> planned = notBegun(*rows, m_picked);
        for (const ParcelRow &row : *rows) {
            order.parcels.append(row.parcel);
            if (planned.contains(row.parcel.id))
                order.planned.append(row.parcel.plan);
        }
        return {};
    }

    /// What is reserved and nobody has begun with.
    Result<> readUnits(qint64 line, qint64 sku, const QList<ParcelRow> &parcels, WaitingLine &waiting)
    {
        const auto parts = partsOf(sku);
        if (!parts)
            return tl::make_unexpected(parts.error());
        QMap<qint64, QMap<qint64, Quantity>> reserved; // by part and node
        CROSSDOCK_TRY(m_database.each(u"SELECT sku_id, node_id, reserved, picked FROM reservation WHERE line_id = ? AND reserved + picked > 0"_s, {line}, [&](const store::Row &row) {
            const qint64 node = row.number(1);
            const Quantity taken = unitsTaken(parcels, line, node), picked = row.number(3);
            for (const auto &[part, each] : *parts) {
                if (part != row.number(0))
                    continue;
                reserved[part][node] = unitsToPlan(row.number(2), picked, taken * each);
                Quantity &most = m_picked[{line, node}];
                most = std::max(most, (picked + each - 1) / each);
            }
        }));
        std::optional<Quantity> least;
        QMap<qint64, Quantity> whole;
        for (const auto &[part, each] : *parts) {
            Quantity all = 0;
            for (qsizetype i = 0; i < m_nodeIds.size(); ++i) {
                const Quantity there = reserved.value(part).value(m_nodeIds[i]);
                all += there;
                const Quantity units = there / each;
                whole[m_nodeIds[i]] = least ? std::min(whole.value(m_nodeIds[i]), units) : units;
            }
            least = least ? std::min(*least, all / each) : all / each;
        }
        waiting.units = least.value_or(0);
        for (qsizetype i = 0; i < m_nodeIds.size(); ++i)
            if (const Quantity units = whole.value(m_nodeIds[i]); units > 0)
                waiting.at[m_waiting.nodes[i].node] = units;
        return {};
    }

    /// Of a plain SKU itself, once. Reads each SKU once, and remembers that it was needed.
    Result<QList<std::pair<qint64, Quantity>>> partsOf(qint64 sku)
    {
        if (const auto known = m_parts.constFind(sku); known != m_parts.constEnd())
            return *known;
        auto parts = m_database.select(u"SELECT part_id, quantity FROM kit_part WHERE kit_id = ? ORDER BY part_id"_s, {sku}, [](const store::Row &row) { return std::pair<qint64, Quantity>(row.number(0), row.number(1)); });
        if (!parts)
            return parts;
        if (parts->isEmpty())
            parts->append({sku, 1});
        m_parts.insert(sku, *parts);
        return parts;
    }

    Result<> readItems()
    {
        QSet<qint64> all;
        for (auto it = m_parts.begin(); it != m_parts.end(); ++it) {
            all.insert(it.key());
            for (const auto &[part, each] : *it)
                all.insert(part);
        }
        QList<qint64> ids(all.begin(), all.end());
        std::sort(ids.begin(), ids.end());
        for (const qint64 id : ids) {
            CROSSDOCK_TRY(m_database.each(u"SELECT code, category, tags, weight_g, length_mm, width_mm, height_mm FROM sku WHERE id = ?"_s, {id}, [this](const store::Row &row) {
                m_waiting.items.append({*Sku::parse(row.text(0)), row.text(1), row.text(2).split(u'\n', Qt::SkipEmptyParts), row.number(3), row.number(4), row.number(5), row.number(6), {}});
            }));
            WaitingItem &item = m_waiting.items.last();
            CROSSDOCK_TRY(m_database.each(u"SELECT k.code, p.quantity FROM kit_part p JOIN sku k ON k.id = p.part_id WHERE p.kit_id = ? ORDER BY p.part_id"_s, {id},
                                          [&](const store::Row &row) { item.parts.append({*Sku::parse(row.text(0)), row.number(1)}); }));
            CROSSDOCK_TRY(m_database.each(u"SELECT n.name, p.free FROM position p JOIN node n ON n.id = p.node_id WHERE p.sku_id = ? AND n.is_removed = 0 ORDER BY n.id"_s, {id},
                                          [&](const store::Row &row) { m_waiting.stock.append({*NodeId::parse(row.text(0)), item.sku, row.number(1)}); }));
            const auto checks = readSkuChecks(m_database, item.sku);
            if (!checks)
                return tl::make_unexpected(checks.error());
            m_waiting.checks += *checks;
        }
        return {};
    }

    store::Database &m_database;
    const query::Waiting &m_query;
    Waiting m_waiting;
    QList<qint64> m_nodeIds, m_sales; ///< as nodes and orders
    PickedUnits m_picked; ///< of the order at hand
    QMap<qint64, QList<std::pair<qint64, Quantity>>> m_parts; ///< by SKU
};

} // namespace

Result<Waiting> readWaiting(store::Database &database, const query::Waiting &query)
{
    return Reader(database, query).read();
}

} // namespace crossdock::parcels
