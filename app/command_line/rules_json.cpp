#include "app/command_line/rules_json.h"

#include "app/command_line/moved_money_words.h"
#include "core/inventory/notices/notice_book.h"
#include "core/inventory/rules/book/rule_records.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::app {
namespace {

QJsonValue timeOrNull(Time time)
{
    return time == Time{} ? QJsonValue() : QJsonValue(toText(time));
}

QJsonObject toJson(const RuleVersion &version)
{
    return {{u"version"_s, version.version}, {u"text"_s, version.text}, {u"author"_s, version.author},
            {u"at"_s, toText(version.at)}, {u"trigger"_s, version.trigger}};
}

QJsonValue questionJson(const std::optional<RuleQuestion> &question)
{
    if (!question)
        return {};
    return QJsonObject{{u"id"_s, question->question}, {u"at"_s, toText(question->at)}, {u"action"_s, question->action}, {u"things"_s, question->things},
                       {u"names"_s, QJsonArray::fromStringList(question->names)}, {u"lasting"_s, question->isLasting}, {u"words"_s, question->words}};
}

QJsonValue touchJson(const std::optional<RuleTouch> &touch)
{
    if (!touch)
        return {};
    return QJsonObject{{u"things"_s, touch->things}, {u"names"_s, QJsonArray::fromStringList(touch->names)}, {u"lasting"_s, touch->isLasting}, {u"words"_s, touch->words}};
}

} // namespace

QString nameOf(RuleRow::State state)
{
    return rules::nameOf(state);
}

QString nameOf(RuleRun::State state)
{
    return rules::nameOf(state);
}

QString nameOf(Notice::State state)
{
    return notices::nameOf(state);
}

QString hostOf(const QString &webhook)
{
    return QUrl(webhook).host();
}

QJsonObject toJson(const RuleFinding &finding)
{
    QJsonArray rules;
    for (const qint64 rule : finding.rules)
        rules.append(rule);
    return {{u"kind"_s, finding.kind}, {u"rules"_s, rules}, {u"words"_s, finding.words}};
}

QJsonObject toJson(const RuleExample &example)
{
    return {{u"id"_s, example.example}, {u"text"_s, example.text}, {u"author"_s, example.author}, {u"at"_s, toText(example.at)},
            {u"passes"_s, example.passes}, {u"words"_s, example.words}};
}

QJsonObject toJson(const RuleRow &row)
{
    return {{u"id"_s, row.rule}, {u"name"_s, row.name}, {u"text"_s, row.text}, {u"state"_s, nameOf(row.state)},
            {u"version"_s, row.version}, {u"priority"_s, row.priority}, {u"author"_s, row.author},
            {u"written_at"_s, toText(row.writtenAt)}, {u"runs"_s, row.runs}, {u"runs_today"_s, row.runsToday},
            {u"last_run_at"_s, timeOrNull(row.lastRunAt)}, {u"words"_s, row.words},
            {u"stop_after"_s, row.most > 0 ? QJsonValue(row.most) : QJsonValue()}, {u"allow"_s, row.allows > 0 ? QJsonValue(row.allows) : QJsonValue()},
            {u"question"_s, questionJson(row.question)}};
}

QJsonObject toJson(const RuleRun &run)
{
    QJsonArray deeds;
    for (const RuleRun::Deed &deed : run.deeds)
        deeds.append(QJsonObject{{u"action"_s, deed.action}, {u"done"_s, deed.isDone}, {u"overruled"_s, deed.isOverruled}, {u"words"_s, deed.words},
                                 {u"entry"_s, deed.entry > 0 ? QJsonValue(deed.entry) : QJsonValue()}});
    return {{u"run"_s, run.run}, {u"rule"_s, run.rule}, {u"version"_s, run.version},
            {u"cause"_s, run.cause > 0 ? QJsonValue(run.cause) : QJsonValue()}, {u"at"_s, toText(run.at)}, {u"subject"_s, run.subject},
            {u"branch"_s, run.branch}, {u"shadow"_s, run.isShadow}, {u"catch_up"_s, run.isCatchUp}, {u"state"_s, nameOf(run.state)},
            {u"due"_s, timeOrNull(run.due)}, {u"values"_s, run.values}, {u"actions"_s, deeds}};
}

