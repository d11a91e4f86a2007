#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {

ExitCode carrierAdd(Session &session)
{
    const Arguments &given = session.arguments();
    const auto name = CarrierId::parse(given.word(1));
    if (!name)
        return session.refuse(name.error());
    const auto account = keyValues(given, u"account"_s), secrets = keyValues(given, u"secret"_s);
    if (!account || !secrets)
        return session.refuse(!account ? account.error() : secrets.error());
    const CarrierDetails details{.name = *name, .kind = given.word(0), .url = given.value(u"url"_s), .account = *account};
    const auto entry = session.atEngine<Entry>([details, secrets = *secrets, actor = session.actor()](Engine &engine, QObject *context, auto done) {
        engine.addCarrier(details, secrets, actor, context, done);
    });
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

ExitCode carrierList(Session &session)
{
    const auto carriers = session.ask(query::Carriers{});
    if (!carriers)
        return session.refuse(carriers.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*carriers)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"NAME"_s, u"KIND"_s, u"ADDRESS"_s}};
    for (const CarrierDetails &carrier : *carriers)
        rows.append({carrier.name.text(), carrier.kind, carrier.url});
    printTable(session, rows);
    return ExitCode::Done;
}

ExitCode carrierRemove(Session &session)
{
    const auto name = CarrierId::parse(session.arguments().word(0));
    if (!name)
        return session.refuse(name.error());
    const auto entry = session.atEngine<Entry>([name = *name, actor = session.actor()](Engine &engine, QObject *context, auto done) { engine.removeCarrier(name, actor, context, done); });
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

} // namespace crossdock::app
