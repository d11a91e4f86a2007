#include "core/inventory/fulfilment/routing/order_plans.h"

#include "core/inventory/fulfilment/routing/resources.h"

#include <algorithm>

namespace crossdock::routing {

/// A search on its way.
struct OrderPlans::Search {
    Supply left;
    std::function<bool(const Plan &)> suits;
    std::vector<bool> covered;
    qint64 parcelsLeft = 0;
    Wide spent = 0, open = 0; ///< what is decided; the least that the rest costs
    Plan chosen;
    std::optional<Found> best;
    qint64 steps = 3'000'000; ///< long orders may not be through then
};

OrderPlans::OrderPlans(const Problem &problem, const Resources &resources, int order)
    : m_problem(problem)
    , m_order(order)
{
    const auto &lines = problem.orders[static_cast<size_t>(order)].lines;
    m_offers.resize(lines.size());
    for (const Line &line : lines)
        m_least.push_back(line.unfilledCost);
    for (size_t i = 0; i < problem.columns.size(); ++i) {
        const Column &column = problem.columns[i];
        const auto uses = column.order == order && !column.lines.empty() ? resources.usesOf(problem, column) : std::nullopt;
        if (!uses)
            continue;
        Offer offer{static_cast<int>(i), {}};
        for (const auto &use : *uses)
            offer.uses.emplace_back(use.resource, use.amount);
        for (const int line : column.lines)
            m_least[static_cast<size_t>(line)] = std::min<Wide>(m_least[static_cast<size_t>(line)], column.cost / static_cast<qint64>(column.lines.size()));
        m_offers[static_cast<size_t>(column.lines.front())].push_back(std::move(offer));
    }
    for (auto &offers : m_offers)
        std::stable_sort(offers.begin(), offers.end(), [&](const Offer &a, const Offer &b) { return problem.columns[static_cast<size_t>(a.column)].cost < problem.columns[static_cast<size_t>(b.column)].cost; });
}

std::optional<OrderPlans::Found> OrderPlans::best(const Supply &supply, const std::function<bool(const Plan &)> &suits) const
{
    const Order &order = m_problem.orders[static_cast<size_t>(m_order)];
    Search search;
    search.left = supply;
    search.suits = suits;
    search.covered.resize(order.lines.size(), false);
    search.parcelsLeft = order.maxParcels.value_or(static_cast<qint64>(order.lines.size()));
    for (const Wide &least : m_least)
        search.open += least;
    extend(search, 0);
    if (search.best)
        std::sort(search.best->plan.begin(), search.best->plan.end());
    return search.best;
}

void OrderPlans::extend(Search &search, size_t line) const
{
    const auto &lines = m_problem.orders[static_cast<size_t>(m_order)].lines;
    while (line < lines.size() && search.covered[line])
        ++line;
    if ((search.best && search.spent + search.open >= search.best->cost) || --search.steps <= 0)
        return;
    if (line == lines.size()) {
        if (!search.suits || search.suits(search.chosen))
            search.best = Found{search.chosen, search.spent};
        return;
    }
    const auto take = [&](const Column &column, int sign) {
        for (const int covered : column.lines) {
            search.covered[static_cast<size_t>(covered)] = sign > 0;
            search.open -= sign * m_least[static_cast<size_t>(covered)];
        }
        search.spent += sign * static_cast<Wide>(column.cost);
        search.parcelsLeft -= sign;
    };
    for (const Offer &offer : m_offers[line]) {
        const Column &column = m_problem.columns[static_cast<size_t>(offer.column)];
        const bool isFree = std::none_of(column.lines.begin(), column.lines.end(), [&](int one) { return search.covered[static_cast<size_t>(one)]; });
        const auto has = [&](const auto &use) { return search.left[static_cast<size_t>(use.first)] >= use.second; };
        if (search.parcelsLeft <= 0 || !isFree || !std::all_of(offer.uses.begin(), offer.uses.end(), has))
            continue;
        for (const auto &[resource, amount] : offer.uses)
            search.left[static_cast<size_t>(resource)] -= amount;
        take(column, 1);
        search.chosen.push_back(offer.column);
        extend(search, line + 1);
        search.chosen.pop_back();
        take(column, -1);
        for (const auto &[resource, amount] : offer.uses)
            search.left[static_cast<size_t>(resource)] += amount;
    }
    search.covered[line] = true;
    search.spent += lines[line].unfilledCost;
    search.open -= m_least[line];
    extend(search, line + 1);
    search.covered[line] = false;
    search.spent -= lines[line].unfilledCost;
    search.open += m_least[line];
}

bool OrderPlans::fits(int column, const Supply &supply) const
{
    const auto &offers = m_offers[static_cast<size_t>(m_problem.columns[static_cast<size_t>(column)].lines.front())];
    const auto offer = std::find_if(offers.begin(), offers.end(), [column](const Offer &one) { return one.column == column; });
    return offer != offers.end() && std::all_of(offer->uses.begin(), offer->uses.end(), [&](const auto &use) { return supply[static_cast<size_t>(use.first)] >= use.second; });
}

Wide OrderPlans::costOf(const Plan &plan) const
{
    const auto &lines = m_problem.orders[static_cast<size_t>(m_order)].lines;
    Wide cost = 0;
    for (const Line &line : lines)
        cost += line.unfilledCost;
    for (const int index : plan) {
        const Column &column = m_problem.columns[static_cast<size_t>(index)];
        cost += column.cost;
        for (const int line : column.lines)
            cost -= lines[static_cast<size_t>(line)].unfilledCost;
    }
    return cost;
}

Supply leftBy(const Problem &problem, const Resources &resources, const std::vector<Plan> &plans, int exceptOrder)
{
    Supply left = resources.supply();
    for (size_t order = 0; order < plans.size(); ++order) {
        if (static_cast<int>(order) == exceptOrder)
            continue;
        for (const int column : plans[order]) {
            const auto uses = resources.usesOf(problem, problem.columns[static_cast<size_t>(column)]);
            for (const auto &use : *uses)
                left[static_cast<size_t>(use.resource)] -= use.amount;
        }
    }
    return left;
}

} // namespace crossdock::routing
