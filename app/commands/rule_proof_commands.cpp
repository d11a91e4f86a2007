#include "app/command_line/moved_money_words.h"
#include "app/command_line/rules_json.h"
#include "app/command_line/sentences.h"
#include "app/commands/commands.h"
#include "app/commands/words.h"
#include "core/inventory/rules/rehearsal_difference.h"
#include "core/inventory/values/counted.h"

using namespace Qt::Literals::StringLiterals;

/// What shows whether a rule does what it should: its past, its examples, its runs, what is wrong with it.
namespace crossdock::app {
namespace {

constexpr int allCases = 1'000'000;

struct Comparison {
    RuleRehearsal now, before;
    RehearsalDifference difference;
};

void printCases(Session &session, const QList<RuleRehearsal::Case> &cases, const QString &mark)
{
    for (const RuleRehearsal::Case &one : cases)
        session.print(u"%1 %2  #%3  %4: %5"_s.arg(mark, toText(one.at)).arg(one.entry).arg(one.subject, one.actions.join(u", "_s)));
}

void printMoney(Session &session, const QString &whose, const QList<MovedMoney> &rows)
{
    const QStringList lines = moneyLines(rows);
    for (const QString &line : lines)
        session.print(whose + line);
}

/// What is read as it is today, and what of a run of a schedule is not known.
void noteDoubts(Session &session, const RuleRehearsal &rehearsal)
{
    for (const QString &assumption : rehearsal.assumptions)
        session.note(assumption);
    for (const RuleRehearsal::Gap &gap : rehearsal.gaps)
        session.note(u"Not known of the run at %1: %2."_s.arg(toText(gap.at), gap.words));
}

ExitCode printRehearsal(Session &session, const RuleRehearsal &rehearsal)
{
    if (session.wantsJson()) {
        session.print(toJson(rehearsal));
        return ExitCode::Done;
    }
    session.print(u"It would have run %1 over %2."_s.arg(counted(rehearsal.runs, u"time"_s), counted(rehearsal.events, u"event"_s)));
    printMoney(session, u"  "_s, rehearsal.money);
    printCases(session, rehearsal.cases, u" "_s);
    noteDoubts(session, rehearsal);
    return ExitCode::Done;
}

ExitCode printComparison(Session &session, const Comparison &both, int against)
{
    if (session.wantsJson()) {
        session.print(QJsonObject{{u"now"_s, toJson(both.now)}, {u"against"_s, toJson(both.before)}, {u"version"_s, against}, {u"in_both"_s, both.difference.inBoth},
                                  {u"only_now"_s, casesJson(both.difference.onlyFirst)}, {u"only_against"_s, casesJson(both.difference.onlySecond)}, {u"moved_money"_s, moneyJson(both.difference.money)}});
        return ExitCode::Done;
    }
    session.print(u"It would have run %1 times, version %2 %3 times; %4 runs are the same."_s.arg(both.now.runs).arg(against).arg(both.before.runs).arg(both.difference.inBoth));
    printMoney(session, u"  now: "_s, both.now.money);
    printMoney(session, u"  version %1: "_s.arg(against), both.before.money);
    printMoney(session, u"  difference: "_s, both.difference.money);
    printCases(session, both.difference.onlyFirst, u"+"_s);
    printCases(session, both.difference.onlySecond, u"-"_s);
    noteDoubts(session, both.now);
    return ExitCode::Done;
}

ExitCode compare(Session &session, query::RehearseRule asked, int against)
{
    asked.limit = allCases;
    const auto now = session.ask(asked);
    asked.version = against;
    const auto before = session.ask(asked);
    if (!now || !before)
        return session.refuse(!now ? now.error() : before.error());
    return printComparison(session, {*now, *before, differenceOf(*now, *before)}, against);
}

Result<std::optional<Time>> timeGiven(Session &session, const QString &flag)
{
    if (!session.arguments().has(flag))
        return std::optional<Time>();
    return parseTime(session.arguments().value(flag)).map([](Time time) { return std::optional(time); });
}

} // namespace

ExitCode rulesTest(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    const auto since = timeGiven(session, u"since"_s), until = timeGiven(session, u"until"_s);
    if (!since || !until)
        return session.refuse(UsageError{UsageError::Kind::BadValue, !since ? u"--since"_s : u"--until"_s, !since ? since.error().detail : until.error().detail});
    const auto against = session.arguments().number(u"against"_s, 1, 1'000'000, 0);
    if (!against)
        return session.refuse(against.error());
    const query::RehearseRule asked{.rule = rule->rule, .text = {}, .since = since->value_or(Time{}), .until = *until};
    if (*against > 0)
        return compare(session, asked, static_cast<int>(*against));
    const auto rehearsal = session.ask(asked);
    return rehearsal ? printRehearsal(session, *rehearsal) : session.refuse(rehearsal.error());
}

ExitCode rulesRuns(Session &session)
{
    const auto limit = session.arguments().number(u"limit"_s, 1, 100'000, 100);
    const auto before = session.arguments().number(u"before"_s, 1, std::numeric_limits<qint64>::max(), 0);
    if (!limit || !before)
        return session.refuse(!limit ? limit.error() : before.error());
    query::RuleRuns asked{.rule = {}, .before = *before, .limit = static_cast<int>(*limit)};
    if (!session.arguments().words().isEmpty()) {
        const auto rule = ruleMeant(session);
        if (!rule)
            return session.refuse(rule.error());
        asked.rule = rule->rule;
    }
    const auto runs = session.ask(asked);
    if (!runs)
        return session.refuse(runs.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(*runs)));
        return ExitCode::Done;
    }
    for (const RuleRun &run : *runs)
        printRun(session, run);
    return ExitCode::Done;
}

ExitCode rulesFindings(Session &session)
{
    const auto findings = session.ask(query::RuleFindings{.withHistory = true});
    if (!findings)
        return session.refuse(findings.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(*findings)));
        return ExitCode::Done;
    }
    for (const RuleFinding &finding : *findings)
        session.print(u"%1: %2"_s.arg(finding.kind, finding.words));
    if (findings->isEmpty())
        session.note(u"Nothing is wrong with the rules."_s);
    return ExitCode::Done;
}

ExitCode rulesExampleAdd(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    return perform(session, command::ChangeExample{rule->rule, 0, session.arguments().words().mid(1).join(u' ')});
}

ExitCode rulesExampleList(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    const auto detail = session.ask(query::Rule{rule->rule, 0});
    if (!detail)
        return session.refuse(detail.error());
    if (session.wantsJson()) {
        session.print(QJsonValue(rulesJsonArray(detail->examples)));
        return ExitCode::Done;
    }
    QList<QStringList> table{{u"ID"_s, u"PASSES"_s, u"EXAMPLE"_s, u"WHY NOT"_s}};
    for (const RuleExample &example : detail->examples)
        table.append({QString::number(example.example), example.passes ? u"yes"_s : u"no"_s, example.text, example.words});
    printTable(session, table);
    return ExitCode::Done;
}

ExitCode rulesExampleRemove(Session &session)
{
    const auto rule = ruleMeant(session);
    if (!rule)
        return session.refuse(rule.error());
    const auto example = numberOf(session, u"an example"_s, 1);
    return example ? perform(session, command::ChangeExample{rule->rule, *example, {}}) : session.refuse(example.error());
}

} // namespace crossdock::app
