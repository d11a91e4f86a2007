#pragma once

#include "core/inventory/command.h"

namespace crossdock {

/// A hash of everything a command says (for orders: of what matters for stock). Two requests with the same operation key
/// are the same operation only if this is the same.
QString fingerprintOf(const Command &command);

} // namespace crossdock
