#include "core/inventory/rules/engine/armed_rule.h"
#include "core/inventory/rules/engine/engine.h"

using namespace Qt::Literals::StringLiterals;

/// What a run does once it is on record: one action after the other, each in commands of its own.
namespace crossdock::rules {

/// Goes on with the run until an action must be waited for, or all are done.
void Engine::advance(OpenRun &run)
{
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

void Engine::doAction(OpenRun &run)
{
    const Action &action = run.actions[size_t(run.next)];
    if (flow(run, action))
        return;
    m_facts.forget();
    const auto commands = m_deeds.commandsFor(action, {run.ruleName, run.subject, m_clock.now()});
    RuleRun::Deed &deed = run.deeds[run.next];
    if (!commands || commands->isEmpty()) {
        deed.words = commands ? u"nothing to do"_s : commands.error().subject + u": "_s + commands.error().detail;
        deed.isDone = commands.has_value();
        ++run.next;
        return;
    }
    run.commandsLeft = static_cast<int>(commands->size());
    for (int i = 0; i < commands->size(); ++i) {
        const Request request{run.keyOf(i), {Actor::Kind::Rule, run.ruleName}, u"rule %1, version %2"_s.arg(run.rule).arg(run.version), run.cause, (*commands)[i]};
        m_submit({request}, [this, id = run.id](const Result<QList<Entry>> &entries) { answered(id, entries); });
    }
    const auto pause = action.arguments.find(u"for"_s);
    const Duration *until = pause == action.arguments.end() ? nullptr : std::get_if<Duration>(&pause->second);
    if (action.type == u"order.hold" && until) {
        m_memory.setTimer({run.rule, u"release"_s, run.subject.text(), m_clock.now() + spanOf(*until), run.cause});
        run.isDirty = true; // so that the timer is written with it
    }
}

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
        deed.entry = entries->first().number;
    if (!isDone)
        deed.words = entries.error().detail.isEmpty() ? entries.error().subject : entries.error().detail;
    deed.isDone = isDone;
    if (--run.commandsLeft > 0)
        return;
    ++run.next;
    advance(run);
    m_wake();
}

void Engine::finish(OpenRun &run)
{
    const bool isFailed = std::any_of(run.deeds.begin(), run.deeds.end(), [](const RuleRun::Deed &deed) { return !deed.isDone; });
    run.state = isFailed ? RuleRun::State::Failed : RuleRun::State::Done;
    run.isDirty = true;
}

} // namespace crossdock::rules
