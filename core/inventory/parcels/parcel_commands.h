#pragma once

#include "core/inventory/fulfilment/cartons/carton.h"
#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/parcel.h"
#include "core/inventory/fulfilment/sku_check.h"
#include "core/inventory/fulfilment/wave_policy.h"
#include "core/inventory/values/money.h"

/// Commands about what leaves from where: plans, parcels at nodes of others, cartons. See command.h.
namespace crossdock::command {

/// Decides from where orders are sent: all of them, or none. Of each order its parcels that nobody has begun with are replaced by
/// these, and its reservations move to their nodes; a kit with all its parts. What is handed over, picked or sent stays. Conflict:
/// an order, its units or the stock are not any more what the plan took them for.
struct RecordPlan {
    struct Order {
        OrderId order;
        QList<fulfilment::PlannedParcel> parcels; ///< lines may hold fewer units than wait
        QString why = {}; ///< why it is decided now, in English; empty: nothing is said of this order alone
    };
    QList<Order> orders;
    Money total, bound; ///< of the wave that it comes from
    std::optional<Money> pinsCost = {}; ///< what a person's pins in it cost together; nothing: nobody pinned anything now
};

/// What counts in the plans of the house from now on. InvalidInput if it asks “what if”. The same as before: no entry.
struct SetWavePolicy {
    fulfilment::WavePolicy policy;
};

/// What a node said of packing and sending SKUs as channels demand it; what it said of them before goes. No entry of the trail.
struct RecordSkuChecks {
    NodeId node;
    QList<fulfilment::SkuCheck> checks; ///< of this node
};

/// Before a parcel goes to a node of others: from now on the node may have it. NotAllowed unless it is planned.
struct HandOver {
    qint64 parcel = 0;
};

/// What the node said to it. Neither receipt nor words: it could not be asked, and the parcel is planned again.
struct RecordHandOver {
    qint64 parcel = 0;
    std::optional<fulfilment::NodeReceipt> receipt;
    QString refusal; ///< the node's own words
};

/// How a node shows a parcel of ours. What is new since the last look happens in the same transaction: what has left is shipped,
/// what is lost goes to other nodes where they have it, and people are told of what is stuck or goes wrong there until it is over. The same
/// look again does nothing.
struct RecordNodeLook {
    qint64 parcel = 0;
    fulfilment::NodeStatus status;
};

/// The node had taken it, and has not shown it since then, however often it was asked. People are told, once, until it is seen again; it goes
/// from nowhere else by itself, for it may leave there all the same. It is at the node no more, or that is known: nothing.
struct RecordUnseen {
    qint64 parcel = 0;
    Time since{};
};

/// A parcel at a node of others should have moved on, and has not. People are told, once, until it does; one that changed within a day has
/// moved: nothing.
struct RecordUnmoved {
    qint64 parcel = 0;
};

/// No node can send what one gave up. People are told, once, until it is planned again or nothing of it waits any more; no node gave up
/// anything of the order: nothing.
struct NoteStranded {
    OrderId order;
    QString why; ///< what keeps the others from it, in English
};

/// Takes a parcel back from its node, to be planned again: it is asked to leave it.
struct RecallParcel {
    qint64 parcel = 0;
};

/// What the node said to that.
struct RecordRecall {
    qint64 parcel = 0;
    fulfilment::CancelReport report;
};

/// The seller's kinds of cartons, in the place of those that were known.
struct TakeCartons {
    QString currency; ///< of their prices
    QList<cartons::Box> boxes;
};

} // namespace crossdock::command
