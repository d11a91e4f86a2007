#pragma once

#include "core/inventory/fulfilment/routing/policy.h"
#include "core/inventory/fulfilment/routing/router.h"
#include "core/inventory/fulfilment/waves/column_maker.h"

namespace crossdock::waves {

/// A wave as it was planned: the parcels that there were, and what was made of them.
struct Planned {
    routing::Problem problem; ///< as the policy leaves it
    routing::Answer answer;
    routing::Wide pricedBound = 0; ///< below all plans of the parcels that were priced
};

/// Plans the wave, for long orders in several rounds, each with the parcels that the last plan and its prices ask for: never dearer than with
/// the first ones alone. The bound holds for all parcels
/// there could be, also where not all were priced: then it is a weak one. `milliseconds` 0: the built-in engine alone.
Planned planWave(const Wave &wave, ColumnMaker &maker, const routing::Policy &policy, qint64 milliseconds);

} // namespace crossdock::waves
