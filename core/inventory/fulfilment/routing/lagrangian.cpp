#include "core/inventory/fulfilment/routing/lagrangian.h"

#include <cmath>
#include <limits>

namespace crossdock::routing {
namespace {

constexpr qint64 branchSteps = 3'000; // of a long order, at each new set of prices
constexpr double never = std::numeric_limits<double>::infinity();

/// The price of a parcel: its cost and what it takes.
double priceOf(const Program &program, const Program::Parcel &parcel, const std::vector<double> &prices)
{
    double price = parcel.price;
    for (const auto &use : program.uses(parcel))
        price += prices[static_cast<size_t>(use.resource)] * static_cast<double>(use.amount);
    return price;
}

} // namespace

Lagrangian::Lagrangian(const Program &program)
    : m_program(program)
    , m_search(program, 1.0, never, branchSteps)
    , m_prices(program.supply().size(), 0.0)
    , m_bestPrices(m_prices)
    , m_direction(m_prices)
    , m_frequency(static_cast<size_t>(program.parcelCount()), 0.0)
    , m_choice(static_cast<size_t>(program.orderCount()))
{
    for (const qint64 supply : program.supply())
        m_weight.push_back(1.0 / std::sqrt(static_cast<double>(supply) + 1.0)); // a place in a wave of 60 moves slower than a last unit
}

double Lagrangian::evaluate(std::vector<double> &excess)
{
    constexpr double share = 0.05; // of a round: about the last sixty count
    double bound = 0;
    for (double &frequency : m_frequency)
        frequency *= 1 - share;
    for (size_t i = 0; i < excess.size(); ++i) {
        const double supply = static_cast<double>(m_program.supply()[i]);
        excess[i] = -supply;
        bound -= m_prices[i] * supply;
    }
    for (int order = 0; order < m_program.orderCount(); ++order) {
        m_search.solve(order, [&](int parcel) { return priceOf(m_program, m_program.parcel(parcel), m_prices); });
        bound += m_search.bound();
        for (const int parcel : m_search.parcels()) {
            m_frequency[static_cast<size_t>(parcel)] += share;
            for (const auto &use : m_program.uses(m_program.parcel(parcel)))
                excess[static_cast<size_t>(use.resource)] += static_cast<double>(use.amount);
        }
        m_choice[static_cast<size_t>(order)] = m_search.parcels();
    }
    return bound;
}

void Lagrangian::climb(int rounds, double target)
{
    constexpr int patience = 5; // rounds without gain before the aim comes nearer
    std::vector<double> excess(m_prices.size());
    for (int round = 0; round < rounds; ++round) {
        const double bound = evaluate(excess);
        const bool isFirst = !m_isBegun;
        if (isFirst || bound > m_bestBound) {
            const double gain = bound - m_bestBound;
            m_aim = isFirst ? 0.1 * std::max(0.0, target - bound) : gain > 0.3 * m_aim ? 1.5 * m_aim : m_aim;
            m_stalled = isFirst || gain > 0.02 * m_aim ? 0 : m_stalled + 1;
            m_isBegun = true;
            m_bestBound = bound;
            m_bestPrices = m_prices;
        } else {
            ++m_stalled;
        }
        if (m_stalled >= patience) {
            m_aim *= 0.6;
            m_stalled = 0;
            m_prices = m_bestPrices;
            std::fill(m_direction.begin(), m_direction.end(), 0.0);
            continue;
        }
        m_aim = std::min(m_aim, std::max(target - m_bestBound, 0.0));
        step(excess, m_bestBound + m_aim - bound);
    }
}

/// One step along the excess, turned towards the last step so that it does not swing to and fro. `rise` is how far the bound should come
/// nearer to what is aimed at (Polyak's step).
void Lagrangian::step(const std::vector<double> &excess, double rise)
{
    constexpr double memory = 0.6;
    double norm = 0;
    for (size_t i = 0; i < excess.size(); ++i) {
        m_direction[i] = excess[i] + memory * m_direction[i];
        if (m_prices[i] <= 0 && m_direction[i] < 0)
            m_direction[i] = 0;
        norm += m_direction[i] * m_direction[i] * m_weight[i];
    }
    if (norm <= 0)
        return;
    for (size_t i = 0; i < excess.size(); ++i)
        m_prices[i] = std::max(0.0, m_prices[i] + std::max(rise, 1.0) / norm * m_direction[i] * m_weight[i]);
}

std::vector<double> Lagrangian::parcelPrices() const
{
    std::vector<double> prices;
    for (int i = 0; i < m_program.parcelCount(); ++i)
        prices.push_back(priceOf(m_program, m_program.parcel(i), m_bestPrices) - m_program.parcel(i).price);
    return prices;
}

} // namespace crossdock::routing
