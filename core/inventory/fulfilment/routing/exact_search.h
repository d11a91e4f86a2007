#pragma once

#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/auction.h"

namespace crossdock::routing {

/// Proves the best plan of a small problem, or finds it: goes through the plans of each order that may be part of something
/// better, cheapest first, with the prices of what is scarce as the bound. Exact arithmetic throughout.
class ExactSearch
{
public:
    /// Any prices give a true result, good ones a fast one.
    ExactSearch(const Program &program, Auction::Whole prices);

    /// Is everything tried within so many steps? Then `best` is the best there is; if not, it may have become better.
    bool run(Assignment &best, qint64 steps);

private:
    struct Candidate {
        std::vector<int> parcels;
        Wide price;
    };

    bool enumerate(int order, Wide limit);
    void extend(int order, int line, quint64 covered, int parcelsLeft, Wide price, Wide limit);
    void branch(size_t depth, Wide spent);
    bool take(const std::vector<int> &parcels);

    const Program &m_program;
    Auction::Whole m_prices;
    std::vector<std::vector<Candidate>> m_candidates; ///< by order, cheapest first
    std::vector<int> m_turns; ///< orders, those with the fewest candidates first
    std::vector<Wide> m_rest; ///< by depth: the least that the orders from there on cost
    std::vector<int> m_chosen, m_parcels, m_found; ///< candidates by depth; parcels while a candidate grows; the best so far by depth
    Residual m_free;
    Wide m_limit = 0; ///< what a better plan costs at most, with the prices
    qint64 m_steps = 0;
};

} // namespace crossdock::routing
