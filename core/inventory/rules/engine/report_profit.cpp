#include "core/inventory/rules/engine/report_table.h"
#include "core/inventory/rules/engine/reports.h"
#include "core/inventory/values/counted.h"

#include <QMap>
#include <QSet>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules::reports {
namespace {

struct ProfitKey {
    QString channel, product, currency;
    friend bool operator<(const ProfitKey &a, const ProfitKey &b) { return std::tie(a.channel, a.product, a.currency) < std::tie(b.channel, b.product, b.currency); }
};

struct ProfitSums {
    qint64 units = 0, revenue = 0, refunds = 0, goods = 0, freight = 0;
    qint64 withoutCost = 0, withoutPrice = 0; ///< units
    qint64 withoutFreight = 0; ///< orders
    bool isWhole() const { return withoutCost == 0 && withoutPrice == 0; }
    qint64 profit() const { return revenue - refunds - goods - freight; }
};

/// What a unit costs, by SKU; of a kit without a cost of its own what its parts cost, if that is known of all in one currency.
Result<QHash<qint64, Money>> unitCosts(store::Database &database)
{
    QHash<qint64, Money> costs;
    CROSSDOCK_TRY(database.each(u"SELECT id, cost, cost_currency FROM sku WHERE cost IS NOT NULL"_s, {}, [&](const store::Row &row) { costs.insert(row.number(0), {row.number(1), row.text(2)}); }));
    QHash<qint64, Money> kits;
    QSet<qint64> unknown;
    CROSSDOCK_TRY(database.each(u"SELECT p.kit_id, p.part_id, p.quantity FROM kit_part p JOIN sku k ON k.id = p.kit_id WHERE k.cost IS NULL"_s, {}, [&](const store::Row &row) {
        const auto part = costs.constFind(row.number(1));
        Money &kit = kits[row.number(0)];
        if (part == costs.cend() || (!kit.currency.isEmpty() && kit.currency != part->currency)) {
            unknown.insert(row.number(0));
            return;
        }
        kit.currency = part->currency;
        kit.amount += part->amount * row.number(2);
    }));
    for (auto kit = kits.cbegin(); kit != kits.cend(); ++kit) {
        if (!unknown.contains(kit.key()))
            costs.insert(kit.key(), *kit);
    }
    return costs;
}

class Profit
{
public:
    Profit(store::Database &database, const Period &period)
        : m_database(database)
        , m_span{toMs(period.since), toMs(period.until)}
    {
    }

    Result<> addSales();
    Result<> addRefunds();
    Result<> addFreight();
    Result<> countUnknownFreight();
    const QMap<ProfitKey, ProfitSums> &sums() const { return m_sums; }

private:
    ProfitSums &at(const QString &channel, const QString &product, const QString &currency)
    {
        return m_sums[{channel, product.isEmpty() ? severalProducts() : product, currency}];
    }

