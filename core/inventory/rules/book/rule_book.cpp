#include "core/inventory/rules/book/rule_book.h"

#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/compiler.h"
#include "core/inventory/rules/engine/examples.h"
#include "core/inventory/rules/engine/first_pass.h"
#include "core/inventory/rules/engine/needs.h"
#include "core/inventory/rules/many_things.h"
#include "core/inventory/rules/rule_json.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr qsizetype nameWords = 6;

QString nameFrom(const QString &text)
{
    QStringList words = text.simplified().split(u' ').mid(0, nameWords);
    QString name = words.join(u' ').left(60);
    while (!name.isEmpty() && name.back().isPunct())
        name.chop(1);
    return name;
}

/// What the refusal is about, in the words of the sentence.
QString wordsMeant(const Refusal &refusal, const QString &text)
{
    const QString words = text.mid(refusal.from, refusal.to - refusal.from).simplified();
    return words.isEmpty() ? nameFrom(text) : words;
}

} // namespace

Result<> RuleBook::write(audit::Draft &draft, const command::WriteRule &command, const Actor &actor)
{
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    const Compiler compiler(*workspace);
    const auto compiled = compiler.compile(command.text);
    if (!compiled)
        return fail(Error::Code::InvalidInput, wordsMeant(compiled.error(), command.text), compiled.error().message);
    const QJsonObject trigger = toJson(compiled->trigger);
    const auto name = command.name.isEmpty() ? madeName(command.text) : freeName(command.name.simplified(), command.rule);
    if (command.rule == 0) {
        if (!name)
            return tl::make_unexpected(name.error());
        const auto id = m_database.insert(u"INSERT INTO rule (name, state, version, priority, words, since_entry) VALUES (?, 'draft', 1, ?, '', ?) RETURNING id"_s,
                                          {*name, command.priority.value_or(0), draft.number()});
        if (!id)
            return tl::make_unexpected(id.error());
        draft.setWhat(u"rule.write"_s);
        return addVersion(draft, *id, 1, command.text, trigger, actor.name);
    }
    const auto row = ruleRow(m_database, command.rule, draft.at());
    if (!row)
        return tl::make_unexpected(row.error());
    if (!name && !command.name.isEmpty())
        return tl::make_unexpected(name.error());
    const QString kept = command.name.isEmpty() ? row->name : *name;
    draft.setWhat(u"rule.change"_s);
    draft.changed(u"name"_s, row->name, kept);
    draft.changed(u"text"_s, row->text, command.text);
    draft.changed(u"priority"_s, row->priority, command.priority.value_or(row->priority));
    // A crossing that the old version saw is not one of the new version.
    CROSSDOCK_TRY(m_database.execute(u"UPDATE rule SET name = ?, version = ?, priority = ?, since_entry = ?, allows = 0 WHERE id = ?"_s, // many things were allowed to the old version
                                     {kept, row->version + 1, command.priority.value_or(row->priority), draft.number(), row->rule}));
    CROSSDOCK_TRY(addVersion(draft, row->rule, row->version + 1, command.text, trigger, actor.name));
    if (isRunning(*row))
        CROSSDOCK_TRY(checkNeeds(*row));
    return row->isLive() ? checkExamples(*row, draft.at()) : Result<>();
}

/// The first words of the sentence, with a number where another rule begins alike.
Result<QString> RuleBook::madeName(const QString &text)
{
    const QString first = nameFrom(text);
    for (int number = 1;; ++number) {
        const auto name = freeName(number == 1 ? first : u"%1 (%2)"_s.arg(first).arg(number), 0);
        if (name || name.error().code != Error::Code::AlreadyExists)
            return name;
    }
}

Result<QString> RuleBook::freeName(const QString &wanted, qint64 rule)
{
    const auto taken = m_database.first(u"SELECT id FROM rule WHERE is_removed = 0 AND name = ? AND id <> ?"_s, {wanted, rule},
                                        [](const store::Row &row) { return row.number(0); });
    if (!taken)
        return tl::make_unexpected(taken.error());
    if (*taken)
        return fail(Error::Code::AlreadyExists, wanted, u"there is a rule of that name"_s);
    return wanted;
}

