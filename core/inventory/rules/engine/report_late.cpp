#include "core/inventory/rules/engine/report_table.h"
#include "core/inventory/rules/engine/reports.h"
#include "core/inventory/values/counted.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules::reports {
namespace {

constexpr qint64 lateHour = 3'600'000;

struct LateOrder {
    QString channel, number, late, state;
    qint64 due = 0, created = 0;
};

LateOrder lateFrom(const store::Row &row, const QString &late)
{
    return {row.text(0), row.text(1), late, row.text(2), row.number(3), row.number(4)};
}

/// Not sent yet.
QString waitingSql(const QString &due)
{
    return u"SELECT c.name, s.number, s.state, s.%1, s.created_at FROM sale s JOIN channel c ON c.id = s.channel_id WHERE s.state IN ('open', 'picked') AND s.%1 < ?"_s.arg(due);
}

/// On their way, and not there by the day that the channel or the carrier promised, whichever is the earlier one.
QString underwaySql()
{
    const QString due = u"CASE WHEN l.promised_by > 0 AND (s.deliver_by IS NULL OR l.promised_by < s.deliver_by) THEN l.promised_by ELSE s.deliver_by END"_s;
    return u"SELECT c.name, s.number, s.state, MIN(%1), s.created_at FROM label l JOIN sale s ON s.id = l.sale_id JOIN channel c ON c.id = s.channel_id "
           "WHERE l.return_id = 0 AND l.state = 'used' AND l.progress NOT IN ('delivered', 'returned') AND s.state = 'shipped' AND %1 < ? "
           "GROUP BY s.id, c.name, s.number, s.state, s.created_at"_s.arg(due);
}

} // namespace

Result<QString> lateOrders(store::Database &database, const Period &period)
{
    QList<LateOrder> all;
    const qint64 now = toMs(period.until);
    const auto read = [&](const QString &sql, const QString &late) { return database.each(sql, {now}, [&](const store::Row &row) { all.append(lateFrom(row, late)); }); };
    CROSSDOCK_TRY(read(waitingSql(u"ship_by"_s), u"shipping"_s));
    CROSSDOCK_TRY(read(waitingSql(u"deliver_by"_s), u"delivery"_s));
    CROSSDOCK_TRY(read(underwaySql(), u"delivery"_s));
    std::ranges::stable_sort(all, {}, &LateOrder::due);
    Table table({u"channel"_s, u"order"_s, u"late"_s, u"due"_s, u"hours_late"_s, u"age_days"_s, u"state"_s, u"new"_s});
    for (const LateOrder &one : std::as_const(all)) {
        table.addRow({one.channel, one.number, one.late, toText(fromMs(one.due)), QString::number((now - one.due) / lateHour), QString::number((now - one.created) / (24 * lateHour)),
                      one.state, fromMs(one.due) >= period.since ? u"yes"_s : u"no"_s});
    }
    table.addNote(u"as of"_s, toText(period.until));
    table.addNote(u"new since"_s, toText(period.since));
    const auto silent = database.first(u"SELECT COUNT(*) FROM sale WHERE state IN ('open', 'picked') AND ship_by IS NULL AND deliver_by IS NULL"_s, {}, [](const store::Row &row) { return row.number(0); });
    const auto unseen = database.first(u"SELECT COUNT(*) FROM sale s WHERE s.state = 'shipped' AND s.deliver_by < ? AND NOT EXISTS (SELECT 1 FROM label l WHERE l.sale_id = s.id AND l.return_id = 0)"_s, {now},
                                       [](const store::Row &row) { return row.number(0); });
    if (!silent || !unseen)
        return tl::make_unexpected(!silent ? silent.error() : unseen.error());
    if (silent->value_or(0) > 0)
        table.addNote(u"not known"_s, u"of %1 that wait nobody said by when they are due"_s.arg(counted(**silent, u"order"_s)));
    if (unseen->value_or(0) > 0)
        table.addNote(u"not known"_s, u"of %1 that were sent without a label of Crossdock nobody tells whether they arrived in time"_s.arg(counted(**unseen, u"order"_s)));
    return table.text();
}

} // namespace crossdock::rules::reports
