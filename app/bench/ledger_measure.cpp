#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int skuCount = 1'000;
constexpr int writersAtOnce[] = {1, 8, 64};

Request receive(int sku, const QString &key)
{
    return {key, {Actor::Kind::Person, u"bench"_s}, {}, 0,
            command::ReceiveStock{Sku::parse(u"SKU-%1"_s.arg(sku)).value(), NodeId::parse(u"main"_s).value(), 1}};
}

/// Writers that each send their next command when the last is durable.
class Writers : public QObject
{
public:
    Writers(Inventory &inventory, int count, qint64 ms)
        : m_inventory(inventory)
        , m_forMs(ms)
    {
        m_clock.start();
        for (int i = 0; i < count; ++i)
            next();
        m_loop.exec();
        m_seconds = static_cast<double>(m_clock.nsecsElapsed()) / 1e9;
    }
    QJsonObject toJson(int writers) const
    {
        const Percentiles ms = percentilesOf(m_times);
        return {{u"writers"_s, writers}, {u"commands_per_s"_s, static_cast<double>(m_times.size()) / m_seconds}, {u"p50_ms"_s, ms.p50}, {u"p99_ms"_s, ms.p99}};
    }
    std::optional<Error> error;

private:
    void next()
    {
        ++m_open;
        const qint64 begun = m_clock.nsecsElapsed();
        m_inventory.perform(receive(m_number % skuCount, u"bench-%1-%2"_s.arg(quintptr(this)).arg(m_number)), this, [this, begun](const Result<Entry> &entry) {
            --m_open;
            if (!entry)
                error = entry.error();
            m_times.append(static_cast<double>(m_clock.nsecsElapsed() - begun) / 1e6);
            if (!error && m_clock.elapsed() < m_forMs)
                next();
            else if (m_open == 0)
                m_loop.quit();
        });
        ++m_number;
    }

    Inventory &m_inventory;
    qint64 m_forMs;
    QElapsedTimer m_clock;
    QEventLoop m_loop;
    QList<double> m_times;
    int m_open = 0, m_number = 0;
    double m_seconds = 0;
};

Result<> fill(Inventory &inventory)
{
    QList<Request> requests{{{}, {Actor::Kind::System, u"bench"_s}, {}, 0, command::DefineNode{NodeId::parse(u"main"_s).value(), u"warehouse"_s, {}}}};
    for (int i = 0; i < skuCount; ++i)
        requests.append({{}, {Actor::Kind::System, u"bench"_s}, {}, 0, command::DefineSku{.sku = Sku::parse(u"SKU-%1"_s.arg(i)).value(), .name = u"Item"_s}});
    QEventLoop loop;
    Result<> filled;
    inventory.performAll(std::move(requests), &loop, [&](const Result<QList<Entry>> &entries) {
        if (!entries)
            filled = tl::make_unexpected(entries.error());
        loop.quit();
    });
    loop.exec();
    return filled;
}

} // namespace

std::optional<ExitCode> benchLedger(const Call &call, Output &output)
{
    constexpr qint64 usualSeconds = 3;
    const auto seconds = call.arguments.number(u"for"_s, 1, 600, usualSeconds);
    if (!seconds)
        return say(output, seconds.error(), call.command);
    const QTemporaryDir folder;
    EngineOptions options;
    options.dataFolder = folder.path();
    options.store = call.arguments.value(u"store"_s);
    options.runsLanes = false;
    options.connectsChannels = false;
    auto engine = openEngine(options);
    if (!engine)
        return say(output, engine.error());
    const auto disk = measureSync(folder.path());
    if (!disk)
        return say(output, disk.error());
    if (const auto filled = fill((*engine)->inventory()); !filled)
        return say(output, filled.error());
    QJsonArray rows;
    QStringList lines{u"receiving one unit, durable and in the trail; fdatasync here: p50 %1 ms, p99 %2 ms"_s.arg(disk->p50, 0, 'f', 2).arg(disk->p99, 0, 'f', 2)};
    for (const int writers : writersAtOnce) {
        const Writers run((*engine)->inventory(), writers, *seconds * 1'000);
        if (run.error)
            return say(output, *run.error);
        const QJsonObject row = run.toJson(writers);
        rows.append(row);
        lines.append(u"%1 at once: %2 commands/s, p50 %3 ms, p99 %4 ms"_s.arg(writers).arg(row[u"commands_per_s"_s].toDouble(), 0, 'f', 0).arg(row[u"p50_ms"_s].toDouble(), 0, 'f', 2).arg(row[u"p99_ms"_s].toDouble(), 0, 'f', 2));
    }
    return printFigures(call, output, {{u"fdatasync_ms"_s, QJsonObject{{u"p50"_s, disk->p50}, {u"p99"_s, disk->p99}}}, {u"runs"_s, rows}}, lines);
}

} // namespace crossdock::app
