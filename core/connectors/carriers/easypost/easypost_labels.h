#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

/// How EasyPost sells labels (official sample replies of May 2025): a shipment that was rated is bought once by one of its
/// rates (POST /v2/shipments/{id}/buy), read again (GET /v2/shipments/{id}), refunded (POST …/refund), and carries its tracker.
/// An offer is "shipment/rate". It tells of parcels by itself: events "tracker.…", signed with X-Hmac-Signature.
LabelWire easyPostLabels();

QJsonObject easyPostCustoms(const rates::Customs &customs);

} // namespace crossdock::carriers
