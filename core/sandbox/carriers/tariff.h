#pragma once

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace crossdock::sandbox {

// What wires measure in, in what a tariff is written in.
inline constexpr double ouncesAGram = 0.03527396195, ouncesAKilogram = 35.27396195, centimetresAnInch = 2.54;

struct PostalPlace {
    QString name, street, city, region, postcode, country;
};

struct ParcelBox {
    double ounces = 0;
    double length = 0, width = 0, height = 0; ///< inches; 0: not told
    bool isUnboxed = false;
    double cubicInches() const { return length * width * height; }
};

/// What somebody wants carried, as each wire reads it from its own words.
struct ParcelWish {
    PostalPlace from, to;
    QList<ParcelBox> boxes;
    QDate day; ///< it leaves; null: today
    bool isResidential = false, hasCustoms = false;
    qint64 extras = 0; ///< what is asked for beside the service costs, where the carrier plays that
    QJsonObject asked; ///< as it came
    bool isAbroad() const { return from.country != to.country; }
};

/// One service of a carrier, in the smallest units of its currency.
struct TariffService {
    enum class Reach { Inside, Abroad, Everywhere };

    QString code, name;
    qint64 base = 0, anOunce = 0; ///< of each box, by its billed weight
    int perZone = 0; ///< per cent more for each zone beyond the nearest
    int days = 1, slowest = 1; ///< on the way: in the nearest zone, and in the farthest
    Reach reach = Reach::Inside;
    bool isGuaranteed = false;
};

/// What a carrier of the sandbox asks for what: its own prices, that nobody else publishes.
struct Tariff {
    QString carrier; ///< as its invoices call it
    bool isBroker = false; ///< others carry: a service's code begins with who, "ups_ground"
    QString currency = QStringLiteral("USD");
    double stepOz = 0; ///< billed weight rounds up to these; 0: as it was weighed
    double divisor = 0; ///< cubic inches a pound; 0: volume is free
    bool roundsSides = true; ///< to whole inches, up
    double freeVolume = 0; ///< cubic inches; smaller boxes are not billed by volume
    double heaviestOz = 70 * 16;
    double longestSide = 0; ///< inches; 0: any
    int discountPercent = 0; ///< the account's, off the base
    int fuelBasisPoints = 0; ///< of base less discount and the surcharges
    qint64 residential = 0, handling = 0;
    qint64 correction = 0; ///< billed later for a parcel that was not as it was told
    bool weighsAgain = true; ///< what is corrected may be the weight
    int abroadFactor = 1;
    int taxPercent = 0; ///< of all that stands before it
    QString onlyWithin; ///< this country; empty: everywhere
    bool needsCustoms = false; ///< has no price for a parcel abroad without its papers
    QList<TariffService> services;
    QString carrierOf(const TariffService &service) const { return isBroker ? service.code.section(u'_', 0, 0) : carrier; }

    // Its numbers: '#' becomes a digit, '@' one of sixteen.
    QString shipmentIds = QStringLiteral("@@@@@@@@@@@@@@@@"), offerIds = QStringLiteral("@@@@@@@@@@@@@@@@"), saleIds = QStringLiteral("@@@@@@@@@@@@@@@@");
    QString trackingIds = QStringLiteral("############");
};

struct TariffCharge {
    enum class Kind { Base, Discount, Residential, Handling, Fuel, Tax, Correction, Extras };
    Kind kind = Kind::Base;
    qint64 amount = 0; ///< negative for a discount
};

/// A service's price for a wish. The charges are the account's; `listed` are what somebody without an account pays.
struct TariffPrice {
    TariffService service;
    int zone = 2; ///< 2 to 8 inside a country, 9 and 10 abroad
    double billedOz = 0; ///< of all boxes
    bool isByVolume = false;
    QList<TariffCharge> charges, listed;
    int days = 1;
    QDate deliveredOn;
    qint64 of(TariffCharge::Kind kind) const { return sum(charges, kind); }
    qint64 total() const { return sum(charges); }
    qint64 listTotal() const { return sum(listed); }
    static qint64 sum(const QList<TariffCharge> &charges, std::optional<TariffCharge::Kind> kind = std::nullopt);
};

/// Why there is no price at all.
enum class Objection { UnknownOrigin, UnknownDestination, NoWeight, TooHeavy, TooLong, NoCustoms, NotServed };
QString wordsOf(Objection objection, const Tariff &tariff); ///< facts in English

std::optional<Objection> objectionTo(const Tariff &tariff, const ParcelWish &wish);
/// One for every service that goes there. `heavierOz`: what each box is found to weigh more than was told.
QList<TariffPrice> pricesOf(const Tariff &tariff, const ParcelWish &wish, const QDate &today, double heavierOz = 0);
bool isKnown(const PostalPlace &place); ///< a country's postcode that can be one; streets are no matter of a price

QString decimal(qint64 minor); ///< 768: "7.68"

} // namespace crossdock::sandbox
