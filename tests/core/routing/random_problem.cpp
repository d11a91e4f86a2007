#include "tests/core/routing/random_problem.h"

#include "core/inventory/environment.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::routing {
namespace {

/// Goes through the lines of all orders; every line is in some parcel or waits.
class Trial
{
public:
    explicit Trial(const Problem &problem)
        : m_problem(problem)
    {
        for (const Node &node : problem.nodes)
            m_places.push_back(node.capacity.value_or(1'000'000));
        for (const Stock &row : problem.stock)
            m_units[{row.node, row.sku}] = row.available;
    }

    Wide best()
    {
        order(0, 0);
        return m_best;
    }

private:
    void order(size_t index, Wide spent)
    {
        if (m_best >= 0 && spent >= m_best)
            return;
        if (index == m_problem.orders.size()) {
            m_best = spent;
            return;
        }
        const Order &one = m_problem.orders[index];
        line(index, 0, std::vector<bool>(one.lines.size(), false), one.maxParcels.value_or(1'000), spent);
    }

    void line(size_t index, size_t at, std::vector<bool> covered, qint64 parcels, Wide spent)
    {
        const Order &one = m_problem.orders[index];
        while (at < one.lines.size() && covered[at])
            ++at;
        if (at == one.lines.size())
            return order(index + 1, spent);
        for (const Column &column : m_problem.columns) {
            if (parcels == 0 || column.order != static_cast<int>(index) || !take(column, covered, static_cast<int>(at)))
                continue;
            auto now = covered;
            for (const int covering : column.lines)
                now[static_cast<size_t>(covering)] = true;
            line(index, at + 1, now, parcels - 1, spent + column.cost);
            give(column, 1);
        }
        covered[at] = true;
        line(index, at + 1, covered, parcels, spent + one.lines[at].unfilledCost);
    }

    bool take(const Column &column, const std::vector<bool> &covered, int needed)
    {
        bool holdsNeeded = false;
        for (const int one : column.lines) {
            holdsNeeded = holdsNeeded || one == needed;
            if (covered[static_cast<size_t>(one)])
                return false;
        }
        if (!holdsNeeded)
            return false;
        give(column, -1);
        bool fits = m_places[static_cast<size_t>(column.node)] >= 0;
        for (const int one : column.lines)
            fits = fits && m_units[{column.node, lineOf(column, one).sku}] >= 0;
        if (!fits)
            give(column, 1);
        return fits;
    }

    void give(const Column &column, qint64 sign)
    {
        m_places[static_cast<size_t>(column.node)] += sign;
        for (const int one : column.lines)
            m_units[{column.node, lineOf(column, one).sku}] += sign * lineOf(column, one).quantity;
    }

    const Line &lineOf(const Column &column, int index) const { return m_problem.orders[static_cast<size_t>(column.order)].lines[static_cast<size_t>(index)]; }

    const Problem &m_problem;
    std::vector<qint64> m_places;
    std::map<std::pair<int, QString>, qint64> m_units;
    Wide m_best = -1;
};

} // namespace

Problem randomProblem(const Shape &shape, quint64 seed)
{
    SeededRandom random(seed);
    Problem problem;
    problem.currency = u"USD"_s;
    for (int node = 0; node < shape.nodes; ++node)
        problem.nodes.push_back({u"n%1"_s.arg(node), shape.capacity < 0 ? std::nullopt : std::optional(shape.capacity)});
    std::map<int, qint64> wanted;
    for (int index = 0; index < shape.orders; ++index) {
        Order order{u"o%1"_s.arg(index), {}, shape.maxParcels < 0 ? std::nullopt : std::optional(shape.maxParcels)};
        const int lines = 1 + static_cast<int>(random.below(static_cast<quint64>(shape.lines)));
        for (int line = 0; line < lines; ++line) {
            const int sku = static_cast<int>(random.below(static_cast<quint64>(shape.skus))); // two lines may ask for the same
            order.lines.push_back({u"l%1"_s.arg(line), u"s%1"_s.arg(sku), 1 + static_cast<qint64>(random.below(3)), shape.scale * static_cast<qint64>(1'000 + random.below(3'000))});
            wanted[sku] += order.lines.back().quantity;
        }
        problem.orders.push_back(std::move(order));
    }
    for (const auto &[sku, units] : wanted) {
        for (int node = 0; node < shape.nodes; ++node)
            problem.stock.push_back({node, u"s%1"_s.arg(sku), static_cast<qint64>(2 * random.unit() * shape.stock * static_cast<double>(units) / shape.nodes)});
    }
    for (int order = 0; order < shape.orders; ++order) {
        const auto lines = problem.orders[static_cast<size_t>(order)].lines.size();
        for (int node = 0; node < shape.nodes; ++node) {
            for (quint32 mask = 1; mask < 1U << lines; ++mask) {
                if (random.below(3) == 0)
                    continue;
                Column column{order, node, {}, 0};
                for (size_t line = 0; line < lines; ++line) {
                    if (mask >> line & 1)
                        column.lines.push_back(static_cast<int>(line));
                }
                column.cost = shape.scale * static_cast<qint64>(400 + random.below(400) + 250 * column.lines.size()) + static_cast<qint64>(random.below(3));
                problem.columns.push_back(std::move(column));
            }
        }
    }
    return problem;
}

Wide bruteForce(const Problem &problem)
{
    return Trial(problem).best();
}

} // namespace crossdock::routing
