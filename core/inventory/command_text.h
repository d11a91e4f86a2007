#pragma once

#include "core/inventory/command.h"

namespace crossdock {

/// A hash of everything a request says (of orders: what matters for stock) and why. Two requests with the same operation key
/// are the same operation only if this is the same.
QString fingerprintOf(const Request &request);

} // namespace crossdock
