#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/channels/order_facts.h"
#include "core/inventory/fulfilment/labels/label.h"
#include "core/inventory/purchases/purchase_order.h"
#include "core/inventory/rules/engine/facts.h"
#include "core/inventory/rules/workspace.h"

#include <QTimeZone>

namespace crossdock::rules {

/// Values as the store has them now. What was read of a thing is kept until forget().
class StoreFacts : public Facts
{
public:
    /// `privacy`: nullptr: buyers' data stays unknown.
    StoreFacts(store::Database &database, audit::Privacy *privacy)
        : m_database(database)
        , m_privacy(privacy)
    {
    }

    void setWorkspace(const Workspace &workspace);
    void forget();
    Fact read(const SlotKey &key, const Subject &subject, Time at) override;
    QString buyerOf(const Subject &subject) override;
    bool isWhole(const Subject &subject) override;
    bool isPaymentTold(const Subject &subject) override;

    const QTimeZone &zone() const { return m_zone; }
    /// How long until its delivery is late, in minutes; negative: it is. Nothing: nobody promised anything, or it is over.
    std::optional<double> minutesToPromise(const Subject &parcel, Time at);

protected:
    /// Units of a SKU that are free, reserved or on their way: everywhere, or at some nodes.
    struct Units {
        double free = 0, reserved = 0, incoming = 0;
    };
    virtual std::optional<Units> units(const Subject &subject, const QStringList &nodes, Time at);
    /// What a channel may show of a SKU; nothing: it is not listed there.
    virtual std::optional<double> offered(const Subject &subject, const QString &channel, Time at);
    /// Units that are to come of purchase orders: everywhere, or to some nodes.
    virtual double toCome(const Subject &subject, const QStringList &nodes);
    virtual std::optional<purchases::PurchaseOrder> purchaseOf(const Subject &subject);
    /// How far an order has come.
    struct Standing {
        QString state; ///< as the table of sales has it
        bool isHeld = false;
        double heldAt = 0; ///< ms since 1970
    };
    virtual Standing standing(const Subject &, const Standing &today) { return today; }
    /// A parcel as it stood.
    virtual labels::Label parcelThen(const labels::Label &today) { return today; }
    /// What the channel has told of an order.
    virtual OrderFacts told(const Subject &, const OrderFacts &today) { return today; }
    store::Database &database() { return m_database; }

private:
    struct Product {
        QString code, title, category, brand, supplier;
        QStringList tags;
        std::optional<Money> cost;
        double weightG = 0, safetyStock = 0, reorderPoint = 0;
    };
    struct Order {
        QString country, region, note, paymentMethod;
        OrderFacts facts; ///< today
        Standing standing; ///< today
        QStringList tags, skus, categories, brands, productTags;
        double createdAt = 0, shipBy = 0;
        bool hasShipBy = false;
        double items = 0, lines = 0, shortUnits = 0, weightG = 0;
        std::optional<Money> total, cost;
    };
    struct Listing {
        QString status;
        std::optional<Money> price;
    };

    Fact time(QStringView part, Time at) const;
    Fact product(QStringView part, const SlotKey &key, const Subject &subject);
    Fact order(QStringView part, const SlotKey &key, const Subject &subject, Time at);
    Fact toldFact(QStringView part, const SlotKey &key, const OrderFacts &facts) const;
    static Fact paymentStatus(const Standing &now, const QString &told);
    static Fact orderTime(QStringView part, const Order &order, const Standing &standing, Time at);
    Fact buyer(QStringView part, const Subject &subject);
    /// One order of a buyer.
    struct Purchase {
        Subject order;
        Standing standing; ///< today
        double recordedAt = 0; ///< ms since 1970
    };
    using Purchases = QList<Purchase>;
    Fact customer(QStringView part, const Subject &subject, Time at);
    Fact spent(const Purchases &purchases);
    std::optional<double> returns(const Purchases &purchases, Time at);
    std::optional<double> refused(const Purchases &purchases, Time at);
    const Purchases *purchasesOf(const Subject &subject);
    Fact stock(QStringView part, const SlotKey &key, const Subject &subject, Time at);
    Fact stockAge(const Subject &subject, const QStringList &nodes, Time at);
    Fact purchase(QStringView part, const Subject &subject, Time at);
    Fact listing(QStringView part, const SlotKey &key, const Subject &subject);
    Fact returned(QStringView part, const Subject &subject, Time at);
    Fact moneyBack(QStringView thing, const Subject &subject);
    Fact shipment(QStringView part, const Subject &subject, Time at);
    QString carrierTold(const Subject &subject);
    std::optional<labels::Label> parcelOf(const Subject &subject);
    Fact competitor(QStringView part, const SlotKey &key, const Subject &subject);
    Fact account(QStringView part, const SlotKey &key, const Subject &subject);
    Fact priceStep(QStringView part, const SlotKey &key, const Subject &subject, PriceStep::Of of) const;
    Fact isInternational(const QString &country);
    const Product *productOf(const Subject &subject);
    const Order *orderOf(const Subject &subject);
    void fillLines(Order &order, qint64 sale);
    std::optional<double> soldUnits(const Subject &subject, Time from, Time to);
    /// What was ordered of a product, or of everything, after `from` and up to `to`.
    struct Sold {
        double units = 0, orders = 0;
        std::optional<double> revenue = 0.0; ///< nothing: in several currencies
        QString currency; ///< of the revenue; empty: nothing that was sold has a price
    };
    std::optional<Sold> sold(const SlotKey &key, const Subject &subject, Time from, Time to);
    Fact sales(QStringView part, const SlotKey &key, const Subject &subject, Time at);
    Fact moneyValue(const std::optional<Money> &money) const;
    Fact marginValue(const std::optional<Money> &price, const std::optional<Money> &cost, bool isShare) const;

    store::Database &m_database;
    audit::Privacy *m_privacy;
    QTimeZone m_zone = QTimeZone::utc();
    QHash<qint64, Product> m_products;
    QHash<qint64, Order> m_orders;
    QHash<qint64, Buyer> m_buyers;
    QHash<qint64, Purchases> m_purchases; ///< by one order of the buyer
    QHash<QPair<qint64, qint64>, std::optional<labels::Label>> m_parcels; ///< by order and label
    std::optional<QStringList> m_homes; ///< countries of the nodes
};

/// A currency as a unit of conditions; None: one that sentences cannot name.
Unit unitOfCurrency(QStringView currency);

} // namespace crossdock::rules
