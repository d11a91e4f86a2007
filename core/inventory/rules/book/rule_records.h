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
Result<QList<RuleRun>> runsOf(store::Database &database, std::optional<qint64> rule, qint64 before, int limit); ///< newest first

} // namespace crossdock::rules
