#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

/// What ShipEngine's rates and its labels both want to hear, in the same words.
namespace crossdock::carriers {

/// Of what a buyer sends back the addresses are turned round here: the service leaves them as they are.
QJsonObject shipEngineShipment(const rates::Shipment &shipment);

/// A label of a return is bought from no rate: its offer says so, with the account it is billed to and the service.
QString shipEngineReturnOffer(const QString &carrierId, const QString &service);

} // namespace crossdock::carriers
