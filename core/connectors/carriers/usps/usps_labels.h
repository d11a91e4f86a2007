#pragma once

#include "core/connectors/carriers/label_wire.h"
#include "core/inventory/fulfilment/rates/shipment.h"

#include <QJsonArray>
#include <QJsonObject>

namespace crossdock::carriers {

/// How the US Postal Service sells labels (Labels 3.9.13, Tracking 3.2.6): POST /labels/v3/label answers with the label in it, DELETE
/// …/label/{number} cancels it, or begins a refund that it tells no more of. Who pays is a token of its own (its
/// Payments service, whose contract was not at hand: read from clients). A label can be asked for by the key it was bought with, but no
/// answer is documented for one that was never sold: a purchase without an answer is a person's to look at. An offer is "class/rate indicator/processing
/// category". Inside the USA only: papers for customs are not written.
LabelWire uspsLabels();

/// Its codes of what is asked for beside the service: 921 and 922 signatures, 930 and 931 insurance up to 500 dollars and above.
QJsonArray uspsExtraServices(const rates::Shipment &shipment);

/// Of a rate; empty: it holds only for who brings the parcel to another of its facilities, or for what no label is sold for.
QString uspsOffer(const QJsonObject &rate);

} // namespace crossdock::carriers
