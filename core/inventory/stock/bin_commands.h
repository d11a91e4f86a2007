#pragma once

#include "core/inventory/stock/bin.h"

/// Commands about where units lie in warehouses of ours. See command.h.
namespace crossdock::command {

/// Where a SKU lies at a node, in the place of what was known: what is picked from first stands first. The same again: no entry. NotAllowed
/// for kits, and where the node is no warehouse of ours.
struct SetBins {
    Sku sku;
    NodeId node;
    QList<stock::Bin> bins; ///< at least one, each once
};

/// It does not lie there any more. NotFound, or NotAllowed for all of them: it did not.
struct RemoveBins {
    Sku sku;
    NodeId node;
    QString bin = {}; ///< of every zone; empty: all bins
};

} // namespace crossdock::command
