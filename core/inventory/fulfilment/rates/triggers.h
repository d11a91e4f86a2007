#pragma once

#include "core/inventory/fulfilment/rates/dimensional_rules.h"

namespace crossdock::rates {

/// Conditions the parcel meets for which its carrier asks more, each by its name: "additional_handling.dimension",
/// "additional_handling.weight", "additional_handling.packaging", "oversize", "nonstandard.length", "nonstandard.volume".
/// `measured` is nothing where the sides are not known.
QStringList triggersOf(const Parcel &parcel, const std::optional<Measured> &measured, const Occasion &occasion);

/// What the carrier bills at least for a parcel with these triggers.
std::optional<Weight> leastBilled(const QStringList &triggers, const Occasion &occasion);

/// NotAllowed with the reason, if the carrier does not take such a parcel at all.
Result<> checkLimits(const Parcel &parcel, const std::optional<Measured> &measured, const Occasion &occasion, bool listTellsWeight = false);

} // namespace crossdock::rates
