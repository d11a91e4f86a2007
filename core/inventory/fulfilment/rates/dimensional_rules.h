#pragma once

#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/rates/surcharge_book.h"
#include "core/inventory/fulfilment/rates/weight_steps.h"

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
    bool exceeds(const struct DimensionalRule &rule) const; ///< Is it large enough for the rule?
};

/// How a carrier turns a volume into a weight from a date on: published, or agreed on with a seller and imported. Sources of those published: FedEx Service Guides 2025 and 2026, UPS Rate and
/// Service Guides 2025 and 2026, USPS Domestic Mail Manual 223 and the change of 2026-07-12, DHL Express rate guides.
struct DimensionalRule {
    enum class Rounding { None, Nearest, Up }; ///< of the sides, to whole inches or centimetres
    QString carrier; ///< empty: any
    QString priceType; ///< empty: any
    QDate from; ///< null: since ever
    bool isMetric = false; ///< centimetres and half kilograms; else inches and pounds
    Rounding rounding = Rounding::None;
    int divisor = 0; ///< cubic inches a pound, or cubic centimetres a kilogram; 0: its weight counts alone
    qint64 onlyAbove = 0; ///< cubic inches or centimetres
    QString service = {}; ///< empty: any
    friend bool operator==(const DimensionalRule &, const DimensionalRule &) = default;
};

/// The rules of all carriers: those that are published, and imported ones, which hold before them.
class DimensionalBook
{
public:
    explicit DimensionalBook(const QList<DimensionalRule> &imported = {})
        : m_imported(imported)
    {
    }

    /// The rule for a parcel of such a list on the day: the newest that holds, then the one that names the service. nullptr: none is known, and
    /// its weight counts alone.
    const DimensionalRule *find(const Occasion &occasion, bool isMetric) const;
    bool holds(const DimensionalRule &rule) const { return m_imported.contains(rule); } ///< Is this very rule imported?

private:
    QList<DimensionalRule> m_imported;
};

/// "none", "nearest", "up"
QString nameOf(DimensionalRule::Rounding rounding);
std::optional<DimensionalRule::Rounding> roundingFrom(QStringView name);

Measured measure(const Dimensions &dimensions, DimensionalRule::Rounding rounding, bool isMetric = false);

/// The weight that the volume counts for, up to the next pound or half kilogram, or as the step says.
Weight dimensionalWeight(const Measured &parcel, const DimensionalRule &rule, const WeightStep *step = nullptr);

} // namespace crossdock::rates
