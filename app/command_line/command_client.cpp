#include "app/command_line/command_client.h"

#include "app/serving/termination.h"
#include "core/inventory/data_folder.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QScopeGuard>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int connectMs = 2'000; // a local socket answers at once, or its engine is very busy
constexpr int lookMs = 200; // how soon a signal is noticed
constexpr auto stopWords = "{\"stop\":true}\n";
constexpr int silenceMs = 30'000; // a running engine gives a sign of life every few seconds

/// " (process 42)"; empty: its lock does not say.
QString engineIn(const QString &dataFolder)
{
    const auto process = DataFolder::processIn(dataFolder);
    return process ? u" (process %1)"_s.arg(*process) : QString();
}

} // namespace

bool isEngineRunning(const QString &dataFolder)
{
    QLocalSocket socket;
    socket.connectToServer(DataFolder::socketNameFor(dataFolder));
    return socket.waitForConnected(connectMs);
}

std::optional<ExitCode> carryOutByEngine(const Call &call, Output &output)
{
    QLocalSocket socket;
    socket.connectToServer(DataFolder::socketNameFor(call.dataFolder()));
    if (!socket.waitForConnected(connectMs))
        return {};
    socket.write(call.toJson());
    Termination::expect(); // the engine is told, and answers what is done
    const auto forgotten = qScopeGuard([] { Termination::forget(); });
    QElapsedTimer silence;
    silence.start();
    for (;;) {
        while (socket.canReadLine()) {
            const QJsonObject frame = QJsonDocument::fromJson(socket.readLine()).object();
            if (frame.contains(u"out"_s))
                output.out(frame[u"out"_s].toString());
            if (frame.contains(u"err"_s))
                output.err(frame[u"err"_s].toString());
            if (frame.contains(u"exit"_s))
                return static_cast<ExitCode>(frame[u"exit"_s].toInt());
        }
        if (Termination::isAsked()) {
            socket.write(stopWords);
            socket.flush();
            Termination::forget(); // asked again, the system ends this program at once
        }
        if (socket.waitForReadyRead(lookMs) || socket.canReadLine()) {
            silence.start();
            continue;
        }
        if (socket.state() == QLocalSocket::ConnectedState && silence.elapsed() < silenceMs)
            continue;
        if (socket.state() != QLocalSocket::ConnectedState)
            break;
        output.err(u"The engine%1 does not answer: it hangs or was stopped. Whether it did what you asked is not known: give the same --key and ask again once it runs.\n"_s
                       .arg(engineIn(call.dataFolder())));
        return ExitCode::NoAnswer;
    }
    output.err(u"The engine ended before it answered. What it had committed is kept: give the same --key and ask again.\n"_s);
    return ExitCode::StoreClosed;
}

} // namespace crossdock::app
