#pragma once

#include "core/inventory/rules/rule.h"

namespace crossdock::rules {

/// "rule 3, version 1": who asks, in the trail.
QString nameOfRuleVersion(qint64 rule, int version);

/// Why a rule holds or cancels an order, for whoever reads the order and for its channel: the reason that its sentence gives, else the
/// rule and its sentence, shortened: "rule 3, version 1: When an order arrives, hold it".
QString reasonOf(const Action &action, qint64 rule, int version, const QString &sentence);
bool needsReason(const Action &action);

/// Whether such words only name a rule: nobody gave a reason.
bool isNoReason(QStringView words);

} // namespace crossdock::rules
