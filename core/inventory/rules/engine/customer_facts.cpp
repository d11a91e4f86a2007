#include "core/inventory/rules/engine/store_facts.h"

#include "core/inventory/orders/customers.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that counts what the buyer of an order did before, on any channel. Orders are of one buyer where they share a mark of
/// an address or of a number; nothing of that is opened.
namespace crossdock::rules {

/// The mark of his first order: one order tells the address and the next one the number alone, and a third ties them together.
QString StoreFacts::buyerOf(const Subject &subject)
{
    if (subject.sale == 0)
        return {};
    const auto mark = m_database.first(u"WITH RECURSIVE his (mark) AS (SELECT mark FROM sale_buyer WHERE sale_id = ? "
                                       "UNION SELECT b.mark FROM his JOIN sale_buyer a ON a.mark = his.mark JOIN sale_buyer b ON b.sale_id = a.sale_id) "
                                       "SELECT mark FROM his ORDER BY (SELECT MIN(m.sale_id) FROM sale_buyer m WHERE m.mark = his.mark), mark LIMIT 1"_s,
                                       {subject.sale}, [](const store::Row &row) { return row.text(0); });
    return mark ? mark->value_or(QString()) : QString();
}

/// Nothing: no mark is known of whoever bought.
const StoreFacts::Purchases *StoreFacts::purchasesOf(const Subject &subject)
{
    if (subject.sale == 0)
        return nullptr;
    if (const auto known = m_purchases.constFind(subject.sale); known != m_purchases.cend())
        return known->isEmpty() ? nullptr : &*known;
    const auto read = m_database.select(
        u"SELECT DISTINCT s.id, c.name, s.number, s.state, s.recorded_at FROM sale_buyer a JOIN sale_buyer b ON b.mark = a.mark JOIN sale s ON s.id = b.sale_id "
        "JOIN channel c ON c.id = s.channel_id WHERE a.sale_id = ?"_s,
        {subject.sale}, [](const store::Row &row) {
            const OrderId order{*ChannelId::parse(row.text(1)), row.text(2)};
            return Purchase{{Subject::Kind::Order, 0, row.number(0), {}, order, row.text(1), {}}, {row.text(3), false, 0}, double(row.number(4))};
        });
    if (!read)
        return nullptr;
    const auto kept = m_purchases.insert(subject.sale, *read);
    return kept->isEmpty() ? nullptr : &*kept;
}

Fact StoreFacts::customer(QStringView part, const Subject &subject, Time at)
{
    const Purchases *all = purchasesOf(subject);
    if (!all)
        return {};
    Purchases known;
    const double now = double(toMs(at));
    const auto isOnRecord = [&](const Purchase &one) { return one.recordedAt < now || (one.recordedAt <= now && one.order.sale < subject.sale); }; // of one millisecond those before it
    std::copy_if(all->begin(), all->end(), std::back_inserter(known), [&](const Purchase &one) { return one.order.sale == subject.sale || isOnRecord(one); });
    if (part == u"tags") {
        const auto tags = orders::readCustomerTags(m_database, subject.sale);
        return tags ? Fact::of(*tags) : Fact();
    }
    if (part == u"order_count")
        return Fact::of(double(known.size()));
    if (part == u"cancel_count")
        return Fact::of(double(std::count_if(known.begin(), known.end(), [&](const Purchase &one) { return standing(one.order, one.standing).state == u"cancelled"; })));
    if (part == u"total_spent")
        return spent(known);
    const auto count = part == u"return_count" ? returns(known, at) : part == u"rto_count" ? refused(known, at) : std::nullopt;
    return count ? Fact::of(*count) : Fact();
}

/// Of what is paid and not cancelled. Unknown: in several currencies, or a price is missing.
Fact StoreFacts::spent(const Purchases &purchases)
{
    std::optional<Money> sum;
    bool isKnown = true;
    for (const Purchase &one : purchases) {
        const QString state = standing(one.order, one.standing).state;
        if (state == u"cancelled" || state == u"awaiting")
            continue;
        const auto read = m_database.each(u"SELECT price, price_currency, quantity FROM sale_line WHERE sale_id = ? AND quantity > 0"_s, {one.order.sale}, [&](const store::Row &row) {
            isKnown = isKnown && !row.isNull(0) && (!sum || sum->currency == row.text(1));
            if (isKnown)
                sum = Money{(sum ? sum->amount : 0) + row.number(0) * row.number(2), row.text(1)};
        });
        isKnown = isKnown && read;
    }
    if (!isKnown)
        return {};
    return sum ? moneyValue(sum) : Fact::of(0.0);
}

/// How often something came back.
std::optional<double> StoreFacts::returns(const Purchases &purchases, Time at)
{
    qint64 count = 0;
    for (const Purchase &one : purchases) {
        const auto read = m_database.each(u"SELECT COUNT(*) FROM trail_about a JOIN trail t ON t.number = a.number WHERE a.kind = 'order' AND a.name = ? AND t.what = 'return.receive' AND t.at <= ?"_s,
                                          {one.order.order.text(), toMs(at)}, [&](const store::Row &row) { count += row.number(0); });
        if (!read)
            return std::nullopt;
    }
    return double(count);
}

/// Parcels that went back to us, by what their carriers told.
std::optional<double> StoreFacts::refused(const Purchases &purchases, Time at)
{
    qint64 count = 0;
    for (const Purchase &one : purchases) {
        const auto read = m_database.each(u"SELECT COUNT(*) FROM label WHERE sale_id = ? AND return_id = 0 AND progress = 'returned' AND progress_at <= ?"_s, {one.order.sale, toMs(at)},
                                          [&](const store::Row &row) { count += row.number(0); });
        if (!read)
            return std::nullopt;
    }
    return double(count);
}

} // namespace crossdock::rules
