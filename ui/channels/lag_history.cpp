#include "ui/channels/lag_history.h"

namespace crossdock::ui {
namespace {

constexpr Milliseconds resolution{1'000};

} // namespace

void LagHistory::add(const QList<ChannelHealth> &lanes, Time now)
{
    for (const ChannelHealth &lane : lanes) {
        if (lane.told == 0)
            continue; // nothing was told: a lag of nothing is not a lag of zero
        QList<Point> &points = m_points[lane.channel];
        if (!points.isEmpty() && now - points.last().at < resolution)
            continue;
        points.append({now, lane.lagP50Ms, lane.lagP99Ms});
        while (points.first().at < now - span)
            points.removeFirst();
    }
}

} // namespace crossdock::ui
