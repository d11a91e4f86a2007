#pragma once

#include "core/inventory/rules/compiler.h"

namespace crossdock::rules {

/// Sentences that could have been meant by one that was refused, the likeliest first. Nothing says that they compile.
QStringList repairsFor(const Refusal &refusal, const QString &sentence, const Workspace &workspace);

} // namespace crossdock::rules
