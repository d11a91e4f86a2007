#include "core/inventory/rules/book/rule_records.h"

#include "core/inventory/rules/book/rule_questions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rules {
namespace {

constexpr std::array stateNames = {u"draft", u"shadow", u"live", u"paused", u"asked"};
constexpr std::array runNames = {u"running", u"waiting", u"done", u"failed", u"asked"};
constexpr qint64 dayMs = 86'400'000;

template <class Names>
size_t indexOf(const Names &names, const QString &name)
{
    const auto found = std::ranges::find_if(names, [&](const char16_t *known) { return name == QStringView(known); });
    Q_ASSERT(found != names.end());
    return static_cast<size_t>(found - names.begin());
}

/// A live rule that waits for an answer is in that state, too; its own stays what it was.
Result<> addQuestions(store::Database &database, QList<RuleRow> &rows)
{
    const auto open = openQuestions(database);
    if (!open)
        return tl::make_unexpected(open.error());
    for (const OpenQuestion &one : *open) {
        const auto row = std::ranges::find_if(rows, [&](const RuleRow &known) { return known.rule == one.rule && known.state == RuleRow::State::Live; });
        if (row == rows.end())
            continue;
        row->state = RuleRow::State::Asked;
        row->question = one.asked;
    }
    return {};
}

Result<QList<RuleRow>> rowsWhere(store::Database &database, const QString &where, const QVariantList &values, Time now)
{
    const qint64 today = toMs(now) / dayMs * dayMs;
    QVariantList all{today};
    all += values;
    auto rows = database.select(
        u"SELECT r.id, r.name, v.text, r.state, r.version, r.priority, v.author, v.at, r.words, r.most, "
        "(SELECT COUNT(*) FROM rule_run n WHERE n.rule_id = r.id), "
        "(SELECT COUNT(*) FROM rule_run n WHERE n.rule_id = r.id AND n.at >= ?), "
        "(SELECT COALESCE(MAX(n.at), 0) FROM rule_run n WHERE n.rule_id = r.id), r.allows "
        "FROM rule r JOIN rule_version v ON v.rule_id = r.id AND v.version = r.version WHERE r.is_removed = 0"_s
            + where + u" ORDER BY r.priority DESC, r.id"_s,
        all, [](const store::Row &row) {
            return RuleRow{row.number(0), row.text(1), row.text(2), ruleStateOf(row.text(3)), static_cast<int>(row.number(4)),
                           static_cast<int>(row.number(5)), row.text(6), fromMs(row.number(7)), row.number(10), row.number(11),
                           fromMs(row.number(12)), row.text(8), static_cast<int>(row.number(9)), static_cast<int>(row.number(13))};
        });
    if (!rows)
        return rows;
    CROSSDOCK_TRY(addQuestions(database, *rows));
    return rows;
}

} // namespace

QString nameOf(RuleRow::State state)
{
    return QString::fromUtf16(stateNames.at(static_cast<size_t>(state)));
}

RuleRow::State ruleStateOf(const QString &name)
{
    return static_cast<RuleRow::State>(indexOf(stateNames, name));
}

QString nameOf(RuleRun::State state)
{
    return QString::fromUtf16(runNames.at(static_cast<size_t>(state)));
}

RuleRun::State runStateOf(const QString &name)
{
    return static_cast<RuleRun::State>(indexOf(runNames, name));
}

Result<QList<RuleRow>> ruleRows(store::Database &database, Time now)
{
    return rowsWhere(database, {}, {}, now);
}

Result<RuleRow> ruleRow(store::Database &database, qint64 rule, Time now)
{
    const auto rows = rowsWhere(database, u" AND r.id = ?"_s, {rule}, now);
    if (!rows)
        return tl::make_unexpected(rows.error());
    if (rows->isEmpty())
        return fail(Error::Code::NotFound, QString::number(rule), u"no such rule"_s);
    return rows->first();
}

Result<QList<RuleVersion>> versionsOf(store::Database &database, qint64 rule)
{
    return database.select(u"SELECT version, text, author, compiled, at FROM rule_version WHERE rule_id = ? ORDER BY version DESC"_s, {rule},
                           [](const store::Row &row) {
                               return RuleVersion{static_cast<int>(row.number(0)), row.text(1), row.text(2),
                                                  QJsonDocument::fromJson(row.text(3).toUtf8()).object(), fromMs(row.number(4))};
                           });
}

