#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "tests/core/rates/parcels.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

namespace {

SheetDefaults given(const QString &carrier)
{
    return {.carrier = carrier, .service = u"parcel"_s, .effectiveFrom = QDate(2026, 1, 5)};
}

Surcharge lineOf(const QString &kind, const QDate &from)
{
    return {.carrier = u"acme"_s, .kind = kind, .from = from, .until = {}, .service = {}, .priceType = {}, .zipFrom = {}, .zipTo = {}, .amount = {}};
}

QStringList textsOf(const QList<ZoneChart> &charts)
{
    QStringList texts;
    for (const ZoneChart &chart : charts)
        for (auto origin = chart.zones.begin(); origin != chart.zones.end(); ++origin)
            for (auto destination = origin->begin(); destination != origin->end(); ++destination)
                texts.append(u"%1 to %2 = %3"_s.arg(origin.key(), destination.key(), destination.value()));
    return texts;
}

} // namespace

/// Where rules meet: steps of weights, currencies beside each other, weeks that end, files that contradict themselves.
class TestEdges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsStepsOfWeights();
    void roundsByImportedSteps_data();
    void roundsByImportedSteps();
    void tellsWhatIsNotCounted();
    void refusesSurcharges_data();
    void refusesSurcharges();
    void endsFuelWithNothing();
    void keepsZipsInTheirCountry_data();
    void keepsZipsInTheirCountry();
    void takesNothingOfContradictions();
    void findsDelimitersBelowTitles();
};

void TestEdges::readsStepsOfWeights()
{
    const auto sheet = *imports::readSheet("carrier,service,effective_from,divisor,weight_step,weight_rounding\n"
                                           "Acme,,2026-03-01,,5 lb,\n"
                                           "acme,air,2026-03-01,194,1 lb,nearest\n"
                                           "gls,,,\"5,000\",\"0,5 kg\",up\n"
                                           "acme,,,,heavy,\n"
                                           "acme,,,x,1 lb,\n"
                                           "acme,,,,1 lb,down\n");
    const auto steps = readSteps(sheet, {});
    QVERIFY(steps);
    using Rounding = WeightStep::Rounding;
    const QDate from(2026, 3, 1);
    QCOMPARE(steps->values, (QList<WeightStep>{{u"acme"_s, {}, {}, from, WeightUnit::Pound, pounds(u"5"_s), Rounding::Up}, {u"acme"_s, u"air"_s, {}, from, WeightUnit::Pound, pounds(u"1"_s), Rounding::Nearest},
                                               {u"gls"_s, {}, {}, {}, WeightUnit::Kilogram, Weight::of(500, WeightUnit::Gram), Rounding::Up}}));
    const auto divisors = readDivisors(sheet, {});
    QVERIFY(divisors);
    QCOMPARE(divisors->values.size(), 2);
    QCOMPARE(divisors->values[1].divisor, 5'000);
    for (const auto &bad : {steps->bad, divisors->bad}) { // nothing of a bad row, of either
        QCOMPARE(bad.size(), 3);
        QCOMPARE(bad[0].line, 5);
    }
}

void TestEdges::roundsByImportedSteps_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QDate>("day");
    QTest::addColumn<QString>("weight");
    QTest::addColumn<double>("billed");
    QTest::addColumn<QString>("rule"); // part of it
    const QDate before(2026, 2, 28), from(2026, 3, 1);
    const auto row = [](const char *name, const QString &service, const QDate &day, const QString &weight, double billed, const QString &rule) { QTest::newRow(name) << service << day << weight << billed << rule; };
    row("as usual, the day before", u"ground"_s, before, u"11.2"_s, 12, u"up to the next 1 lb, as is usual"_s);
    row("by the rule from its day on", u"ground"_s, from, u"11.2"_s, 15, u"up to the next 5 lb, by the imported rule of 2026-03-01"_s);
    row("exactly on a step", u"ground"_s, from, u"15"_s, 15, u"up to the next 5 lb"_s);
    row("to the nearest, of a service", u"air"_s, from, u"11.4"_s, 11, u"to the nearest 1 lb"_s);
    row("a half goes up", u"air"_s, from, u"11.5"_s, 12, u"to the nearest 1 lb"_s);
    row("never to nothing", u"air"_s, from, u"0.2"_s, 1, u"to the nearest 1 lb"_s);
}