Result<> RuleBook::addVersion(audit::Draft &draft, qint64 rule, int version, const QString &text, const QJsonObject &trigger, const QString &author)
{
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO rule_version (rule_id, version, text, compiled, author, at) VALUES (?, ?, ?, ?, ?, ?)"_s,
                                     {rule, version, text, QString::fromUtf8(QJsonDocument(trigger).toJson(QJsonDocument::Compact)), author, toMs(draft.at())}));
    draft.about(u"rule"_s, QString::number(rule));
    draft.say(u"version"_s, version);
    draft.say(u"text"_s, text);
    return tell(draft, rule);
}

Result<> RuleBook::change(audit::Draft &draft, const command::ChangeRule &command, const QString &why)
{
    using What = command::ChangeRule::What;
    const auto row = ruleRow(m_database, command.rule, draft.at());
    if (!row)
        return tl::make_unexpected(row.error());
    draft.about(u"rule"_s, QString::number(row->rule));
    draft.say(u"name"_s, row->name);
    switch (command.what) {
    case What::Arm:
        return arm(draft, *row, command);
    case What::Shadow:
        CROSSDOCK_TRY(checkNeeds(*row));
        draft.setWhat(u"rule.shadow"_s);
        return rest(draft, *row, RuleRow::State::Shadow, {});
    case What::Undo:
        return undo(draft, *row, command.since, why);
    case What::Ask:
        CROSSDOCK_TRY(m_questions.tell(draft, *row));
        return draft.isEmpty() ? Result<>() : tell(draft, row->rule);
    case What::Disarm:
        draft.setWhat(u"rule.disarm"_s);
        return rest(draft, *row, RuleRow::State::Paused, why);
    case What::Remove:
        draft.setWhat(u"rule.remove"_s);
        CROSSDOCK_TRY(rest(draft, *row, RuleRow::State::Paused, {}));
        CROSSDOCK_TRY(m_database.execute(u"UPDATE rule SET is_removed = 1 WHERE id = ?"_s, {row->rule}));
        draft.emitLater(event::RuleChanged{*row, true});
        return {};
    }
    Q_UNREACHABLE();
}

Result<> RuleBook::arm(audit::Draft &draft, const RuleRow &row, const command::ChangeRule &command)
{
    CROSSDOCK_TRY(checkNeeds(row));
    CROSSDOCK_TRY(checkExamples(row, draft.at()));
    if (!row.isLive())
        CROSSDOCK_TRY(checkFirstPass(row, command.allows.value_or(0), draft.at()));
    CROSSDOCK_TRY(setBound(draft, row, command.most));
    CROSSDOCK_TRY(setAllowance(draft, row, row.isLive() || command.allows ? command.allows : 0));
    draft.setWhat(u"rule.arm"_s);
    return setState(draft, row, RuleRow::State::Live, {});
}

/// It acts no more: what it asks is not answered any more.
Result<> RuleBook::rest(audit::Draft &draft, const RuleRow &row, RuleRow::State state, const QString &words)
{
    CROSSDOCK_TRY(m_questions.withdraw(draft, row.rule, state == RuleRow::State::Shadow ? u"the rule only watches by now"_s : u"the rule was paused meanwhile"_s));
    return setState(draft, row, state, words);
}

