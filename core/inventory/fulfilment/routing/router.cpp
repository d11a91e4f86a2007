#include "core/inventory/fulfilment/routing/router.h"

#include "core/inventory/fulfilment/routing/dive.h"
#include "core/inventory/fulfilment/routing/exact_search.h"
#include "core/inventory/fulfilment/routing/external_solver.h"
#include "core/inventory/fulfilment/routing/lagrangian.h"
#include "core/inventory/fulfilment/routing/local_search.h"
#include "core/inventory/fulfilment/routing/resources.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <array>

namespace crossdock::routing {
namespace {

std::vector<Plan> plansOf(const Problem &problem, const Program &program, const Assignment &plan)
{
    std::vector<Plan> plans;
    for (int order = 0; order < program.orderCount(); ++order) {
        Plan columns;
        for (const int parcel : plan.parcels(order))
            columns.push_back(program.parcel(parcel).column);
        std::sort(columns.begin(), columns.end(), [&problem](int a, int b) {
            const auto &first = problem.columns[static_cast<size_t>(a)], &second = problem.columns[static_cast<size_t>(b)];
            return std::tie(first.node, first.lines) < std::tie(second.node, second.lines);
        });
        plans.push_back(std::move(columns));
    }
    return plans;
}

std::vector<double> noPrices(const Program &program)
{
    return std::vector<double>(static_cast<size_t>(program.parcelCount()), 0.0);
}

/// A plan on its way: everything that the longer search goes on with.
class Route
{
public:
    explicit Route(const Problem &problem)
        : m_problem(problem)
        , m_program(problem)
        , m_lagrangian(m_program)
        , m_best(LocalSearch(m_program, noPrices(m_program), noPrices(m_program), 0).greedy())
    {
    }

    void solve()
    {
        constexpr int phases = 6, rounds = 40;
        for (int phase = 0; phase < phases && !m_program.supply().empty(); ++phase) {
            m_lagrangian.climb(rounds, m_best.total());
            keep(LocalSearch(m_program, m_lagrangian.parcelPrices(), m_lagrangian.frequency(), 0).construct(m_lagrangian.choice()));
        }
        if (m_program.supply().empty())
            m_lagrangian.climb(1, m_best.total());
        m_bound = m_lagrangian.provenBound();
        const qint64 steps = std::clamp<qint64>(stepsAParcel * m_program.parcelCount(), leastSteps, mostSteps);
        dive(steps);
        if (isWide() && m_program.parcelCount() <= fewParcels)
            dive(std::max(steps, manySteps));
        prove();
    }

    /// Begins from plans that may not all hold any more.
    void solveFrom(const std::vector<Plan> &start)
    {
        Assignment plan(m_program);
        for (int order = 0; order < m_program.orderCount(); ++order)
            plan.choose(order, stillPossible(plan, order, start[static_cast<size_t>(order)]));
        LocalSearch(m_program, noPrices(m_program), noPrices(m_program), 0).fill(plan);
        keep(std::move(plan));
        constexpr int phases = 2, rounds = 40;
        for (int phase = 0; phase < phases && !m_program.supply().empty(); ++phase) {
            m_lagrangian.climb(rounds, m_best.total());
            keep(LocalSearch(m_program, m_lagrangian.parcelPrices(), m_lagrangian.frequency(), 0).construct(m_lagrangian.choice()));
        }
        if (m_program.supply().empty())
            m_lagrangian.climb(1, m_best.total());
        m_bound = m_lagrangian.provenBound();
        search(leastSteps);
        prove();
    }

    void searchUntil(const QDeadlineTimer &end)
    {
        while (!end.hasExpired() && m_best.exactTotal() > m_bound)
            search(leastSteps);
    }

    void askExternally(qint64 milliseconds)
    {
        const auto found = solveExternally(m_program, m_best, milliseconds);
        if (!found)
            return;
        Assignment plan(m_program);
        for (int order = 0; order < m_program.orderCount(); ++order) {
            const auto &parcels = found->parcels[static_cast<size_t>(order)];
            for (const int parcel : parcels) {
                if (!plan.free().has(m_program, parcel))
                    return; // it broke a limit: nothing it says counts
                plan.free().take(m_program, parcel);
            }
            for (const int parcel : parcels)
                plan.free().give(m_program, parcel);
            plan.choose(order, parcels);
        }
        if (!priceOf(m_problem, plansOf(plan)))
            return;
        keep(std::move(plan));
        constexpr Wide exact = 1'000'000'000'000; // cbc counts in doubles, with a tolerance of 1e-6 a variable
        if (found->isProven && m_best.exactTotal() < exact)
            m_bound = std::max(m_bound, m_best.exactTotal());
    }

    bool isProven() const { return m_best.exactTotal() == m_bound; }
    Answer answer() const { return {plansOf(m_best), m_best.exactTotal(), m_bound}; }

private:
    static constexpr qint64 stepsAParcel = 800, leastSteps = 1'000'000, mostSteps = 9'000'000; // the last is most of a second
    static constexpr qint64 manySteps = 16'000'000; // where much is scarce: some tenths of a second
    static constexpr int fewParcels = 20'000; // of more, one way down takes long enough

    /// So far above the bound that a longer search is worth its time.
    bool isWide() const { return (m_best.exactTotal() - m_bound) * 200 > 3 * m_bound; }

    void keep(Assignment plan)
    {
        if (plan.exactTotal() < m_best.exactTotal())
            m_best = std::move(plan);
    }

