#include "core/inventory/rules/engine/reports.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules::reports {
namespace {

constexpr Milliseconds usualPeriod = std::chrono::days(30);

struct Known {
    QLatin1StringView name;
    Result<QString> (*write)(store::Database &, const Period &);
};

constexpr Known knownReports[] = {{"sales"_L1, sales},           {"inventory"_L1, inventory}, {"low_stock"_L1, lowStock}, {"open_orders"_L1, openOrders},
                                  {"late_orders"_L1, lateOrders}, {"returns"_L1, returns},     {"profit"_L1, profit}};

const Known *knownReport(const QString &name)
{
    const auto found = std::find_if(std::begin(knownReports), std::end(knownReports), [&](const Known &one) { return name == one.name; });
    return found == std::end(knownReports) ? nullptr : found;
}

} // namespace

QString severalProducts()
{
    return u"(several products)"_s;
}

Result<Period> periodOf(store::Database &database, qint64 rule, const std::optional<Schedule> &schedule, const QTimeZone &zone, Time until)
{
    if (!schedule)
        return Period{until - usualPeriod, until};
    const auto before = database.first(u"SELECT COALESCE(MAX(at), 0) FROM rule_run WHERE rule_id = ? AND at < ? AND is_shadow = 0"_s, {rule, toMs(until)},
                                       [](const store::Row &row) { return row.number(0); });
    if (!before)
        return tl::make_unexpected(before.error());
    if (const qint64 at = before->value_or(0); at > 0)
        return Period{fromMs(at), until};
    return Period{lastRun(*schedule, zone, until).value_or(until - usualPeriod), until};
}

Result<QString> write(store::Database &database, const QString &report, const Period &period)
{
    const Known *known = knownReport(report);
    return known ? known->write(database, period) : fail(Error::Code::NotFound, report, u"no such report"_s);
}

QString onlyProductOf(const QString &saleId)
{
    const QString product = u"COALESCE(ok.code, ol.channel_sku)"_s;
    return u"(SELECT CASE WHEN COUNT(DISTINCT %1) = 1 THEN MIN(%1) ELSE '' END FROM sale_line ol LEFT JOIN sku ok ON ok.id = ol.sku_id WHERE ol.sale_id = %2)"_s.arg(product, saleId);
}

} // namespace crossdock::rules::reports
