#include "core/inventory/fulfilment/routing/dive.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace crossdock::routing {
namespace {

constexpr qint64 branchSteps = 3'000; // of a long order, each time it chooses

} // namespace

Dive::Dive(const Program &program, std::vector<double> prices, std::vector<double> frequency)
    : m_program(program)
    , m_search(program, 1.0, std::numeric_limits<double>::infinity(), branchSteps)
    , m_plan(program)
    , m_prices(std::move(prices))
    , m_frequency(std::move(frequency))
    , m_excess(m_prices.size())
    , m_direction(m_prices.size(), 0.0)
    , m_choice(static_cast<size_t>(program.orderCount()))
    , m_open(static_cast<size_t>(program.orderCount()))
{
    std::iota(m_open.begin(), m_open.end(), 0);
}

Assignment Dive::run(double share, int rounds)
{
    constexpr double rise = 0.01; // of what the open orders cost
    while (!m_open.empty()) {
        for (int i = 0; i < rounds; ++i)
            round(rise);
        settle(std::max<size_t>(1, static_cast<size_t>(share * static_cast<double>(m_open.size()))));
    }
    return std::move(m_plan);
}

/// The best for the order at the prices, of what is left.
double Dive::choose(int order)
{
    const double cost = m_search.solve(
        order,
        [this](int index) {
            const auto &parcel = m_program.parcel(index);
            double price = parcel.price;
            for (const auto &use : m_program.uses(parcel))
                price += m_prices[static_cast<size_t>(use.resource)] * static_cast<double>(use.amount);
            return price;
        },
        &m_plan.free());
    m_choice[static_cast<size_t>(order)] = m_search.parcels();
    return cost;
}

void Dive::round(double rise)
{
    constexpr double share = 0.1, memory = 0.5;
    double sum = 0, norm = 0;
    for (size_t i = 0; i < m_excess.size(); ++i)
        m_excess[i] = -static_cast<double>(m_plan.free().left(static_cast<int>(i)));
    for (const int order : m_open) {
        const auto &batch = m_program.batch(order);
        for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels; ++i)
            m_frequency[static_cast<size_t>(i)] *= 1 - share;
        sum += choose(order);
        for (const int parcel : m_choice[static_cast<size_t>(order)]) {
            m_frequency[static_cast<size_t>(parcel)] += share;
            for (const auto &use : m_program.uses(m_program.parcel(parcel)))
                m_excess[static_cast<size_t>(use.resource)] += static_cast<double>(use.amount);
        }
    }
    const auto weight = [this](size_t i) { return 1.0 / static_cast<double>(m_plan.free().left(static_cast<int>(i)) + 1); };
    for (size_t i = 0; i < m_excess.size(); ++i) {
        m_direction[i] = m_excess[i] + memory * m_direction[i];
        if (m_prices[i] <= 0 && m_direction[i] < 0)
            m_direction[i] = 0;
        norm += m_direction[i] * m_direction[i] * weight(i);
    }
    if (norm <= 0)
        return;
    for (size_t i = 0; i < m_excess.size(); ++i)
        m_prices[i] = std::max(0.0, m_prices[i] + rise * sum / norm * m_direction[i] * weight(i));
}

/// How sure the order was lately of the plan it has now.
double Dive::confidence(int order) const
{
    double least = 1;
    for (const int parcel : m_choice[static_cast<size_t>(order)])
        least = std::min(least, m_frequency[static_cast<size_t>(parcel)]);
    return m_choice[static_cast<size_t>(order)].empty() ? 0 : least;
}

void Dive::settle(size_t count)
{
    std::stable_sort(m_open.begin(), m_open.end(), [this](int a, int b) { return confidence(a) > confidence(b); });
    for (size_t i = 0; i < count; ++i) {
        choose(m_open[i]);
        m_plan.choose(m_open[i], m_choice[static_cast<size_t>(m_open[i])]);
    }
    m_open.erase(m_open.begin(), m_open.begin() + static_cast<qsizetype>(count));
}

} // namespace crossdock::routing