    /// The parcels of a plan that are still there and fit, together with what is chosen already.
    std::vector<int> stillPossible(Assignment &chosen, int order, const Plan &plan) const
    {
        const auto &batch = m_program.batch(order);
        std::vector<int> parcels;
        for (const int column : plan) {
            const Column &wanted = m_problem.columns[static_cast<size_t>(column)];
            for (int i = batch.firstParcel; i < batch.firstParcel + batch.parcels && static_cast<int>(parcels.size()) < batch.parcelCap; ++i) {
                const auto &parcel = m_program.parcel(i);
                const Column &offered = m_problem.columns[static_cast<size_t>(parcel.column)];
                if (offered.lines != wanted.lines || parcel.cost > wanted.cost || !chosen.free().has(m_program, i))
                    continue; // of several with the same lines one may stand for another that is not cheaper
                if (parcel.column != column && offered.node != wanted.node && parcel.uses > 0)
                    continue;
                chosen.free().take(m_program, i);
                parcels.push_back(i);
                break;
            }
        }
        for (const int parcel : parcels)
            chosen.free().give(m_program, parcel);
        return parcels;
    }

    /// Several ways down from the prices, each searched further: what is scarce falls otherwise each time.
    void dive(qint64 steps)
    {
        struct Way {
            double share;
            int rounds;
        };
        constexpr std::array<Way, 3> ways{{{0.1, 15}, {0.05, 10}, {0.07, 12}}};
        const size_t count = m_program.parcelCount() <= fewParcels ? ways.size() : 1;
        for (size_t i = 0; i < count && !isProven() && !m_program.supply().empty(); ++i) {
            Assignment plan = Dive(m_program, m_lagrangian.prices(), m_lagrangian.frequency()).run(ways.at(i).share, ways.at(i).rounds);
            LocalSearch search(m_program, m_lagrangian.parcelPrices(), m_lagrangian.frequency(), ++m_seed);
            search.fill(plan);
            search.improve(plan, steps / static_cast<qint64>(count + 1));
            keep(std::move(plan));
        }
        search(steps / static_cast<qint64>(count + 1));
    }

    /// A small problem can be tried to the end.
    void prove()
    {
        constexpr int mostOrders = 30, mostLines = 60; // more are never through
        constexpr qint64 steps = 2'000'000;
        bool isShort = m_program.orderCount() <= mostOrders;
        for (int order = 0; order < m_program.orderCount(); ++order)
            isShort = isShort && m_program.batch(order).lines <= mostLines;
        if (!isShort || isProven())
            return;
        if (ExactSearch(m_program, m_lagrangian.wholePrices(), Lagrangian::fraction).run(m_best, steps))
            m_bound = m_best.exactTotal();
    }

    void search(qint64 steps)
    {
        if (isProven())
            return;
        Assignment plan = m_best;
        LocalSearch(m_program, m_lagrangian.parcelPrices(), m_lagrangian.frequency(), ++m_seed).improve(plan, steps);
        keep(std::move(plan));
    }

    std::vector<Plan> plansOf(const Assignment &plan) const { return routing::plansOf(m_problem, m_program, plan); }

    const Problem &m_problem;
    Program m_program;
    Lagrangian m_lagrangian;
    Assignment m_best;
    Wide m_bound = 0;
    quint64 m_seed = 0;
};

} // namespace

Answer route(const Problem &problem)
{
    Route route(problem);
    route.solve();
    return route.answer();
}

Answer route(const Problem &problem, qint64 milliseconds)
{
    const QDeadlineTimer end(milliseconds);
    Route route(problem);
    route.solve();
    if (hasExternalSolver() && !route.isProven())
        route.askExternally(end.remainingTime());
    route.searchUntil(end);
    return route.answer();
}

Answer reroute(const Problem &problem, const std::vector<Plan> &start)
{
    Route route(problem);
    route.solveFrom(start);
    return route.answer();
}

Answer greedyAnswer(const Problem &problem)
{
    const Program program(problem);
    const Assignment plan = LocalSearch(program, noPrices(program), noPrices(program), 0).greedy();
    return {plansOf(problem, program, plan), plan.exactTotal(), 0};
}

std::optional<Wide> priceOf(const Problem &problem, const std::vector<Plan> &plans)
{
    const Resources resources(problem);
    std::vector<Wide> left(resources.supply().begin(), resources.supply().end());
    Wide total = 0;
    for (size_t order = 0; order < problem.orders.size(); ++order) {
        const Order &one = problem.orders[order];
        if (one.maxParcels && static_cast<qint64>(plans[order].size()) > *one.maxParcels)
            return std::nullopt;
        std::vector<bool> isShipped(one.lines.size(), false);
        for (const int index : plans[order]) {
            const Column &column = problem.columns[static_cast<size_t>(index)];
            const auto uses = resources.usesOf(problem, column);
            if (!uses || column.order != static_cast<int>(order))
                return std::nullopt;
            for (const auto &use : *uses) {
                if ((left[static_cast<size_t>(use.resource)] -= use.amount) < 0)
                    return std::nullopt;
            }
            for (const int line : column.lines) {
                if (isShipped[static_cast<size_t>(line)])
                    return std::nullopt;
                isShipped[static_cast<size_t>(line)] = true;
            }
            total += column.cost;
        }
        for (size_t line = 0; line < one.lines.size(); ++line)
            total += isShipped[line] ? 0 : one.lines[line].unfilledCost;
    }
    return total;
}

} // namespace crossdock::routing
