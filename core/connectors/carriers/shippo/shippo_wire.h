#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// Shippo, broker of carriers: POST /shipments with async false (OpenAPI of API version 2018-02-08).
CarrierWire shippoWire();

} // namespace crossdock::carriers
