#include "core/inventory/rules/engine/runs.h"

#include "core/inventory/rules/book/rule_records.h"
#include "core/inventory/rules/rule_json.h"

#include <QJsonDocument>
#include <algorithm>
#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

QString textOf(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

const QString keyBegin = u"rule:"_s;

} // namespace

QString OpenRun::keyOf(int command) const
{
    // Rule version, event, action. A schedule has no entry: its time stands for it.
    const QString event = cause > 0 ? QString::number(cause) : u"t%1"_s.arg(toMs(at));
    return keyBegin + u"%1:%2:%3:%4:%5:%6"_s.arg(id).arg(rule).arg(version).arg(event).arg(next).arg(command);
}

Result<> Runs::insert(OpenRun &run)
{
    const auto id = m_database.first(
        u"INSERT INTO rule_run (rule_id, version, cause, at, subject, party, branch, is_shadow, is_catch_up, state, next_action, due, chain, readings, deeds, question, harmed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id"_s,
        {run.rule, run.version, run.cause, toMs(run.at), run.subject.text(), textOf(run.subject.toJson()), run.way, run.isShadow ? 1 : 0, run.isCatchUp ? 1 : 0,
         nameOf(run.state), run.next, toMs(run.due), run.chain.join(u' '), textOf(run.readings), toText(run.deeds), run.question, toMs(run.harmedAt)},
        [](const store::Row &row) { return row.number(0); });
    if (!id)
        return tl::make_unexpected(id.error());
    run.id = id->value_or(0);
    return {};
}

Result<QString> Runs::sentenceOf(qint64 rule, int version)
{
    return m_database.first(u"SELECT text FROM rule_version WHERE rule_id = ? AND version = ?"_s, {rule, version}, [](const store::Row &row) { return row.text(0); })
        .map([](const std::optional<QString> &text) { return text.value_or(QString()); });
}

Result<int> Runs::thingsSince(qint64 rule, qint64 sinceEntry, Time since, const QString &butNot)
{
    return m_database
        .first(u"SELECT COUNT(DISTINCT subject) FROM rule_run WHERE rule_id = ? AND at >= ? AND (cause = 0 OR cause > ?) AND is_shadow = 0 AND question = 0 AND subject <> ?"_s,
               {rule, toMs(since), sinceEntry, butNot}, [](const store::Row &row) { return static_cast<int>(row.number(0)); })
        .map([](const std::optional<int> &count) { return count.value_or(0); });
}

Result<QSet<QString>> Runs::harmedSince(qint64 rule, Time since)
{
    return m_database.select(u"SELECT DISTINCT subject FROM rule_run WHERE rule_id = ? AND harmed_at > ? AND harmed_at > 0"_s, {rule, toMs(since)}, [](const store::Row &row) { return row.text(0); })
        .map([](const QList<QString> &things) { return QSet<QString>(things.begin(), things.end()); });
}

Result<QList<qint64>> Runs::entriesSince(qint64 rule, Time since)
{
    QList<qint64> entries;
    CROSSDOCK_TRY(m_database.each(u"SELECT deeds FROM rule_run WHERE rule_id = ? AND at >= ? AND is_shadow = 0 ORDER BY id"_s, {rule, toMs(since)}, [&](const store::Row &row) {
        const auto deeds = deedsOf(row.text(0));
        for (const RuleRun::Deed &deed : deeds) {
            if (deed.entry > 0)
                entries.append(deed.entry);
            entries += deed.more;
        }
    }));
    std::ranges::sort(entries, std::greater());
    return entries;
}

Result<> Runs::purge(Time before)
{
    return m_database.execute(u"DELETE FROM rule_run WHERE at < ? AND state NOT IN ('running', 'waiting', 'asked')"_s, {toMs(before)}).map([](qint64) {});
}

Result<> Runs::save(const OpenRun &run)
{
    return m_database
        .execute(u"UPDATE rule_run SET state = ?, next_action = ?, due = ?, deeds = ? WHERE id = ?"_s,
                 {nameOf(run.state), run.next, toMs(run.due), toText(run.deeds), run.id})
        .map([](qint64) {});
}

Result<QList<OpenRun>> Runs::open(const Workspace &workspace)
{
    QStringList compiled;
    auto runs = m_database.select(
        u"SELECT n.id, n.rule_id, n.version, r.name, n.cause, n.at, n.party, n.branch, n.is_shadow, n.is_catch_up, n.state, n.next_action, n.due, n.chain, "
        "n.readings, n.deeds, v.compiled FROM rule_run n JOIN rule r ON r.id = n.rule_id JOIN rule_version v ON v.rule_id = n.rule_id AND v.version = n.version "
        "WHERE n.state IN ('running', 'waiting') ORDER BY n.id"_s,
        {}, [&](const store::Row &row) {
            OpenRun run;
            run.id = row.number(0);
            run.rule = row.number(1);
            run.version = static_cast<int>(row.number(2));
            run.ruleName = row.text(3);
            run.cause = row.number(4);
            run.at = fromMs(row.number(5));
            run.subject = Subject::fromJson(QJsonDocument::fromJson(row.text(6).toUtf8()).object());
            run.way = static_cast<int>(row.number(7));
            run.isShadow = row.flag(8);
            run.isCatchUp = row.flag(9);
            run.state = runStateOf(row.text(10));
            run.next = static_cast<int>(row.number(11));
            run.due = fromMs(row.number(12));
            run.chain = row.text(13).split(u' ', Qt::SkipEmptyParts);
            run.readings = QJsonDocument::fromJson(row.text(14).toUtf8()).object();
            run.deeds = deedsOf(row.text(15));
            compiled.append(row.text(16));
            return run;
        });
    if (!runs)
        return runs;
    for (qsizetype i = 0; i < runs->size(); ++i) {
        OpenRun &run = (*runs)[i];
        const auto trigger = triggerFromJson(QJsonDocument::fromJson(compiled[i].toUtf8()).object(), workspace);
        if (trigger)
            run.actions = run.way == 0 ? trigger->then.actions : trigger->otherwise[size_t(run.way) - 1].actions;
        if (trigger)
            continue;
        run.state = RuleRun::State::Failed;
        run.deeds.append({{}, u"it names what is not there any more"_s, 0, false});
        run.isDirty = true;
    }
    return runs;
}

Result<QStringList> Runs::chainOf(qint64 entry)
{
    const auto actor = m_database.first(u"SELECT actor_kind, text FROM trail WHERE number = ?"_s, {entry},
                                        [](const store::Row &row) { return QPair(row.text(0), row.text(1)); });
    if (!actor)
        return tl::make_unexpected(actor.error());
    if (!*actor || (*actor)->first != u"rule")
        return QStringList();
    const QString key = QJsonDocument::fromJson((*actor)->second.toUtf8())[u"key"_s].toString();
    if (!key.startsWith(keyBegin))
        return QStringList();
    const auto chain = m_database.first(u"SELECT chain FROM rule_run WHERE id = ?"_s, {key.section(u':', 1, 1).toLongLong()},
                                        [](const store::Row &row) { return row.text(0).split(u' ', Qt::SkipEmptyParts); });
    return chain ? Result<QStringList>(chain->value_or(QStringList())) : tl::make_unexpected(chain.error());
}

} // namespace crossdock::rules
