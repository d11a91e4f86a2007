#pragma once

#include "core/inventory/query.h"

#include <QHash>
#include <QList>

namespace crossdock::ui {

/// The lag of every lane over the last minutes, one point a second at most. Older points fall out.
class LagHistory
{
public:
    struct Point {
        Time at{};
        double p50Ms = 0, p99Ms = 0;
    };
    static constexpr Milliseconds span{5 * 60'000};

    void add(const QList<ChannelHealth> &lanes, Time now);
    QList<Point> of(const ChannelId &channel) const { return m_points.value(channel); } ///< oldest first

private:
    QHash<ChannelId, QList<Point>> m_points;
};

} // namespace crossdock::ui
