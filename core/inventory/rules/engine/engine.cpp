#include "core/inventory/rules/engine/engine.h"

#include "core/inventory/rules/engine/calendar.h"

#include <QJsonArray>
#include <QLoggingCategory>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcRules, "crossdock.rules")

namespace crossdock::rules {
namespace {

constexpr qsizetype deepest = 8; // rules that may lead to each other
constexpr size_t runsAnHour = 1'000; // of one rule: more is a mistake in it
constexpr size_t destroyedAnHour = 25; // orders that a rule may cancel before a person looks
constexpr Milliseconds hour{3'600'000}, clockLook{60'000}, retryPause{5'000};

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
{
    m_evaluator.use(m_rules, m_slots);
}

Engine::~Engine() = default;

void Engine::start()
{
    m_lookedAt = m_clock.now();
    m_mustReload = true;
    m_wake();
}

void Engine::afterRollback()
{
    m_mustReload = m_hasStumbled = true;
}

bool Engine::isIdle(const QList<Event> &events) const
{
    const bool hasNewRules = std::any_of(events.begin(), events.end(), [](const Event &event) { return std::holds_alternative<event::RuleChanged>(event); });
    return m_rules.empty() && m_open.empty() && !hasNewRules && !hasWork();
}

bool Engine::hasWork() const
{
    const auto due = m_memory.nextDue();
    const Time now = m_clock.now();
    const bool isDirty = std::any_of(m_open.begin(), m_open.end(), [&](const auto &one) {
        return one.second.isDirty || (one.second.state == RuleRun::State::Waiting && one.second.due <= now);
    });
    return m_mustReload || isDirty || (due && *due <= now) || (m_watchesClock && now >= m_lookedAt + clockLook);
}

const ArmedRule *Engine::ruleOf(qint64 rule) const
{
    const auto found = std::ranges::find_if(m_rules, [&](const auto &one) { return one->rule == rule; });
    return found == m_rules.end() ? nullptr : found->get();
}

Result<> Engine::work(const QList<Event> &events)
{
    const bool hasNewRules = std::any_of(events.begin(), events.end(), [](const Event &event) { return std::holds_alternative<event::RuleChanged>(event); });
    if (std::exchange(m_mustReload, false))
        CROSSDOCK_TRY(reload());
    else if (hasNewRules)
        CROSSDOCK_TRY(loadRules());
    std::vector<Firing> firings;
    if (m_rules.empty() && m_open.empty()) {
        CROSSDOCK_TRY(settleTimers(firings)); // of rules that were paused: nothing comes of them
        return m_memory.takeFailure();
    }
    CROSSDOCK_TRY(primeNew());
    m_facts.forget();
    CROSSDOCK_TRY(settleTimers(firings));
    lookAtClock(firings);
    for (const Event &event : events) {
        const auto *appended = std::get_if<event::EntryAppended>(&event);
        if (!appended)
            continue;
        for (const Happening &happening : m_observer.happeningsOf(appended->entry)) {
            if (m_evaluator.isInteresting(happening.type))
                m_evaluator.look(happening, firings);
        }
    }
    CROSSDOCK_TRY(begin(firings));
    for (auto &[id, run] : m_open) {
        if (std::exchange(run.isDirty, false))
            CROSSDOCK_TRY(m_runs.save(run));
    }
    return m_memory.takeFailure();
}

Result<> Engine::settleTimers(std::vector<Firing> &firings)
{
    const Time now = m_clock.now();
    while (const auto timer = m_memory.takeDue(now)) {
        const ArmedRule *rule = ruleOf(timer->rule);
        if (!rule)
            continue;
        if (timer->kind == u"schedule") {
            CROSSDOCK_TRY(runSchedule(*rule, timer->due, firings));
            setNextRun(*rule, now); // of all that was missed meanwhile, this one made up for it
        } else if (timer->kind == u"stays") {
            if (const auto subject = m_observer.named(timer->subject))
                m_evaluator.stayed(*timer, *subject, now, firings);
        } else if (const auto order = OrderId::parse(QStringView(timer->subject).mid(6)); order && timer->kind == u"release") {
            m_alarms.append({u"rule:release:%1:%2:%3"_s.arg(timer->rule).arg(timer->entry).arg(order->text()), {Actor::Kind::Rule, rule->name}, u"the time was up"_s,
                             timer->entry, command::ReleaseOrder{*order}});
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

/// Ages and overdue orders change without an entry: looked at once a minute.
void Engine::lookAtClock(std::vector<Firing> &firings)
{
    const Time now = m_clock.now();
    if (!m_watchesClock || now < m_lookedAt + clockLook)
        return;
    const Time before = std::exchange(m_lookedAt, now);
    const auto seen = eachSubject(u"order"_s, [&](const Subject &subject) {
        m_evaluator.look({u"order.changed"_s, subject, now, 0, {}}, firings);
        if (!m_evaluator.isInteresting(u"order.overdue"_s))
            return;
        const Fact late = m_facts.read({*fieldNamed(u"order.overdue_by"_s), {}, false, 0}, subject, now);
        const double passed = double((now - before).count()) / 60'000;
        if (late.isKnown() && late.number <= passed)
            m_evaluator.look({u"order.overdue"_s, subject, now, 0, {}}, firings);
    });
    if (!seen)
        qCWarning(lcRules, "Orders could not be looked at: %s", qUtf8Printable(seen.error().detail));
}

Result<> Engine::begin(std::vector<Firing> &firings)
{
    QHash<QString, QPair<QString, QString>> written;
    for (const Firing &firing : firings)
        CROSSDOCK_TRY(beginOne(firing, written));
    return {};
}

/// Which of its actions an earlier rule of the same pass decided otherwise: a sentence each, empty: it may act.
QStringList Engine::overruled(const Firing &firing, QHash<QString, QPair<QString, QString>> &written) const
{
    QStringList words;
    for (const Action &action : firing.rule->ways[size_t(firing.way)].actions) {
        const auto [attribute, value] = attributeOf(action, firing.happening.subject);
        const auto known = written.constFind(attribute);
        const bool isOther = !attribute.isEmpty() && known != written.cend() && known->first != value;
        words.append(isOther ? u"“%1” decided it first"_s.arg(known->second) : QString());
        if (!attribute.isEmpty() && known == written.cend() && !firing.rule->isShadow)
            written.insert(attribute, {value, firing.rule->name});
    }
    return words;
}

QJsonObject Engine::readingsOf(const ArmedRule &rule)
{
    QJsonObject readings;
    for (const int slot : rule.slotsUsed()) {
        const Fact &value = m_evaluator.reading().at(slot);
        const QString name = fieldName(m_slots.key(slot).field);
        switch (value.kind) {
        case Fact::Kind::Unknown: readings[name] = QJsonValue(); break;
        case Fact::Kind::Number: readings[name] = value.number; break;
        case Fact::Kind::Text: readings[name] = value.text; break;
        case Fact::Kind::Set: readings[name] = QJsonArray::fromStringList(value.set); break;
        }
    }
    return readings;
}

Result<> Engine::beginOne(const Firing &firing, QHash<QString, QPair<QString, QString>> &written)
{
    const ArmedRule &rule = *firing.rule;
    if (firing.wasOverruled || m_given.contains(rule.rule))
        return {};
    OpenRun run;
    if (firing.happening.entry > 0) {
        auto chain = m_runs.chainOf(firing.happening.entry);
        if (!chain)
            return tl::make_unexpected(chain.error());
        run.chain = *std::move(chain);
    }
    const QString own = QString::number(rule.rule);
    if (run.chain.size() >= deepest || run.chain.contains(own)) {
        alarm(u"“%1” was stopped: it runs in a circle"_s.arg(rule.name), u"Rules that led here: %1."_s.arg(run.chain.join(u", "_s)), firing.happening.entry);
        return {};
    }
    if (isOverBudget(rule, firing))
        return {};
    run.chain.append(own);
    run.rule = rule.rule;
    run.version = rule.version;
    run.ruleName = rule.name;
    run.cause = firing.happening.entry;
    run.at = firing.happening.at;
    run.subject = firing.happening.subject;
    run.way = firing.way;
    run.isShadow = rule.isShadow;
    run.isCatchUp = firing.isCatchUp;
    run.actions = rule.ways[size_t(firing.way)].actions;
    m_evaluator.reading().begin(m_slots, firing.happening);
    run.readings = readingsOf(rule);
    const QStringList words = overruled(firing, written);
    for (qsizetype i = 0; i < words.size(); ++i)
        run.deeds.append({run.actions[size_t(i)].type, rule.isShadow ? u"shadow: not done"_s : words[i], 0, false});
    if (rule.isShadow)
        run.state = RuleRun::State::Done;
    CROSSDOCK_TRY(m_runs.insert(run));
    if (run.id == 0)
        return {}; // this entry fired it for this thing already
    ++m_fired;
    if (!rule.isShadow)
        m_open.emplace(run.id, std::move(run));
    return {};
}

bool Engine::isOverBudget(const ArmedRule &rule, const Firing &firing)
{
    const Time now = m_clock.now();
    const auto isUsedUp = [&](std::deque<Time> &times, size_t most) {
        while (!times.empty() && times.front() < now - hour)
            times.pop_front();
        if (times.size() >= most)
            return true;
        times.push_back(now);
        return false;
    };
    const bool isDestroying = !rule.isShadow && std::ranges::any_of(rule.ways[size_t(firing.way)].actions, isDestructive);
    const bool isTooOften = isUsedUp(m_lately[rule.rule], runsAnHour);
    const bool isTooMuch = isDestroying && isUsedUp(m_destroyed[rule.rule], destroyedAnHour);
    if (!isTooOften && !isTooMuch)
        return false;
    m_given.insert(rule.rule);
    const QString why = isTooOften ? u"it ran %1 times within an hour"_s.arg(runsAnHour) : u"it hit %1 things within an hour; arm it again if that is meant"_s.arg(destroyedAnHour);
    alarm(u"“%1” is paused"_s.arg(rule.name), u"It was paused because %1."_s.arg(why), firing.happening.entry);
    m_alarms.append({{}, {Actor::Kind::System, u"rules"_s}, why, firing.happening.entry, command::ChangeRule{rule.rule, command::ChangeRule::What::Disarm}});
    return true;
}

void Engine::alarm(const QString &title, const QString &text, qint64 cause)
{
    m_alarms.append({{}, {Actor::Kind::System, u"rules"_s}, text, cause, command::PostNotice{u"message"_s, u"app"_s, u"me"_s, title, text}});
}

void Engine::afterCommit()
{
    if (std::exchange(m_hasStumbled, false)) {
        m_clock.after(retryPause, m_context, [this] { m_wake(); });
        return;
    }
    for (const Request &request : std::exchange(m_alarms, {}))
        m_submit({request}, [](const Result<QList<Entry>> &) {});
    const Time now = m_clock.now();
    for (auto &[id, run] : m_open) {
        const bool isReady = run.state == RuleRun::State::Running || (run.state == RuleRun::State::Waiting && run.due <= now);
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

void Engine::wakeAtNext()
{
    std::optional<Time> next = m_memory.nextDue();
    const auto sooner = [&](Time time) { next = next ? std::min(*next, time) : time; };
    for (const auto &[id, run] : m_open) {
        if (run.state == RuleRun::State::Waiting)
            sooner(run.due);
    }
    if (m_watchesClock)
        sooner(m_lookedAt + clockLook);
    const Time now = m_clock.now();
    const bool isSet = m_wokenFor && *m_wokenFor > now && next && *m_wokenFor <= *next;
    if (!next || isSet || *next == Time::max())
        return;
    m_wokenFor = next;
    m_clock.after(std::max(Milliseconds{1}, *next - now), m_context, [this] { m_wake(); });
}

} // namespace crossdock::rules
