#pragma once

#include "app/bench/real_orders.h"

namespace crossdock::app {

/// One stream of real orders, decided in three ways. Costs in hundredths of a BRL.
struct StreamOutcome {
    double waves = 0, greedy = 0, clairvoyant = 0; ///< the last: no plan of all orders at once, capacities pooled, costs less
    double wavesFreight = 0, greedyFreight = 0; ///< without what stays unfilled
    double waveMs = 0; ///< the longest
    double gapClosed() const { return greedy > clairvoyant ? 100 * (greedy - waves) / (greedy - clairvoyant) : 0; }
};

struct StreamShape {
    int orders = 2'000, wave = 200, first = 0;
    double stock = 1.3; ///< units there are, for each that is asked for, at one to three nodes, those that are near to many buyers more often
    double capacity = 0.3; ///< of a wave's orders, at each node; 0: no limit
};

StreamOutcome runStream(const RealOrders &real, const StreamShape &shape, quint64 seed);

} // namespace crossdock::app
