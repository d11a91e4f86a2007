#pragma once

#include "core/inventory/channels/channel_port.h"

/// What nodes answer, in the words of the house. Every value also keeps the node's own word, for the screen and the log.
namespace crossdock::fulfilment {

/// Some units of a line.
struct NodeUnits {
    QString line; ///< NodeOrder::Line::id; empty: the wire names the SKU only
    QString sku;
    Quantity quantity = 0;
    friend bool operator==(const NodeUnits &, const NodeUnits &) = default;
};

/// One way in which a node would send an order, with its price if it tells one.
struct NodeOffer {
    struct Charge {
        QString kind; ///< "order", "pick", "carrier", "cod", "other"
        QString name; ///< the node's own
        Money amount;
        friend bool operator==(const Charge &, const Charge &) = default;
    };
    struct Parcel {
        QList<NodeUnits> units;
        std::optional<Time> sentFrom, sentBy, arrivesFrom, arrivesBy;
    };
    struct Missing {
        NodeUnits units;
        QStringList reasons; ///< the node's own words
    };

    QString service; ///< the node's own name: "Standard"
    QString place; ///< the building; empty: not said
    bool canBeSent = true;
    QList<Charge> charges;
    std::optional<Money> total; ///< nothing: the node tells no price here, its cost card counts
    QList<Parcel> parcels; ///< empty: not said
    QList<Missing> missing;
    QStringList reasons; ///< why it cannot be sent, in the node's own words
};

/// How to name an order to its node: by our key, and by the node's own id where we know it.
struct NodeRef {
    QString key;
    QString id;
    friend bool operator==(const NodeRef &, const NodeRef &) = default;
};

struct NodeParcel {
    enum class State {
        Preparing,
        Sent, ///< left the building
        OnTheWay,
        OutForDelivery,
        Delivered,
        Late,
        AtPickup, ///< waits for the buyer at a shop or in a locker
        ComingBack,
        CameBack,
        Undeliverable,
        Stuck, ///< somebody must act
        Cancelled,
        Unknown,
    };

    QString id; ///< the node's own
    State state = State::Unknown;
    QString words; ///< the node's own word of the state, and its reason where it gives one
    QString carrier, service, tracking, trackingUrl, place;
    QList<NodeUnits> units;
    std::optional<Time> sentAt, expectedAt, deliveredAt;
    std::optional<Money> billed; ///< what the node charged for it
    bool hasLeft() const;
    friend bool operator==(const NodeParcel &, const NodeParcel &) = default;
};

/// An order as its node shows it at one moment.
struct NodeStatus {
    enum class State {
        Taken, ///< accepted, nothing done yet
        Held, ///< waits until we release it, or until the node gives up
        Working,
        PartlySent, ///< some parcels left, others are to come
        Sent, ///< nothing is to come
        PartlyLost, ///< sent as far as it went: some units never come
        Cancelling,
        Cancelled,
        Lost, ///< the node cannot send it although it had accepted it
        Stuck, ///< somebody must act at the node
    };
    struct Line {
        NodeUnits ordered;
        Quantity cancelled = 0, lost = 0; ///< never to be sent
        friend bool operator==(const Line &, const Line &) = default;
    };

    NodeRef ref;
    State state = State::Taken;
    QString words; ///< the node's own: "CompletePartialled"
    QString place;
    std::optional<Time> receivedAt, changedAt;
    QList<Line> lines;
    QList<NodeParcel> parcels;
    std::optional<Money> expectedCost;

    bool isFinal() const; ///< nothing more is to come from this node, parcels on the road aside
    Quantity unitsGone() const; ///< that have left in parcels
    Quantity unitsLost() const; ///< cancelled or never to come
    friend bool operator==(const NodeStatus &, const NodeStatus &) = default;
};

/// "partly sent"
QString nameOf(NodeStatus::State state);
QString nameOf(NodeParcel::State state);

struct NodeReceipt {
    NodeRef ref;
    bool wasKnown = false; ///< the node had it already
    QString words;
};

struct CancelReport {
    enum class Outcome {
        Done,
        Asked, ///< the node will say later
        Partly, ///< some parcels go all the same
        TooLate,
    };
    struct Parcel {
        QString id;
        bool isCancelled = false;
        QString words;
    };
    Outcome outcome = Outcome::Asked;
    QString words;
    QList<Parcel> parcels; ///< empty: the node speaks of the whole order only
};

/// What a node holds of one SKU at one place.
struct StockLevel {
    /// Units that cannot be sold now, or not by us.
    struct Share {
        QString name; ///< in our words: "on the way to Amazon"
        QString theirs; ///< the node's own: "inboundShippedQuantity"
        Quantity quantity = 0;
        friend bool operator==(const Share &, const Share &) = default;
    };
    QString sku;
    QString place; ///< empty: one pool, the building is not told
    Quantity sellable = 0; ///< free: neither promised to an order nor damaged
    QList<Share> others; ///< none that is 0
    std::optional<Time> changedAt;
    friend bool operator==(const StockLevel &, const StockLevel &) = default;
};

struct StockPage {
    QList<StockLevel> levels;
    QString cursor;
    bool hasMore = false;
};

/// The node says that something changed with an order: read it.
struct NodeHint {
    NodeRef ref;
    QString what;
};

/// The node says that its stock of these SKUs changed (none named: of some): read it.
struct StockHint {
    QStringList skus;
};

using NodeNews = std::variant<NodeHint, NodeStatus, StockHint, channels::Notice>;

/// What a message of a node says, with the node's own id of the message.
struct NodeMessage {
    QString eventId;
    QByteArray raw;
    QList<NodeNews> news;
};

} // namespace crossdock::fulfilment
