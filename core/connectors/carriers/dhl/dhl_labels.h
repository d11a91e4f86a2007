#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/connectors/http/exchange.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonArray>
#include <QJsonObject>

namespace crossdock::carriers {

/// How DHL Express sells labels (MyDHL API 3.1.1): POST /mydhlapi/shipments answers with the label in it; GET …/{number}/tracking. It
/// takes no label back, and charges none that it never saw. It cannot be asked whether it sold: a purchase without an answer is a
/// person's to look at. An offer is "product/local product". Only where no customs is met: its papers are not written.
LabelWire dhlLabels();

/// What is asked for beside the service: "SF" a signature, "II" insurance with its value, "AA" a Saturday.
QJsonArray dhlServices(const rates::Shipment &shipment);

QJsonObject dhlAddress(const rates::Place &place); ///< a street that has no room is left out: no label is bought for it
http::Headers dhlHeaders(const Account &account); ///< that every call needs

} // namespace crossdock::carriers
