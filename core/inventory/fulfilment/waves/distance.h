#pragma once

#include "core/inventory/fulfilment/node_details.h"
#include "core/inventory/fulfilment/rates/shipment.h"

namespace crossdock::waves {

/// Between two US ZIP codes about the miles between their areas; elsewhere a number that only tells the same region from the same country
/// and from abroad.
double milesBetween(const NodeDetails &from, const rates::Place &to);

} // namespace crossdock::waves
