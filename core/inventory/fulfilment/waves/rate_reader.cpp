#include "core/inventory/fulfilment/waves/rate_reader.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::waves {

bool RateReader::unit(std::optional<rates::WeightUnit> &unit)
{
    QString written;
    if (!m_field.text(written))
        return false;
    unit = rates::weightUnitFrom(written);
    return unit.has_value() || m_json.fail(u"“%1” is none of lb, oz, kg, g"_s.arg(written));
}

/// A number or a name, in the one way of writing it.
bool RateReader::zone(QString &zone)
{
    qint64 number = 0;
    if (m_json.isText() ? !m_field.text(zone) : !m_json.count(number, 0))
        return false;
    zone = rates::ZoneMap::normal(zone.isEmpty() ? QString::number(number) : zone);
    return !zone.isEmpty() || m_json.fail(u"it is empty"_s);
}

bool RateReader::lists()
{
    return m_json.array([this](qsizetype) { return list(); });
}

bool RateReader::list()
{
    rates::PriceList list{.carrier = {}, .service = {}, .priceType = u"list"_s, .effectiveFrom = {}, .currency = m_currency, .cells = {}};
    std::optional<rates::WeightUnit> common;
    std::optional<qsizetype> pricesAt;
    QList<QByteArray> seen;
    const auto prices = [&] {
        QSet<QPair<QString, qint64>> known;
        return m_json.array([&](qsizetype) {
            rates::PriceList::Cell cell;
            if (!price(cell, common))
                return false;
            if (known.contains({cell.zone, cell.upTo.nanograms()}))
                return m_json.fail(u"zone %1 has a price for this weight already"_s.arg(cell.zone));
            known.insert({cell.zone, cell.upTo.nanograms()});
            list.cells.append(cell);
            return true;
        });
    };
    const bool isRead = m_json.object([&](const QByteArray &key) {
        seen.append(key);
        if (key == "carrier") {
            const bool isText = m_field.text(list.carrier);
            list.carrier = list.carrier.toLower();
            return isText;
        }
        if (key == "service")
            return m_field.text(list.service);
        if (key == "price_type")
            return m_field.text(list.priceType);
        if (key == "effective_from")
            return m_field.date(list.effectiveFrom);
        if (key == "currency")
            return m_field.text(list.currency);
        if (key == "weight_unit")
            return unit(common);
        if (key == "prices")
            pricesAt = m_json.position();
        return m_json.skip();
    });
    if (!isRead || !m_field.require({"carrier", "service", "effective_from", "prices"}, seen))
        return false;
    const qsizetype behind = m_json.position();
    m_json.goTo(*pricesAt); // after the unit of their list
    if (!m_json.within("prices", prices))
        return false;
    m_json.goTo(behind);
    m_contents.lists.append(list);
    return true;
}

bool RateReader::price(rates::PriceList::Cell &cell, const std::optional<rates::WeightUnit> &common)
{
    QByteArray most, least;
    std::optional<rates::WeightUnit> own = common;
    QList<QByteArray> seen;
    const bool isRead = m_json.object([&](const QByteArray &key) {
        seen.append(key);
        if (key == "zone")
            return zone(cell.zone);
        if (key == "max_weight")
            return m_json.decimal(most);
        if (key == "min_weight")
            return m_json.decimal(least);
        if (key == "weight_unit")
            return unit(own);
        if (key == "price")
            return m_field.cost(cell.price);
        return m_field.unknownKey("a price");
    });
    if (!isRead || !m_field.require({"zone", "max_weight", "price"}, seen))
        return false;
    if (!own)
        return m_json.fail(u"“weight_unit” is missing, here and in its list"_s);
    const auto upTo = rates::Weight::parse(QString::fromLatin1(most), *own), over = rates::Weight::parse(QString::fromLatin1(least.isEmpty() ? QByteArray("0") : least), *own);
    if (!upTo || *upTo == rates::Weight() || !over || *over > *upTo)
        return m_json.fail(u"%1 to %2 is no range of weights"_s.arg(QString::fromLatin1(least.isEmpty() ? QByteArray("0") : least), QString::fromLatin1(most)));
    cell.upTo = *upTo;
    cell.unit = *own;
    if (!least.isEmpty())
        cell.over = *over;
    return true;
}

