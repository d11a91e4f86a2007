#include "core/inventory/fulfilment/routing/router.h"

#include "core/inventory/fulfilment/routing/lagrangian.h"
#include "core/inventory/fulfilment/routing/local_search.h"

#include <algorithm>

namespace crossdock::routing {
namespace {

Answer answerOf(const Problem &problem, const Program &program, const Assignment &plan, Wide bound)
{
    Answer answer;
    answer.total = plan.exactTotal();
    answer.bound = bound;
    for (int order = 0; order < program.orderCount(); ++order) {
        Plan columns;
        for (const int parcel : plan.parcels(order))
            columns.push_back(program.parcel(parcel).column);
        std::sort(columns.begin(), columns.end(), [&problem](int a, int b) {
            const auto &first = problem.columns[static_cast<size_t>(a)], &second = problem.columns[static_cast<size_t>(b)];
            return std::tie(first.node, first.lines) < std::tie(second.node, second.lines);
        });
        answer.plans.push_back(std::move(columns));
    }
    return answer;
}

std::vector<double> noPrices(const Program &program)
{
    return std::vector<double>(static_cast<size_t>(program.parcelCount()), 0.0);
}

} // namespace

Answer route(const Problem &problem)
{
    const Program program(problem);
    Assignment best = LocalSearch(program, noPrices(program), 1).greedy();
    Lagrangian lagrangian(program);
    const auto keepBetter = [&best](Assignment plan) {
        if (plan.exactTotal() < best.exactTotal())
            best = std::move(plan);
    };
    for (int phase = 0; phase < 6; ++phase) {
        lagrangian.climb(40, best.total());
        keepBetter(LocalSearch(program, lagrangian.parcelPrices(), 1).construct(lagrangian.choice()));
    }
    const Wide bound = lagrangian.provenBound();
    if (best.exactTotal() > bound) {
        Assignment plan = best;
        LocalSearch search(program, lagrangian.parcelPrices(), 1);
        search.improve(plan, 300 * qint64(program.parcelCount()));
        keepBetter(std::move(plan));
    }
    return answerOf(problem, program, best, bound);
}

Answer greedyAnswer(const Problem &problem)
{
    const Program program(problem);
    return answerOf(problem, program, LocalSearch(program, noPrices(program), 1).greedy(), 0);
}

} // namespace crossdock::routing
