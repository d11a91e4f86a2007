#include "core/inventory/fulfilment/rates/transit.h"

#include "core/inventory/fulfilment/rates/zone_map.h"

#include <cmath>
#include <numeric>

namespace crossdock::rates {
namespace {

QString keyOf(const QString &carrier, const QString &service, const QString &zone)
{
    return carrier.toLower() + u'/' + service.toLower() + u'/' + ZoneMap::normal(zone);
}

qint64 sum(const std::map<qint64, qint64> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), qint64(0), [](qint64 sum, const auto &one) { return sum + one.second; });
}

TransitChance chanceOf(qint64 inTime, qint64 parcels, bool isOfZone)
{
    constexpr double z = 1.96; // 95 %
    const double n = static_cast<double>(parcels), share = static_cast<double>(inTime) / n;
    const double middle = share + z * z / (2 * n), half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)), scale = 100 / (1 + z * z / n);
    return {parcels, inTime, isOfZone, static_cast<int>(std::lround(100 * share)), static_cast<int>(std::floor(std::max(0.0, (middle - half) * scale))),
            static_cast<int>(std::ceil(std::min(100.0, (middle + half) * scale)))};
}

} // namespace

TransitBook::TransitBook(const QList<TransitCount> &counts)
{
    for (const TransitCount &count : counts) {
        m_counts[keyOf(count.carrier, count.service, {})][count.days] += count.parcels;
        if (!count.zone.isEmpty())
            m_counts[keyOf(count.carrier, count.service, count.zone)][count.days] += count.parcels;
    }
}

const TransitBook::ByDays *TransitBook::find(const QString &carrier, const QString &service, const QString &zone) const
{
    const auto found = m_counts.constFind(keyOf(carrier, service, zone));
    return found == m_counts.constEnd() ? nullptr : &*found;
}

std::optional<TransitChance> TransitBook::chance(const QString &carrier, const QString &service, const QString &zone, qint64 days) const
{
    const ByDays *ofZone = zone.isEmpty() ? nullptr : find(carrier, service, zone);
    const bool isOfZone = ofZone != nullptr && sum(*ofZone) >= fewest;
    const ByDays *counts = isOfZone ? ofZone : find(carrier, service, {});
    if (counts == nullptr || sum(*counts) < fewest)
        return {};
    qint64 inTime = 0;
    for (const auto &[under, parcels] : *counts)
        inTime += under <= days ? parcels : 0;
    return chanceOf(inTime, sum(*counts), isOfZone);
}

qint64 TransitBook::parcels(const QString &carrier, const QString &service) const
{
    const ByDays *counts = find(carrier, service, {});
    return counts == nullptr ? 0 : sum(*counts);
}

} // namespace crossdock::rates
