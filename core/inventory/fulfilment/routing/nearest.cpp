#include "core/inventory/fulfilment/routing/nearest.h"

#include "core/inventory/fulfilment/routing/resources.h"

#include <algorithm>

namespace crossdock::routing {
namespace {

/// Takes the orders one by one.
class Turns
{
public:
    Turns(const Problem &problem, const Distance &miles)
        : m_problem(problem)
        , m_miles(miles)
        , m_resources(problem)
        , m_left(m_resources.supply())
        , m_columns(problem.orders.size())
    {
        for (int index = 0; index < static_cast<int>(problem.columns.size()); ++index)
            m_columns[static_cast<size_t>(problem.columns[static_cast<size_t>(index)].order)].push_back(index);
    }

    Plan take(int order)
    {
        const Order &asked = m_problem.orders[static_cast<size_t>(order)];
        std::vector<bool> isSent(asked.lines.size(), false);
        size_t waiting = asked.lines.size();
        std::vector<double> miles;
        for (int node = 0; node < static_cast<int>(m_problem.nodes.size()); ++node)
            miles.push_back(m_miles(order, node));
        Plan plan;
        while (waiting > 0 && (!asked.maxParcels || static_cast<qint64>(plan.size()) < *asked.maxParcels)) {
            const int best = nearest(order, miles, isSent, waiting);
            if (best < 0)
                break;
            const Column &column = m_problem.columns[static_cast<size_t>(best)];
            const auto uses = m_resources.usesOf(m_problem, column);
            for (const Program::Use &use : *uses)
                m_left[static_cast<size_t>(use.resource)] -= use.amount;
            for (const int line : column.lines)
                isSent[static_cast<size_t>(line)] = true;
            waiting -= column.lines.size();
            plan.push_back(best);
        }
        return plan;
    }

private:
    /// The parcel to send next; -1: there is none.
    int nearest(int order, const std::vector<double> &miles, const std::vector<bool> &isSent, size_t waiting) const
    {
        struct Rank {
            bool isSplit = true; ///< something is left to be sent after it
            double miles = 0;
            size_t leftOut = 0; ///< lines
            auto operator<=>(const Rank &) const = default;
        };
        int best = -1;
        Rank least;
        for (const int index : m_columns[static_cast<size_t>(order)]) {
            const Column &column = m_problem.columns[static_cast<size_t>(index)];
            if (std::any_of(column.lines.begin(), column.lines.end(), [&](int line) { return isSent[static_cast<size_t>(line)]; }))
                continue;
            const Rank rank{column.lines.size() < waiting, miles[static_cast<size_t>(column.node)], waiting - column.lines.size()};
            if ((best < 0 || rank < least) && isThere(column)) {
                best = index;
                least = rank;
            }
        }
        return best;
    }

    bool isThere(const Column &column) const
    {
        const auto uses = m_resources.usesOf(m_problem, column);
        return uses && std::all_of(uses->begin(), uses->end(), [this](const Program::Use &use) { return use.amount <= m_left[static_cast<size_t>(use.resource)]; });
    }

    const Problem &m_problem;
    const Distance &m_miles;
    Resources m_resources;
    std::vector<qint64> m_left;
    std::vector<std::vector<int>> m_columns; ///< by order
};

} // namespace

Answer nearestAnswer(const Problem &problem, const Distance &miles)
{
    Turns turns(problem, miles);
    Answer answer;
    for (int order = 0; order < static_cast<int>(problem.orders.size()); ++order)
        answer.plans.push_back(turns.take(order));
    const auto total = priceOf(problem, answer.plans);
    Q_ASSERT(total); // it took only what was there
    answer.total = *total;
    return answer;
}

} // namespace crossdock::routing
