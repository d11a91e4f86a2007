#pragma once

#include "core/inventory/fulfilment/node_order.h"
#include "core/inventory/values/ids.h"
#include "core/inventory/values/time.h"

namespace crossdock::fulfilment {

/// What a node of others said of packing and sending one SKU with one demand of a channel.
struct SkuCheck {
    static constexpr Milliseconds freshFor{7LL * 24 * 3'600'000}; // after a week it is asked again
    NodeId node;
    QString sku, demand; ///< as skuDemandsOf() names it
    QStringList reasons = {}; ///< why not, in the node's own words; empty: it does
    Time askedAt{}; ///< epoch: never
    bool isStale(Time now) const { return askedAt + freshFor < now; }
    friend bool operator==(const SkuCheck &, const SkuCheck &) = default;
};

/// The demands that hang on the SKU, each by its name: "blank box", "not by amzl". The others are the order's affair.
QStringList skuDemandsOf(const Handling &handling);
Handling handlingFor(const QString &demand); ///< back from its name

/// "mcf does not pack MUG in a blank box"
QString refusalOf(const QString &node, const QString &sku, const QString &demand);
/// "whether mcf packs 3 SKUs in a blank box"
QString openQuestionOf(const QString &node, const QString &things, const QString &demand);

} // namespace crossdock::fulfilment
