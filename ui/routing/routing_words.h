#pragma once

#include "core/inventory/fulfilment/wave_view.h"
#include "ui/words.h"

/// What the screen calls the parts of a plan, and why it is as it is.
namespace crossdock::ui {

/// "1.24 kg", "1.24 kg, of 2 parcels not known".
QString carbonText(const fulfilment::CarbonSum &carbon);

QString partText(const QString &part); ///< "order_fee" to "Order fee", "freight.fuel" to "Freight: fuel"
QString feeText(const QString &fee); ///< "pick_fee" to "its pick fee", within a sentence
QString serviceText(const QString &service); ///< "fedex/ground" to "FedEx ground"; several with commas
QString nodeText(const fulfilment::WaveView &wave, const NodeId &node); ///< what people call it
QString placeKindText(const QString &kind); ///< "ShipBob", "Own warehouse"; what it is called where it is no kind
QString linesText(const fulfilment::PlannedParcel &parcel); ///< "OAK-1, 2 × LIN-7"
Quantity unitsOf(const fulfilment::PlannedParcel &parcel);

/// How far the plan is from the best possible: "at most 0.40 % above the best possible", "proven to be the best possible".
QString gapText(const fulfilment::WaveView &wave);
/// "5.3 % dearer", "2 % cheaper", "the same"; empty: nothing to compare with.
QString againstText(qint64 cost, qint64 plan);
QString percentText(double percent, int digits = 1);

Badge badge(const fulfilment::WaveOrder &order, const fulfilment::PlannedParcel &parcel);
Badge badge(fulfilment::Parcel::State state);
Tone chanceTone(std::optional<int> percentInTime);
QString dayText(const QDate &day); ///< "Tue 1 Dec"

/// Why no parcel comes from that node: "lacks 3 of BLU-M", "full: its places are taken by web/1001 and 2 more".
QString rejectedText(const fulfilment::WaveExplanation::Rejected &one, const fulfilment::WaveExplanation &explanation);

/// The plan in short: "Dallas, Reno".
QString nodesText(const fulfilment::WaveView &wave, const fulfilment::WavePlan &plan);
QString nodesText(const fulfilment::WaveView &wave, const QList<NodeId> &nodes);

} // namespace crossdock::ui
