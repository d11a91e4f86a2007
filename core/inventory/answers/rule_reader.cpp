#include "core/inventory/answers/rule_reader.h"

#include "core/inventory/rules/analysis.h"
#include "core/inventory/rules/finding_words.h"
#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/completion.h"
#include "core/inventory/rules/engine/examples.h"
#include "core/inventory/rules/engine/first_pass.h"
#include "core/inventory/rules/engine/history_findings.h"
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

Result<RuleReader::Known> RuleReader::known(qint64 butNot)
{
    const auto names = compiler();
    const auto rows = rules::compiledRules(m_database);
    if (!names || !rows)
        return tl::make_unexpected(!names ? names.error() : rows.error());
    Known known;
    for (const rules::CompiledRow &one : *rows) {
        if (one.row.rule == butNot || one.row.state == RuleRow::State::Draft)
            continue;
        const auto trigger = rules::triggerFromJson(one.trigger, (*names)->workspace());
        known.triggers.push_back(trigger ? std::optional(*trigger) : std::nullopt);
        known.ids.append(one.row.rule);
        known.names.append(one.row.name);
    }
    return known;
}

Result<QList<RuleFinding>> RuleReader::findings(const std::optional<rules::Trigger> &draft, qint64 replaced)
{
    auto all = known(replaced);
    const auto words = compiler();
    if (!all || !words)
        return tl::make_unexpected(!all ? all.error() : words.error());
    if (draft) {
        all->triggers.push_back(draft);
        all->ids.append(replaced);
        all->names.append(u"this rule"_s);
    }
    QList<RuleFinding> found;
    for (const rules::Finding &one : rules::analyse(rules::inZone(all->triggers, (*words)->workspace().zone))) {
        RuleFinding finding{rules::findingName(one.kind), {}, {}};
        for (const int place : one.rules)
            finding.rules.append(all->ids[place]);
        const bool isAboutDraft = !draft || std::ranges::find(one.rules, int(all->triggers.size()) - 1) != one.rules.end();
        finding.words = rules::findingWords(one, all->triggers, all->names, (*words)->workspace());
        if (isAboutDraft)
            found.append(finding);
    }
    return found;
}

Result<QList<RuleFinding>> RuleReader::pastFindings(Time now, Progress &progress)
{
    const auto all = known(0);
    const auto names = compiler();
    if (!all || !names)
        return tl::make_unexpected(!all ? all.error() : names.error());
    const auto found = rules::historyFindings(m_database, (*names)->workspace(), all->triggers, now, progress);
    if (!found)
        return tl::make_unexpected(found.error());
    QList<RuleFinding> findings;
    for (const rules::HistoryFinding &one : *found)
        findings.append({rules::findingName(one.kind), {all->ids[one.rule]}, u"“%1” %2."_s.arg(all->names[one.rule], one.words)});
    return findings;
}

Result<QList<RuleExample>> RuleReader::examples(qint64 rule, Time now)
{
    auto found = rules::examplesOf(m_database, rule);
    if (!found || found->isEmpty())
        return found;
    auto workspace = rules::workspaceOf(m_database);
    const auto version = rules::versionOf(m_database, rule, 0);
    if (!workspace || !version)
        return tl::make_unexpected(!workspace ? workspace.error() : version.error());
    const auto trigger = rules::triggerFromJson(version->trigger, *workspace);
    if (!trigger) {
        for (RuleExample &example : *found)
            example.words = u"the rule names what is not there any more"_s;
        return found;
    }
    std::optional<audit::Privacy> privacy;
    if (m_database.shopKey())
        privacy.emplace(m_database, *m_database.shopKey());
    rules::Examples(m_database, privacy ? &*privacy : nullptr, rules::Compiler(*std::move(workspace)), now).judge(*trigger, *found);
    return found;
}

Result<std::optional<RuleTouch>> RuleReader::touches(const RuleVersion &version, Time now)
{
    const auto known = compiler();
    if (!known)
        return tl::make_unexpected(known.error());
    std::optional<audit::Privacy> privacy;
    if (m_database.shopKey())
        privacy.emplace(m_database, *m_database.shopKey());
    return rules::firstPass(m_database, privacy ? &*privacy : nullptr, (*known)->workspace(), version, now);
}

Result<QList<RuleCompletion>> RuleReader::complete(const QString &text, int limit)
{
    const auto known = compiler();
    if (!known)
        return tl::make_unexpected(known.error());
    QList<RuleCompletion> all;
    for (const rules::Completion &one : rules::complete(**known, text, limit))
        all.append({one.text, nameOf(one.role), one.from, one.isExample});
    return all;
}

Result<RuleRehearsal> RuleReader::rehearse(const query::RehearseRule &query, Progress &progress)
{
    const auto known = compiler();
    if (!known)
        return tl::make_unexpected(known.error());
    QString text = query.text;
    if (text.isEmpty()) {
        const auto version = rules::versionOf(m_database, query.rule, query.version);
        if (!version)
            return tl::make_unexpected(version.error());
        text = version->text;
    }
    const auto compiled = (*known)->compile(text);
    if (!compiled)
        return fail(Error::Code::InvalidInput, text.mid(compiled.error().from, compiled.error().to - compiled.error().from), compiled.error().message);
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
