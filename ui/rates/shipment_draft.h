#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/query.h"

namespace crossdock::ui {

/// A shipment as somebody typed it.
struct ShipmentDraft {
    struct Parcel {
        QString weight, length, width, height; ///< the three together, or none
        rates::WeightUnit unit = rates::WeightUnit::Pound;
        rates::LengthUnit lengthUnit = rates::LengthUnit::Inch;
    };
    QDate shipDate;
    QString country, postcode; ///< where it goes
    QString city, region; ///< of an order: some carriers ask for them
    bool isResidential = false;
    QList<Parcel> parcels;

    /// Without where it comes from. InvalidInput: `detail` is a sentence for the person who typed.
    Result<rates::Shipment> read() const;

    /// Where an order goes and what its items weigh. `items` are those of its lines.
    static ShipmentDraft of(const OrderDetail &order, const query::StockOf::Answer &items, const QDate &shipDate);
};

/// Where a shipment from this place begins; nothing: its country or postcode is not known.
std::optional<rates::Place> placeOf(const NodeRow &node);

} // namespace crossdock::ui
