#pragma once

#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/routing/problem.h"
#include "core/inventory/values/ids.h"

#include <QDate>

namespace crossdock::fulfilment {

/// Some units of a line of an order. Of a kit: kits.
struct ParcelLine {
    QString line; ///< the order's own name of it
    Sku sku; ///< as it was sold: of a kit, the kit
    Quantity quantity = 0, shipped = 0;
    friend bool operator==(const ParcelLine &, const ParcelLine &) = default;
};

/// Where the price of a parcel comes from, the surest first.
enum class Pricing {
    Told, ///< its node or an account told it for a parcel like this
    Listed, ///< price lists and cost cards: there is nobody to ask
    Assumed, ///< lists or an assumption stand for what somebody would tell
    Late, ///< the same: it was asked for, waited for, and did not come in time
};
QString nameOf(Pricing pricing); ///< "told"
std::optional<Pricing> pricingFrom(const QString &name);

/// How a part of an order is to be sent: one node, together.
struct PlannedParcel {
    /// What the figures stand on: facts in English; empty where there is nothing to say.
    struct Basis {
        QString carbon; ///< the estimate's arithmetic, or why there is none
        QString late; ///< what is known of the chance, or what is not
        QString price; ///< which price lists, and from when on they hold
        QString choice = {}; ///< why this way for this order: what it costs, and the next best one
        friend bool operator==(const Basis &, const Basis &) = default;
    };
    NodeId node;
    QList<ParcelLine> lines;
    Money cost; ///< the sum of `parts`
    std::vector<routing::Part> parts; ///< "order_fee", "picks", "freight.base", "late", ...
    bool isPinned = false; ///< a person chose the node
    QString why; ///< of a pinned one: the reason that was given
    QString service; ///< that the price is for: "fedex/ground"; several with commas; empty: none
    QDate shipsOn; ///< in the node's zone
    std::optional<QDate> promisedBy; ///< in the buyer's zone
    std::optional<int> percentInTime; ///< nothing: nothing is promised, or nothing is known of the service
    std::optional<qint64> carbonG = {}; ///< grams of CO2e, estimated; nothing: not known, see `basis`
    Basis basis = {};
    std::optional<Pricing> pricing = {}; ///< nothing: it was planned without prices
    std::optional<Money> quoted = {}; ///< what its node or carrier asked for sending it when it was decided; nothing: no price of theirs counted
    friend bool operator==(const PlannedParcel &, const PlannedParcel &) = default;
};

/// The same units of the same lines from the same nodes, chosen by the same; in any order, whatever they cost.
bool areAlike(const QList<PlannedParcel> &a, const QList<PlannedParcel> &b);

/// A parcel of an order that is on record. Orders that were never planned have none.
struct Parcel {
    enum class State {
        Planned, ///< at an own warehouse: for the bench; at a node of others: waits to be handed over
        HandingOver, ///< being handed over: the node may have it already
        AtNode, ///< a node of others has taken it
        PartlySent, ///< the node sent some of it
        Sent,
        Delivered,
        Lost, ///< the node had taken it and does not send the rest: it cannot, or it cancelled it by itself
        Refused, ///< the node did not take it
        Cancelling, ///< the node was asked to leave it, or is to be asked
        Cancelled, ///< called back before anything of the rest left: the same node may have it again
    };

    qint64 id = 0;
    OrderId order;
    State state = State::Planned;
    PlannedParcel plan;
    QString words; ///< the node's own, of its state or of a refusal
    NodeRef ref; ///< how the node knows it; empty: not handed over
    QString carrier, tracking, trackingUrl; ///< several trackings with commas
    std::optional<Money> billed; ///< what the node charged
    std::optional<Money> invoiced = {}; ///< what carriers' invoices say of its trackings, all together; read with its order only
    Time plannedAt{}, changedAt{};
    std::optional<Time> handedAt, sentAt; ///< taken by the node; left
    bool isUnseen = false; ///< the node had taken it and does not show it any more: whether it leaves there is not known

    bool isOpen() const; ///< something of it may still be sent from there
    bool canBePlanned() const { return state == State::Planned; } ///< nobody has begun with it
    bool isGivenUp() const { return state == State::Lost || state == State::Refused; } ///< by its node: it is not asked for this order again
    std::optional<Money> charged() const { return billed ? billed : invoiced; } ///< for sending it, by the node itself or its carriers
    std::optional<Money> beyondQuoted() const; ///< what it was charged more than was quoted; negative: less. Nothing: one of them is not known, or in another currency
    bool mayBeTaken() const; ///< a node of others has it or may have it: what of it has not left must not go from elsewhere
    friend bool operator==(const Parcel &, const Parcel &) = default;
};

/// "planned", "being handed over", "at the node", ...
QString nameOf(Parcel::State state);
/// Which node gave up the last of these that was given up, in its words; empty: none was.
QString givenUpOf(const QList<Parcel> &parcels);

} // namespace crossdock::fulfilment
