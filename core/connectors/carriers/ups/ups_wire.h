#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// UPS: POST /api/rating/v2409/Shoptimeintransit, all services with their days (official Rating.yaml); the published price
/// and, where the account has them, negotiated ones.
CarrierWire upsWire();

} // namespace crossdock::carriers
