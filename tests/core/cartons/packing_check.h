#pragma once

#include "core/inventory/fulfilment/cartons/packing.h"

namespace crossdock::test {

/// A thing of whole centimetres.
cartons::Item thing(int length, int width, int height, int grams = 100, bool keepsUpright = false);
rates::Dimensions centimetres(int length, int width, int height);

/// What is wrong with a packing, looked at apart from how it was found; empty: nothing.
QString faultOf(const std::vector<cartons::Item> &items, const rates::Dimensions &inner, const std::vector<cartons::Placement> &placements);

/// Tries every whole centimetre: for small boxes of whole centimetres. Whatever fits at all fits at whole centimetres.
bool fitsByTrial(const std::vector<cartons::Item> &items, int length, int width, int height);

} // namespace crossdock::test
