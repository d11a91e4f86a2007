#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/rates/surcharge_book.h"

#include <array>

namespace crossdock::rates {

__extension__ typedef __int128 Volume; ///< cubic nanometres: a cubic metre is 10^27

/// A parcel as its carrier measures it.
struct Measured {
    std::array<Length, 3> sides; ///< longest first, rounded as the carrier rounds them on that day
    Length longest() const { return sides[0]; }
    Length second() const { return sides[1]; }
    Length lengthPlusGirth() const;
    Volume volume() const;
    bool isAbove(qint64 cubicInches) const;
};

/// How a carrier turns a volume into a weight from a date on. Sources: FedEx Service Guides 2025 and 2026, UPS Rate and
/// Service Guides 2025 and 2026, USPS Domestic Mail Manual 223 and the change of 2026-07-12, DHL Express rate guides.
struct DimensionalRule {
    enum class Rounding { None, Nearest, Up }; ///< of the sides, to whole inches
    QString carrier; ///< empty: any
    QString priceType; ///< empty: any
    QDate from; ///< null: since ever
    bool isMetric = false; ///< centimetres and half kilograms; else inches and pounds
    Rounding rounding = Rounding::None;
    int divisor = 0;
    qint64 onlyAbove = 0; ///< cubic inches
};

/// The rule for a parcel of such a list on the day; nullptr: billed by its actual weight.
const DimensionalRule *dimensionalRule(const Occasion &occasion, bool isMetric);

Measured measure(const Dimensions &dimensions, DimensionalRule::Rounding rounding);

/// The weight that the volume counts for, up to the next pound or half kilogram.
Weight dimensionalWeight(const Measured &parcel, const DimensionalRule &rule);

} // namespace crossdock::rates
