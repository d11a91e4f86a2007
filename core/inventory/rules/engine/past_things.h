#pragma once

#include "core/inventory/rules/engine/subject.h"
#include "core/inventory/store/database.h"

#include <QMap>
#include <vector>

namespace crossdock::rules {

/// The things that a schedule would have gone through at moments of the past, one kind of them; see readThings(). Moments only go on.
class PastThings
{
public:
    static Result<PastThings> read(store::Database &database, const QString &entity);

    /// Those that were there just before `at`, in the order in which readThings() gives them.
    const QMap<qint64, Subject> &at(Time at);
    /// What history does not hold of such things; empty: nothing is missing.
    const QString &gap() const { return m_gap; }

private:
    /// Something comes to be there, or is over.
    struct Step {
        Time at{};
        qint64 thing = 0;
        std::optional<Subject> subject; ///< nothing: it is over
    };
    Result<> readOrders(store::Database &database);
    Result<> readProducts(store::Database &database);
    Result<> readListings(store::Database &database);
    Result<> readChannels(store::Database &database);
    Result<> readParcels(store::Database &database);
    Result<> readReturns(store::Database &database);
    Result<> readCustomers(store::Database &database);
    Result<> readPurchaseOrders(store::Database &database);
    void add(qint64 thing, const Subject &subject, Time from, std::optional<Time> until = {});

    std::vector<Step> m_steps; ///< oldest first
    size_t m_next = 0;
    QMap<qint64, Subject> m_there;
    QString m_gap;
};

} // namespace crossdock::rules
