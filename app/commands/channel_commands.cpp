#include "app/command_line/json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/values/counted.h"
#include "ui/words.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// The channel that a verb names, once the engine has tried to connect it: a tool that has just opened the store must
/// not ask its wires before they have the channel's secrets.
tl::expected<ChannelRow, ExitCode> connected(Session &session)
{
    const auto name = ChannelId::parse(session.arguments().word(0));
    if (!name)
        return tl::make_unexpected(session.refuse(name.error()));
    const auto channels = session.ask(query::Channels{});
    if (!channels)
        return tl::make_unexpected(session.refuse(channels.error()));
    const auto found = std::find_if(channels->begin(), channels->end(), [&](const ChannelRow &row) { return row.details.name == *name; });
    if (found == channels->end())
        return tl::make_unexpected(session.refuse(Error{Error::Code::NotFound, name->text(), u"no such channel"_s}));
    // The key store answers in order: after every channel's own reading.
    const auto secrets = session.atEngine<QString>([](Engine &engine, QObject *context, auto done) { engine.checkSecrets(context, done); });
    if (!secrets)
        return tl::make_unexpected(session.refuse(secrets.error()));
    return *found;
}

ExitCode change(Session &session, command::ChangeChannel::What what)
{
    const auto name = ChannelId::parse(session.arguments().word(0));
    if (!name)
        return session.refuse(name.error());
    return perform(session, command::ChangeChannel{*name, what});
}

Result<QList<NodeId>> poolOf(const Arguments &arguments)
{
    QList<NodeId> pool;
    for (const QString &text : arguments.values(u"pool"_s)) {
        const auto node = NodeId::parse(text);
        if (!node)
            return tl::make_unexpected(node.error());
        pool.append(*node);
    }
    return pool;
}

} // namespace

ExitCode channelAdd(Session &session)
{
    const Arguments &given = session.arguments();
    const auto name = ChannelId::parse(given.word(1));
    const auto account = keyValues(given, u"account"_s), secrets = keyValues(given, u"secret"_s);
    const auto pool = poolOf(given);
    if (!account || !secrets)
        return session.refuse(!account ? account.error() : secrets.error());
    if (!name || !pool)
        return session.refuse(!name ? name.error() : pool.error());
    const auto publicUrl = given.webAddress(u"public-url"_s);
    if (!publicUrl)
        return session.refuse(publicUrl.error());
    ChannelDetails details{.name = *name, .kind = given.word(0), .url = given.value(u"url"_s), .account = *account, .pool = *pool};
    if (!publicUrl->isEmpty())
        details.account.insert(u"public_url"_s, *publicUrl);
    const auto entry = session.atEngine<Entry>([details, secrets = *secrets](Engine &engine, QObject *context, auto done) {
        engine.addChannel(details, secrets, context, done);
    });
    if (!entry) {
        const ExitCode code = session.refuse(entry.error());
        return entry.error().code == Error::Code::InvalidInput ? ExitCode::WrongUsage : code; // a kind, an address or a secret that cannot be
    }
    if (details.url.isEmpty())
        session.note(u"This program does not speak with it: its orders come with “crossdock import orders FILE”, and what leaves is to be told there by hand."_s);
    else
        session.note(u"Check it with: crossdock channel test %1. Its webhooks arrive at /webhooks/%1."_s.arg(name->text()));
    return printEntry(session, *entry);
}

ExitCode channelList(Session &session)
{
    const auto channels = session.ask(query::Channels{});
    if (!channels)
        return session.refuse(channels.error());
    const auto lanes = session.atEngine<QList<ChannelHealth>>([](Engine &engine, QObject *, auto done) { done(engine.health()); });
    const auto speaker = session.atEngine<QString>([](Engine &engine, QObject *context, auto done) { engine.readSpeaker(context, done); });
    QJsonArray array;
    QList<QStringList> rows{{u"NAME"_s, u"KIND"_s, u"STATE"_s, u"LISTINGS"_s, u"WAITING"_s, u"SET ASIDE"_s, u"ADDRESS"_s, u"LAST ERROR"_s}};
    for (const ChannelRow &channel : *channels) {
        std::optional<ChannelHealth> health;
        for (const ChannelHealth &lane : lanes.value_or(QList<ChannelHealth>()))
            if (lane.channel == channel.details.name)
                health = lane;
        array.append(toJson(channel, health));
        const bool isPaused = channel.details.state == ChannelDetails::State::Paused;
        rows.append({channel.details.name.text(), channel.details.kind, isPaused ? u"paused"_s : health ? nameOf(health->state) : u"running"_s,
                     QString::number(channel.listings), QString::number(channel.waiting), QString::number(channel.setAside), channel.details.url, health && health->lastErrorAt > health->lastAnswerAt ? health->lastError : QString()});
    }
    if (session.wantsJson())
        session.print(QJsonValue(array));
    else
        printTable(session, rows);
    for (const ChannelRow &channel : *channels) {
        if (const QStringList lines = channels::accountLines(channel.account); !lines.isEmpty())
            session.note(u"%1: %2."_s.arg(channel.details.name.text(), lines.join(u", "_s)));
    }
    const QString words = speaker ? *speaker : speaker.error().detail;
    if (!words.isEmpty())
        session.note(words.front().toUpper() + words.sliced(1) + u'.');
    return ExitCode::Done;
}

