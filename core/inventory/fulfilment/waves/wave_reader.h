#pragma once

#include "core/inventory/fulfilment/waves/wave.h"
#include "core/inventory/values/result.h"

namespace crossdock::waves {

/// Reads what a problem file without columns holds beside the problem itself: items, cartons, cost cards, destinations, rules, price lists.
/// InvalidInput: `subject` names the place ("nodes[0].pick_fee"). The keys are listed in the README.
Result<Wave> readWave(QByteArrayView json, routing::Problem problem);

} // namespace crossdock::waves
