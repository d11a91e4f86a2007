#pragma once

#include "core/inventory/values/money.h"

#include <QDate>
#include <QHash>
#include <QStringList>

namespace crossdock::rates {

/// One line of what a carrier asks beyond the price of its list, or takes off it. A line without a service, a price type
/// or a zone holds for all of them; of several lines of one kind the newest holds, then the one that names the service.
/// Lines of one kind and day that name ZIP codes are one list: where it is in force, none older of its kind and service holds.
struct Surcharge {
    QString carrier;
    QString kind; ///< "residential", "delivery_area", "toll", "island", "additional_handling.dimension", "oversize", "discount", "minimum", "fuel", "tax", ..., or an option's: "signature", "insurance", ...
    QDate from, until; ///< both inclusive; a null `until`: until a newer line
    QString service, priceType;
    int zoneFrom = 0, zoneTo = 0; ///< 0: any
    QString zipFrom, zipTo; ///< destination ZIP codes of five digits, or a country with what its postcodes begin with, "GB:IV"; inclusive; empty: any
    std::optional<Money> amount; ///< per parcel
    int basisPoints = 0; ///< hundredths of a per cent: of the base for "discount", of what is insured for "insurance", of what stands before it for others
    QStringList shareOf = {}; ///< of a percentage: the kinds of charges it is taken of, "base" with its discount and minimum; empty: of all before it
    friend bool operator==(const Surcharge &, const Surcharge &) = default;
    friend size_t qHash(const Surcharge &line, size_t seed = 0)
    {
        return qHashMulti(seed, line.carrier, line.kind, line.from, line.service, line.priceType, line.zoneFrom, line.zoneTo, line.zipFrom, line.zipTo);
    }
};

} // namespace crossdock::rates
