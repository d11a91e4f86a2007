#include "core/inventory/fulfilment/node_steps.h"

#include <QMap>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::fulfilment {
namespace {

constexpr Milliseconds holdWarning{2 * 86'400'000}; // two days: it may be a weekend
constexpr Milliseconds waitWarning{4 * 3'600'000};

const NodeParcel *parcelOf(const std::optional<NodeStatus> &status, const QString &id)
{
    if (!status)
        return nullptr;
    const auto found = std::find_if(status->parcels.begin(), status->parcels.end(), [&](const NodeParcel &parcel) { return parcel.id == id; });
    return found == status->parcels.end() ? nullptr : &*found;
}

/// By line, or by SKU where the wire names no line: units that never come. The node's own count; where it gives none and the
/// order has ended without everything, what has not left.
QMap<QString, NodeUnits> lostOf(const NodeStatus &status)
{
    QMap<QString, NodeUnits> lost;
    const auto keyOf = [](const NodeUnits &units) { return units.line.isEmpty() ? units.sku : units.line; };
    for (const NodeStatus::Line &line : status.lines)
        if (line.cancelled + line.lost > 0)
            lost[keyOf(line.ordered)] = {line.ordered.line, line.ordered.sku, line.cancelled + line.lost};
    const bool hasEnded = status.state == NodeStatus::State::Lost || status.state == NodeStatus::State::Cancelled || status.state == NodeStatus::State::PartlyLost;
    if (!lost.isEmpty() || !hasEnded)
        return lost;
    for (const NodeStatus::Line &line : status.lines) {
        Quantity gone = 0;
        for (const NodeParcel &parcel : status.parcels)
            for (const NodeUnits &units : parcel.units)
                gone += parcel.hasLeft() && keyOf(units) == keyOf(line.ordered) ? units.quantity : 0;
        if (line.ordered.quantity > gone)
            lost[keyOf(line.ordered)] = {line.ordered.line, line.ordered.sku, line.ordered.quantity - gone};
    }
    return lost;
}

void addParcelSteps(const std::optional<NodeStatus> &before, const NodeParcel &parcel, QList<NodeStep> &steps)
{
    using Kind = NodeStep::Kind;
    const NodeParcel *known = parcelOf(before, parcel.id);
    const auto add = [&](Kind kind) { steps.append({kind, parcel, {}, parcel.words}); };
    if (parcel.hasLeft() && (known == nullptr || !known->hasLeft()))
        add(Kind::ParcelSent);
    if (parcel.state == NodeParcel::State::Delivered && (known == nullptr || known->state != parcel.state))
        add(Kind::ParcelDelivered);
    if (isInTrouble(parcel) && (known == nullptr || known->state != parcel.state))
        add(Kind::ParcelInTrouble);
}

} // namespace

bool isInTrouble(const NodeParcel &parcel)
{
    using State = NodeParcel::State;
    return parcel.state == State::Late || parcel.state == State::Stuck || parcel.state == State::Undeliverable || parcel.state == State::ComingBack || parcel.state == State::CameBack;
}

QList<NodeStep> stepsBetween(const std::optional<NodeStatus> &before, const NodeStatus &now)
{
    using Kind = NodeStep::Kind;
    QList<NodeStep> steps;
    for (const NodeParcel &parcel : now.parcels)
        addParcelSteps(before, parcel, steps);
    const QMap<QString, NodeUnits> knownLost = before ? lostOf(*before) : QMap<QString, NodeUnits>(), lost = lostOf(now);
    QList<NodeUnits> newlyLost;
    for (auto it = lost.begin(); it != lost.end(); ++it) {
        NodeUnits units = it.value();
        units.quantity -= knownLost.value(it.key()).quantity;
        if (units.quantity > 0)
            newlyLost.append(units);
    }
    if (!newlyLost.isEmpty())
        steps.append({Kind::UnitsLost, {}, newlyLost, now.words});
    if (now.state == NodeStatus::State::Stuck && (!before || before->state != now.state || before->words != now.words))
        steps.append({Kind::NeedsPerson, {}, {}, now.words});
    if (now.isFinal() && (!before || !before->isFinal()))
        steps.append({Kind::Ended, {}, {}, now.words});
    return steps;
}

QList<NodeDeadline> deadlinesOf(const NodeTraits &traits, const OpenNodeOrder &order)
{
    QList<NodeDeadline> deadlines;
    if (order.isHeld && traits.holdEnds > Milliseconds{0})
        deadlines.append({NodeDeadline::Kind::HoldEnds, order.placedAt + traits.holdEnds, order.placedAt + traits.holdEnds - holdWarning});
    if (!order.isHeld && order.ifMissing == NodeOrder::IfMissing::WaitForAll && traits.waitEnds > Milliseconds{0})
        deadlines.append({NodeDeadline::Kind::WaitEnds, order.placedAt + traits.waitEnds, order.placedAt + traits.waitEnds - waitWarning});
    return deadlines;
}

Time nextLook(const QList<NodeDeadline> &deadlines, Time now, Milliseconds usual)
{
    Time next = now + usual;
    for (const NodeDeadline &deadline : deadlines)
        for (const Time at : {deadline.warnAt, deadline.at})
            if (at > now)
                next = std::min(next, at);
    return next;
}

} // namespace crossdock::fulfilment
