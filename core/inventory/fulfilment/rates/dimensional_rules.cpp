#include "core/inventory/fulfilment/rates/dimensional_rules.h"

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr Volume cubic(qint64 side)
{
    return static_cast<Volume>(side) * side * side;
}
constexpr Volume cubicInch = cubic(25'400'000);
constexpr Volume cubicCentimetre = cubic(10'000'000);

const QList<DimensionalRule> &publishedRules()
{
    using Rounding = DimensionalRule::Rounding;
    const QDate roundsUp(2025, 8, 18), uspsChange(2026, 7, 12);
    static const QList<DimensionalRule> all{
        {u"fedex"_s, {}, {}, false, Rounding::Nearest, 139, 0},
        {u"fedex"_s, {}, roundsUp, false, Rounding::Up, 139, 0},
        {u"ups"_s, {}, {}, false, Rounding::Nearest, 139, 0},
        {u"ups"_s, u"retail"_s, {}, false, Rounding::Nearest, 166, 0}, // at the counter
        {u"ups"_s, {}, roundsUp, false, Rounding::Up, 139, 0},
        {u"ups"_s, u"retail"_s, roundsUp, false, Rounding::Up, 166, 0},
        {u"usps"_s, {}, {}, false, Rounding::Nearest, 166, 1'728},
        {u"usps"_s, {}, uspsChange, false, Rounding::Up, 139, 1'728},
        {u"dhl"_s, {}, {}, false, Rounding::None, 139, 0},
        {u"fedex"_s, {}, {}, true, Rounding::None, 5'000, 0},
        {u"ups"_s, {}, {}, true, Rounding::None, 5'000, 0},
        {u"dhl"_s, {}, {}, true, Rounding::None, 5'000, 0},
    };
    return all;
}

/// Is `a` to be preferred where both hold?
bool isBetter(const DimensionalRule &a, const DimensionalRule &b)
{
    if (a.from != b.from)
        return a.from.isValid() && (!b.from.isValid() || a.from > b.from);
    if (a.service.isEmpty() != b.service.isEmpty())
        return b.service.isEmpty();
    return !a.priceType.isEmpty() && b.priceType.isEmpty();
}

const DimensionalRule *bestOf(const QList<DimensionalRule> &rules, const Occasion &occasion, bool isMetric)
{
    const DimensionalRule *best = nullptr;
    for (const DimensionalRule &rule : rules) {
        const bool holds = rule.isMetric == isMetric && rule.carrier == occasion.carrier && (rule.service.isEmpty() || rule.service.compare(occasion.service, Qt::CaseInsensitive) == 0)
            && (rule.priceType.isEmpty() || rule.priceType == occasion.priceType) && (!rule.from.isValid() || rule.from <= occasion.date);
        if (holds && (best == nullptr || isBetter(rule, *best)))
            best = &rule;
    }
    return best;
}

constexpr std::array roundingNames{"none"_L1, "nearest"_L1, "up"_L1};

} // namespace

Length Measured::lengthPlusGirth() const
{
    return Length(sides[0].nanometres() + 2 * (sides[1].nanometres() + sides[2].nanometres()));
}

Volume Measured::volume() const
{
    return static_cast<Volume>(sides[0].nanometres()) * sides[1].nanometres() * sides[2].nanometres();
}

bool Measured::isAbove(qint64 cubicInches) const
{
    return volume() > cubicInches * cubicInch;
}

bool Measured::exceeds(const DimensionalRule &rule) const
{
    return rule.onlyAbove == 0 || volume() > rule.onlyAbove * (rule.isMetric ? cubicCentimetre : cubicInch);
}

QString nameOf(DimensionalRule::Rounding rounding)
{
    return roundingNames.at(static_cast<size_t>(rounding));
}

std::optional<DimensionalRule::Rounding> roundingFrom(QStringView name)
{
    const auto found = std::find(roundingNames.begin(), roundingNames.end(), name);
    return found == roundingNames.end() ? std::nullopt : std::optional(static_cast<DimensionalRule::Rounding>(found - roundingNames.begin()));
}

const DimensionalRule *DimensionalBook::find(const Occasion &occasion, bool isMetric) const
{
    constexpr std::array withoutVolume{"media_mail"_L1, "library_mail"_L1, "flat_rate"_L1, "bound_printed_matter"_L1};
    static const DimensionalRule byWeight;
    if (const DimensionalRule *imported = bestOf(m_imported, occasion, isMetric))
        return imported;
    if (occasion.carrier == "usps"_L1
        && std::any_of(withoutVolume.begin(), withoutVolume.end(), [&](QLatin1StringView name) { return occasion.service.contains(name, Qt::CaseInsensitive); }))
        return &byWeight;
    return bestOf(publishedRules(), occasion, isMetric);
}

Measured measure(const Dimensions &dimensions, DimensionalRule::Rounding rounding, bool isMetric)
{
    constexpr qint64 centimetre = 10'000'000; // nanometres
    const auto rounded = [&](Length side) {
        if (rounding == DimensionalRule::Rounding::None)
            return side;
        const bool isUp = rounding == DimensionalRule::Rounding::Up;
        if (isMetric)
            return Length((side.nanometres() + (isUp ? centimetre - 1 : centimetre / 2)) / centimetre * centimetre);
        return Length::of(isUp ? side.inchesUp() : side.inchesNearest(), LengthUnit::Inch);
    };
    std::array sides{rounded(dimensions.length), rounded(dimensions.width), rounded(dimensions.height)};
    std::sort(sides.begin(), sides.end(), std::greater<>());
    return {sides};
}

Weight dimensionalWeight(const Measured &parcel, const DimensionalRule &rule, const WeightStep *step)
{
    const Weight unit = Weight::of(1, rule.isMetric ? WeightUnit::Kilogram : WeightUnit::Pound);
    const Weight stride = step != nullptr ? step->step : stepOf(rule.isMetric ? WeightUnit::Kilogram : WeightUnit::Pound);
    const qint64 common = std::gcd(unit.nanograms(), stride.nanograms()); // what is left of both is small: nothing overflows
    const Volume weight = parcel.volume() * (unit.nanograms() / common), one = rule.divisor * (rule.isMetric ? cubicCentimetre : cubicInch) * (stride.nanograms() / common);
    const bool isNearest = step != nullptr && step->rounding == WeightStep::Rounding::Nearest;
    const qint64 strides = static_cast<qint64>((weight + (isNearest ? one / 2 : one - 1)) / one);
    return Weight((isNearest ? std::max<qint64>(1, strides) : strides) * stride.nanograms());
}

} // namespace crossdock::rates
