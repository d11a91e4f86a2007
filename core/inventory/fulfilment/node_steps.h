#pragma once

#include "core/inventory/fulfilment/node_port.h"

/// What follows for us from what a node shows: pure functions of two looks at an order, and of the clock.
namespace crossdock::fulfilment {

struct NodeStep {
    enum class Kind {
        ParcelSent, ///< tell the channel of this parcel, and of this one alone
        ParcelDelivered,
        ParcelInTrouble, ///< late, stuck, undeliverable, on its way back
        UnitsLost, ///< never to come from there: free what is reserved, and find another way
        NeedsPerson,
        Ended,
    };
    Kind kind = Kind::Ended;
    NodeParcel parcel; ///< of a step of a parcel
    QList<NodeUnits> units; ///< of UnitsLost
    QString words; ///< the node's own
    friend bool operator==(const NodeStep &, const NodeStep &) = default;
};

bool isInTrouble(const NodeParcel &parcel);

/// What is new since `before` (nothing: never looked). The same look twice has no step, and no look back to an earlier state
/// takes back what was told.
QList<NodeStep> stepsBetween(const std::optional<NodeStatus> &before, const NodeStatus &now);

/// An order at a node, as far as the clock is concerned.
struct OpenNodeOrder {
    Time placedAt{};
    bool isHeld = false;
    NodeOrder::IfMissing ifMissing = NodeOrder::IfMissing::SendNothing;
};

struct NodeDeadline {
    enum class Kind {
        HoldEnds, ///< the node cancels it by itself
        WaitEnds, ///< the node decides by itself what becomes of missing units
    };
    Kind kind = Kind::HoldEnds;
    Time at{};
    Time warnAt{}; ///< early enough for a person to do something
    friend bool operator==(const NodeDeadline &, const NodeDeadline &) = default;
};

/// The node's own clocks that run for this order: the earliest first.
QList<NodeDeadline> deadlinesOf(const NodeTraits &traits, const OpenNodeOrder &order);

/// The next moment at which the order must be looked at: a warning, a deadline, or the next usual look.
Time nextLook(const QList<NodeDeadline> &deadlines, Time now, Milliseconds usual);

} // namespace crossdock::fulfilment
