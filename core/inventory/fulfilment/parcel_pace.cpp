#include "core/inventory/fulfilment/parcel_pace.h"

#include <QDateTime>
#include <QTimeZone>

namespace crossdock::fulfilment {
namespace {

constexpr Milliseconds usualHandling{2LL * 24 * 3'600'000}; // most nodes promise a day or two

Time endOf(const QDate &day, const QByteArray &zone)
{
    const QTimeZone known(zone);
    return fromMs(QDateTime(day.addDays(1), QTime(0, 0), known.isValid() ? known : QTimeZone::utc()).toMSecsSinceEpoch());
}

std::optional<Time> dueAt(const Parcel &parcel, const QByteArray &zone)
{
    switch (parcel.state) {
    case Parcel::State::AtNode:
    case Parcel::State::PartlySent:
        return parcel.plan.shipsOn.isValid() ? endOf(parcel.plan.shipsOn, zone) : parcel.handedAt.value_or(parcel.plannedAt) + usualHandling;
    case Parcel::State::Sent:
        return parcel.plan.promisedBy ? std::optional(endOf(*parcel.plan.promisedBy, zone)) : std::nullopt;
    case Parcel::State::Planned:
    case Parcel::State::HandingOver:
    case Parcel::State::Delivered:
    case Parcel::State::Lost:
    case Parcel::State::Refused:
    case Parcel::State::Cancelling:
    case Parcel::State::Cancelled:
        return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Time> stuckAt(const Parcel &parcel, const QByteArray &zone)
{
    const std::optional<Time> due = dueAt(parcel, zone);
    return due ? std::optional(std::max(*due, parcel.changedAt) + longestStand) : std::nullopt;
}

} // namespace crossdock::fulfilment
