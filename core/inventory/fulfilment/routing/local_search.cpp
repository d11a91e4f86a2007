#include "core/inventory/fulfilment/routing/local_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace crossdock::routing {
namespace {

constexpr qint64 leastSteps = 1'000, insertSteps = 500'000; // of a long order, each time it is put back: at least, and for all together
constexpr double bonus = 0.6; // of a mean parcel's cost, for one that the prices chose every time
constexpr double startHeat = 0.015; // of what an order costs: how much worse a step may be at first

} // namespace

LocalSearch::LocalSearch(const Program &program, std::vector<double> parcelPrices, const std::vector<double> &frequency, quint64 seed)
    : m_program(program)
    , m_parcelPrices(std::move(parcelPrices))
    , m_search(program, 1.0, std::numeric_limits<double>::infinity(), std::max(leastSteps, insertSteps / (program.orderCount() + 1)))
    , m_random(seed)
    , m_isOut(static_cast<size_t>(program.orderCount()), false)
{
    double sum = 0;
    for (int i = 0; i < program.parcelCount(); ++i)
        sum += program.parcel(i).price;
    for (size_t i = 0; i < frequency.size(); ++i)
        m_guide.push_back(m_parcelPrices[i] - bonus * sum / static_cast<double>(frequency.size()) * frequency[i]);
}

/// Puts an order back where it is best now, if it minds by this weight what it takes from others.
void LocalSearch::insert(Assignment &plan, int order, double weight)
{
    m_search.solve(order, [&](int parcel) { return m_program.parcel(parcel).price + weight * m_guide[static_cast<size_t>(parcel)]; }, &plan.free());
    plan.choose(order, m_search.parcels());
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

/// Takes an order out, and remembers how it was.
void LocalSearch::takeOut(Assignment &plan, int order)
{
    if (m_isOut[static_cast<size_t>(order)])
        return;
    m_isOut[static_cast<size_t>(order)] = true;
    if (m_before.size() == m_out.size())
        m_before.emplace_back();
    m_before[m_out.size()] = plan.parcels(order);
    m_out.push_back(order);
    plan.clear(order);
}

/// How much dearer an order's plan is, with what it takes, than the best for it at the prices.
double LocalSearch::regret(const Assignment &plan, int order) const
{
    double regret = plan.cost(order) - m_ideal[static_cast<size_t>(order)];
    for (const int parcel : plan.parcels(order))
        regret += m_parcelPrices[static_cast<size_t>(parcel)];
    return regret;
}

/// Takes out one of the orders that hold this now: of a few the one that would rather have something else.
void LocalSearch::takeOutHolder(Assignment &plan, int resource)
{
    constexpr size_t farthest = 60;
    constexpr int looks = 3;
    const auto &rivals = m_program.rivals(resource);
    const size_t start = m_random.below(rivals.size());
    int best = -1, seen = 0;
    double most = 0;
    for (size_t i = 0; i < std::min(rivals.size(), farthest) && seen < looks; ++i) {
        const int order = rivals[(start + i) % rivals.size()];
        ++m_work;
        if (m_isOut[static_cast<size_t>(order)])
            continue;
        const bool holds = std::any_of(plan.parcels(order).begin(), plan.parcels(order).end(), [&](int parcel) {
            const auto uses = m_program.uses(m_program.parcel(parcel));
            return std::any_of(uses.begin(), uses.end(), [resource](const Program::Use &use) { return use.resource == resource; });
        });
        if (!holds)
            continue;
        ++seen;
        const double value = (regret(plan, order) + 1) * m_random.unit();
        if (best < 0 || value > most) {
            most = value;
            best = order;
        }
    }
    if (best >= 0)
        takeOut(plan, best);
}

/// Of a few orders the one whose plan is farthest from what it would be at the prices.
int LocalSearch::pickSeed(const Assignment &plan)
{
    constexpr int looks = 4;
    int seed = 0;
    double most = -1;
    for (int i = 0; i < looks; ++i) {
        const int order = static_cast<int>(m_random.below(static_cast<quint64>(m_program.orderCount())));
        const double value = regret(plan, order) * m_random.unit();
        if (value > most) {
            most = value;
            seed = order;
        }
    }
    return seed;
}

/// Takes out `seed`, who holds what it would rather have, who holds what those would rather have, and so on.
void LocalSearch::takeOutChain(Assignment &plan, int seed, size_t most)
{
    for (const int order : m_out)
        m_isOut[static_cast<size_t>(order)] = false;
    m_out.clear();
    takeOut(plan, seed);
    const double weight = m_random.unit() * 1.2;
    for (size_t i = 0; i < m_out.size() && m_out.size() < most; ++i) {
        m_search.solve(m_out[i], [&](int parcel) { return m_program.parcel(parcel).price + weight * m_parcelPrices[static_cast<size_t>(parcel)]; });
        m_wished = m_search.parcels();
        for (const int parcel : m_wished) {
            for (const auto &use : m_program.uses(m_program.parcel(parcel))) {
                if (m_out.size() < most && plan.free().left(use.resource) < use.amount)
                    takeOutHolder(plan, use.resource);
            }
        }
        const auto &batch = m_program.batch(m_out[i]);
        if (m_out.size() > i + 1 || batch.parcels == 0)
            continue;
        const auto uses = m_program.uses(m_program.parcel(batch.firstParcel + static_cast<int>(m_random.below(static_cast<quint64>(batch.parcels)))));
        if (!uses.empty())
            takeOutHolder(plan, uses[m_random.below(uses.size())].resource);
    }
}

void LocalSearch::improve(Assignment &plan, qint64 steps)
{
    if (m_program.supply().empty())
        return; // nothing is scarce: every order has its best
    const qint64 end = work() + steps;
    const double mean = plan.total() / m_program.orderCount();
    m_ideal.clear();
    for (int order = 0; order < m_program.orderCount(); ++order)
        m_ideal.push_back(m_search.solve(order, [&](int parcel) { return m_program.parcel(parcel).price + m_parcelPrices[static_cast<size_t>(parcel)]; }));
    Assignment best = plan;
    std::vector<int> moved; // since `best`
    while (work() < end) {
        const double left = static_cast<double>(end - work()) / static_cast<double>(steps);
        const double limit = plan.total() - startHeat * mean * left * left * std::log(m_random.unit() + 1e-12);
        takeOutChain(plan, pickSeed(plan), 3 + m_random.below(10));
        if (!putBack(plan, limit))
            continue;
        moved.insert(moved.end(), m_out.begin(), m_out.end());
        if (plan.total() >= best.total())
            continue;
        best.copy(plan, moved);
        moved.clear();
    }
    plan.copy(best, moved);
}

/// Puts the orders that are out back in another way; as they were, if the total is above `limit` then.
bool LocalSearch::putBack(Assignment &plan, double limit)
{
    m_turns = m_out;
    if (m_random.below(2) == 0) {
        for (size_t i = m_turns.size() - 1; i > 0; --i)
            std::swap(m_turns[i], m_turns[m_random.below(i + 1)]);
    }
    const double weight = m_random.unit();
    for (const int order : m_turns)
        insert(plan, order, weight);
    for (const int order : m_turns) {
        plan.clear(order);
        insert(plan, order, 0);
    }
    if (plan.total() <= limit)
        return true;
    for (const int order : m_out)
        plan.clear(order);
    for (size_t i = 0; i < m_out.size(); ++i)
        plan.choose(m_out[i], m_before[i]);
    return false;
}

} // namespace crossdock::routing
