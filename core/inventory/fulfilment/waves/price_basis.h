#pragma once

#include "core/inventory/fulfilment/wave_view.h"
#include "core/inventory/fulfilment/waves/parcel_pricer.h"

namespace crossdock::waves {

/// Which prices a parcel's freight comes from, facts in English: of a list or contract the day from which it is in force, of a live account
/// its age. "fedex/ground: contract price in force from 2026-01-05".
QString priceBasis(const PricedParcel &parcel, const Wave &wave, Time now);

/// What makes the prices of the chosen parcels less sure where live accounts tell them, and where nodes tell them themselves, or do not.
QStringList liveDoubts(const fulfilment::WaveView &view, const Wave &wave, const ParcelPricer &pricer);

} // namespace crossdock::waves
