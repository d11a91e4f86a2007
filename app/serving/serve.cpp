#include "app/serving/serve.h"

#include "app/command_line/command_server.h"
#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "app/serving/endpoint.h"
#include "app/serving/termination.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
tl::expected<EngineOptions, UsageError> listeningEngine(const Call &call)
{
    const Arguments &given = call.arguments;
    const auto endpoint = Endpoint::of(given, u"listen"_s);
    if (!endpoint)
        return tl::make_unexpected(endpoint.error());
    const auto seconds = given.number(u"catch-up-every"_s, 1, 86'400, 60);
    if (!seconds)
        return tl::make_unexpected(seconds.error());
    if (given.has(u"certificate"_s) != given.has(u"certificate-key"_s))
        return tl::make_unexpected(UsageError{UsageError::Kind::MissingFlag, given.has(u"certificate"_s) ? u"--certificate-key"_s : u"--certificate"_s, {}, {}});
    const auto publicUrl = given.webAddress(u"public-url"_s);
    if (!publicUrl)
        return tl::make_unexpected(publicUrl.error());
    EngineOptions options = engineOptions(call);
    options.runsLanes = true;
    options.listens = true;
    options.listenHost = endpoint->host;
    options.listenPort = endpoint->port;
    options.publicUrl = *publicUrl;
    options.catchUpEvery = std::chrono::seconds(*seconds);
    if (given.has(u"certificate"_s)) {
        options.certificate = call.path(given.value(u"certificate"_s));
        options.certificateKey = call.path(given.value(u"certificate-key"_s));
    }
    return options;
}

std::optional<ExitCode> serve(const Call &call, Output &output)
{
    const auto options = listeningEngine(call);
    if (!options)
        return say(output, options.error(), call.command);
    Termination termination; // before the engine: a signal during its start is not lost
    QObject::connect(&termination, &Termination::asked, &termination, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    auto engine = openEngine(*options);
    if (!engine)
        return say(output, engine.error());
    CommandServer server(**engine);
    if (const auto listening = server.listen(); !listening)
        return say(output, listening.error());
    (*engine)->whenConnected([&] {
        const QJsonObject ready{{u"ready"_s, true}, {u"webhooks"_s, (*engine)->localUrl()}, {u"agents"_s, QJsonValue::Null}};
        output.out(QString::fromUtf8(QJsonDocument(ready).toJson(QJsonDocument::Compact)) + u'\n');
    });
    return static_cast<ExitCode>(QCoreApplication::exec());
}

} // namespace crossdock::app
