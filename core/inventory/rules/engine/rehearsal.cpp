#include "core/inventory/rules/engine/rehearsal.h"

#include "core/inventory/audit/trail.h"
#include "core/inventory/rules/engine/calendar.h"
#include "core/inventory/rules/engine/evaluator.h"
#include "core/inventory/rules/engine/happenings.h"
#include "core/inventory/rules/engine/past_facts.h"
#include "core/inventory/rules/paraphrase.h"

#include <QSet>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr int pageSize = 5'000;

/// One rule and what it has done so far.
class Rehearsal
{
public:
    Rehearsal(store::Database &database, audit::Privacy *privacy, const Workspace &workspace, const Trigger &trigger, const query::RehearseRule &query, qint64 first)
        : m_workspace(workspace)
        , m_query(query)
        , m_facts(database, privacy, first)
        , m_evaluator(m_facts, m_memory)
        , m_observer(database)
    {
        m_facts.setWorkspace(workspace);
        RuleRow row;
        row.rule = query.rule;
        m_rules.push_back(std::make_unique<ArmedRule>(ArmedRule::make(row, trigger, 0, m_slots)));
        m_evaluator.use(m_rules, m_slots);
        if (trigger.schedule)
            m_nextRun = nextRun(*trigger.schedule, m_facts.zone(), query.since);
    }

    void take(const Entry &entry)
    {
        goOnUntil(entry.at);
        const auto happenings = m_observer.happeningsOf(entry);
        m_facts.before(entry);
        for (const Happening &happening : happenings) {
            if (happening.type == rule().trigger.event.type)
                m_evaluator.prime(happening, &rule());
        }
        m_facts.apply(entry);
        std::vector<Firing> firings;
        for (const Happening &happening : happenings) {
            if (!m_evaluator.isInteresting(happening.type))
                continue;
            ++m_done.events;
            m_evaluator.look(happening, firings);
        }
        note(firings);
    }

    /// Timers and schedules that were due before `until`.
    void goOnUntil(Time until)
    {
        std::vector<Firing> firings;
        while (const auto timer = m_memory.takeDue(until)) {
            if (const auto subject = m_observer.named(timer->subject))
                m_evaluator.stayed(*timer, *subject, timer->due, firings);
        }
        while (m_nextRun && *m_nextRun <= until) {
            ++m_done.events;
            if (rule().trigger.event.each.isEmpty())
                m_evaluator.sweep(rule(), {u"schedule"_s, {}, *m_nextRun, 0, {}}, false, firings);
            m_nextRun = nextRun(*rule().trigger.schedule, m_facts.zone(), *m_nextRun);
        }
        note(firings);
    }

    RuleRehearsal finish()
    {
        m_done.assumptions.append(u"Names, prices and details of products and orders are read as they are today."_s);
        if (!rule().trigger.event.each.isEmpty())
            m_done.assumptions.append(u"What a schedule would have gone through is not on record: its runs over each thing are not replayed."_s);
        return std::move(m_done);
    }

private:
    const ArmedRule &rule() const { return *m_rules.front(); }

    void note(const std::vector<Firing> &firings)
    {
        for (const Firing &firing : firings) {
            const QString once = u"%1 %2 %3"_s.arg(firing.happening.entry).arg(toMs(firing.happening.at)).arg(firing.happening.subject.text());
            if (m_seen.contains(once))
                continue;
            m_seen.insert(once);
            ++m_done.runs;
            if (m_done.cases.size() >= m_query.limit)
                continue;
            QStringList actions;
            for (const Action &action : firing.rule->ways[size_t(firing.way)].actions)
                actions.append(paraphrase(action, m_workspace));
            m_done.cases.append({firing.happening.at, firing.happening.entry, firing.happening.subject.text(), firing.way, actions});
        }
    }

    const Workspace &m_workspace;
    const query::RehearseRule &m_query;
    PastFacts m_facts;
    Memory m_memory;
    Evaluator m_evaluator;
    Observer m_observer;
    RuleIndex::Rules m_rules;
    SlotTable m_slots;
    std::optional<Time> m_nextRun;
    QSet<QString> m_seen;
    RuleRehearsal m_done;
};

} // namespace

Result<RuleRehearsal> rehearse(store::Database &database, const Workspace &workspace, const Trigger &trigger, const query::RehearseRule &query, Progress &progress)
{
    const qint64 until = query.until ? toMs(*query.until) : std::numeric_limits<qint64>::max();
    const auto ends = database.first(u"SELECT COALESCE(MIN(number), 0), COALESCE(MAX(number), 0), COALESCE(MAX(at), 0) FROM trail WHERE at >= ? AND at <= ?"_s,
                                     {toMs(query.since), until}, [](const store::Row &row) { return std::tuple(row.number(0), row.number(1), row.number(2)); });
    if (!ends)
        return tl::make_unexpected(ends.error());
    const auto [first, last, lastAt] = **ends;
    std::optional<audit::Privacy> privacy;
    if (database.shopKey())
        privacy.emplace(database, *database.shopKey());
    Rehearsal rehearsal(database, privacy ? &*privacy : nullptr, workspace, trigger, query, first);
    for (qint64 next = first; first > 0 && next <= last && !progress.isCancelled; next += pageSize) {
        const auto entries = database.select(u"SELECT text, hash FROM trail WHERE number >= ? AND number < ? AND number <= ? ORDER BY number"_s, {next, next + pageSize, last},
                                             [](const store::Row &row) { return audit::parseEntry(row.text(0).toUtf8(), row.text(1).toLatin1()); });
        if (!entries)
            return tl::make_unexpected(entries.error());
        for (const Result<Entry> &entry : *entries) {
            if (!entry)
                return tl::make_unexpected(entry.error());
            rehearsal.take(*entry);
        }
        progress.permille = static_cast<int>(1'000 * (next - first) / std::max<qint64>(1, last - first));
    }
    rehearsal.goOnUntil(query.until ? *query.until : fromMs(std::max(lastAt, toMs(query.since))));
    return progress.isCancelled ? fail(Error::Code::Cancelled, u"rehearsal"_s) : Result<RuleRehearsal>(rehearsal.finish());
}

} // namespace crossdock::rules
