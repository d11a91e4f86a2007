#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/values/money.h"
#include "core/inventory/values/quantity.h"
#include "core/inventory/values/result.h"

#include <QHash>
#include <QList>
#include <functional>

namespace crossdock::sandbox {

/// What one channel offers of one item.
struct Listing {
    QString listingId; ///< the channel's own name, as `crossdock import listings` wants it
    QString inventoryId; ///< Shopify's inventory item; else empty
    QString sku;
    QString name;
    QString category;
    QString barcode;
    QString productType; ///< Amazon's; else empty
    int weightG = 0;
    quint64 number = 0; ///< of the variant or product
    quint64 parentNumber = 0; ///< of the product that this is a variation of; 0 if it stands alone
    quint64 inventoryNumber = 0;
    Quantity quantity = 0; ///< what the channel shows and sells from
    Quantity committed = 0; ///< sold and not yet shipped: on hand, and for sale no more
    Money price;
    Time updatedAt{};
};

struct Buyer {
    QString firstName;
    QString lastName;
    QString email;
    QString phone;
    QString street;
    QString city;
    QString region;
    QString postcode;
    QString country;
};

struct OrderLine {
    quint64 number = 0;
    qsizetype listing = 0; ///< index in Shop::listings()
    Quantity ordered = 0; ///< when the order was made
    Quantity kept = 0; ///< after edits
    Quantity current = 0; ///< after edits, cancellations and refunds
    Money price; ///< of one
    Quantity shipped = 0;
    Quantity toShip() const { return qMax<Quantity>(0, current - shipped); }
};

/// What left of an order, as its seller told it.
struct SentParcel {
    QString reference; ///< the seller's own; empty: he gave none
    QString carrier, tracking;
    QList<QPair<quint64, Quantity>> lines; ///< units by OrderLine::number
};

/// What a buyer wants to send back.
struct SentBack {
    enum class State { Requested, Approved, Declined };
    quint64 number = 0;
    State state = State::Requested;
    QString reason; ///< "DEFECTIVE", as Shopify has them
    QList<QPair<quint64, Quantity>> lines; ///< units by OrderLine::number
    Money value;
    Time at{};
};

/// Money that a buyer's bank takes back.
struct Dispute {
    quint64 number = 0;
    Money amount;
    Time at{};
};

enum class OrderState { Pending, Processing, Completed, Cancelled, Refunded };
QString nameOf(OrderState state); ///< "pending", "processing", ...: the words that WooCommerce has for them

struct Order {
    QString id; ///< as the channel names it, and as a console should know it
    quint64 number = 0; ///< running, from 1001 on
    quint64 key = 0; ///< the channel's numeric id
    OrderState state = OrderState::Processing;
    QList<OrderLine> lines;
    Buyer buyer;
    Time createdAt{};
    Time updatedAt{};
    Time paidAt{};
    Time cancelledAt{};
    QString cancelReason;
    bool unitsAreTaken = false; ///< its units are off the listings
    QList<SentParcel> parcels;
    QMap<QString, QString> marks; ///< what a seller's program keeps with it: WooCommerce's meta data
    QStringList notes; ///< for the buyer
    bool unitsCameBack = false; ///< cancelled or refunded, and put back on the shelf
    QList<SentBack> returns;
    QList<Dispute> disputes;
    bool isTrashed = false; ///< thrown away; its units are not given back

    Money total() const;
    Money refunded() const; ///< 0: nothing was paid back
};

enum class OrderEvent { Created, Updated, Cancelled, Trashed, Restored };
enum class Payment { Now, Later };

struct Basket {
    QString listing;
    Quantity quantity = 1;
};

/// Hears what happens in a shop, after it happened.
class ShopListener
{
public:
    virtual ~ShopListener() = default;
    virtual void orderHappened(const Order &order, OrderEvent event) = 0;
    virtual void listingChanged(const Listing &listing) = 0;
    /// Whether the channel puts refunded units back on sale by itself.
    virtual bool restocksRefunds() const { return true; }
    /// Whether an order that is not paid yet leaves the stock as it is.
    virtual bool takesUnitsWithPayment() const { return false; }
    /// Whether orders can be thrown away, and taken out of the trash again.
    virtual bool hasTrash() const { return false; }
    /// Whether buyers can ask the channel for a return, and their banks dispute a payment.
    virtual bool hasReturns() const { return false; }
    virtual void returnHappened(const Order &order, const SentBack &what)
    {
        Q_UNUSED(order)
        Q_UNUSED(what)
    }
    virtual void disputed(const Order &order, const Dispute &what)
    {
        Q_UNUSED(order)
        Q_UNUSED(what)
    }
    /// Names a new order the way the channel does, from its running number.
    virtual void nameOrder(Order &order) = 0;
};

/// The stock and the orders of one channel, whatever its wire. Sells only what it shows, lowers its own stock when it sells
/// and raises it when an order is cancelled.
class Shop
{
public:
    Shop(QString currency, Clock &clock, ShopListener &listener);

    const QString &currency() const { return m_currency; }
    void add(Listing listing);
    const QList<Listing> &listings() const { return m_listings; }
    const QList<Order> &orders() const { return m_orders; }

    qsizetype indexOf(const QString &listingId) const { return m_byId.value(listingId, -1); }
    qsizetype indexOfInventory(const QString &inventoryId) const { return m_byInventory.value(inventoryId, -1); }
    qsizetype indexOfOrder(const QString &id) const { return m_orderById.value(id, -1); }
    Order *order(const QString &id);

    Result<QString> sell(const QList<Basket> &lines, Buyer buyer, Payment payment);
    Result<> pay(Order &order);
    Result<> complete(Order &order);
    Result<> send(Order &order, const SentParcel &parcel); ///< the order is complete when nothing is left to ship
    void follow(Order &order, qsizetype parcel, const QString &carrier, const QString &tracking); ///< a parcel that left has other numbers
    void mark(Order &order, const QString &name, const QString &value);
    void note(Order &order, const QString &text);
    Result<> cancel(Order &order);
    Result<> decline(Order &order); ///< the payment that was awaited fails, and the order is over
    Result<> refund(Order &order); ///< money back, units back
    Result<> askReturn(Order &order, const QString &reason); ///< of all that has left and was not asked for before
    Result<> answerReturn(Order &order, quint64 number, SentBack::State state);
    Result<> dispute(Order &order); ///< all of the payment
    Result<> trash(Order &order);
    Result<> restore(Order &order);
    Result<> editDown(Order &order); ///< one unit less of the first line that has more than one

    /// Hears every change of a quantity, whoever made it.
    void watch(std::function<void(const Listing &)> hear) { m_hear = std::move(hear); }

    void setQuantity(qsizetype listing, Quantity quantity); ///< tells the listener if that changes anything
    void setPrice(qsizetype listing, Money price);
    /// Cancels or refunds with or without giving the units back.
    Result<> close(Order &order, OrderState state, const QString &reason, bool restock);

private:
    void takeUnits(Order &order);
    void touch(Order &order, OrderEvent event);

    QString m_currency;
    Clock &m_clock;
    ShopListener &m_listener;
    std::function<void(const Listing &)> m_hear;
    QList<Listing> m_listings;
    QList<Order> m_orders;
    QHash<QString, qsizetype> m_byId; // for look-ups only: the order of a hash is no order
    QHash<QString, qsizetype> m_byInventory;
    QHash<QString, qsizetype> m_orderById;
    quint64 m_nextOrder = 1001;
    quint64 m_nextLine = 1;
};

} // namespace crossdock::sandbox
