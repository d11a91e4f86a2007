#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

namespace crossdock::carriers {

/// How FedEx sells labels (Ship API and Track API, FedEx' own OpenAPI): POST /ship/v1/shipments answers with the label in it, PUT
/// …/cancel takes it back. It cannot be asked whether it sold: a purchase without an answer is a person's to look at. An offer is the
/// type of the service. Inside one country only: papers for customs are not written.
LabelWire fedExLabels();

/// Adds what is asked for beside the service to a shipment and its packages, as its Rate and Ship documents both have it; that it is a return, too.
void addFedExOptions(QJsonObject &asked, const rates::Shipment &shipment);

} // namespace crossdock::carriers
