#include "app/command_line/engine_call.h"

#include "app/command_line/command_client.h"
#include "app/command_line/sentences.h"
#include "app/command_line/verb_thread.h"
#include "app/serving/termination.h"

#include <QCoreApplication>
#include <QElapsedTimer>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr qint64 patienceMs = 10'000; // another tool's command, or an engine that is just starting
constexpr unsigned long pauseMs = 20;

/// Passes on, for a thread that outlives no output.
class Forward : public Output
{
public:
    explicit Forward(Output &output)
        : m_output(output)
    {
    }
    void out(const QString &text) override { m_output.out(text); }
    void err(const QString &text) override { m_output.err(text); }

private:
    Output &m_output;
};

} // namespace

ExitCode carryOutWith(Engine &engine, const VerbThread::Work &work, const Call &call, Output &output)
{
    VerbThread thread(engine, work, call, std::make_unique<Forward>(output));
    QObject::connect(&thread, &VerbThread::finished, &thread, [](int code) { QCoreApplication::exit(code); });
    auto termination = std::make_unique<Termination>();
    QObject::connect(termination.get(), &Termination::asked, &thread, [&thread, &termination] {
        thread.stop(); // it says what is done
        if (termination)
            termination.release()->deleteLater(); // asked again, the system ends the program at once
    });
    thread.start();
    return static_cast<ExitCode>(QCoreApplication::exec());
}

EngineOptions engineOptions(const Call &call)
{
    EngineOptions options;
    options.dataFolder = call.dataFolder();
    options.store = call.arguments.value(u"store"_s);
    if (call.arguments.has(u"passphrase-file"_s))
        options.passphraseFile = call.path(call.arguments.value(u"passphrase-file"_s));
    options.runsLanes = false;
    return options;
}

Result<std::unique_ptr<Engine>> openEngine(const EngineOptions &options)
{
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        auto engine = Engine::start(options);
        const bool isHeld = !engine && engine.error().code == Error::Code::StoreHeld;
        if (!isHeld || waited.elapsed() > patienceMs || isEngineRunning(options.dataFolder))
            return engine;
        QThread::msleep(pauseMs); // nothing runs in this process yet
    }
}

ExitCode carryOut(const Verb &verb, const Call &call, Output &output)
{
    if (const auto done = carryOutByEngine(call, output))
        return *done;
    EngineOptions options = engineOptions(call);
    options.connectsChannels = verb.needs == Needs::Wires;
    auto engine = openEngine(options);
    if (!engine && engine.error().code == Error::Code::StoreHeld) {
        if (const auto done = carryOutByEngine(call, output)) // it started meanwhile
            return *done;
    }
    return engine ? carryOutWith(**engine, verb.onEngine, call, output) : say(output, engine.error());
}

} // namespace crossdock::app
