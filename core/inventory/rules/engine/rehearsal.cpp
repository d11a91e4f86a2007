#include "core/inventory/rules/engine/rehearsal.h"

#include "core/inventory/rules/engine/rehearsal_money.h"
#include "core/inventory/rules/engine/replay.h"
#include "core/inventory/rules/paraphrase.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

RuleRehearsal::Case caseOf(const Firing &firing, const QList<MovedMoney> &money, const Workspace &workspace)
{
    QStringList actions;
    for (const Action &action : firing.rule->ways[size_t(firing.way)].actions)
        actions.append(paraphrase(action, workspace));
    return {firing.happening.at, firing.happening.entry, firing.happening.subject.text(), firing.way, actions, money};
}

QStringList assumptionsOf(const Trigger &trigger)
{
    QStringList assumptions{u"Names, prices and details of products and orders are read as they are today."_s};
    if (!trigger.event.each.isEmpty())
        assumptions.append(u"A thing that its first run would have changed stays as it was, and is met again by the next."_s);
    if (agingOf(trigger) == u"stock")
        assumptions.append(u"Stock grows older between entries: looked at is what moved in this span, when it moved."_s);
    else if (followsClock(trigger))
        assumptions.append(u"Orders and parcels grow older between entries: followed are those that something happened to in this span."_s);
    return assumptions + RehearsalMoney::assumptions(trigger);
}

} // namespace

Result<RuleRehearsal> rehearse(store::Database &database, const Workspace &workspace, const Trigger &trigger, const query::RehearseRule &query, Progress &progress)
{
    const auto span = spanOfTrail(database, query.since, query.until);
    if (!span)
        return tl::make_unexpected(span.error());
    RuleRehearsal done;
    Result<> count;
    std::optional<RehearsalMoney> money;
    Replay replay(database, workspace, span->first, [&](const Firing &firing) {
        const auto moved = money->of(firing);
        if (!moved) {
            count = tl::make_unexpected(moved.error());
            return;
        }
        ++done.runs;
        addTo(done.money, *moved);
        if (done.cases.size() < query.limit)
            done.cases.append(caseOf(firing, *moved, workspace));
    });
    money.emplace(database, replay.facts());
    replay.goThroughThings(progress, [&](Time at, const QString &words) {
        if (done.gaps.size() < query.limit)
            done.gaps.append({at, words});
    });
    RuleRow row;
    row.rule = query.rule;
    replay.add(row, trigger);
    replay.start(query.since);
    CROSSDOCK_TRY(replayTrail(database, replay, span->first, span->last, progress));
    replay.goOnUntil(query.until ? *query.until : std::max(span->lastAt, query.since));
    if (progress.isCancelled)
        return fail(Error::Code::Cancelled, u"rehearsal"_s);
    CROSSDOCK_TRY(replay.state());
    CROSSDOCK_TRY(count);
    done.events = replay.events();
    done.assumptions = assumptionsOf(trigger);
    return done;
}

} // namespace crossdock::rules
