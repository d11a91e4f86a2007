#include "core/inventory/fulfilment/waves/wave_plan.h"

#include <algorithm>

namespace crossdock::waves {
namespace {

/// What an order costs at least: some line of it is in a parcel, which costs no less than that line alone would, or it waits. Holds where a
/// parcel with more in it never costs less.
routing::Wide leastCost(const routing::Problem &problem, int order)
{
    const auto &lines = problem.orders[static_cast<size_t>(order)].lines;
    std::vector<qint64> least;
    for (const auto &line : lines)
        least.push_back(line.unfilledCost);
    for (const auto &column : problem.columns) {
        if (column.order == order && column.lines.size() == 1)
            least[static_cast<size_t>(column.lines.front())] = std::min(least[static_cast<size_t>(column.lines.front())], column.cost);
    }
    return least.empty() ? 0 : *std::max_element(least.begin(), least.end());
}

/// A bound for parcels that were never priced: the other orders' own, and for the long ones the least they can cost.
routing::Wide wholeBound(const Wave &wave, const routing::Problem &problem, const Columns &columns)
{
    const auto isLong = [&](int order) { return std::binary_search(columns.longOrders.begin(), columns.longOrders.end(), order); };
    const bool rises = columns.pricesRise && std::all_of(wave.nodes.begin(), wave.nodes.end(), [](const Node &node) { return node.unitFees.empty(); });
    routing::Problem others = problem;
    std::erase_if(others.columns, [&](const routing::Column &column) { return isLong(column.order); });
    routing::Wide bound = 0;
    for (const int order : columns.longOrders) {
        others.orders[static_cast<size_t>(order)].lines.clear();
        bound += rises ? leastCost(problem, order) : 0;
    }
    return bound + routing::route(others).bound;
}

/// Goes on from the best plan with parcels that its prices ask for. Never dearer than before.
void generateColumns(ColumnMaker &maker, const routing::Policy &policy, Planned &planned)
{
    constexpr int rounds = 4; // after some, hardly a parcel is new
    bool isNew = false;
    for (int round = 0; round < rounds && maker.generate(routing::Duals(planned.problem, planned.answer), policy) > 0; ++round) {
        isNew = true;
        planned.problem = routing::withPolicy(maker.columns().problem, policy); // columns are only added: plans keep their numbers
        planned.answer = routing::reroute(planned.problem, planned.answer.plans);
        maker.improve(planned.problem, planned.answer.plans);
    }
    if (!isNew)
        return;
    planned.problem = routing::withPolicy(maker.columns().problem, policy);
    const routing::Answer whole = routing::route(planned.problem);
    if (whole.total < planned.answer.total)
        planned.answer = whole;
    planned.answer.bound = whole.bound;
}

} // namespace

Planned planWave(const Wave &wave, ColumnMaker &maker, const routing::Policy &policy, qint64 milliseconds)
{
    constexpr int rounds = 5; // after some, hardly a column is new
    Planned planned;
    for (int round = 0; round < rounds; ++round) {
        planned.problem = routing::withPolicy(maker.columns().problem, policy);
        planned.answer = routing::route(planned.problem);
        if (round + 1 == rounds || maker.improve(planned.problem, planned.answer.plans) == 0)
            break;
    }
    if (!maker.columns().longOrders.empty())
        generateColumns(maker, policy, planned);
    if (milliseconds > 0)
        if (routing::Answer longer = routing::route(planned.problem, milliseconds); longer.total <= planned.answer.total)
            planned.answer = std::move(longer);
    planned.pricedBound = planned.answer.bound;
    if (!maker.columns().longOrders.empty())
        planned.answer.bound = std::min(planned.answer.total, wholeBound(wave, planned.problem, maker.columns()));
    return planned;
}

} // namespace crossdock::waves
