#pragma once

#include "core/inventory/query.h"
#include "core/inventory/rules/engine/subject.h"
#include "core/inventory/store/database.h"

#include <vector>

namespace crossdock::rules {

/// What an entry of the trail means to rules: the events of the language, in the order in which they are looked at. The same
/// for an entry that was just written and for one of last year.
class Observer
{
public:
    explicit Observer(store::Database &database)
        : m_database(database)
    {
    }

    /// From now on the ids of SKUs and orders are read once each: for history, while nothing is renamed.
    void keepIds() { m_keepsIds = true; }

    std::vector<Happening> happeningsOf(const Entry &entry);

    /// What Subject::text() said; nothing: it is gone.
    std::optional<Subject> named(const QString &text);
    std::optional<Subject> order(const QString &text);
    std::optional<Subject> parcel(qint64 label, const QString &order);
    std::optional<Subject> product(const QString &code);
    std::optional<Subject> purchase(const QString &number);
    std::optional<Subject> listing(const QString &code, const QString &channel);

private:
    /// SKUs that moved, and the node if it was one.
    struct Moved {
        QStringList codes;
        QString node;
    };
    static Moved movedIn(const QJsonArray &movements);

    void addOrder(const Entry &entry);
    void addParcel(const Entry &entry);
    void addAfterSale(const Entry &entry);
    void addOffers(const Entry &entry);
    void addListings(const Entry &entry);
    void addPurchases(const Entry &entry);
    void addMarket(const Entry &entry);
    void addAnswers(const Entry &entry);
    void add(const QString &type, Subject subject);
    void addMark(const QString &type, Subject subject); ///< for what crosses by it, not for who follows every change
    void addBuyer(const Entry &entry, const Subject &subject);
    void addCustomer(const Entry &entry);
    void addLate(const Entry &entry, const Subject &subject);
    void addProducts(const QString &type, const QStringList &codes, const QString &node, const QString &channel);
    QStringList channelsOf(const QString &code);

    std::optional<qint64> skuId(const QString &code);
    std::optional<qint64> saleId(const OrderId &order);

    store::Database &m_database;
    std::vector<Happening> m_found;
    const Entry *m_entry = nullptr;
    Moved m_moved;
    bool m_keepsIds = false;
    QHash<QString, qint64> m_skuIds;
    QHash<OrderId, qint64> m_saleIds;
};

/// How the entry moved our price on that channel.
PriceStep priceStepOn(const Entry &entry, const QString &channel);

} // namespace crossdock::rules
