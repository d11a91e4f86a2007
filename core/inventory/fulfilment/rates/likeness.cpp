#include "core/inventory/fulfilment/rates/likeness.h"

#include "core/inventory/fulfilment/rates/dimensional_rules.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

QString normal(const QString &postcode)
{
    QString text;
    for (const QChar c : postcode)
        if (c.isLetterOrNumber())
            text.append(c.toUpper());
    return text;
}

/// Lists go by four ounces up to a pound, then by the pound; abroad by half a kilogram.
Weight stepOf(Weight weight, bool isMetric)
{
    const Weight pound = Weight::of(1, WeightUnit::Pound);
    return weight.roundedUpTo(isMetric ? Weight::of(500, WeightUnit::Gram) : weight <= pound ? Weight::of(4, WeightUnit::Ounce) : pound);
}

QString textOf(Weight weight, bool isMetric)
{
    return weight.text(isMetric ? WeightUnit::Kilogram : WeightUnit::Ounce);
}

/// Which of the limits that carriers draw it exceeds.
QString sizeOf(const Measured &measured)
{
    QString size;
    for (const qint64 inches : {22, 48, 96})
        size += measured.longest() > Length::of(inches, LengthUnit::Inch) ? u'l' : u'-';
    size += measured.second() > Length::of(30, LengthUnit::Inch) ? u's' : u'-';
    for (const qint64 inches : {105, 130})
        size += measured.lengthPlusGirth() > Length::of(inches, LengthUnit::Inch) ? u'g' : u'-';
    for (const qint64 cubicInches : {1'728, 3'456, 10'368, 17'280})
        size += measured.isAbove(cubicInches) ? u'v' : u'-';
    return size;
}

QString likenessOf(const Parcel &parcel, bool isMetric)
{
    const Weight weight = stepOf(parcel.weight, isMetric);
    const QString step = textOf(weight, isMetric), handling = parcel.isUnboxed ? u" unboxed"_s : QString();
    if (!parcel.dimensions)
        return step + handling;
    DimensionalRule rule;
    rule.isMetric = isMetric;
    rule.divisor = isMetric ? 5'000 : 139;
    const Measured measured = measure(*parcel.dimensions, isMetric ? DimensionalRule::Rounding::None : DimensionalRule::Rounding::Up);
    const Weight byVolume = dimensionalWeight(measured, rule);
    const QString volume = byVolume > weight ? textOf(byVolume, isMetric) : u"weighed"_s;
    return u"%1 %2 %3%4"_s.arg(step, volume, sizeOf(measured), handling);
}

/// Carriers insure by the hundred of most currencies.
QString insured(const Shipment &shipment)
{
    if (!shipment.options.contains(Option::Insurance) || !shipment.value)
        return {};
    qint64 step = 100;
    for (int digit = 0; digit < minorDigits(shipment.value->currency); ++digit)
        step *= 10;
    const qint64 steps = (shipment.value->amount + step - 1) / step;
    return u' ' + toDecimal({steps * step, shipment.value->currency}) + u' ' + shipment.value->currency;
}

} // namespace

QString likenessOf(const Shipment &shipment)
{
    constexpr qsizetype area = 3; // characters of a postcode that name a region in most countries
    const bool isMetric = shipment.from.country != "US"_L1;
    QStringList parcels;
    for (const Parcel &parcel : shipment.parcels)
        parcels.append(likenessOf(parcel, isMetric));
    std::sort(parcels.begin(), parcels.end());
    const QString back = shipment.isReturn ? u"; back"_s : QString();
    const QString extra = shipment.options.isEmpty() ? back : back + u"; "_s + namesOf(shipment.options) + insured(shipment);
    return u"%1 %2>%3 %4 %5: %6"_s.arg(shipment.from.country, normal(shipment.from.postcode), shipment.to.country, normal(shipment.to.postcode).left(area),
                                       shipment.isResidential ? u"home"_s : u"place"_s, parcels.join(u", "_s)) + extra;
}

} // namespace crossdock::rates