    store::Database &m_database;
    QVariantList m_span;
    QMap<ProfitKey, ProfitSums> m_sums;
};

/// What was ordered in the period, and is not cancelled.
Result<> Profit::addSales()
{
    const auto costs = unitCosts(m_database);
    if (!costs)
        return tl::make_unexpected(costs.error());
    return m_database.each(u"SELECT c.name, COALESCE(k.code, l.channel_sku), COALESCE(l.price_currency, ''), l.quantity, COALESCE(l.price, 0), COALESCE(l.sku_id, 0), "
                           "CASE WHEN l.price IS NULL THEN 1 ELSE 0 END FROM sale s JOIN channel c ON c.id = s.channel_id JOIN sale_line l ON l.sale_id = s.id LEFT JOIN sku k ON k.id = l.sku_id "
                           "WHERE s.created_at >= ? AND s.created_at < ? AND s.state NOT IN ('cancelled', 'awaiting') AND l.quantity > 0 ORDER BY l.id"_s,
                           m_span, [&](const store::Row &row) {
                               const QString currency = row.flag(6) ? QString() : row.text(2);
                               const qint64 units = row.number(3);
                               ProfitSums &sum = at(row.text(0), row.text(1), currency);
                               sum.units += units;
                               sum.revenue += row.number(4) * units;
                               sum.withoutPrice += currency.isEmpty() ? units : 0;
                               const auto cost = costs->constFind(row.number(5));
                               if (cost != costs->cend() && cost->currency == currency)
                                   sum.goods += cost->amount * units;
                               else if (!currency.isEmpty())
                                   sum.withoutCost += units;
                           });
}

/// Told of orders: of an order with one product they are that product's.
Result<> Profit::addRefunds()
{
    return m_database.each(u"SELECT c.name, "_s + onlyProductOf(u"f.sale_id"_s)
                               + u", f.currency, f.amount FROM refund f JOIN sale s ON s.id = f.sale_id JOIN channel c ON c.id = s.channel_id WHERE f.at >= ? AND f.at < ? ORDER BY f.id"_s,
                           m_span, [&](const store::Row &row) { at(row.text(0), row.text(1), row.text(2)).refunds += row.number(3); });
}

/// Of labels what the carrier billed for them, else what they were bought for; of parcels of others what their node billed.
Result<> Profit::addFreight()
{
    const auto add = [&](const store::Row &row) { at(row.text(0), row.text(1), row.text(2)).freight += row.number(3); };
    const QString billed = u"(SELECT SUM(b.amount) FROM billed_parcel b WHERE b.tracking = l.tracking AND l.tracking <> '' AND b.currency = COALESCE(NULLIF(l.cost_currency, ''), l.currency))"_s;
    CROSSDOCK_TRY(m_database.each(u"SELECT c.name, "_s + onlyProductOf(u"l.sale_id"_s) + u", COALESCE(NULLIF(l.cost_currency, ''), l.currency), COALESCE("_s + billed
                                      + u", l.cost, l.quoted) FROM label l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
                                        "WHERE l.return_id = 0 AND l.state IN ('bought', 'used') AND l.bought_at >= ? AND l.bought_at < ? ORDER BY l.id"_s,
                                  m_span, add));
    return m_database.each(u"SELECT c.name, "_s + onlyProductOf(u"p.sale_id"_s)
                               + u", p.billed_currency, p.billed FROM parcel p JOIN sale s ON s.id = p.sale_id JOIN channel c ON c.id = s.channel_id "
                                 "WHERE p.billed IS NOT NULL AND p.sent_at >= ? AND p.sent_at < ? ORDER BY p.id"_s,
                           m_span, add);
}

/// Orders that shipped without a label of Crossdock, and nobody billed.
Result<> Profit::countUnknownFreight()
{
    return m_database.each(u"SELECT c.name, "_s + onlyProductOf(u"s.id"_s)
                               + u", COALESCE((SELECT MIN(l.price_currency) FROM sale_line l WHERE l.sale_id = s.id), '') FROM sale s JOIN channel c ON c.id = s.channel_id "
                                 "WHERE s.created_at >= ? AND s.created_at < ? AND s.state = 'shipped' "
                                 "AND NOT EXISTS (SELECT 1 FROM label l WHERE l.sale_id = s.id AND l.return_id = 0 AND l.state IN ('bought', 'used')) "
                                 "AND NOT EXISTS (SELECT 1 FROM parcel p WHERE p.sale_id = s.id AND p.billed IS NOT NULL) ORDER BY s.id"_s,
                           m_span, [&](const store::Row &row) { ++at(row.text(0), row.text(1), row.text(2)).withoutFreight; });
}

/// What of a row nobody told.
QString lackOf(const ProfitSums &sum)
{
    QStringList lacks;
    if (sum.withoutPrice > 0)
        lacks.append(u"price of "_s + counted(sum.withoutPrice, u"unit"_s));
    if (sum.withoutCost > 0)
        lacks.append(u"cost of "_s + counted(sum.withoutCost, u"unit"_s));
    if (sum.withoutFreight > 0)
        lacks.append(u"freight of "_s + counted(sum.withoutFreight, u"order"_s));
    return lacks.join(u"; "_s);
}

QStringList cellsOf(const ProfitKey &key, const ProfitSums &sum)
{
    const auto amount = [&](qint64 money, bool isKnown = true) { return isKnown ? amountCell(money, key.currency) : QString(); };
    const bool knowsFreight = sum.freight > 0 || sum.withoutFreight == 0;
    return {key.channel, key.product, key.currency, QString::number(sum.units), amount(sum.revenue), amount(sum.refunds), amount(sum.goods, sum.withoutCost == 0),
            amount(sum.freight, knowsFreight), amount(sum.profit(), sum.isWhole()), lackOf(sum)};
}

} // namespace

Result<QString> profit(store::Database &database, const Period &period)
{
    Profit all(database, period);
    CROSSDOCK_TRY(all.addSales());
    CROSSDOCK_TRY(all.addRefunds());
    CROSSDOCK_TRY(all.addFreight());
    CROSSDOCK_TRY(all.countUnknownFreight());
    Table table({u"channel"_s, u"sku"_s, u"currency"_s, u"units"_s, u"revenue"_s, u"refunds"_s, u"goods"_s, u"freight"_s, u"profit"_s, u"not_known"_s});
    for (auto row = all.sums().cbegin(); row != all.sums().cend(); ++row)
        table.addRow(cellsOf(row.key(), *row));
    table.addNote(u"from"_s, toText(period.since));
    table.addNote(u"until"_s, toText(period.until));
    table.addNote(u"not known"_s, u"what channels keep for themselves: none tells its fees here, and none are taken off"_s);
    table.addNote(u"not known"_s, u"an empty amount could not be told: a profit is given where prices and costs are known, less the freight that is"_s);
    return table.text();
}

} // namespace crossdock::rules::reports
