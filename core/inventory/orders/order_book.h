#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/channels/listings.h"

namespace crossdock::orders {

/// Orders and what is held for them. A channel's order is a snapshot: the newest revision decides, in whatever order
/// and however often messages come.
class OrderBook
{
public:
    OrderBook(store::Database &database, stock::Catalogue &catalogue, stock::Ledger &ledger, stock::Nodes &nodes,
              Reservations &reservations, channels::Registry &registry, channels::Listings &listings,
              audit::Privacy &privacy)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_ledger(ledger)
        , m_nodes(nodes)
        , m_reservations(reservations)
        , m_registry(registry)
        , m_listings(listings)
        , m_privacy(privacy)
    {
    }

    /// Leaves the draft empty if nothing is new: `lastEntry` is then the entry that recorded what is known.
    Result<> record(audit::Draft &draft, const command::RecordOrder &news, qint64 &lastEntry);
    Result<> cancel(audit::Draft &draft, const command::CancelOrder &command);
    Result<> setHeld(audit::Draft &draft, const OrderId &order, bool isHeld);
    Result<> pick(audit::Draft &draft, const OrderId &order);
    Result<> ship(audit::Draft &draft, const command::ShipOrder &command);
    Result<> takeReturn(audit::Draft &draft, const command::ReceiveReturn &command);
    Result<> forgetBuyer(audit::Draft &draft, const OrderId &order);

    /// Gives what is free now to lines that are short, oldest first: of this SKU and of kits that contain it.
    Result<> fillShort(audit::Draft &draft, qint64 sku);
    /// Ends incidents that name a SKU and no order (a count found too few) once nobody waits for it any more.
    Result<> closeSettled();
    /// Lines that named this listing before anybody knew its SKU.
    Result<> adoptLines(audit::Draft &draft, const channels::ListingAddress &listing);

private:
    enum class State { AwaitingPayment, Open, Picked, Shipped, Cancelled };
    struct Sale {
        qint64 id = 0, channel = 0;
        OrderId order;
        Time revision{}, createdAt{};
        QString fingerprint;
        State state = State::Open;
        bool isHeld = false, isByChannel = false;
        qint64 entry = 0;
    };
    struct Line {
        qint64 id = 0;
        QString line, listing, channelSku;
        std::optional<qint64> sku;
        Quantity ordered = 0; ///< as the channel says it
        Quantity quantity = 0; ///< less what was cancelled here
        Quantity cancelledHere = 0, shortUnits = 0, shipped = 0, returned = 0;
        Quantity held() const { return quantity - shortUnits - shipped; }
    };

    Result<std::optional<Sale>> find(qint64 channel, const QString &number);
    Result<Sale> saleOf(const OrderId &order); ///< NotFound
    Result<QList<Line>> linesOf(qint64 sale);
    Result<> keepBuyer(const Sale &sale, const ChannelOrder &order);
    Result<Sale> create(audit::Draft &draft, const ChannelOrder &order, qint64 channel, const QString &fingerprint);
    Result<> apply(audit::Draft &draft, Sale &sale, const ChannelOrder &order, bool isNew);
    Result<Line> addLine(audit::Draft &draft, const Sale &sale, const ChannelOrder::Line &line);
    Result<> setQuantity(audit::Draft &draft, const Sale &sale, Line &line, Quantity target);
    Result<> grow(audit::Draft &draft, const Sale &sale, Line &line, Quantity units);
    Result<> shrink(audit::Draft &draft, Line &line, Quantity units);
    Result<> closeIncidents(qint64 line); ///< of its order and SKU, if no other line of them is short
    Result<> shipLine(audit::Draft &draft, const Sale &sale, Line &line, Quantity units);
    Result<> save(const Line &line);
    Result<> saveState(audit::Draft &draft, Sale &sale, State state);
    Result<std::optional<stock::Item>> resolve(qint64 channel, const QString &listing, const QString &sku);
    void raise(audit::Draft &draft, const Sale &sale, const Line &line, Quantity units, const QString &cause);
    static QString nameOf(State state);
    static State stateOf(const QString &name);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Ledger &m_ledger;
    stock::Nodes &m_nodes;
    Reservations &m_reservations;
    channels::Registry &m_registry;
    channels::Listings &m_listings;
    audit::Privacy &m_privacy;
};

/// What of an order matters for stock, hashed: two messages with the same fingerprint say the same.
QString fingerprintOf(const ChannelOrder &order);

} // namespace crossdock::orders
