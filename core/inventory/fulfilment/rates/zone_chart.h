#pragma once

#include <QDate>
#include <QMap>

namespace crossdock::rates {

/// A carrier's zones between the first three digits of US ZIP codes, from a date on.
struct ZoneChart {
    QString carrier;
    QDate effectiveFrom; ///< null: since ever
    QMap<QString, QMap<QString, QString>> zones; ///< origin to destination to zone: "100" to "941" to "8"
    friend bool operator==(const ZoneChart &, const ZoneChart &) = default;
};

} // namespace crossdock::rates
