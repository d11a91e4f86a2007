#include "core/sandbox/carriers/tariff.h"

#include <QRegularExpression>
#include <QSet>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

constexpr int nearestZone = 2, farthestZone = 8;

/// Countries and postcodes lie on a line here: near numbers are near places.
int placeOnLine(const QString &postcode)
{
    const QChar first = postcode.isEmpty() ? QChar(u'0') : postcode.at(0).toUpper();
    return first.isDigit() ? first.digitValue() : first.unicode() % 10;
}

bool areNeighbours(const QString &one, const QString &other)
{
    static const QList<QSet<QString>> unions{{u"US"_s, u"CA"_s, u"MX"_s}, {u"AT"_s, u"BE"_s, u"DE"_s, u"DK"_s, u"ES"_s, u"FR"_s, u"GB"_s, u"IE"_s, u"IT"_s, u"LU"_s, u"NL"_s, u"PL"_s, u"PT"_s, u"SE"_s}};
    return std::any_of(unions.begin(), unions.end(), [&](const auto &all) { return all.contains(one) && all.contains(other); });
}

int zoneOf(const ParcelWish &wish)
{
    if (wish.isAbroad())
        return areNeighbours(wish.from.country, wish.to.country) ? farthestZone + 1 : farthestZone + 2;
    const int steps = std::abs(placeOnLine(wish.from.postcode) - placeOnLine(wish.to.postcode));
    return std::min(nearestZone + steps, farthestZone);
}

struct Billed {
    double ounces = 0;
    bool isByVolume = false;
};

Billed billedOf(const Tariff &tariff, const ParcelBox &box, double heavierOz)
{
    constexpr double hair = 1e-6; // what an ounce in pounds leaves over is no step
    Billed billed{box.ounces + heavierOz, false};
    if (tariff.divisor > 0 && box.cubicInches() > tariff.freeVolume) {
        const auto side = [&](double inches) { return tariff.roundsSides ? std::ceil(inches - hair) : inches; };
        const double volume = side(box.length) * side(box.width) * side(box.height) / tariff.divisor * 16;
        if (volume > billed.ounces)
            billed = {volume, true};
    }
    if (tariff.stepOz > 0)
        billed.ounces = std::ceil(billed.ounces / tariff.stepOz - hair) * tariff.stepOz;
    return billed;
}

/// To the next working day, so many times.
QDate workingDaysAfter(QDate day, int days)
{
    while (days > 0) {
        day = day.addDays(1);
        days -= day.dayOfWeek() <= 5 ? 1 : 0;
    }
    return day;
}

QList<TariffCharge> chargesOf(const Tariff &tariff, const ParcelWish &wish, qint64 base, int discountPercent)
{
    QList<TariffCharge> charges{{Kind::Base, base}};
    const auto add = [&](Kind kind, qint64 amount) {
        if (amount != 0)
            charges.append({kind, amount});
    };
    add(Kind::Discount, -(base * discountPercent / 100));
    add(Kind::Residential, wish.isResidential ? tariff.residential * wish.boxes.size() : 0);
    add(Kind::Handling, tariff.handling * std::count_if(wish.boxes.begin(), wish.boxes.end(), [](const ParcelBox &box) { return box.isUnboxed; }));
    add(Kind::Extras, wish.extras);
    add(Kind::Fuel, (TariffPrice::sum(charges) * tariff.fuelBasisPoints + 5'000) / 10'000);
    add(Kind::Tax, (TariffPrice::sum(charges) * tariff.taxPercent + 50) / 100);
    return charges;
}

TariffPrice priceOf(const Tariff &tariff, const TariffService &service, const ParcelWish &wish, const QDate &today, double heavierOz)
{
    TariffPrice price{.service = service, .zone = zoneOf(wish), .charges = {}, .listed = {}, .deliveredOn = {}};
    qint64 base = 0;
    for (const ParcelBox &box : wish.boxes) {
        const Billed billed = billedOf(tariff, box, heavierOz);
        base += service.base + static_cast<qint64>(billed.ounces * static_cast<double>(service.anOunce));
        price.billedOz += billed.ounces;
        price.isByVolume = price.isByVolume || billed.isByVolume;
    }
    base = base * (100 + service.perZone * (price.zone - nearestZone)) / 100 * (wish.isAbroad() ? tariff.abroadFactor : 1);
    price.charges = chargesOf(tariff, wish, base, tariff.discountPercent);
    price.listed = chargesOf(tariff, wish, base, 0);
    const int steps = std::min(price.zone, farthestZone) - nearestZone;
    price.days = service.days + ((service.slowest - service.days) * steps + 5) / 6;
    price.deliveredOn = workingDaysAfter(wish.day.isValid() ? wish.day : today, price.days);
    return price;
}

bool goesThere(const TariffService &service, const ParcelWish &wish)
{
    return service.reach == TariffService::Reach::Everywhere || (service.reach == TariffService::Reach::Abroad) == wish.isAbroad();
}

} // namespace

