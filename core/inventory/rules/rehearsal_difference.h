#pragma once

#include "core/inventory/rules/rule_rows.h"

namespace crossdock {

/// What two rehearsals of one span have in common, and what each has alone.
struct RehearsalDifference {
    QList<RuleRehearsal::Case> onlyFirst, onlySecond; ///< oldest first
    qint64 inBoth = 0;
    QList<MovedMoney> money = {}; ///< of all runs: the first less the second
};

/// Two cases are the same when the same thing would have been done to the same thing, at the same time and for the same
/// entry. Says nothing of cases beyond the limit that was asked for.
RehearsalDifference differenceOf(const RuleRehearsal &first, const RuleRehearsal &second);

/// How many things the cases are about, each counted once.
int thingsIn(const QList<RuleRehearsal::Case> &cases);

} // namespace crossdock
