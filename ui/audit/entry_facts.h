#pragma once

#include "ui/audit/entry_words.h"

namespace crossdock::ui {

/// What an entry says beside values that changed: "12.99 USD given back". One line for each thing it is about where it
/// is about many: an order's lines, listings on a market.
QList<ChangeText> factsOf(const Entry &entry);

QStringList factNames(); ///< members of an entry's body that factsOf() puts into its sentences

} // namespace crossdock::ui
