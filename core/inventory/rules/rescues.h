#pragma once

#include "core/inventory/rules/compiler.h"

namespace crossdock::rules {

/// Sentences near one that nothing in it could be mended of, the nearest first: it finished, its first or its last clause
/// beside another, and at the end usual rules that share words with it. Nothing says that they compile.
QStringList rescuesFor(const Refusal &refusal, const QString &sentence, const Workspace &workspace);

} // namespace crossdock::rules
