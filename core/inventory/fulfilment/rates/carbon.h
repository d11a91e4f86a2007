#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"

namespace crossdock::rates {

enum class Mode { Road, Air };

/// How a service travels, as far as its name tells; nothing: it may go either way.
std::optional<Mode> modeOf(const QString &carrier, const QString &service);

/// In a straight line between the areas of two postcodes, at least the way within one; nothing: one of them has no known place.
std::optional<double> kilometresBetween(const Place &from, const Place &to);

/// Grams of CO2e, estimated: what is burned under way, by weight, distance and mode. Without buildings and the making of the fuel.
qint64 carbonGrams(Weight weight, double kilometres, Mode mode);

/// An estimate with what it stands on, in English; or nothing, with the reason.
struct Carbon {
    std::optional<qint64> grams;
    QString basis;
    friend bool operator==(const Carbon &, const Carbon &) = default;
};
Carbon carbonOf(const Shipment &shipment, const QString &carrier, const QString &service);

/// What so much costs at a price of a kilogram, in minor units, rounded to the nearest.
qint64 carbonCost(qint64 grams, qint64 pricePerKilogram);

} // namespace crossdock::rates
