#include "core/inventory/fulfilment/rates/rate_sheet.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::rates;

/// Carriers' own files: which cell becomes which price, and which line makes no sense.
class TestSheets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPrices_data();
    void readsPrices();
    void namesBadPrices_data();
    void namesBadPrices();
    void needsColumns_data();
    void needsColumns();
    void namesBadZones_data();
    void namesBadZones();
    void readsSurcharges();

private:
    static SheetDefaults given() { return {.carrier = u"fedex"_s, .service = u"ground"_s, .effectiveFrom = QDate(2025, 1, 6)}; }
};

void TestSheets::readsPrices_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("cells"); // service zone weight unit cents
    QTest::newRow("rows") << QByteArray("carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency\nfedex,ground,list,2025-01-06,2,1,lb,11.32,USD\n")
                          << QStringList{u"ground 2 1 lb 1132"_s};
    QTest::newRow("rows in another order, semicolons") << QByteArray("price;zone;max_weight;weight_unit;currency;carrier;service;price_type;effective_from\n11,32;2;1;lb;USD;fedex;ground;list;2025-01-06\n")
                                                       << QStringList{u"ground 2 1 lb 1132"_s};
    QTest::newRow("decimal commas") << QByteArray("Weight (kg);1;2\n0,454;4,50;1.234,50\n1,250;5;10.5\n") << QStringList{u"ground 1 0.454 kg 450"_s, u"ground 2 0.454 kg 123450"_s, u"ground 1 1.25 kg 500"_s, u"ground 2 1.25 kg 1050"_s};
    QTest::newRow("quoted commas") << QByteArray("Weight (kg),1,2\n\"0,454\",\"4,50\",\"10,234\"\n") << QStringList{u"ground 1 0.454 kg 450"_s, u"ground 2 0.454 kg 1023400"_s};
    QTest::newRow("express, named columns") << QByteArray("service,zone,weight_lb,usd\n2day,2,1,20.5\n2day,3,1,21\n") << QStringList{u"2day 2 1 lb 2050"_s, u"2day 3 1 lb 2100"_s};
    QTest::newRow("a matrix") << QByteArray("weight_lb,zone2,zone3\n1,11.32,11.65\n2,12.08,13.32\n")
                              << QStringList{u"ground 2 1 lb 1132"_s, u"ground 3 1 lb 1165"_s, u"ground 2 2 lb 1208"_s, u"ground 3 2 lb 1332"_s};
    QTest::newRow("a matrix with titles and dollars") << QByteArray("FedEx Ground,,\nEffective January 6,,\nWeight (lbs),Zone 2,Zone 3\n1 lb.,$11.32,\"$1,111.65\"\n2 lbs.,-,n/a\n")
                                                      << QStringList{u"ground 2 1 lb 1132"_s, u"ground 3 1 lb 111165"_s};
    QTest::newRow("a matrix of kilograms, bare zones") << QByteArray("Weight (kg),1,2\n0.5,10,11\n") << QStringList{u"ground 1 0.5 kg 1000"_s, u"ground 2 0.5 kg 1100"_s};
    QTest::newRow("a column for two zones") << QByteArray("Weight (lb),Zones 1 & 2,Zone 3-4\n1,5,6\n")
                                            << QStringList{u"ground 1 1 lb 500"_s, u"ground 2 1 lb 500"_s, u"ground 3 1 lb 600"_s, u"ground 4 1 lb 600"_s};
    QTest::newRow("the same line twice") << QByteArray("weight_lb,zone2,zone3\n1,11.32,11.65\n1,11.32,11.65\n") << QStringList{u"ground 2 1 lb 1132"_s, u"ground 3 1 lb 1165"_s};
}

void TestSheets::readsPrices()
{
    QFETCH(QByteArray, bytes);
    const auto contents = readPrices(*imports::readSheet(bytes), given());
    QVERIFY(contents);
    QVERIFY(contents->bad.isEmpty());
    QStringList cells;
    for (const PriceList &list : contents->values) {
        QCOMPARE(list.carrier, u"fedex"_s);
        QCOMPARE(list.effectiveFrom, QDate(2025, 1, 6));
        for (const PriceList::Cell &cell : list.cells)
            cells.append(u"%1 %2 %3 %4"_s.arg(list.service, cell.zone, cell.upTo.text(cell.unit)).arg(cell.price));
    }
    QTEST(cells, "cells");
}

void TestSheets::namesBadPrices_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason"); // part of it
    const auto row = [](const char *name, const char *bytes, const QString &reason) { QTest::newRow(name) << QByteArray(bytes) << reason; };
    row("no number", "fedex,ground,list,2025-01-06,2,1,lb,abc,USD,", u"price “abc”"_s);
    row("below 0", "fedex,ground,list,2025-01-06,2,1,lb,-5,USD,", u"below 0"_s);
    row("more digits than the currency has", "fedex,ground,list,2025-01-06,2,1,lb,11.325,USD,", u"price “11.325”"_s);
    row("no price", "fedex,ground,list,2025-01-06,2,1,lb,,USD,", u"price “”"_s);
    row("no weight", "fedex,ground,list,2025-01-06,2,,lb,5,USD,", u"max_weight is empty"_s);
    row("weight of 0", "fedex,ground,list,2025-01-06,2,0,lb,5,USD,", u"max_weight “0”"_s);
    row("weight below 0", "fedex,ground,list,2025-01-06,2,-1,lb,5,USD,", u"max_weight “-1”"_s);
    row("unknown unit", "fedex,ground,list,2025-01-06,2,1,stone,5,USD,", u"weight_unit “stone”"_s);
    row("unknown currency", "fedex,ground,list,2025-01-06,2,1,lb,5,dollars,", u"price “5”"_s);
    row("no date", "fedex,ground,list,soon,2,1,lb,5,USD,", u"effective_from “soon”"_s);
    row("a day that is none", "fedex,ground,list,2025-02-30,2,1,lb,5,USD,", u"effective_from “2025-02-30”"_s);
    row("no zone", "fedex,ground,list,2025-01-06,,1,lb,5,USD,", u"zone “”"_s);
    row("begins above its end", "fedex,ground,list,2025-01-06,2,1,lb,5,USD,2", u"min_weight 2"_s);
    row("another price for a cell", "fedex,ground,list,2025-01-06,2,9,lb,6,USD,", u"another price in line 2"_s);
    row("another currency in a list", "fedex,ground,list,2025-01-06,3,9,lb,6,EUR,", u"the list is in USD"_s);
}

