#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "core/inventory/store/database.h"

/// Rules, their versions and runs as they stand in the store. Shared by the book, the engine and the answers.
namespace crossdock::rules {

QString nameOf(RuleRow::State state); ///< "draft"
RuleRow::State ruleStateOf(const QString &name);
QString nameOf(RuleRun::State state); ///< "waiting"
RuleRun::State runStateOf(const QString &name);

/// Not removed; those that run first in front. `now` says which day today is (UTC).
Result<QList<RuleRow>> ruleRows(store::Database &database, Time now);
/// NotFound, also if removed.
Result<RuleRow> ruleRow(store::Database &database, qint64 rule, Time now);
Result<QList<RuleVersion>> versionsOf(store::Database &database, qint64 rule); ///< newest first
Result<RuleVersion> versionOf(store::Database &database, qint64 rule, int version); ///< 0: the newest; NotFound
Result<QList<RuleRun>> runsOf(store::Database &database, std::optional<qint64> rule, qint64 before, int limit); ///< newest first


/// A rule as far as running it goes. `row` has no figures.
struct CompiledRow {
    RuleRow row;
    QJsonObject trigger;
    qint64 since = 0; ///< answers only what came after this entry
};
/// Not removed; those that run first in front.
Result<QList<CompiledRow>> compiledRules(store::Database &database);
bool isRunning(const RuleRow &row); ///< live or in the shadow

/// As the table of runs keeps them.
QString toText(const QList<RuleRun::Deed> &deeds);
QList<RuleRun::Deed> deedsOf(const QString &json);

} // namespace crossdock::rules
