#include "core/inventory/fulfilment/rates/zone_map.h"

#include "core/inventory/fulfilment/rates/zone_area.h"

#include <QFile>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

static void initPlaces() { Q_INIT_RESOURCE(places); } // a static library's resources must be asked for

namespace crossdock::rates {
namespace {

struct Point {
    double latitude = 0, longitude = 0; ///< radians
};
using Centres = std::map<int, Point>;

Centres readCentres()
{
    initPlaces();
    QFile file(u":/places/us_zip3_centroids.csv"_s);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen); // part of the program
    Centres centres;
    file.readLine(); // header
    while (!file.atEnd()) {
        const QList<QByteArray> cells = file.readLine().trimmed().split(',');
        centres.insert({cells[0].toInt(), {cells[1].toDouble() * M_PI / 180, cells[2].toDouble() * M_PI / 180}});
    }
    return centres;
}

/// Where mail for a prefix without a place of its own is handed over: of the forces abroad, and of a tax office.
int gatewayOf(int prefix)
{
    constexpr int holtsville = 117, newYork = 100, miami = 331, sanFrancisco = 941;
    if (prefix == 5)
        return holtsville;
    if (prefix >= 90 && prefix <= 98)
        return newYork;
    if (prefix == 340)
        return miami;
    return prefix >= 962 && prefix <= 966 ? sanFrancisco : prefix;
}

/// Some prefixes belong to one building or office and have no area: their neighbour in number is near in place.
const Point *centreOf(int zip3)
{
    static const Centres centres = readCentres();
    constexpr int neighbours = 3;
    const int prefix = gatewayOf(zip3);
    for (int distance = 0; distance <= neighbours; ++distance) {
        for (const int candidate : {prefix - distance, prefix + distance}) {
            const auto found = centres.find(candidate);
            if (found != centres.end() && candidate / 100 == prefix / 100)
                return &found->second;
        }
    }
    return nullptr;
}

/// Bands of the FedEx and UPS guides; the postal service has a zone of its own for the nearest.
QString zoneFor(double miles, const QString &carrier)
{
    constexpr std::array bands{150, 300, 600, 1'000, 1'400, 1'800};
    constexpr int postalNear = 50;
    if (carrier == "usps"_L1 && miles <= postalNear)
        return u"1"_s;
    int zone = 2;
    for (const int band : bands)
        zone += miles > band ? 1 : 0;
    return QString::number(zone);
}

/// "100" to 100; nothing: the area is no three digits of a US ZIP code.
std::optional<int> zipArea(const QString &area)
{
    constexpr int digits = 3;
    const bool isZip = area.size() == digits && area.at(0).isDigit();
    return isZip ? std::optional(area.toInt()) : std::nullopt;
}

/// Charts of ZIP codes alone, which most are, are asked without the names of all areas that a place lies in.
QStringList namesOf(const Place &place, bool haveAreas)
{
    if (haveAreas)
        return areasOf(place);
    const auto zip = place.country == "US"_L1 ? zip3(place.postcode) : std::nullopt;
    return zip ? QStringList{place.postcode.trimmed().first(3)} : QStringList();
}

/// One key for "3 Day Select", "3_day_select" and "ups_3day_select": charts and lists seldom write a service alike.
QString serviceKey(const QString &carrier, const QString &service)
{
    QString key;
    for (const QChar c : service.toLower())
        if (c.isLetterOrNumber())
            key += c;
    return key.startsWith(carrier) && key.size() > carrier.size() ? key.sliced(carrier.size()) : key;
}

} // namespace

std::optional<int> zip3(QStringView postcode)
{
    const QStringView text = postcode.trimmed();
    const QStringView digits = text.first(std::min<qsizetype>(text.size(), 5));
    const bool isZip = digits.size() == 5 && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; })
        && (text.size() == 5 || text.at(5) == u'-' || text.at(5) == u' ' || text.size() == 9);
    return isZip ? std::optional(digits.first(3).toInt()) : std::nullopt;
}

std::optional<double> milesBetween(int fromZip3, int toZip3)
{
    constexpr double earthRadius = 3958.7613; // miles
    const Point *from = centreOf(fromZip3);
    const Point *to = centreOf(toZip3);
    if (from == nullptr || to == nullptr)
        return {};
    const double north = std::sin((to->latitude - from->latitude) / 2), east = std::sin((to->longitude - from->longitude) / 2);
    const double chord = north * north + std::cos(from->latitude) * std::cos(to->latitude) * east * east;
    return 2 * earthRadius * std::asin(std::min(1.0, std::sqrt(chord)));
}

QString ZoneMap::normal(QStringView zone)
{
    QStringView text = zone.trimmed();
    for (const QStringView prefix : {QStringView(u"zones"), QStringView(u"zone"), QStringView(u"z")}) {
        if (text.startsWith(prefix, Qt::CaseInsensitive) && text.size() > prefix.size() && !text.at(prefix.size()).isLetter()) {
            text = text.sliced(prefix.size());
            while (!text.isEmpty() && (text.front().isSpace() || text.front() == u'_' || text.front() == u'-'))
                text = text.sliced(1);
            break;
        }
    }
    while (text.size() > 1 && text.front() == u'0')
        text = text.sliced(1);
    return text.toString().toUpper();
}

