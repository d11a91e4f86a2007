#pragma once

#include "core/inventory/command.h"
#include "core/inventory/fulfilment/labels/label_queries.h"
#include "core/inventory/fulfilment/node_feed.h"
#include "core/inventory/fulfilment/rates/transit.h"
#include "core/inventory/fulfilment/waiting.h"
#include "core/inventory/orders/cancellation.h"
#include "core/inventory/rules/rule_rows.h"

#include <QJsonObject>
#include <QList>

/// What pages show and answers hold, each a plain value.
namespace crossdock {

/// One entry of the trail.
struct Entry {
    qint64 number = 0; ///< 1, 2, 3 ... without a gap
    Time at{};
    Actor actor;
    QString what; ///< "stock.receive", "order.record", "offers.told": see audit/entry_names.h
    QString key; ///< operation key
    QString why;
    qint64 cause = 0; ///< number of the entry that led to this; 0: none
    QJsonObject body; ///< what it is about, movements, old and new values: see audit/trail.h
    QByteArray hash; ///< 32 bytes
};

/// What a node of others says that it holds.
struct NodeFeed {
    fulfilment::FeedState state;
    int skus = 0;
    Quantity sellable = 0;
};

struct NodeRow {
    NodeId node;
    QString kind, title;
    NodeDetails details = {};
    std::optional<NodeFeed> feed = {}; ///< nothing: its stock was never asked for
};

/// Where a listing stands.
struct OfferState {
    enum class State {
        Waiting, ///< wanted, not yet sent
        Sent, ///< on the wire (live only: set by the lane, not by the store)
        Accepted, ///< taken, to be applied by the channel later
        Acknowledged,
        Refused, ///< set aside; `words` holds the channel's own
        Held, ///< the channel is paused or its circuit is open
    };
    ListingId listing;
    Quantity wanted = 0;
    std::optional<Quantity> believed; ///< what we think the channel shows
    std::optional<Quantity> acknowledged; ///< the last quantity the channel said it shows
    std::optional<Money> price;
    Quantity buffer = 0;
    std::optional<Quantity> cap;
    bool isStopped = false; ///< selling stopped by a person
    State state = State::Waiting;
    QString words;
    Time wantedAt{}; ///< when `wanted` last changed
    Time answeredAt{}; ///< when the channel last answered; epoch: never
    channels::Market market = {}; ///< of a channel that tells it
};

struct NodeStock {
    NodeId node;
    Quantity free = 0, reserved = 0, picked = 0, inTransit = 0, quarantine = 0;
    qint64 version = 0;
    Quantity onHand() const { return free + reserved + picked; }
    Quantity committed() const { return reserved + picked; }
};

/// One line of the stock grid. For a kit: what its components allow.
struct StockRow {
    qint64 id = 0; ///< row number in the store: stable, for paging
    Sku sku;
    QString name, category, barcode;
    bool isKit = false;
    bool isStopped = false;
    Quantity onHand = 0, reserved = 0, available = 0, inTransit = 0, quarantine = 0;
    Quantity reorderPoint = 0;
    QList<OfferState> offers; ///< one for each listing of the SKU
};

struct OrderRow {
    enum class State { AwaitingPayment, Open, OnHold, Picked, Shipped, Cancelled };
    OrderId id;
    Time createdAt{}, recordedAt{};
    State state = State::Open;
    int lines = 0;
    Quantity units = 0;
    Quantity shortUnits = 0; ///< sold but not there
    std::optional<Money> total;
    std::optional<Time> shipBy;
    QString shipTo; ///< country and region only, never more
    bool isByChannel = false; ///< fulfilled by the channel
    Quantity toPack = 0; ///< units held at warehouses of ours, of kits their parts; of query::Orders::onlyToPack alone
};

struct Incident {
    qint64 id = 0;
    Time at{};
    Sku sku;
    ChannelId channel; ///< may be empty: a count found less than was reserved
    OrderId order;
    Quantity units = 0;
    QString cause; ///< a sentence
    qint64 entry = 0;
    bool isOpen = true;
};

/// A channel as the store knows it. What its lane does at the moment is ChannelHealth.
struct ChannelRow {
    ChannelDetails details;
    int listings = 0;
    int waiting = 0; ///< listings whose wanted quantity is not acknowledged
    int setAside = 0;
    channels::AccountHealth account = {}; ///< of a channel that tells it
    Time cursorAt{}; ///< orders were last read completely at this time; epoch: never
    QString cursor;
};

/// What a lane tells about itself, a few times a second.
struct ChannelHealth {
    enum class State { Idle, Sending, Waiting, RateLimited, Down, Unauthorized, Paused, Elsewhere };
    ChannelId channel;
    State state = State::Idle;
    int queued = 0;
    int onTheWire = 0;
    qint64 told = 0; ///< offers acknowledged since the start
    qint64 calls = 0, failedCalls = 0, superseded = 0;
    double lagP50Ms = 0, lagP99Ms = 0; ///< from the commit to the channel's answer, last 1,000 offers
    double callsPerSecond = 0; ///< what the channel allows at the moment
    QString speaker = {}; ///< Elsewhere: the desk that tells the channel in place of this one; empty: none does yet
    QString lastError; ///< the channel's own words; empty: none
    Time lastErrorAt{}, lastEventAt{}, lastAnswerAt{}, retryAt{};
};

/// A return on record.
struct ReturnRow {
    OrderId order;
    channels::Return what;
    Quantity received = 0; ///< units of it that came back
    labels::ReturnLabel label = {}; ///< that its buyer gets
};

struct OrderDetail {
    struct Reservation {
        Sku sku; ///< of the component, where the line is a kit
        NodeId node;
        Quantity reserved = 0, picked = 0, shipped = 0;
        bool isOwn = true; ///< the node is a warehouse of ours; else others pack and send what lies there
    };
    struct Line {
        QString id;
        Sku sku; ///< empty: the listing is not mapped
        QString listing, channelSku;
        Quantity quantity = 0, shortUnits = 0, shipped = 0, returned = 0;
        std::optional<Money> unitPrice;
        QList<Reservation> reservations;
    };
    OrderRow row;
    QList<Line> lines;
    Buyer buyer; ///< empty if forgotten
    bool isForgotten = false;
    qint64 buyerOrders = 0; ///< orders of whoever bought, this one too; 0: nobody knows who it is
    QStringList customerTags; ///< of whoever bought
    QString paymentMethod; ///< see ChannelOrder
    std::optional<Time> deliverBy;
    OrderFacts facts;
    QString tracking;
    QStringList tags;
    QString note, flag, priority, assignee; ///< empty: none
    bool isArchived = false;
    QList<fulfilment::Parcel> parcels; ///< by id; none: it was never planned
    QList<Shipment> shipments; ///< what left, oldest first
    fulfilment::ShippingWish wish; ///< how it is to be sent
    QList<channels::Instruction> instructions; ///< what its channel was told to do with it, oldest first
    std::optional<Cancellation> cancellation; ///< to be told to its channel
    QList<ReturnRow> returns; ///< newest first
    QList<channels::Refund> refunds; ///< that its channel told, oldest first
    QList<channels::Chargeback> chargebacks; ///< oldest first
    QList<Entry> timeline; ///< oldest first
};

/// One step of an explanation: an entry, and the number before and after it.
struct Step {
    Entry entry;
    Quantity before = 0, after = 0;
};

struct Explanation {
    QString subject; ///< what number: "available", "on hand at main", "shown on shopify-us"
    Quantity value = 0;
    QStringList arithmetic; ///< how it is made up: "available 12 - buffer 2 = 10"; one line a step
    QList<Step> steps; ///< newest first
};

struct TrailFilter {
    std::optional<Sku> sku;
    std::optional<OrderId> order;
    QString orderText; ///< part of an order number
    QString actor; ///< part of the actor's name
    std::optional<ChannelId> channel;
    QString what; ///< beginning of the entry's name: "stock."
    std::optional<Time> from, to;
};

struct Verification {
    bool isWhole = true;
    qint64 entries = 0;
    qint64 firstBroken = 0; ///< number of the entry
    QString words; ///< what is wrong with it, in a sentence
};

struct SearchHit {
    enum class Kind { Item, Order, Channel, Node } kind = Kind::Item;
    QString id; ///< to open it
    QString title;
};

} // namespace crossdock
