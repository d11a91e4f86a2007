#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// DHL Express: POST /mydhlapi/rates (MyDHL API 3.1.1). The prices of the account, in its billing currency; list prices for who has no
/// agreement.
CarrierWire dhlWire();

} // namespace crossdock::carriers
