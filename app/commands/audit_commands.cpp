#include "app/command_line/json.h"
#include "app/command_line/sentences.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/audit/sealed_file.h"
#include "ui/audit/cause_words.h"

#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

tl::expected<std::optional<Time>, UsageError> timeOf(const Arguments &given, const QString &flag)
{
    if (!given.has(flag))
        return std::optional<Time>();
    const auto time = parseTime(given.value(flag));
    if (!time)
        return tl::make_unexpected(UsageError{UsageError::Kind::BadValue, u"--%1 %2"_s.arg(flag, given.value(flag)), time.error().detail});
    return std::optional<Time>(*time);
}

tl::expected<TrailFilter, ExitCode> filterOf(Session &session)
{
    const Arguments &given = session.arguments();
    TrailFilter filter;
    const auto from = timeOf(given, u"from"_s), to = timeOf(given, u"to"_s);
    if (!from || !to)
        return tl::make_unexpected(session.refuse(!from ? from.error() : to.error()));
    filter.from = *from;
    filter.to = *to;
    filter.actor = given.value(u"actor"_s);
    filter.what = given.value(u"what"_s);
    if (given.has(u"sku"_s)) {
        const auto sku = Sku::parse(given.value(u"sku"_s));
        if (!sku)
            return tl::make_unexpected(session.refuse(sku.error()));
        filter.sku = *sku;
    }
    if (given.has(u"channel"_s)) {
        const auto channel = ChannelId::parse(given.value(u"channel"_s));
        if (!channel)
            return tl::make_unexpected(session.refuse(channel.error()));
        filter.channel = *channel;
    }
    const QString order = given.value(u"order"_s);
    if (const auto whole = OrderId::parse(order); whole)
        filter.order = *whole;
    else
        filter.orderText = order;
    return filter;
}

/// Streams are JSON lines, one entry each.
void printOne(Session &session, const Entry &entry)
{
    if (session.wantsJson())
        session.print(toJson(entry));
    else
        session.print(entryLine(entry));
}

