#pragma once

#include "core/inventory/fulfilment/parcel.h"
#include "core/inventory/fulfilment/routing/explanation.h"
#include "core/inventory/fulfilment/wave_policy.h"

#include <QMap>

/// The waiting orders as they would be routed now, for people. Money is in minor units of the view's currency.
namespace crossdock::fulfilment {

/// A person wants every parcel of the order from this node.
struct WavePin {
    OrderId order;
    NodeId node; ///< empty: the pin that is on record is taken off
    QString reason;
    friend bool operator==(const WavePin &, const WavePin &) = default;
};

struct WaveWish {
    WavePolicy policy; ///< with `isHouse` only what is closed counts of it, and the house's own policy for the rest
    QList<WavePin> pins;
    bool isHouse = false;
    friend bool operator==(const WaveWish &, const WaveWish &) = default;
};

/// Units that no parcel takes.
struct WaitingUnits {
    QString line;
    Sku sku;
    Quantity units = 0;
    QString reason; ///< facts in English: "no place has 3 of it", "east is full"
    bool isUnpriced = false; ///< a place has them, and no carrier of it has a price: neither stock nor time changes that
    friend bool operator==(const WaitingUnits &, const WaitingUnits &) = default;
};

/// What is decided for an order. Its parts, its parcels' and the cost of waiting add up to its cost.
struct WavePlan {
    QList<PlannedParcel> parcels;
    QList<WaitingUnits> waiting;
    qint64 cost = 0; ///< with `wait`
    qint64 wait = 0; ///< of units that wait
};

/// Grams of CO2e, estimated, of the parcels of which it is known.
struct CarbonSum {
    qint64 grams = 0;
    int known = 0, unknown = 0; ///< parcels
};

struct WaveOrder {
    OrderId order;
    Time createdAt{};
    QString shipTo; ///< country and region only
    std::optional<QDate> promisedBy;
    WavePlan plan;
    QList<NodeId> present; ///< where its planned parcels are on record, or its units are reserved
    bool isPlanned = false; ///< a plan of it is on record already
    bool isPinned = false;
    bool isKept = false; ///< what is on record is this very plan, unit by unit
    Pricing pricing = Pricing::Listed; ///< of its plan's parcels the least sure
    std::optional<Time> pricesBy = {}; ///< until then prices of its parcels may still be told; nothing: none is awaited
    QString givenUp = {}; ///< by whom, and in which words, if a node did not send what it was to send; in English
};

struct WaveNode {
    NodeId node;
    QString title;
    int parcels = 0; ///< of this wave
    Quantity units = 0;
    qint64 cost = 0;
    std::optional<qint64> capacity; ///< parcels that it can still take today; nothing: no limit
    std::optional<Time> cutOffAt; ///< until then what is decided leaves on `shipsOn`
    QDate shipsOn;
    bool isClosed = false;
};

/// A wave as it was planned. Never changed: any number of threads may read it.
struct WaveView {
    qint64 number = 0; ///< to ask about it, and to publish it
    Time plannedAt{};
    QString currency;
    WaveWish wish;
    QList<WaveOrder> orders; ///< the most urgent first
    QList<WaveNode> nodes;
    qint64 total = 0; ///< of all orders
    qint64 bound = 0; ///< no plan costs less: proven
    qint64 naive = 0; ///< if each order in its turn took what is best for it
    qint64 nearest = 0; ///< if each order in its turn went from the nearest node
    std::optional<qint64> pinsCost; ///< of the total, beyond the plan without any pin; nothing: nothing is pinned
    std::optional<int> gap; ///< of total above bound, in hundredths of a per cent; nothing: without meaning
    CarbonSum carbon; ///< of all parcels
    qint64 milliseconds = 0; ///< that planning took
    std::optional<Time> publishAt; ///< when the first of it is published by itself; nothing: it waits for a person
    QStringList doubts; ///< what makes the prices less sure, in English: "4 SKUs have no weight"
    int left = 0; ///< orders that wait too, beyond what is planned at once
};

/// Why an order's parcels come from where they come. Every number is a difference of two costs that can be reckoned again.
struct WaveExplanation {
    struct Rejected {
        NodeId node;
        routing::Explanation::Rejected::Reason reason = routing::Explanation::Rejected::Reason::Dearer;
        QString name, detail; ///< of a veto
        QString sku;
        Quantity shortBy = 0;
        qint64 dearerBy = 0;
        QList<OrderId> holders; ///< who took the units or the places
        WavePlan plan; ///< of Dearer: the best that uses it
    };
    /// A parcel that is not chosen would be, if it cost less than this.
    struct BreakEven {
        struct Fee {
            QString name; ///< "pick_fee"
            qint64 now = 0, winsAtMost = 0;
        };
        PlannedParcel parcel;
        qint64 winsBelow = 0;
        QList<Fee> fees; ///< each would do it alone
    };
    /// One unit more of a SKU at a node.
    struct Unit {
        NodeId node;
        QString sku;
        qint64 saves = 0;
    };
    OrderId order;
    QString currency;
    WavePlan chosen, naive, nearest;
    std::optional<WavePlan> runnerUp;
    QList<Rejected> rejected; ///< by node, the first binding reason
    QList<BreakEven> breakEvens;
    QList<Unit> units;
    // Who pays for whom:
    WavePlan own; ///< its best plan if it were alone
    qint64 costsMore = 0; ///< the chosen one, than that
    qint64 othersSave = 0; ///< by it
    QList<OrderId> others;
};

/// What a pin changes.
struct PinEffect {
    struct Move {
        OrderId order;
        QList<NodeId> from, to;
        qint64 before = 0, after = 0; ///< cost of the order
    };
    std::shared_ptr<const WaveView> wave; ///< with the pin, a wave of its own number
    qint64 before = 0; ///< total without it
    QList<Move> moves; ///< the pinned order first
    qint64 milliseconds = 0;
};

/// Two policies on orders that were.
struct BackTestWish {
    enum class Span { Day, Week }; ///< that is resampled
    Time from{}, to{};
    WavePolicy first, second;
    Span span = Span::Week;
};

struct BackTest {
    struct Outcome {
        qint64 cost = 0; ///< of all orders
        qint64 orders = 0, parcels = 0, waitingLines = 0;
        double latePercent = 0; ///< expected, of orders with a promise and a known chance
    };
    struct Interval {
        double low = 0, high = 0; ///< 95 % of the resampled spans lie between
    };
    QString currency;
    Outcome first, second;
    Interval saves; ///< minor units that the second costs less than the first
    Interval lateLess; ///< percentage points
    int spans = 0; ///< that were resampled
    QStringList doubts;
};

} // namespace crossdock::fulfilment
