#include "core/inventory/rules/engine/calendar.h"
#include "core/inventory/rules/engine/engine.h"

#include <QLoggingCategory>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcRules)

/// What the engine does because its time has come.
namespace crossdock::rules {
namespace {

constexpr Milliseconds dutyRetry{300'000};
constexpr Milliseconds hearingApart{1'000}; // all rules are read again
constexpr Milliseconds stockLook{3'600'000}; // between two looks at how long stock lies: rules count it in days
constexpr Milliseconds neverDue = std::chrono::days(36'500); // a mark among the timers, not a timer: when was it last looked at?

bool asksWhatBecameLate(const ArmedRule &rule)
{
    return rule.trigger.event.type == u"order.overdue";
}

} // namespace

Result<> Engine::settleTimers(std::vector<Firing> &firings)
{
    const Time now = m_clock.now();
    for (const Memory::Timer &duty : std::exchange(m_doneDuties, {}))
        m_memory.dropTimer(duty.rule, duty.kind, duty.subject);
    while (const auto timer = m_memory.takeDue(now)) {
        if (Memory::isDuty(timer->kind)) {
            m_memory.setTimer({timer->rule, timer->kind, timer->subject, now + dutyRetry, timer->entry}); // until it is answered
            m_duties.append(*timer);
            continue;
        }
        const ArmedRule *rule = ruleOf(timer->rule);
        if (!rule)
            continue;
        if (timer->kind == u"schedule") {
            CROSSDOCK_TRY(runSchedule(*rule, timer->due, firings));
            setNextRun(*rule, now); // of all that was missed meanwhile, this one made up for it
        } else if (const auto subject = m_observer.named(thingOfTimer(*rule, timer->subject))) {
            if (timer->kind == u"window")
                m_evaluator.thinned(*timer, *subject, firings);
            else
                m_evaluator.stayed(*timer, *subject, firings);
        }
    }
    return {};
}

Result<> Engine::runSchedule(const ArmedRule &rule, Time due, std::vector<Firing> &firings)
{
    constexpr Milliseconds late{120'000}; // later than that, the program was off
    const bool isCatchUp = m_clock.now() - due > late;
    const QString &each = rule.trigger.event.each;
    if (each.isEmpty()) {
        m_evaluator.sweep(rule, {rule.trigger.event.type, {}, due, 0, {}}, isCatchUp, firings);
        return {};
    }
    return eachSubject(each, [&](const Subject &subject) { m_evaluator.sweep(rule, {rule.trigger.event.type, subject, due, 0, {}}, isCatchUp, firings); });
}

void Engine::setNextRun(const ArmedRule &rule, Time after)
{
    if (const auto next = nextRun(*rule.trigger.schedule, m_facts.zone(), after))
        m_memory.setTimer({rule.rule, u"schedule"_s, {}, *next, 0});
}

/// Of several such rules the youngest look counts: none is told of what was late before it was armed.
Time Engine::lastLook() const
{
    std::optional<Time> last;
    for (const auto &rule : m_rules) {
        if (!asksWhatBecameLate(*rule))
            continue;
        const auto mark = m_memory.timerOf(rule->rule, u"looked"_s, {});
        last = std::max(last.value_or(Time{}), mark ? *mark - neverDue : m_clock.now());
    }
    return last.value_or(m_clock.now());
}

/// Ages and overdue orders change without an entry: looked at once a minute, stock once an hour.
void Engine::lookAtClock(std::vector<Firing> &firings)
{
    const Time now = m_clock.now();
    if (!m_watchesClock || now < m_lookedAt + clockLook)
        return;
    const Time before = std::exchange(m_lookedAt, now);
    for (const auto &rule : m_rules)
        if (asksWhatBecameLate(*rule))
            m_memory.setTimer({rule->rule, u"looked"_s, {}, now + neverDue, 0});
    const auto isFollowed = [this](QStringView what) { return std::ranges::any_of(m_rules, [&](const auto &rule) { return agingOf(rule->trigger) == what; }); };
    Result<> seen;
    if (isFollowed(u"order"))
        seen = lookAtOrders(before, firings);
    if (seen && isFollowed(u"po"))
        seen = eachSubject(u"open po"_s, [&](const Subject &subject) { m_evaluator.look({u"po.changed"_s, subject, now, 0, {}, true}, firings); });
    if (seen && isFollowed(u"shipment"))
        seen = eachSubject(u"shipment"_s, [&](const Subject &subject) { m_evaluator.look({u"shipment.changed"_s, subject, now, 0, {}, true}, firings); });
    if (seen && isFollowed(u"stock") && now >= m_stockLookedAt + stockLook) {
        m_stockLookedAt = now;
        seen = eachSubject(u"product"_s, [&](const Subject &subject) { m_evaluator.look({u"stock.changed"_s, subject, now, 0, {}, true}, firings); });
    }
    if (!seen)
        qCWarning(lcRules, "What grows older could not be looked at: %s", qUtf8Printable(seen.error().detail));
}

Result<> Engine::lookAtOrders(Time before, std::vector<Firing> &firings)
{
    const Time now = m_lookedAt;
    return eachSubject(u"order"_s, [&](const Subject &subject) {
        m_evaluator.look({u"order.changed"_s, subject, now, 0, {}, true}, firings);
        if (!m_evaluator.isInteresting(u"order.overdue"_s))
            return;
        const Fact late = m_facts.read({*fieldNamed(u"order.overdue_by"_s), {}, false}, subject, now);
        const double passed = double((now - before).count()) / 60'000;
        if (late.isKnown() && late.number <= passed)
            m_evaluator.look({u"order.overdue"_s, subject, now, 0, {}}, firings);
    });
}

/// Sales of a stretch of time change with every order, and by themselves.
void Engine::lookAtSales(std::vector<Firing> &firings)
{
    const Time now = m_clock.now();
    const auto next = m_sales.nextLook();
    if (!next || now < *next)
        return;
    const auto subjects = m_sales.look(now);
    if (!subjects) {
        qCWarning(lcRules, "Sales could not be looked at: %s", qUtf8Printable(subjects.error().detail));
        return;
    }
    for (const Subject &subject : *subjects)
        m_evaluator.look({u"sales.changed"_s, subject, now, 0, {}}, firings);
}

/// Whatever this engine wrote since has noticed it already.
void Engine::hearOthers()
{
    if (!m_ownsClock || std::exchange(m_isHearing, true))
        return;
    m_clock.after(hearingApart, m_context, [this] {
        m_isHearing = false;
        const bool knowsHead = m_head > 0;
        if (noteOthers({}) && knowsHead && !m_mustReload)
            return;
        m_mustReload = true;
        m_wake();
    });
}

void Engine::wakeAtNext()
{
    if (!m_ownsClock)
        return;
    std::optional<Time> next = m_memory.nextDue();
    const auto sooner = [&](Time time) { next = next ? std::min(*next, time) : time; };
    for (const auto &[id, run] : m_open) {
        if (run.state == RuleRun::State::Waiting)
            sooner(run.due);
    }
    if (m_watchesClock)
        sooner(m_lookedAt + clockLook);
    if (const auto sales = m_sales.nextLook())
        sooner(*sales);
    const Time now = m_clock.now();
    const bool isSet = m_wokenFor && *m_wokenFor > now && next && *m_wokenFor <= *next;
    if (!next || isSet || *next == Time::max())
        return;
    m_wokenFor = next;
    m_clock.after(std::max(Milliseconds{1}, *next - now), m_context, [this] { m_wake(); });
}

} // namespace crossdock::rules
