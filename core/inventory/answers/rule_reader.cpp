#include "core/inventory/answers/rule_reader.h"

#include "core/inventory/rules/analysis.h"
#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/engine/needs.h"
#include "core/inventory/rules/engine/rehearsal.h"
#include "core/inventory/rules/paraphrase.h"
#include "core/inventory/rules/rule_json.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::answers {
namespace {

constexpr qint64 freshMs = 2'000;

QString nameOf(rules::WordRole::Role role)
{
    using Role = rules::WordRole::Role;
    switch (role) {
    case Role::Event: return u"event"_s;
    case Role::Condition: return u"condition"_s;
    case Role::Action: return u"action"_s;
    case Role::Schedule: return u"schedule"_s;
    case Role::Name: return u"name"_s;
    case Role::Amount: return u"amount"_s;
    case Role::Text: return u"text"_s;
    case Role::Filler: return u"filler"_s;
    case Role::Grammar: return u"grammar"_s;
    }
    Q_UNREACHABLE();
}

QString sentenceOf(rules::Finding::Kind kind, const QStringList &names)
{
    using Kind = rules::Finding::Kind;
    const QString all = names.join(u"” and “"_s);
    switch (kind) {
    case Kind::Duplicate: return u"“%1” say the same."_s.arg(all);
    case Kind::Subsumed: return u"Whatever fires “%1” fires “%2” too, and they do the same."_s.arg(names.value(0), names.value(1));
    case Kind::Conflict: return u"“%1” can fire together and want different things of one thing."_s.arg(all);
    case Kind::Cycle: return u"What “%1” do makes them fire again."_s.arg(all);
    case Kind::Shadowed: return u"“%1” stops whatever would reach “%2”."_s.arg(names.value(0), names.value(1));
    case Kind::AlwaysTrue: return u"The condition of “%1” always holds."_s.arg(all);
    case Kind::UnreachableElse: return u"What stands behind the else of “%1” never runs."_s.arg(all);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<const rules::Compiler *> RuleReader::compiler()
{
    if (m_compiler && m_age.elapsed() < freshMs)
        return m_compiler.get();
    auto workspace = rules::workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    m_compiler = std::make_unique<rules::Compiler>(*std::move(workspace));
    m_age.start();
    return m_compiler.get();
}

Result<QList<RuleFinding>> RuleReader::findings(const std::optional<rules::Trigger> &draft, qint64 replaced)
{
    const auto known = compiler();
    const auto rows = rules::ruleRows(m_database, {});
    if (!known || !rows)
        return tl::make_unexpected(!known ? known.error() : rows.error());
    std::vector<std::optional<rules::Trigger>> triggers;
    QList<qint64> ids;
    QStringList names;
    for (const RuleRow &row : *rows) {
        if (row.rule == replaced || row.state == RuleRow::State::Draft)
            continue;
        const auto versions = rules::versionsOf(m_database, row.rule);
        if (!versions)
            return tl::make_unexpected(versions.error());
        const auto trigger = rules::triggerFromJson(versions->first().trigger, (*known)->workspace());
        triggers.push_back(trigger ? std::optional(*trigger) : std::nullopt);
        ids.append(row.rule);
        names.append(row.name);
    }
    if (draft) {
        triggers.push_back(draft);
        ids.append(replaced);
        names.append(u"this rule"_s);
    }
    QList<RuleFinding> found;
    for (const rules::Finding &one : rules::analyse(triggers)) {
        RuleFinding finding{rules::findingName(one.kind), {}, {}};
        QStringList said;
        for (const int place : one.rules) {
            finding.rules.append(ids[place]);
            said.append(names[place]);
        }
        const bool isAboutDraft = !draft || std::ranges::find(one.rules, int(triggers.size()) - 1) != one.rules.end();
        finding.words = sentenceOf(one.kind, said);
        if (isAboutDraft)
            found.append(finding);
    }
    return found;
}

Result<QList<RuleCompletion>> RuleReader::complete(const QString &text, int limit)
{
    const auto known = compiler();
    if (!known)
        return tl::make_unexpected(known.error());
    QList<RuleCompletion> all;
    for (const rules::Completion &one : rules::complete(**known, text, limit))
        all.append({one.text, nameOf(one.role)});
    return all;
}

Result<RuleRehearsal> RuleReader::rehearse(const query::RehearseRule &query, Progress &progress)
{
    const auto known = compiler();
    if (!known)
        return tl::make_unexpected(known.error());
    QString text = query.text;
    if (text.isEmpty()) {
        const auto row = rules::ruleRow(m_database, query.rule, {});
        if (!row)
            return tl::make_unexpected(row.error());
        text = row->text;
    }
    const auto compiled = (*known)->compile(text);
    if (!compiled)
        return fail(Error::Code::InvalidInput, compiled.error().errorClass, compiled.error().message);
    return rules::rehearse(m_database, (*known)->workspace(), compiled->trigger, query, progress);
}

Result<RuleReading> RuleReader::read(const QString &text, qint64 rule)
{
    const auto known = compiler();
    const auto setting = rules::Setting::read(m_database);
    if (!known || !setting)
        return tl::make_unexpected(!known ? known.error() : setting.error());
    RuleReading reading;
    const auto compiled = (*known)->compile(text);
    if (!compiled) {
        const rules::Refusal &why = compiled.error();
        reading.refusal = RuleRefusal{why.errorClass, why.message, why.from, why.to, why.suggestions};
        return reading;
    }
    reading.trigger = rules::toJson(compiled->trigger);
    reading.paraphrase = rules::paraphrase(compiled->trigger, (*known)->workspace());
    for (const rules::WordRole &word : compiled->roles)
        reading.words.append({nameOf(word.role), word.from, word.to});
    reading.missing = rules::missingFor(compiled->trigger, *setting);
    auto found = findings(compiled->trigger, rule);
    if (!found)
        return tl::make_unexpected(found.error());
    reading.findings = *std::move(found);
    return reading;
}

} // namespace crossdock::answers
