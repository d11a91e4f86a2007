#pragma once

#include "core/inventory/rules/engine/needs.h"

namespace crossdock::rules {

/// What an action lacks that tells people something, on whatever way or paper; each a sentence. None: it lacks nothing, or is another action.
/// `isOfOrder`: the rule looks at orders; `suppliers`: those that its filter names, none: any.
QStringList missingToTell(const Action &action, const Setting &setting, bool isOfOrder, const QStringList &suppliers);

/// The sentence for a rule that names the customer and looks at no order.
QString whoIsTheCustomer();

} // namespace crossdock::rules