Result<RuleVersion> versionOf(store::Database &database, qint64 rule, int version)
{
    const auto versions = versionsOf(database, rule);
    if (!versions)
        return tl::make_unexpected(versions.error());
    for (const RuleVersion &one : *versions) {
        if (version == 0 || one.version == version)
            return one;
    }
    return fail(Error::Code::NotFound, u"version %1"_s.arg(version), u"the rule has no such version"_s);
}

bool isRunning(const RuleRow &row)
{
    return row.isLive() || row.state == RuleRow::State::Shadow;
}

Result<QList<CompiledRow>> compiledRules(store::Database &database)
{
    return database.select(u"SELECT r.id, r.name, r.state, r.version, r.priority, r.most, r.since_entry, v.compiled, r.allows FROM rule r "
                           "JOIN rule_version v ON v.rule_id = r.id AND v.version = r.version WHERE r.is_removed = 0 "
                           "ORDER BY r.priority DESC, r.id"_s,
                           {}, [](const store::Row &row) {
                               CompiledRow compiled;
                               compiled.row.rule = row.number(0);
                               compiled.row.name = row.text(1);
                               compiled.row.state = ruleStateOf(row.text(2));
                               compiled.row.version = static_cast<int>(row.number(3));
                               compiled.row.priority = static_cast<int>(row.number(4));
                               compiled.row.most = static_cast<int>(row.number(5));
                               compiled.row.allows = static_cast<int>(row.number(8));
                               compiled.since = row.number(6);
                               compiled.trigger = QJsonDocument::fromJson(row.text(7).toUtf8()).object();
                               return compiled;
                           });
}

QString toText(const QList<RuleRun::Deed> &deeds)
{
    QJsonArray all;
    for (const RuleRun::Deed &deed : deeds) {
        QJsonObject one{{u"action"_s, deed.action}, {u"words"_s, deed.words}, {u"entry"_s, deed.entry}, {u"done"_s, deed.isDone}};
        if (deed.isOverruled)
            one[u"overruled"_s] = true;
        QJsonArray more;
        for (const qint64 entry : deed.more)
            more.append(entry);
        if (!more.isEmpty())
            one[u"more"_s] = more;
        if (!deed.spared.isEmpty()) {
            one[u"spared"_s] = QJsonArray::fromStringList(deed.spared);
            one[u"lost"_s] = deed.lost;
        }
        all.append(one);
    }
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

QList<RuleRun::Deed> deedsOf(const QString &json)
{
    QList<RuleRun::Deed> deeds;
    const QJsonArray all = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &one : all) {
        RuleRun::Deed deed{one[u"action"_s].toString(), one[u"words"_s].toString(), one[u"entry"_s].toInteger(), one[u"done"_s].toBool(),
                           one[u"overruled"_s].toBool()};
        const QJsonArray more = one[u"more"_s].toArray();
        for (const QJsonValue &entry : more)
            deed.more.append(entry.toInteger());
        const QJsonArray spared = one[u"spared"_s].toArray();
        for (const QJsonValue &thing : spared)
            deed.spared.append(thing.toString());
        deed.lost = one[u"lost"_s].toString();
        deeds.append(deed);
    }
    return deeds;
}

Result<QList<RuleRun>> runsOf(store::Database &database, std::optional<qint64> rule, qint64 before, int limit)
{
    return database.select(
        u"SELECT id, rule_id, version, cause, at, subject, branch, is_shadow, is_catch_up, state, due, readings, deeds FROM rule_run "
        "WHERE (? = 0 OR rule_id = ?) AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?"_s,
        {rule.value_or(0), rule.value_or(0), before, before, limit}, [](const store::Row &row) {
            return RuleRun{row.number(0), row.number(1), static_cast<int>(row.number(2)), row.number(3), fromMs(row.number(4)), row.text(5),
                           static_cast<int>(row.number(6)), row.flag(7), row.flag(8), runStateOf(row.text(9)), fromMs(row.number(10)),
                           QJsonDocument::fromJson(row.text(11).toUtf8()).object(), deedsOf(row.text(12))};
        });
}

} // namespace crossdock::rules
