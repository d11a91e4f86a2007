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
    , m_ascent(0.6, 5)
    , m_frequency(static_cast<size_t>(program.parcelCount()), 0.0)
    , m_choice(static_cast<size_t>(program.orderCount()))
{
    for (const qint64 supply : program.supply())
        m_ascent.add(0.0, 1.0 / std::sqrt(static_cast<double>(supply) + 1.0)); // a place in a wave of 60 moves slower than a last unit
}

double Lagrangian::evaluate(std::vector<double> &excess)
{
    constexpr double share = 0.05; // of a round: about the last sixty count
    const std::vector<double> &prices = m_ascent.prices();
    double bound = 0;
    for (double &frequency : m_frequency)
        frequency *= 1 - share;
    for (size_t i = 0; i < excess.size(); ++i) {
        const double supply = static_cast<double>(m_program.supply()[i]);
        excess[i] = -supply;
        bound -= prices[i] * supply;
    }
    for (int order = 0; order < m_program.orderCount(); ++order) {
        m_search.solve(order, [&](int parcel) { return priceOf(m_program, m_program.parcel(parcel), prices); });
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
    std::vector<double> excess(m_ascent.prices().size());
    for (int round = 0; round < rounds; ++round) {
        const double bound = evaluate(excess);
        m_ascent.take(bound, excess, target);
    }
}

std::vector<double> Lagrangian::parcelPrices() const
{
    std::vector<double> prices;
    for (int i = 0; i < m_program.parcelCount(); ++i)
        prices.push_back(priceOf(m_program, m_program.parcel(i), m_ascent.bestPrices()) - m_program.parcel(i).price);
    return prices;
}

} // namespace crossdock::routing