quint8 ZoneMap::Chart::number(const QString &origin, const QString &destination) const
{
    const auto start = zipArea(origin), end = zipArea(destination);
    if (!start || !end)
        return byArea.value(origin).value(destination);
    const auto row = byZip.find(*start);
    return row == byZip.end() ? quint8(0) : row->second.at(static_cast<size_t>(*end));
}

void ZoneMap::add(const ZoneChart &chart)
{
    Chart made{.from = chart.effectiveFrom, .service = serviceKey(chart.carrier, chart.service), .names = {u""_s}};
    QHash<QString, quint8> numbers;
    for (auto origin = chart.zones.begin(); origin != chart.zones.end(); ++origin) {
        const auto from = zipArea(origin.key());
        for (auto destination = origin->begin(); destination != origin->end(); ++destination) {
            auto number = numbers.constFind(destination.value());
            if (number == numbers.constEnd()) {
                Q_ASSERT(made.names.size() < 256); // the import refuses more
                number = numbers.insert(destination.value(), static_cast<quint8>(made.names.size()));
                made.names.append(destination.value());
            }
            if (const auto to = zipArea(destination.key()); from && to)
                made.byZip[*from].at(static_cast<size_t>(*to)) = *number;
            else
                made.byArea[origin.key()].insert(destination.key(), *number);
        }
    }
    std::vector<Chart> &charts = m_charts[chart.carrier];
    const auto isNewer = [&](const Chart &known) { return !known.from.isValid() || (made.from.isValid() && made.from >= known.from); };
    charts.insert(std::find_if(charts.begin(), charts.end(), isNewer), std::move(made));
}

const ZoneMap::Chart *ZoneMap::chartLike(const ZoneChart &chart) const
{
    const auto charts = m_charts.find(chart.carrier);
    if (charts == m_charts.end())
        return nullptr;
    const QString service = serviceKey(chart.carrier, chart.service);
    const auto found = std::find_if(charts->second.begin(), charts->second.end(), [&](const Chart &one) { return one.from == chart.effectiveFrom && one.service == service; });
    return found == charts->second.end() ? nullptr : &*found;
}

qint64 ZoneMap::news(const ZoneChart &chart) const
{
    const Chart *known = chartLike(chart);
    qint64 news = 0;
    for (auto origin = chart.zones.begin(); origin != chart.zones.end(); ++origin)
        for (auto destination = origin->begin(); destination != origin->end(); ++destination)
            news += known != nullptr && known->names.at(known->number(origin.key(), destination.key())) == destination.value() ? 0 : 1;
    return news;
}

QString ZoneMap::Chart::zone(const QStringList &origins, const QStringList &destinations) const
{
    for (const QString &origin : origins)
        for (const QString &destination : destinations)
            if (const quint8 known = number(origin, destination); known != 0)
                return names.at(known);
    return {};
}

QString ZoneMap::chartedZone(const Shipment &shipment, const QString &carrier, const QString &service) const
{
    const auto charts = m_charts.find(carrier);
    if (charts == m_charts.end())
        return {};
    const bool haveAreas = std::any_of(charts->second.begin(), charts->second.end(), [](const Chart &chart) { return !chart.byArea.isEmpty(); });
    const QStringList origins = namesOf(shipment.from, haveAreas), destinations = namesOf(shipment.to, haveAreas);
    const QString own = serviceKey(carrier, service);
    for (const QString &wanted : own.isEmpty() ? QStringList{own} : QStringList{own, {}})
        for (const Chart &chart : charts->second)
            if (chart.service == wanted && (!chart.from.isValid() || chart.from <= shipment.shipDate))
                if (const QString zone = chart.zone(origins, destinations); !zone.isEmpty())
                    return zone;
    return {};
}

bool ZoneMap::hasServices(const QString &carrier) const
{
    const auto charts = m_charts.find(carrier);
    return charts != m_charts.end() && std::any_of(charts->second.begin(), charts->second.end(), [](const Chart &chart) { return !chart.service.isEmpty(); });
}

Result<Zone> ZoneMap::zone(const Shipment &shipment, const QString &carrier, const QString &service) const
{
    if (const auto given = shipment.zones.constFind(carrier); given != shipment.zones.constEnd())
        return Zone{normal(*given), Quote::ZoneSource::Given};
    const auto way = [&] { return u"from %1 %2 to %3 %4"_s.arg(shipment.from.country, shipment.from.postcode, shipment.to.country, shipment.to.postcode); };
    const QString charted = chartedZone(shipment, carrier, service);
    if (charted == ZoneChart::notServed)
        return fail(Error::Code::NotAllowed, carrier, u"not served %1, as its chart of zones says"_s.arg(way()));
    if (!charted.isEmpty())
        return Zone{charted, Quote::ZoneSource::Table};
    const bool isDomestic = shipment.from.country == "US"_L1 && shipment.to.country == "US"_L1;
    const auto from = isDomestic ? zip3(shipment.from.postcode) : std::nullopt;
    const auto to = isDomestic ? zip3(shipment.to.postcode) : std::nullopt;
    if (!from || !to)
        return fail(Error::Code::NotFound, carrier, u"unknown zone: no chart of zones tells it "_s + way());
    if (const auto miles = milesBetween(*from, *to))
        return Zone{zoneFor(*miles, carrier), Quote::ZoneSource::Distance};
    return fail(Error::Code::NotFound, carrier, u"unknown zone: no place is known for %1 or %2"_s.arg(shipment.from.postcode, shipment.to.postcode));
}

} // namespace crossdock::rates
