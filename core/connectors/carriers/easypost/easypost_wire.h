#pragma once

#include "core/connectors/carriers/carrier_wire.h"

namespace crossdock::carriers {

/// EasyPost, broker of carriers: POST /v2/shipments, which answers with rates (official sample replies of May 2025).
/// A rate is one sum; list and retail prices beside it are quotes of their own. Labels: easypost_labels.h.
CarrierWire easyPostWire();

} // namespace crossdock::carriers