qint64 TariffPrice::sum(const QList<TariffCharge> &charges, std::optional<TariffCharge::Kind> kind)
{
    qint64 sum = 0;
    for (const TariffCharge &charge : charges)
        sum += !kind || charge.kind == *kind ? charge.amount : 0;
    return sum;
}

bool isKnown(const PostalPlace &place)
{
    static const QRegularExpression country(u"^[A-Z]{2}$"_s), zip(u"^(?!00000|99999)\\d{5}(-?\\d{4})?$"_s), pin(u"^[1-9]\\d{5}$"_s);
    if (!country.match(place.country).hasMatch())
        return false;
    if (place.country == u"US")
        return zip.match(place.postcode).hasMatch();
    return place.country == u"IN" ? pin.match(place.postcode).hasMatch() : true;
}

QString wordsOf(Objection objection, const Tariff &tariff)
{
    switch (objection) {
    case Objection::UnknownOrigin:
        return u"The origin's postal code is not known."_s;
    case Objection::UnknownDestination:
        return u"The destination's postal code is not known."_s;
    case Objection::NoWeight:
        return u"A parcel needs a weight of more than nothing."_s;
    case Objection::TooHeavy:
        return u"A parcel weighs at most %1 lb."_s.arg(tariff.heaviestOz / 16);
    case Objection::TooLong:
        return u"A parcel's longest side measures at most %1 in."_s.arg(tariff.longestSide);
    case Objection::NoCustoms:
        return u"A parcel abroad needs its customs papers."_s;
    case Objection::NotServed:
        return u"There is no service between these places."_s;
    }
    Q_UNREACHABLE();
}

std::optional<Objection> objectionTo(const Tariff &tariff, const ParcelWish &wish)
{
    const auto any = [&](auto is) { return wish.boxes.isEmpty() || std::any_of(wish.boxes.begin(), wish.boxes.end(), is); };
    if (!isKnown(wish.from))
        return Objection::UnknownOrigin;
    if (!isKnown(wish.to))
        return Objection::UnknownDestination;
    if (any([](const ParcelBox &box) { return !(box.ounces > 0); }))
        return Objection::NoWeight;
    if (any([&](const ParcelBox &box) { return box.ounces > tariff.heaviestOz; }))
        return Objection::TooHeavy;
    if (tariff.longestSide > 0 && any([&](const ParcelBox &box) { return std::max({box.length, box.width, box.height}) > tariff.longestSide; }))
        return Objection::TooLong;
    if (tariff.needsCustoms && wish.isAbroad() && !wish.hasCustoms)
        return Objection::NoCustoms;
    if (!tariff.onlyWithin.isEmpty() && (wish.from.country != tariff.onlyWithin || wish.isAbroad()))
        return Objection::NotServed;
    if (std::none_of(tariff.services.begin(), tariff.services.end(), [&](const TariffService &service) { return goesThere(service, wish); }))
        return Objection::NotServed;
    return std::nullopt;
}

QList<TariffPrice> pricesOf(const Tariff &tariff, const ParcelWish &wish, const QDate &today, double heavierOz)
{
    QList<TariffPrice> prices;
    for (const TariffService &service : tariff.services)
        if (goesThere(service, wish))
            prices.append(priceOf(tariff, service, wish, today, heavierOz));
    return prices;
}

QString decimal(qint64 minor)
{
    return u"%1%2.%3"_s.arg(minor < 0 ? u"-"_s : QString()).arg(std::abs(minor) / 100).arg(std::abs(minor) % 100, 2, 10, QChar(u'0'));
}

} // namespace crossdock::sandbox
