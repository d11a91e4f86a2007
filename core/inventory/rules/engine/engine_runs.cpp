#include "core/inventory/rules/engine/armed_rule.h"
#include "core/inventory/rules/engine/engine.h"
#include "core/inventory/rules/engine/reason.h"

using namespace Qt::Literals::StringLiterals;

/// What a run does once it is on record: one action after the other, each in commands of its own.
namespace crossdock::rules {

/// Goes on with the run until an action must be waited for, or all are done.
void Engine::advance(OpenRun &run)
{
    const ArmedRule *rule = ruleOf(run.rule);
    if (!rule || rule->isShadow) {
        giveUp(run, rule ? u"the rule only watches by now"_s : u"the rule was paused meanwhile"_s);
        return;
    }
    run.state = RuleRun::State::Running;
    while (run.commandsLeft == 0 && run.state == RuleRun::State::Running) {
        if (size_t(run.next) >= run.actions.size()) {
            finish(run);
            return;
        }
        const RuleRun::Deed &deed = run.deeds[run.next];
        if (!deed.words.isEmpty() || deed.isDone) { // overruled, or done before a restart
            ++run.next;
            continue;
        }
        doAction(run);
    }
}

/// Waits and stops need no command. Answers whether it was one of them.
bool Engine::flow(OpenRun &run, const Action &action)
{
    RuleRun::Deed &deed = run.deeds[run.next];
    if (action.type == u"rule.stop") {
        deed.isDone = true;
        ++run.next;
        return true;
    }
    if (action.type != u"wait")
        return false;
    const auto span = action.arguments.find(u"duration"_s);
    const Duration *duration = span == action.arguments.end() ? nullptr : std::get_if<Duration>(&span->second);
    deed.isDone = true;
    ++run.next;
    run.due = m_clock.now() + (duration ? spanOf(*duration) : Milliseconds::zero());
    run.state = RuleRun::State::Waiting;
    run.isDirty = true;
    return true;
}

/// Whoever reads an order that is held or cancelled asks why.
QString Engine::whyOf(const OpenRun &run, const Action &action)
{
    if (!needsReason(action))
        return nameOfRuleVersion(run.rule, run.version);
    return reasonOf(action, run.rule, run.version, m_runs.sentenceOf(run.rule, run.version).value_or(QString()));
}

void Engine::doAction(OpenRun &run)
{
    const Action &action = run.actions[size_t(run.next)];
    if (flow(run, action))
        return;
    m_facts.forget();
    const ArmedRule *rule = ruleOf(run.rule);
    RuleRun::Deed &deed = run.deeds[run.next];
    const auto commands = m_deeds.commandsFor(action, {run.ruleName, run.subject, m_clock.now(), run.cause, run.rule, run.at, rule ? rule->trigger.schedule : std::nullopt, deed.spared});
    if (!commands || commands->isEmpty()) {
        deed.words = commands ? (deed.lost.isEmpty() ? u"nothing to do"_s : deed.lost) : commands.error().subject + u": "_s + commands.error().detail;
        deed.isDone = commands.has_value();
        ++run.next;
        return;
    }
    const QString why = whyOf(run, action);
    run.commandsLeft = static_cast<int>(commands->size());
    for (int i = 0; i < commands->size(); ++i) {
        const Request request{run.keyOf(i), {Actor::Kind::Rule, run.ruleName}, why, run.cause, (*commands)[i]};
        m_submit({request}, [this, id = run.id, generation = m_generation](const Result<QList<Entry>> &entries) {
            if (generation == m_generation) // else the run was read again since, and asks again
                answered(id, entries);
        });
    }
}

namespace {

/// A hold that ends by itself: counted from when it began, and of this hold only.
std::optional<Memory::Timer> endOfHold(const OpenRun &run, const Action &action, const Entry &hold)
{
    const auto pause = action.arguments.find(u"for"_s);
    const Duration *span = pause == action.arguments.end() ? nullptr : std::get_if<Duration>(&pause->second);
    if (action.type != u"order.hold" || !span)
        return std::nullopt;
    return Memory::Timer{run.rule, u"release"_s, run.subject.text(), hold.at + spanOf(*span), hold.number};
}

void note(OpenRun &run, const Entry &entry)
{
    RuleRun::Deed &deed = run.deeds[run.next];
    if (deed.entry == 0)
        deed.entry = entry.number;
    else if (deed.entry != entry.number && !deed.more.contains(entry.number))
        deed.more.append(entry.number);
    if (auto end = endOfHold(run, run.actions[size_t(run.next)], entry)) {
        run.duty = std::move(end);
        run.isDirty = true; // so that it is written with it
    }
}

} // namespace

void Engine::answered(qint64 runId, const Result<QList<Entry>> &entries)
{
    const auto found = m_open.find(runId);
    if (found == m_open.end())
        return;
    OpenRun &run = found->second;
    RuleRun::Deed &deed = run.deeds[run.next];
    // KeyReused: it was done before a crash, when the price or the quantity it starts from was another.
    const bool isDone = entries || entries.error().code == Error::Code::KeyReused;
    if (entries && !entries->isEmpty())
        note(run, entries->first());
    if (!isDone)
        deed.words = entries.error().detail.isEmpty() ? entries.error().subject : entries.error().detail;
    deed.isDone = deed.words.isEmpty(); // all of its commands were
    if (deed.isDone && entries && !entries->isEmpty())
        deed.words = entries->first().body[u"instead"_s].toString(); // why another thing was done, or none
    if (--run.commandsLeft > 0)
        return;
    if (!deed.lost.isEmpty())
        deed.words += deed.words.isEmpty() ? deed.lost : u"; "_s + deed.lost;
    ++run.next;
    advance(run);
    m_wake();
}

void Engine::finish(OpenRun &run)
{
    const bool isFailed = std::any_of(run.deeds.begin(), run.deeds.end(), [](const RuleRun::Deed &deed) { return !deed.isDone && !deed.isOverruled; });
    run.state = isFailed ? RuleRun::State::Failed : RuleRun::State::Done;
    run.isDirty = true;
}

/// What is left of it does not happen, and says why.
void Engine::giveUp(OpenRun &run, const QString &why)
{
    for (RuleRun::Deed &deed : run.deeds) {
        if (!deed.isDone && deed.words.isEmpty())
            deed.words = why;
    }
    finish(run);
}

} // namespace crossdock::rules
