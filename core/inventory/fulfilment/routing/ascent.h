#pragma once

#include <vector>

namespace crossdock::routing {

/// Prices on their way to those that make a bound highest: along what is asked for beyond what there is, turned towards the last steps so
/// that they do not swing to and fro, by Polyak's steps. (Deflected subgradient.)
class Ascent
{
public:
    /// `memory`: the part of the last direction that is kept. `patience`: rounds without gain before the aim comes nearer.
    Ascent(double memory, int patience)
        : m_memory(memory)
        , m_patience(patience)
    {
    }
    void add(double price, double weight); ///< what weighs less moves slower

    /// Moves the prices on, after they gave this bound: towards one that is known to be at most `target`. `excess`: what is asked for at
    /// these prices, less what there is.
    void take(double bound, const std::vector<double> &excess, double target);

    const std::vector<double> &prices() const { return m_prices; }
    const std::vector<double> &bestPrices() const { return m_bestPrices; }
    double bestBound() const { return m_bestBound; }

private:
    void heed(double bound, double target);
    void step(const std::vector<double> &excess, double rise);

    double m_memory;
    int m_patience;
    std::vector<double> m_prices, m_bestPrices, m_direction, m_weight;
    double m_bestBound = 0;
    double m_aim = 0; ///< by so much the bound is to rise above the best so far
    int m_stalled = 0;
    bool m_isBegun = false;
};

} // namespace crossdock::routing
