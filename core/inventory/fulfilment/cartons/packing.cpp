#include "core/inventory/fulfilment/cartons/packing.h"

#include "core/inventory/fulfilment/cartons/exact_packing.h"
#include "core/inventory/fulfilment/cartons/point_packing.h"

#include <algorithm>

namespace crossdock::cartons {
namespace {

constexpr size_t mostItems = 200; // more take longer to try than anybody waits

rates::Volume volumeOf(const Sides &sides)
{
    return static_cast<rates::Volume>(sides[0]) * sides[1] * sides[2];
}

/// Is there a side too long or too much volume, whatever the packing is?
bool isTooMuch(const std::vector<Item> &items, const Sides &box)
{
    rates::Volume free = volumeOf(box);
    return std::any_of(items.begin(), items.end(), [&](const Item &item) {
        if (turnsOf(item, box).empty())
            return true;
        free -= volumeOf(sidesOf(item.sides));
        return free < 0;
    });
}

} // namespace

Packing packByRules(const std::vector<Item> &items, const rates::Dimensions &inner)
{
    const Sides box = sidesOf(inner);
    if (isTooMuch(items, box))
        return {Packing::Verdict::DoesNotFit, {}};
    if (items.size() > mostItems)
        return {};
    auto found = PointPacking(items, box).solve();
    const bool fits = items.empty() || !found.empty();
    return {fits ? Packing::Verdict::Fits : Packing::Verdict::NotFound, std::move(found)};
}

Packing packExactly(const std::vector<Item> &items, const rates::Dimensions &inner, qint64 &steps)
{
    Q_ASSERT(items.size() <= static_cast<size_t>(mostExactItems));
    const Sides box = sidesOf(inner);
    return isTooMuch(items, box) ? Packing{Packing::Verdict::DoesNotFit, {}} : ExactPacking(items, box, steps).solve();
}

} // namespace crossdock::cartons
