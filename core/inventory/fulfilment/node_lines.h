#pragma once

#include "core/inventory/fulfilment/node_answers.h"

#include <optional>

/// How the lines of a parcel are named to a node, and understood again. A node knows parts of kits, not kits.
namespace crossdock::fulfilment {

/// "3": the fourth line of the parcel; "3.1": the second part of the kit that it is, by SKU.
QString nodeLineId(qsizetype line, std::optional<qsizetype> part);

/// What one line of a parcel is at the node.
struct NodeLinePart {
    QString sku;
    Quantity each = 1; ///< in one unit of the line
};
using NodeLineParts = QList<NodeLinePart>; ///< of a plain SKU: itself

/// How many units of each line have left, as the node shows it: of kits the whole ones. Where the node names no units, an order that is
/// sent is sent as a whole.
QList<Quantity> unitsGone(const NodeStatus &status, const QList<NodeLineParts> &lines, const QList<Quantity> &quantities);

} // namespace crossdock::fulfilment
