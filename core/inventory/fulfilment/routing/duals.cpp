#include "core/inventory/fulfilment/routing/duals.h"

#include "core/inventory/fulfilment/routing/lagrangian.h"

#include <algorithm>
#include <numeric>

namespace crossdock::routing {
namespace {

/// A parcel at the prices.
struct Offer {
    const std::vector<int> *lines;
    double price;
};

double slackOf(const Offer &offer, const std::vector<double> &worth)
{
    double slack = offer.price;
    for (const int line : *offer.lines)
        slack -= worth[static_cast<size_t>(line)];
    return slack;
}

/// Raises each line as far as every parcel with it allows, beginning with `first`.
void raise(std::vector<double> &worth, const std::vector<double> &most, const std::vector<Offer> &offers, const std::vector<std::vector<int>> &offersOf, size_t first)
{
    for (size_t i = 0; i < worth.size(); ++i) {
        const size_t line = (first + i) % worth.size();
        double room = most[line] - worth[line];
        for (const int offer : offersOf[line])
            room = std::min(room, slackOf(offers[static_cast<size_t>(offer)], worth));
        worth[line] += std::max(0.0, room);
    }
}

} // namespace

Duals::Duals(const Problem &problem, const Answer &answer)
    : m_problem(problem)
    , m_resources(problem)
    , m_prices(m_resources.supply().size(), 0.0)
    , m_isScarce(m_prices.size(), false)
    , m_columns(problem.orders.size())
{
    constexpr int rounds = 60; // enough to guide: they need not be the best
    const Program program(problem);
    const LineLimits limits(program);
    Lagrangian lagrangian(program, limits);
    lagrangian.climb(program.supply().empty() ? 0 : rounds, static_cast<double>(answer.total));
    const size_t resources = program.supply().size();
    for (size_t i = 0; i < resources; ++i) {
        const auto number = static_cast<size_t>(program.numberOf(static_cast<int>(i)));
        m_prices[number] = lagrangian.prices()[i];
        m_isScarce[number] = true;
    }
    for (int order = 0; order < program.orderCount(); ++order)
        m_firstLine.push_back(program.batch(order).firstLine);
    for (int line = 0; line < program.lineCount(); ++line) {
        m_linePrices.push_back(0);
        for (const int limit : limits.of(line))
            m_linePrices.back() += lagrangian.prices()[resources + static_cast<size_t>(limit)];
    }
    for (size_t i = 0; i < problem.columns.size(); ++i)
        m_columns[static_cast<size_t>(problem.columns[i].order)].push_back(static_cast<int>(i));
}

double Duals::taken(int node, int order, const std::vector<int> &lines) const
{
    double price = m_prices[static_cast<size_t>(m_resources.capacityOf(node))];
    for (const int line : lines) {
        const int resource = m_resources.stockOf(node, order, line);
        const qint64 quantity = m_problem.orders[static_cast<size_t>(order)].lines[static_cast<size_t>(line)].quantity;
        if (resource < 0 || !m_isScarce[static_cast<size_t>(resource)])
            continue;
        price += m_prices[static_cast<size_t>(resource)] * static_cast<double>(quantity) + m_linePrices[static_cast<size_t>(m_firstLine[static_cast<size_t>(order)] + line)];
    }
    return price;
}

std::vector<double> Duals::linesOf(int order) const
{
    const auto &lines = m_problem.orders[static_cast<size_t>(order)].lines;
    std::vector<double> most;
    for (const Line &line : lines)
        most.push_back(static_cast<double>(line.unfilledCost));
    std::vector<Offer> offers;
    std::vector<std::vector<int>> offersOf(lines.size());
    std::vector<double> shares = most; // of each parcel equal ones, the least counts: a beginning that no parcel exceeds
    for (const int index : m_columns[static_cast<size_t>(order)]) {
        const Column &column = m_problem.columns[static_cast<size_t>(index)];
        const double price = static_cast<double>(column.cost) + taken(column.node, order, column.lines);
        for (const int line : column.lines) {
            offersOf[static_cast<size_t>(line)].push_back(static_cast<int>(offers.size()));
            shares[static_cast<size_t>(line)] = std::min(shares[static_cast<size_t>(line)], price / static_cast<double>(column.lines.size()));
        }
        offers.push_back({&column.lines, price});
    }
    std::vector<double> best = shares;
    const auto sum = [](const std::vector<double> &worth) { return std::accumulate(worth.begin(), worth.end(), 0.0); };
    constexpr size_t tries = 8; // who is raised first gets most: the order that gives most together is kept
    for (size_t i = 0; i < std::min(tries, lines.size()); ++i) {
        std::vector<double> worth = shares;
        raise(worth, most, offers, offersOf, i * lines.size() / std::min(tries, lines.size()));
        best = sum(worth) > sum(best) ? worth : best;
    }
    return best;
}

} // namespace crossdock::routing
