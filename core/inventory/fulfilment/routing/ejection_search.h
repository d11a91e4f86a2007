#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/open_plan.h"
#include "core/inventory/fulfilment/routing/order_search.h"
#include "core/inventory/fulfilment/routing/repacking.h"
#include "core/inventory/fulfilment/routing/shortlist.h"

namespace crossdock::routing {

/// Betters a plan by chains: an order takes what it would rather have, though others hold it; one of those gives way to what is best for it
/// then, perhaps from others again, and so on until nothing is taken twice. A chain that does not end soon, or that makes the plan much
/// dearer, is undone (annealing: how much may be lost falls with the time that is left). Now and then the orders that ask for one SKU share it
/// out anew among themselves.
class EjectionSearch
{
public:
    /// `parcelPrices`: what a parcel takes of what is scarce; `unitPrices`, by resource: what a unit of it is worth.
    /// An order that is not in the shortlist is planned anew each time: slower.
    EjectionSearch(const Program &program, const Shortlist &shortlist, std::vector<double> parcelPrices, std::vector<double> unitPrices, quint64 seed);

    static constexpr double hot = 0.2, cool = 0.08;

    /// Betters `plan` for about so many steps. `heat`, of what an order costs, is how much worse it may become at first: cool for a plan that
    /// is good already. No plan costs less than `bound`.
    void improve(Assignment &plan, qint64 steps, double heat, double bound);

private:
    void begin(const Assignment &plan);
    void save(Assignment &plan);
    bool tryChain(double limit, double warmth);
    bool repack(double warmth);
    bool isTimeToRepack() const;
    int pickSeed();
    int pickHolder(int resource);
    void place(int order, std::span<const int> parcels, int choice);
    void placeChoice(int order, int choice);
    void exchange(int order, int choice);
    void seeWhatIsLeftTo(int order);
    void takeOut(int order);
    void remember(int order);
    double fine(int resource) const;
    double fineOf(int parcel) const;
    bool moveSeed();
    bool moveSoftly(int order);
    void moveFirmly(int order);
    int softChoice(int order);
    int firmChoice(int order, double cost);
    void undo();
    void learn(bool fits);
    static constexpr qint64 searchStep = 3; ///< one of OrderSearch takes as long as so many rows of the shortlist
    qint64 work() const { return searchStep * m_search.work() + m_repacking.work() + m_work; }

    const Program &m_program;
    std::vector<double> m_parcelPrices, m_unitPrices; ///< the second are learned further
    OrderSearch<double> m_search; ///< of orders that are not in the shortlist
    const Shortlist &m_shortlist;
    Repacking m_repacking;
    double m_repackShare = 0; ///< of all steps
    SeededRandom m_random;
    OpenPlan m_plan;
    std::vector<int> m_choice; ///< by order: its number in the shortlist, or -1
    std::vector<int> m_seeds; ///< orders that a chain may begin with
    std::vector<double> m_ideal, m_regret; ///< by order: the least it can cost at the prices; how far it is above that
    std::vector<int> m_moved; ///< orders of this chain
    struct Before {
        std::vector<int> parcels; ///< where it was none of the shortlist
        int choice;
    };
    std::vector<Before> m_before; ///< how those were
    std::vector<int> m_moves; ///< by order: in this chain
    std::vector<int> m_changed; ///< orders that may differ from the best plan so far
    std::vector<bool> m_isChanged; ///< by order
    std::vector<double> m_tolls; ///< by resource: of a place that is not there, while a SKU is shared out
    std::vector<double> m_fines; ///< by resource: of each unit too much; -1: as the chain began
    std::vector<int> m_fined; ///< resources whose fine has risen in this chain
    std::vector<int> m_parcels; ///< of the order that was taken out last
    std::vector<double> m_fineAt; ///< of the order that is placed, by its resources
    std::vector<qint64> m_leftAt;
    double m_share = 0, m_fine = 0; ///< of their prices, in this chain: what parcels pay, what is too much pays
    double m_mean = 0; ///< cost of an order
    qint64 m_work = 0;
    int m_banned = -1; ///< what may not be chosen: a number in the shortlist, or a parcel of an order that is not in it
};

} // namespace crossdock::routing
