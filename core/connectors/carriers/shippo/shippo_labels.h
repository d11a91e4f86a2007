#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

/// How Shippo sells labels (OpenAPI 2018-02-08): a transaction of a rate (POST /transactions), found by that rate
/// (GET /transactions?rate=…), refunded (POST /refunds), tracked (GET /tracks/{carrier}/{number}). An offer is the rate's id.
LabelWire shippoLabels();

QJsonObject shippoCustoms(const rates::Customs &customs);

} // namespace crossdock::carriers
