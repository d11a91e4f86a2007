#pragma once

#include "core/inventory/command.h"

namespace crossdock::simulation {

/// The orders of a real shop, as its export brings them in.
struct RealOrders {
    QList<Request> requests; ///< RecordOrder, oldest first, spread over the channels
    QMap<QString, Quantity> units; ///< sold of each SKU
    QString problem; ///< why there are none
};

/// 8,000 orders of a Brazilian marketplace, one unit a line: three files that belong together. The first `most` of them.
RealOrders readMarketplace(const QString &folder, const QStringList &channels, int most);
/// A week of a gift wholesaler's orders: many lines, large quantities.
RealOrders readWholesaler(const QString &folder, const QStringList &channels, int most);

} // namespace crossdock::simulation
