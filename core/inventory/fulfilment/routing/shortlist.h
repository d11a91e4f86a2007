#pragma once

#include "core/inventory/fulfilment/routing/program.h"

namespace crossdock::routing {

/// Of every order with few lines the plans that cost least at the prices of what is scarce, cheapest first, and the plan to send nothing. At
/// good prices the best plan of a batch is made of these: four orders of five take one of their two cheapest.
class Shortlist
{
public:
    struct Choice {
        double cost = 0, pay = 0; ///< with what stays unfilled; what its parcels pay for what they take
        int firstUse = 0, uses = 0, firstParcel = 0, parcels = 0;
    };
    /// What a plan takes of one of its order's resources.
    struct Use {
        int at; ///< among resources()
        qint64 amount;
    };

    static constexpr int mostLines = 3; ///< of more lines there are too many plans that come near: a table of all subsets finds the best sooner

    /// At most so many plans of an order, and that to send nothing.
    Shortlist(const Program &program, const std::vector<double> &parcelPrices, int most);

    bool knows(int order) const { return !choices(order).empty(); } ///< an order with too many lines is not listed
    std::span<const Choice> choices(int order) const { return part(m_choices, m_firstChoice, order); }
    int find(int order, std::span<const int> parcels) const; ///< its number among choices(); -1: it is not there
    std::span<const int> resources(int order) const { return part(m_resources, m_firstResource, order); } ///< all that its choices take of
    std::span<const Use> uses(const Choice &choice) const { return {m_uses.data() + choice.firstUse, static_cast<size_t>(choice.uses)}; }
    std::span<const int> parcels(const Choice &choice) const { return {m_parcels.data() + choice.firstParcel, static_cast<size_t>(choice.parcels)}; }
    qint64 rows(int order) const; ///< read by whoever looks at all its choices
    size_t mostResources() const { return m_mostResources; } ///< of an order

private:
    template <class Row>
    static std::span<const Row> part(const std::vector<Row> &rows, const std::vector<int> &first, int order)
    {
        const auto at = static_cast<size_t>(order);
        return {rows.data() + first[at], static_cast<size_t>(first[at + 1] - first[at])};
    }
    void add(const Program &program, const std::vector<double> &parcelPrices, int order, const std::vector<int> &parcels);

    std::vector<Choice> m_choices;
    std::vector<Use> m_uses;
    std::vector<int> m_resources, m_parcels;
    std::vector<int> m_firstChoice, m_firstResource; ///< by order
    size_t m_mostResources = 0;
};

} // namespace crossdock::routing
