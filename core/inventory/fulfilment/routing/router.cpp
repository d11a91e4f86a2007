#include "core/inventory/fulfilment/routing/router.h"

#include "core/inventory/fulfilment/routing/auction.h"
#include "core/inventory/fulfilment/routing/construction.h"
#include "core/inventory/fulfilment/routing/ejection_search.h"
#include "core/inventory/fulfilment/routing/exact_search.h"
#include "core/inventory/fulfilment/routing/external_solver.h"
#include "core/inventory/fulfilment/routing/lagrangian.h"
#include "core/inventory/fulfilment/routing/resources.h"
#include "core/inventory/fulfilment/routing/settlement.h"

#include <QDeadlineTimer>

#include <algorithm>

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
        , m_limits(m_program)
        , m_lagrangian(m_program, m_limits)
        , m_best(Construction(m_program, noPrices(m_program), noPrices(m_program)).greedy())
    {
    }

    void solve()
    {
        constexpr int phases = 3, rounds = 200;
        findPrices(phases, rounds);
        settle();
        search(stepsOfAll(), EjectionSearch::hot);
        prove();
    }

    /// Begins from plans that may not all hold any more.
    void solveFrom(const std::vector<Plan> &start)
    {
        constexpr int phases = 2, rounds = 60;
        Assignment plan(m_program);
        for (int order = 0; order < m_program.orderCount(); ++order)
            plan.choose(order, stillPossible(plan, order, start[static_cast<size_t>(order)]));
        Construction(m_program, noPrices(m_program), noPrices(m_program)).fill(plan);
        keep(std::move(plan));
        findPrices(phases, rounds);
        search(leastSteps, EjectionSearch::cool);
        prove();
    }

    void searchUntil(const QDeadlineTimer &end)
    {
        while (!end.hasExpired() && m_best.exactTotal() > m_bound)
            search(leastSteps, EjectionSearch::hot);
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
    static constexpr quint64 seed = 1; // the same answer each time
    static constexpr qint64 leastSteps = 2'000'000;

    qint64 stepsOfAll() const
    {
        constexpr qint64 ofListed = 30'000, ofSeveral = 10'000, ofOthers = 42'000, most = 45'000'000; // an order of many lines has more plans
        qint64 steps = 0;
        for (int order = 0; order < m_program.orderCount(); ++order)
            steps += !m_shortlist->knows(order) ? ofOthers : asksForSeveral(order) ? ofListed + ofSeveral : ofListed;
        return std::clamp(steps, leastSteps, most);
    }

    /// Has it lines of several units? They must be packed into what lies at the nodes.
    bool asksForSeveral(int order) const
    {
        constexpr qint64 several = 3;
        const auto &batch = m_program.batch(order);
        for (int line = 0; line < batch.lines; ++line) {
            if (m_program.quantity(batch, line) >= several)
                return true;
        }
        return false;
    }

    /// One price for all first, with some plans made from them; then everyone's own, for `rounds` at most.
    void findPrices(int phases, int rounds)
    {
        constexpr int phaseRounds = 40, leastRounds = 10;
        constexpr qint64 auctionSteps = 4'000'000; // large batches get fewer rounds
        constexpr int listed = 8; // plans of an order
        constexpr double reach = 1.2; // as far as the bound may still rise where the plans are bad
        for (int phase = 0; phase < phases && !m_program.supply().empty(); ++phase) {
            m_lagrangian.climb(phaseRounds, m_best.total());
            keep(Construction(m_program, m_lagrangian.parcelPrices(), m_lagrangian.frequency()).construct(m_lagrangian.choice()));
        }
        m_auction.emplace(m_program, m_limits, m_lagrangian.prices());
        const qint64 stepsARound = m_lagrangian.work() / (phases * phaseRounds) + 1;
        m_auction->climb(m_program.supply().empty() ? 1 : static_cast<int>(std::clamp<qint64>(auctionSteps / stepsARound, leastRounds, rounds)), std::min(m_best.total(), reach * m_lagrangian.bound()));
        m_bound = m_auction->provenBound();
        const std::vector<double> prices = m_auction->parcelPrices();
        m_shortlist.emplace(m_program, prices, listed);
        m_search.emplace(m_program, *m_shortlist, prices, m_auction->unitPrices(), seed);
    }

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
        if (ExactSearch(m_program, m_auction->whole()).run(m_best, steps))
            m_bound = m_best.exactTotal();
    }

    void settle()
    {
        constexpr int tries = 8;
        if (isProven())
            return;
        Assignment plan = m_best;
        Settlement(m_program, *m_shortlist, seed).improve(plan, tries);
        keep(std::move(plan));
    }

    void search(qint64 steps, double heat)
    {
        if (isProven())
            return;
        Assignment plan = m_best;
        m_search->improve(plan, steps, heat, static_cast<double>(m_bound));
        keep(std::move(plan));
    }

    std::vector<Plan> plansOf(const Assignment &plan) const { return routing::plansOf(m_problem, m_program, plan); }

    const Problem &m_problem;
    Program m_program;
    LineLimits m_limits;
    Lagrangian m_lagrangian;
    Assignment m_best;
    Wide m_bound = 0;
    std::optional<Auction> m_auction;
    std::optional<Shortlist> m_shortlist;
    std::optional<EjectionSearch> m_search;
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
    const Assignment plan = Construction(program, noPrices(program), noPrices(program)).greedy();
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
