#include "core/inventory/rules/engine/report_table.h"
#include "core/inventory/rules/engine/reports.h"

using namespace Qt::Literals::StringLiterals;

/// Reports of what there is now.
namespace crossdock::rules::reports {
namespace {

constexpr int most = 10'000; // rows: more of them nobody looks at

QString closed(Table &table, const Period &period, int rows, const QString &things)
{
    table.addNote(u"as of"_s, toText(period.until));
    if (rows == most)
        table.addNote(u"not shown"_s, u"what comes behind the first %1 %2"_s.arg(most).arg(things));
    return table.text();
}

Result<QString> stockTable(store::Database &database, const Period &period, const QString &having)
{
    Table table({u"sku"_s, u"name"_s, u"free"_s, u"reserved"_s, u"reorder_point"_s});
    int rows = 0;
    CROSSDOCK_TRY(database.each(u"SELECT k.code, k.name, COALESCE(SUM(p.free), 0), COALESCE(SUM(p.reserved + p.picked), 0), k.reorder_point FROM sku k "
                                "LEFT JOIN position p ON p.sku_id = k.id WHERE k.is_kit = 0 GROUP BY k.id, k.code, k.name, k.reorder_point "_s
                                    + having + u"ORDER BY k.code LIMIT ?"_s,
                                {most}, [&](const store::Row &row) {
                                    ++rows;
                                    table.addRow({row.text(0), row.text(1), QString::number(row.number(2)), QString::number(row.number(3)), QString::number(row.number(4))});
                                }));
    return closed(table, period, rows, u"SKUs"_s);
}

QString yesOrNo(bool isSo)
{
    return isSo ? u"yes"_s : u"no"_s;
}

} // namespace

Result<QString> inventory(store::Database &database, const Period &period)
{
    return stockTable(database, period, {});
}

Result<QString> lowStock(store::Database &database, const Period &period)
{
    return stockTable(database, period, u"HAVING COALESCE(SUM(p.free), 0) <= k.reorder_point "_s);
}

Result<QString> openOrders(store::Database &database, const Period &period)
{
    Table table({u"channel"_s, u"order"_s, u"placed"_s, u"ship_by"_s, u"units"_s, u"short"_s, u"picked"_s, u"held"_s});
    int rows = 0;
    CROSSDOCK_TRY(database.each(u"SELECT c.name, s.number, s.created_at, s.ship_by, COALESCE(SUM(l.quantity), 0), COALESCE(SUM(l.short), 0), s.state, s.is_held "
                                "FROM sale s JOIN channel c ON c.id = s.channel_id LEFT JOIN sale_line l ON l.sale_id = s.id WHERE s.state IN ('open', 'picked') "
                                "GROUP BY s.id, c.name, s.number, s.created_at, s.ship_by, s.state, s.is_held ORDER BY s.id LIMIT ?"_s,
                                {most}, [&](const store::Row &row) {
                                    ++rows;
                                    table.addRow({row.text(0), row.text(1), toText(fromMs(row.number(2))), row.isNull(3) ? QString() : toText(fromMs(row.number(3))), QString::number(row.number(4)),
                                                  QString::number(row.number(5)), yesOrNo(row.text(6) == u"picked"), yesOrNo(row.number(7) != 0)});
                                }));
    return closed(table, period, rows, u"orders"_s);
}

} // namespace crossdock::rules::reports