/// Whoever makes it live knows that it is about to do lasting harm to many things, and to how many.
Result<> RuleBook::checkFirstPass(const RuleRow &row, int allows, Time now)
{
    const auto workspace = workspaceOf(m_database);
    const auto version = versionOf(m_database, row.rule, 0);
    if (!workspace || !version)
        return tl::make_unexpected(!workspace ? workspace.error() : version.error());
    const auto touches = firstPass(m_database, &m_privacy, *workspace, *version, now);
    if (!touches)
        return tl::make_unexpected(touches.error());
    if (!*touches || !(*touches)->isLasting || (*touches)->things <= std::max(manyThings, allows))
        return {};
    const QString text = u"it would %1 at once (%2 …): that must be allowed by their number (--allow %3)"_s;
    return fail(Error::Code::NotAllowed, row.name, text.arg((*touches)->words, (*touches)->names.join(u", "_s)).arg((*touches)->things));
}

Result<> RuleBook::setAllowance(audit::Draft &draft, const RuleRow &row, std::optional<int> allows)
{
    if (!allows || *allows == row.allows)
        return {};
    if (*allows < 0)
        return fail(Error::Code::InvalidInput, row.name, u"what a pass may touch without asking is a number of things, or 0"_s);
    draft.changed(u"allows"_s, row.allows, *allows);
    return m_database.execute(u"UPDATE rule SET allows = ? WHERE id = ?"_s, {*allows, row.rule}).map([](qint64) {});
}

Result<> RuleBook::answer(audit::Draft &draft, const command::AnswerRule &command)
{
    const auto row = ruleRow(m_database, command.rule, draft.at());
    if (!row)
        return tl::make_unexpected(row.error());
    draft.about(u"rule"_s, QString::number(row->rule));
    draft.say(u"name"_s, row->name);
    CROSSDOCK_TRY(m_questions.answer(draft, *row, command));
    return draft.isEmpty() ? Result<>() : tell(draft, row->rule);
}

Result<> RuleBook::setBound(audit::Draft &draft, const RuleRow &row, std::optional<int> most)
{
    if (!most)
        return {};
    if (*most < 0)
        return fail(Error::Code::InvalidInput, row.name, u"a bound is a number of things, or 0 for none"_s);
    draft.changed(u"most"_s, row.most, *most);
    return m_database.execute(u"UPDATE rule SET most = ? WHERE id = ?"_s, {*most, row.rule}).map([](qint64) {});
}

/// The engine reads this entry and takes back what there is.
Result<> RuleBook::undo(audit::Draft &draft, const RuleRow &row, Time since, const QString &why)
{
    draft.setWhat(u"rule.undo"_s);
    draft.say(u"since"_s, toMs(since));
    return isRunning(row) ? rest(draft, row, RuleRow::State::Paused, why) : Result<>();
}

Result<> RuleBook::change(audit::Draft &draft, const command::ChangeExample &command, const Actor &actor)
{
    const auto row = ruleRow(m_database, command.rule, draft.at());
    if (!row)
        return tl::make_unexpected(row.error());
    draft.about(u"rule"_s, QString::number(row->rule));
    draft.say(u"name"_s, row->name);
    if (command.text.isEmpty()) {
        draft.setWhat(u"rule.example.remove"_s);
        const auto gone = m_database.execute(u"DELETE FROM rule_example WHERE id = ? AND rule_id = ?"_s, {command.example, row->rule});
        if (!gone)
            return tl::make_unexpected(gone.error());
        return *gone == 0 ? fail(Error::Code::NotFound, QString::number(command.example), u"the rule has no such example"_s) : tell(draft, row->rule);
    }
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    CROSSDOCK_TRY(Examples(m_database, &m_privacy, Compiler(*workspace), draft.at()).check(command.text));
    const QString text = command.text.simplified();
    draft.setWhat(command.example == 0 ? u"rule.example.add"_s : u"rule.example.change"_s);
    const auto id = command.example == 0 ? addExample(row->rule, text, actor, draft.at()) : rewriteExample(draft, command);
    if (!id)
        return tl::make_unexpected(id.error());
    draft.say(u"example"_s, *id);
    draft.say(u"text"_s, text);
    return tell(draft, row->rule);
}

