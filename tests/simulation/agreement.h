#pragma once

#include "tests/simulation/engine.h"

namespace crossdock::simulation {

/// What a channel shows otherwise than it should; empty: nothing.
QString offerDisagreement(const sandbox::World &world, Engine &engine);
/// Also what the ledger knows otherwise than the channel whose order it is.
QString disagreement(const sandbox::World &world, Engine &engine);

/// As the ledger calls it: Shopify's ids are addresses, the ledger keeps their last part.
QString numberInLedger(const sandbox::Order &order);

} // namespace crossdock::simulation
