#pragma once

#include "core/inventory/rules/rule_rows.h"
#include "ui/words.h"

/// What the screen calls the parts of a rule.
namespace crossdock::ui {

Badge badge(RuleRow::State state);
Badge badge(const RuleRun &run);

QString roleText(const QString &role); ///< of RuleWord: "what starts it", "an amount"
QString findingText(const QString &kind); ///< "conflict" to "Contradicts another rule"
bool isOfHistory(const QString &kind); ///< of a finding: it is found by replaying what happened
QString actionText(const QString &action); ///< "order.hold" to "Hold the order"; unknown names get readable
QString boundText(int most); ///< of RuleRow::most: "50 an hour", "none"
QString deedText(const RuleRun::Deed &deed); ///< what was done, and what came of it
QString subjectText(const QString &subject); ///< of a run: "order web/1001" to "Order web/1001", "sku MUG" to "MUG"

QString namesText(const QStringList &subjects, int all); ///< the first of so many: "Order web/1, Order web/2 and 41 more"
QString questionText(const RuleQuestion &question); ///< "Asks: would cancel 43 orders; 25 an hour is its bound. It waits with …"

/// The text of an option of a rule that has a name, else its number.
QString ruleTitle(qint64 rule, const QString &name);

} // namespace crossdock::ui
