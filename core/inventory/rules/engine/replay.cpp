#include "core/inventory/rules/engine/replay.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/inventory.h"
#include "core/inventory/rules/engine/calendar.h"

#include <QThreadPool>
#include <future>
#include <limits>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr int pageSize = 1'000;
constexpr Milliseconds salesLook{900'000};

Result<std::vector<Entry>> parseAll(const QList<QByteArray> &texts)
{
    std::vector<Entry> entries;
    entries.reserve(size_t(texts.size()));
    for (const QByteArray &text : texts) {
        auto entry = audit::parseEntry(text, {});
        if (!entry)
            return tl::make_unexpected(entry.error());
        entries.push_back(std::move(*entry));
    }
    return entries;
}

} // namespace

Replay::Replay(store::Database &database, const Workspace &workspace, qint64 first, Fired fired)
    : m_database(database)
    , m_privacy(database.shopKey() ? std::optional<audit::Privacy>(std::in_place, database, *database.shopKey()) : std::nullopt)
    , m_facts(database, m_privacy ? &*m_privacy : nullptr, first)
    , m_evaluator(m_facts, m_memory)
    , m_observer(database)
    , m_sales(database, salesLook)
    , m_fired(std::move(fired))
{
    m_facts.setWorkspace(workspace);
    m_observer.keepIds();
}

Replay::~Replay() = default;

void Replay::add(const RuleRow &row, Trigger trigger)
{
    m_rules.push_back(std::make_unique<ArmedRule>(ArmedRule::make(row, std::move(trigger), 0, m_slots)));
    const ArmedRule &rule = *m_rules.back();
    m_byId.insert(row.rule, &rule);
    m_followsClock = m_followsClock || followsClock(rule.trigger);
}

void Replay::start(Time since)
{
    m_evaluator.use(m_rules, m_slots);
    m_sales.follow(m_rules, since);
    for (const auto &rule : m_rules) {
        if (rule->trigger.schedule)
            setNextRun(*rule, since);
        if (rule->wholeShop)
            m_evaluator.prime({rule->trigger.event.type, *rule->wholeShop, since, 0, {}}, rule.get());
    }
}

void Replay::setNextRun(const ArmedRule &rule, Time after)
{
    if (const auto next = nextRun(*rule.trigger.schedule, m_facts.zone(), after))
        m_memory.setTimer({rule.rule, u"schedule"_s, {}, *next, 0});
}

void Replay::take(const Entry &entry)
{
    goOnUntil(entry.at);
    const auto happenings = m_observer.happeningsOf(entry);
    m_facts.before(entry);
    for (const Happening &happening : happenings)
        m_evaluator.primeBefore(happening);
    m_facts.apply(entry);
    std::vector<Firing> firings;
    for (const Happening &happening : happenings) {
        if (m_followsClock && (happening.subject.sale != 0 || !happening.subject.purchase.isEmpty()))
            expectAges(happening);
        if (happening.subject.sale != 0)
            m_sales.note(happening.subject.sale);
        if (!m_evaluator.isInteresting(happening.type))
            continue;
        ++m_events;
        m_evaluator.look(happening, firings);
    }
    tell(firings);
}

void Replay::goOnUntil(Time until)
{
    std::vector<Firing> firings;
    while (const auto timer = isStopped() ? std::nullopt : m_memory.takeDue(until))
        settle(*timer, firings);
    lookAtSales(until, firings);
    tell(firings);
}

void Replay::lookAtSales(Time until, std::vector<Firing> &firings)
{
    for (auto next = m_sales.nextLook(); next && *next <= until; next = m_sales.nextLook()) {
        const auto subjects = m_sales.look(*next);
        if (!subjects)
            return;
        m_events += qint64(subjects->size());
        for (const Subject &subject : *subjects)
            m_evaluator.look({u"sales.changed"_s, subject, *next, 0, {}}, firings);
    }
}

void Replay::settle(const Memory::Timer &timer, std::vector<Firing> &firings)
{
    const ArmedRule &rule = *m_byId.value(timer.rule);
    if (timer.kind == u"schedule") {
        ++m_events;
        runSchedule(rule, timer.due, firings);
        setNextRun(rule, timer.due);
        return;
    }
    const auto subject = m_observer.named(thingOfTimer(rule, timer.subject));
    if (!subject)
        return;
    if (timer.kind == u"stays") {
        m_evaluator.stayed(timer, *subject, firings);
    } else if (timer.kind == u"window") {
        m_evaluator.thinned(timer, *subject, firings);
    } else {
        ++m_events;
        m_evaluator.look({rule.trigger.event.type, *subject, timer.due, 0, {}, !rule.crossings.empty()}, firings);
    }
}

