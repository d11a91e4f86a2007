#include "app/bench/real_waves.h"

#include "core/inventory/environment.h"
#include "core/inventory/fulfilment/routing/router.h"

#include <QElapsedTimer>
#include <QMap>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 unfilledCost = 6'000;

double kilometres(double latitude, double longitude, const std::pair<double, double> &to)
{
    constexpr double degree = 0.017453292519943295, earthRadius = 6'371.0;
    const double north = std::sin((to.first - latitude) * degree / 2), east = std::sin((to.second - longitude) * degree / 2);
    return 2 * earthRadius * std::asin(std::min(1.0, std::sqrt(north * north + std::cos(latitude * degree) * std::cos(to.first * degree) * east * east)));
}

/// Fitted to the freight that was really paid: 9.95 + 0.00722 km + 1.53 kg + 0.000868 km kg, in BRL; it explains 59 % of it.
qint64 freight(double km, double kg)
{
    return std::llround(100 * (9.95 + 0.00722 * km + 1.53 * kg + 0.000868 * km * kg));
}

using Stock = QMap<std::pair<int, QString>, qint64>;

/// The orders from `first` on as a problem.
routing::Problem problemOf(const RealOrders &real, size_t first, size_t count, const Stock &stock, std::optional<qint64> capacity)
{
    routing::Problem problem;
    problem.currency = u"BRL"_s;
    for (size_t node = 0; node < real.nodes.size(); ++node)
        problem.nodes.push_back({u"n%1"_s.arg(node), capacity});
    for (auto row = stock.begin(); row != stock.end(); ++row)
        problem.stock.push_back({row.key().first, row.key().second, row.value()});
    for (size_t i = 0; i < count; ++i) {
        const RealOrder &order = real.orders[first + i];
        problem.orders.push_back({order.id, {}, {}});
        for (const auto &line : order.lines)
            problem.orders.back().lines.push_back({line.sku, line.sku, line.quantity, unfilledCost});
        for (size_t node = 0; node < real.nodes.size(); ++node) {
            const double km = kilometres(order.latitude, order.longitude, real.nodes[node]);
            constexpr size_t mostLines = 6;
            for (quint32 mask = 1; mask < 1U << std::min(mostLines, order.lines.size()); ++mask) {
                routing::Column column{static_cast<int>(i), static_cast<int>(node), {}, 0};
                double kg = 0;
                bool isThere = true;
                for (size_t line = 0; line < order.lines.size(); ++line) {
                    if ((mask >> line & 1) == 0)
                        continue;
                    column.lines.push_back(static_cast<int>(line));
                    kg += order.lines[line].kilograms * static_cast<double>(order.lines[line].quantity);
                    isThere = isThere && stock.value({static_cast<int>(node), order.lines[line].sku}) >= order.lines[line].quantity;
                }
                column.cost = freight(km, kg);
                if (isThere)
                    problem.columns.push_back(std::move(column));
            }
        }
    }
    return problem;
}

/// Books a plan: its units are gone. Answers its freight.
double book(const routing::Problem &problem, const routing::Answer &answer, Stock &stock)
{
    double cost = 0;
    for (const auto &plan : answer.plans) {
        for (const int index : plan) {
            const auto &column = problem.columns[static_cast<size_t>(index)];
            cost += static_cast<double>(column.cost);
            for (const int line : column.lines) {
                const auto &one = problem.orders[static_cast<size_t>(column.order)].lines[static_cast<size_t>(line)];
                stock[{column.node, one.sku}] -= one.quantity;
            }
        }
    }
    return cost;
}

/// The joint plan, where it saves more than half a per cent; else every order's own. A plan that hardly saves now may take the very unit
/// that a later order needs.
routing::Answer decide(const routing::Problem &problem)
{
    constexpr int share = 200;
    const auto joint = routing::route(problem), alone = routing::greedyAnswer(problem);
    return joint.total < alone.total - alone.total / share ? joint : alone;
}

} // namespace

StreamOutcome runStream(const RealOrders &real, const StreamShape &shape, quint64 seed)
{
    const auto first = static_cast<size_t>(shape.first);
    const size_t count = std::min(static_cast<size_t>(shape.orders), real.orders.size() - std::min(first, real.orders.size()));
    QMap<QString, qint64> wanted;
    for (size_t i = 0; i < count; ++i)
        for (const auto &line : real.orders[first + i].lines)
            wanted[line.sku] += line.quantity;
    const auto nearest = [&](const RealOrder &order) {
        const auto distance = [&](const auto &node) { return kilometres(order.latitude, order.longitude, node); };
        return static_cast<int>(std::min_element(real.nodes.begin(), real.nodes.end(), [&](const auto &a, const auto &b) { return distance(a) < distance(b); }) - real.nodes.begin());
    };
    SeededRandom random(seed);
    Stock stock;
    for (auto sku = wanted.begin(); sku != wanted.end(); ++sku) {
        std::vector<int> homes;
        for (quint64 i = 1 + random.below(3); i > 0; --i)
            homes.push_back(nearest(real.orders[first + random.below(count)])); // stock lies where buyers are
        for (qint64 unit = std::llround(std::ceil(shape.stock * static_cast<double>(*sku))); unit > 0; --unit)
            ++stock[{homes[random.below(homes.size())], sku.key()}];
    }
    const auto size = static_cast<size_t>(shape.wave);
    const auto capacity = shape.capacity > 0 ? std::optional(std::llround(shape.capacity * shape.wave)) : std::nullopt;
    const auto pooled = capacity ? std::optional(*capacity * static_cast<qint64>((count + size - 1) / size)) : std::nullopt;
    StreamOutcome outcome;
    outcome.clairvoyant = static_cast<double>(routing::route(problemOf(real, first, count, stock, pooled)).bound);
    Stock joint = stock, greedy = stock;
    for (size_t at = 0; at < count; at += size) {
        const size_t now = std::min(size, count - at);
        const auto problem = problemOf(real, first + at, now, joint, capacity);
        QElapsedTimer timer;
        timer.start();
        const auto answer = decide(problem);
        outcome.waveMs = std::max(outcome.waveMs, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        outcome.waves += static_cast<double>(answer.total);
        outcome.wavesFreight += book(problem, answer, joint);
        const auto online = problemOf(real, first + at, now, greedy, capacity);
        const auto alone = routing::greedyAnswer(online);
        outcome.greedy += static_cast<double>(alone.total);
        outcome.greedyFreight += book(online, alone, greedy);
    }
    return outcome;
}

} // namespace crossdock::app