void TestSheets::namesBadPrices()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    const QByteArray bytes = "carrier,service,price_type,effective_from,zone,max_weight,weight_unit,price,currency,min_weight\nfedex,ground,list,2025-01-06,2,9,lb,5,USD,\n" + row
        + "\nfedex,ground,list,2025-01-06,4,9,lb,7,USD,\n";
    const auto contents = readPrices(*imports::readSheet(bytes), {});
    QVERIFY(contents);
    QCOMPARE(contents->rows, 3);
    QCOMPARE(contents->bad.size(), 1);
    QCOMPARE(contents->bad[0].line, 3);
    QVERIFY2(contents->bad[0].reason.contains(reason), qPrintable(contents->bad[0].reason));
    QCOMPARE(contents->values.size(), 1);
    QCOMPARE(contents->values[0].cells.size(), 2);
}

void TestSheets::needsColumns_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("field");
    QTest::newRow("no carrier") << QByteArray("service,zone,max_weight,price\n") << u"carrier"_s;
    QTest::newRow("no date") << QByteArray("carrier,service,zone,max_weight,price\n") << u"effective_from"_s;
    QTest::newRow("no weight") << QByteArray("carrier,service,effective_from,zone,price\n") << u"max_weight"_s;
    QTest::newRow("no price") << QByteArray("carrier,service,effective_from,zone,max_weight\n") << u"price"_s;
    QTest::newRow("a matrix with no carrier") << QByteArray("weight_lb,zone2,zone3\n1,2,3\n") << u"carrier"_s;
}

void TestSheets::needsColumns()
{
    QFETCH(QByteArray, bytes);
    const auto contents = readPrices(*imports::readSheet(bytes), {});
    QVERIFY(!contents);
    QTEST(contents.error().subject, "field");
}

void TestSheets::namesBadZones_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason");
    QTest::newRow("two digits") << QByteArray("usps,05,012,2,") << u"origin_zip3 “05”"_s;
    QTest::newRow("letters") << QByteArray("usps,005,01a,2,") << u"dest_zip3 “01a”"_s;
    QTest::newRow("no zone") << QByteArray("usps,005,012,,") << u"zone “”"_s;
    QTest::newRow("no carrier") << QByteArray(",005,012,2,") << u"carrier"_s;
    QTest::newRow("no date") << QByteArray("usps,005,012,2,x") << u"effective_from “x”"_s;
    QTest::newRow("another zone for a way") << QByteArray("usps,005,006,3,") << u"zone 2 in a line above"_s;
}

void TestSheets::namesBadZones()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    const auto contents = readZones(*imports::readSheet("carrier,origin_zip3,dest_zip3,zone,effective_from\nusps,005,006,2,\n" + row + "\nusps,005,007,4,\n"), {});
    QVERIFY(contents);
    QCOMPARE(contents->bad.size(), 1);
    QCOMPARE(contents->bad[0].line, 3);
    QVERIFY2(contents->bad[0].reason.contains(reason), qPrintable(contents->bad[0].reason));
    QCOMPARE(contents->values, (QList<ZoneChart>{{u"usps"_s, {}, {{u"005"_s, {{u"006"_s, u"2"_s}, {u"007"_s, u"4"_s}}}}}}));
}

void TestSheets::readsSurcharges()
{
    const auto contents = readSurchargeLines(*imports::readSheet("carrier,kind,effective_from,effective_until,service,percent,amount,currency,zip_from,zip_to\n"
                                                                 "fedex,fuel,2025-06-02,2025-06-08,ground,20.50,,,,\n"
                                                                 "fedex,delivery_area,2025-01-06,,,,4.20,USD,59001,59099\n"
                                                                 "fedex,fuel,2025-06-09,,,,,,,\n"
                                                                 "fedex,fuel,monday,,,20,,,,\n"
                                                                 "fedex,fuel,2025-06-09,2025-06-08,,20,,,,\n"
                                                                 "fedex,residental,2025-06-09,,,,5.95,USD,,\n"
                                                                 "fedex,minimum,2025-06-09,,,20,,,,\n"
                                                                 "fedex,delivery_area,2025-06-09,,,,4.20,USD,590,\n"), {});
    QVERIFY(contents);
    QCOMPARE(contents->values.size(), 2);
    QCOMPARE(contents->values[0].basisPoints, 2'050);
    QCOMPARE(contents->values[0].until, QDate(2025, 6, 8));
    QCOMPARE(contents->values[1].amount, std::optional(Money{420, u"USD"_s}));
    QCOMPARE(contents->values[1].zipTo, u"59099"_s);
    QCOMPARE(contents->bad.size(), 6); // what no quote would ever charge is not taken in silence
    QCOMPARE(contents->bad[0].line, 4);
}

QTEST_APPLESS_MAIN(TestSheets)
#include "tst_rates_sheets.moc"
