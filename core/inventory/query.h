#pragma once

#include "core/inventory/rows.h"

#include <memory>

namespace crossdock::rates
{
class RateBook;
}

/// Everything that can be asked of the inventory to tell. Each query names the type of its answer. What goes through all of the trail says that it takes long: it is
/// read beside the others.
namespace crossdock {

namespace query {

/// The grid, in pages of rows by id.
struct Stock {
    struct Answer {
        QList<StockRow> rows;
        bool isEnd = false;
        qint64 stamp = 0; ///< number of the last entry that is in it
    };
    qint64 afterId = 0;
    int limit = 5'000;
    bool withOffers = true;
};

/// Some SKUs in full. Unknown ones are an error (NotFound).
struct StockOf {
    struct Item {
        StockRow row;
        command::DefineSku details;
        QList<NodeStock> nodes;
        QList<command::DefineKit::Part> parts;
        QList<Sku> partOf; ///< kits that contain it
        QList<stock::BinAt> bins = {}; ///< where it lies in warehouses of ours, now: by node, what is picked from first first
    };
    using Answer = QList<Item>;
    QList<Sku> skus; ///< empty: all
    std::optional<Time> asOf; ///< rebuilt from the trail at that moment
};

/// On hand and available over time, from the movements.
struct Trend {
    struct Point {
        Time at{};
        Quantity onHand = 0, available = 0;
    };
    using Answer = QList<Point>; ///< oldest first, one for each change, with the ends of the span
    Sku sku;
    Time from{}, to{};
};

struct Explain {
    using Answer = Explanation;
    enum class Number { Available, OnHand, Reserved, InTransit, Quarantine };
    Sku sku;
    std::optional<NodeId> node;
    std::optional<ChannelId> channel; ///< what it shows; `number` is not looked at
    std::optional<Number> number; ///< nothing: what is available, or with a node what is on hand there
    int limit = 200;
};

struct Orders {
    struct Answer {
        QList<OrderRow> rows; ///< newest first
        bool isEnd = false;
    };
    std::optional<ChannelId> channel;
    std::optional<OrderRow::State> state;
    QString text; ///< part of a number
    bool onlyShort = false;
    std::optional<Time> heldBefore = {}; ///< only those that hold units, that their channel itself told, and that were here before this
    bool onlyToPack = false; ///< only those of which something is held at a warehouse of ours
    int offset = 0, limit = 500;
};

struct Order {
    using Answer = OrderDetail;
    OrderId id;
};

struct Channels {
    using Answer = QList<ChannelRow>;
};

/// All listings of a channel with what is wanted of them: for its lane, and for the page (`onlySetAside`).
struct Listings {
    struct Item {
        channels::ListingAddress address;
        OfferState offer;
        channels::Offer wanted;
        bool mustSend = false;
    };
    using Answer = QList<Item>;
    ChannelId channel;
    bool onlyUnsent = false, onlySetAside = false;
    bool onlyUnconfirmed = false; ///< accepted by the channel, and not yet seen to be done
};

struct Nodes {
    using Answer = QList<NodeRow>;
};

/// What a node of others said that it holds when it was last read, by SKU and place.
struct NodeLevels {
    using Answer = QList<fulfilment::StockLevel>;
    NodeId node;
};

/// What a node of others said of packing and sending SKUs as channels demand it, by SKU. With `dueAt` what it is to be asked of the SKUs that lie
/// there then: what was never asked first, then what was asked longest ago; nothing of it is younger than SkuCheck::freshFor.
struct SkuChecks {
    using Answer = QList<fulfilment::SkuCheck>;
    NodeId node;
    std::optional<Time> dueAt = {};
    int limit = 1'000;
};

/// Parcels that left, and whether their channels know: the oldest first.
struct Shipments {
    using Answer = QList<Shipment>;
    std::optional<ChannelId> channel = {};
    std::optional<OrderId> order = {};
    bool onlyWaiting = false; ///< each with the others of its order that its channel knows
    int limit = 1'000;
};

/// Orders cancelled here, and whether their channels know: the oldest first.
struct Cancellations {
    using Answer = QList<Cancellation>;
    std::optional<ChannelId> channel = {};
    std::optional<OrderId> order = {};
    bool onlyWaiting = false;
    int limit = 1'000;
};

/// What buyers send back: the newest first.
struct Returns {
    using Answer = QList<ReturnRow>;
    std::optional<ChannelId> channel = {};
    std::optional<OrderId> order = {};
    bool onlyOpen = false; ///< requested or approved
    int limit = 1'000;
    bool onlyLabelOpen = false; ///< whose label is wanted, or bought and not sent yet
};

/// What channels were told to do with orders and listings: the oldest first.
struct Instructions {
    using Answer = QList<channels::Instruction>;
    std::optional<ChannelId> channel = {};
    std::optional<OrderId> order = {};
    bool onlyWaiting = false;
    int limit = 1'000;
};

/// Parcels on record, newest first.
struct Parcels {
    using Answer = QList<fulfilment::Parcel>;
    std::optional<OrderId> order;
    std::optional<NodeId> node;
    bool onlyOpen = false; ///< of which something is still to be sent
    int limit = 1'000;
};

/// What waits to be routed.
struct Waiting {
    using Answer = fulfilment::Waiting;
    std::optional<OrderId> order; ///< this one alone, held or not
    int limit = 1'000; ///< orders
};

/// What was ordered from suppliers, newest first.
struct Purchases {
    using Answer = QList<purchases::PurchaseOrder>;
    QString number = {}; ///< this one alone; empty: all
    std::optional<Sku> sku = {}; ///< that have a line of it
    bool onlyOpen = false;
    int limit = 1'000;
};

/// What counts in the plans of the house.
struct WavePolicy {
    using Answer = fulfilment::WavePolicy;
};

/// How long labelled parcels of the last times were under way.
struct Transit {
    using Answer = QList<rates::TransitCount>;
};

/// The seller's kinds of cartons, as they were taken.
struct Cartons {
    using Answer = command::TakeCartons;
};

/// Accounts with carriers, by name.
struct Carriers {
    using Answer = QList<CarrierDetails>;
};

/// Every imported price list, zone and surcharge, ready to quote from. See fulfilment/rates/rate_book.h.
struct Rates {
    using Answer = std::shared_ptr<const rates::RateBook>;
};

/// What live accounts answered last for shipments like these; see fulfilment/rates/likeness.h.
struct LastAnswers {
    using Answer = QList<rates::LastAnswer>;
    QStringList likenesses;
};

struct Incidents {
    using Answer = QList<Incident>;
    bool onlyOpen = false;
};

struct Trail {
    struct Answer {
        QList<Entry> entries; ///< newest first
        bool isEnd = false;
    };
    TrailFilter filter;
    qint64 before = 0; ///< entries with smaller numbers; 0: from the newest
    qint64 after = 0; ///< entries with larger numbers, then oldest first; 0: not used
    int limit = 200;
    QString key = {}; ///< only what was booked with this operation key; empty: all
};

/// An entry, what led to it, and what it led to: oldest first.
struct CauseChain {
    using Answer = QList<Entry>;
    qint64 entry = 0;
};

struct Verify {
    using Answer = Verification;
    QString sealedFile; ///< sealed from this trail before: its entries must stand there as they were
    bool takesLong() const { return true; }
};

struct Search {
    using Answer = QList<SearchHit>;
    QString text;
    int limit = 20;
};

/// Does the ledger add up? Positions rebuilt from movements, reservations against orders.
struct Books {
    struct Answer {
        bool balance = true;
        QStringList problems;
        qint64 orders = 0, units = 0, duplicatesDropped = 0, incidents = 0;
    };
    bool takesLong() const { return true; }
};

/// All rules, those that run first in front.
struct Rules {
    using Answer = QList<RuleRow>;
};

struct Rule {
    struct Answer {
        RuleRow row;
        QList<RuleVersion> versions; ///< newest first
        RuleReading reading; ///< of the newest version, with its findings
        QList<RuleRun> runs; ///< newest first
        QList<RuleExample> examples = {};
    };
    qint64 rule = 0;
    int runs = 20; ///< how many at most
};

struct RuleRuns {
    using Answer = QList<RuleRun>; ///< newest first
    std::optional<qint64> rule;
    qint64 before = 0; ///< runs with smaller numbers; 0: from the newest
    int limit = 100;
};

/// What is wrong with the rules on record that are not drafts, alone and between them.
struct RuleFindings {
    using Answer = QList<RuleFinding>;
    bool withHistory = false; ///< replays the last 90 days too
    bool takesLong() const { return withHistory; }
};

/// How a sentence is understood, while it is being written.
struct ReadRule {
    using Answer = RuleReading;
    QString text;
    qint64 rule = 0; ///< the rule that it is to replace
};

/// What may stand at a place of a sentence.
struct CompleteRule {
    using Answer = QList<RuleCompletion>;
    QString text; ///< up to the cursor
    int limit = 50;
};

/// What a rule would have done since then, without doing it.
struct RehearseRule {
    using Answer = RuleRehearsal;
    qint64 rule = 0; ///< the newest version of it, or
    QString text; ///< this sentence
    Time since{};
    std::optional<Time> until;
    int limit = 1'000; ///< cases
    int version = 0; ///< of `rule`; 0: the newest
    bool takesLong() const { return true; }
};

/// The shop's own names that a sentence about this may need, by kind. See rules/spoken_names.h.
struct SpokenNames {
    using Answer = QMap<QString, QStringList>;
    QString talk;
};

struct Notices {
    using Answer = QList<Notice>; ///< newest first
    bool onlyUnsettled = false;
    int limit = 200;
    bool onlyWaiting = false; ///< only what is to leave the house
};

struct Contacts {
    struct Answer {
        QList<Contact> contacts;
        command::SetMailServer mail;
        QList<MessageService> services = {}; ///< that are set up
    };
};

/// Who proposes sentences; without an address: nobody.
struct Assistant {
    using Answer = command::SetAssistant;
};

/// For the headline figures.
struct Totals {
    struct Answer {
        qint64 skus = 0, listings = 0, ordersOpen = 0, ordersToday = 0, shortUnits = 0, incidentsOpen = 0, entries = 0;
        Time firstEntryAt{}, lastEntryAt{};
    };
};

} // namespace query
} // namespace crossdock
