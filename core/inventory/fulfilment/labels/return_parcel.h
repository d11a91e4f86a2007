#pragma once

#include "core/inventory/query.h"

namespace crossdock::labels {

/// A return on its way back: what its label is bought for.
struct ReturnParcel {
    Box box; ///< its node is where it goes to
    rates::Shipment shipment; ///< with the addresses of the way out, as Shipment::isReturn says
    QStringList missing; ///< each a sentence of facts in English; empty: a label can be bought and sent
};

/// Where a return goes to: the node that sent its first line, else the one that holds it; nothing: no node did.
std::optional<NodeId> nodeOf(const OrderDetail &order, const ReturnRow &what);

/// `items`: what the store knows of the SKUs that come back. Of one unit alone the size counts, too.
ReturnParcel returnParcel(const OrderDetail &order, const ReturnRow &what, const NodeRow &to, const QList<query::StockOf::Item> &items, QDate shipDate);

/// The SKUs of what comes back, each once.
QList<Sku> skusOf(const OrderDetail &order, const ReturnRow &what);

} // namespace crossdock::labels
