#pragma once

#include "core/inventory/fulfilment/routing/assignment.h"
#include "core/inventory/fulfilment/routing/order_search.h"

namespace crossdock::routing {

/// Makes plans that can be carried out. `parcelPrices` say what a parcel takes of what is scarce (0 everywhere: nobody knows yet).
class Construction
{
public:
    Construction(const Program &program, std::vector<double> parcelPrices, const std::vector<double> &frequency);

    /// Each order in its turn takes what is best for it alone.
    Assignment greedy();

    /// The orders in the order of what they would lose by waiting; each pays for what it takes.
    Assignment construct(const std::vector<std::vector<int>> &wished);

    /// Every order once more, by its true cost: never dearer afterwards.
    void fill(Assignment &plan);

private:
    void insert(Assignment &plan, int order, double weight);

    const Program &m_program;
    std::vector<double> m_parcelPrices, m_guide; ///< what a parcel takes; the same, less a bonus for what was chosen often
    OrderSearch<double> m_search;
};

} // namespace crossdock::routing
