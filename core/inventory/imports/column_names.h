#pragma once

#include "core/inventory/imports/preview.h"

namespace crossdock::imports {

/// What others call a field, written as plainTitle() writes it, in order of preference.
QStringList otherNames(What what, const QString &field);

/// The unit that the title of a column of weights or lengths names where the field has another one: "kg" of "weight_kg" for `weight_g`.
QString unitOf(const QString &field, const QString &title);

/// In the field's own unit, rounded: of "1.2 kg" for `weight_g` 1200. InvalidInput: it is no number, or its unit is none.
Result<qint64> measureFrom(const QString &field, const QString &cell);

} // namespace crossdock::imports
