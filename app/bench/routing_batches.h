#pragma once

#include "core/inventory/fulfilment/routing/problem.h"

namespace crossdock::app {

/// A made-up batch of the routing measurement: nodes and buyers on a square, prices by distance zone and by begun pound.
struct BatchShape {
    int orders = 200, nodes = 6, lines = 3, skus = 60;
    double stock = 1.3; ///< units there are, for each that is asked for
    double capacity = 0.3; ///< of the orders, at each node; 0: no limit
    int mostQuantity = 0; ///< a line asks for 1 to so many units, each as likely; 0: for one, and every fifth line for two
};

routing::Problem makeBatch(const BatchShape &shape, quint64 seed); ///< the same from the same seed

} // namespace crossdock::app
