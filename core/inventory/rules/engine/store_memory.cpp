#include "core/inventory/rules/engine/store_memory.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {

Result<> StoreMemory::load()
{
    clear();
    CROSSDOCK_TRY(m_database.each(u"SELECT rule_id, subject, state FROM rule_edge"_s, {}, [&](const store::Row &row) {
        m_edges.insert({row.number(0), row.text(1)}, row.number(2) == 1 ? Truth::Yes : Truth::Unknown);
    }));
    CROSSDOCK_TRY(m_database.each(u"SELECT rule_id, kind, subject, due, entry FROM rule_timer"_s, {}, [&](const store::Row &row) {
        const Timer timer{row.number(0), row.text(1), row.text(2), fromMs(row.number(3)), row.number(4)};
        m_timers.insert(timer);
        m_timerDue.insert({{timer.rule, timer.subject}, timer.kind}, timer.due);
    }));
    return m_database.each(u"SELECT rule_id, subject, at, amount FROM rule_sample ORDER BY at, id"_s, {}, [&](const store::Row &row) {
        m_samples[{row.number(0), row.text(1)}].append({fromMs(row.number(2)), row.number(3)});
    });
}

Result<> StoreMemory::takeFailure()
{
    return std::exchange(m_failure, Result<>());
}

void StoreMemory::run(const QString &sql, const QVariantList &values)
{
    const auto done = m_database.execute(sql, values);
    if (!done && m_failure)
        m_failure = tl::make_unexpected(done.error());
}

void StoreMemory::saveEdge(qint64 rule, const QString &subject, Truth truth)
{
    if (truth == Truth::No)
        run(u"DELETE FROM rule_edge WHERE rule_id = ? AND subject = ?"_s, {rule, subject});
    else
        run(u"INSERT INTO rule_edge (rule_id, subject, state) VALUES (?, ?, ?) ON CONFLICT (rule_id, subject) DO UPDATE SET state = excluded.state"_s,
            {rule, subject, truth == Truth::Yes ? 1 : 2});
}

void StoreMemory::saveTimer(const Timer &timer)
{
    run(u"INSERT INTO rule_timer (rule_id, kind, subject, due, entry) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (rule_id, kind, subject) DO UPDATE SET due = excluded.due, entry = excluded.entry"_s,
        {timer.rule, timer.kind, timer.subject, toMs(timer.due), timer.entry});
}

void StoreMemory::eraseTimer(qint64 rule, const QString &kind, const QString &subject)
{
    run(u"DELETE FROM rule_timer WHERE rule_id = ? AND kind = ? AND subject = ?"_s, {rule, kind, subject});
}

void StoreMemory::saveSample(qint64 rule, const QString &subject, Time at, qint64 amount, Time keepSince)
{
    run(u"DELETE FROM rule_sample WHERE rule_id = ? AND subject = ? AND at <= ?"_s, {rule, subject, toMs(keepSince)});
    run(u"INSERT INTO rule_sample (rule_id, subject, at, amount) VALUES (?, ?, ?, ?)"_s, {rule, subject, toMs(at), amount});
}

void StoreMemory::eraseRule(qint64 rule)
{
    run(u"DELETE FROM rule_edge WHERE rule_id = ?"_s, {rule});
    run(u"DELETE FROM rule_timer WHERE rule_id = ? AND kind NOT IN ('release', 'undo')"_s, {rule});
    run(u"DELETE FROM rule_sample WHERE rule_id = ?"_s, {rule});
}

} // namespace crossdock::rules