QJsonObject toJson(const query::Rule::Answer &detail)
{
    QJsonObject json = toJson(detail.row);
    QJsonArray versions, findings;
    for (const RuleVersion &version : detail.versions)
        versions.append(toJson(version));
    for (const RuleFinding &finding : detail.reading.findings)
        findings.append(toJson(finding));
    json[u"trigger"_s] = detail.versions.isEmpty() ? QJsonObject() : detail.versions.first().trigger;
    json[u"paraphrase"_s] = detail.reading.paraphrase;
    json[u"missing"_s] = QJsonArray::fromStringList(detail.reading.missing);
    json[u"touches_now"_s] = touchJson(detail.reading.touches);
    json[u"findings"_s] = findings;
    json[u"versions"_s] = versions;
    json[u"examples"_s] = rulesJsonArray(detail.examples);
    json[u"last_runs"_s] = rulesJsonArray(detail.runs);
    return json;
}

QJsonArray casesJson(const QList<RuleRehearsal::Case> &cases)
{
    QJsonArray all;
    for (const RuleRehearsal::Case &one : cases)
        all.append(QJsonObject{{u"at"_s, toText(one.at)}, {u"entry"_s, one.entry}, {u"subject"_s, one.subject},
                               {u"branch"_s, one.branch}, {u"actions"_s, QJsonArray::fromStringList(one.actions)}, {u"money"_s, moneyJson(one.money)}});
    return all;
}

QJsonObject toJson(const RuleRehearsal &rehearsal)
{
    QJsonArray gaps;
    for (const RuleRehearsal::Gap &gap : rehearsal.gaps)
        gaps.append(QJsonObject{{u"at"_s, toText(gap.at)}, {u"words"_s, gap.words}});
    return {{u"events"_s, rehearsal.events}, {u"runs"_s, rehearsal.runs}, {u"moved_money"_s, moneyJson(rehearsal.money)}, {u"cases"_s, casesJson(rehearsal.cases)},
            {u"gaps"_s, gaps}, {u"assumptions"_s, QJsonArray::fromStringList(rehearsal.assumptions)}};
}

QJsonObject toJson(const Notice &notice)
{
    return {{u"id"_s, notice.notice}, {u"at"_s, toText(notice.at)}, {u"kind"_s, notice.kind}, {u"via"_s, notice.via},
            {u"recipient"_s, notice.recipient}, {u"order"_s, notice.order ? QJsonValue(notice.order->text()) : QJsonValue()}, {u"title"_s, notice.title}, {u"text"_s, notice.text}, {u"state"_s, nameOf(notice.state)},
            {u"attempts"_s, notice.attempts}, {u"words"_s, notice.words}, {u"entry"_s, notice.entry}};
}

QJsonObject toJson(const Contact &contact)
{
    return {{u"name"_s, contact.name}, {u"words"_s, QJsonArray::fromStringList(contact.words)}, {u"email"_s, contact.email}, {u"phone"_s, contact.phone},
            {u"webhook"_s, hostOf(contact.webhook)}, {u"push"_s, !contact.topic.isEmpty()}};
}

QJsonObject refusalJson(const RuleRefusal &refusal, const QString &sentence)
{
    const auto points = [&](int units) { return int(sentence.left(units).toUcs4().size()); };
    return {{u"error"_s, QJsonObject{{u"class"_s, refusal.errorClass}, {u"message"_s, refusal.message},
                                     {u"span"_s, QJsonArray{points(refusal.from), points(refusal.to)}},
                                     {u"suggestions"_s, QJsonArray::fromStringList(refusal.suggestions)}}}};
}

} // namespace crossdock::app
