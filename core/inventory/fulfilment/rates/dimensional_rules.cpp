#include "core/inventory/fulfilment/rates/dimensional_rules.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

constexpr Volume cubic(qint64 side)
{
    return static_cast<Volume>(side) * side * side;
}
constexpr Volume cubicInch = cubic(25'400'000);
constexpr Volume cubicCentimetre = cubic(10'000'000);

const QList<DimensionalRule> &rules()
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
        {{}, {}, {}, true, Rounding::None, 5'000, 0},
    };
    return all;
}

/// Is `a` to be preferred where both hold?
bool isBetter(const DimensionalRule &a, const DimensionalRule &b)
{
    if (a.carrier.isEmpty() != b.carrier.isEmpty())
        return b.carrier.isEmpty();
    if (a.from != b.from)
        return a.from.isValid() && (!b.from.isValid() || a.from > b.from);
    return !a.priceType.isEmpty() && b.priceType.isEmpty();
}

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

const DimensionalRule *dimensionalRule(const Occasion &occasion, bool isMetric)
{
    constexpr std::array withoutVolume{"media_mail"_L1, "library_mail"_L1, "flat_rate"_L1, "bound_printed_matter"_L1};
    if (occasion.carrier == "usps"_L1
        && std::any_of(withoutVolume.begin(), withoutVolume.end(), [&](QLatin1StringView name) { return occasion.service.contains(name, Qt::CaseInsensitive); }))
        return nullptr;
    const DimensionalRule *best = nullptr;
    for (const DimensionalRule &rule : rules()) {
        const bool holds = rule.isMetric == isMetric && (rule.carrier.isEmpty() || rule.carrier == occasion.carrier)
            && (rule.priceType.isEmpty() || rule.priceType == occasion.priceType) && (!rule.from.isValid() || rule.from <= occasion.date);
        if (holds && (best == nullptr || isBetter(rule, *best)))
            best = &rule;
    }
    return best;
}

Measured measure(const Dimensions &dimensions, DimensionalRule::Rounding rounding)
{
    std::array sides{dimensions.length, dimensions.width, dimensions.height};
    for (Length &side : sides) {
        if (rounding == DimensionalRule::Rounding::Up)
            side = Length::of(side.inchesUp(), LengthUnit::Inch);
        else if (rounding == DimensionalRule::Rounding::Nearest)
            side = Length::of(side.inchesNearest(), LengthUnit::Inch);
    }
    std::sort(sides.begin(), sides.end(), std::greater<>());
    return {sides};
}

Weight dimensionalWeight(const Measured &parcel, const DimensionalRule &rule)
{
    const auto stepsUp = [](Volume volume, Volume step) { return static_cast<qint64>((volume + step - 1) / step); };
    if (rule.isMetric)
        return Weight(stepsUp(2 * parcel.volume(), rule.divisor * cubicCentimetre) * Weight::of(500, WeightUnit::Gram).nanograms());
    return Weight::of(stepsUp(parcel.volume(), rule.divisor * cubicInch), WeightUnit::Pound);
}

} // namespace crossdock::rates
