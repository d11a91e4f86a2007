#pragma once

#include "core/inventory/rules/rule.h"
#include "core/inventory/store/database.h"

namespace crossdock::rules {

/// What of the world outside a rule may use: set up by the seller.
struct Setting {
    QStringList withWebhook; ///< contacts

    static Result<Setting> read(store::Database &database);
};

/// What a rule needs and is not there, each a sentence that names it; empty: it can be armed.
QStringList missingFor(const Trigger &trigger, const Setting &setting);

/// What the program can look at and do: everything else is refused when a rule is armed.
bool isObserved(const QString &event);
bool isKnownField(FieldId field);

} // namespace crossdock::rules
