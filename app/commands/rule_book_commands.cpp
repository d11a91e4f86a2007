#include "app/command_line/engine_call.h"
#include "app/command_line/sentences.h"
#include "app/command_line/rules_json.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"

#include <QFile>
#include <QJsonArray>
#include <limits>

using namespace Qt::Literals::StringLiterals;

/// The verbs of the rules on record: write, list, show, arm and the like.
namespace crossdock::app {

Result<RuleRow> ruleMeant(Session &session)
{
    const auto rows = session.ask(query::Rules{});
    if (!rows)
        return tl::make_unexpected(rows.error());
    const QString given = session.arguments().word(0);
    for (const RuleRow &row : *rows) {
        if (QString::number(row.rule) == given || row.name == given)
            return row;
    }
    const auto before = bookedBefore(session); // what the same key removed is no rule any more
    if (!before)
        return tl::make_unexpected(before.error());
    const QString id = *before ? (*before)->body[u"about"_s][u"rule"_s][0].toString() : QString();
    if (id.isEmpty() || (given != id && given != (*before)->body[u"name"_s].toString()))
        return fail(Error::Code::NotFound, given, u"no such rule"_s);
    RuleRow row;
    row.rule = id.toLongLong();
    return row;
}

namespace {

ExitCode sayRefusal(Session &session, const RuleRefusal &refusal, const QString &sentence)
{
    if (session.wantsJson())
        session.print(refusalJson(refusal, sentence));
    session.output().err(refusal.message + u'\n');
    for (const QString &suggestion : refusal.suggestions)
        session.output().err(u"  %1\n"_s.arg(suggestion));
    return ExitCode::Refused;
}

ExitCode change(Session &session, command::ChangeRule::What what)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    return perform(session, command::ChangeRule{.rule = rule->rule, .what = what});
}

void printFindings(Session &session, const RuleReading &reading)
{
    for (const QString &missing : reading.missing)
        session.print(u"  needs: "_s + missing);
    for (const RuleFinding &finding : reading.findings)
        session.print(u"  %1: %2"_s.arg(finding.kind, finding.words));
}

/// A new rule, or a new version where --replace names one.
Result<Entry> write(Session &session, const QString &text, qint64 rule)
{
    const auto priority = session.arguments().number(u"priority"_s, -1'000, 1'000, 0);
    if (!priority)
        return fail(Error::Code::InvalidInput, u"--priority"_s, priority.error().hint);
    command::WriteRule command{rule, session.arguments().value(u"name"_s), text, std::nullopt};
    if (session.arguments().has(u"priority"_s))
        command.priority = static_cast<int>(*priority);
    return session.perform(command);
}

ExitCode writeRule(Session &session, const QString &text, qint64 rule)
{
    const auto reading = session.ask(query::ReadRule{text, rule});
    if (!reading)
        return session.refuse(reading.error());
    if (reading->refusal)
        return sayRefusal(session, *reading->refusal, text);
    const auto entry = write(session, text, rule);
    if (!entry)
        return session.refuse(entry.error());
    const qint64 id = entry->body[u"about"_s][u"rule"_s][0].toString().toLongLong();
    const auto written = session.ask(query::Rule{id, 0});
    if (!written)
        return session.refuse(written.error());
    if (session.wantsJson()) {
        session.print(toJson(*written));
        return ExitCode::Done;
    }
    session.print(u"%1  %2  version %3, %4"_s.arg(written->row.rule).arg(written->row.name).arg(written->row.version).arg(nameOf(written->row.state)));
    session.print(u"  "_s + reading->paraphrase);
    printFindings(session, *reading);
    return ExitCode::Done;
}

} // namespace

void printRun(Session &session, const RuleRun &run)
{
    const QString how = run.isShadow ? u" (shadow)"_s : run.isCatchUp ? u" (caught up)"_s : QString();
    session.print(u"  %1  rule %2  %3  %4%5"_s.arg(toText(run.at), QString::number(run.rule), run.subject, nameOf(run.state), how));
    for (const RuleRun::Deed &deed : run.deeds)
        session.print(u"    %1%2%3"_s.arg(deed.action, deed.entry > 0 ? u"  #%1"_s.arg(deed.entry) : QString(),
                                          deed.words.isEmpty() ? QString() : u"  "_s + deed.words));
}

/// The sentence may come by stdin: it is read here, before another process is asked.
std::optional<ExitCode> rulesAddFromStdin(const Call &call, Output &output)
{
    if (!call.arguments.words().isEmpty())
        return std::nullopt;
    QFile input;
    const QString text = input.open(stdin, QIODevice::ReadOnly) ? QString::fromUtf8(input.readAll()).trimmed() : QString();
    auto whole = parseCall(QStringList(call.line) << u"--"_s << text);
    if (!whole)
        return say(output, whole.error(), call.command);
    whole->folder = call.folder;
    whole->person = call.person;
    return carryOut(*verbNamed(call.command), *whole, output);
}

ExitCode rulesAdd(Session &session)
{
    return writeRule(session, session.arguments().words().join(u' '), 0);
}

ExitCode rulesEdit(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    return writeRule(session, session.arguments().words().mid(1).join(u' '), rule->rule);
}

