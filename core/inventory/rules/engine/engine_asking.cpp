#include "core/inventory/rules/book/rule_questions.h"
#include "core/inventory/rules/engine/engine.h"
#include "core/inventory/rules/engine/settled_commands.h"
#include "core/inventory/rules/many_things.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

/// What must not happen before somebody says yes: many things at once.
namespace crossdock::rules {
namespace {

constexpr Milliseconds countedSpan{3'600'000}; // in which lasting harm adds up

const std::vector<Action> &actionsOf(const Firing &firing)
{
    return firing.rule->ways[size_t(firing.way)].actions;
}

} // namespace

/// Says of each firing which question it waits for. What one entry, or the clock, set off of one rule is done together or asked about together.
Result<> Engine::askFirst(std::vector<Firing> &firings)
{
    std::vector<Pass> passes;
    QHash<QPair<qint64, qint64>, size_t> places;
    for (Firing &firing : firings) {
        if (firing.wasStopped || firing.rule->isShadow || m_given.contains(firing.rule->rule))
            continue;
        const QPair key(firing.rule->rule, firing.happening.entry);
        const size_t place = places.value(key, passes.size());
        if (place == passes.size()) {
            places.insert(key, place);
            passes.push_back({firing.rule, {}});
        }
        passes[place].firings.push_back(&firing);
    }
    QHash<qint64, QSet<QString>> harmed;
    for (Pass &pass : passes)
        CROSSDOCK_TRY(weigh(pass, harmed));
    return {};
}

Result<> Engine::weigh(Pass &pass, QHash<qint64, QSet<QString>> &harmed)
{
    const qint64 rule = pass.rule->rule;
    if (!m_questions.contains(rule)) {
        const bool isHarmful = std::ranges::any_of(pass.firings, [](const Firing *one) { return stakesOf(actionsOf(*one)) == Stakes::Lasting; });
        if (!isHarmful && pass.firings.size() <= size_t(manyThings))
            return {};
        if (isHarmful && !harmed.contains(rule)) {
            auto before = m_runs.harmedSince(rule, m_clock.now() - countedSpan);
            if (!before)
                return tl::make_unexpected(before.error());
            harmed.insert(rule, *std::move(before));
        }
        const QSet<QString> before = harmed.value(rule);
        QString action = tooMuchOf(pass, before);
        if (!action.isEmpty()) {
            CROSSDOCK_TRY(leaveWhatChanges(pass)); // only now: it looks at each thing
            action = tooMuchOf(pass, before);
        }
        if (action.isEmpty())
            return isHarmful ? countHarm(pass, harmed[rule]) : Result<>();
        CROSSDOCK_TRY(ask(*pass.rule, action, pass.firings.front()->happening.entry));
    }
    for (Firing *firing : pass.firings)
        firing->question = m_questions.value(rule);
    return {};
}

/// The gravest action of what would touch too many things; empty: it is within the bounds.
QString Engine::tooMuchOf(const Pass &pass, const QSet<QString> &harmed) const
{
    QSet<QString> lasting, written;
    QString gravest;
    for (const Firing *firing : pass.firings) {
        const QString action = gravestOf(actionsOf(*firing));
        if (action.isEmpty())
            continue;
        const QString thing = firing->happening.subject.text();
        written.insert(thing);
        if (stakesOf(action) == Stakes::Lasting)
            lasting.insert(thing);
        if (stakesOf(action) > stakesOf(gravest))
            gravest = action;
    }
    const int allowed = m_allowances.value(pass.rule->rule);
    const auto isMany = [](const QSet<QString> &things) { return things.size() > manyThings; };
    const bool isHarm = !lasting.isEmpty() && isMany(lasting | harmed) && lasting.size() > allowed;
    return isHarm || (isMany(written) && written.size() > allowed) ? gravest : QString();
}

/// What is so already needs no question: it goes on, and does nothing.
Result<> Engine::leaveWhatChanges(Pass &pass)
{
    m_facts.forget();
    std::vector<Firing *> changing;
    for (Firing *firing : pass.firings) {
        const auto changes = changesAnything(m_database, m_deeds, *firing, m_clock.now());
        if (!changes)
            return tl::make_unexpected(changes.error());
        if (*changes)
            changing.push_back(firing);
    }
    pass.firings = std::move(changing);
    m_facts.forget();
    return {};
}

/// It begins: lasting harm counts for an hour from now on, unless somebody allowed this pass when it was made live.
Result<> Engine::countHarm(const Pass &pass, QSet<QString> &harmed)
{
    const int allowed = m_allowances.take(pass.rule->rule);
    for (Firing *firing : pass.firings) {
        if (allowed > 0 || stakesOf(actionsOf(*firing)) != Stakes::Lasting)
            continue;
        firing->harmedAt = m_clock.now();
        harmed.insert(firing->happening.subject.text());
    }
    return allowed == 0 ? Result<>() : m_database.execute(u"UPDATE rule SET allows = 0 WHERE id = ?"_s, {pass.rule->rule}).map([](qint64) {});
}

Result<> Engine::ask(const ArmedRule &rule, const QString &action, qint64 cause)
{
    const auto question = raiseQuestion(m_database, rule.rule, m_clock.now(), action);
    if (!question)
        return tl::make_unexpected(question.error());
    m_questions.insert(rule.rule, *question);
    tellQuestion(rule.rule, *question, cause);
    return {};
}

/// Under a key that makes a repetition after a crash harmless.
void Engine::tellQuestion(qint64 rule, qint64 question, qint64 cause)
{
    const QString key = u"rule:ask:%1"_s.arg(question);
    m_alarms.append({key, {Actor::Kind::System, u"rules"_s}, u"it would touch many things"_s, cause, command::ChangeRule{.rule = rule, .what = command::ChangeRule::What::Ask}});
}

Result<> Engine::loadQuestions(bool tellsAgain)
{
    m_questions.clear();
    const auto open = openQuestions(m_database);
    if (!open)
        return tl::make_unexpected(open.error());
    for (const OpenQuestion &one : *open) {
        m_questions.insert(one.rule, one.asked.question);
        if (tellsAgain && one.notice == 0 && m_ownsClock) // the program ended before anybody was told
            tellQuestion(one.rule, one.asked.question, 0);
    }
    return {};
}

} // namespace crossdock::rules
