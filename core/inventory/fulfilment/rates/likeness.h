#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"

namespace crossdock::rates {

/// What makes shipments alike to a carrier, as far as can be told without asking it: from the same postcode to the same first three
/// characters of one, homes and other places apart, and each parcel in the same steps of weight and size,
/// with the same options, and what is insured in the same steps. Equal texts are alike.
QString likenessOf(const Shipment &shipment);

} // namespace crossdock::rates