Result<qint64> RuleBook::addExample(qint64 rule, const QString &text, const Actor &actor, Time at)
{
    return m_database.insert(u"INSERT INTO rule_example (rule_id, text, author, at) VALUES (?, ?, ?, ?) RETURNING id"_s, {rule, text, actor.name, toMs(at)});
}

/// Whoever wrote it first stays its author; the trail says who changed it.
Result<qint64> RuleBook::rewriteExample(audit::Draft &draft, const command::ChangeExample &command)
{
    const auto before = m_database.first(u"SELECT text FROM rule_example WHERE id = ? AND rule_id = ?"_s, {command.example, command.rule},
                                         [](const store::Row &row) { return row.text(0); });
    if (!before)
        return tl::make_unexpected(before.error());
    if (!*before)
        return fail(Error::Code::NotFound, QString::number(command.example), u"the rule has no such example"_s);
    draft.changed(u"example"_s, **before, command.text.simplified());
    return m_database.execute(u"UPDATE rule_example SET text = ? WHERE id = ?"_s, {command.text.simplified(), command.example})
        .map([&](qint64) { return command.example; });
}

/// What the examples say is what the rule does, or it does not go live.
Result<> RuleBook::checkExamples(const RuleRow &row, Time now)
{
    auto examples = examplesOf(m_database, row.rule);
    if (!examples)
        return tl::make_unexpected(examples.error());
    if (examples->isEmpty())
        return {};
    const auto workspace = workspaceOf(m_database);
    const auto version = versionOf(m_database, row.rule, 0);
    if (!workspace || !version)
        return tl::make_unexpected(!workspace ? workspace.error() : version.error());
    const auto trigger = triggerFromJson(version->trigger, *workspace);
    if (!trigger)
        return tl::make_unexpected(trigger.error());
    Examples(m_database, &m_privacy, Compiler(*workspace), now).judge(*trigger, *examples);
    QStringList failed;
    for (const RuleExample &example : *examples) {
        if (!example.passes)
            failed.append(u"its example “%1” does not pass: %2"_s.arg(example.text, example.words));
    }
    return failed.isEmpty() ? Result<>() : fail(Error::Code::NotAllowed, row.name, failed.join(u"; "_s));
}

Result<> RuleBook::setState(audit::Draft &draft, const RuleRow &row, RuleRow::State state, const QString &words)
{
    const RuleRow::State before = row.isLive() ? RuleRow::State::Live : row.state; // what it asks is beside that
    draft.changed(u"state"_s, nameOf(before), nameOf(state));
    const bool isSame = before == state;
    CROSSDOCK_TRY(m_database.execute(u"UPDATE rule SET state = ?, words = ?, since_entry = CASE WHEN ? = 1 THEN since_entry ELSE ? END WHERE id = ?"_s,
                                     {nameOf(state), words, isSame ? 1 : 0, draft.number(), row.rule}));
    return tell(draft, row.rule);
}

Result<> RuleBook::checkNeeds(const RuleRow &row)
{
    const auto workspace = workspaceOf(m_database);
    const auto versions = versionsOf(m_database, row.rule);
    const auto setting = Setting::read(m_database);
    if (!workspace || !versions || !setting)
        return tl::make_unexpected(!workspace ? workspace.error() : !versions ? versions.error() : setting.error());
    const auto trigger = triggerFromJson(versions->first().trigger, *workspace);
    if (!trigger)
        return fail(Error::Code::NotAllowed, row.name, u"it names what is not there any more: %1 %2"_s.arg(trigger.error().subject, trigger.error().detail));
    const QString missing = missingFor(*trigger, *setting).join(u' ');
    return missing.isEmpty() ? Result<>() : fail(Error::Code::NotAllowed, row.name, missing.chopped(1)); // the whole ends the sentence
}

Result<> RuleBook::tell(audit::Draft &draft, qint64 rule)
{
    return ruleRow(m_database, rule, draft.at()).map([&](const RuleRow &row) { draft.emitLater(event::RuleChanged{row, false}); });
}

} // namespace crossdock::rules
