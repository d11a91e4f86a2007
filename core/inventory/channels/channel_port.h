#pragma once

#include "core/inventory/channels/account_health.h"
#include "core/inventory/channels/channel_order.h"
#include "core/inventory/channels/delivery.h"
#include "core/inventory/channels/market.h"
#include "core/inventory/channels/parcel_sent.h"

#include <QHash>
#include <QObject>
#include <functional>
#include <variant>

namespace crossdock::channels {

struct Instruction;

/// Everything a connector needs to know of one listing to name it on its wire.
struct ListingAddress {
    ListingId id;
    Sku sku;
    QString inventoryId; ///< Shopify: gid of the inventory item
    QString locationId; ///< Shopify: gid of the location; empty: the channel's own
    QString productType; ///< Amazon: e.g. "SHIRT"; empty: "PRODUCT"
    friend bool operator==(const ListingAddress &, const ListingAddress &) = default;
};

/// What a listing should show. Absolute; the newest revision is the only one that matters.
struct Offer {
    ListingAddress address;
    qint64 revision = 0; ///< grows with every change of what is wanted (number of the trail entry)
    Time wantedAt{};
    Quantity quantity = 0;
    std::optional<Quantity> believed; ///< what we think the channel shows; nothing: unknown
    Time knownSince{}; ///< when the channel last told; the same in two pushes: the second is the first one tried again
    std::optional<Money> price; ///< set only if it is to be told; a lane tells it once the quantity is shown
    bool isDoubtful = false; ///< an order may be on its way: read orders before pushing upward

    bool isUpward() const { return !believed || quantity > *believed; }
    /// Its quantity is shown already and is not told again: absolute, it would wipe out a sale that nobody has read.
    bool isPriceOnly() const { return price && believed == quantity; }
};

/// How one offer of a call fared.
struct Outcome {
    enum class State {
        Applied, ///< the channel shows it
        Accepted, ///< the channel took it and applies it later (QuantitySeen confirms)
        Stale, ///< compare-and-set failed: the channel showed something else
        Refused, ///< this item alone is wrong, `words` says why in the channel's own words
        NotTried, ///< the call ended before this one: send again
    };
    ListingId listing;
    qint64 revision = 0;
    Quantity quantity = 0;
    State state = State::NotTried;
    QString words;
};

/// Why a whole call brought nothing.
struct CallFailure {
    enum class Kind {
        Unreachable, ///< no answer or a 5xx: try again later
        RateLimited, ///< wait `retryAfter`
        Unauthorized, ///< the credentials are not accepted: a person must act
        Rejected, ///< the call as such is wrong (a bug, or a missing permission): `words` says why
    };
    Kind kind = Kind::Unreachable;
    QString words; ///< the channel's own words, or the network's; no secret
    Milliseconds retryAfter{0};
    bool mayHaveHappened = false; ///< the effect may be there although no answer came

    Error toError(const QString &subject) const;
};

struct PushReply {
    std::optional<CallFailure> failure;
    QList<Outcome> outcomes; ///< one for each offer if there is no failure
    Milliseconds restFor{0}; ///< the channel's limits ask for this pause before the next call
};

template <class T>
using Answer = tl::expected<T, CallFailure>;

struct CatchUpPage {
    QList<ChannelOrder> orders; ///< oldest change first; all `isAuthoritative`
    QString cursor; ///< where the next reading starts; opaque, kept by the store once the orders are recorded
    bool hasMore = false;
};

struct CatalogueItem {
    ListingAddress address; ///< `sku` is valid, see ChannelCatalogue for items that have none
    QString title;
    Quantity quantity = 0; ///< what the channel shows now
    std::optional<Money> price;
};

struct CataloguePage {
    QList<CatalogueItem> items;
    QStringList withoutSku; ///< titles of listings that name no SKU and cannot be mapped
    QString cursor;
    bool hasMore = false;
};

/// The channel shows this quantity at that time; `isConfirmation`: of a push that was Accepted before.
struct QuantitySeen {
    QString listing;
    QString inventoryId; ///< some wires name the inventory item only
    Quantity quantity = 0;
    Time at{};
    bool isConfirmation = false;
};

/// The channel says something changed but not what: read the order.
struct OrderHint {
    QString number;
    bool isDeleted = false; ///< it says that the order is gone; it may be in a trash, or back again by now
};

/// Told of an order, without the order.
struct AfterSaleNews {
    QString number; ///< of the order
    AfterSale what;
};

/// Nothing to do: a ping, a test message, a topic we do not use. `what` is for the log.
struct Notice {
    QString what;
};

using News = std::variant<ChannelOrder, QuantitySeen, OrderHint, AfterSaleNews, Notice, MarketSeen, StandingSeen, AccountHealth>;

/// What a message that came in says, with the channel's own id of the message (may be empty).
struct Message {
    QString eventId;
    QByteArray raw; ///< as it came, for the inbox
    QList<News> news;
};

enum class Refusal { BadSignature, Unreadable, TooOld };

/// How a channel likes to be called.
struct Traits {
    int itemsPerCall = 1;
    int callsAtOnce = 1;
    double callsPerSecond = 10;
    int burst = 10;
    bool hasCompareAndSet = false; ///< a push over an unseen order is answered Stale
    bool confirmsLater = false; ///< push answers Accepted
    Milliseconds catchUpEvery{1'000}; ///< not more often than this
};

/// What the ledger takes for an order that its channel has no more: no lines, cancelled.
ChannelOrder goneOrder(const OrderId &id, Time now);

/// One account on one marketplace: the only thing the core knows of a channel's wire. Implementations live in
/// core/connectors/channels/<kind>. Lives in one thread; every `done` runs there, later, exactly once, unless the port
/// is destroyed first. Calls are retried by the lane, never by the port (but a port renews its own token).
class ChannelPort : public QObject
{
public:
    template <class T>
    using Done = std::function<void(T)>;

