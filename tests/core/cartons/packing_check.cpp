#include "tests/core/cartons/packing_check.h"

#include <algorithm>
#include <array>
#include <bitset>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::test {
namespace {

using Whole = std::array<int, 3>;

rates::Length cm(int centimetres)
{
    return rates::Length::of(centimetres, rates::LengthUnit::Centimetre);
}

int whole(rates::Length length)
{
    return static_cast<int>(length.nanometres() / cm(1).nanometres());
}

/// A box as a grid of cubes.
class Trial
{
public:
    Trial(const std::vector<cartons::Item> &items, const Whole &box)
        : m_items(items)
        , m_box(box)
    {
    }

    bool place(size_t index)
    {
        if (index == m_items.size())
            return true;
        Whole sides{whole(m_items[index].sides.length), whole(m_items[index].sides.width), whole(m_items[index].sides.height)};
        Whole order{0, 1, 2};
        do {
            if (m_items[index].keepsUpright && order[2] != 2)
                continue;
            const Whole turned{sides.at(static_cast<size_t>(order[0])), sides.at(static_cast<size_t>(order[1])), sides.at(static_cast<size_t>(order[2]))};
            if (placeTurned(index, turned))
                return true;
        } while (std::next_permutation(order.begin(), order.end()));
        return false;
    }

private:
    using Cells = std::bitset<512>;

    bool placeTurned(size_t index, const Whole &sides)
    {
        for (int x = 0; x + sides[0] <= m_box[0]; ++x) {
            for (int y = 0; y + sides[1] <= m_box[1]; ++y) {
                for (int z = 0; z + sides[2] <= m_box[2]; ++z) {
                    const Cells cells = cellsOf({x, y, z}, sides);
                    if ((m_taken & cells).any())
                        continue;
                    m_taken |= cells;
                    if (place(index + 1))
                        return true;
                    m_taken &= ~cells;
                }
            }
        }
        return false;
    }

    Cells cellsOf(const Whole &corner, const Whole &sides) const
    {
        Cells cells;
        for (int x = corner[0]; x < corner[0] + sides[0]; ++x)
            for (int y = corner[1]; y < corner[1] + sides[1]; ++y)
                for (int z = corner[2]; z < corner[2] + sides[2]; ++z)
                    cells.set(static_cast<size_t>((x * m_box[1] + y) * m_box[2] + z));
        return cells;
    }

    const std::vector<cartons::Item> &m_items;
    const Whole m_box;
    Cells m_taken;
};

bool overlap(const cartons::Placement &a, const cartons::Placement &b)
{
    const auto meet = [](rates::Length from, rates::Length size, rates::Length otherFrom, rates::Length otherSize) {
        return from.nanometres() < otherFrom.nanometres() + otherSize.nanometres() && otherFrom.nanometres() < from.nanometres() + size.nanometres();
    };
    return meet(a.x, a.dx, b.x, b.dx) && meet(a.y, a.dy, b.y, b.dy) && meet(a.z, a.dz, b.z, b.dz);
}

} // namespace

cartons::Item thing(int length, int width, int height, int grams, bool keepsUpright)
{
    return {u"%1x%2x%3"_s.arg(length).arg(width).arg(height), centimetres(length, width, height), rates::Weight::of(grams, rates::WeightUnit::Gram), keepsUpright};
}

rates::Dimensions centimetres(int length, int width, int height)
{
    return {cm(length), cm(width), cm(height)};
}

QString faultOf(const std::vector<cartons::Item> &items, const rates::Dimensions &inner, const std::vector<cartons::Placement> &placements)
{
    if (placements.size() != items.size())
        return u"%1 of %2 items lie in it"_s.arg(placements.size()).arg(items.size());
    for (size_t i = 0; i < placements.size(); ++i) {
        const auto &one = placements[i];
        const auto &sides = items[i].sides;
        std::array lies{one.dx, one.dy, one.dz}, is{sides.length, sides.width, sides.height};
        if (one.item != static_cast<int>(i))
            return u"item %1 stands in place %2"_s.arg(one.item).arg(i);
        if (items[i].keepsUpright && one.dz != sides.height)
            return u"item %1 does not stand upright"_s.arg(i);
        std::sort(lies.begin(), lies.end());
        std::sort(is.begin(), is.end());
        if (lies != is)
            return u"item %1 has other sides"_s.arg(i);
        const bool isOut = one.x < rates::Length() || one.y < rates::Length() || one.z < rates::Length() || one.x.nanometres() + one.dx.nanometres() > inner.length.nanometres()
            || one.y.nanometres() + one.dy.nanometres() > inner.width.nanometres() || one.z.nanometres() + one.dz.nanometres() > inner.height.nanometres();
        if (isOut)
            return u"item %1 sticks out"_s.arg(i);
        for (size_t other = 0; other < i; ++other) {
            if (overlap(one, placements[other]))
                return u"items %1 and %2 are in one place"_s.arg(other).arg(i);
        }
    }
    return {};
}

bool fitsByTrial(const std::vector<cartons::Item> &items, int length, int width, int height)
{
    Q_ASSERT(length * width * height <= 512);
    std::vector<cartons::Item> largestFirst = items; // sooner through
    const auto volume = [](const cartons::Item &item) { return whole(item.sides.length) * whole(item.sides.width) * whole(item.sides.height); };
    std::stable_sort(largestFirst.begin(), largestFirst.end(), [&](const auto &a, const auto &b) { return volume(a) > volume(b); });
    return Trial(largestFirst, {length, width, height}).place(0);
}

} // namespace crossdock::test
