#include "app/command_line/sentences.h"
#include "app/serving/endpoint.h"
#include "app/serving/serve.h"
#include "app/serving/termination.h"
#include "app/serving/world_options.h"
#include "core/sandbox/server.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QJsonObject objectOf(const QMap<QString, QString> &values)
{
    QJsonObject object;
    for (auto value = values.begin(); value != values.end(); ++value)
        object.insert(value.key(), value.value());
    return object;
}

QJsonArray arrayOf(const QList<sandbox::ChannelAccess> &all)
{
    QJsonArray array;
    for (const sandbox::ChannelAccess &access : all)
        array.append(QJsonObject{{u"name"_s, access.name}, {u"kind"_s, access.kind}, {u"url"_s, access.url},
                                 {u"account"_s, objectOf(access.account)}, {u"secrets"_s, objectOf(access.secrets)}});
    return array;
}

/// Addresses and throw-away keys of the simulated channels and nodes: the words of `channel add` and `node add`.
QJsonObject accessJson(const sandbox::World &world, const QString &admin)
{
    QJsonObject json{{u"ready"_s, true}, {u"channels"_s, arrayOf(world.access())}, {u"admin"_s, admin}};
    if (!world.services().isEmpty())
        json[u"nodes"_s] = arrayOf(world.serviceAccess());
    if (!world.carriers().isEmpty())
        json[u"carriers"_s] = arrayOf(world.carrierAccess());
    return json;
}

} // namespace

std::optional<ExitCode> serveSandbox(const Call &call, Output &output)
{
    const auto endpoint = Endpoint::of(call.arguments, u"listen"_s);
    if (!endpoint)
        return say(output, endpoint.error(), call.command);
    const auto spec = worldOptions(call);
    if (!spec)
        return spec.error().report(output, call);
    SystemClock clock;
    sandbox::World world(*spec, clock);
    sandbox::Server server(world);
    if (const auto listening = server.listen(QHostAddress(endpoint->host), endpoint->port); !listening)
        return say(output, listening.error());
    const auto admin = server.listenForAdmin();
    if (!admin)
        return say(output, admin.error());
    if (call.arguments.has(u"webhooks"_s)) {
        for (const QString &channel : world.channels() + world.services())
            world.subscribe(channel, u"%1/webhooks/%2"_s.arg(call.arguments.value(u"webhooks"_s), channel));
    }
    Termination termination;
    QObject::connect(&termination, &Termination::asked, &termination, [] { QCoreApplication::exit(0); });
    output.out(QString::fromUtf8(QJsonDocument(accessJson(world, *admin)).toJson(QJsonDocument::Compact)) + u'\n');
    if (call.arguments.has(u"rate"_s))
        world.startBuyers();
    return static_cast<ExitCode>(QCoreApplication::exec());
}

} // namespace crossdock::app
