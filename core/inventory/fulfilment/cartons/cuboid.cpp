#include "core/inventory/fulfilment/cartons/cuboid.h"

#include <algorithm>

namespace crossdock::cartons {

std::vector<Sides> turnsOf(const Item &item, const Sides &box)
{
    constexpr std::array<std::array<size_t, 3>, 6> orders{{{0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 0, 1}, {1, 2, 0}, {2, 1, 0}}}; // the first two keep the height up
    const Sides sides = sidesOf(item.sides);
    std::vector<Sides> turns;
    for (size_t i = 0; i < (item.keepsUpright ? 2 : orders.size()); ++i) {
        const Sides turned{sides.at(orders.at(i)[0]), sides.at(orders.at(i)[1]), sides.at(orders.at(i)[2])};
        const bool fits = turned[0] <= box[0] && turned[1] <= box[1] && turned[2] <= box[2];
        if (fits && std::find(turns.begin(), turns.end(), turned) == turns.end())
            turns.push_back(turned);
    }
    return turns;
}

Placement placementOf(int item, const Sides &corner, const Sides &sides)
{
    const auto length = [](qint64 nanometres) { return rates::Length(nanometres); };
    return {item, length(corner[0]), length(corner[1]), length(corner[2]), length(sides[0]), length(sides[1]), length(sides[2])};
}

} // namespace crossdock::cartons
