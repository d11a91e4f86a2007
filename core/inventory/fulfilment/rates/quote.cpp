#include "core/inventory/fulfilment/rates/quote.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {

QString byWeightText(const Charge &charge, WeightUnit unit)
{
    if (!charge.byWeight)
        return {};
    const Charge::ByWeight &by = *charge.byWeight;
    const auto amount = [&](qint64 minor) { return toDecimal({minor, charge.amount.currency}); };
    const QString each = by.step == Weight::of(1, unit) ? QString() : u"/%1"_s.arg(by.step.text(unit));
    const QString least = by.least > 0 ? u", at least "_s + amount(by.least) : QString();
    if (!by.isOnTop)
        return u"billed %1 x %2%3%4"_s.arg(by.billed.text(unit), amount(by.rate), each, least);
    const qint64 steps = (by.billed.nanograms() - by.begins.nanograms()) / by.step.nanograms();
    return u"%1 up to %2 + %3 x %4%5%6"_s.arg(amount(by.before), by.begins.text(unit)).arg(steps).arg(amount(by.rate), u"/"_s + by.step.text(unit), least);
}

QString roundingText(const Quote &quote)
{
    if (!quote.step) {
        if (!quote.billable || quote.source == Quote::Source::Live)
            return {};
        const auto base = std::find_if(quote.charges.begin(), quote.charges.end(), [](const Charge &charge) { return charge.byWeight.has_value(); });
        return base != quote.charges.end() ? u"up to the next %1, as its list asks"_s.arg(base->byWeight->step.text(quote.unit)) : u"up to the next %1, as is usual"_s.arg(stepOf(quote.unit).text(quote.unit));
    }
    const QString how = quote.step->rounding == WeightStep::Rounding::Up ? u"up to the next %1"_s : u"to the nearest %1"_s;
    const QString rule = quote.step->from.isValid() ? u", by the imported rule of "_s + quote.step->from.toString(Qt::ISODate) : u", by an imported rule"_s;
    return how.arg(quote.step->text()) + rule;
}

} // namespace crossdock::rates
