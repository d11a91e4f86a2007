#include "core/inventory/purchases/purchase_rows.h"

#include "core/inventory/store/conditions.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::purchases {
namespace {

PurchaseRow readHead(const store::Row &row)
{
    PurchaseRow head{row.number(0), {row.text(1), row.text(2)}};
    PurchaseOrder &order = head.order;
    if (const auto node = NodeId::parse(row.text(3)))
        order.node = *node;
    if (const QDate day = QDate::fromString(row.text(4), Qt::ISODate); day.isValid())
        order.expectedOn = day;
    order.state = stateFrom(row.text(5));
    order.orderedAt = fromMs(row.number(6));
    order.version = row.number(7);
    return head;
}

} // namespace

Result<QList<PurchaseRow>> readPurchases(store::Database &database, const QString &end, const QVariantList &values)
{
    auto rows = database.select(u"SELECT p.id, p.number, p.supplier, COALESCE(n.name, ''), p.expected_on, p.state, p.ordered_at, p.version "
                                "FROM purchase p LEFT JOIN node n ON n.id = p.node_id WHERE "_s + end,
                                values, readHead);
    if (!rows)
        return rows;
    for (PurchaseRow &row : *rows) {
        CROSSDOCK_TRY(database.each(u"SELECT k.code, l.ordered, l.received FROM purchase_line l JOIN sku k ON k.id = l.sku_id WHERE l.purchase_id = ? ORDER BY k.code"_s, {row.id},
                                    [&](const store::Row &line) { row.order.lines.append({*Sku::parse(line.text(0)), line.number(1), line.number(2)}); }));
    }
    return rows;
}

Result<QList<PurchaseOrder>> readPurchases(store::Database &database, const query::Purchases &query)
{
    store::Conditions where;
    if (!query.number.isEmpty())
        where.add(u"p.number = ?"_s, {query.number});
    if (query.sku)
        where.add(u"p.id IN (SELECT l.purchase_id FROM purchase_line l JOIN sku k ON k.id = l.sku_id WHERE k.code = ?)"_s, {query.sku->text()});
    if (query.onlyOpen)
        where.add(isOpenSql);
    where.values << query.limit;
    return readPurchases(database, where.text() + u" ORDER BY p.id DESC LIMIT ?"_s, where.values).map([](const QList<PurchaseRow> &rows) {
        QList<PurchaseOrder> orders;
        for (const PurchaseRow &row : rows)
            orders.append(row.order);
        return orders;
    });
}

Result<std::optional<PurchaseOrder>> purchaseCalled(store::Database &database, const QString &number)
{
    return readPurchases(database, u"p.number = ?"_s, {number}).map([](const QList<PurchaseRow> &rows) {
        return rows.isEmpty() ? std::optional<PurchaseOrder>() : rows.first().order;
    });
}

Result<Quantity> unitsToCome(store::Database &database, qint64 sku, const QStringList &nodes)
{
    QString where = isOpenSql + u" AND l.sku_id = ? AND l.ordered > l.received"_s;
    QVariantList values{sku};
    if (!nodes.isEmpty()) {
        where += u" AND n.name IN ("_s + QStringList(nodes.size(), u"?"_s).join(u',') + u')';
        for (const QString &node : nodes)
            values.append(node);
    }
    return database
        .first(u"SELECT COALESCE(SUM(l.ordered - l.received), 0) FROM purchase_line l JOIN purchase p ON p.id = l.purchase_id LEFT JOIN node n ON n.id = p.node_id WHERE "_s + where, values,
               [](const store::Row &row) { return Quantity(row.number(0)); })
        .map([](const std::optional<Quantity> &sum) { return sum.value_or(0); });
}

} // namespace crossdock::purchases
