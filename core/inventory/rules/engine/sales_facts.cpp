#include "core/inventory/rules/engine/store_facts.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that adds up what was ordered in a stretch of time, by the moment of the order: what is cancelled or not paid yet does
/// not count.
namespace crossdock::rules {
namespace {

/// A condition on the lines of a sale, and the values it needs.
struct Filter {
    QString sql;
    QVariantList values;

    void add(const QString &condition, const QStringList &names)
    {
        if (names.isEmpty())
            return;
        sql += condition.arg(QStringList(names.size(), u"?"_s).join(u','));
        for (const QString &name : names)
            values.append(name);
    }
};

} // namespace

std::optional<StoreFacts::Sold> StoreFacts::sold(const SlotKey &key, const Subject &subject, Time from, Time to)
{
    Filter filter{u"s.created_at > ? AND s.created_at <= ? AND s.state NOT IN ('cancelled', 'awaiting')"_s, {toMs(from), toMs(to)}};
    if (subject.sku != 0) {
        filter.sql += u" AND l.sku_id = ?"_s;
        filter.values.append(subject.sku);
    }
    filter.add(u" AND c.name IN (%1)"_s, key.scope.channels);
    filter.add(u" AND EXISTS (SELECT 1 FROM reservation r JOIN node n ON n.id = r.node_id WHERE r.line_id = l.id AND n.name IN (%1))"_s, key.scope.nodes);
    Sold sum;
    bool isOneCurrency = true;
    const auto read = m_database.each(
        u"SELECT COALESCE(l.price_currency, ''), SUM(l.quantity), COALESCE(SUM(l.price * l.quantity), 0), COUNT(DISTINCT CASE WHEN l.quantity > 0 THEN s.id END) "
        "FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN channel c ON c.id = s.channel_id WHERE "_s + filter.sql + u" GROUP BY COALESCE(l.price_currency, '')"_s,
        filter.values, [&](const store::Row &row) {
            const QString currency = row.text(0);
            sum.units += double(row.number(1));
            sum.orders += double(row.number(3)); // an order has one currency
            if (currency.isEmpty() || (key.currency != Unit::None && unitOfCurrency(currency) != key.currency))
                return;
            isOneCurrency = isOneCurrency && (sum.currency.isEmpty() || sum.currency == currency);
            sum.currency = currency;
            *sum.revenue += double(row.number(2)) / std::pow(10.0, minorDigits(currency));
        });
    if (!read)
        return std::nullopt;
    if (!isOneCurrency)
        sum.revenue.reset();
    return sum;
}

Fact StoreFacts::sales(QStringView part, const SlotKey &key, const Subject &subject, Time at)
{
    const auto now = sold(key, subject, at - key.span, at);
    if (!now)
        return {};
    if (part == u"units")
        return Fact::of(now->units);
    if (part == u"orders")
        return Fact::of(now->orders);
    if (part == u"revenue")
        return now->revenue ? Fact::of(*now->revenue, key.currency) : Fact();
    const auto before = sold(key, subject, at - 2 * key.span, at - key.span);
    if (!before)
        return {};
    const bool isMoney = part.startsWith(u"revenue");
    const auto old = isMoney ? before->revenue : before->units, fresh = isMoney ? now->revenue : now->units;
    const bool isOther = isMoney && !now->currency.isEmpty() && now->currency != before->currency;
    if (!old || !fresh || isOther || *old <= 0)
        return {};
    const double rise = 100 * (*fresh - *old) / *old;
    return Fact::of(std::max(0.0, part.endsWith(u"_drop") ? -rise : rise));
}

} // namespace crossdock::rules