    using QObject::QObject;

    virtual Traits traits() const = 0;

    /// Tells the channel up to traits().itemsPerCall offers in one call (two where price needs its own).
    virtual void push(const QList<Offer> &offers, Done<PushReply> done) = 0;

    /// What the channel shows now for these listings (those it does not know are absent).
    virtual void readQuantities(const QList<ListingAddress> &listings,
                                Done<Answer<QHash<QString, Quantity>>> done) = 0;

    /// Orders changed since `cursor` (empty: since `since`), one page.
    virtual void catchUp(const QString &cursor, Time since, Done<Answer<CatchUpPage>> done) = 0;

    /// One order, read now.
    virtual void readOrder(const QString &number, Done<Answer<ChannelOrder>> done) = 0;

    /// Which of these orders are not there any more, because somebody deleted them for good. Only what the channel says of each of
    /// them counts: no answer to one is a failure of all. At most ordersPerSearch() at a time; 0: orders are never deleted there.
    struct Sought {
        QString number;
        Time createdAt{};
    };
    virtual int ordersPerSearch() const { return 0; }
    virtual void findMissing(const QList<Sought> &orders, Done<Answer<QStringList>> done);

    virtual void readCatalogue(const QString &cursor, Done<Answer<CataloguePage>> done) = 0;

    /// Signs in and reads something small. Answers a sentence such as "Signed in to Harbour Outfitters (USD)".
    virtual void test(Done<Answer<QString>> done) = 0;

    /// Makes or repairs the channel's subscriptions so that events arrive at `publicUrl` ("https://host/webhooks/NAME";
    /// empty: only those that need no public address). Answers what it did, in words.
    virtual void subscribe(const QString &publicUrl, Done<Answer<QStringList>> done) = 0;

    /// Tells the channel that we cancel the order (where it has a call for it; else Rejected with a sentence). `Refunded`: money and units go
    /// back there as far as the channel does so by itself.
    enum class Payment { Kept, Refunded };
    virtual void cancelOrder(const QString &number, const QString &reason, Payment payment, Done<Answer<QString>> done) = 0;

    /// Tells the channel that a parcel left: what of it the channel knows already is not told again. Answers a sentence; Rejected where the
    /// channel does not take it (it shows the order as cancelled, it wants a tracking number), in its own words.
    virtual void confirmShipment(const ParcelSent &parcel, Done<Answer<QString>> done) = 0;

    /// Refunds, captures, ends or publishes, once: what was told before under the same key is not done again. Answers a sentence; Rejected in
    /// the channel's own words. Only what canCarryOut() says of its kind is asked.
    virtual void carryOut(const Instruction &instruction, Done<Answer<QString>> done);

    /// How the seller's account does, as the channel reckons it; may take minutes. Only of a channel that tells it is it asked.
    virtual bool tellsAccount() const { return false; }
    virtual void readHealth(Done<Answer<AccountHealth>> done);

    /// Checks the signature first, then reads. No I/O. `now` is for the replay window.
    virtual tl::expected<Message, Refusal> readDelivery(const Delivery &delivery, Time now) const = 0;

    /// Channels whose events are pulled from a queue: starts and stops pulling. `taken(true)` removes the message from
    /// the queue, `taken(false)` leaves it for later.
    using Ear = std::function<void(const Message &, std::function<void(bool taken)>)>;
    virtual void listen(Ear ear) { Q_UNUSED(ear) }
    virtual void stopListening() {}

    /// Calls `done(true)` once no order of this channel that was placed before now can still be unread, or `done(false)`
    /// if that cannot be told. Channels without a queue leave this to catchUp().
    virtual bool hasOwnFence() const { return false; }
    virtual void fence(Done<bool> done) { done(false); }
};

} // namespace crossdock::channels
