#pragma once

#include "core/inventory/query.h"
#include "core/inventory/rules/engine/store_facts.h"

namespace crossdock::rules {

/// Values while history is gone through: stock, what channels may show, and the states of orders as they were; names, prices
/// and details of things as they are today.
class PastFacts : public StoreFacts
{
public:
    /// History begins with this entry.
    PastFacts(store::Database &database, audit::Privacy *privacy, qint64 firstEntry)
        : StoreFacts(database, privacy)
        , m_first(firstEntry)
    {
    }

    void before(const Entry &entry); ///< what the entry says of the time before it
    void apply(const Entry &entry);
    qint64 next() const { return m_first; } ///< history has come up to the entry before this one
    bool isOver(const Subject &order) const; ///< shipped or cancelled by then
    /// When a purchase order that is open by then would be late; nothing: never.
    std::optional<Time> lateFrom(const Subject &purchase);

protected:
    std::optional<Units> units(const Subject &subject, const QStringList &nodes, Time at) override;
    std::optional<double> offered(const Subject &subject, const QString &channel, Time at) override;
    Standing standing(const Subject &subject, const Standing &today) override;
    labels::Label parcelThen(const labels::Label &today) override;
    OrderFacts told(const Subject &subject, const OrderFacts &today) override;
    double toCome(const Subject &subject, const QStringList &nodes) override;
    std::optional<purchases::PurchaseOrder> purchaseOf(const Subject &subject) override;

private:
    using ByNode = QHash<QString, Units>;
    void beforeParcel(const Entry &entry);
    void applyToParcel(const Entry &entry);
    ByNode &stockOf(const Subject &subject);
    Standing standingBefore(const QString &order, const Standing &today);
    void readPurchases();
    void take(const QJsonObject &purchase);
    static void move(ByNode &stock, const QString &end, double quantity);

    qint64 m_first;
    QHash<QString, ByNode> m_stock; ///< by SKU, once somebody looked
    QHash<QPair<QString, QString>, double> m_offered; ///< by SKU and channel
    QHash<QString, Standing> m_standings; ///< by order
    QHash<qint64, labels::Label> m_parcels; ///< by label: what carriers told of their way alone
    QHash<QString, QJsonObject> m_told; ///< by order: what its channel had told of it
    bool m_hasPurchases = false; ///< they are read once somebody looks
    QHash<QString, purchases::PurchaseOrder> m_purchases; ///< by number
    QHash<QString, QHash<QString, double>> m_toCome; ///< by SKU and node; the node is empty where nobody said it
};

} // namespace crossdock::rules
