#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

/// How ShipEngine sells labels (OpenAPI 1.1.202604070904): POST /v1/labels/rates/{rate_id}, found by GET /v1/labels?rate_id=…,
/// voided by PUT /v1/labels/{id}/void, tracked by GET /v1/labels/{id}/track. An offer is the rate's id.
LabelWire shipEngineLabels();

/// What an international shipment says of itself and of its package.
QJsonObject shipEngineCustoms(const rates::Customs &customs);
QJsonArray shipEngineProducts(const rates::Customs &customs);

} // namespace crossdock::carriers
