#pragma once

#include "core/inventory/fulfilment/rates/dimensional_rules.h"
#include "core/inventory/fulfilment/rates/price_table.h"
#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/rates/surcharge_book.h"
#include "core/inventory/fulfilment/rates/zone_map.h"

namespace crossdock::rates {

/// The price of a shipment by one list, in the order in which carriers reckon: base, discount, minimum, surcharges, fuel.
/// An error's `detail` says why there is none.
Result<Quote> quoteFrom(const PriceTable &table, const Shipment &shipment, const Zone &zone, const SurchargeBook &surcharges, const DimensionalBook &dimensions, const WeightSteps &steps);

} // namespace crossdock::rates
