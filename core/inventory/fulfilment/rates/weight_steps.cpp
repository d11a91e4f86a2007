#include "core/inventory/fulfilment/rates/weight_steps.h"

#include <algorithm>
#include <tuple>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

Weight WeightStep::rounded(Weight weight) const
{
    if (rounding == Rounding::Up)
        return weight.roundedUpTo(step);
    const qint64 steps = (weight.nanograms() + step.nanograms() / 2) / step.nanograms();
    return Weight(std::max<qint64>(1, steps) * step.nanograms());
}

QString WeightStep::text() const
{
    return step.text(unit);
}

QString nameOf(WeightStep::Rounding rounding)
{
    return rounding == WeightStep::Rounding::Up ? u"up"_s : u"nearest"_s;
}

Weight stepOf(WeightUnit unit)
{
    switch (unit) {
    case WeightUnit::Pound:
    case WeightUnit::Ounce:
        return Weight::of(1, unit);
    case WeightUnit::Kilogram:
    case WeightUnit::Gram:
        return Weight::of(500, WeightUnit::Gram);
    }
    Q_UNREACHABLE();
}

const WeightStep *WeightSteps::find(const Occasion &occasion, WeightUnit unit) const
{
    const WeightUnit wanted = isMetric(unit) ? WeightUnit::Kilogram : unit;
    const auto rank = [](const WeightStep &step) { return std::tuple(step.from.isValid() ? step.from.toJulianDay() : 0, !step.service.isEmpty(), !step.priceType.isEmpty()); };
    const WeightStep *best = nullptr;
    for (const WeightStep &step : m_imported) {
        const bool holds = step.unit == wanted && step.carrier == occasion.carrier && (step.service.isEmpty() || step.service.compare(occasion.service, Qt::CaseInsensitive) == 0)
            && (step.priceType.isEmpty() || step.priceType == occasion.priceType) && (!step.from.isValid() || step.from <= occasion.date);
        if (holds && (best == nullptr || rank(*best) < rank(step)))
            best = &step;
    }
    return best;
}

} // namespace crossdock::rates
