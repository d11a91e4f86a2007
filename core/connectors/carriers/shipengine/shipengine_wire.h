#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// ShipEngine, the API of ShipStation: POST /v1/rates (OpenAPI 1.1.202604070904). The total is the sum of its amounts.
CarrierWire shipEngineWire();

} // namespace crossdock::carriers
