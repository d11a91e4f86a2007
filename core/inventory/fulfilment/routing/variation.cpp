#include "core/inventory/fulfilment/routing/variation.h"

#include <algorithm>

namespace crossdock::routing {
namespace {

Stock *stockOf(Problem &problem, int node, const QString &sku)
{
    const auto row = std::find_if(problem.stock.begin(), problem.stock.end(), [&](const Stock &one) { return one.node == node && one.sku == sku; });
    return row == problem.stock.end() ? nullptr : &*row;
}

} // namespace

Problem withMoreStock(Problem problem, int node, const QString &sku, qint64 units)
{
    if (Stock *row = stockOf(problem, node, sku))
        row->available += units;
    else
        problem.stock.push_back({node, sku, units});
    return problem;
}

Problem withoutOrder(Problem problem, int order)
{
    problem.orders[static_cast<size_t>(order)].lines.clear();
    for (Column &column : problem.columns) {
        if (column.order == order)
            column.lines.clear();
    }
    return problem;
}

Problem pinned(Problem problem, int order, int node)
{
    for (Column &column : problem.columns) {
        if (column.order == order && column.node != node)
            column.lines.clear();
    }
    return problem;
}

std::optional<Problem> withChosen(Problem problem, int order, const Plan &columns)
{
    Order &own = problem.orders[static_cast<size_t>(order)];
    std::vector<bool> isChosen(own.lines.size(), false);
    for (const int index : columns) {
        const Column &column = problem.columns[static_cast<size_t>(index)];
        auto &capacity = problem.nodes[static_cast<size_t>(column.node)].capacity;
        if ((capacity && --*capacity < 0) || (own.maxParcels && --*own.maxParcels < 0))
            return {};
        for (const int line : column.lines) {
            isChosen[static_cast<size_t>(line)] = true;
            Line &one = own.lines[static_cast<size_t>(line)];
            Stock *row = stockOf(problem, column.node, one.sku);
            if (row == nullptr || (row->available -= one.quantity) < 0)
                return {};
            one.unfilledCost = 0;
        }
    }
    for (Column &column : problem.columns) {
        if (column.order == order && std::any_of(column.lines.begin(), column.lines.end(), [&](int line) { return isChosen[static_cast<size_t>(line)]; }))
            column.lines.clear();
    }
    return problem;
}

} // namespace crossdock::routing
