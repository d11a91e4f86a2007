#pragma once

#include "core/inventory/fulfilment/rates/quote.h"

namespace crossdock::rates {

/// Of several prices for one service the house's own: the first of contract, negotiated, account, commercial, list, retail, others. A list
/// price beside a contract is only for comparison.
QList<Quote> ownPrices(const QList<Quote> &quotes);

} // namespace crossdock::rates
