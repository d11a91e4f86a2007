#pragma once

#include "core/inventory/fulfilment/cartons/cuboid.h"
#include "core/inventory/fulfilment/cartons/packing.h"

namespace crossdock::cartons {

/// Tries every packing of a few items. Two items that do not overlap are apart along some axis; so a packing is a turn for each item
/// and, for each pair, an axis and who comes first on it. The items' least places on each axis (longest paths) rule out most of it early.
class ExactPacking
{
public:
    ExactPacking(const std::vector<Item> &items, const Sides &box, qint64 &steps);

    Packing solve();

private:
    static constexpr size_t most = mostExactItems;
    using Mask = quint8;

    /// What is decided along one axis.
    struct Axis {
        std::array<qint64, most> size{}, start{}, tail{}; ///< `start`: at least so far in; `tail`: from its start at least so much to the wall
        std::array<Mask, most> after{}, before{}; ///< who comes later, who earlier, others in between included
        bool isUsed = false; ///< some pair is apart along it
    };
    struct State {
        std::array<Axis, 3> axes;
        std::array<Mask, most> turns{}; ///< that each item may still take, by number
        Mask placed = 0;
    };
    struct Step {
        size_t axis;
        bool isForward; ///< the first named comes first
    };

    bool place(const State &state);
    bool relate(State state, size_t item, Mask pending);
    bool narrowTurns(State &state, size_t item, size_t turn) const;
    size_t nextItem(const State &state) const;
    int options(const State &state, size_t a, size_t b, std::array<Step, 6> &steps) const;
    bool isApart(const State &state, size_t a, size_t b) const;
    bool join(Axis &axis, size_t wall, size_t first, size_t second) const;
    bool raiseStart(Axis &axis, size_t wall, size_t item, qint64 value) const;
    bool raiseTail(Axis &axis, size_t wall, size_t item, qint64 value) const;
    void keep(const State &state);

    const Sides m_box;
    const size_t m_count;
    std::vector<std::vector<Sides>> m_turns; ///< by item
    std::array<bool, most> m_isTwin{}; ///< the same as the item before it
    bool m_hasTwins = false;
    std::vector<qint64> m_volumes; ///< for the order only: rounded
    qint64 &m_steps; ///< left
    std::vector<Placement> m_found;
};

} // namespace crossdock::cartons
