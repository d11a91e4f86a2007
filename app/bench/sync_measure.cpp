#include "app/bench/bench.h"
#include "app/bench/figures.h"
#include "app/bench/order_stream.h"
#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "app/practice/shop_seed.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int channelCount = 8, listedSkus = 2'000;
constexpr Quantity unitsEach = 1'000'000; // nothing sells out
constexpr int ratesPerSecond[] = {50, 300, 1'000};
constexpr int warmUpMs = 1'500, drainMs = 20'000;
constexpr int windowOrders = 256; // under way at once, of the sustained rate: enough for full batches
constexpr Milliseconds startPatience{120'000};

sandbox::WorldSpec worldOfPlainItems()
{
    sandbox::WorldSpec spec;
    spec.channels = sandbox::practiceChannels(channelCount);
    for (sandbox::ChannelSpec &channel : spec.channels)
        channel.share = 1;
    for (int i = 0; i < listedSkus; ++i) {
        sandbox::CatalogueItem item;
        item.sku = u"BENCH-%1"_s.arg(i, 4, 10, QChar(u'0'));
        item.name = u"Item %1"_s.arg(i);
        item.model = item.sku;
        item.barcode = sandbox::withCheckDigit(QString::number(400'000'000'000LL + i));
        item.price = {1'999, u"USD"_s};
        item.stock = {{u"main"_s, unitsEach}};
        spec.items.append(item);
    }
    spec.nodes = QStringList{u"main"_s};
    spec.limits = sandbox::Limits::Lifted; // ours are measured, not theirs
    spec.applyDelay = Milliseconds{0};
    return spec;
}

/// What one offered rate came to.
struct Step {
    int offered = 0; ///< orders a second; 0: as many as are told
    int sold = 0, told = 0;
    double toldPerSecond = 0;
    Percentiles ms;

    QJsonObject toJson() const
    {
        return {{u"offered_per_s"_s, offered}, {u"orders"_s, sold}, {u"told"_s, told}, {u"told_per_s"_s, toldPerSecond}, {u"p50_ms"_s, ms.p50}, {u"p99_ms"_s, ms.p99}};
    }
    QString line() const
    {
        return u"%1 %2 orders, %3/s told, p50 %4 ms, p99 %5 ms"_s.arg((offered > 0 ? u"%1/s:"_s.arg(offered) : u"flat out:"_s).leftJustified(10))
            .arg(sold).arg(toldPerSecond, 0, 'f', 0).arg(ms.p50, 0, 'f', 2).arg(ms.p99, 0, 'f', 2);
    }
};

/// Orders in the world's thread, steered from the verb's.
class Stream
{
public:
    explicit Stream(SandboxRoom &room)
        : m_room(room)
    {
        room.with([this](sandbox::World &world) { m_stream = new OrderStream(world); });
    }
    ~Stream()
    {
        m_room.with([this](sandbox::World &world) {
            world.watchQuantities(nullptr);
            delete m_stream;
        });
    }
    template <class Action>
    auto with(Action action)
    {
        return m_room.with([&](sandbox::World &) { return action(*m_stream); });
    }

    /// Sells for a while, waits until all is told, and answers how that went.
    Step run(int perSecond, int ms)
    {
        const int soldBefore = with([](OrderStream &stream) { return stream.sold(); });
        with([](OrderStream &stream) { (void)stream.takeTimes(); });
        QElapsedTimer timer;
        timer.start();
        with([perSecond](OrderStream &stream) { perSecond > 0 ? stream.sellAt(perSecond) : stream.sellKeeping(windowOrders); });
        QThread::msleep(static_cast<unsigned long>(ms));
        with([](OrderStream &stream) { stream.stop(); });
        Step step{perSecond, with([](OrderStream &stream) { return stream.sold(); }) - soldBefore, 0, 0, {}};
        const auto isDone = [&] { return with([](OrderStream &stream) { return stream.told(); }) >= step.sold; };
        while (!isDone() && timer.elapsed() < ms + drainMs)
            QThread::msleep(1);
        const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        while (m_room.webhooksOnTheWay() > 0 && timer.elapsed() < ms + 2 * drainMs)
            QThread::msleep(10); // news of products that channels send after every push: the next rate does not begin behind them
        const QList<double> times = with([](OrderStream &stream) { return stream.takeTimes(); });
        step.told = static_cast<int>(times.size());
        step.toldPerSecond = step.told / seconds;
        step.ms = percentilesOf(times);
        return step;
    }

private:
    SandboxRoom &m_room;
    OrderStream *m_stream = nullptr;
};

/// What is asked for: all rates and then as many as go, or one rate alone.
struct Plan {
    int seconds = 0;
    QList<int> rates; ///< orders a second
    bool isFlatOut = true; ///< at the end
};

ExitCode measure(Session &session, SandboxRoom &room, const QString &webhooks, const QString &folder, const Plan &plan)
{
    if (const auto seeded = seedShop(session, room, [](int) {}); !seeded)
        return session.refuse(seeded.error());
    subscribeChannels(room, webhooks);
    if (!waitForQuiet(session, startPatience))
        return session.refuse(Error{Error::Code::Unreachable, u"bench"_s, u"the channels were not told the opening stock in two minutes"_s});
    const auto disk = measureSync(folder);
    if (!disk)
        return session.refuse(disk.error());
    Stream stream(room);
    stream.run(ratesPerSecond[0], warmUpMs);
    QJsonArray rates;
    QStringList lines{u"order sold on one of 8 channels, until the last of them shows it; fdatasync here: p50 %1 ms, p99 %2 ms"_s.arg(disk->p50, 0, 'f', 2).arg(disk->p99, 0, 'f', 2)};
    QJsonObject json{{u"channels"_s, channelCount}, {u"skus"_s, listedSkus}, {u"fdatasync_ms"_s, QJsonObject{{u"p50"_s, disk->p50}, {u"p99"_s, disk->p99}}}};
    for (const int rate : plan.rates) {
        const Step step = stream.run(rate, plan.seconds * 1'000);
        rates.append(step.toJson());
        lines.append(step.line());
    }
    json[u"rates"_s] = rates;
    if (plan.isFlatOut) {
        const Step most = stream.run(0, plan.seconds * 1'000);
        lines.append(most.line());
        json[u"sustained_per_s"_s] = most.toldPerSecond;
        json[u"sustained"_s] = most.toJson();
    }
    return printFigures(session.call(), session.output(), json, lines);
}

} // namespace

std::optional<ExitCode> benchSync(const Call &given, Output &output)
{
    constexpr qint64 usualSeconds = 5;
    const auto seconds = given.arguments.number(u"for"_s, 1, 600, usualSeconds);
    if (!seconds)
        return say(output, seconds.error(), given.command);
    const auto rate = given.arguments.number(u"rate"_s, -1, 100'000, -1);
    if (!rate)
        return say(output, rate.error(), given.command);
    Plan plan{static_cast<int>(*seconds), {std::begin(ratesPerSecond), std::end(ratesPerSecond)}};
    if (*rate >= 0)
        plan = {plan.seconds, *rate > 0 ? QList{static_cast<int>(*rate)} : QList<int>(), *rate == 0};
    const QTemporaryDir folder;
    auto room = SandboxRoom::open(worldOfPlainItems());
    if (!room)
        return say(output, room.error());
    EngineOptions options;
    options.dataFolder = folder.path();
    options.keepsSecretsInMemory = true;
    options.listens = true;
    auto engine = openEngine(options);
    if (!engine)
        return say(output, engine.error());
    const QString webhooks = (*engine)->localUrl();
    return carryOutWith(**engine, [&](Session &session) { return measure(session, **room, webhooks, folder.path(), plan); }, given, output);
}

} // namespace crossdock::app
