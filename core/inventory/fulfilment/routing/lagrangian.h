#pragma once

#include "core/inventory/fulfilment/routing/ascent.h"
#include "core/inventory/fulfilment/routing/line_limits.h"
#include "core/inventory/fulfilment/routing/order_search.h"

namespace crossdock::routing {

/// What is scarce gets a price; each order then chooses alone. The sum is below every possible plan whatever the prices are, and
/// the prices that make it highest say what a unit or a place in a wave is worth. (Held and Karp 1971; deflected
/// subgradient.) The Auction goes on from here.
class Lagrangian
{
public:
    Lagrangian(const Program &program, const LineLimits &limits);

    /// Moves the prices `rounds` times, towards a bound that is known to be at most `target`.
    void climb(int rounds, double target);

    const std::vector<double> &prices() const { return m_ascent.bestPrices(); } ///< the best so far, by resource, then by limit
    double bound() const { return m_ascent.bestBound(); } ///< rounded: good for steering

    /// What the orders chose at the last prices, order by order; together it may be more than there is.
    const std::vector<std::vector<int>> &choice() const { return m_choice; }

    /// What a parcel takes of scarce things, at the best prices.
    std::vector<double> parcelPrices() const;
    /// How often each parcel was chosen in the last rounds, 0 to 1: where one price leaves two orders the choice, it shows who takes what.
    const std::vector<double> &frequency() const { return m_frequency; }
    qint64 work() const { return m_search.work(); }

private:
    struct Take {
        int what; ///< a resource, or a limit behind them
        double amount;
    };
    std::span<const Take> takes(int parcel) const { return {m_takes.data() + m_firstTake[static_cast<size_t>(parcel)], m_takes.data() + m_firstTake[static_cast<size_t>(parcel) + 1]}; }
    double payOf(int parcel, const double *prices) const
    {
        double pay = 0;
        for (const Take &take : takes(parcel))
            pay += prices[take.what] * take.amount;
        return pay;
    }
    double evaluate(std::vector<double> &excess);

    const Program &m_program;
    const LineLimits &m_limits;
    OrderSearch<double> m_search;
    Ascent m_ascent; ///< of prices by resource, then by limit
    std::vector<int> m_firstTake; ///< of each parcel
    std::vector<Take> m_takes;
    std::vector<double> m_frequency;
    std::vector<std::vector<int>> m_choice;
};

} // namespace crossdock::routing
