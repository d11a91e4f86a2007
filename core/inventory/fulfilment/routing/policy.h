#pragma once

#include "core/inventory/fulfilment/routing/problem.h"
#include "core/inventory/values/result.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace crossdock::routing {

/// What the house wants beyond the prices: a cap on parcels, and vetoes, each with its name. A veto is a column that is missing.
struct Policy {
    struct Veto {
        QString name; ///< "no Amazon boxes for Walmart"
        QStringList nodes; ///< empty: every node
        QStringList orders; ///< empty: every order
        QStringList skus; ///< empty: every SKU; else a parcel that holds one of them
    };
    std::optional<qint64> maxParcels; ///< for orders that have no cap of their own
    qint64 carbonPrice = 0; ///< of a kilogram of CO2e, in minor units; 0: it is only shown
    QHash<QString, qint64> lateCosts; ///< by channel, instead of what the orders say
    qint64 parcelFee = 0; ///< what every parcel costs besides: the price of another delivery in the buyer's eyes
    std::vector<Veto> vetoes;

    /// The first veto that forbids this column; nullptr: none does.
    const Veto *vetoOf(const Problem &problem, const Column &column) const;
};

/// Reads {"max_parcels", "parcel_fee", "carbon_price", "late_costs": {channel: cost}, "vetoes": [{"name", "nodes", "orders", "skus"}]}; every key may be absent. Unknown keys are refused.
Result<Policy> readPolicy(QByteArrayView json);

/// The problem as the policy leaves it. Carbon has its price where a column tells its grams; late costs are for those who price parcels.
Problem withPolicy(Problem problem, const Policy &policy);

} // namespace crossdock::routing
