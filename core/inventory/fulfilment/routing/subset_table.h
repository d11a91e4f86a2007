#pragma once

#include "core/inventory/fulfilment/routing/program.h"

#include <array>

namespace crossdock::routing {

/// The cheapest way to cut an order of few lines into parcels, exact, by a table over all subsets of its lines.
template <class Value>
class SubsetTable
{
public:
    /// Forgets what was offered before.
    void begin(const Program &program, const Program::Batch &batch, Value scale, Value never)
    {
        m_lines = batch.lines;
        m_cap = batch.parcelCap;
        m_subsets = 1U << batch.lines;
        m_never = never;
        for (int line = 0; line < batch.lines; ++line)
            m_unfilled[static_cast<size_t>(line)] = static_cast<Value>(program.unfilledCost(batch, line)) * scale;
        for (quint32 mask = 0; mask < m_subsets; ++mask)
            m_price[mask] = never;
    }

    /// Would a parcel with these lines at this price be the best of its kind?
    bool isBetter(quint32 mask, Value price) const { return price < m_price[mask]; }
    void offer(quint32 mask, Value price, int parcel)
    {
        m_price[mask] = price;
        m_parcel[mask] = parcel;
    }

    /// The least cost, with what stays unfilled.
    Value solve()
    {
        return m_cap < m_lines ? solveCapped() : solveFreely()[m_subsets - 1];
    }

    /// By subset of the lines: what it costs at least, in however many parcels.
    std::span<const Value> solveFreely()
    {
        m_best[0] = 0;
        for (quint32 mask = 1; mask < m_subsets; ++mask)
            m_best[mask] = choose(mask, m_best.data(), m_choice[mask]);
        return {m_best.data(), m_subsets};
    }

    /// The parcels of the plan that solve() found.
    void collect(std::vector<int> &parcels) const { collect(parcels, m_subsets - 1); }
    void collect(std::vector<int> &parcels, quint32 mask) const ///< those for a subset of its lines, after solveFreely()
    {
        int left = m_cap;
        while (mask != 0) {
            const quint32 chosen = m_cap < m_lines ? m_layerChoice[static_cast<size_t>(left)][mask] : m_choice[mask];
            if (chosen != 0) {
                parcels.push_back(m_parcel[chosen]);
                mask ^= chosen;
                --left;
            } else {
                mask &= mask - 1; // the lowest line stays unfilled
            }
        }
    }

private:
    static constexpr size_t most = size_t{1} << Program::maskLines;
    using Row = std::array<Value, most>;

    /// The best for `mask`: its lowest line in some parcel, or unfilled. `below` holds the best for the rest.
    Value choose(quint32 mask, const Value *below, quint32 &choice, const Value *same = nullptr) const
    {
        const quint32 low = mask & (~mask + 1);
        const quint32 rest = mask ^ low;
        Value best = m_unfilled[static_cast<size_t>(std::countr_zero(low))] + (same ? same : below)[rest];
        choice = 0;
        for (quint32 sub = rest;; sub = (sub - 1) & rest) {
            const quint32 parcel = sub | low;
            if (m_price[parcel] < m_never) {
                const Value value = m_price[parcel] + below[mask ^ parcel];
                if (value < best || (value == best && choice == 0)) { // rather shipped than not
                    best = value;
                    choice = parcel;
                }
            }
            if (sub == 0)
                return best;
        }
    }

    Value solveCapped()
    {
        Row above{}, row{};
        for (quint32 mask = 1; mask < m_subsets; ++mask) {
            above[mask] = above[mask & (mask - 1)] + m_unfilled[static_cast<size_t>(std::countr_zero(mask))];
            m_layerChoice[0][mask] = 0;
        }
        for (int layer = 1; layer <= m_cap; ++layer) {
            row[0] = 0;
            for (quint32 mask = 1; mask < m_subsets; ++mask)
                row[mask] = choose(mask, above.data(), m_layerChoice[static_cast<size_t>(layer)][mask], row.data());
            above = row;
        }
        return above[m_subsets - 1];
    }

    int m_lines = 0, m_cap = 0;
    quint32 m_subsets = 0;
    Value m_never{};
    std::array<Value, Program::maskLines> m_unfilled{};
    Row m_price{}, m_best{};
    std::array<int, most> m_parcel{};
    std::array<quint32, most> m_choice{};
    std::array<std::array<quint32, most>, Program::maskLines> m_layerChoice{};
};

} // namespace crossdock::routing
