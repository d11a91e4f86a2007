#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// Shiprocket, broker of couriers in India: GET /v1/external/courier/serviceability/ (after the provider's sample answers; it
/// publishes no schema). Its token lives ten days. Prepaid parcels; couriers it blocks are refusals with their reason.
CarrierWire shiprocketWire();

} // namespace crossdock::carriers
