#pragma once

#include "core/connectors/carriers/label_wire.h"

namespace crossdock::carriers {

/// How UPS sells labels (Shipping v2409, Tracking v1 of UPS' own OpenAPI): POST /api/shipments/v2409/ship answers with the label in
/// it, DELETE …/void/cancel/{id} takes it back. It has no word for "I sold no label of that reference": a purchase without an answer is
/// a person's to look at. An offer is the code of the service. Inside its country only: papers for customs are not written.
LabelWire upsLabels();

} // namespace crossdock::carriers
