#pragma once

#include "core/inventory/fulfilment/routing/branch_search.h"
#include "core/inventory/fulfilment/routing/residual.h"
#include "core/inventory/fulfilment/routing/subset_table.h"

namespace crossdock::routing {

/// The cheapest plan of one order at given prices: exact for orders of few lines, else as good as `steps` allow.
/// Kept from order to order, because it owns the tables.
template <class Value>
class OrderSearch
{
public:
    OrderSearch(const Program &program, Value scale, Value never, qint64 steps)
        : m_program(program)
        , m_scale(scale)
        , m_never(never)
        , m_steps(steps)
    {
    }

    /// `price(parcel)`; `never` forbids it. With `free` the plan takes no more than is there, and nothing is taken yet.
    /// Answers the least cost with what stays unfilled.
    template <class Price>
    Value solve(int order, const Price &price, Residual *free = nullptr)
    {
        const auto &batch = m_program.batch(order);
        m_parcels.clear();
        m_work += batch.parcels + 8;
        if (batch.lines > Program::maskLines)
            return branch(batch, price, free);
        m_table.begin(m_program, batch, m_scale, m_never);
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
            const quint32 mask = m_program.parcel(i).mask;
            const Value value = price(i);
            if (m_table.isBetter(mask, value) && (!free || free->has(m_program, i)))
                m_table.offer(mask, value, i);
        }
        m_bound = m_table.solve();
        m_table.collect(m_parcels);
        if (free && !fitsTogether(*free)) {
            m_parcels.clear();
            return branch(batch, price, free);
        }
        return m_bound;
    }

    const std::vector<int> &parcels() const { return m_parcels; } ///< of the last solve()
    Value bound() const { return m_bound; } ///< no plan costs less; equals what solve() answered unless it ran out of steps
    qint64 work() const { return m_work; } ///< steps so far, the same on every machine

private:
    template <class Price>
    Value branch(const Program::Batch &batch, const Price &price, Residual *free)
    {
        std::vector<typename BranchSearch<Value>::Offer> offers;
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i) {
            const Value value = price(i);
            if (value < m_never && (!free || free->has(m_program, i)))
                offers.push_back({i, value});
        }
        const BranchSearch<Value> search(m_program, batch, m_scale, std::move(offers), free, m_steps);
        m_parcels = search.parcels();
        m_bound = search.bound();
        m_work += search.work();
        return search.best();
    }

    bool fitsTogether(Residual &free) const
    {
        if (m_parcels.size() < 2)
            return true;
        size_t taken = 0;
        while (taken < m_parcels.size() && free.has(m_program, m_parcels[taken]))
            free.take(m_program, m_parcels[taken++]);
        const bool fits = taken == m_parcels.size();
        while (taken > 0)
            free.give(m_program, m_parcels[--taken]);
        return fits;
    }

    const Program &m_program;
    Value m_scale, m_never;
    qint64 m_steps, m_work = 0;
    SubsetTable<Value> m_table;
    std::vector<int> m_parcels;
    Value m_bound{};
};

} // namespace crossdock::routing
