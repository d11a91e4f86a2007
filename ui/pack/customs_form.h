#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"

namespace crossdock::ui {

/// What a CN 23 asks for (it is good wherever a CN 22 would do), as a page of HTML: who sends and who gets it, each kind of
/// goods with weight, value, HS code and origin, the sums, and a place to sign. `shipment` has customs.
QString customsFormHtml(const rates::Shipment &shipment, const QString &reference);

} // namespace crossdock::ui
