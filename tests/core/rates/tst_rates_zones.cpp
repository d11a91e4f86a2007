#include "core/inventory/fulfilment/rates/rate_plan.h"
#include "core/inventory/fulfilment/rates/zone_area.h"
#include "tests/core/rates/parcels.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

namespace {

Place at(const QString &country, const QString &postcode)
{
    return {.country = country, .postcode = postcode, .name = {}, .street = {}, .city = {}, .region = {}};
}

/// "100 to 005 = 2", "100 to 941 = 2 (Ground)"
QStringList textsOf(const QList<ZoneChart> &charts)
{
    QStringList texts;
    for (const ZoneChart &chart : charts)
        for (auto origin = chart.zones.begin(); origin != chart.zones.end(); ++origin)
            for (auto destination = origin->begin(); destination != origin->end(); ++destination)
                texts.append(u"%1 to %2 = %3"_s.arg(origin.key(), destination.key(), destination.value()) + (chart.service.isEmpty() ? QString() : u" (%1)"_s.arg(chart.service)));
    return texts;
}

PriceList kiloList(const QString &carrier, const QString &service, const QStringList &zones, const QString &currency)
{
    PriceList list{.carrier = carrier, .service = service, .priceType = u"list"_s, .effectiveFrom = QDate(2026, 1, 1), .currency = currency, .cells = {}};
    for (int i = 0; i < zones.size(); ++i)
        list.cells.append({zones[i], Weight::of(5, WeightUnit::Kilogram), {}, WeightUnit::Kilogram, 1'000 * (i + 1)});
    return list;
}

} // namespace

/// Zones of any country and across borders: their areas, their charts as carriers write them, and what is quoted by them.
class TestZones : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAreas_data();
    void readsAreas();
    void refusesAreas_data();
    void refusesAreas();
    void findsNarrowest_data();
    void findsNarrowest();
    void readsCharts_data();
    void readsCharts();
    void needsAnOrigin_data();
    void needsAnOrigin();
    void quotesByServiceChart();
    void quotesOneZone_data();
    void quotesOneZone();
    void refusesUnreadZones();
};

void TestZones::readsAreas_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("areas");
    const auto row = [](const char *name, const QString &cell, const QString &country, const QString &areas) { QTest::newRow(name) << cell << country << areas; };
    row("a ZIP area", u"100"_s, u"US"_s, u"100"_s);
    row("a range of them", u"005-009"_s, u"US"_s, u"005 006 007 008 009"_s);
    row("ten of them stay apart", u"010-019"_s, u"US"_s, u"010 011 012 013 014 015 016 017 018 019"_s);
    row("two, as UPS joins them", u"004-005"_s, u"US"_s, u"004 005"_s);
    row("ZIP codes across areas", u"00500 to 00699"_s, u"US"_s, u"005 006"_s);
    row("all of a country", {}, u"CA"_s, u"CA"_s);
    row("a forward sortation area", u"m5v"_s, u"CA"_s, u"CA-M5V"_s);
    row("a hyphen within one postcode", u"01310-100"_s, u"BR"_s, u"BR-01310100"_s);
    row("a range of postcodes with hyphens", u"01000-000 to 05999-999"_s, u"BR"_s, u"BR-01 BR-02 BR-03 BR-04 BR-05"_s);
    row("a range that is no whole prefix", u"08-12"_s, u"DE"_s, u"DE-08 DE-09 DE-10 DE-11 DE-12"_s);
    row("all of ten is one shorter", u"10 - 19"_s, u"DE"_s, u"DE-1"_s);
    row("districts are counted", u"AB31-AB33"_s, u"GB"_s, u"GB-AB31 GB-AB32 GB-AB33"_s);
}

void TestZones::readsAreas()
{
    QFETCH(QString, cell);
    QFETCH(QString, country);
    const auto areas = readAreas(cell, country);
    QVERIFY2(areas, areas ? "" : qPrintable(areas.error().detail));
    QTEST(areas->join(u' '), "areas");
}

