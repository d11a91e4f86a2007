#include "core/inventory/fulfilment/routing/local_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace crossdock::routing {
namespace {

constexpr qint64 branchSteps = 1'000; // of a long order, each time it is put back

} // namespace

LocalSearch::LocalSearch(const Program &program, std::vector<double> parcelPrices, quint64 seed)
    : m_program(program)
    , m_parcelPrices(std::move(parcelPrices))
    , m_search(program, 1.0, std::numeric_limits<double>::infinity(), branchSteps)
    , m_random(seed)
    , m_isOut(static_cast<size_t>(program.orderCount()), false)
{
}

/// Puts an order back where it is best now, if it pays for what it takes by this weight.
void LocalSearch::insert(Assignment &plan, int order, double weight)
{
    m_search.solve(order, [&](int parcel) { return static_cast<double>(m_program.parcel(parcel).cost) + weight * m_parcelPrices[static_cast<size_t>(parcel)]; }, &plan.free());
    plan.choose(order, m_search.parcels(), static_cast<double>(m_program.costOf(order, m_search.parcels())));
}

Assignment LocalSearch::greedy()
{
    Assignment plan(m_program);
    for (int order = 0; order < m_program.orderCount(); ++order)
        insert(plan, order, 0);
    return plan;
}

Assignment LocalSearch::construct(const std::vector<std::vector<int>> &wished)
{
    Assignment plan(m_program);
    std::vector<double> gain(static_cast<size_t>(m_program.orderCount()));
    for (int order = 0; order < m_program.orderCount(); ++order) {
        double price = 0;
        for (const int parcel : wished[static_cast<size_t>(order)])
            price += m_parcelPrices[static_cast<size_t>(parcel)];
        gain[static_cast<size_t>(order)] = plan.cost(order) - static_cast<double>(m_program.costOf(order, wished[static_cast<size_t>(order)])) - price;
    }
    std::vector<int> turns(gain.size());
    std::iota(turns.begin(), turns.end(), 0);
    std::stable_sort(turns.begin(), turns.end(), [&](int a, int b) { return gain[static_cast<size_t>(a)] > gain[static_cast<size_t>(b)]; });
    for (const int order : turns)
        insert(plan, order, 1);
    polish(plan);
    return plan;
}

/// Every order once more, by its true cost.
void LocalSearch::polish(Assignment &plan)
{
    for (int order = 0; order < m_program.orderCount(); ++order) {
        plan.clear(order);
        insert(plan, order, 0);
    }
}

void LocalSearch::add(int order)
{
    if (m_isOut[static_cast<size_t>(order)])
        return;
    m_isOut[static_cast<size_t>(order)] = true;
    m_out.push_back(order);
}

/// Some of the orders that hold this now.
void LocalSearch::addHolders(const Assignment &plan, int resource, size_t count)
{
    const auto &rivals = m_program.rivals(resource);
    const size_t start = m_random.below(rivals.size());
    m_work += 4;
    for (size_t i = 0, found = 0; i < rivals.size() && i < 60 && found < count; ++i) {
        const int order = rivals[(start + i) % rivals.size()];
        for (const int parcel : plan.parcels(order)) {
            const auto uses = m_program.uses(m_program.parcel(parcel));
            if (std::any_of(uses.begin(), uses.end(), [resource](const Program::Use &use) { return use.resource == resource; })) {
                add(order);
                ++found;
                break;
            }
        }
    }
}

/// Takes out `seed` and orders that hold what it would rather have.
void LocalSearch::gather(const Assignment &plan, int seed, size_t most)
{
    m_out.clear();
    add(seed);
    const double weight = m_random.unit();
    m_search.solve(seed, [&](int parcel) { return static_cast<double>(m_program.parcel(parcel).cost) + weight * m_parcelPrices[static_cast<size_t>(parcel)]; });
    const std::vector<int> wished = m_search.parcels();
    for (const int parcel : wished) {
        for (const auto &use : m_program.uses(m_program.parcel(parcel))) {
            if (m_out.size() < most && plan.free().left(use.resource) < use.amount)
                addHolders(plan, use.resource, 1 + m_random.below(2));
        }
    }
    while (m_out.size() < most) { // neighbours of those already out
        const size_t before = m_out.size();
        const int order = m_out[m_random.below(m_out.size())];
        const auto &batch = m_program.batch(order);
        if (batch.parcels == 0)
            break;
        const auto uses = m_program.uses(m_program.parcel(batch.firstParcel + static_cast<int>(m_random.below(static_cast<quint64>(batch.parcels)))));
        if (!uses.empty())
            addHolders(plan, uses[m_random.below(uses.size())].resource, 1);
        if (m_out.size() == before && m_random.below(3) == 0)
            break;
    }
    for (const int order : m_out)
        m_isOut[static_cast<size_t>(order)] = false;
}

void LocalSearch::improve(Assignment &plan, qint64 steps)
{
    if (m_program.orderCount() == 0 || m_program.supply().empty())
        return;
    const qint64 begun = work(), end = begun + steps;
    Assignment best = plan;
    const double mean = plan.total() / m_program.orderCount();
    std::vector<std::pair<std::vector<int>, double>> before;
    while (work() < end) {
        const double left = static_cast<double>(end - work()) / static_cast<double>(steps);
        const double heat = 0.03 * mean * left * left;
        const int seed = static_cast<int>(m_random.below(static_cast<quint64>(m_program.orderCount())));
        gather(plan, seed, 3 + m_random.below(6));
        const double total = plan.total();
        before.clear();
        for (const int order : m_out) {
            before.emplace_back(plan.parcels(order), plan.cost(order));
            plan.clear(order);
        }
        auto turns = m_out;
        for (size_t i = turns.size() - 1; i > 1; --i)
            std::swap(turns[i], turns[1 + m_random.below(i)]);
        const double weight = m_random.unit();
        for (const int order : turns)
            insert(plan, order, weight);
        if (weight > 0.3) {
            for (const int order : turns) {
                plan.clear(order);
                insert(plan, order, 0);
            }
        }
        if (plan.total() <= total - heat * std::log(m_random.unit() + 1e-12)) {
            if (plan.total() < best.total() - 0.5)
                best = plan;
            continue;
        }
        for (const int order : m_out)
            plan.clear(order);
        for (size_t i = 0; i < m_out.size(); ++i)
            plan.choose(m_out[i], before[i].first, before[i].second);
    }
    plan = best;
}

} // namespace crossdock::routing
