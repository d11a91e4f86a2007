#pragma once

#include "core/inventory/rows.h"

namespace crossdock::rules {

/// The names of the things of that kind that the entry is about: "order", "sku", "channel".
QStringList about(const Entry &entry, const QString &kind);

/// What became of something, with its "old" and its "new"; empty: it stayed.
QJsonObject changeOf(const Entry &entry, QStringView what);

/// "12.99 USD", as entries write a price; nothing: it is none.
std::optional<Money> priceFrom(const QString &text);

} // namespace crossdock::rules