void TestZones::refusesAreas_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("country");
    QTest::newRow("backwards") << u"009-005"_s << u"US"_s;
    QTest::newRow("no digits at the end") << u"M1A-M1X"_s << u"CA"_s;
    QTest::newRow("two areas") << u"AB10-DD10"_s << u"GB"_s;
    QTest::newRow("letters of the US") << u"10A"_s << u"US"_s;
    QTest::newRow("no postcode at all") << u"(north)"_s << u"DE"_s;
}

void TestZones::refusesAreas()
{
    QFETCH(QString, cell);
    QFETCH(QString, country);
    const auto areas = readAreas(cell, country);
    QVERIFY(!areas);
    QVERIFY(areas.error().detail.contains(cell));
}

void TestZones::findsNarrowest_data()
{
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("postcode");
    QTest::addColumn<QString>("zone");
    const auto row = [](const char *name, const QString &country, const QString &postcode, const QString &zone) { QTest::newRow(name) << country << postcode << zone; };
    row("the longest prefix", u"BR"_s, u"50050-000"_s, u"LONG"_s);
    row("a shorter one", u"BR"_s, u"50999-000"_s, u"SHORT"_s);
    row("its country", u"BR"_s, u"70000-000"_s, u"BR"_s);
    row("another country", u"DE"_s, u"10115"_s, u"DE"_s);
    row("letters of an area", u"GB"_s, u"B1 1AA"_s, u"BHM"_s);
    row("not those of another", u"GB"_s, u"BT1 1AA"_s, u"GB"_s);
    row("a district", u"GB"_s, u"AB3 1XY"_s, u"AB3"_s);
    row("not its longer neighbour", u"GB"_s, u"AB31 4XY"_s, u"GB"_s);
    row("nor one whose number goes on behind the space", u"GB"_s, u"AB1 3XY"_s, u"GB"_s);
    row("a district with a letter", u"GB"_s, u"EC1A 1BB"_s, u"EC1"_s);
    row("written in small letters, without a space", u"CA"_s, u"m5v2t6"_s, u"TOR"_s);
    row("of Canada elsewhere", u"CA"_s, u"V6B 1A1"_s, {});
}

void TestZones::findsNarrowest()
{
    QFETCH(QString, country);
    QFETCH(QString, postcode);
    ZoneMap map;
    map.add({.carrier = u"c"_s, .effectiveFrom = {},
             .zones = {{u"BR-013"_s, {{u"BR-5"_s, u"SHORT"_s}, {u"BR-5005"_s, u"LONG"_s}}},
                       {u"BR"_s, {{u"BR-5"_s, u"FAR"_s}, {u"BR"_s, u"BR"_s}, {u"DE"_s, u"DE"_s}, {u"GB"_s, u"GB"_s}, {u"GB-B"_s, u"BHM"_s}, {u"GB-AB3"_s, u"AB3"_s}, {u"GB-EC1"_s, u"EC1"_s}, {u"CA-M5V"_s, u"TOR"_s}}}}});
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.from = at(u"BR"_s, u"01310-100"_s);
    asked.to = at(country, postcode);
    const auto zone = map.zone(asked, u"c"_s);
    QTEST(zone ? zone->name : QString(), "zone");
    QVERIFY(zone || zone.error().code == Error::Code::NotFound);
}

