#include "core/inventory/fulfilment/rates/rate_sheet.h"
#include "tests/core/rates/cell_text.h"
#include "tests/core/rates/parcels.h"

#include <QFile>
#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

namespace {

QByteArray file(const QString &name)
{
    QFile file(QStringLiteral(CROSSDOCK_SOURCE_DIR "/tests/data/rates/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SheetDefaults given(const QString &carrier)
{
    return {.carrier = carrier, .service = u"parcel"_s, .effectiveFrom = QDate(2026, 1, 5)};
}

} // namespace

/// Files as carriers lay them out, made up: every cell of them, and what is quoted by them.
class TestLayouts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryCell_data();
    void readsEveryCell();
    void readsBands_data();
    void readsBands();
    void quotesByWeight_data();
    void quotesByWeight();
    void refusesRowsByWeight_data();
    void refusesRowsByWeight();
    void readsZonesSideBySide();
    void readsCountriesByName();
    void refusesCountries_data();
    void refusesCountries();
    void fillsUpNumbersOfWorkbooks();
    void readsInvoicesWithoutTitles();
    void readsInvoicesByGivenColumns();
};

void TestLayouts::readsEveryCell_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("cells");
    QTest::newRow("prices that go on, tiers and a minimum") << u"above_the_table.csv"_s
                                                            << QStringList{u"1 0.5 kg 1000"_s, u"2 0.5 kg 1100"_s, u"3 0.5 kg 1200"_s, u"1 1 kg 1200"_s, u"2 1 kg 1300"_s, u"3 1 kg 1450"_s, u"1 30 kg 10000"_s, u"2 30 kg 12000"_s,
                                                                           u"1 -70 kg +155/0.5 kg"_s, u"2 -70 kg +180/0.5 kg"_s, u"1 70-300 kg 310/1 kg least 25000"_s, u"2 70-300 kg 360/1 kg least 26000"_s, u"3 70-300 kg 420/1 kg"_s,
                                                                           u"1 300- kg 290/1 kg least 25000"_s, u"2 300- kg 340/1 kg least 26000"_s, u"3 300- kg 400/1 kg"_s};
    QTest::newRow("a title with from and to") << u"multiplier.csv"_s
                                              << QStringList{u"A 1 kg 2000"_s, u"B 1 kg 2500"_s, u"A 30 kg 15000"_s, u"B 30 kg 18000"_s, u"A 30.1-70 kg 510/1 kg"_s, u"B 30.1-70 kg 610/1 kg"_s, u"A 70.1-300 kg 490/1 kg"_s, u"B 70.1-300 kg 590/1 kg"_s};
    QTest::newRow("cells that say for how much") << u"freight.csv"_s
                                                 << QStringList{u"2 149 lb 9800"_s, u"3 149 lb 11050"_s, u"2 150 lb 9900"_s, u"3 150 lb 11150"_s, u"2 150- lb 123/1 lb least 18500"_s, u"3 150- lb 140/1 lb least 21550"_s};
}

void TestLayouts::readsEveryCell()
{
    QFETCH(QString, name);
    const auto contents = readPrices(*imports::readSheet(file(name)), given(u"acme"_s));
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject + contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values.size(), 1);
    QStringList cells;
    for (const PriceList::Cell &cell : contents->values[0].cells)
        cells.append(textOf(cell));
    QTEST(cells, "cells");
}

void TestLayouts::readsBands_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("cells");
    QTest::newRow("with a step on top") << QByteArray("Weight,Local,Up to 200 kms\nUp to 50 grams,15,35\n51 to 200 grams,25,36\nAdditional 500 grams or part thereof,10,15\n")
                                        << QStringList{u"LOCAL 50 g 1500"_s, u"UP TO 200 KMS 50 g 3500"_s, u"LOCAL 200 g 2500"_s, u"UP TO 200 KMS 200 g 3600"_s, u"LOCAL - g +1000/500 g"_s, u"UP TO 200 KMS - g +1500/500 g"_s};
    QTest::newRow("in the unit of the title") << QByteArray("Weight (kg),Zone 1,Zone 2\n0-0.5,1,2\n0.5-1,3,4\n") << QStringList{u"1 0.5 kg 100"_s, u"2 0.5 kg 200"_s, u"1 1 kg 300"_s, u"2 1 kg 400"_s};
    QTest::newRow("beside prices by weight") << QByteArray("Weight (kg),Zone 1,Zone 2\n1-10,1,2\n11-20,0.30 per kg,0.40 per kg\n") << QStringList{u"1 10 kg 100"_s, u"2 10 kg 200"_s, u"1 11-20 kg 30/1 kg"_s, u"2 11-20 kg 40/1 kg"_s};
}

