#pragma once

#include "core/inventory/inventory.h"
#include "core/inventory/store/database.h"

/// Numbers as they were, rebuilt from movements and from what entries say.
namespace crossdock::audit {

/// Stock of these SKUs (empty: all) at that moment: nodes, sums, and what each listing was to show.
Result<query::StockOf::Answer> stockAsOf(store::Database &database, const QList<Sku> &skus, Time at, Progress &progress);

/// On hand and available of one SKU at every change in the span.
Result<query::Trend::Answer> trend(store::Database &database, const query::Trend &query);

/// How the number of a SKU (at a node, or on a channel) came to be.
Result<Explanation> explain(store::Database &database, const query::Explain &query);

/// What one entry's movements do to the units of a SKU, at one node or (empty) everywhere.
struct Effect {
    Quantity onHand = 0, free = 0, committed = 0, inTransit = 0, quarantine = 0; ///< committed: reserved or picked
};
Effect effectOf(const Entry &entry, const Sku &sku, const QString &node);

} // namespace crossdock::audit
