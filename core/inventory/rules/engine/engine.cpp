#include "core/inventory/rules/engine/engine.h"

#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/book/store_workspace.h"
#include "core/inventory/rules/engine/calendar.h"
#include "core/inventory/rules/rule_json.h"

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

bool followsClock(const ArmedRule &rule)
{
    static const QSet<QString> aging{u"order.age"_s, u"order.hold_age"_s, u"order.time_to_ship_by"_s, u"order.overdue_by"_s};
    const auto &becomes = rule.trigger.event.becomes;
    return rule.trigger.event.type == u"order.overdue" || (becomes && aging.contains(fieldName(becomes->field)));
}

QString entityFollowed(const ArmedRule &rule)
{
    return rule.trigger.event.becomes ? entityOf(rule.trigger.event.becomes->field).toString() : QString();
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

Result<> Engine::reload()
{
    CROSSDOCK_TRY(m_memory.load());
    CROSSDOCK_TRY(loadRules());
    m_open.clear();
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
    m_rules.clear();
    m_slots = SlotTable();
    m_watchesClock = false;
    m_evaluator.use(m_rules, m_slots);
    const auto rows = ruleRows(m_database, m_clock.now());
    if (!rows)
        return tl::make_unexpected(rows.error());
    const auto runs = [](const RuleRow &row) { return row.state == RuleRow::State::Live || row.state == RuleRow::State::Shadow; };
    if (std::none_of(rows->begin(), rows->end(), runs))
        return {}; // the catalogue is not read for nothing
    const auto workspace = workspaceOf(m_database);
    if (!workspace)
        return tl::make_unexpected(workspace.error());
    m_facts.setWorkspace(*workspace);
    for (const RuleRow &row : *rows) {
        if (!runs(row))
            continue;
        const auto versions = versionsOf(m_database, row.rule);
        const auto since = m_database.first(u"SELECT since_entry FROM rule WHERE id = ?"_s, {row.rule}, [](const store::Row &one) { return one.number(0); });
        if (!versions || !since)
            return tl::make_unexpected(!versions ? versions.error() : since.error());
        auto trigger = triggerFromJson(versions->first().trigger, *workspace);
        if (!trigger) {
            qCWarning(lcRules, "Rule %lld does not run: %s", static_cast<long long>(row.rule), qUtf8Printable(trigger.error().detail));
            continue;
        }
        m_rules.push_back(std::make_unique<ArmedRule>(ArmedRule::make(row, *std::move(trigger), since->value_or(0), m_slots)));
        m_watchesClock = m_watchesClock || followsClock(*m_rules.back());
    }
    m_evaluator.use(m_rules, m_slots);
    m_given.clear();
    return {};
}

/// Rules that were armed or rewritten just now see where everything stands, so that the next change is one.
Result<> Engine::primeNew()
{
    for (const auto &rule : m_rules) {
        const QString mark = QString::number(rule->since);
        const bool isKnown = m_memory.timerOf(rule->rule, u"armed"_s, mark).has_value();
        if (isKnown)
            continue;
        m_memory.forgetRule(rule->rule);
        m_memory.setTimer({rule->rule, u"armed"_s, mark, Time::max(), rule->since}); // a mark: never due
        const QString entity = entityFollowed(*rule);
        if (!entity.isEmpty())
            CROSSDOCK_TRY(eachSubject(entity, [&](const Subject &subject) {
                m_evaluator.prime({rule->trigger.event.type, subject, m_clock.now(), rule->since, {}}, rule.get());
            }));
        if (rule->trigger.schedule)
            setNextRun(*rule, m_clock.now());
    }
    return {};
}

Result<> Engine::eachSubject(const QString &entity, const std::function<void(const Subject &)> &see)
{
    QList<Subject> subjects;
    if (entity == u"order" || entity == u"customer") {
        CROSSDOCK_TRY(m_database.each(u"SELECT s.id, c.name, s.number FROM sale s JOIN channel c ON c.id = s.channel_id "
                                      "WHERE s.state IN ('open', 'picked', 'awaiting') ORDER BY s.id"_s,
                                      {}, [&](const store::Row &row) {
                                          subjects.append({Subject::Kind::Order, 0, row.number(0), {}, {*ChannelId::parse(row.text(1)), row.text(2)}, row.text(1), {}});
                                      }));
    } else if (entity == u"listing") {
        CROSSDOCK_TRY(m_database.each(u"SELECT k.id, k.code, c.name FROM listing l JOIN sku k ON k.id = l.sku_id JOIN channel c ON c.id = l.channel_id ORDER BY l.id"_s, {},
                                      [&](const store::Row &row) {
                                          subjects.append({Subject::Kind::Listing, row.number(0), 0, row.text(1), {}, row.text(2), {}});
                                      }));
    } else if (entity == u"channel") {
        CROSSDOCK_TRY(m_database.each(u"SELECT name FROM channel WHERE is_removed = 0 ORDER BY id"_s, {},
                                      [&](const store::Row &row) { subjects.append({Subject::Kind::Channel, 0, 0, {}, {}, row.text(0), {}}); }));
    } else {
        CROSSDOCK_TRY(m_database.each(u"SELECT id, code FROM sku ORDER BY id"_s, {},
                                      [&](const store::Row &row) { subjects.append({Subject::Kind::Product, row.number(0), 0, row.text(1), {}, {}, {}}); }));
    }
    for (const Subject &subject : std::as_const(subjects))
        see(subject);
    m_facts.forget();
    return {};
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
