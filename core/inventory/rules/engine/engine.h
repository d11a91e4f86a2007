#pragma once

#include "core/inventory/environment.h"
#include "core/inventory/event.h"
#include "core/inventory/rules/engine/deeds.h"
#include "core/inventory/rules/engine/happenings.h"
#include "core/inventory/rules/engine/runs.h"
#include "core/inventory/rules/engine/sales_watch.h"
#include "core/inventory/rules/engine/store_memory.h"

#include <QSet>
#include <deque>
#include <map>

namespace crossdock::rules {

/// Runs the armed rules beside the ledger, in its thread. What an entry fires is decided and written in the transaction that
/// writes the entry; what it does follows in commands of its own, under keys that make a repetition after a crash harmless.
class Engine
{
public:
    /// Asks the core for commands; answers later, in this thread.
    using Submit = std::function<void(QList<Request>, std::function<void(const Result<QList<Entry>> &)>)>;

    Engine(store::Database &database, audit::Privacy &privacy, Clock &clock, QObject *context, Submit submit, std::function<void()> wake);
    ~Engine();

    /// Reads rules and what was under way. Call once, outside a transaction.
    void start();

    /// False: another engine on the same database does what is due by the clock alone (schedules, waits, ages, sales); what the
    /// entries of this one fire begins here all the same.
    void setOwnsClock(bool owns);
    /// Another engine wrote: what it left to the clock is read here, soon, if this one owns it.
    void hearOthers();

    /// Nothing of these could concern a rule: work() need not be called. Notes what other consoles wrote in between.
    bool isIdle(const QList<Event> &events);
    /// Something waits to be written or has become due: work() wants a transaction.
    bool hasWork() const;
    /// Inside the transaction, behind its commands: decides what `events` fire and writes it.
    Result<> work(const QList<Event> &events);
    void afterCommit(); ///< asks for what the runs are to do next
    void afterRollback(); ///< reads everything again, after a pause
    /// Rules of which a run began or went on in the commit.
    QList<qint64> takeRan();

private:
    Result<> reload();
    Result<> loadRules();
    Result<> readOpen();
    Result<> primeNew();
    Result<> eachSubject(const QString &entity, const std::function<void(const Subject &)> &see);
    Result<> noteOthers(const QList<Event> &events);
    Result<> purge();
    void noteUndo(const Entry &entry);
    const ArmedRule *ruleOf(qint64 rule) const;
    bool isUnderWay(qint64 rule) const;
    Result<QString> nameOfRule(qint64 rule);

    // engine_clock.cpp: what is due
    Result<> settleTimers(std::vector<Firing> &firings);
    Result<> runSchedule(const ArmedRule &rule, Time due, std::vector<Firing> &firings);
    void setNextRun(const ArmedRule &rule, Time after);
    void lookAtClock(std::vector<Firing> &firings);
    Result<> lookAtOrders(Time before, std::vector<Firing> &firings);
    void lookAtSales(std::vector<Firing> &firings);
    void wakeAtNext();

    // engine_claims.cpp: which of several rules decides
    Result<Claims> claimsOf(const std::vector<Firing> &firings);
    static QList<RuleRun::Deed> deedsFor(const Firing &firing, size_t number, const Claims &claims);

    // engine_begin.cpp: what fires becomes a run
    Result<> begin(std::vector<Firing> &firings);
    Result<bool> beginOne(const Firing &firing, size_t number, const Claims &claims);
    QJsonObject readingsOf(const ArmedRule &rule);
    bool isOverBudget(const ArmedRule &rule, const Firing &firing);
    Result<bool> isOverBound(const ArmedRule &rule, const Firing &firing);
    void stop(const ArmedRule &rule, qint64 cause, const QString &why, command::ChangeRule::What how);
    void alarm(const QString &title, const QString &text, qint64 cause);

    // engine_asking.cpp: what waits for a yes
    struct Pass {
        const ArmedRule *rule = nullptr;
        std::vector<Firing *> firings; ///< that one entry, or the clock, set off
    };
    Result<> askFirst(std::vector<Firing> &firings);
    Result<> weigh(Pass &pass, QHash<qint64, QSet<QString>> &harmed);
    QString tooMuchOf(const Pass &pass, const QSet<QString> &harmed) const;
    Result<> leaveWhatChanges(Pass &pass);
    Result<> countHarm(const Pass &pass, QSet<QString> &harmed);
    Result<> ask(const ArmedRule &rule, const QString &action, qint64 cause);
    void tellQuestion(qint64 rule, qint64 question, qint64 cause);
    Result<> loadQuestions(bool tellsAgain);

    // engine_runs.cpp: what runs do
    void advance(OpenRun &run);
    void doAction(OpenRun &run);
    QString whyOf(const OpenRun &run, const Action &action);
    bool flow(OpenRun &run, const Action &action);
    void answered(qint64 runId, const Result<QList<Entry>> &entries);
    void finish(OpenRun &run);
    void giveUp(OpenRun &run, const QString &why);

    // engine_duties.cpp: what is owed even by a rule that was paused
    void doDuty(const Memory::Timer &duty);
    void endHold(const Memory::Timer &duty, const QString &name);
    void takeBack(const Memory::Timer &duty, const QString &name);
    void dutyDone(const Memory::Timer &duty);

    store::Database &m_database;
    Clock &m_clock;
    QObject *m_context;
    Submit m_submit;
    std::function<void()> m_wake;
    StoreFacts m_facts;
    StoreMemory m_memory;
    Evaluator m_evaluator;
    Observer m_observer;
    Deeds m_deeds;
    Runs m_runs;
    SalesWatch m_sales;
    RuleIndex::Rules m_rules;
    SlotTable m_slots;
    std::map<qint64, OpenRun> m_open;
    QHash<qint64, std::deque<Time>> m_lately; ///< runs of the last hour that other rules led to, by rule
    QHash<qint64, qint64> m_questions; ///< what a rule asks and nobody has answered yet, by rule
    QHash<qint64, int> m_allowances; ///< see RuleRow::allows, by rule
    QSet<qint64> m_given; ///< rules that used up their budget and are being paused
    QSet<qint64> m_ran;
    QList<Request> m_alarms;
    QList<Memory::Timer> m_duties, m_doneDuties;
    std::optional<Time> m_wokenFor;
    static constexpr Milliseconds clockLook{60'000}; ///< between two looks at the clock
    Time lastLook() const; ///< before the program ended, as far as rules about orders that become late tell; else now
    Time m_lookedAt{}; ///< when the clock was last looked at
    Time m_stockLookedAt{}; ///< when how long stock lies was
    Time m_purgeDue{};
    qint64 m_head = 0; ///< the newest entry that is known; 0: none yet
    int m_generation = 0; ///< of what was read: answers to what was asked before do not count
    bool m_ownsClock = true;
    bool m_isHearing = false; ///< what others wrote is looked at soon
    bool m_watchesClock = false; ///< some rule follows the age of something
    bool m_hasUnprimed = false; ///< rules were read since the last primeNew()
    bool m_mustReload = false, m_hasStumbled = false;
};

} // namespace crossdock::rules
