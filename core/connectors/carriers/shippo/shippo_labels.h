#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

/// How Shippo sells labels (OpenAPI 2018-02-08): a transaction of a rate (POST /transactions), found by that rate
/// (GET /transactions?rate=…), refunded (POST /refunds), tracked (GET /tracks/{carrier}/{number}). An offer is the rate's id.
/// It tells of parcels by itself: events "track_updated", signed once its support has given a secret.
LabelWire shippoLabels();

QJsonObject shippoCustoms(const rates::Customs &customs);

} // namespace crossdock::carriers