ExitCode channelSecrets(Session &session)
{
    const Arguments &given = session.arguments();
    const auto name = ChannelId::parse(given.word(0));
    const auto secrets = keyValues(given, u"secret"_s);
    if (!secrets)
        return session.refuse(secrets.error());
    if (!name)
        return session.refuse(name.error());
    const auto words = session.atEngine<QString>([name = *name, secrets = *secrets, isTested = !given.has(u"untested"_s)](Engine &engine, QObject *context, auto done) {
        engine.renewSecrets(name, secrets, isTested, context, done);
    });
    if (!words) {
        const ExitCode code = session.refuse(words.error());
        return words.error().code == Error::Code::InvalidInput ? ExitCode::WrongUsage : code; // a secret that there is not, or one that is missing
    }
    if (session.wantsJson())
        session.print(QJsonObject{{u"channel"_s, name->text()}, {u"ok"_s, true}, {u"words"_s, *words}});
    else
        session.print(*words);
    return ExitCode::Done;
}

ExitCode channelTest(Session &session)
{
    const auto channel = connected(session);
    if (!channel)
        return channel.error();
    const auto words = session.atEngine<QString>([name = channel->details.name](Engine &engine, QObject *context, auto done) { engine.testChannel(name, context, done); });
    if (!words)
        return session.refuse(words.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"channel"_s, channel->details.name.text()}, {u"ok"_s, true}, {u"words"_s, *words}});
    else
        session.print(*words);
    return ExitCode::Done;
}

ExitCode channelCatalogue(Session &session)
{
    const auto channel = connected(session);
    if (!channel)
        return channel.error();
    const auto report = session.atEngine<Desk::CatalogueReport>([name = channel->details.name](Engine &engine, QObject *context, auto done) {
        engine.readCatalogue(name, std::make_shared<Progress>(), context, done);
    });
    if (!report)
        return session.refuse(report.error());
    if (session.wantsJson()) {
        session.print(QJsonObject{{u"mapped"_s, report->mapped}, {u"unknown"_s, QJsonArray::fromStringList(report->unknown)},
                                  {u"without_sku"_s, QJsonArray::fromStringList(report->withoutSku)}});
        return ExitCode::Done;
    }
    session.print(u"Tied to known SKUs: %1."_s.arg(counted(report->mapped, u"listing"_s)));
    for (const QString &sku : report->unknown)
        session.print(u"unknown SKU: "_s + sku);
    for (const QString &title : report->withoutSku)
        session.print(u"without a SKU: "_s + title);
    return ExitCode::Done;
}

ExitCode channelCatchUp(Session &session)
{
    const auto channel = connected(session);
    if (!channel)
        return channel.error();
    const auto orders = session.atEngine<int>([name = channel->details.name](Engine &engine, QObject *context, auto done) { engine.catchUp(name, context, done); });
    if (!orders)
        return session.refuse(orders.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"channel"_s, channel->details.name.text()}, {u"orders"_s, *orders}});
    else
        session.print(u"New or changed: %1."_s.arg(counted(*orders, u"order"_s)));
    return ExitCode::Done;
}

ExitCode channelPause(Session &session)
{
    return change(session, command::ChangeChannel::What::Pause);
}

ExitCode channelResume(Session &session)
{
    return change(session, command::ChangeChannel::What::Resume);
}

ExitCode channelRemove(Session &session)
{
    const auto name = ChannelId::parse(session.arguments().word(0));
    if (!name)
        return session.refuse(name.error());
    const auto entry = session.atEngine<Entry>([name = *name](Engine &engine, QObject *context, auto done) { engine.removeChannel(name, context, done); });
    return entry ? printEntry(session, *entry) : session.refuse(entry.error());
}

} // namespace crossdock::app