void TestEdges::roundsByImportedSteps()
{
    QFETCH(QString, service);
    QFETCH(QDate, day);
    QFETCH(QString, weight);
    QFETCH(double, billed);
    QFETCH(QString, rule);
    const QDate from(2026, 3, 1);
    const QList<WeightStep> steps{{u"acme"_s, {}, {}, from, WeightUnit::Pound, pounds(u"5"_s)}, {u"acme"_s, u"air"_s, {}, from, WeightUnit::Pound, pounds(u"1"_s), WeightStep::Rounding::Nearest},
                                  {u"acme"_s, {}, {}, from, WeightUnit::Kilogram, Weight::of(1, WeightUnit::Kilogram)}};
    const RateBook book({.lists = {poundList(u"acme"_s, service)}, .charts = {}, .surcharges = {}, .deviations = {}, .dimensions = {}, .steps = steps});
    Shipment asked = shipment(day, pounds(weight));
    asked.zones = {{u"acme"_s, u"2"_s}};
    const Rated rated = book.quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QCOMPARE(rated.quotes[0].billable->in(WeightUnit::Pound), billed);
    QCOMPARE(rated.quotes[0].total.amount, 2'000 + static_cast<qint64>(billed));
    QVERIFY2(roundingText(rated.quotes[0]).contains(rule), qPrintable(roundingText(rated.quotes[0])));
}

/// A surcharge in euros on a list in dollars is in no sum, and is told.
void TestEdges::tellsWhatIsNotCounted()
{
    Surcharge toll = lineOf(u"toll"_s, QDate(2026, 1, 5)), fuel = lineOf(u"fuel"_s, QDate(2026, 1, 5));
    toll.amount = Money{80, u"EUR"_s};
    fuel.basisPoints = 1'000;
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.parcels.append(asked.parcels.first());
    asked.zones = {{u"acme"_s, u"2"_s}};
    const Rated rated = RateBook({{poundList(u"acme"_s)}, {}, {toll, fuel}}).quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QCOMPARE(rated.quotes[0].total.amount, 2 * (2'001 + 200));
    QCOMPARE(rated.quotes[0].notCounted.size(), 1); // once for all parcels
    QCOMPARE(rated.quotes[0].notCounted[0].kind, u"toll"_s);
    QCOMPARE(rated.quotes[0].notCounted[0].amount, (Money{80, u"EUR"_s}));
}

void TestEdges::refusesSurcharges_data()
{
    QTest::addColumn<QByteArray>("row"); // kind,zone_from,zone_to,zip_from,zip_to,amount,percent,share_of
    QTest::addColumn<QString>("reason");
    QTest::newRow("to a zone, from none") << QByteArray("residential,,5,,,1.00,,") << u"zone_to is said and zone_from is not"_s;
    QTest::newRow("zones backwards") << QByteArray("residential,5,2,,,1.00,,") << u"zone_to 2 is below zone_from 5"_s;
    QTest::newRow("to a ZIP code, from none") << QByteArray("delivery_area,,,,59099,1.00,,") << u"zip_to is said and zip_from is not"_s;
    QTest::newRow("ZIP codes backwards") << QByteArray("delivery_area,,,59099,59001,1.00,,") << u"runs backwards"_s;
    QTest::newRow("a discount that would be added") << QByteArray("discount,,,,,-2.00,,") << u"a discount is not below 0"_s;
    QTest::newRow("a share of what comes later") << QByteArray("fuel,,,,,,10,tax") << u"it is reckoned after fuel"_s;
    QTest::newRow("neither amount nor percent") << QByteArray("fuel,,,,,,,") << u"either an amount or a percent"_s;
}

void TestEdges::refusesSurcharges()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    SheetDefaults defaults = given(u"acme"_s);
    defaults.currency = u"USD"_s;
    const auto contents = readSurchargeLines(*imports::readSheet("kind,zone_from,zone_to,zip_from,zip_to,amount,percent,share_of\n" + row + '\n'), defaults);
    QVERIFY(contents);
    QCOMPARE(contents->bad.size(), 1);
    QVERIFY2(contents->bad[0].reason.contains(reason), qPrintable(contents->bad[0].reason));
}

/// A week without fuel is a week of its own: the one before it holds no longer.
void TestEdges::endsFuelWithNothing()
{
    const auto contents = readSurchargeLines(*imports::readSheet("kind,effective_from,percent\nfuel,2026-01-05,10\nfuel,2026-01-12,0\n"), given(u"acme"_s));
    QVERIFY(contents && contents->bad.isEmpty());
    const RateBook book({{poundList(u"acme"_s)}, {}, contents->values});
    for (const auto &[day, total] : {std::pair(QDate(2026, 1, 11), 2'201), {QDate(2026, 1, 12), 2'001}}) {
        Shipment asked = shipment(day, pounds(u"1"_s));
        asked.zones = {{u"acme"_s, u"2"_s}};
        QCOMPARE(book.quote(asked).quotes.value(0).total.amount, total);
    }
}

void TestEdges::keepsZipsInTheirCountry_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<qint64>("charged");
    QTest::newRow("in the United States") << u"US"_s << u"US"_s << qint64(400);
    QTest::newRow("five digits abroad") << u"US"_s << u"DE"_s << qint64(0);
    QTest::newRow("within another country") << u"DE"_s << u"DE"_s << qint64(400);
}

void TestEdges::keepsZipsInTheirCountry()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(qint64, charged);
    Surcharge area = lineOf(u"delivery_area"_s, QDate(2026, 1, 5));
    area.zipFrom = u"59001"_s;
    area.zipTo = u"59099"_s;
    area.amount = Money{400, u"USD"_s};
    Shipment asked = shipment(QDate(2026, 3, 2), pounds(u"1"_s));
    asked.from.country = from;
    asked.to.country = to;
    asked.to.postcode = u"59050"_s;
    asked.zones = {{u"acme"_s, u"2"_s}};
    const Rated rated = RateBook({{poundList(u"acme"_s)}, {}, {area}}).quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QCOMPARE(rated.quotes[0].total.amount - 2'001, charged);
}

void TestEdges::takesNothingOfContradictions()
{
    const auto twice = readPrices(*imports::readSheet("weight_lb,Zones 1 & 2,Zone 2-3\n1,5.00,6.00\n2,7.00,7.00\n"), given(u"acme"_s));
    QVERIFY(twice);
    QCOMPARE(twice->bad.size(), 1);
    QVERIFY2(twice->bad[0].reason.contains(u"zone 2 has two prices"_s), qPrintable(twice->bad[0].reason));
    QCOMPARE(twice->values[0].cells.size(), 3);
    const auto zones = readZones(*imports::readSheet("origin_zip3,dest_zip3,zone\n100,006,2\n100,005-007,3\n"), given(u"ups"_s));
    QVERIFY(zones);
    QCOMPARE(zones->bad.size(), 1);
    QCOMPARE(textsOf(zones->values), QStringList{u"100 to 006 = 2"_s});
}

void TestEdges::findsDelimitersBelowTitles()
{
    const auto sheet = imports::readSheet("Prices, valid from Monday, January 5\nWeight (kg);1;2;3\n1;4,50;5,20;6,00\n2;5,50;6,20;7,00\n");
    QVERIFY(sheet);
    QCOMPARE(sheet->delimiter, QChar(u';'));
    QCOMPARE(sheet->records.value(0).cells.size(), 4);
    QCOMPARE(imports::readSheet("name,note\nA,\"x;y;z\"\nB,\"x;y;z\"\n")->delimiter, QChar(u','));
}

QTEST_APPLESS_MAIN(TestEdges)
#include "tst_rates_edges.moc"
