#pragma once

#include "core/inventory/query.h"

/// Why an entry of the trail was made, in words: what was said, and of rules, which rule because of what.
namespace crossdock::ui {

/// What was said; of a rule's entry also which one it was and because of what: "address looks wrong: rule 3, version 1, because of entry 38".
QString whyText(const Entry &entry);

/// Of an entry that a rule made, the way back to what began it: "Rule 3, version 1 (“Hold gifts”), because rule 1, version 2 (“Tag gifts”) wrote
/// entry 40 (Order tagged), because of entry 38 (Order recorded by web (channel))". `chain`: see query::CauseChain. Empty: no rule made it.
QString becauseText(const QList<Entry> &chain, qint64 number);

} // namespace crossdock::ui
