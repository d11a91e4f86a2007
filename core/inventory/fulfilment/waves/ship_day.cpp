#include "core/inventory/fulfilment/waves/ship_day.h"

#include <QTimeZone>

namespace crossdock::waves {
namespace {

QTimeZone zoneOf(const NodeDetails &details)
{
    return details.timeZone.isEmpty() ? QTimeZone::utc() : QTimeZone(details.timeZone);
}

} // namespace

Time departureOf(const Node &node, QDate day)
{
    const QTime cutOff = node.details.cutOff;
    const QDateTime left = cutOff.isValid() ? QDateTime(day, cutOff, zoneOf(node.details)) : day.addDays(1).startOfDay(zoneOf(node.details));
    return fromMs(left.toMSecsSinceEpoch());
}

QDate shipDayOf(const Wave &wave, const Node &node)
{
    if (!wave.now)
        return wave.shipDate;
    const NodeDetails &details = node.details;
    const QDateTime local = toDateTime(*wave.now).toTimeZone(zoneOf(details));
    const auto works = [&](QDate day) { return (details.workDays.isEmpty() || details.workDays.contains(day.dayOfWeek())) && !details.holidays.contains(day); };
    constexpr int farthest = 366; // a node that never works again ships a year from now
    QDate day = details.cutOff.isValid() && local.time() >= details.cutOff ? local.date().addDays(1) : local.date();
    for (int i = 0; i < farthest && !works(day); ++i)
        day = day.addDays(1);
    return day;
}

QDate arrivalOf(QDate shipped, qint64 days)
{
    while (days > 0) {
        shipped = shipped.addDays(1);
        days -= shipped.dayOfWeek() <= Qt::Friday ? 1 : 0;
    }
    return shipped;
}

std::optional<qint64> daysUnderWay(QDate shipped, QDate arrived)
{
    constexpr qint64 farthest = 260; // working days of a year: whoever takes longer was lost
    if (!shipped.isValid() || !arrived.isValid() || arrived < shipped)
        return {};
    qint64 days = 0;
    while (days < farthest && arrivalOf(shipped, days) < arrived)
        ++days;
    return days;
}

qint64 daysLeft(QDate shipped, QDate promisedBy)
{
    constexpr qint64 farthest = 260;
    qint64 days = -1;
    while (days < farthest && arrivalOf(shipped, days + 1) <= promisedBy)
        ++days;
    return days;
}

std::optional<qint64> chanceInTime(const Wave &wave, const QString &node, const QString &carrier, const QString &service, QDate shipped, QDate promisedBy)
{
    const Transit *best = nullptr;
    const auto detail = [](const Transit &row) { return (row.node.isEmpty() ? 0 : 2) + (row.service.isEmpty() ? 0 : 1); };
    for (const Transit &row : wave.transit) {
        const bool holds = row.carrier == carrier && (row.service.isEmpty() || row.service == service) && (row.node.isEmpty() || row.node == node);
        if (holds && (best == nullptr || detail(row) > detail(*best)))
            best = &row;
    }
    if (best == nullptr)
        return {};
    qint64 percent = 0;
    for (const Transit::Chance &chance : best->chances)
        percent = arrivalOf(shipped, chance.days) <= promisedBy ? chance.percent : percent;
    return percent;
}

} // namespace crossdock::waves
