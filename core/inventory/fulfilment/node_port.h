#pragma once

#include "core/inventory/channels/delivery.h"
#include "core/inventory/fulfilment/node_answers.h"
#include "core/inventory/fulfilment/node_order.h"

#include <QObject>
#include <functional>

namespace crossdock::fulfilment {

/// What a kind of node can do. Where a flag is missing we do it ourselves: its cost card prices it, our clock holds it, we ask
/// again and again.
struct NodeTraits {
    bool quotes = false; ///< preview() tells prices
    bool promises = false; ///< preview() tells dates
    bool holds = false; ///< an order can wait there
    bool forcesPlace = false; ///< NodeOrder::place is obeyed
    bool upserts = false; ///< create() of a known key changes that order
    bool partialCancel = false; ///< parcel by parcel
    bool simulates = false; ///< has a test world
    bool pushesStock = false; ///< tells of changed stock by itself
    int mostLines = 0; ///< in one order; 0: no limit known
    Quantity mostUnits = 0;
    Milliseconds holdEnds{0}; ///< the node cancels a held order after this; 0: never
    Milliseconds waitEnds{0}; ///< the node decides after this what it does about missing units (WaitForAll); 0: never
    Milliseconds stockEvery{900'000}; ///< how often its stock may be read
};

/// One account with somebody who stores and sends for us: the only thing the core knows of a node's wire. Implementations live
/// in core/connectors/nodes/<kind>. Lives in one thread; every `done` runs there, later, exactly once, unless the port is
/// destroyed first. The port keeps to the node's limits: a call waits its turn. It renews its own token and repeats nothing
/// else; whether create() may be repeated is for Placement to find out.
class NodePort : public QObject
{
public:
    template <class T>
    using Done = std::function<void(T)>;
    template <class T>
    using Answer = channels::Answer<T>;

    using QObject::QObject;

    virtual NodeTraits traits() const = 0;

    /// How it would be sent at its speed, in the order's place and for its lines: the buyer's name, street, telephone and mail never leave.
    /// A node without `quotes` and `promises` answers Rejected.
    virtual void preview(const NodeOrder &order, Done<Answer<QList<NodeOffer>>> done) = 0;

    /// Why this SKU cannot be packed and sent with these demands, in the node's own words; empty: nothing is known against it.
    virtual void checkSku(const QString &sku, const Handling &handling, Done<Answer<QStringList>> done) = 0;

    /// Hands over an order. A failure with `mayHaveHappened` must be asked about by read() before it is tried again.
    virtual void create(const NodeOrder &order, Done<Answer<NodeReceipt>> done) = 0;

    /// The order as the node shows it; nothing: it knows no such order.
    virtual void read(const NodeRef &ref, Done<Answer<std::optional<NodeStatus>>> done) = 0;

    virtual void hold(const NodeRef &ref, Done<Answer<QString>> done) = 0; ///< Rejected without `holds`
    virtual void release(const NodeRef &ref, Done<Answer<QString>> done) = 0;

    /// All of it, or some of its parcels (`partialCancel`, else Rejected).
    virtual void cancel(const NodeRef &ref, const QStringList &parcels, Done<Answer<CancelReport>> done) = 0;

    /// Sends it from another building of the node. Rejected without `forcesPlace`.
    virtual void move(const NodeRef &ref, const QString &place, Done<Answer<QString>> done) = 0;

    /// Where a parcel is, for nodes that tell it apart from the order; others answer Rejected.
    virtual void track(const QString &parcel, Done<Answer<NodeParcel>> done) = 0;

    /// One page of what it holds. `cursor` of the page before; empty: from the beginning.
    virtual void readStock(const QString &cursor, Done<Answer<StockPage>> done) = 0;

    /// Signs in and reads something small. Answers a sentence.
    virtual void test(Done<Answer<QString>> done) = 0;

    /// Checks the signature first, then reads. No I/O. `now` is for the replay window.
    virtual tl::expected<NodeMessage, channels::Refusal> readDelivery(const channels::Delivery &delivery, Time now) const = 0;
    /// What the node wants to hear for a message that was taken; empty: any 2xx will do.
    virtual QByteArray receiptBody() const { return {}; }
};

} // namespace crossdock::fulfilment
