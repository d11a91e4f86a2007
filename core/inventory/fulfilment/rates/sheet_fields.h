#pragma once

#include "core/inventory/fulfilment/rates/rate_plan.h"

namespace crossdock::rates {

/// What may be said of a column, or have a value said: in words of the command line. Prices have "zone:NAME" beside these, a column of prices to that zone.
QStringList fieldsOf(SheetKind kind);

/// "weight", "dest_zip3" as their readers have them: "max_weight", "dest"; empty: there is no such field.
QString fieldNamed(SheetKind kind, const QString &name);

/// Puts a value that a person says among the defaults. InvalidInput: it makes no sense; `subject` is the field.
Result<> setValue(SheetKind kind, const QString &field, const QString &value, SheetDefaults &defaults);

} // namespace crossdock::rates
