#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// FedEx: POST /rate/v1/rates/quotes for all services (rate-api.json), the list and the account price.
CarrierWire fedexWire();

} // namespace crossdock::carriers
