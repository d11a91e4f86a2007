#include "core/inventory/parcels/transit_rows.h"

#include "core/inventory/fulfilment/waves/place_zone.h"
#include "core/inventory/fulfilment/waves/ship_day.h"

#include <map>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::parcels {

Result<QList<rates::TransitCount>> readTransit(store::Database &database)
{
    constexpr int newest = 2'000; // parcels: older ones say little of a carrier today, and every plan reads them
    std::map<std::tuple<QString, QString, QString, qint64>, qint64> counts;
    CROSSDOCK_TRY(database.each(u"SELECT l.carrier, l.service, l.zone, l.ship_date, l.progress_at, s.country, s.region FROM label l JOIN sale s ON s.id = l.sale_id "
                                "WHERE l.return_id = 0 AND l.progress = 'delivered' AND l.state IN ('bought', 'used') ORDER BY l.id DESC LIMIT ?"_s,
                                {newest}, [&](const store::Row &row) {
                                    const QDate shipped = QDate::fromString(row.text(3), Qt::ISODate), arrived = waves::dayAt(fromMs(row.number(4)), row.text(5), row.text(6));
                                    const auto days = waves::daysUnderWay(shipped, arrived);
                                    if (days)
                                        ++counts[{row.text(0), row.text(1), row.text(2), *days}];
                                }));
    QList<rates::TransitCount> transit;
    for (const auto &[key, parcels] : counts)
        transit.append({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), parcels});
    return transit;
}

} // namespace crossdock::parcels
