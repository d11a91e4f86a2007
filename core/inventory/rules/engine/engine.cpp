#include "core/inventory/rules/engine/engine.h"

#include "core/inventory/notices/notice_book.h"

#include <QLoggingCategory>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcRules, "crossdock.rules")

namespace crossdock::rules {
namespace {

constexpr Milliseconds retryPause{5'000}, purgeEvery{86'400'000}, keptFor{90LL * 86'400'000};
constexpr Milliseconds salesLook{60'000};

bool hasNewRules(const QList<Event> &events)
{
    return std::any_of(events.begin(), events.end(), [](const Event &event) { return std::holds_alternative<event::RuleChanged>(event); });
}

} // namespace

Engine::Engine(store::Database &database, audit::Privacy &privacy, Clock &clock, QObject *context, Submit submit, std::function<void()> wake)
    : m_database(database)
    , m_clock(clock)
    , m_context(context)
    , m_submit(std::move(submit))
    , m_wake(std::move(wake))
    , m_facts(database, &privacy)
    , m_memory(database)
    , m_evaluator(m_facts, m_memory)
    , m_observer(database)
    , m_deeds(database, m_facts)
    , m_runs(database)
    , m_sales(database, salesLook)
{
    m_evaluator.use(m_rules, m_slots);
}

Engine::~Engine() = default;

void Engine::start()
{
    m_mustReload = true;
    m_wake();
}

void Engine::setOwnsClock(bool owns)
{
    if (std::exchange(m_ownsClock, owns) == owns || !owns)
        return;
    m_mustReload = true; // what the other one left
    m_wake();
}

void Engine::afterRollback()
{
    m_mustReload = m_hasStumbled = true;
    m_alarms.clear(); // of what did not happen
    m_duties.clear();
    m_ran.clear();
    m_head = 0;
}

QList<qint64> Engine::takeRan()
{
    return std::exchange(m_ran, {}).values();
}

/// Consoles that share a database each answer what they wrote themselves: what they remember of it must be read again.
Result<> Engine::noteOthers(const QList<Event> &events)
{
    bool hasEntries = false;
    for (const Event &event : events) {
        const auto *appended = std::get_if<event::EntryAppended>(&event);
        if (!appended)
            continue;
        m_mustReload = m_mustReload || (m_head > 0 && appended->entry.number != m_head + 1);
        m_head = appended->entry.number;
        hasEntries = true;
    }
    if (hasEntries || m_mustReload)
        return {};
    const auto head = m_database.first(u"SELECT number FROM trail_head"_s, {}, [](const store::Row &row) { return row.number(0); });
    if (!head)
        return tl::make_unexpected(head.error());
    m_mustReload = m_head > 0 && head->value_or(0) != m_head;
    m_head = head->value_or(0);
    return {};
}

bool Engine::isIdle(const QList<Event> &events)
{
    const bool isShared = m_database.kind() == store::Source::Kind::Postgresql;
    if (isShared && !noteOthers(events))
        return false; // work() meets the same trouble and says so
    return m_rules.empty() && m_open.empty() && !hasNewRules(events) && !hasWork();
}

bool Engine::hasWork() const
{
    const auto due = m_memory.nextDue();
    const auto salesDue = m_sales.nextLook();
    const Time now = m_clock.now();
    const bool isDirty = std::any_of(m_open.begin(), m_open.end(), [&](const auto &one) {
        return one.second.isDirty || (m_ownsClock && one.second.state == RuleRun::State::Waiting && one.second.due <= now);
    });
    const bool isTime = m_ownsClock && ((due && *due <= now) || (salesDue && *salesDue <= now) || (m_watchesClock && now >= m_lookedAt + clockLook));
    return m_mustReload || isDirty || !m_doneDuties.isEmpty() || isTime;
}

const ArmedRule *Engine::ruleOf(qint64 rule) const
{
    const auto found = std::ranges::find_if(m_rules, [&](const auto &one) { return one->rule == rule; });
    return found == m_rules.end() ? nullptr : found->get();
}

/// Whether a run of the rule asked for something that is not answered and on record yet.
bool Engine::isUnderWay(qint64 rule) const
{
    return std::ranges::any_of(m_open, [&](const auto &one) {
        return one.second.rule == rule && (one.second.state == RuleRun::State::Running || one.second.isDirty);
    });
}

/// Of one that does not run any more, too.
Result<QString> Engine::nameOfRule(qint64 rule)
{
    if (const ArmedRule *running = ruleOf(rule))
        return running->name;
    return m_database.first(u"SELECT name FROM rule WHERE id = ?"_s, {rule}, [](const store::Row &row) { return row.text(0); })
        .map([](const std::optional<QString> &name) { return name.value_or(QString()); });
}

Result<> Engine::work(const QList<Event> &events)
{
    if (std::exchange(m_mustReload, false))
        CROSSDOCK_TRY(reload());
    else if (hasNewRules(events))
        CROSSDOCK_TRY(loadRules());
    for (const Event &event : events) {
        if (const auto *changed = std::get_if<event::RuleChanged>(&event); changed && changed->isRemoved)
            m_memory.forgetRule(changed->row.rule);
        else if (const auto *appended = std::get_if<event::EntryAppended>(&event); appended && appended->entry.what == u"rule.undo")
            noteUndo(appended->entry);
        else if (appended && appended->entry.what == u"rule.allow")
            CROSSDOCK_TRY(readOpen()); // what waited runs now
    }
    if (m_clock.now() >= m_purgeDue)
        CROSSDOCK_TRY(purge());
    std::vector<Firing> firings;
    m_facts.forget();
    CROSSDOCK_TRY(primeNew());
    if (m_ownsClock) {
        CROSSDOCK_TRY(settleTimers(firings));
        lookAtClock(firings);
        lookAtSales(firings);
    }
    for (const Event &event : events) {
        const auto *appended = std::get_if<event::EntryAppended>(&event);
        if (!appended || m_rules.empty())
            continue;
        for (const Happening &happening : m_observer.happeningsOf(appended->entry)) {
            if (happening.subject.sale != 0)
                m_sales.note(happening.subject.sale);
            if (m_evaluator.isInteresting(happening.type))
                m_evaluator.look(happening, firings);
        }
    }
    CROSSDOCK_TRY(begin(firings));
    for (auto &[id, run] : m_open) {
        if (!std::exchange(run.isDirty, false))
            continue;
        CROSSDOCK_TRY(m_runs.save(run));
        if (run.duty)
            m_memory.setTimer(*std::exchange(run.duty, std::nullopt));
        m_ran.insert(run.rule);
    }
    return m_memory.takeFailure();
}

/// What is older than a season is in the trail.
Result<> Engine::purge()
{
    const Time now = m_clock.now();
    m_purgeDue = now + purgeEvery;
    CROSSDOCK_TRY(m_runs.purge(now - keptFor));
    return notices::purgeNotices(m_database, now - keptFor);
}

void Engine::afterCommit()
{
    if (std::exchange(m_hasStumbled, false)) {
        m_clock.after(retryPause, m_context, [this] { m_wake(); });
        return;
    }
    for (const Request &request : std::exchange(m_alarms, {})) {
        m_submit({request}, [](const Result<QList<Entry>> &answer) {
            if (!answer)
                qCWarning(lcRules, "An alarm was not written: %s", qUtf8Printable(answer.error().detail));
        });
    }
    for (const Memory::Timer &duty : std::exchange(m_duties, {})) {
        if (duty.kind == u"undo" && isUnderWay(duty.rule))
            m_duties.append(duty); // what its runs just did is not on record yet; they wake us
        else
            doDuty(duty);
    }
    const Time now = m_clock.now();
    for (auto &[id, run] : m_open) {
        const ArmedRule *rule = ruleOf(run.rule);
        const bool isStopped = !rule || rule->isShadow;
        const bool isReady = run.state == RuleRun::State::Running || (m_ownsClock && run.state == RuleRun::State::Waiting && (run.due <= now || isStopped));
        if (isReady && run.commandsLeft == 0 && !run.isDirty)
            advance(run);
    }
    std::erase_if(m_open, [](const auto &one) {
        const bool isOver = one.second.state == RuleRun::State::Done || one.second.state == RuleRun::State::Failed;
        return isOver && !one.second.isDirty;
    });
    if (hasWork())
        m_wake();
    wakeAtNext();
}

} // namespace crossdock::rules
