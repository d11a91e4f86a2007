#include "app/practice/practice.h"

#include "app/command_line/command_server.h"
#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "app/console/console.h"
#include "app/console/display.h"
#include "app/practice/practice_run.h"
#include "app/serving/world_options.h"
#include "core/inventory/data_folder.h"
#include "core/inventory/values/counted.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 defaultSeconds = 30;
constexpr Milliseconds startPatience{60'000}; // the first push of every listing

/// Keeps the practice shop in a folder of its own that goes with it, unless the call names one.
struct Place {
    explicit Place(const Call &call)
        : path(call.arguments.has(u"data"_s) ? call.dataFolder() : temporary.path())
    {
    }
    QTemporaryDir temporary;
    QString path;
};

EngineOptions practiceEngine(const QString &dataFolder)
{
    EngineOptions options;
    options.dataFolder = dataFolder;
    options.keepsSecretsInMemory = true;
    options.listens = true;
    return options;
}

ExitCode report(Session &session, const PracticeSummary &summary)
{
    if (session.wantsJson()) {
        session.print(summary.toJson());
        return summary.agrees() ? ExitCode::Done : ExitCode::Refused;
    }
    const query::Books::Answer &books = summary.books;
    session.print(u"%1 with %2, %3 dropped, %4"_s.arg(counted(books.orders, u"order"_s), counted(books.units, u"unit"_s), counted(books.duplicatesDropped, u"duplicate"_s), counted(books.incidents, u"incident"_s)));
    session.print(u"books %1, trail %2 (%3 entries)"_s.arg(books.balance ? u"balance"_s : u"do not balance"_s, summary.trail.isWhole ? u"verifies"_s : u"is broken"_s).arg(summary.trail.entries));
    for (const QString &problem : books.problems)
        session.print(u"  "_s + problem);
    for (const PracticeSummary::Channel &channel : summary.channels)
        session.print(u"%1 %2: %3 listings, %4 disagree"_s.arg(channel.name.leftJustified(16), channel.kind.leftJustified(12)).arg(channel.listings).arg(channel.disagreeing));
    for (const PracticeSummary::Channel &channel : summary.channels)
        for (const QString &example : channel.examples)
            session.note(channel.name + u": "_s + example);
    session.print(u"last of the other channels told after %1 ms (half of the orders), %2 ms (99 of 100)"_s.arg(summary.told.p50Ms, 0, 'f', 1).arg(summary.told.p99Ms, 0, 'f', 1));
    if (!summary.isQuiet)
        session.print(u"The channels were still being told when the wait was over."_s);
    return summary.agrees() ? ExitCode::Done : ExitCode::Refused;
}

Result<> openShop(Session &session, SandboxRoom &room, quint16 port, Progress &filling)
{
    int told = -1;
    const auto progress = [&](int permille) {
        filling.permille = std::min(permille, 999);
        if (permille / 250 != std::exchange(told, permille / 250))
            session.note(u"Filling the shop: %1 %"_s.arg(permille / 10));
    };
    CROSSDOCK_TRY(seedShop(session, room, progress));
    filling.permille = 1'000;
    subscribeChannels(room, u"http://127.0.0.1:%1"_s.arg(port));
    if (!waitForQuiet(session, startPatience))
        session.note(u"The channels were not told everything yet when the buyers came."_s);
    return {};
}

ExitCode headless(Engine &engine, SandboxRoom &room, const sandbox::Faults &faults, int seconds, const Call &call, Output &output)
{
    Progress filling;
    const auto work = [&](Session &session) {
        if (const auto opened = openShop(session, room, engine.webhookPort(), filling); !opened)
            return session.refuse(opened.error());
        room.with([&](sandbox::World &world) { world.setFaults(faults); });
        const auto summary = runPractice(session, room, seconds);
        return summary ? report(session, *summary) : session.refuse(summary.error());
    };
    return carryOutWith(engine, work, call, output);
}

/// The window opens at once; the shop fills behind it.
ExitCode withWindow(Engine &engine, SandboxRoom &room, const sandbox::Faults &faults, const Call &call, Output &output)
{
    class Silent : public Output
    {
    public:
        void out(const QString &) override {}
        void err(const QString &) override {}
    };
    const auto filling = std::make_shared<Progress>();
    VerbThread seeding(engine, [&](Session &session) {
        if (const auto opened = openShop(session, room, engine.webhookPort(), *filling); !opened) {
            filling->isCancelled = true;
            output.err(opened.error().detail + u'\n');
            return exitCodeOf(opened.error());
        }
        room.with([&](sandbox::World &world) {
            world.setFaults(faults);
            world.startBuyers();
        });
        return ExitCode::Done;
    }, call, std::make_unique<Silent>());
    seeding.start();
    return runConsole(engine, call, {u"practice"_s, QCoreApplication::translate("Console", "Practice"), filling});
}

} // namespace

bool practiceHasWindow(const Arguments &arguments)
{
    return !arguments.has(u"headless"_s) && hasDisplay();
}

std::optional<ExitCode> practice(const Call &call, Output &output)
{
    const auto seconds = call.arguments.number(u"for"_s, 1, 86'400, defaultSeconds);
    auto spec = worldOptions(call);
    if (!seconds)
        return say(output, seconds.error(), call.command);
    if (!spec)
        return spec.error().report(output, call);
    const bool hasWindow = practiceHasWindow(call.arguments);
    if (!hasWindow && !call.arguments.has(u"headless"_s))
        output.err(u"There is no display here, so this is a run without a window for %1 seconds (as with --headless --for %1).\n"_s.arg(*seconds));
    if (spec->carriers.isEmpty())
        spec->carriers = sandbox::practiceCarriers();
    spec->limits = sandbox::Limits::Lifted; // a practice shop opens in seconds, not in the minutes that Amazon would take
    const sandbox::Faults faults = std::exchange(spec->faults, {}); // no faults while the shop opens
    const Place place(call);
    if (QFile::exists(DataFolder::databaseIn(place.path)))
        return say(output, Error{Error::Code::NotAllowed, place.path, u"a shop is there already, and its channels would be others: practice fills an empty folder"_s});
    auto room = SandboxRoom::open(*spec);
    if (!room)
        return say(output, room.error());
    auto engine = openEngine(practiceEngine(place.path));
    if (!engine)
        return say(output, engine.error());
    CommandServer server(**engine);
    if (const auto listening = server.listen(); !listening)
        return say(output, listening.error());
    return hasWindow ? withWindow(**engine, **room, faults, call, output)
                     : headless(**engine, **room, faults, static_cast<int>(*seconds), call, output);
}

} // namespace crossdock::app
