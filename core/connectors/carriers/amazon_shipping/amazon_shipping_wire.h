#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// Amazon Shipping, and the carriers it brokers: POST /shipping/v2/shipments/rates (Amazon's model shippingV2) for parcels of
/// other channels. Signs in with Login with Amazon as the Amazon channel does. The account's `business_id` ("AmazonShipping_US")
/// goes into a header; `currency` is that of declared values.
CarrierWire amazonShippingWire();

} // namespace crossdock::carriers