bool RateReader::zip3(QString &zip)
{
    if (!m_field.text(zip))
        return false;
    const bool isZip = zip.size() == 3 && std::all_of(zip.begin(), zip.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isZip || m_json.fail(u"“%1” is not the first three digits of a ZIP code"_s.arg(zip));
}

bool RateReader::zones()
{
    constexpr qsizetype mostNames = 255; // a chart keeps a byte for each way
    QMap<QPair<QString, QDate>, rates::ZoneChart> charts;
    QMap<QPair<QString, QDate>, QSet<QString>> names;
    const bool isRead = m_json.array([&](qsizetype) {
        QString carrier, from, to, zoneName;
        QDate since;
        QList<QByteArray> seen;
        const bool isRow = m_json.object([&](const QByteArray &key) {
            seen.append(key);
            if (key == "carrier")
                return m_field.text(carrier);
            if (key == "origin_zip3")
                return zip3(from);
            if (key == "dest_zip3")
                return zip3(to);
            if (key == "zone")
                return zone(zoneName);
            return key == "effective_from" ? m_field.date(since) : m_field.unknownKey("a zone");
        });
        if (!isRow || !m_field.require({"carrier", "origin_zip3", "dest_zip3", "zone"}, seen))
            return false;
        auto &known = names[{carrier.toLower(), since}];
        known.insert(zoneName);
        if (known.size() > mostNames)
            return m_json.fail(u"a chart has at most %1 zones"_s.arg(mostNames));
        rates::ZoneChart &chart = charts[{carrier.toLower(), since}];
        chart.carrier = carrier.toLower();
        chart.effectiveFrom = since;
        QString &way = chart.zones[from][to];
        if (!way.isEmpty() && way != zoneName)
            return m_json.fail(u"this way has zone %1 already"_s.arg(way));
        way = zoneName;
        return true;
    });
    for (const rates::ZoneChart &chart : std::as_const(charts))
        m_contents.charts.append(chart);
    return isRead;
}

bool RateReader::surcharges()
{
    return m_json.array([&](qsizetype) {
        rates::Surcharge line;
        QList<QByteArray> seen;
        qint64 amount = 0, zoneFrom = 0, zoneTo = 0;
        const bool isRead = m_json.object([&](const QByteArray &key) {
            seen.append(key);
            for (auto [name, value] : {std::pair("carrier", &line.carrier), {"kind", &line.kind}, {"service", &line.service}, {"price_type", &line.priceType}, {"zip_from", &line.zipFrom}, {"zip_to", &line.zipTo}}) {
                if (key == name)
                    return m_field.text(*value);
            }
            if (key == "effective_from")
                return m_field.date(line.from);
            if (key == "effective_until")
                return m_field.date(line.until);
            if (key == "zone_from")
                return m_json.count(zoneFrom, 1);
            if (key == "zone_to")
                return m_json.count(zoneTo, 1);
            if (key == "amount")
                return m_field.cost(amount);
            return key == "percent" ? m_field.basisPoints(line.basisPoints) : m_field.unknownKey("a surcharge");
        });
        if (!isRead || !m_field.require({"carrier", "kind", "effective_from"}, seen))
            return false;
        if (seen.contains("amount") == seen.contains("percent"))
            return m_json.fail(u"it has either “amount” or “percent”"_s);
        if (seen.contains("amount"))
            line.amount = Money{amount, m_currency};
        constexpr qint64 mostZone = 1'000;
        line.carrier = line.carrier.toLower();
        line.zoneFrom = static_cast<int>(std::min(zoneFrom, mostZone));
        line.zoneTo = static_cast<int>(std::min(zoneTo > 0 ? zoneTo : zoneFrom, mostZone));
        line.zipTo = line.zipTo.isEmpty() ? line.zipFrom : line.zipTo;
        if (const auto checked = rates::checkSurcharge(line); !checked)
            return m_json.fail(checked.error().detail);
        m_contents.surcharges.append(line);
        return true;
    });
}

} // namespace crossdock::waves
