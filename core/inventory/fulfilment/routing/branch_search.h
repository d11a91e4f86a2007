#pragma once

#include "core/inventory/fulfilment/routing/program.h"
#include "core/inventory/fulfilment/routing/residual.h"

#include <algorithm>

namespace crossdock::routing {

/// The cheapest way to cut an order of any length into the parcels that are offered: depth first, with a price for each
/// line that no parcel undercuts as the bound. It stops after so many steps; bound() stays true then, the plan may not be the best.
template <class Value>
class BranchSearch
{
public:
    struct Offer {
        int parcel;
        Value price;
    };

    /// `free`, if there is one, is what the parcels of the plan together may take.
    BranchSearch(const Program &program, const Program::Batch &batch, Value scale, std::vector<Offer> offers, Residual *free, qint64 steps)
        : m_program(program)
        , m_batch(batch)
        , m_offers(std::move(offers))
        , m_free(free)
        , m_steps(steps)
        , m_unfilled(static_cast<size_t>(batch.lines))
        , m_worth(static_cast<size_t>(batch.lines))
        , m_covered(static_cast<size_t>(batch.lines), false)
        , m_offersOf(static_cast<size_t>(batch.lines))
    {
        for (int line = 0; line < batch.lines; ++line) {
            m_unfilled[at(line)] = static_cast<Value>(program.unfilledCost(batch, line)) * scale;
            m_best += m_unfilled[at(line)];
        }
        m_bound = m_best;
        priceLines();
        Value open = 0;
        for (const Value &worth : m_worth)
            open += worth;
        branch(0, 0, open, batch.parcelCap);
        m_bound = std::min(m_bound, m_best);
    }

    Value best() const { return m_best; }
    Value bound() const { return m_bound; } ///< no plan of these offers costs less
    const std::vector<int> &parcels() const { return m_plan; }
    qint64 work() const { return m_work; }

private:
    static size_t at(int index) { return static_cast<size_t>(index); }
    std::span<const int> linesOf(const Offer &offer) const { return m_program.lines(m_program.parcel(offer.parcel)); }
    Value slack(const Offer &offer) const
    {
        Value left = offer.price;
        for (const int line : linesOf(offer))
            left -= m_worth[at(line)];
        return left;
    }

    /// What each line is worth at most, so that no parcel costs less than its lines: first equal shares, then what is left.
    void priceLines()
    {
        m_worth = m_unfilled;
        for (size_t i = 0; i < m_offers.size(); ++i) {
            const auto lines = linesOf(m_offers[i]);
            const Value count = static_cast<Value>(static_cast<qint64>(lines.size()));
            const Value share = m_offers[i].price / count; // rounded down where Value is whole: no price is negative
            for (const int line : lines) {
                m_worth[at(line)] = std::min(m_worth[at(line)], share);
                m_offersOf[at(line)].push_back(static_cast<int>(i));
            }
        }
        for (int line = 0; line < m_batch.lines; ++line) {
            Value room = m_unfilled[at(line)] - m_worth[at(line)];
            for (const int offer : m_offersOf[at(line)])
                room = std::min(room, slack(m_offers[at(offer)]));
            if (room > 0)
                m_worth[at(line)] += room;
        }
        std::vector<Value> slacks;
        for (const Offer &offer : m_offers)
            slacks.push_back(slack(offer));
        for (auto &offers : m_offersOf) {
            std::sort(offers.begin(), offers.end(), [&](int a, int b) { return std::tie(slacks[at(a)], a) < std::tie(slacks[at(b)], b); });
        }
    }

    bool fits(const Offer &offer) const
    {
        const auto lines = linesOf(offer);
        return std::none_of(lines.begin(), lines.end(), [this](int line) { return m_covered[at(line)]; })
            && (!m_free || m_free->has(m_program, offer.parcel));
    }

    void mark(const Offer &offer, bool covered)
    {
        for (const int line : linesOf(offer))
            m_covered[at(line)] = covered;
        if (!m_free)
            return;
        if (covered)
            m_free->take(m_program, offer.parcel);
        else
            m_free->give(m_program, offer.parcel);
    }

    /// Decides the first undecided line from `line` on. `spent` is decided, `open` the worth of what is not.
    void branch(int line, Value spent, Value open, int parcelsLeft)
    {
        while (line < m_batch.lines && m_covered[at(line)])
            ++line;
        if (line == m_batch.lines) {
            if (spent < m_best) {
                m_best = spent;
                m_plan = m_chosen;
            }
            return;
        }
        if (spent + open >= m_best)
            return;
        if (m_work > m_steps) {
            m_bound = std::min(m_bound, spent + open);
            return;
        }
        if (parcelsLeft > 0) {
            for (const int index : m_offersOf[at(line)]) {
                ++m_work;
                const Offer &offer = m_offers[at(index)];
                if (!fits(offer))
                    continue;
                Value rest = open;
                for (const int covered : linesOf(offer))
                    rest -= m_worth[at(covered)];
                mark(offer, true);
                m_chosen.push_back(offer.parcel);
                branch(line + 1, spent + offer.price, rest, parcelsLeft - 1);
                m_chosen.pop_back();
                mark(offer, false);
            }
        }
        m_covered[at(line)] = true;
        branch(line + 1, spent + m_unfilled[at(line)], open - m_worth[at(line)], parcelsLeft);
        m_covered[at(line)] = false;
    }

    const Program &m_program;
    const Program::Batch &m_batch;
    std::vector<Offer> m_offers;
    Residual *m_free;
    qint64 m_steps, m_work = 0;
    std::vector<Value> m_unfilled, m_worth;
    std::vector<bool> m_covered;
    std::vector<std::vector<int>> m_offersOf; ///< by line, the least slack first
    std::vector<int> m_chosen, m_plan;
    Value m_best{}, m_bound{};
};

} // namespace crossdock::routing