/// Every entry after `last`, oldest first. Answers the last one's number.
Result<qint64> printAfter(Session &session, const TrailFilter &filter, qint64 last)
{
    for (;;) {
        const auto page = session.ask(query::Trail{.filter = filter, .after = last, .limit = 1'000});
        if (!page)
            return tl::make_unexpected(page.error());
        for (const Entry &entry : page->entries)
            printOne(session, entry);
        if (page->entries.isEmpty())
            return last;
        last = page->entries.last().number;
        if (page->isEnd)
            return last;
    }
}

/// The newest of the filter, oldest first, as they are read by people.
Result<qint64> printNewest(Session &session, const TrailFilter &filter, int limit)
{
    const auto page = session.ask(query::Trail{.filter = filter, .limit = limit});
    if (!page)
        return tl::make_unexpected(page.error());
    QList<Entry> entries = page->entries;
    std::reverse(entries.begin(), entries.end());
    if (session.wantsJson() && !session.arguments().has(u"follow"_s)) {
        session.print(QJsonValue(toJsonArray(entries)));
    } else {
        for (const Entry &entry : entries)
            printOne(session, entry);
    }
    if (!page->isEnd)
        session.note(u"These are the newest %1; --limit N shows more."_s.arg(limit));
    const auto head = session.ask(query::Trail{.limit = 1}); // entries that the filter leaves out count too
    return head.map([](const auto &newest) { return newest.entries.isEmpty() ? qint64(0) : newest.entries.first().number; });
}

} // namespace

ExitCode auditShow(Session &session)
{
    const auto filter = filterOf(session);
    if (!filter)
        return filter.error();
    const auto limit = session.arguments().number(u"limit"_s, 1, 1'000'000, 200);
    if (!limit)
        return session.refuse(limit.error());
    auto last = printNewest(session, *filter, static_cast<int>(*limit));
    if (!last)
        return session.refuse(last.error());
    if (!session.arguments().has(u"follow"_s))
        return ExitCode::Done;
    session.follow([&](const Events &events) {
        const bool hasEntry = std::any_of(events->begin(), events->end(), [](const Event &event) { return std::holds_alternative<event::EntryAppended>(event); });
        if (!hasEntry || !last)
            return;
        last = printAfter(session, *filter, *last);
    });
    return last || session.isStopped() ? ExitCode::Done : session.refuse(last.error());
}

/// What led to it stands in front of it, what it led to behind: each deeper by a step.
ExitCode auditExplain(Session &session)
{
    const auto number = numberOf(session, u"an entry"_s);
    if (!number)
        return session.refuse(number.error());
    const auto chain = session.ask(query::CauseChain{*number});
    if (!chain)
        return session.refuse(chain.error());
    const QString because = ui::becauseText(*chain, *number);
    if (session.wantsJson()) {
        session.print(QJsonObject{{u"entry"_s, *number}, {u"because"_s, orNull(because)}, {u"chain"_s, toJsonArray(*chain)}});
        return ExitCode::Done;
    }
    if (!because.isEmpty())
        session.print(because + u'.');
    QHash<qint64, int> depth;
    for (const Entry &entry : *chain) {
        const int level = depth.contains(entry.cause) ? depth.value(entry.cause) + 1 : 0;
        depth.insert(entry.number, level);
        session.print((entry.number == *number ? u"> "_s : u"  "_s) + QString(2 * level, u' ') + entryLine(entry));
    }
    return ExitCode::Done;
}

namespace {

/// `notOfAnEntry`: what it means that something is wrong, but with no entry.
ExitCode printVerification(bool wantsJson, const Verification &verification, const QString &notOfAnEntry, Output &output)
{
    if (wantsJson)
        output.out(QString::fromUtf8(QJsonDocument(toJson(verification)).toJson(QJsonDocument::Compact)) + u'\n');
    else if (verification.isWhole)
        output.out(u"The trail is whole: %1\n"_s.arg(verification.words));
    else if (verification.firstBroken == 0)
        output.out(u"%1: %2\n"_s.arg(notOfAnEntry, verification.words));
    else
        output.out(u"The trail is broken at entry %1: %2\n"_s.arg(verification.firstBroken).arg(verification.words));
    return verification.isWhole ? ExitCode::Done : ExitCode::Refused;
}

} // namespace

ExitCode auditVerify(Session &session)
{
    const QString sealed = session.arguments().value(u"sealed"_s);
    const auto verification = session.ask(query::Verify{sealed.isEmpty() ? QString() : session.call().path(sealed)});
    if (!verification)
        return session.refuse(verification.error());
    const bool isOfFile = !sealed.isEmpty() && verification->words.startsWith(QFileInfo(sealed).fileName() + u": "_s);
    return printVerification(session.wantsJson(), *verification, isOfFile ? u"The trail cannot be held against the file"_s : u"The books do not balance"_s, session.output());
}

std::optional<ExitCode> auditVerifyFile(const Call &call, Output &output)
{
    if (call.arguments.words().isEmpty())
        return {};
    if (call.arguments.has(u"sealed"_s))
        return say(output, UsageError{UsageError::Kind::BadValue, u"--sealed"_s, u"it holds the trail of a data folder against a file: leave out the other one"_s, {}}, u"audit verify"_s);
    Progress progress;
    const auto verification = audit::verifyFile(call.path(call.arguments.word(0)), progress);
    return verification ? printVerification(call.arguments.has(u"json"_s), *verification, u"The file is not whole"_s, output) : say(output, verification.error());
}

ExitCode auditExport(Session &session)
{
    const auto from = timeOf(session.arguments(), u"from"_s), to = timeOf(session.arguments(), u"to"_s);
    if (!from || !to)
        return session.refuse(!from ? from.error() : to.error());
    const QString file = session.call().path(session.arguments().word(0));
    const auto words = session.atEngine<QString>([file, from = *from, to = *to](Engine &engine, QObject *context, auto done) {
        engine.exportAudit(file, from, to, std::make_shared<Progress>(), context, done);
    });
    if (!words)
        return session.refuse(words.error());
    if (session.wantsJson())
        session.print(QJsonObject{{u"file"_s, file}, {u"words"_s, *words}});
    else
        session.print(*words);
    return ExitCode::Done;
}

ExitCode incidentList(Session &session)
{
    const auto incidents = session.ask(query::Incidents{session.arguments().has(u"open"_s)});
    if (!incidents)
        return session.refuse(incidents.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(toJsonArray(*incidents)));
        return ExitCode::Done;
    }
    QList<QStringList> rows{{u"ID"_s, u"AT"_s, u"SKU"_s, u"CHANNEL"_s, u"UNITS"_s, u"CAUSE"_s}};
    for (const Incident &incident : *incidents)
        rows.append({QString::number(incident.id), toText(incident.at), incident.sku.text(), incident.channel.text(), QString::number(incident.units), incident.cause});
    printTable(session, rows);
    return ExitCode::Done;
}

} // namespace crossdock::app
