#pragma once

#include "core/inventory/values/result.h"
#include "core/inventory/values/time.h"

#include <QStringList>

namespace crossdock::imports {

/// Which of two numbers is the day, where a date is written with both before its year: 3/4/2018.
enum class DayOrder { Unknown, DayFirst, MonthFirst };

/// What the cells of a file tell of it: 31/1/2018 stands in none that begins with the month. Unknown: nothing, or both.
DayOrder dayOrderOf(const QStringList &cells);

/// A moment as shops and spreadsheets write it: ISO 8601, 2018-01-31 22:56:11 -0500, 1/31/2018 10:56 PM, 31.01.2018, 31 Jan 2018. Without an offset it is UTC.
/// InvalidInput: it is none, or it is not known which number is the day.
Result<Time> timeFrom(const QString &cell, DayOrder order);

} // namespace crossdock::imports
