#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/values/time.h"

#include <QTimeZone>

namespace crossdock::rules {

/// When a schedule runs next, later than `after`; nothing: never again. Times are those of `zone` (or the schedule's own):
/// one that daylight saving skips runs at the first minute behind the gap, one that it doubles runs the first time.
std::optional<Time> nextRun(const Schedule &schedule, const QTimeZone &zone, Time after);

/// When it ran before that, by the same clocks; nothing: never.
std::optional<Time> lastRun(const Schedule &schedule, const QTimeZone &zone, Time before);

/// The moment at which clocks of `zone` show this, as above.
Time momentOf(const QDate &date, const QTime &time, const QTimeZone &zone);

} // namespace crossdock::rules