ExitCode rulesList(Session &session)
{
    const auto rows = session.ask(query::Rules{});
    if (!rows)
        return session.refuse(rows.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(*rows)));
        return ExitCode::Done;
    }
    QList<QStringList> table{{u"ID"_s, u"STATE"_s, u"RUNS"_s, u"TODAY"_s, u"NAME"_s, u"RULE"_s}};
    for (const RuleRow &row : *rows)
        table.append({QString::number(row.rule), nameOf(row.state), QString::number(row.runs), QString::number(row.runsToday), row.name, row.text});
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode rulesShow(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    const auto detail = session.ask(query::Rule{rule->rule, 20});
    if (!detail)
        return session.refuse(detail.error());
    if (session.wantsJson()) {
        session.print(toJson(*detail));
        return ExitCode::Done;
    }
    session.print(u"%1  %2  %3, priority %4"_s.arg(detail->row.rule).arg(detail->row.name, nameOf(detail->row.state)).arg(detail->row.priority));
    session.print(u"  "_s + (detail->reading.refusal ? detail->reading.refusal->message : detail->reading.paraphrase));
    if (detail->row.most > 0)
        session.print(u"  stopped and undone after %1 things within an hour"_s.arg(detail->row.most));
    if (detail->row.allows > 0)
        session.print(u"  may touch %1 things at once without asking"_s.arg(detail->row.allows));
    if (detail->row.question)
        session.print(u"  asks (%1): it %2; the first: %3"_s.arg(detail->row.question->question).arg(detail->row.question->words, detail->row.question->names.join(u", "_s)));
    if (detail->reading.touches)
        session.print(u"  made live now, it would %1 at once; the first: %2"_s.arg(detail->reading.touches->words, detail->reading.touches->names.join(u", "_s)));
    printFindings(session, detail->reading);
    for (const RuleExample &example : detail->examples)
        session.print(u"  example %1  %2%3"_s.arg(example.example).arg(example.text, example.passes ? QString() : u"  does not pass: "_s + example.words));
    for (const RuleVersion &version : detail->versions)
        session.print(u"  version %1  %2  %3  %4"_s.arg(version.version).arg(toText(version.at), version.author, version.text));
    for (const RuleRun &run : detail->runs)
        printRun(session, run);
    return ExitCode::Done;
}

ExitCode rulesArm(Session &session)
{
    const auto rule = ruleMeant(session);
    const auto most = session.arguments().number(u"stop-after"_s, 0, 1'000'000, 0);
    const auto allows = session.arguments().number(u"allow"_s, 0, 1'000'000, 0);
    if (!rule)
        return session.refuse(rule.error());
    if (!most || !allows)
        return session.refuse(!most ? most.error() : allows.error());
    command::ChangeRule command{.rule = rule->rule, .what = command::ChangeRule::What::Arm};
    if (session.arguments().has(u"stop-after"_s))
        command.most = static_cast<int>(*most);
    if (session.arguments().has(u"allow"_s))
        command.allows = static_cast<int>(*allows);
    return perform(session, command);
}

/// The answer to what the rule asks now, or to the question that --question names.
ExitCode rulesAllow(Session &session)
{
    const auto rule = ruleMeant(session);
    const auto question = session.arguments().number(u"question"_s, 1, std::numeric_limits<int>::max(), 0);
    const auto before = bookedBefore(session); // with the same key it asks nothing any more
    if (!rule)
        return session.refuse(rule.error());
    if (!question)
        return session.refuse(question.error());
    if (!before)
        return session.refuse(before.error());
    const qint64 booked = *before ? (*before)->body[u"question"_s].toInteger() : 0;
    const qint64 asked = session.arguments().has(u"question"_s) ? qint64(*question) : booked > 0 ? booked : rule->question ? rule->question->question : 0;
    if (asked == 0)
        return session.refuse(Error{Error::Code::NotAllowed, rule->name, u"it asks nothing"_s});
    const auto entry = session.perform(command::AnswerRule{rule->rule, asked, !session.arguments().has(u"no"_s)});
    if (!entry)
        return session.refuse(entry.error());
    if (entry->number > 0)
        return printEntry(session, *entry);
    session.note(u"It was answered so before: nothing is done."_s);
    if (session.wantsJson())
        session.print(QJsonObject{{u"question"_s, asked}, {u"repeated"_s, true}});
    return ExitCode::Done;
}

/// Without --since: all that it did since it was written.
ExitCode rulesUndo(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    command::ChangeRule command{.rule = rule->rule, .what = command::ChangeRule::What::Undo};
    if (session.arguments().has(u"since"_s)) {
        const auto since = parseTime(session.arguments().value(u"since"_s));
        if (!since)
            return session.refuse(UsageError{UsageError::Kind::BadValue, u"--since"_s, since.error().detail});
        command.since = *since;
    }
    const auto entry = session.perform(command);
    if (!entry)
        return session.refuse(entry.error());
    session.note(u"What could be taken back, and what not, is told by: crossdock notice list"_s);
    return printEntry(session, *entry);
}

ExitCode rulesShadow(Session &session)
{
    return change(session, command::ChangeRule::What::Shadow);
}

ExitCode rulesDisarm(Session &session)
{
    return change(session, command::ChangeRule::What::Disarm);
}

ExitCode rulesRemove(Session &session)
{
    return change(session, command::ChangeRule::What::Remove);
}

/// What may stand next, for scripts and shells.
ExitCode rulesComplete(Session &session)
{
    const auto found = session.ask(query::CompleteRule{.text = session.arguments().words().join(u' ')});
    if (!found)
        return session.refuse(found.error());
    QJsonArray all;
    for (const RuleCompletion &one : *found)
        all.append(QJsonObject{{u"text"_s, one.text}, {u"role"_s, one.role}, {u"from"_s, one.from}, {u"example"_s, one.isExample}});
    if (session.wantsJson()) {
        session.print(QJsonValue(all));
        return ExitCode::Done;
    }
    for (const RuleCompletion &one : *found)
        session.print(one.text);
    return ExitCode::Done;
}

} // namespace crossdock::app
