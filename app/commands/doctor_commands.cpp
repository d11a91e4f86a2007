#include "app/commands/commands.h"
#include "app/commands/rule_names.h"

#include "core/inventory/values/counted.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <filesystem>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

/// One thing that was looked at.
struct Finding {
    QString subject, words;
    QString remedy; ///< empty: all is well
};

Finding versions()
{
    return {u"versions"_s, u"crossdock %1, Qt %2"_s.arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())), {}};
}

Finding store(Session &session)
{
    const auto newest = session.ask(query::Trail{.filter = {}, .limit = 1});
    if (!newest)
        return {u"store"_s, newest.error().detail, u"check that the data folder can be read and written, then start again"_s};
    return {u"store"_s, u"answers; %1 in the trail"_s.arg(counted(newest->entries.isEmpty() ? 0 : newest->entries.first().number, u"entry"_s)), {}};
}

/// A clock that was set back shows in the trail: its newest entry would lie ahead.
Finding clock(Session &session)
{
    constexpr Milliseconds tolerated{2'000};
    const auto newest = session.ask(query::Trail{.filter = {}, .limit = 1});
    const Time now = session.now();
    if (newest && !newest->entries.isEmpty() && newest->entries.first().at > now + tolerated)
        return {u"clock"_s, u"it is %1, but the newest entry is of %2"_s.arg(toText(now), toText(newest->entries.first().at)), u"set the clock, best by NTP: channels refuse signatures of a wrong time"_s};
    return {u"clock"_s, toText(now), {}};
}

Finding disk(Session &session)
{
    constexpr qint64 mebibyte = 1'048'576, least = 512;
    const QString folder = session.call().dataFolder();
    std::error_code failed; // asked of the file system itself: a table of mounts may name none for a changed root
    const auto room = std::filesystem::space(QFile::encodeName(folder).toStdString(), failed);
    if (failed)
        return {u"disk"_s, u"how full it is cannot be told: %1"_s.arg(QString::fromStdString(failed.message())), u"look at the disk of %1"_s.arg(folder)};
    const qint64 free = static_cast<qint64>(room.available) / mebibyte;
    return {u"disk"_s, u"%1 MiB free for %2"_s.arg(free).arg(folder), free < least ? u"make room: a full disk stops the ledger (nothing is lost, orders wait at their channels)"_s : QString()};
}

Finding keyStore(Session &session)
{
    const auto place = session.atEngine<QString>([](Engine &engine, QObject *context, auto done) { engine.checkSecrets(context, done); });
    return place ? Finding{u"key store"_s, *place, {}} : Finding{u"key store"_s, place.error().detail, u"unlock it, or give the vault's passphrase with --passphrase-file or CROSSDOCK_PASSPHRASE"_s};
}

/// Of engines that share a database one speaks to the channels. Nothing: there is only one.
std::optional<Finding> speaker(Session &session)
{
    const auto words = session.atEngine<QString>([](Engine &engine, QObject *context, auto done) { engine.readSpeaker(context, done); });
    if (!words)
        return Finding{u"speaker"_s, words.error().detail, u"start the console or “crossdock serve” at a desk; what is to be told waits and is sent then"_s};
    return words->isEmpty() ? std::nullopt : std::optional(Finding{u"speaker"_s, *words, {}});
}

Finding channel(Session &session, const ChannelRow &row)
{
    const QString subject = u"channel %1"_s.arg(row.details.name.text());
    const auto said = session.atEngine<QString>([name = row.details.name](Engine &engine, QObject *context, auto done) { engine.testChannel(name, context, done); });
    if (said)
        return {subject, *said, {}};
    using Code = Error::Code;
    if (said.error().code == Code::SecretsLocked)
        return {subject, said.error().detail, u"unlock the key store, or give the vault's passphrase"_s};
    const bool isRefused = said.error().code == Code::Unauthorized || said.error().code == Code::InvalidInput;
    return {subject, said.error().detail, isRefused ? u"give its keys anew: crossdock channel secrets %1 --secret KEY=@FILE"_s.arg(row.details.name.text()) : u"check its address and the network; what is to be told waits and is sent then"_s};
}

/// Rules of the house that name nobody: what was to be forbidden or demanded is not.
std::optional<Finding> rulesOfChannels(Session &session)
{
    const auto policy = session.ask(query::WavePolicy{});
    if (!policy || policy->rules.isEmpty())
        return {};
    const auto notes = unmatchedNames(session, policy->rules, [&](qsizetype row) { return u"the rule “%1”"_s.arg(policy->rules.at(row - 1).name); });
    if (!notes)
        return Finding{u"rules of places"_s, notes.error().detail, u"start again when the ledger answers"_s};
    if (notes->isEmpty())
        return Finding{u"rules of places"_s, u"%1 of the house, and each names somebody"_s.arg(counted(policy->rules.size(), u"rule"_s)), {}};
    return Finding{u"rules of places"_s, notes->join(u"; "_s), u"spell it as “crossdock channel list” and “crossdock node list” do, and set it anew: crossdock wave policy --set FILE"_s};
}

} // namespace

ExitCode doctor(Session &session)
{
    QList<Finding> findings{versions(), store(session), clock(session), disk(session), keyStore(session)};
    if (const auto said = speaker(session))
        findings.append(*said);
    if (const auto said = rulesOfChannels(session))
        findings.append(*said);
    if (const auto channels = session.ask(query::Channels{})) {
        for (const ChannelRow &row : *channels)
            findings.append(channel(session, row));
    }
    const bool isWell = std::all_of(findings.begin(), findings.end(), [](const Finding &finding) { return finding.remedy.isEmpty(); });
    if (session.wantsJson()) {
        QJsonArray lines;
        for (const Finding &finding : findings)
            lines.append(QJsonObject{{u"subject"_s, finding.subject}, {u"well"_s, finding.remedy.isEmpty()}, {u"words"_s, finding.words}, {u"remedy"_s, finding.remedy}});
        session.print(QJsonValue(lines));
        return isWell ? ExitCode::Done : ExitCode::Refused;
    }
    for (const Finding &finding : findings)
        session.print(u"%1 %2: %3%4"_s.arg(finding.remedy.isEmpty() ? u"ok  "_s : u"look"_s, finding.subject, finding.words, finding.remedy.isEmpty() ? QString() : u" – "_s + finding.remedy));
    return isWell ? ExitCode::Done : ExitCode::Refused;
}

} // namespace crossdock::app
