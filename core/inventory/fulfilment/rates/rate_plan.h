#pragma once

#include "core/inventory/command.h"
#include "core/inventory/fulfilment/rates/rate_sheet.h"

namespace crossdock::rates {

class RateBook;

/// What a file about carriers' prices holds.
enum class SheetKind { Prices, Zones, Surcharges, Invoices, Divisors };

/// What taking such a file would do.
struct RatePlan {
    int rows = 0;
    QList<BadRow> bad; ///< in the order of the file; nothing of them is in the commands
    QStringList unused; ///< columns that say nothing known
    QList<BadRow> notes; ///< of rows that are not bad: what a person may not expect of them
    QList<Command> commands; ///< of what is not known yet, or otherwise
    qint64 changed = 0; ///< so many cells, zones or lines; of invoices every parcel: what is new of them shows when they are taken
};

/// Pure. InvalidInput: a column that is needed is missing, and has no default.
Result<RatePlan> planOf(SheetKind kind, const imports::Sheet &sheet, const SheetDefaults &defaults, const RateBook &book);

} // namespace crossdock::rates
