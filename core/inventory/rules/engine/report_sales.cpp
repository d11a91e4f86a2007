#include "core/inventory/rules/engine/report_table.h"
#include "core/inventory/rules/engine/reports.h"
#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules::reports {

/// Each currency has rows of its own: amounts of several add up to nothing.
Result<QString> sales(store::Database &database, const Period &period)
{
    Table table({u"channel"_s, u"sku"_s, u"units"_s, u"orders"_s, u"amount"_s, u"currency"_s});
    qint64 unpriced = 0;
    CROSSDOCK_TRY(database.each(u"SELECT c.name, COALESCE(k.code, l.channel_sku), SUM(l.quantity), COUNT(DISTINCT s.id), COALESCE(SUM(l.price * l.quantity), 0), COALESCE(l.price_currency, '') "
                                "FROM sale s JOIN channel c ON c.id = s.channel_id JOIN sale_line l ON l.sale_id = s.id LEFT JOIN sku k ON k.id = l.sku_id "
                                "WHERE s.state NOT IN ('cancelled', 'awaiting') AND s.created_at >= ? AND s.created_at < ? "
                                "GROUP BY c.name, COALESCE(k.code, l.channel_sku), COALESCE(l.price_currency, '') ORDER BY 1, 2, 6"_s,
                                {toMs(period.since), toMs(period.until)}, [&](const store::Row &row) {
                                    const QString currency = row.text(5);
                                    unpriced += currency.isEmpty() ? row.number(2) : 0;
                                    table.addRow({row.text(0), row.text(1), QString::number(row.number(2)), QString::number(row.number(3)), amountCell(row.number(4), currency), currency});
                                }));
    table.addNote(u"from"_s, toText(period.since));
    table.addNote(u"until"_s, toText(period.until));
    if (unpriced > 0)
        table.addNote(u"not known"_s, u"the price of %1"_s.arg(counted(unpriced, u"unit"_s)));
    return table.text();
}

} // namespace crossdock::rules::reports
