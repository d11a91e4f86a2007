#pragma once

#include "ui/audit/entry_words.h"

namespace crossdock::ui {

/// "weight_g" to "Weight (g)"; what is in words already stays: "on hand at main".
QString valueTitle(const QString &what);

/// A value of the member `what` of an entry, as people say it: "signature gift_wrap" of "options" to "with a signature,
/// wrapped as a gift".
QString valueText(const QString &what, const QJsonValue &value);

/// One line for a value that changed; of objects one line for each member that differs.
QList<ChangeText> changedValues(const QString &what, const QJsonValue &before, const QJsonValue &after);

} // namespace crossdock::ui
