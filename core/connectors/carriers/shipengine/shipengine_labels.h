#pragma once

#include "core/connectors/carriers/label_wire.h"

namespace crossdock::carriers {

/// How ShipEngine sells labels (OpenAPI 1.1.202604070904): POST /v1/labels/rates/{rate_id}, found by GET /v1/labels?rate_id=…,
/// voided by PUT /v1/labels/{id}/void, tracked by GET /v1/labels/{id}/track. An offer is the rate's id. Returns: POST /v1/labels with
/// "is_return_label", found by GET /v1/labels/external_shipment_id/{reference}.
LabelWire shipEngineLabels();

} // namespace crossdock::carriers
