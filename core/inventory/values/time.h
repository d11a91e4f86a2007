#pragma once

#include "core/inventory/values/result.h"

#include <QDateTime>
#include <chrono>

namespace crossdock {

/// A moment, UTC, in milliseconds.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Milliseconds = std::chrono::milliseconds;

inline qint64 toMs(Time time) { return time.time_since_epoch().count(); }
inline Time fromMs(qint64 ms) { return Time{Milliseconds{ms}}; }

/// RFC 3339, UTC, with milliseconds: "2026-11-25T09:30:00.125Z".
QString toText(Time time);

/// RFC 3339 or ISO 8601 with or without zone (none means UTC), with date alone (midnight UTC) too.
Result<Time> parseTime(QStringView text);

QDateTime toDateTime(Time time);

} // namespace crossdock