void TestLayouts::readsBands()
{
    QFETCH(QByteArray, bytes);
    const auto contents = readPrices(*imports::readSheet(bytes), given(u"acme"_s));
    QVERIFY(contents);
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values.size(), 1);
    QStringList cells;
    for (const PriceList::Cell &cell : contents->values[0].cells)
        cells.append(textOf(cell));
    QTEST(cells, "cells");
}

void TestLayouts::quotesByWeight_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("weight"); // in the unit of the list
    QTest::addColumn<qint64>("total"); // 0: refused
    QTest::addColumn<QString>("how");
    const auto row = [](const char *name, const QString &file, const QString &zone, const QString &weight, qint64 total, const QString &how = {}) { QTest::newRow(name) << file << zone << weight << total << how; };
    const QString tiers = u"above_the_table.csv"_s, multiplier = u"multiplier.csv"_s, freight = u"freight.csv"_s;
    row("the last row of the table", tiers, u"1"_s, u"30"_s, 10'000);
    row("just above it", tiers, u"1"_s, u"30.0001"_s, 10'155, u"100.00 up to 30 kg + 1 x 1.55/0.5 kg"_s);
    row("the last step on top", tiers, u"1"_s, u"70"_s, 22'400, u"100.00 up to 30 kg + 80 x 1.55/0.5 kg"_s);
    row("by weight, below the minimum", tiers, u"1"_s, u"70.2"_s, 25'000, u"billed 71 kg x 3.10, at least 250.00"_s);
    row("by weight", tiers, u"1"_s, u"84"_s, 26'040, u"billed 84 kg x 3.10, at least 250.00"_s);
    row("rounded into the next tier", tiers, u"1"_s, u"299.5"_s, 87'000, u"billed 300 kg x 2.90, at least 250.00"_s);
    row("the tier without an end", tiers, u"1"_s, u"1000.1"_s, 290'290, u"billed 1001 kg x 2.90, at least 250.00"_s);
    row("a zone without the rows between", tiers, u"3"_s, u"50"_s, 0);
    row("a zone with the tier alone", tiers, u"3"_s, u"70.5"_s, 29'820, u"billed 71 kg x 4.20"_s);
    row("between the table and its multiplier", multiplier, u"A"_s, u"30.05"_s, 15'810, u"billed 31 kg x 5.10"_s);
    row("the end of a tier", multiplier, u"A"_s, u"69.9"_s, 35'700, u"billed 70 kg x 5.10"_s);
    row("between tiers", multiplier, u"B"_s, u"70.05"_s, 41'890, u"billed 71 kg x 5.90"_s);
    row("beyond the last tier", multiplier, u"B"_s, u"300.1"_s, 0);
    row("pounds, above the minimum", freight, u"2"_s, u"150.2"_s, 18'573, u"billed 151 lb x 1.23, at least 185.00"_s);
    row("pounds, at the minimum", freight, u"3"_s, u"150.2"_s, 21'550, u"billed 151 lb x 1.40, at least 215.50"_s);
}

void TestLayouts::quotesByWeight()
{
    QFETCH(QString, name);
    QFETCH(QString, zone);
    QFETCH(QString, weight);
    QFETCH(qint64, total);
    const auto contents = readPrices(*imports::readSheet(file(name)), given(u"ups"_s)); // whose parcels end at 150 lb where its list says nothing of it
    QVERIFY(contents);
    Shipment asked = shipment(QDate(2026, 1, 20), *Weight::parse(weight, name == u"freight.csv" ? WeightUnit::Pound : WeightUnit::Kilogram));
    asked.zones = {{u"ups"_s, zone}};
    const Rated rated = RateBook({contents->values, {}, {}}).quote(asked);
    QCOMPARE(rated.quotes.isEmpty() ? qint64(0) : rated.quotes[0].total.amount, total);
    QCOMPARE(rated.quotes.size() + rated.refused.size(), 1);
    if (!rated.quotes.isEmpty())
        QTEST(byWeightText(rated.quotes[0].charges[0], rated.quotes[0].unit), "how");
}

void TestLayouts::refusesRowsByWeight_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no row before") << QByteArray("each additional 0.5 kg,,2.00") << u"it goes on from the row before, and zone 2 has none"_s;
    QTest::newRow("for how much, nobody says") << QByteArray("70+,3.10,3.60") << u"max_weight “70+”: not a weight, and nothing says for how much"_s;
    QTest::newRow("a minimum of nothing") << QByteArray("Minimum,9.00,") << u"a minimum of prices by weight, and the list has none for zone 1"_s;
    QTest::newRow("runs backwards") << QByteArray("70-30 kg per kg,3.10,3.60") << u"it begins where it ends"_s;
    QTest::newRow("another unit than its column's") << QByteArray("70+ per lb,3.10,3.60") << u"its column says kg"_s;
    QTest::newRow("a price by weight of one weight") << QByteArray("2,3.10 per kg,") << u"a price by weight, and the row is of one weight"_s;
}

void TestLayouts::refusesRowsByWeight()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    const auto contents = readPrices(*imports::readSheet("Weight (kg),Zone 1,Zone 2\n1,10.00,\n" + row + '\n'), given(u"acme"_s));
    QVERIFY(contents);
    QCOMPARE(contents->bad.size(), 1);
    QCOMPARE(contents->bad[0].line, 3);
    QVERIFY2(contents->bad[0].reason.contains(reason), qPrintable(contents->bad[0].reason));
    QCOMPARE(contents->values.size(), 1);
    QCOMPARE(contents->values[0].cells.size(), 1);
}

void TestLayouts::readsZonesSideBySide()
{
    const auto contents = readZones(*imports::readSheet(file(u"zones_side_by_side.csv"_s)), given(u"fedex"_s));
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(textsOf(contents->values), (QStringList{u"100 to 005 = 2"_s, u"100 to 006 = 2"_s, u"100 to 010 = 3"_s, u"100 to 011 = 3"_s, u"100 to 012 = 3"_s, u"100 to 500 = 6"_s, u"100 to 501 = 6"_s, u"100 to 590 = -"_s,
                                                     u"100 to 600 = -"_s, u"100 to 967 = 17"_s, u"100 to 970 = 8"_s}));
    QCOMPARE(contents->notes.size(), 1);
    QVERIFY(contents->notes[0].reason.contains(u"17*"_s));
}

void TestLayouts::readsCountriesByName()
{
    SheetDefaults fromHere = given(u"dhl"_s);
    fromHere.country = u"US"_s;
    const auto contents = readZones(*imports::readSheet(file(u"countries.csv"_s)), fromHere);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(textsOf(contents->values), (QStringList{u"US to AT = 1"_s, u"US to DE = 1"_s, u"US to KR = 5"_s, u"US to US = 7"_s}));
}

void TestLayouts::refusesCountries_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no country") << QByteArray("Narnia,,3") << u"“Narnia”: no country is called so"_s;
    QTest::newRow("part of one") << QByteArray("Germany (islands),,3") << u"“Germany (islands)”"_s;
    QTest::newRow("the code of another") << QByteArray("Germany,FR,3") << u"FR is not the code of “Germany”"_s;
}

void TestLayouts::refusesCountries()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    SheetDefaults fromHere = given(u"dhl"_s);
    fromHere.country = u"US"_s;
    const auto contents = readZones(*imports::readSheet("Country,Country code,Zone\nFrance,,2\n" + row + '\n'), fromHere);
    QVERIFY(contents);
    QCOMPARE(contents->bad.size(), 1);
    QCOMPARE(contents->bad[0].line, 3);
    QVERIFY2(contents->bad[0].reason.contains(reason), qPrintable(contents->bad[0].reason));
}

/// A workbook keeps 005 as 5, and 00501 as 501.
void TestLayouts::fillsUpNumbersOfWorkbooks()
{
    imports::Sheet areas{.encoding = u"XLSX"_s, .delimiter = {}, .header = {u"origin_zip3"_s, u"dest_zip3"_s, u"zone"_s}, .records = {{2, {u"5"_s, u"941"_s, u"8"_s}}, {3, {u"100"_s, u"10"_s, u"3"_s}}}, .fingerprint = {}};
    const auto byArea = readZones(areas, given(u"ups"_s));
    QVERIFY(byArea && byArea->bad.isEmpty());
    QCOMPARE(textsOf(byArea->values), (QStringList{u"005 to 941 = 8"_s, u"100 to 010 = 3"_s}));
    areas.header = {u"origin_zip3"_s, u"destination zip"_s, u"zone"_s};
    areas.records = {{2, {u"100"_s, u"501"_s, u"2"_s}}, {3, {u"100"_s, u"94105"_s, u"8"_s}}};
    const auto byCode = readZones(areas, given(u"ups"_s));
    QVERIFY(byCode && byCode->bad.isEmpty());
    QCOMPARE(textsOf(byCode->values), (QStringList{u"100 to US-00501 = 2"_s, u"100 to US-94105 = 8"_s}));
    const imports::Sheet lines{.encoding = u"XLSX"_s, .delimiter = {}, .header = {u"kind"_s, u"zip_from"_s, u"zip_to"_s, u"amount"_s, u"currency"_s},
                               .records = {{2, {u"delivery_area"_s, u"501"_s, u"599"_s, u"4"_s, u"USD"_s}}, {3, {u"delivery_area"_s, u"59001"_s, u"59099"_s, u"4"_s, u"USD"_s}}}, .fingerprint = {}};
    const auto surcharges = readSurchargeLines(lines, given(u"ups"_s));
    QVERIFY(surcharges && surcharges->bad.isEmpty());
    QCOMPARE(surcharges->values[0].zipFrom, u"00501"_s);
    QCOMPARE(surcharges->values[0].zipTo, u"00599"_s);
}

void TestLayouts::readsInvoicesWithoutTitles()
{
    const auto contents = readInvoices(*imports::readSheet(file(u"ups_billing.csv"_s)), {});
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->rows, 5);
    const BilledParcel first{u"ups"_s, u"000000A1B2C3216"_s, u"1ZA1B2C30300000011"_s, {}, QDate(2026, 5, 18), pounds(u"4"_s), {1'444, u"USD"_s}};
    const BilledParcel second{u"ups"_s, u"000000A1B2C3216"_s, u"1ZA1B2C30300000022"_s, {}, QDate(2026, 5, 19), pounds(u"10"_s), {1'650, u"USD"_s}};
    QCOMPARE(contents->values, (QList<BilledParcel>{first, second}));
    QCOMPARE(contents->notes.size(), 1); // the weekly charge is of no parcel
    QCOMPARE(contents->notes[0].line, 5);
}

void TestLayouts::readsInvoicesByGivenColumns()
{
    SheetDefaults columns = given(u"acme"_s);
    columns.columns = {{u"tracking"_s, 2}, {u"charges"_s, 3}};
    for (const QByteArray &titles : {QByteArray(), QByteArray("a,b,c\n")}) {
        const auto contents = readInvoices(*imports::readSheet(titles + "x,'A 1,1.50\nx,\"=\"\"B\"\"\",2.00\nx,7.94E+11,3.00\n"), columns);
        QVERIFY(contents);
        QStringList parcels;
        for (const BilledParcel &parcel : contents->values)
            parcels.append(u"%1 %2"_s.arg(parcel.tracking).arg(parcel.total.amount));
        QCOMPARE(parcels, (QStringList{u"A1 150"_s, u"B 200"_s}));
        QCOMPARE(contents->bad.size(), 1);
        QVERIFY2(contents->bad[0].reason.contains(u"has cut its digits"_s), qPrintable(contents->bad[0].reason));
    }
    const auto below = readInvoices(*imports::readSheet("Invoice of May,,\nTracking Number,Net Charge,\nA,1.50,\n"), given(u"fedex"_s));
    QVERIFY(below);
    QCOMPARE(below->values.size(), 1);
}

QTEST_APPLESS_MAIN(TestLayouts)
#include "tst_rates_layouts.moc"
