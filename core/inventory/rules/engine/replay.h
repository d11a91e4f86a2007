#pragma once

#include "core/inventory/rules/engine/evaluator.h"
#include "core/inventory/rules/engine/happenings.h"
#include "core/inventory/rules/engine/past_facts.h"
#include "core/inventory/rules/engine/past_things.h"
#include "core/inventory/rules/engine/sales_watch.h"

#include <functional>
#include <map>

namespace crossdock {
struct Progress;
}

namespace crossdock::rules {

/// Goes through history by the same code that decides today, without effects: entries, and between them what was due.
class Replay
{
public:
    using Fired = std::function<void(const Firing &)>;
    using Missed = std::function<void(Time at, const QString &words)>;

    /// `first`: the entry that history begins with. The key of a buyer's data is used if the database has it.
    Replay(store::Database &database, const Workspace &workspace, qint64 first, Fired fired);
    ~Replay();

    /// Schedules go through the things that were there then, too; else they do not run. `missed` hears what the past does not
    /// tell of a run. Stops once `progress` is cancelled.
    void goThroughThings(const Progress &progress, Missed missed);
    /// `row.rule` tells it from the others.
    void add(const RuleRow &row, Trigger trigger);
    void start(Time since); ///< after the last add()
    void take(const Entry &entry);
    void goOnUntil(Time until); ///< timers and schedules that were due by then
    qint64 events() const { return m_events; }
    PastFacts &facts() { return m_facts; }
    /// A thing of the store went wrong, where nobody could be told at once.
    const Result<> &state() const { return m_state; }

private:
    void runSchedule(const ArmedRule &rule, Time due, std::vector<Firing> &firings);
    void sweepThings(const ArmedRule &rule, Time due, std::vector<Firing> &firings);
    PastThings *thingsOf(const QString &entity);
    bool isStopped() const;
    void tell(const std::vector<Firing> &firings);
    void lookAtSales(Time until, std::vector<Firing> &firings);
    void settle(const Memory::Timer &timer, std::vector<Firing> &firings);
    void setNextRun(const ArmedRule &rule, Time after);
    void expectAges(const Happening &happening);
    std::optional<double> minutesUntil(const Trigger &trigger, const Subject &order, Time at);

    store::Database &m_database;
    std::optional<audit::Privacy> m_privacy;
    PastFacts m_facts;
    Memory m_memory;
    Evaluator m_evaluator;
    Observer m_observer;
    RuleIndex::Rules m_rules;
    SlotTable m_slots;
    SalesWatch m_sales;
    QHash<qint64, const ArmedRule *> m_byId;
    bool m_followsClock = false;
    QPair<qint64, Time> m_toldOf; ///< the entry, or the moment, of `m_told`
    QSet<QPair<qint64, QString>> m_told; ///< rules and what they fired on
    Fired m_fired;
    const Progress *m_progress = nullptr; ///< of going through things; none: that is not done
    Missed m_missed;
    std::map<QString, PastThings> m_things; ///< by kind
    Result<> m_state;
    qint64 m_events = 0;
};

/// Lets the trail of a span go by. Cancelled if `progress` says so.
Result<> replayTrail(store::Database &database, Replay &replay, qint64 first, qint64 last, Progress &progress);

/// The entries of a span, and when the last of them was written; no entries: all zero.
struct TrailSpan {
    qint64 first = 0, last = 0;
    Time firstAt{}, lastAt{};
};
Result<TrailSpan> spanOfTrail(store::Database &database, Time since, std::optional<Time> until);

} // namespace crossdock::rules
