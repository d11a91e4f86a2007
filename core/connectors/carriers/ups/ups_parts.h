#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonObject>

/// What UPS' rating and its shipping both want to hear, in the same words.
namespace crossdock::carriers {

inline constexpr LabelRoom upsRoom{.line = 35, .lines = 3, .name = 35, .phone = 15};

QJsonObject upsAddress(const rates::Place &place); ///< a street that has no room is left out: no label is bought for it

/// Shipper, ShipTo and ShipFrom, each made by `partyOf`, and the wish for the account's own prices. Of what a buyer sends back the shipper, who pays, is
/// where it goes to.
QJsonObject upsShipment(const Account &account, const rates::Shipment &shipment, QJsonObject (*partyOf)(const rates::Place &place));

QJsonObject upsPackage(const rates::Parcel &parcel, const QString &packaging); ///< `packaging`: what the service calls the kind of box

/// Adds what is asked for beside the service to a shipment and its packages.
void addUpsOptions(QJsonObject &asked, const rates::Shipment &shipment);

/// What makes a shipment a return: of the shipment where a label is bought, of its options where prices are asked.
QJsonObject upsReturnService();

QJsonObject upsPayment(const Account &account);

} // namespace crossdock::carriers
