#include "core/inventory/fulfilment/cartons/exact_packing.h"

#include <algorithm>
#include <bit>

namespace crossdock::cartons {

ExactPacking::ExactPacking(const std::vector<Item> &items, const Sides &box, qint64 &steps)
    : m_box(box)
    , m_count(items.size())
    , m_steps(steps)
{
    for (size_t i = 0; i < m_count; ++i) {
        m_turns.push_back(turnsOf(items[i], box));
        const Sides sides = sidesOf(items[i].sides);
        m_volumes.push_back(static_cast<qint64>(static_cast<rates::Volume>(sides[0]) * sides[1] / 1'000'000 * sides[2] / 1'000'000'000'000));
        m_isTwin.at(i) = i > 0 && items[i].sides == items[i - 1].sides && items[i].keepsUpright == items[i - 1].keepsUpright;
        m_hasTwins = m_hasTwins || m_isTwin.at(i);
    }
}

Packing ExactPacking::solve()
{
    State state;
    for (size_t i = 0; i < m_count; ++i)
        state.turns.at(i) = static_cast<Mask>((1U << m_turns[i].size()) - 1);
    if (place(state))
        return {Packing::Verdict::Fits, m_found};
    return {m_steps > 0 ? Packing::Verdict::DoesNotFit : Packing::Verdict::NotFound, {}};
}

/// Brings in one more item, in every turn it may take.
bool ExactPacking::place(const State &state)
{
    if (std::popcount(state.placed) == static_cast<int>(m_count)) {
        keep(state);
        return true;
    }
    const size_t item = nextItem(state);
    for (size_t turn = 0; turn < m_turns[item].size(); ++turn) {
        if ((state.turns.at(item) >> turn & 1) == 0)
            continue;
        State next = state;
        next.placed = static_cast<Mask>(state.placed | 1U << item);
        for (size_t axis = 0; axis < 3; ++axis) {
            next.axes.at(axis).size.at(item) = m_turns[item][turn].at(axis);
            next.axes.at(axis).tail.at(item) = m_turns[item][turn].at(axis);
        }
        if (narrowTurns(next, item, turn) && relate(next, item, state.placed))
            return true;
    }
    return false;
}

/// The item that has the fewest turns left, of these the largest.
size_t ExactPacking::nextItem(const State &state) const
{
    size_t best = m_count;
    for (size_t i = 0; i < m_count; ++i) {
        if (state.placed >> i & 1)
            continue;
        const int turns = std::popcount(state.turns.at(i)), least = best == m_count ? 99 : std::popcount(state.turns.at(best));
        if (turns < least || (turns == least && m_volumes[i] > m_volumes[best]))
            best = i;
    }
    return best;
}

/// Drops the turns of the others in which they and `item` are too long together along every axis.
bool ExactPacking::narrowTurns(State &state, size_t item, size_t turn) const
{
    const Sides &own = m_turns[item][turn];
    for (size_t other = 0; other < m_count; ++other) {
        if (state.placed >> other & 1)
            continue;
        for (size_t i = 0; i < m_turns[other].size(); ++i) {
            const Sides &sides = m_turns[other][i];
            if (own[0] + sides[0] > m_box[0] && own[1] + sides[1] > m_box[1] && own[2] + sides[2] > m_box[2])
                state.turns.at(other) = static_cast<Mask>(state.turns.at(other) & ~(1U << i));
        }
        if (state.turns.at(other) == 0)
            return false;
    }
    return true;
}

/// Sets `item` apart from every item of `pending`, the one with the fewest ways first.
bool ExactPacking::relate(State state, size_t item, Mask pending)
{
    if (--m_steps <= 0)
        return false;
    std::array<Step, 6> steps{}, best{};
    int fewest = 7;
    size_t chosen = m_count;
    for (size_t other = 0; other < m_count; ++other) {
        if ((pending >> other & 1) == 0)
            continue;
        if (isApart(state, other, item)) {
            pending = static_cast<Mask>(pending & ~(1U << other));
            continue;
        }
        const int count = options(state, other, item, steps);
        if (count == 0)
            return false;
        if (count < fewest) {
            fewest = count;
            best = steps;
            chosen = other;
        }
    }
    if (chosen == m_count)
        return place(state);
    pending = static_cast<Mask>(pending & ~(1U << chosen));
    for (int i = 0; i < fewest; ++i) {
        const Step &step = best.at(static_cast<size_t>(i));
        State next = state;
        Axis &axis = next.axes.at(step.axis);
        axis.isUsed = true;
        const bool holds = step.isForward ? join(axis, step.axis, chosen, item) : join(axis, step.axis, item, chosen);
        if (holds && relate(next, item, pending))
            return true;
        if (m_steps <= 0)
            return false;
    }
    return false;
}

bool ExactPacking::isApart(const State &state, size_t a, size_t b) const
{
    return std::any_of(state.axes.begin(), state.axes.end(), [a, b](const Axis &axis) { return ((axis.after.at(a) >> b | axis.after.at(b) >> a) & 1) != 0; });
}

/// The ways in which a and b can be apart. A mirrored packing is none of its own: while an axis is unused, one direction on it is
/// enough. Of twins the order does not matter either: some naming has each before the next, on some axis. (One or the other: both
/// namings together might not exist.)
int ExactPacking::options(const State &state, size_t a, size_t b, std::array<Step, 6> &steps) const
{
    size_t count = 0;
    for (size_t i = 0; i < 3; ++i) {
        const Axis &axis = state.axes.at(i);
        const bool isMirrored = !m_hasTwins && !axis.isUsed;
        const bool mayForward = !(a == b + 1 && m_isTwin.at(a)), mayBackward = !(b == a + 1 && m_isTwin.at(b)) && !isMirrored;
        if (mayForward && axis.start.at(a) + axis.size.at(a) + axis.tail.at(b) <= m_box.at(i))
            steps.at(count++) = {i, true};
        if (mayBackward && axis.start.at(b) + axis.size.at(b) + axis.tail.at(a) <= m_box.at(i))
            steps.at(count++) = {i, false};
    }
    return static_cast<int>(count);
}

/// Lets `first` come before `second`, with all that follows from it.
bool ExactPacking::join(Axis &axis, size_t wall, size_t first, size_t second) const
{
    const auto earlier = static_cast<Mask>(axis.before.at(first) | 1U << first), later = static_cast<Mask>(axis.after.at(second) | 1U << second);
    for (size_t i = 0; i < m_count; ++i) {
        if (earlier >> i & 1)
            axis.after.at(i) |= later;
        if (later >> i & 1)
            axis.before.at(i) |= earlier;
    }
    return raiseStart(axis, wall, second, axis.start.at(first) + axis.size.at(first)) && raiseTail(axis, wall, first, axis.size.at(first) + axis.tail.at(second));
}

bool ExactPacking::raiseStart(Axis &axis, size_t wall, size_t item, qint64 value) const
{
    if (axis.start.at(item) >= value)
        return true;
    axis.start.at(item) = value;
    if (value + axis.tail.at(item) > m_box.at(wall))
        return false;
    for (size_t next = 0; next < m_count; ++next) {
        if ((axis.after.at(item) >> next & 1) != 0 && !raiseStart(axis, wall, next, value + axis.size.at(item)))
            return false;
    }
    return true;
}

bool ExactPacking::raiseTail(Axis &axis, size_t wall, size_t item, qint64 value) const
{
    if (axis.tail.at(item) >= value)
        return true;
    axis.tail.at(item) = value;
    if (axis.start.at(item) + value > m_box.at(wall))
        return false;
    for (size_t next = 0; next < m_count; ++next) {
        if ((axis.before.at(item) >> next & 1) != 0 && !raiseTail(axis, wall, next, axis.size.at(next) + value))
            return false;
    }
    return true;
}

void ExactPacking::keep(const State &state)
{
    const auto &axes = state.axes;
    for (size_t i = 0; i < m_count; ++i)
        m_found.push_back(placementOf(static_cast<int>(i), {axes[0].start.at(i), axes[1].start.at(i), axes[2].start.at(i)}, {axes[0].size.at(i), axes[1].size.at(i), axes[2].size.at(i)}));
}

} // namespace crossdock::cartons
