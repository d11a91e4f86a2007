#pragma once

#include "core/inventory/fulfilment/rates/quote.h"
#include "core/inventory/fulfilment/rates/shipment.h"
#include "core/inventory/fulfilment/rates/zone_chart.h"

#include <QHash>
#include <array>
#include <map>
#include <vector>

namespace crossdock::rates {

struct Zone {
    QString name;
    Quote::ZoneSource source = Quote::ZoneSource::Table;
};

/// Finds the zone of a way: as the shipment says, else from the newest chart that knows the way on the ship date, else within the US by
/// the distance between the centres of both ZIP code areas, which is an estimate. A service's own charts are asked before those for all of
/// them; in a chart the narrowest origin that knows the way holds, and of its destinations the narrowest.
class ZoneMap
{
public:
    void add(const ZoneChart &chart);

    /// The zones of the chart that are not known yet, or otherwise.
    qint64 news(const ZoneChart &chart) const;

    /// NotFound with the reason: no chart tells of the way. NotAllowed: its chart says that it is not served.
    Result<Zone> zone(const Shipment &shipment, const QString &carrier, const QString &service = {}) const;

    bool hasServices(const QString &carrier) const; ///< Is one of its charts for a service alone?

    /// "Zone 005" and "5" to "5": carriers write one zone in many ways.
    static QString normal(QStringView zone);

private:
    struct Chart {
        QDate from;
        QString service; ///< as keyOf() has it; empty: any
        QStringList names; ///< of the zones; number 0 is "not in the chart"
        std::map<int, std::array<quint8, 1000>> byZip = {}; ///< one byte for each pair: half a megabyte for the whole US
        QHash<QString, QHash<QString, quint8>> byArea = {}; ///< all others
        quint8 number(const QString &origin, const QString &destination) const; ///< 0: not in it
        QString zone(const QStringList &origins, const QStringList &destinations) const; ///< empty: it does not know the way
    };
    QString chartedZone(const Shipment &shipment, const QString &carrier, const QString &service) const; ///< empty: no chart knows the way
    const Chart *chartLike(const ZoneChart &chart) const;

    std::map<QString, std::vector<Chart>> m_charts; ///< by carrier, newest first
};

/// "94105-1234" to 941; nothing for what is no US ZIP code.
std::optional<int> zip3(QStringView postcode);

/// Between the centres of two ZIP code areas; nothing where one is not known.
std::optional<double> milesBetween(int fromZip3, int toZip3);

} // namespace crossdock::rates
