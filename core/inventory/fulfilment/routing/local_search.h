#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/order_search.h"

namespace crossdock::routing {

/// Makes plans that can be carried out, and betters them: takes a few orders that compete for the same things out, and puts
/// them back in another way. `parcelPrices` say what a parcel takes of what is scarce (0 everywhere: nobody knows yet).
class LocalSearch
{
public:
    LocalSearch(const Program &program, std::vector<double> parcelPrices, const std::vector<double> &frequency, quint64 seed);

    /// Each order in its turn takes what is best for it alone.
    Assignment greedy();

    /// The orders in the order of what they would lose by waiting; each pays for what it takes.
    Assignment construct(const std::vector<std::vector<int>> &wished);

    /// Every order once more, by its true cost: never dearer afterwards.
    void fill(Assignment &plan) { polish(plan); }

    /// Betters `plan` for about so many steps.
    void improve(Assignment &plan, qint64 steps);

    qint64 work() const { return m_search.work() + m_work; }

private:
    void insert(Assignment &plan, int order, double weight);
    void polish(Assignment &plan);
    double regret(const Assignment &plan, int order) const;
    int pickSeed(const Assignment &plan);
    void takeOut(Assignment &plan, int order);
    void takeOutHolder(Assignment &plan, int resource);
    void takeOutChain(Assignment &plan, int seed, size_t most);
    bool putBack(Assignment &plan, double limit);

    const Program &m_program;
    std::vector<double> m_parcelPrices, m_guide; ///< what a parcel takes; the same, less a bonus for what was chosen often
    OrderSearch<double> m_search;
    SeededRandom m_random;
    std::vector<int> m_out; ///< the orders that are taken out, the one for whose sake first
    std::vector<bool> m_isOut;
    std::vector<std::vector<int>> m_before; ///< how the orders in m_out were
    std::vector<int> m_turns, m_wished;
    std::vector<double> m_ideal; ///< by order: the least it can cost at the prices
    qint64 m_work = 0;
};

} // namespace crossdock::routing
