#pragma once

#include <QtGlobal>

namespace crossdock {

/// Whole units of a SKU. Signed, because a movement may take away.
using Quantity = qint64;

/// No count in the ledger and no input may exceed this (a typing error, not a stock).
inline constexpr Quantity maxQuantity = 1'000'000'000;

} // namespace crossdock