/// When an order, a parcel of one, or one at a supplier, will be as old, or as late, as a rule says: nothing is written at that moment.
void Replay::expectAges(const Happening &happening)
{
    const QString what = happening.subject.kind == Subject::Kind::Parcel ? u"shipment"_s : happening.subject.sale != 0 ? u"order"_s : u"po"_s;
    for (const auto &rule : m_rules) {
        if (agingOf(rule->trigger) != what)
            continue;
        const auto minutes = minutesUntil(rule->trigger, happening.subject, happening.at);
        if (minutes && *minutes >= 0)
            m_memory.setTimer({rule->rule, u"age"_s, happening.subject.text(), happening.at + Milliseconds(qint64(*minutes * 60'000) + 1), 0});
        else
            m_memory.dropTimer(rule->rule, u"age"_s, happening.subject.text());
    }
}

std::optional<double> Replay::minutesUntil(const Trigger &trigger, const Subject &order, Time at)
{
    if (!order.purchase.isEmpty()) {
        const auto late = m_facts.lateFrom(order);
        const double *wanted = std::get_if<double>(&trigger.event.becomes->value);
        return late && wanted ? std::optional(double((*late - at).count()) / 60'000 + inBaseUnit(*wanted, trigger.event.becomes->unit)) : std::nullopt;
    }
    if (order.kind == Subject::Kind::Order && m_facts.isOver(order))
        return std::nullopt;
    const auto value = [&](const QString &field) {
        const Fact fact = m_facts.read({*fieldNamed(field), {}, false}, order, at);
        return fact.isKnown() ? std::optional(fact.number) : std::nullopt;
    };
    if (trigger.event.type == u"order.overdue")
        return value(u"order.time_to_ship_by"_s);
    const Leaf &becomes = *trigger.event.becomes;
    const double *bound = std::get_if<double>(&becomes.value);
    if (!bound)
        return std::nullopt;
    const double wanted = inBaseUnit(*bound, becomes.unit);
    const QString field = fieldName(becomes.field);
    if (field == u"shipment.delay") {
        const auto left = m_facts.minutesToPromise(order, at);
        return left ? std::optional(*left + wanted) : std::nullopt;
    }
    if (field == u"order.time_to_ship_by" || field == u"order.overdue_by") {
        const auto left = value(u"order.time_to_ship_by"_s);
        const double target = field == u"order.overdue_by" ? -wanted : wanted;
        return left ? std::optional(*left - target) : std::nullopt;
    }
    const auto age = value(field);
    return age ? std::optional(wanted - *age) : std::nullopt;
}

/// Each once: an entry can speak of a thing twice.
void Replay::tell(const std::vector<Firing> &firings)
{
    for (const Firing &firing : firings) {
        const QPair of(firing.happening.entry, firing.happening.at);
        if (m_toldOf != of)
            m_told.clear();
        m_toldOf = of;
        const QPair once(firing.rule->rule, firing.happening.subject.text());
        if (m_told.contains(once))
            continue;
        m_told.insert(once);
        m_fired(firing);
    }
}

Result<TrailSpan> spanOfTrail(store::Database &database, Time since, std::optional<Time> until)
{
    const qint64 end = until ? toMs(*until) : std::numeric_limits<qint64>::max();
    const auto span = database.first(u"SELECT COALESCE(MIN(number), 0), COALESCE(MAX(number), 0), COALESCE(MIN(at), 0), COALESCE(MAX(at), 0) FROM trail WHERE at >= ? AND at <= ?"_s,
                                     {toMs(since), end}, [](const store::Row &row) { return TrailSpan{row.number(0), row.number(1), fromMs(row.number(2)), fromMs(row.number(3))}; });
    return span ? Result<TrailSpan>(span->value_or(TrailSpan{})) : tl::make_unexpected(span.error());
}

/// What comes next is parsed beside what is replayed: the one costs about as much as the other.
Result<> replayTrail(store::Database &database, Replay &replay, qint64 first, qint64 last, Progress &progress)
{
    using Parsing = std::packaged_task<Result<std::vector<Entry>>()>;
    QThreadPool parser; // one thread for all pages: a fresh one begins with cold memory
    parser.setMaxThreadCount(1);
    std::future<Result<std::vector<Entry>>> ahead;
    for (qint64 next = first; first > 0 && next <= last + pageSize; next += pageSize) {
        if (progress.isCancelled)
            return fail(Error::Code::Cancelled, u"rehearsal"_s);
        auto before = std::exchange(ahead, {});
        if (next <= last) {
            auto texts = database.select(u"SELECT text FROM trail WHERE number >= ? AND number < ? AND number <= ? ORDER BY number"_s, {next, next + pageSize, last},
                                         [](const store::Row &row) { return row.bytes(0); });
            if (!texts)
                return tl::make_unexpected(texts.error());
            const auto parsing = std::make_shared<Parsing>([texts = std::move(*texts)] { return parseAll(texts); });
            ahead = parsing->get_future();
            parser.start([parsing] { (*parsing)(); });
        }
        if (!before.valid())
            continue;
        const auto entries = before.get();
        if (!entries)
            return tl::make_unexpected(entries.error());
        for (const Entry &entry : *entries)
            replay.take(entry);
        progress.permille = static_cast<int>(1'000 * (next - first) / std::max<qint64>(1, last - first + pageSize));
    }
    return {};
}

} // namespace crossdock::rules
