#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/order_search.h"

namespace crossdock::routing {

/// Betters a plan by chains: an order takes what it would rather have, though others hold it; one of those gives way to what is best for it
/// then, perhaps from others again, and so on until nothing is taken twice. A chain that does not end soon, or that makes the plan much
/// dearer, is undone (annealing: how much may be lost falls with the time that is left).
class EjectionSearch
{
public:
    /// `parcelPrices`: what a parcel takes of what is scarce; `unitPrices`, by resource: what a unit of it is worth.
    EjectionSearch(const Program &program, std::vector<double> parcelPrices, std::vector<double> unitPrices, quint64 seed);

    static constexpr double hot = 0.2, cool = 0.08;

    /// Betters `plan` for about so many steps. `heat`, of what an order costs, is how much worse it may become at first: cool for a plan that
    /// is good already. No plan costs less than `bound`.
    void improve(Assignment &plan, qint64 steps, double heat, double bound);

private:
    void begin(const Assignment &plan);
    bool tryChain(double limit);
    int pickSeed();
    int pickHolder(int resource);
    void place(int order, const std::vector<int> &parcels);
    void takeOut(int order);
    void watch(int resource);
    double fine(int resource) const;
    double fineOf(int parcel) const;
    bool moveSeed();
    bool moveSoftly(int order);
    void moveFirmly(int order);
    void undo();
    void learn(bool fits);
    qint64 work() const { return m_search.work() + m_work; }

    const Program &m_program;
    std::vector<double> m_parcelPrices, m_unitPrices; ///< the second are learned further
    OrderSearch<double> m_search;
    SeededRandom m_random;
    Assignment m_plan; ///< more may be taken than there is, while a chain grows
    std::vector<double> m_ideal, m_regret; ///< by order: the least it can cost at the prices; how far it is above that
    std::vector<std::vector<int>> m_holders; ///< by resource: the orders that take of it, one for each parcel
    std::vector<int> m_short, m_shortAt; ///< resources of which more is taken than there is; where each is in this list, or -1
    std::vector<int> m_moved; ///< orders of this chain
    std::vector<std::vector<int>> m_before; ///< how those were
    std::vector<int> m_moves; ///< by order: in this chain
    std::vector<double> m_fines; ///< by resource: of each unit too much; -1: as the chain began
    std::vector<int> m_fined; ///< resources whose fine has risen in this chain
    std::vector<int> m_parcels; ///< of the order that was taken out last
    double m_share = 0, m_fine = 0; ///< of their prices, in this chain: what parcels pay, what is too much pays
    double m_mean = 0; ///< cost of an order
    qint64 m_work = 0;
    int m_banned = -1; ///< a parcel that may not be chosen
};

} // namespace crossdock::routing
