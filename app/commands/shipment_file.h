#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonValue>

/// Shipments and their quotes as the command line reads and writes them. A contract with operators' scripts.
namespace crossdock::app {

struct ShipmentFile {
    QList<rates::Shipment> shipments;
    bool isArray = false; ///< the answer is one, too
};

/// InvalidInput: `subject` names the place ("parcels[0].weight.unit", "[2].to.country", "line 3, column 7").
Result<ShipmentFile> readShipments(const QByteArray &json);

QJsonObject toJson(const rates::Quote &quote, const rates::Shipment &shipment);
QJsonObject toJson(const rates::Rated &rated, const rates::Shipment &shipment, Time now); ///< `now`: ages count from it

} // namespace crossdock::app
