#include "core/inventory/fulfilment/routing/lagrangian.h"

#include <cmath>
#include <limits>

namespace crossdock::routing {
namespace {

constexpr qint64 branchSteps = 3'000; // of a long order, at each new set of prices
constexpr double never = std::numeric_limits<double>::infinity();

} // namespace

Lagrangian::Lagrangian(const Program &program, const LineLimits &limits)
    : m_program(program)
    , m_limits(limits)
    , m_search(program, 1.0, never, branchSteps)
    , m_ascent(0.6, 5)
    , m_frequency(static_cast<size_t>(program.parcelCount()), 0.0)
    , m_choice(static_cast<size_t>(program.orderCount()))
{
    for (const qint64 supply : program.supply())
        m_ascent.add(0.0, 1.0 / std::sqrt(static_cast<double>(supply) + 1.0)); // a place in a wave of 60 moves slower than a last unit
    for (const qint64 most : limits.most())
        m_ascent.add(0.0, 1.0 / std::sqrt(static_cast<double>(most) + 1.0));
    for (int i = 0; i < program.parcelCount(); ++i) {
        m_firstTake.push_back(static_cast<int>(m_takes.size()));
        for (const auto &use : program.uses(program.parcel(i)))
            m_takes.push_back({use.resource, static_cast<double>(use.amount)});
        for (const auto &use : limits.usesOf(program, i))
            m_takes.push_back({static_cast<int>(program.supply().size()) + use.resource, static_cast<double>(use.amount)});
    }
    m_firstTake.push_back(static_cast<int>(m_takes.size()));
}

double Lagrangian::evaluate(std::vector<double> &excess)
{
    constexpr double share = 0.05; // of a round: about the last sixty count
    const std::vector<double> &prices = m_ascent.prices();
    double bound = 0;
    for (double &frequency : m_frequency)
        frequency *= 1 - share;
    const size_t resources = m_program.supply().size();
    for (size_t i = 0; i < excess.size(); ++i) {
        const double supply = static_cast<double>(i < resources ? m_program.supply()[i] : m_limits.most()[i - resources]);
        excess[i] = -supply;
        bound -= prices[i] * supply;
    }
    for (int order = 0; order < m_program.orderCount(); ++order) {
        m_search.solve(order, [&](int parcel) { return m_program.parcel(parcel).price + payOf(parcel, prices.data()); });
        bound += m_search.bound();
        for (const int parcel : m_search.parcels()) {
            m_frequency[static_cast<size_t>(parcel)] += share;
            for (const Take &take : takes(parcel))
                excess[static_cast<size_t>(take.what)] += take.amount;
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
        prices.push_back(payOf(i, m_ascent.bestPrices().data()));
    return prices;
}

} // namespace crossdock::routing
