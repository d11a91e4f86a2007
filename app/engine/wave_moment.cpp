#include "app/engine/wave_moment.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

using namespace fulfilment;

constexpr Milliseconds margin{30 * 60'000}; // before a cut-off: the bench needs it to pick and pack
constexpr Milliseconds gathering{5 * 60'000}; // where no cut-off says how long waiting is free

struct Due {
    Time at{};
    QString why;
};

Due dueOf(const WaveOrder &order, const WaveView &wave, Time now)
{
    QList<NodeId> nodes;
    for (const PlannedParcel &parcel : order.plan.parcels)
        nodes.append(parcel.node);
    if (order.isPlanned && nodes != order.present)
        return {now, u"what was planned is dearer now, or cannot be"_s};
    Due due{order.createdAt + gathering, u"no cut-off to wait for"_s};
    bool hasCutOff = false;
    for (const WaveNode &node : wave.nodes) {
        if (!nodes.contains(node.node) || !node.cutOffAt)
            continue;
        const Time at = *node.cutOffAt - margin;
        if (!hasCutOff || at < due.at)
            due = {at, u"the cut-off of %1 is near"_s.arg(node.node.text())};
        hasCutOff = true;
    }
    return due;
}

} // namespace

WaveMoment momentOf(const WaveView &wave, const QSet<OrderId> &settled, Time now)
{
    WaveMoment moment;
    for (const WaveOrder &order : wave.orders) {
        if (order.plan.parcels.isEmpty())
            continue;
        const bool isKept = order.isPlanned && std::all_of(order.plan.parcels.begin(), order.plan.parcels.end(), [&](const PlannedParcel &parcel) { return order.present.contains(parcel.node); }) && order.plan.parcels.size() == order.present.size();
        if (isKept)
            continue;
        const Due due = settled.contains(order.order) ? Due{now, u"no other node may send it"_s} : dueOf(order, wave, now);
        if (due.at <= now) {
            moment.why = moment.due.isEmpty() ? due.why : moment.why;
            moment.due.insert(order.order);
        } else {
            moment.next = moment.next ? std::min(*moment.next, due.at) : due.at;
        }
    }
    return moment;
}

} // namespace crossdock::app
