#include "core/inventory/fulfilment/rates/measures.h"

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

__extension__ typedef __int128 Wide; // a count of nanograms times a written number does not fit into 64 bits

struct WeightName {
    WeightUnit unit;
    QStringView name;
    qint64 nanograms;
};
constexpr std::array<WeightName, 4> weightNames{{{WeightUnit::Pound, u"lb", 453'592'370'000},
                                                 {WeightUnit::Ounce, u"oz", 28'349'523'125},
                                                 {WeightUnit::Kilogram, u"kg", 1'000'000'000'000},
                                                 {WeightUnit::Gram, u"g", 1'000'000'000}}};
struct LengthName {
    LengthUnit unit;
    QStringView name;
    qint64 nanometres;
};
constexpr std::array<LengthName, 2> lengthNames{{{LengthUnit::Inch, u"in", 25'400'000}, {LengthUnit::Centimetre, u"cm", 10'000'000}}};

constexpr qint64 heaviest = 4'000'000'000'000'000'000; // 4,000 tonnes
constexpr qint64 longest = 1'000'000'000'000; // a kilometre
constexpr qint64 inch = lengthNames[0].nanometres;

qint64 nanogramsOf(WeightUnit unit)
{
    return weightNames.at(static_cast<size_t>(unit)).nanograms;
}

qint64 nanometresOf(LengthUnit unit)
{
    return lengthNames.at(static_cast<size_t>(unit)).nanometres;
}

/// `decimal` times `unit`, rounded up to a whole number; nothing for what is no plain number, or more than `most`.
std::optional<qint64> times(QStringView decimal, qint64 unit, qint64 most)
{
    const QStringView text = decimal.trimmed();
    constexpr int digitLimit = 18;
    Wide number = 0, scale = 1;
    int digits = 0;
    bool hasPoint = false;
    for (const QChar c : text) {
        if (c == u'.' && !hasPoint) {
            hasPoint = true;
            continue;
        }
        if (c < u'0' || c > u'9' || ++digits > digitLimit)
            return {};
        number = number * 10 + (c.unicode() - u'0');
        if (hasPoint)
            scale *= 10;
    }
    if (digits == 0)
        return {};
    const Wide product = (number * unit + scale - 1) / scale;
    return product > most ? std::nullopt : std::optional(static_cast<qint64>(product));
}

template <class Names>
auto unitFrom(const Names &names, QStringView text) -> std::optional<decltype(names[0].unit)>
{
    for (const auto &known : names) {
        if (text.compare(known.name, Qt::CaseInsensitive) == 0)
            return known.unit;
    }
    return {};
}

} // namespace

QString nameOf(WeightUnit unit)
{
    return weightNames.at(static_cast<size_t>(unit)).name.toString();
}

QString nameOf(LengthUnit unit)
{
    return lengthNames.at(static_cast<size_t>(unit)).name.toString();
}

std::optional<WeightUnit> weightUnitFrom(QStringView name)
{
    return unitFrom(weightNames, name);
}

std::optional<LengthUnit> lengthUnitFrom(QStringView name)
{
    return unitFrom(lengthNames, name);
}

bool isMetric(WeightUnit unit)
{
    return unit == WeightUnit::Kilogram || unit == WeightUnit::Gram;
}

Result<Weight> Weight::parse(QStringView decimal, WeightUnit unit)
{
    const auto nanograms = times(decimal, nanogramsOf(unit), heaviest);
    if (!nanograms)
        return fail(Error::Code::InvalidInput, decimal.toString(), u"not a weight"_s);
    return Weight(*nanograms);
}

Weight Weight::of(qint64 whole, WeightUnit unit)
{
    return Weight(whole * nanogramsOf(unit));
}

Weight Weight::most()
{
    return Weight(heaviest);
}

double Weight::in(WeightUnit unit) const
{
    constexpr double digits = 1e6;
    return std::round(static_cast<double>(m_nanograms) / static_cast<double>(nanogramsOf(unit)) * digits) / digits;
}

QString Weight::text(WeightUnit unit) const
{
    return QString::number(in(unit), 'f', QLocale::FloatingPointShortest) + u' ' + nameOf(unit);
}

Weight Weight::roundedUpTo(Weight step) const
{
    return Weight((m_nanograms + step.m_nanograms - 1) / step.m_nanograms * step.m_nanograms);
}

Result<Length> Length::parse(QStringView decimal, LengthUnit unit)
{
    const auto nanometres = times(decimal, nanometresOf(unit), longest);
    if (!nanometres)
        return fail(Error::Code::InvalidInput, decimal.toString(), u"not a length"_s);
    return Length(*nanometres);
}

Length Length::of(qint64 whole, LengthUnit unit)
{
    return Length(whole * nanometresOf(unit));
}

qint64 Length::inchesUp() const
{
    return (m_nanometres + inch - 1) / inch;
}

qint64 Length::inchesNearest() const
{
    return std::max<qint64>(1, (m_nanometres + inch / 2) / inch);
}

} // namespace crossdock::rates