void TestZones::readsCharts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QStringList>("zones");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &zones, const QString &country = {}, const QString &origin = {}) { QTest::newRow(name) << bytes << country << origin << zones; };
    row("one row a way", "origin_zip3,dest_zip3,zone\n100,941,008\n", {u"100 to 941 = 8"_s});
    row("ranges", "origin_zip3,dest_zip3,zone\n100-101,005-006,2\n", {u"100 to 005 = 2"_s, u"100 to 006 = 2"_s, u"101 to 005 = 2"_s, u"101 to 006 = 2"_s});
    row("of a service", "service,origin,dest,zone\n2nd Day Air,100,941,208\n", {u"100 to 941 = 208 (2nd Day Air)"_s});
    row("countries", "origin_country,dest_country,zone\nDE,FR,1\nde,uk,2\n", {u"DE to FR = 1"_s, u"DE to GB = 2"_s});
    row("from one country", "Country,Zone\nFR,1\nCH,3\n", {u"DE to CH = 3"_s, u"DE to FR = 1"_s}, u"DE"_s);
    row("postcodes of a country", "origin,dest,zone\n013,500,4\n", {u"BR-013 to BR-500 = 4"_s}, u"BR"_s);
    row("both ends of a range in columns", "origin_country,dest,dest_to,zone\nBR,01000-000,02999-999,1\n", {u"BR to BR-01 = 1"_s, u"BR to BR-02 = 1"_s});
    row("abroad by postcode", "origin_country,dest_country,dest,zone\nUS,CA,M5V,C1\n", {u"US to CA-M5V = C1"_s});
    const QByteArray chart = "Dest. ZIP,Ground,3 Day Select,2nd Day Air\n004-005,002,302,202\n967,[1],-,208\n[1] See the page of Hawaii.,,,\n";
    const QStringList charted{u"100 to 004 = 202 (2nd Day Air)"_s, u"100 to 005 = 202 (2nd Day Air)"_s, u"100 to 967 = 208 (2nd Day Air)"_s, u"100 to 004 = 302 (3 Day Select)"_s, u"100 to 005 = 302 (3 Day Select)"_s,
                              u"100 to 967 = - (3 Day Select)"_s, u"100 to 004 = 2 (Ground)"_s, u"100 to 005 = 2 (Ground)"_s, u"100 to 967 = - (Ground)"_s};
    row("a chart of services", chart, charted, {}, u"100"_s);
    row("from a whole ZIP code", chart, charted, {}, u"10001"_s);
    row("its title says the origin", "ZONE CHART,,,\n\"For shipments originating in ZIP Codes 100-01 to 100-99\",,,\n" + chart, charted);
}

void TestZones::readsCharts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, country);
    QFETCH(QString, origin);
    SheetDefaults given{.carrier = u"ups"_s, .service = {}, .effectiveFrom = {}};
    given.country = country;
    given.origin = origin;
    const auto contents = readZones(*imports::readSheet(bytes), given);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QTEST(textsOf(contents->values), "zones");
}

void TestZones::needsAnOrigin_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("subject");
    QTest::newRow("a chart of services") << QByteArray("Dest. ZIP,Ground\n005,002\n") << u"origin_zip3"_s;
    QTest::newRow("countries alone") << QByteArray("dest_country,zone\nFR,1\n") << u"origin_zip3"_s;
    QTest::newRow("no zone") << QByteArray("origin_zip3,dest_zip3\n100,941\n") << u"zone"_s;
    QTest::newRow("nothing to go to") << QByteArray("origin_zip3,zone\n100,8\n") << u"dest_zip3"_s;
}

void TestZones::needsAnOrigin()
{
    QFETCH(QByteArray, bytes);
    const auto contents = readZones(*imports::readSheet(bytes), {.carrier = u"ups"_s, .service = {}, .effectiveFrom = {}});
    QVERIFY(!contents);
    QTEST(contents.error().subject, "subject");
}

/// Each service by its own chart, however it is written; what a chart leaves out is not guessed by the distance.
void TestZones::quotesByServiceChart()
{
    PriceList ground = poundList(u"ups"_s), air = poundList(u"ups"_s, u"ups_2nd_day_air"_s), select = poundList(u"ups"_s, u"3_day_select"_s);
    for (PriceList::Cell &cell : air.cells)
        cell.zone = u"20"_s + cell.zone;
    const QList<ZoneChart> charts{{u"ups"_s, {}, {{u"100"_s, {{u"941"_s, u"7"_s}}}}, u"Ground"_s}, {u"ups"_s, {}, {{u"100"_s, {{u"941"_s, u"208"_s}}}}, u"2nd Day Air"_s},
                                  {u"ups"_s, {}, {{u"100"_s, {{u"941"_s, u"-"_s}}}}, u"3 Day Select"_s}, {u"ups"_s, {}, {{u"100"_s, {{u"941"_s, u"2"_s}}}}}};
    const Rated rated = RateBook({{ground, air, select, poundList(u"ups"_s, u"ground_saver"_s)}, charts, {}}).quote(shipment(QDate(2026, 3, 2), pounds(u"1"_s)));
    QStringList zones;
    for (const Quote &quote : rated.quotes)
        zones.append(quote.service + u' ' + quote.zone);
    zones.sort();
    QCOMPARE(zones, (QStringList{u"ground 7"_s, u"ground_saver 2"_s, u"ups_2nd_day_air 208"_s}));
    QCOMPARE(rated.refused.size(), 1);
    QCOMPARE(rated.refused[0].service, u"3_day_select"_s);
    QVERIFY2(rated.refused[0].reason.startsWith(u"not served"_s), qPrintable(rated.refused[0].reason));
    QVERIFY(!rated.refused[0].isUnreached);
}

