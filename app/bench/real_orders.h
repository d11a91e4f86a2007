#pragma once

#include "core/inventory/values/result.h"

#include <vector>

namespace crossdock::app {

/// Orders of a real marketplace as the public Olist set has them: what was bought, what it weighs, where it went.
struct RealOrder {
    struct Line {
        QString sku;
        qint64 quantity = 0;
        double kilograms = 0; ///< of a unit
    };
    QString id;
    double latitude = 0, longitude = 0;
    std::vector<Line> lines;
};

struct RealOrders {
    std::vector<RealOrder> orders; ///< by time
    std::vector<std::pair<double, double>> nodes; ///< latitude and longitude of six large cities
};

/// Reads orders.csv, order_items.csv, customers.csv, products.csv and places.csv of a folder; orders of which something is not known are
/// left out.
Result<RealOrders> readRealOrders(const QString &folder);

} // namespace crossdock::app
