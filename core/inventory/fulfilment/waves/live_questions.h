#pragma once

#include "core/inventory/fulfilment/waves/store_wave.h"

namespace crossdock::waves {

struct LiveQuestion {
    QString likeness;
    rates::Shipment shipment; ///< one of those that are alike: node, area, step of weight and of size
};

/// The shipments of a wave's parcels, each likeness once, those of most parcels first; none from a place that does not say where it is.
/// None without `given.live`.
QList<LiveQuestion> liveQuestions(const Given &given, const fulfilment::WaveWish &wish);

} // namespace crossdock::waves
