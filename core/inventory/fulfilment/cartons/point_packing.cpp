#include "core/inventory/fulfilment/cartons/point_packing.h"

#include "core/inventory/environment.h"

#include <algorithm>
#include <numeric>

namespace crossdock::cartons {
namespace {

constexpr int shuffles = 6; // orders beside the sorted ones

/// Low, then to the back, then to the left.
bool isLower(const Sides &a, const Sides &b)
{
    return std::tie(a[2], a[1], a[0]) < std::tie(b[2], b[1], b[0]);
}

} // namespace

PointPacking::PointPacking(const std::vector<Item> &items, const Sides &box)
    : m_items(items)
    , m_box(box)
{
    for (const Item &item : items)
        m_turns.push_back(turnsOf(item, box));
}

std::vector<Placement> PointPacking::solve()
{
    for (const auto &order : orders()) {
        if (!tryOrder(order))
            continue;
        std::sort(m_lying.begin(), m_lying.end(), [](const Lying &a, const Lying &b) { return a.item < b.item; });
        std::vector<Placement> placements;
        for (const Lying &one : m_lying)
            placements.push_back(placementOf(static_cast<int>(one.item), one.corner, one.sides));
        return placements;
    }
    return {};
}

/// By volume, by the longest side, by the largest face, then by volume with some out of turn.
std::vector<std::vector<size_t>> PointPacking::orders() const
{
    const auto sorted = [this](const auto &key) {
        std::vector<size_t> order(m_items.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return key(sidesOf(m_items[a].sides)) > key(sidesOf(m_items[b].sides)); });
        return order;
    };
    const auto ascending = [](Sides sides) {
        std::sort(sides.begin(), sides.end());
        return sides;
    };
    std::vector<std::vector<size_t>> orders{
        sorted([](const Sides &sides) { return static_cast<rates::Volume>(sides[0]) * sides[1] * sides[2]; }),
        sorted([&](const Sides &sides) { return ascending(sides)[2]; }),
        sorted([&](const Sides &sides) { return static_cast<rates::Volume>(ascending(sides)[2]) * ascending(sides)[1]; }),
    };
    SeededRandom random(m_items.size());
    for (int i = 0; i < shuffles; ++i) {
        auto order = orders[0];
        for (size_t at = 0; at + 1 < order.size(); ++at)
            std::swap(order[at], order[std::min(order.size() - 1, at + static_cast<size_t>(random.below(3)))]);
        orders.push_back(std::move(order));
    }
    return orders;
}

bool PointPacking::tryOrder(const std::vector<size_t> &order)
{
    m_lying.clear();
    m_points = {{0, 0, 0}};
    return std::all_of(order.begin(), order.end(), [this](size_t item) { return put(item); });
}

/// At the lowest point where it finds room, in the turn that leaves it lowest there.
bool PointPacking::put(size_t item)
{
    for (size_t i = 0; i < m_points.size(); ++i) {
        const Sides corner = m_points[i];
        const Sides *best = nullptr;
        for (const Sides &sides : m_turns[item]) {
            if (isFree(corner, sides) && (best == nullptr || isLower(sides, *best)))
                best = &sides;
        }
        if (best == nullptr)
            continue;
        m_points.erase(m_points.begin() + static_cast<qsizetype>(i));
        m_lying.push_back({item, corner, *best});
        addPoints(m_lying.back());
        return true;
    }
    return false;
}

bool PointPacking::isFree(const Sides &corner, const Sides &sides) const
{
    for (size_t axis = 0; axis < 3; ++axis) {
        if (corner.at(axis) + sides.at(axis) > m_box.at(axis))
            return false;
    }
    return std::none_of(m_lying.begin(), m_lying.end(), [&](const Lying &other) {
        for (size_t axis = 0; axis < 3; ++axis) {
            if (corner.at(axis) >= other.corner.at(axis) + other.sides.at(axis) || other.corner.at(axis) >= corner.at(axis) + sides.at(axis))
                return false;
        }
        return true;
    });
}

/// The three far corners, and where each falls to if it is let go along the other axes.
void PointPacking::addPoints(const Lying &lying)
{
    for (size_t axis = 0; axis < 3; ++axis) {
        Sides far = lying.corner;
        far.at(axis) += lying.sides.at(axis);
        if (far.at(axis) >= m_box.at(axis))
            continue;
        for (const Sides &point : {far, project(far, (axis + 1) % 3), project(far, (axis + 2) % 3)}) {
            const auto place = std::lower_bound(m_points.begin(), m_points.end(), point, isLower);
            if (place == m_points.end() || *place != point)
                m_points.insert(place, point);
        }
    }
}

Sides PointPacking::project(Sides point, size_t axis) const
{
    qint64 stop = 0;
    for (const Lying &other : m_lying) {
        bool isBelow = other.corner.at(axis) + other.sides.at(axis) <= point.at(axis);
        for (size_t i = 0; i < 3; ++i)
            isBelow = isBelow && (i == axis || (other.corner.at(i) <= point.at(i) && point.at(i) < other.corner.at(i) + other.sides.at(i)));
        if (isBelow)
            stop = std::max(stop, other.corner.at(axis) + other.sides.at(axis));
    }
    point.at(axis) = stop;
    return point;
}

} // namespace crossdock::cartons
