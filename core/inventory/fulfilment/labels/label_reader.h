#pragma once

#include "core/inventory/inventory.h"

namespace crossdock::labels {

/// The one label that was asked for by its number; NotFound.
Result<Label> only(const Result<query::Labels::Answer> &found, qint64 label);

/// Reads a label; `done` runs in the thread of `context`.
void read(Inventory &inventory, qint64 label, QObject *context, std::function<void(Result<Label>)> done);

} // namespace crossdock::labels
