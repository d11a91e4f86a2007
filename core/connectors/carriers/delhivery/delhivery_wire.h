#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// Delhivery in India: GET /api/kinko/v1/invoice/charges/.json, one mode of transport a question: the account's `mode`, "S"
/// surface (where it says nothing) or "E" express. After what clients of it send and read; it publishes no schema.
CarrierWire delhiveryWire();

} // namespace crossdock::carriers
