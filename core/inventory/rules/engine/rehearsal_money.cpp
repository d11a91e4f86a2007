#include "core/inventory/rules/engine/rehearsal_money.h"

#include "core/inventory/orders/order_fact_rows.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

using MoneyKind = MovedMoney::Kind;

MovedMoney unknownMoney(MoneyKind kind, const QString &why, qint64 units = 0)
{
    return {kind, {}, why, 1, units, 0};
}

MovedMoney knownMoney(MoneyKind kind, const Money &money, qint64 units = 0)
{
    return {kind, money.currency, {}, 1, units, money.amount};
}

QList<MovedMoney> rowsOf(MoneyKind kind, const PastAmount &amount)
{
    if (!amount.unknown.isEmpty())
        return {unknownMoney(kind, amount.unknown)};
    QList<MovedMoney> rows;
    for (const Money &sum : amount.sums)
        rows.append(knownMoney(kind, sum));
    return rows;
}

/// So many hundredths of a percent, to the nearest of the smallest unit.
qint64 shareOf(qint64 amount, int basisPoints)
{
    return (amount * basisPoints + 5'000) / 10'000;
}

bool hasAction(const Trigger &trigger, const QStringList &types)
{
    const auto isOne = [&](const Branch &branch) { return std::ranges::any_of(branch.actions, [&](const Action &action) { return types.contains(action.type); }); };
    return isOne(trigger.then) || std::ranges::any_of(trigger.otherwise, isOne);
}

} // namespace

QStringList RehearsalMoney::assumptions(const Trigger &trigger)
{
    QStringList words;
    if (hasAction(trigger, {u"order.cancel"_s, u"order.hold"_s, u"order.refund"_s, u"order.capture"_s}))
        words.append(u"An order is worth the prices of its lines as its channel told them, without postage and taxes, and counts once."_s);
    if (hasAction(trigger, {u"listing.set_price"_s}))
        words.append(u"Each price is changed from what it was then: what buyers would have done about it is not guessed."_s);
    if (hasAction(trigger, {u"stock.transfer"_s, u"po.create"_s}))
        words.append(u"A unit costs what its product says today."_s);
    if (hasAction(trigger, {u"order.buy_label"_s, u"return.send_label"_s}))
        words.append(u"A label costs what the one cost that was bought then."_s);
    return words;
}

Result<QList<MovedMoney>> RehearsalMoney::of(const Firing &firing)
{
    Rows all;
    for (const Action &action : firing.rule->ways[size_t(firing.way)].actions) {
        const auto rows = ofAction(action, firing);
        if (!rows)
            return rows;
        addTo(all, *rows);
    }
    return all;
}

bool RehearsalMoney::isFirst(MoneyKind kind, const QString &thing)
{
    const QPair once(static_cast<int>(kind), thing);
    const bool isNew = !m_done.contains(once);
    m_done.insert(once);
    return isNew;
}

Result<QList<MovedMoney>> RehearsalMoney::ofAction(const Action &action, const Firing &firing)
{
    const Subject &subject = firing.happening.subject;
    const QString &type = action.type;
    if (type == u"listing.set_price")
        return repriced(action, firing);
    if (type == u"stock.transfer" || type == u"po.create") {
        const bool isOrdered = type == u"po.create";
        const auto skus = m_deeds.skusOf(subject);
        const QList<Sku> meant = isOrdered ? QList<Sku>{Sku::parse(subject.code).value_or(Sku())} : skus.value_or(QList<Sku>());
        return goods(isOrdered ? MoneyKind::Purchased : MoneyKind::Transferred, meant, qint64(numberArgument(action, u"quantity"_s).value_or(0)));
    }
    if (subject.sale == 0)
        return Rows{};
    if (type == u"order.cancel")
        return ofOrder(MoneyKind::Cancelled, subject);
    if (type == u"order.hold")
        return ofOrder(MoneyKind::Held, subject);
    if (type == u"order.capture")
        return ofOrder(MoneyKind::Captured, subject);
    if (type == u"order.refund")
        return refund(action, subject);
    if (type == u"order.buy_label" && isFirst(MoneyKind::Labels, subject.order.text()))
        return labels(u"sale_id = ? AND return_id = 0"_s, {subject.sale});
    return type == u"return.send_label" ? returnLabel(subject) : Rows{};
}

Result<QList<MovedMoney>> RehearsalMoney::ofOrder(MoneyKind kind, const Subject &order)
{
    if (!isFirst(kind, order.order.text()))
        return Rows{};
    return valueOfOrder(m_database, order, m_facts.next()).map([&](const PastAmount &value) { return rowsOf(kind, value); });
}

/// What is wanted in whole, or of the postage, can be paid back once.
Result<QList<MovedMoney>> RehearsalMoney::refund(const Action &action, const Subject &order)
{
    using What = channels::RefundAmount::What;
    const auto amount = refundAmountOf(action);
    const bool isOnce = amount.what == What::All || amount.what == What::Shipping;
    if (isOnce && !isFirst(MoneyKind::Refunded, order.order.text() + (amount.what == What::All ? u" all"_s : u" postage"_s)))
        return Rows{};
    return refundOf(amount, order);
}

