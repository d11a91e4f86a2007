#pragma once

#include "core/inventory/fulfilment/rates/quote.h"

namespace crossdock::rates {

/// Of an account's answer each service once for each kind of price, promise and guarantee: of several prices for the very same the cheapest, which
/// says what was told beside it.
QList<Quote> onceEach(const QList<Quote> &quotes);

/// "told twice: 9.10 and 9.40"; empty: it was told once.
QString toldTwiceText(const Quote &quote);

} // namespace crossdock::rates
