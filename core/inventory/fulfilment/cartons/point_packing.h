#pragma once

#include "core/inventory/fulfilment/cartons/cuboid.h"
#include "core/inventory/fulfilment/cartons/packing.h"

namespace crossdock::cartons {

/// Puts items one by one into the corners that the others leave (extreme points: Crainic, Perboli, Tadei 2008), in several orders.
/// Fast, and often finds what there is; proves nothing when it does not.
class PointPacking
{
public:
    PointPacking(const std::vector<Item> &items, const Sides &box);

    /// Empty: no way was found.
    std::vector<Placement> solve();

private:
    struct Lying {
        size_t item;
        Sides corner, sides;
    };

    bool tryOrder(const std::vector<size_t> &order);
    bool put(size_t item);
    bool isFree(const Sides &corner, const Sides &sides) const;
    void addPoints(const Lying &lying);
    Sides project(Sides point, size_t axis) const;
    std::vector<std::vector<size_t>> orders() const;

    const std::vector<Item> &m_items;
    const Sides m_box;
    std::vector<std::vector<Sides>> m_turns; ///< by item
    std::vector<Lying> m_lying;
    std::vector<Sides> m_points; ///< corners where something may begin, lowest first
};

} // namespace crossdock::cartons
