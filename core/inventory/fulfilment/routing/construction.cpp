#include "core/inventory/fulfilment/routing/construction.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace crossdock::routing {
namespace {

constexpr qint64 leastSteps = 1'000, insertSteps = 500'000; // of a long order, each time it is put back: at least, and for all together
constexpr double bonus = 0.6; // of a mean parcel's cost, for one that the prices chose every time

} // namespace

Construction::Construction(const Program &program, std::vector<double> parcelPrices, const std::vector<double> &frequency)
    : m_program(program)
    , m_parcelPrices(std::move(parcelPrices))
    , m_search(program, 1.0, std::numeric_limits<double>::infinity(), std::max(leastSteps, insertSteps / (program.orderCount() + 1)))
{
    double sum = 0;
    for (int i = 0; i < program.parcelCount(); ++i)
        sum += program.parcel(i).price;
    for (size_t i = 0; i < frequency.size(); ++i)
        m_guide.push_back(m_parcelPrices[i] - bonus * sum / static_cast<double>(frequency.size()) * frequency[i]);
}

/// Puts an order back where it is best now, if it minds by this weight what it takes from others.
void Construction::insert(Assignment &plan, int order, double weight)
{
    m_search.solve(order, [&](int parcel) { return m_program.parcel(parcel).price + weight * m_guide[static_cast<size_t>(parcel)]; }, &plan.free());
    plan.choose(order, m_search.parcels());
}

Assignment Construction::greedy()
{
    Assignment plan(m_program);
    for (int order = 0; order < m_program.orderCount(); ++order)
        insert(plan, order, 0);
    return plan;
}

Assignment Construction::construct(const std::vector<std::vector<int>> &wished)
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
    fill(plan);
    return plan;
}

void Construction::fill(Assignment &plan)
{
    for (int order = 0; order < m_program.orderCount(); ++order) {
        plan.clear(order);
        insert(plan, order, 0);
    }
}

} // namespace crossdock::routing
