#include "core/inventory/rules/engine/store_facts.h"

#include "core/inventory/channels/account_book.h"

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that is about prices that move: those of others, and by how much one went up or down.
namespace crossdock::rules {

Fact StoreFacts::competitor(QStringView part, const SlotKey &key, const Subject &subject)
{
    if (part != u"price")
        return priceStep(part, key, subject, PriceStep::Of::Competitor);
    const QString channel = key.scope.channels.isEmpty() ? subject.channel : key.scope.channels.first();
    if (subject.sku == 0 || channel.isEmpty())
        return {};
    const auto price = m_database.first(u"SELECT m.competitor, m.competitor_currency FROM listing l JOIN channel c ON c.id = l.channel_id JOIN market m ON m.listing_id = l.id "
                                        "WHERE l.sku_id = ? AND c.name = ? AND m.competitor IS NOT NULL ORDER BY l.id LIMIT 1"_s,
                                        {subject.sku, channel}, [](const store::Row &row) { return Money{row.number(0), row.text(1)}; });
    return price ? moneyValue(*price) : Fact();
}

/// As the channel reckons it.
Fact StoreFacts::account(QStringView part, const SlotKey &key, const Subject &subject)
{
    const QString channel = key.scope.channels.isEmpty() ? subject.channel : key.scope.channels.first();
    const auto health = m_database.first(u"SELECT "_s + channels::accountColumns() + u" FROM account_health a JOIN channel c ON c.id = a.channel_id WHERE c.name = ?"_s, {channel},
                                         [](const store::Row &row) { return channels::readAccountHealth(row, 0); });
    if (!health || !*health)
        return {};
    const std::optional<qint64> rate = part == u"order_defect_rate" ? (*health)->orderDefects : part == u"late_shipment_rate" ? (*health)->lateShipments : (*health)->cancellations;
    return rate ? Fact::of(channels::percentOf(*rate)) : Fact();
}

/// Known in the moment of the change alone; of a change the other way: nothing.
Fact StoreFacts::priceStep(QStringView part, const SlotKey &key, const Subject &subject, PriceStep::Of of) const
{
    const PriceStep &step = subject.step;
    const bool isHere = key.scope.channels.isEmpty() || key.scope.channels.contains(subject.channel);
    if (step.of != of || !isHere || !step.before || !step.after || step.before->currency != step.after->currency || step.before->amount <= 0)
        return {};
    const qint64 drop = step.before->amount - step.after->amount;
    const qint64 moved = std::max<qint64>(0, part == u"price_drop" ? drop : -drop);
    return key.isShare ? Fact::of(100.0 * double(moved) / double(step.before->amount)) : moneyValue(Money{moved, step.before->currency});
}

} // namespace crossdock::rules
