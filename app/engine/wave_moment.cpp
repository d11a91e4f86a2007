#include "app/engine/wave_moment.h"

#include <QMap>
#include <algorithm>

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

/// Whose cut-off is the first of those that its plan needs; nothing: none has one.
const WaveNode *firstCutOff(const WaveOrder &order, const WaveView &wave)
{
    const WaveNode *first = nullptr;
    for (const WaveNode &node : wave.nodes) {
        const bool isNeeded = std::any_of(order.plan.parcels.begin(), order.plan.parcels.end(), [&](const PlannedParcel &parcel) { return parcel.node == node.node; });
        if (isNeeded && node.cutOffAt && (first == nullptr || *node.cutOffAt < *first->cutOffAt))
            first = &node;
    }
    return first;
}

Due dueOf(const WaveOrder &order, const WaveView &wave, Time now)
{
    const QString changed = u"what was planned has changed, is dearer now or cannot be"_s;
    if (!order.givenUp.isEmpty()) // it has waited for long enough
        return {now, order.isPlanned ? changed + u"; "_s + order.givenUp : order.givenUp};
    if (order.isPlanned)
        return {now, changed};
    if (const WaveNode *node = firstCutOff(order, wave))
        return {*node->cutOffAt - margin, u"the cut-off of %1 is near"_s.arg(node->node.text())};
    const bool isAhead = order.createdAt > now + gathering; // what a sheet or a wrong clock said would be waited for, perhaps for ever
    return {isAhead ? now : order.createdAt + gathering, u"no cut-off to wait for"_s};
}

/// What is about to be told of its prices decides it, but for the cut-off.
Due afterPrices(Due due, const WaveOrder &order, const WaveView &wave, Time now)
{
    if (!order.pricesBy || *order.pricesBy <= std::max(due.at, now))
        return due;
    const WaveNode *node = firstCutOff(order, wave);
    due.at = std::max(due.at, node ? std::min(*order.pricesBy, *node->cutOffAt) : *order.pricesBy);
    return due;
}

} // namespace

QString WaveMoment::why() const
{
    QMap<QString, int> counts;
    for (const QString &one : whys)
        ++counts[one];
    QStringList reasons = counts.keys();
    std::stable_sort(reasons.begin(), reasons.end(), [&](const QString &a, const QString &b) { return counts.value(a) > counts.value(b); });
    return reasons.join(u"; "_s);
}

WaveMoment momentOf(const WaveView &wave, const QSet<OrderId> &settled, Time now)
{
    WaveMoment moment;
    for (const WaveOrder &order : wave.orders) {
        if (order.plan.parcels.isEmpty())
            continue;
        if (order.isKept) {
            if (const WaveNode *node = firstCutOff(order, wave))
                moment.missedAt = std::min(*node->cutOffAt, moment.missedAt.value_or(*node->cutOffAt));
            continue;
        }
        const Due due = afterPrices(settled.contains(order.order) && order.givenUp.isEmpty() ? Due{now, u"no other node may send it"_s} : dueOf(order, wave, now), order, wave, now);
        if (due.at <= now) {
            moment.due.insert(order.order);
            moment.whys.insert(order.order, due.why);
        } else {
            moment.next = moment.next ? std::min(*moment.next, due.at) : due.at;
        }
    }
    return moment;
}

} // namespace crossdock::app
