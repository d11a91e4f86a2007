#pragma once

#include <QDate>
#include <QMap>

namespace crossdock::rates {

/// A carrier's zones between areas (see zone_area.h), from a date on. A chart that names a service is only for it, and holds before one for all.
struct ZoneChart {
    static constexpr QChar notServed = u'-'; ///< in place of a zone: it does not go there

    QString carrier;
    QDate effectiveFrom; ///< null: since ever
    QMap<QString, QMap<QString, QString>> zones; ///< origin to destination to zone: "100" to "941" to "8", "BR-013" to "BR-5" to "4", "DE" to "FR" to "1"
    QString service = {}; ///< as its chart calls it: "2nd Day Air"; empty: all of the carrier's
    friend bool operator==(const ZoneChart &, const ZoneChart &) = default;
};

} // namespace crossdock::rates
