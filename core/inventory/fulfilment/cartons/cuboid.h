#pragma once

#include "core/inventory/fulfilment/cartons/carton.h"
#include "core/inventory/fulfilment/rates/dimensional_rules.h"

#include <array>

namespace crossdock::cartons {

using Sides = std::array<qint64, 3>; ///< length, width, height in nanometres

inline Sides sidesOf(const rates::Dimensions &dimensions)
{
    return {dimensions.length.nanometres(), dimensions.width.nanometres(), dimensions.height.nanometres()};
}

/// The ways, each different, in which an item can stand in a box of that size.
std::vector<Sides> turnsOf(const Item &item, const Sides &box);

Placement placementOf(int item, const Sides &corner, const Sides &sides);

} // namespace crossdock::cartons
