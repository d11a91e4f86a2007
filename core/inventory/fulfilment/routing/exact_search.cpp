#include "core/inventory/fulfilment/routing/exact_search.h"

#include "core/inventory/fulfilment/routing/order_search.h"

#include <algorithm>
#include <numeric>

namespace crossdock::routing {

ExactSearch::ExactSearch(const Program &program, Auction::Whole prices)
    : m_program(program)
    , m_prices(std::move(prices))
    , m_candidates(static_cast<size_t>(program.orderCount()))
    , m_free(program)
{
}

bool ExactSearch::run(Assignment &best, qint64 steps)
{
    const Wide total = best.exactTotal();
    m_steps = steps;
    m_limit = (total - 1) * Auction::fraction + m_prices.earnings;
    constexpr Wide never = Wide(1) << 120;
    OrderSearch<Wide> search(m_program, Auction::fraction, never, steps);
    std::vector<Wide> least;
    for (int order = 0; order < m_program.orderCount(); ++order) {
        least.push_back(search.solve(order, [&](int parcel) { return m_prices.parcels[static_cast<size_t>(parcel)]; }));
        least.back() = search.bound();
    }
    const Wide sum = std::accumulate(least.begin(), least.end(), Wide(0));
    for (int order = 0; order < m_program.orderCount(); ++order) {
        if (!enumerate(order, m_limit - (sum - least[static_cast<size_t>(order)])))
            return false;
    }
    m_turns.resize(least.size());
    std::iota(m_turns.begin(), m_turns.end(), 0);
    std::stable_sort(m_turns.begin(), m_turns.end(), [this](int a, int b) { return m_candidates[static_cast<size_t>(a)].size() < m_candidates[static_cast<size_t>(b)].size(); });
    m_rest.assign(least.size() + 1, 0);
    for (size_t depth = least.size(); depth > 0; --depth)
        m_rest[depth - 1] = m_rest[depth] + least[static_cast<size_t>(m_turns[depth - 1])];
    m_chosen.assign(least.size(), 0);
    branch(0, 0);
    if (!m_found.empty()) {
        for (const int order : m_turns)
            best.clear(order);
        for (size_t depth = 0; depth < m_turns.size(); ++depth)
            best.choose(m_turns[depth], m_candidates[static_cast<size_t>(m_turns[depth])][static_cast<size_t>(m_found[depth])].parcels);
    }
    return m_steps > 0;
}

/// Every plan of an order that costs `limit` at most.
bool ExactSearch::enumerate(int order, Wide limit)
{
    m_parcels.clear();
    extend(order, 0, 0, m_program.batch(order).parcelCap, 0, limit);
    auto &candidates = m_candidates[static_cast<size_t>(order)];
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) { return a.price < b.price; });
    return m_steps > 0;
}

void ExactSearch::extend(int order, int line, quint64 covered, int parcelsLeft, Wide price, Wide limit)
{
    const auto &batch = m_program.batch(order);
    if (price > limit || --m_steps <= 0)
        return;
    while (line < batch.lines && (covered >> line & 1) != 0)
        ++line;
    if (line == batch.lines) {
        m_candidates[static_cast<size_t>(order)].push_back({m_parcels, price});
        return;
    }
    for (int i = batch.firstParcel; parcelsLeft > 0 && i < batch.firstParcel + batch.parcels; ++i) {
        const auto lines = m_program.lines(m_program.parcel(i));
        if (lines.front() != line || std::any_of(lines.begin(), lines.end(), [covered](int one) { return (covered >> one & 1) != 0; }))
            continue;
        quint64 now = covered;
        for (const int one : lines)
            now |= quint64(1) << one;
        m_parcels.push_back(i);
        extend(order, line + 1, now, parcelsLeft - 1, price + m_prices.parcels[static_cast<size_t>(i)], limit);
        m_parcels.pop_back();
    }
    extend(order, line + 1, covered, parcelsLeft, price + m_program.unfilledCost(batch, line) * Auction::fraction, limit);
}

/// Takes them all, or none.
bool ExactSearch::take(const std::vector<int> &parcels)
{
    size_t taken = 0;
    while (taken < parcels.size() && m_free.has(m_program, parcels[taken]))
        m_free.take(m_program, parcels[taken++]);
    if (taken == parcels.size())
        return true;
    while (taken > 0)
        m_free.give(m_program, parcels[--taken]);
    return false;
}

void ExactSearch::branch(size_t depth, Wide spent)
{
    if (depth == m_turns.size()) {
        Wide total = 0;
        for (size_t i = 0; i < depth; ++i)
            total += m_program.costOf(m_turns[i], m_candidates[static_cast<size_t>(m_turns[i])][static_cast<size_t>(m_chosen[i])].parcels);
        const Wide limit = (total - 1) * Auction::fraction + m_prices.earnings;
        if (limit < m_limit) {
            m_limit = limit;
            m_found = m_chosen;
        }
        return;
    }
    const auto &candidates = m_candidates[static_cast<size_t>(m_turns[depth])];
    for (size_t i = 0; i < candidates.size(); ++i) {
        if (spent + candidates[i].price + m_rest[depth + 1] > m_limit || --m_steps <= 0)
            return;
        if (!take(candidates[i].parcels))
            continue;
        m_chosen[depth] = static_cast<int>(i);
        branch(depth + 1, spent + candidates[i].price);
        for (const int parcel : candidates[i].parcels)
            m_free.give(m_program, parcel);
    }
}

} // namespace crossdock::routing