Result<QList<MovedMoney>> RehearsalMoney::refundOf(const channels::RefundAmount &amount, const Subject &order)
{
    using What = channels::RefundAmount::What;
    if (amount.what == What::Sum)
        return Rows{knownMoney(MoneyKind::Refunded, amount.sum)};
    if (amount.what == What::Shipping) {
        return shippingPaid(order).map([](const std::optional<Money> &paid) {
            return Rows{paid ? knownMoney(MoneyKind::Refunded, *paid) : unknownMoney(MoneyKind::Refunded, u"its channel told no postage"_s)};
        });
    }
    auto value = valueOfOrder(m_database, order, m_facts.next());
    const auto before = refundedBefore(m_database, order.sale, m_facts.next());
    if (!value || !before)
        return tl::make_unexpected(!value ? value.error() : before.error());
    for (Money &sum : value->sums) {
        if (amount.what == What::Share)
            sum.amount = shareOf(sum.amount, amount.basisPoints);
        else // what is left of it
            for (const Money &paid : *before)
                sum.amount = std::max<qint64>(0, sum.amount - (paid.currency == sum.currency ? paid.amount : 0));
    }
    return rowsOf(MoneyKind::Refunded, *value);
}

Result<std::optional<Money>> RehearsalMoney::shippingPaid(const Subject &order)
{
    const auto facts = orders::readFacts(m_database, order.sale);
    if (!facts)
        return tl::make_unexpected(facts.error());
    return *facts ? (*facts)->shippingPaid : std::nullopt;
}

Result<QList<MovedMoney>> RehearsalMoney::repriced(const Action &action, const Firing &firing)
{
    const auto listings = m_deeds.listingsOf(action, firing.happening.subject);
    if (!listings)
        return Rows{unknownMoney(MoneyKind::Repriced, listings.error().detail)};
    Rows all;
    for (const Deeds::Listing &listing : *listings) {
        const auto rows = repriced(action, firing, listing);
        if (!rows)
            return rows;
        addTo(all, *rows);
    }
    return all;
}

/// From the price of then, and from others' price if it is what set the rule off: what they asked at other times is not kept.
Result<QList<MovedMoney>> RehearsalMoney::repriced(const Action &action, const Firing &firing, Deeds::Listing listing)
{
    const Subject &subject = firing.happening.subject;
    const auto before = priceBefore(m_database, listing.sku, listing.channel.text(), listing.price, m_facts.next());
    if (!before)
        return tl::make_unexpected(before.error());
    listing.price = *before;
    const bool isTold = subject.step.of == PriceStep::Of::Competitor && subject.channel == listing.channel.text();
    listing.competitor = isTold ? subject.step.after : std::nullopt;
    if (!listing.price)
        return Rows{unknownMoney(MoneyKind::Repriced, u"its price of then is not known"_s)};
    if (followsOthers(action) && !listing.competitor)
        return Rows{unknownMoney(MoneyKind::Repriced, u"what others asked then is not kept"_s)};
    const auto after = m_deeds.newPrice(action, listing, {firing.rule->name, subject, firing.happening.at, firing.happening.entry});
    if (!after)
        return Rows{unknownMoney(MoneyKind::Repriced, after.error().detail)};
    return *after ? Rows{knownMoney(MoneyKind::Repriced, {(*after)->amount - listing.price->amount, listing.price->currency})} : Rows{};
}

Result<QList<MovedMoney>> RehearsalMoney::labels(const QString &sql, const QVariantList &values)
{
    Rows all;
    CROSSDOCK_TRY(m_database.each(u"SELECT COALESCE(cost, quoted), CASE WHEN cost IS NULL THEN currency ELSE cost_currency END FROM label WHERE state IN ('bought', 'used') AND "_s + sql,
                                  values, [&](const store::Row &row) { addTo(all, {knownMoney(MoneyKind::Labels, {row.number(0), row.text(1)})}); }));
    return all.isEmpty() ? Rows{unknownMoney(MoneyKind::Labels, u"no label was bought for it"_s)} : all;
}

Result<QList<MovedMoney>> RehearsalMoney::returnLabel(const Subject &subject)
{
    if (!isFirst(MoneyKind::Labels, subject.order.text() + u" return "_s + subject.part))
        return Rows{};
    return labels(u"return_id IN (SELECT r.id FROM sale_return r WHERE r.sale_id = ? AND r.number = ?)"_s, {subject.sale, subject.part});
}

Result<QList<MovedMoney>> RehearsalMoney::goods(MoneyKind kind, const QList<Sku> &skus, qint64 units)
{
    Rows all;
    for (const Sku &sku : skus) {
        const auto cost = m_database.first(u"SELECT cost, cost_currency FROM sku WHERE code = ? AND cost IS NOT NULL"_s, {sku.text()},
                                           [](const store::Row &row) { return Money{row.number(0), row.text(1)}; });
        if (!cost)
            return tl::make_unexpected(cost.error());
        const auto row = *cost ? knownMoney(kind, {(*cost)->amount * units, (*cost)->currency}, units) : unknownMoney(kind, u"nothing says what a unit costs"_s, units);
        addTo(all, {row});
    }
    return all;
}

} // namespace crossdock::rules
