#include "core/inventory/rules/engine/calendar.h"

#include <QDateTime>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr int horizonDays = 1'500; // "every 29 February", and four years more than none

int offsetAt(const QTimeZone &zone, qint64 ms)
{
    return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)) * 1'000;
}

/// Of what runs all day long; 0: it has days and times.
qint64 stepOf(const Schedule &schedule)
{
    const qint64 unit = schedule.frequency == u"hourly" ? 3'600'000 : schedule.frequency == u"minutely" ? 60'000 : 0;
    return std::max(1, schedule.interval.value_or(1)) * unit;
}

QTimeZone zoneOf(const Schedule &schedule, const QTimeZone &workspaceZone)
{
    const QTimeZone own(schedule.zone.toLatin1());
    return schedule.zone.isEmpty() || !own.isValid() ? workspaceZone : own;
}

QStringList timesOf(const Schedule &schedule)
{
    return schedule.at.isEmpty() ? QStringList{u"09:00"_s} : schedule.at;
}

bool isDay(const Schedule &schedule, const QDate &date)
{
    static const QStringList names{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    const int interval = std::max(1, schedule.interval.value_or(1));
    const qint64 day = date.toJulianDay();
    if (schedule.frequency == u"daily")
        return day % interval == 0;
    if (schedule.frequency == u"weekly") {
        const QStringList wanted = schedule.weekdays.isEmpty() ? QStringList{u"mon"_s} : schedule.weekdays;
        return wanted.contains(names[date.dayOfWeek() - 1]) && (day / 7) % interval == 0; // day 0 was a Monday
    }
    if (schedule.frequency == u"monthly") {
        const std::vector<int> wanted = schedule.monthDays.empty() ? std::vector{1} : schedule.monthDays;
        const bool isMonth = (date.year() * 12 + date.month()) % interval == 0;
        return isMonth && std::ranges::any_of(wanted, [&](int one) { return one == date.day() || (one == -1 && date.day() == date.daysInMonth()); });
    }
    return schedule.frequency == u"once" && date == QDate::fromString(schedule.date, Qt::ISODate);
}

} // namespace

Time momentOf(const QDate &date, const QTime &time, const QTimeZone &zone)
{
    const qint64 shown = QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch();
    // Around a change of the clocks two offsets are possible: the one before and the one after.
    const int before = offsetAt(zone, shown - dayMs), after = offsetAt(zone, shown + dayMs);
    for (const int offset : {std::max(before, after), std::min(before, after)}) {
        if (offsetAt(zone, shown - offset) == offset)
            return fromMs(shown - offset); // the larger offset is the earlier moment: the first of two
    }
    const auto change = zone.nextTransition(QDateTime::fromMSecsSinceEpoch(shown - dayMs, Qt::UTC));
    return change.atUtc.isValid() ? fromMs(change.atUtc.toMSecsSinceEpoch()) : fromMs(shown - after);
}

std::optional<Time> nextRun(const Schedule &schedule, const QTimeZone &workspaceZone, Time after)
{
    if (const qint64 step = stepOf(schedule); step > 0)
        return fromMs((toMs(after) / step + 1) * step);
    const QTimeZone zone = zoneOf(schedule, workspaceZone);
    const QStringList times = timesOf(schedule);
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(after), zone).date();
    const QDate first = schedule.frequency == u"once" ? std::max(today.addDays(-1), QDate::fromString(schedule.date, Qt::ISODate)) : today.addDays(-1);
    for (int i = 0; i < horizonDays; ++i) {
        const QDate date = first.addDays(i);
        if (!isDay(schedule, date))
            continue;
        std::optional<Time> earliest;
        for (const QString &time : times) {
            const Time moment = momentOf(date, QTime::fromString(time, u"HH:mm"_s), zone);
            if (moment > after && (!earliest || moment < *earliest))
                earliest = moment;
        }
        if (earliest)
            return earliest;
    }
    return std::nullopt;
}

std::optional<Time> lastRun(const Schedule &schedule, const QTimeZone &workspaceZone, Time before)
{
    if (const qint64 step = stepOf(schedule); step > 0)
        return fromMs((toMs(before) - 1) / step * step);
    const QTimeZone zone = zoneOf(schedule, workspaceZone);
    const QStringList times = timesOf(schedule);
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(before), zone).date();
    for (int i = -1; i < horizonDays; ++i) {
        const QDate date = today.addDays(-i);
        if (!isDay(schedule, date))
            continue;
        std::optional<Time> latest;
        for (const QString &time : times) {
            const Time moment = momentOf(date, QTime::fromString(time, u"HH:mm"_s), zone);
            if (moment < before && (!latest || moment > *latest))
                latest = moment;
        }
        if (latest)
            return latest;
    }
    return std::nullopt;
}

} // namespace crossdock::rules
