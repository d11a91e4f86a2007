#include "core/inventory/rules/engine/store_facts.h"

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that changes with every movement: stock, offers, what sold.
namespace crossdock::rules {
namespace {

constexpr qint64 coverDays = 30; // what sold in so many days says how long the stock lasts

} // namespace

std::optional<StoreFacts::Units> StoreFacts::units(const Subject &subject, const QStringList &nodes, Time)
{
    QString where = u"p.sku_id = ?"_s;
    QVariantList values{subject.sku};
    if (!nodes.isEmpty()) {
        where += u" AND n.name IN ("_s + QStringList(nodes.size(), u"?"_s).join(u',') + u')';
        for (const QString &node : nodes)
            values.append(node);
    }
    const auto kit = m_database.first(u"SELECT is_kit FROM sku WHERE id = ?"_s, {subject.sku}, [](const store::Row &row) { return row.flag(0); });
    if (!kit || !*kit)
        return std::nullopt;
    if (**kit) { // what its components allow
        where.replace(u"p.sku_id = ?"_s, u"k.kit_id = ?"_s);
        std::optional<double> least;
        const auto read = m_database.each(u"SELECT k.quantity, COALESCE(SUM(p.free), 0) FROM kit_part k LEFT JOIN position p ON p.sku_id = k.part_id "
                                          "LEFT JOIN node n ON n.id = p.node_id WHERE "_s + where + u" GROUP BY k.part_id, k.quantity"_s,
                                          values, [&](const store::Row &row) {
                                              const double kits = double(row.number(1) / row.number(0));
                                              least = least ? std::min(*least, kits) : kits;
                                          });
        return read ? std::optional(Units{least.value_or(0), 0, 0}) : std::nullopt;
    }
    const auto row = m_database.first(u"SELECT COALESCE(SUM(p.free), 0), COALESCE(SUM(p.reserved + p.picked), 0), COALESCE(SUM(p.in_transit), 0) "
                                      "FROM position p JOIN node n ON n.id = p.node_id WHERE "_s + where,
                                      values, [](const store::Row &r) { return Units{double(r.number(0)), double(r.number(1)), double(r.number(2))}; });
    return row && *row ? std::optional(**row) : std::nullopt;
}

std::optional<double> StoreFacts::offered(const Subject &subject, const QString &channel, Time)
{
    const auto row = m_database.first(u"SELECT MAX(o.wanted) FROM listing l JOIN offer o ON o.listing_id = l.id JOIN channel c ON c.id = l.channel_id "
                                      "WHERE l.sku_id = ? AND c.name = ? HAVING COUNT(*) > 0"_s,
                                      {subject.sku, channel}, [](const store::Row &r) { return double(r.number(0)); });
    return row ? *row : std::nullopt;
}

Fact StoreFacts::stock(QStringView part, const SlotKey &key, const Subject &subject, Time at)
{
    if (subject.sku == 0)
        return {};
    if (!key.scope.channels.isEmpty() && key.scope.nodes.isEmpty() && part == u"available") {
        double sum = 0;
        for (const QString &channel : key.scope.channels) {
            const auto there = offered(subject, channel, at);
            if (!there)
                return {};
            sum += *there;
        }
        return Fact::of(sum);
    }
    const auto there = units(subject, key.scope.nodes, at);
    if (!there)
        return {};
    if (part == u"available")
        return Fact::of(there->free);
    if (part == u"reserved")
        return Fact::of(there->reserved);
    if (part == u"incoming")
        return Fact::of(there->incoming + toCome(subject, key.scope.nodes));
    if (part == u"age")
        return there->free + there->reserved > 0 ? stockAge(subject, key.scope.nodes, at) : Fact();
    if (part != u"days_of_cover")
        return {};
    const auto sold = soldUnits(subject, at - Milliseconds(coverDays * 86'400'000), at);
    return sold && *sold > 0 ? Fact::of(there->free / *sold * coverDays * 24 * 60) : Fact();
}

/// As orders are now, whatever they were before; of a component with what went in kits.
std::optional<double> StoreFacts::soldUnits(const Subject &subject, Time from, Time to)
{
    const auto sum = m_database.first(u"SELECT COALESCE(SUM(l.quantity * COALESCE(k.quantity, 1)), 0) FROM sale_line l JOIN sale s ON s.id = l.sale_id "
                                      "LEFT JOIN kit_part k ON k.kit_id = l.sku_id AND k.part_id = ? WHERE (l.sku_id = ? OR k.part_id IS NOT NULL) "
                                      "AND s.created_at > ? AND s.created_at <= ? AND s.state NOT IN ('cancelled', 'awaiting')"_s,
                                      {subject.sku, subject.sku, toMs(from), toMs(to)}, [](const store::Row &row) { return double(row.number(0)); });
    return sum ? *sum : std::nullopt;
}

Fact StoreFacts::listing(QStringView part, const SlotKey &key, const Subject &subject)
{
    if (part == u"price_drop" || part == u"price_rise")
        return priceStep(part, key, subject, PriceStep::Of::Listing);
    const QString channel = key.scope.channels.isEmpty() ? subject.channel : key.scope.channels.first();
    if (subject.sku == 0 || channel.isEmpty())
        return {};
    const auto known = m_database.first(
        u"SELECT l.price, l.price_currency, o.wanted, o.state, (SELECT COUNT(*) FROM stop t WHERE (t.sku_id IS NULL OR t.sku_id = l.sku_id) AND "
        "(t.channel_id IS NULL OR t.channel_id = l.channel_id)), c.state, (SELECT i.kind FROM instruction i WHERE i.listing_id = l.id AND i.state = 'done' ORDER BY i.id DESC LIMIT 1), "
        "(SELECT m.is_suppressed FROM market m WHERE m.listing_id = l.id) FROM listing l JOIN offer o ON o.listing_id = l.id "
        "JOIN channel c ON c.id = l.channel_id WHERE l.sku_id = ? AND c.name = ? ORDER BY l.id LIMIT 1"_s,
        {subject.sku, channel}, [](const store::Row &row) {
            Listing one;
            if (!row.isNull(0))
                one.price = Money{row.number(0), row.text(1)};
            const bool isPaused = row.number(4) > 0 || row.text(5) == u"paused";
            const bool isEnded = !row.isNull(6) && row.text(6) == u"end";
            const bool isSuppressed = !row.isNull(7) && row.flag(7);
            one.status = isEnded ? u"ended"_s : isPaused ? u"paused"_s : isSuppressed ? u"suppressed"_s : row.number(2) == 0 ? u"out_of_stock"_s : u"active"_s;
            return one;
        });
    if (!known || !*known)
        return {};
    if (part == u"status")
        return Fact::of((*known)->status);
    return part == u"price" ? moneyValue((*known)->price) : Fact();
}

} // namespace crossdock::rules
