#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "app/bench/real_waves.h"
#include "app/bench/routing_batches.h"
#include "app/command_line/sentences.h"
#include "core/inventory/fulfilment/routing/external_solver.h"
#include "core/inventory/fulfilment/routing/router.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int seeds = 5;

struct Regime {
    QString name;
    BatchShape shape;
};

QList<Regime> regimes()
{
    return {
        {u"200 x 6 x 3, stock 1.05"_s, {.stock = 1.05}},
        {u"200 x 6 x 3, stock 1.3"_s, {.stock = 1.3}},
        {u"200 x 6 x 3, stock 2"_s, {.stock = 2.0}},
        {u"200 x 6 x 3, stock 1.3, no limit of parcels"_s, {.stock = 1.3, .capacity = 0}},
        {u"200 x 6 x 3, stock 0.9"_s, {.stock = 0.9}},
        {u"200 x 6 x 3, stock 0.7"_s, {.stock = 0.7}},
        {u"200 x 6 x 3, stock 1"_s, {.stock = 1.0}},
        {u"200 x 6 x 3, stock 1.3, parcels for 60 % of the orders"_s, {.stock = 1.3, .capacity = 0.1}},
        {u"200 x 6 x 3, quantities 1 to 4, stock 1.05"_s, {.stock = 1.05, .mostQuantity = 4}},
        {u"200 x 6 x 3, quantities 1 to 4, stock 0.9"_s, {.stock = 0.9, .mostQuantity = 4}},
        {u"200 x 6 x 3, quantities 1 to 4, stock 1"_s, {.stock = 1.0, .mostQuantity = 4}},
        {u"200 x 6 x 3, quantities 1 to 4, stock 0.7"_s, {.stock = 0.7, .mostQuantity = 4}},
        {u"1,000 x 8 x 5, stock 1.1"_s, {.orders = 1'000, .nodes = 8, .lines = 5, .skus = 200, .stock = 1.1}},
        {u"1,000 x 8 x 5, stock 1.5"_s, {.orders = 1'000, .nodes = 8, .lines = 5, .skus = 200, .stock = 1.5}},
        {u"1,000 x 8 x 5, stock 0.9"_s, {.orders = 1'000, .nodes = 8, .lines = 5, .skus = 200, .stock = 0.9}},
        {u"1,000 x 8 x 5, quantities 1 to 4, stock 1.1"_s, {.orders = 1'000, .nodes = 8, .lines = 5, .skus = 200, .stock = 1.1, .mostQuantity = 4}},
    };
}

double above(routing::Wide total, routing::Wide floor)
{
    return floor > 0 ? 100.0 * static_cast<double>(total - floor) / static_cast<double>(floor) : 0;
}

/// One regime, over all seeds: the worst of each, in per cent and milliseconds.
struct Outcome {
    double ms = 0, gap = 0, greedy = 0; ///< the last two against our bound
    double optimum = 0, boundBelow = 0, externalSeconds = 0;
    int proven = 0; ///< batches that cbc solved to the end
};

Outcome measure(const BatchShape &shape, qint64 externalMs)
{
    Outcome worst;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        const routing::Problem problem = makeBatch(shape, seed);
        QElapsedTimer timer;
        timer.start();
        const routing::Answer own = routing::route(problem);
        worst.ms = std::max(worst.ms, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        worst.gap = std::max(worst.gap, above(own.total, own.bound));
        worst.greedy = std::max(worst.greedy, above(routing::greedyAnswer(problem).total, own.bound));
        if (externalMs == 0)
            continue;
        timer.start();
        const routing::Answer proven = routing::route(problem, externalMs);
        worst.externalSeconds = std::max(worst.externalSeconds, static_cast<double>(timer.elapsed()) / 1e3);
        if (proven.bound != proven.total)
            continue;
        ++worst.proven;
        worst.optimum = std::max(worst.optimum, above(own.total, proven.total));
        worst.boundBelow = std::max(worst.boundBelow, above(proven.total, own.bound));
    }
    return worst;
}

QJsonObject jsonOf(const Regime &regime, const Outcome &worst)
{
    QJsonObject json{{u"regime"_s, regime.name}, {u"batches"_s, seeds}, {u"ms"_s, worst.ms}, {u"gap_percent"_s, worst.gap}, {u"greedy_above_bound_percent"_s, worst.greedy}, {u"proven"_s, worst.proven}};
    if (worst.proven > 0) {
        json.insert(u"above_optimum_percent"_s, worst.optimum);
        json.insert(u"bound_below_optimum_percent"_s, worst.boundBelow);
        json.insert(u"cbc_s"_s, worst.externalSeconds);
    }
    return json;
}

QString lineOf(const Regime &regime, const Outcome &worst)
{
    QString line = u"%1: %2 ms, at most %3 % above the bound (greedy %4 %)"_s.arg(regime.name).arg(worst.ms, 0, 'f', 0).arg(worst.gap, 0, 'f', 2).arg(worst.greedy, 0, 'f', 1);
    if (worst.proven > 0)
        line += u"; %1 of %2 proven by cbc in up to %3 s: %4 % above the optimum, the bound %5 % below"_s.arg(worst.proven).arg(seeds).arg(worst.externalSeconds, 0, 'f', 1).arg(worst.optimum, 0, 'f', 2).arg(worst.boundBelow, 0, 'f', 2);
    return line;
}

/// Real orders as they came, in waves, against deciding each at once and against knowing them all before.
void measureStreams(const RealOrders &real, QJsonArray &rows, QStringList &lines)
{
    lines.append(u"real orders, 2,000 in a row in waves of 200 at 6 nodes; above what no plan of all of them can undercut"_s);
    for (const double capacity : {0.3, 0.0}) {
        int run = 0;
        for (const double stock : {1.1, 1.3, 1.5}) {
            const StreamOutcome one = runStream(real, {.first = 2'000 * run++, .stock = stock, .capacity = capacity}, 1);
            const double waves = 100 * (one.waves / one.clairvoyant - 1), greedy = 100 * (one.greedy / one.clairvoyant - 1);
            rows.append(QJsonObject{{u"stock"_s, stock}, {u"capacity"_s, capacity}, {u"waves_above_percent"_s, waves}, {u"greedy_above_percent"_s, greedy}, {u"gap_closed_percent"_s, one.gapClosed()},
                                    {u"waves_freight"_s, one.wavesFreight / 100}, {u"greedy_freight"_s, one.greedyFreight / 100}, {u"wave_ms"_s, one.waveMs}});
            lines.append(u"stock %1, %2: waves %3 %, order by order %4 % (%5 % of the gap closed); freight alone %6 and %7 BRL; a wave in %8 ms"_s.arg(stock)
                             .arg(capacity > 0 ? u"parcels for 30 % of a wave at each node"_s : u"no limit of parcels"_s).arg(waves, 0, 'f', 2).arg(greedy, 0, 'f', 2).arg(one.gapClosed(), 0, 'f', 0)
                             .arg(one.wavesFreight / 100, 0, 'f', 0).arg(one.greedyFreight / 100, 0, 'f', 0).arg(one.waveMs, 0, 'f', 0));
        }
    }
}

} // namespace

std::optional<ExitCode> benchRouting(const Call &call, Output &output)
{
    const auto seconds = call.arguments.number(u"seconds"_s, 0, 3'600, 0);
    if (!seconds)
        return say(output, seconds.error(), call.command);
    QJsonArray rows, streams;
    QStringList lines{u"orders x nodes x lines; the worst of %1 batches each"_s.arg(seeds)};
    for (const Regime &regime : regimes()) {
        const Outcome worst = measure(regime.shape, routing::hasExternalSolver() ? *seconds * 1'000 : 0);
        rows.append(jsonOf(regime, worst));
        lines.append(lineOf(regime, worst));
    }
    if (call.arguments.has(u"real"_s)) {
        const auto real = readRealOrders(call.path(call.arguments.value(u"real"_s)));
        if (!real)
            return say(output, UsageError{UsageError::Kind::BadValue, u"--real"_s, real.error().subject + u": "_s + real.error().detail, {}}, call.command);
        measureStreams(*real, streams, lines);
    }
    return printFigures(call, output, {{u"external_solver"_s, routing::hasExternalSolver()}, {u"regimes"_s, rows}, {u"streams"_s, streams}}, lines);
}

} // namespace crossdock::app
