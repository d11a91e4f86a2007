#pragma once

#include "core/inventory/fulfilment/cartons/carton.h"

namespace crossdock::cartons {

/// Do these things go into a box, sides parallel to its sides? Weights do not matter here. Deterministic; every side is above 0.
struct Packing {
    enum class Verdict {
        Fits, ///< `placements` show how
        DoesNotFit, ///< proven
        NotFound, ///< no way was found, and there may be one
    };
    Verdict verdict = Verdict::NotFound;
    std::vector<Placement> placements; ///< one an item, in their order
};

constexpr int mostExactItems = 6;

/// Looks for a way by rules of thumb; proves that there is none only by sides and volume. For any number of items.
Packing packByRules(const std::vector<Item> &items, const rates::Dimensions &inner);

/// Tries everything, for at most `mostExactItems` items, and takes what it needs off `steps` (about a tenth of a microsecond each): NotFound
/// only when they run out.
Packing packExactly(const std::vector<Item> &items, const rates::Dimensions &inner, qint64 &steps);

} // namespace crossdock::cartons
