#include "app/command_line/command_client.h"

#include "core/inventory/data_folder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

constexpr int connectMs = 2'000; // a local socket answers at once, or its engine is very busy

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
        if (!socket.waitForReadyRead(-1) && !socket.canReadLine())
            break;
    }
    output.err(u"The engine ended before it answered. What it had committed is kept: give the same --key and ask again.\n"_s);
    return ExitCode::StoreClosed;
}

} // namespace crossdock::app
