#pragma once

#include <QString>

namespace crossdock::ui {

/// "weight_g" to "Weight (g)", "sku" to "SKU": the fields are named for files.
QString fieldTitle(const QString &name);

/// A sentence that begins with a field's name, with its title instead: "sku is empty" to "SKU is empty".
QString withFieldTitle(const QString &sentence, const QStringList &fields);

} // namespace crossdock::ui
