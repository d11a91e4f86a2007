#pragma once

#include "core/inventory/rules/engine/calendar.h"
#include "core/inventory/store/database.h"

/// Reports about a stretch of time or about what there is at its end, from what is on record: each a CSV with what is not known of it behind its rows.
namespace crossdock::rules::reports {

struct Period {
    Time since{}, until{}; ///< what happened from `since` on, and before `until`
};

/// From the run before (a missed one leaves no gap), else from when the schedule would have run before; without a schedule 30 days.
Result<Period> periodOf(store::Database &database, qint64 rule, const std::optional<Schedule> &schedule, const QTimeZone &zone, Time until);

/// "sales", "inventory", "low_stock", "open_orders", "late_orders", "returns", "profit". NotFound: another.
Result<QString> write(store::Database &database, const QString &report, const Period &period);

Result<QString> inventory(store::Database &database, const Period &period);
Result<QString> lowStock(store::Database &database, const Period &period);
Result<QString> openOrders(store::Database &database, const Period &period);
Result<QString> sales(store::Database &database, const Period &period);
Result<QString> lateOrders(store::Database &database, const Period &period); ///< as they stand at its end, with those that are new in it marked
Result<QString> returns(store::Database &database, const Period &period);
Result<QString> profit(store::Database &database, const Period &period);

/// SQL: the only product of a sale, by the SKU here, else the channel's; empty: it has several.
QString onlyProductOf(const QString &saleId);
QString severalProducts(); ///< stands where a product would

} // namespace crossdock::rules::reports
