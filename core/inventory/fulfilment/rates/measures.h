#pragma once

#include "core/inventory/values/result.h"

#include <QString>

namespace crossdock::rates {

enum class WeightUnit { Pound, Ounce, Kilogram, Gram };
enum class LengthUnit { Inch, Centimetre };

QString nameOf(WeightUnit unit); ///< "lb", "oz", "kg", "g"
QString nameOf(LengthUnit unit); ///< "in", "cm"
std::optional<WeightUnit> weightUnitFrom(QStringView name); ///< in capitals, too
std::optional<LengthUnit> lengthUnitFrom(QStringView name);
bool isMetric(WeightUnit unit);

/// A weight in whole nanograms: pounds, ounces, grams and kilograms are all exact in it. What lies between two
/// nanograms counts as the heavier one, so that a weight just above a limit stays above it.
class Weight
{
public:
    constexpr Weight() = default;
    constexpr explicit Weight(qint64 nanograms)
        : m_nanograms(nanograms)
    {
    }
    /// "3.2" pounds. InvalidInput unless it is a plain decimal number, not negative, of at most 4,000,000 kg.
    static Result<Weight> parse(QStringView decimal, WeightUnit unit);
    static Weight of(qint64 whole, WeightUnit unit);
    static Weight most(); ///< the most that can be said: where no end is

    constexpr qint64 nanograms() const { return m_nanograms; }
    double in(WeightUnit unit) const; ///< to six digits after the point, for showing
    QString text(WeightUnit unit) const; ///< "15.999 oz"
    Weight roundedUpTo(Weight step) const;

    friend constexpr auto operator<=>(Weight, Weight) = default;
    friend constexpr Weight operator+(Weight a, Weight b) { return Weight(a.m_nanograms + b.m_nanograms); }

private:
    qint64 m_nanograms = 0;
};

/// A length in whole nanometres: inches and centimetres are both exact in it; rounded like Weight.
class Length
{
public:
    constexpr Length() = default;
    constexpr explicit Length(qint64 nanometres)
        : m_nanometres(nanometres)
    {
    }
    /// InvalidInput unless it is a plain decimal number, not negative, of at most 1,000 m.
    static Result<Length> parse(QStringView decimal, LengthUnit unit);
    static Length of(qint64 whole, LengthUnit unit);

    constexpr qint64 nanometres() const { return m_nanometres; }
    qint64 inchesUp() const; ///< every fraction counts as a whole inch
    qint64 inchesNearest() const; ///< a half rounds up; never less than 1

    friend constexpr auto operator<=>(Length, Length) = default;

private:
    qint64 m_nanometres = 0;
};

} // namespace crossdock::rates
