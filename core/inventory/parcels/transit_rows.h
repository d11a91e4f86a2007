#pragma once

#include "core/inventory/fulfilment/rates/transit.h"
#include "core/inventory/store/database.h"

namespace crossdock::parcels {

/// How many working days the newest parcels with a label were under way: from the label's day to the day on which they were delivered, at the
/// buyer's place. What came on a weekend counts for the next working day.
Result<QList<rates::TransitCount>> readTransit(store::Database &database);

} // namespace crossdock::parcels
