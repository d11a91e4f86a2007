#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/engine/engine.h"
#include "core/inventory/rules/engine/store_things.h"
#include "core/inventory/rules/rule_json.h"

#include <QLoggingCategory>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcRules)

/// What the engine reads at its start, and when rules change.
namespace crossdock::rules {
namespace {

QString entityFollowed(const ArmedRule &rule)
{
    const QString entity = rule.trigger.event.becomes ? entityOf(rule.trigger.event.becomes->field).toString() : QString();
    return entity == u"competitor" ? u"listing"_s : entity == u"account" ? u"channel"_s : entity; // by what theirs is known
}

} // namespace

Result<> Engine::reload()
{
    CROSSDOCK_TRY(m_memory.load());
    CROSSDOCK_TRY(loadRules());
    CROSSDOCK_TRY(loadQuestions(true));
    m_open.clear();
    ++m_generation;
    return readOpen();
}

/// Runs that are under way and not known yet.
Result<> Engine::readOpen()
{
    const auto isAny = m_database.first(u"SELECT id FROM rule_run WHERE state IN ('running', 'waiting') LIMIT 1"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!isAny)
        return tl::make_unexpected(isAny.error());
    if (!*isAny)
        return {};
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    auto runs = m_runs.open(*workspace);
    if (!runs)
        return tl::make_unexpected(runs.error());
    for (OpenRun &run : *runs) {
        const qint64 id = run.id;
        m_open.emplace(id, std::move(run));
    }
    return {};
}

/// A rule that cannot be read any more (it names what was removed) does not run; `rules show` says so.
Result<> Engine::loadRules()
{
    const bool hasWatched = std::exchange(m_watchesClock, false);
    m_rules.clear();
    m_slots = SlotTable();
    m_given.clear();
    m_allowances.clear();
    m_evaluator.use(m_rules, m_slots);
    m_sales.follow(m_rules, m_clock.now());
    const auto rows = compiledRules(m_database);
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (std::none_of(rows->begin(), rows->end(), [](const CompiledRow &one) { return isRunning(one.row); }))
        return {}; // the catalogue is not read for nothing
    CROSSDOCK_TRY(loadQuestions(false));
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    m_facts.setWorkspace(*workspace);
    for (const CompiledRow &running : *rows) {
        if (!isRunning(running.row))
            continue;
        auto trigger = triggerFromJson(running.trigger, *workspace);
        if (!trigger) {
            qCWarning(lcRules, "Rule %lld does not run: %s", static_cast<long long>(running.row.rule), qUtf8Printable(trigger.error().detail));
            continue;
        }
        m_rules.push_back(std::make_unique<ArmedRule>(ArmedRule::make(running.row, *std::move(trigger), running.since, m_slots)));
        m_watchesClock = m_watchesClock || followsClock(m_rules.back()->trigger);
        if (running.row.allows > 0)
            m_allowances.insert(running.row.rule, running.row.allows);
    }
    m_evaluator.use(m_rules, m_slots);
    m_sales.follow(m_rules, m_clock.now());
    m_hasUnprimed = true;
    if (m_watchesClock && !hasWatched)
        m_lookedAt = lastLook(); // what became late before nobody watched for
    return {};
}

/// Rules that were armed or rewritten just now see where everything stands, so that the next change is one.
Result<> Engine::primeNew()
{
    if (!std::exchange(m_hasUnprimed, false))
        return {};
    for (const auto &rule : m_rules) {
        const QString mark = QString::number(rule->since);
        const bool isKnown = m_memory.timerOf(rule->rule, u"armed"_s, mark).has_value();
        if (isKnown)
            continue;
        m_memory.forgetRule(rule->rule);
        m_memory.setTimer({rule->rule, u"armed"_s, mark, Time::max(), rule->since}); // a mark: never due
        const QString entity = entityFollowed(*rule);
        const auto prime = [&](const Subject &subject) { m_evaluator.prime({rule->trigger.event.type, subject, m_clock.now(), rule->since, {}}, rule.get()); };
        if (rule->wholeShop)
            prime(*rule->wholeShop);
        else if (!entity.isEmpty())
            CROSSDOCK_TRY(eachSubject(entity, prime));
        if (rule->trigger.schedule)
            setNextRun(*rule, m_clock.now());
    }
    return {};
}

Result<> Engine::eachSubject(const QString &entity, const std::function<void(const Subject &)> &see)
{
    const auto things = readThings(m_database, entity);
    if (!things)
        return tl::make_unexpected(things.error());
    for (const Subject &thing : *things)
        see(thing);
    m_facts.forget();
    return {};
}

} // namespace crossdock::rules
