#include "core/inventory/rules/engine/engine.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// How what fires becomes a run, or why it does not.
namespace crossdock::rules {
namespace {

constexpr qsizetype deepest = 8; // rules that may lead to each other
constexpr size_t runsAnHour = 1'000; // of one rule, because of others: more is a mistake in them
constexpr Milliseconds hour{3'600'000};

/// Buyers' data stands sealed elsewhere and in clear nowhere.
bool isBuyers(FieldId field)
{
    const QString name = fieldName(field);
    return name == u"customer.email" || name == u"customer.phone" || name == u"order.city" || name == u"order.postcode";
}

/// "stock.available", "stock.available @ amazon".
QString nameOf(const SlotKey &key)
{
    const QStringList where = key.scope.channels + key.scope.nodes;
    const QString name = key.isShare ? fieldName(key.field) + u" %"_s : fieldName(key.field);
    return where.isEmpty() ? name : name + u" @ "_s + where.join(u", "_s);
}

QJsonValue jsonOf(const Fact &value)
{
    switch (value.kind) {
    case Fact::Kind::Unknown: return {};
    case Fact::Kind::Number: return value.number;
    case Fact::Kind::Text: return value.text;
    case Fact::Kind::Set: return QJsonArray::fromStringList(value.set);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<> Engine::begin(std::vector<Firing> &firings)
{
    CROSSDOCK_TRY(askFirst(firings));
    auto claims = claimsOf(firings);
    if (!claims)
        return tl::make_unexpected(claims.error());
    for (size_t i = 0; i < firings.size(); ++i) {
        const auto hasBegun = beginOne(firings[i], i, *claims);
        if (!hasBegun)
            return tl::make_unexpected(hasBegun.error());
        if (!*hasBegun)
            claims->withdraw(i);
    }
    return {};
}

QJsonObject Engine::readingsOf(const ArmedRule &rule)
{
    QJsonObject readings;
    for (const int slot : rule.slotsUsed()) {
        const SlotKey &key = m_slots.key(slot);
        const Fact &value = m_evaluator.reading().at(slot);
        readings[nameOf(key)] = value.isKnown() && isBuyers(key.field) ? QJsonValue(u"sealed"_s) : jsonOf(value);
    }
    return readings;
}

/// Answers whether it runs.
Result<bool> Engine::beginOne(const Firing &firing, size_t number, const Claims &claims)
{
    const ArmedRule &rule = *firing.rule;
    if (firing.wasStopped || m_given.contains(rule.rule))
        return false;
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
        return false;
    }
    if (!run.chain.isEmpty() && isOverBudget(rule, firing))
        return false;
    const auto isOver = isOverBound(rule, firing);
    if (!isOver || *isOver)
        return isOver.map([](bool) { return false; });
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
    run.deeds = deedsFor(firing, number, claims);
    run.question = firing.question;
    run.harmedAt = firing.harmedAt;
    if (rule.isShadow)
        run.state = RuleRun::State::Done;
    else if (run.question != 0)
        run.state = RuleRun::State::Asked;
    CROSSDOCK_TRY(m_runs.insert(run));
    if (run.id == 0)
        return false; // this entry fired it for this thing already
    m_ran.insert(rule.rule);
    if (run.state == RuleRun::State::Running)
        m_open.emplace(run.id, std::move(run));
    return true;
}

/// Of what other rules led to.
bool Engine::isOverBudget(const ArmedRule &rule, const Firing &firing)
{
    const Time now = m_clock.now();
    std::deque<Time> &times = m_lately[rule.rule];
    while (!times.empty() && times.front() < now - hour)
        times.pop_front();
    if (times.size() < runsAnHour) {
        times.push_back(now);
        return false;
    }
    const QString why = u"other rules made it run %1 times within an hour"_s.arg(runsAnHour);
    alarm(u"“%1” is paused"_s.arg(rule.name), u"It was paused because %1."_s.arg(why), firing.happening.entry);
    stop(rule, firing.happening.entry, why, command::ChangeRule::What::Disarm);
    return true;
}

/// The bound that a person set when arming it: one thing more, and all of it is taken back.
Result<bool> Engine::isOverBound(const ArmedRule &rule, const Firing &firing)
{
    if (rule.most == 0 || rule.isShadow || firing.question != 0)
        return false;
    const auto things = m_runs.thingsSince(rule.rule, rule.since, m_clock.now() - hour, firing.happening.subject.text());
    if (!things)
        return tl::make_unexpected(things.error());
    if (*things < rule.most)
        return false;
    stop(rule, firing.happening.entry, u"it was to touch at most %1 things within an hour"_s.arg(rule.most), command::ChangeRule::What::Undo);
    return true;
}

void Engine::stop(const ArmedRule &rule, qint64 cause, const QString &why, command::ChangeRule::What how)
{
    m_given.insert(rule.rule);
    m_alarms.append({{}, {Actor::Kind::System, u"rules"_s}, why, cause, command::ChangeRule{rule.rule, how, {}, m_clock.now() - hour}});
}

void Engine::alarm(const QString &title, const QString &text, qint64 cause)
{
    m_alarms.append({{}, {Actor::Kind::System, u"rules"_s}, text, cause, command::PostNotice{u"message"_s, u"app"_s, u"me"_s, title, text}});
}

} // namespace crossdock::rules
