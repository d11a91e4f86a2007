#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// The US Postal Service: POST /shipments/v3/options/search (Shipping Options 3.1.29), retail and commercial prices.
CarrierWire uspsWire();

} // namespace crossdock::carriers
