#include "core/inventory/fulfilment/rates/carbon.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

#include <array>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::rates {
namespace {

/// EPA Emission Factors Hub 2025, upstream transportation and distribution, per short ton-mile: medium and heavy trucks 0.168 kg CO2, 0.0015 g
/// CH4, 0.0047 g N2O; aircraft 0.905 kg CO2, 0.0279 g N2O; with the hub's weights of 28 and 265, and 1.46 tonne-kilometres a short ton-mile.
constexpr double roadGrams = 116, airGrams = 625; // CO2e a tonne-kilometre

/// ISO 14083 takes the shortest feasible distance, or a straight line with 95 km for an aircraft's detours. Roads are about a fifth longer than
/// straight lines.
constexpr double roadDetour = 1.2, airDetour = 95;
constexpr double leastKilometres = 25; // within one area

constexpr std::array airWords{"overnight"_L1, "next day"_L1, "nextday"_L1, "2day"_L1, "2 day"_L1, "2nd day"_L1, "second day"_L1, "1day"_L1, "1 day"_L1, "air"_L1, "worldwide"_L1};
constexpr std::array roadWords{"ground"_L1, "home"_L1, "surface"_L1, "parcel select"_L1, "smartpost"_L1, "surepost"_L1, "media"_L1, "library"_L1, "bound printed"_L1, "standard"_L1, "road"_L1, "truck"_L1, "van"_L1, "freight"_L1};
constexpr std::array expressWords{"express"_L1, "expedited"_L1};

/// "FEDEX_2_DAY", "NextDayAir" to " fedex 2 day ", " next day air ": words between spaces.
QString words(const QString &name)
{
    QString text(u' ');
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        const bool begins = i > 0 && c.isUpper() && name.at(i - 1).isLower();
        if (begins || !c.isLetterOrNumber())
            text.append(u' ');
        if (c.isLetterOrNumber())
            text.append(c.toLower());
    }
    return text.append(u' ').simplified().prepend(u' ').append(u' ');
}

template <class Words>
bool holdsOne(const QString &text, const Words &known)
{
    return std::any_of(known.begin(), known.end(), [&](QLatin1StringView word) { return text.contains(u' ' + QString(word) + u' '); });
}

double travelled(double kilometres, Mode mode)
{
    return mode == Mode::Air ? kilometres + airDetour : kilometres * roadDetour;
}

} // namespace

std::optional<Mode> modeOf(const QString &carrier, const QString &service)
{
    const QString text = words(service);
    if (holdsOne(text, airWords))
        return Mode::Air;
    if (holdsOne(text, roadWords))
        return Mode::Road;
    const bool isExpress = carrier.startsWith("dhl"_L1, Qt::CaseInsensitive) && !text.contains(" ecommerce "_L1);
    return isExpress || holdsOne(text, expressWords) ? std::optional(Mode::Air) : std::nullopt;
}

std::optional<double> kilometresBetween(const Place &from, const Place &to)
{
    constexpr double kilometresAMile = 1.609344;
    const bool isDomestic = from.country == "US"_L1 && to.country == "US"_L1;
    const auto begin = isDomestic ? zip3(from.postcode) : std::nullopt, end = isDomestic ? zip3(to.postcode) : std::nullopt;
    const auto miles = begin && end ? milesBetween(*begin, *end) : std::nullopt;
    return miles ? std::optional(std::max(leastKilometres, *miles * kilometresAMile)) : std::nullopt;
}

qint64 carbonGrams(Weight weight, double kilometres, Mode mode)
{
    constexpr double nanogramsATonne = 1e15;
    const double tonnes = static_cast<double>(weight.nanograms()) / nanogramsATonne;
    return std::max<qint64>(1, std::llround(tonnes * travelled(kilometres, mode) * (mode == Mode::Air ? airGrams : roadGrams)));
}

Carbon carbonOf(const Shipment &shipment, const QString &carrier, const QString &service)
{
    const auto kilometres = kilometresBetween(shipment.from, shipment.to);
    if (!kilometres)
        return {{}, u"not known: the distance is known only between postcodes of the United States that have a place"_s}; // which one is a buyer's: not to be written down
    const auto mode = modeOf(carrier, service);
    if (!mode)
        return {{}, u"not known: %1 does not tell whether it goes by road or by air"_s.arg(service.isEmpty() ? u"the service"_s : service)};
    Weight weight;
    for (const Parcel &parcel : shipment.parcels)
        weight = weight + parcel.weight;
    const QString way = *mode == Mode::Air ? u"%1 km by air (a straight line and 95 km)"_s : u"%1 km by road (a straight line and a fifth)"_s;
    return {carbonGrams(weight, *kilometres, *mode), u"estimate: %1 over %2, %3 g CO2e a tonne-kilometre (EPA factors of 2025, fuel burned under way)"_s
                                                         .arg(weight.text(WeightUnit::Kilogram), way.arg(std::llround(travelled(*kilometres, *mode))))
                                                         .arg(*mode == Mode::Air ? airGrams : roadGrams)};
}

qint64 carbonCost(qint64 grams, qint64 pricePerKilogram)
{
    constexpr qint64 gramsAKilogram = 1'000;
    return (grams * pricePerKilogram + gramsAKilogram / 2) / gramsAKilogram;
}

} // namespace crossdock::rates