void TestZones::quotesOneZone_data()
{
    QTest::addColumn<QStringList>("zones");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("hasChart");
    QTest::addColumn<int>("source"); // -1: refused
    QTest::addColumn<bool>("isUnreached");
    using Source = Quote::ZoneSource;
    QTest::newRow("within the country") << QStringList{u"A"_s} << u"DE"_s << false << static_cast<int>(Source::OnlyZone) << false;
    QTest::newRow("abroad") << QStringList{u"A"_s} << u"FR"_s << false << -1 << true;
    QTest::newRow("abroad, with a chart") << QStringList{u"A"_s} << u"FR"_s << true << static_cast<int>(Source::Table) << false;
    QTest::newRow("one of two") << QStringList{u"A"_s, u"B"_s} << u"DE"_s << false << -1 << true;
}

void TestZones::quotesOneZone()
{
    QFETCH(QStringList, zones);
    QFETCH(QString, to);
    QFETCH(bool, hasChart);
    QFETCH(int, source);
    QFETCH(bool, isUnreached);
    Shipment asked = shipment(QDate(2026, 3, 2), Weight::of(1, WeightUnit::Kilogram));
    asked.from = at(u"DE"_s, u"10115"_s);
    asked.to = at(to, u"80331"_s);
    const QList<ZoneChart> charts = hasChart ? QList<ZoneChart>{{u"gls"_s, {}, {{u"DE"_s, {{u"FR"_s, u"A"_s}}}}}} : QList<ZoneChart>();
    const Rated rated = RateBook({{kiloList(u"gls"_s, u"parcel"_s, zones, u"EUR"_s)}, charts, {}}).quote(asked);
    QCOMPARE(rated.quotes.isEmpty() ? -1 : static_cast<int>(rated.quotes[0].zoneSource), source);
    QCOMPARE(rated.refused.value(0).isUnreached, isUnreached);
}

/// Zones that no quote would read are not taken in silence.
void TestZones::refusesUnreadZones()
{
    const RateBook book({{kiloList(u"correios"_s, u"pac"_s, {u"1"_s, u"4"_s}, u"BRL"_s)}, {}, {}});
    const auto sheet = imports::readSheet("carrier,origin_zip3,dest_zip3,zone\ncorreios,013,500,4\n");
    const auto refused = planOf(SheetKind::Zones, *sheet, {}, book);
    QVERIFY(!refused);
    QCOMPARE(refused.error().subject, u"correios"_s);
    QVERIFY2(refused.error().detail.contains(u"BRL"_s), qPrintable(refused.error().detail));
    SheetDefaults inBrazil;
    inBrazil.country = u"BR"_s;
    const auto taken = planOf(SheetKind::Zones, *sheet, inBrazil, book);
    QVERIFY(taken);
    QCOMPARE(taken->changed, qint64(1));
    const auto unread = planOf(SheetKind::Zones, *imports::readSheet("carrier,origin_zip3,dest_zip3,zone\nups,01310-100,500,4\nups,100,941,8\n"), {}, book);
    QVERIFY(unread);
    QCOMPARE(unread->bad.size(), 1);
}

QTEST_APPLESS_MAIN(TestZones)
#include "tst_rates_zones.moc"
