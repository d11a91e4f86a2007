#pragma once

#include "core/inventory/fulfilment/node_quotes.h"
#include "core/inventory/fulfilment/waves/store_wave.h"

namespace crossdock::waves {

/// What the nodes of `given.told` may be asked about a wave's parcels, each likeness once: whole orders first, then those of most parcels.
QList<fulfilment::NodeQuestion> nodeQuestions(const Given &given, const fulfilment::WaveWish &wish);

} // namespace crossdock::waves
