#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <map>
#include <optional>

namespace crossdock::rates {

/// Parcels of a service that were under way for so many working days.
struct TransitCount {
    QString carrier, service, zone; ///< zone empty: not known
    qint64 days = 0, parcels = 0;
    friend bool operator==(const TransitCount &, const TransitCount &) = default;
};

/// How likely a parcel is there within so many working days, by those of before.
struct TransitChance {
    qint64 parcels = 0, inTime = 0;
    bool isOfZone = false; ///< else of all zones of the service
    int percent = 0; ///< rounded
    int low = 0, high = 0; ///< 95 % interval (Wilson)
    friend bool operator==(const TransitChance &, const TransitChance &) = default;
};

/// What past parcels teach of a service: of the zone where there were enough, else of the service everywhere.
class TransitBook
{
public:
    static constexpr qint64 fewest = 20; ///< parcels: of fewer nothing is said

    explicit TransitBook(const QList<TransitCount> &counts = {});

    std::optional<TransitChance> chance(const QString &carrier, const QString &service, const QString &zone, qint64 days) const;
    qint64 parcels(const QString &carrier, const QString &service) const; ///< that were counted

private:
    using ByDays = std::map<qint64, qint64>;
    const ByDays *find(const QString &carrier, const QString &service, const QString &zone) const;

    QHash<QString, ByDays> m_counts;
};

} // namespace crossdock::rates
