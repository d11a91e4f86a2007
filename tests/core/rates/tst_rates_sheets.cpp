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
    void saysWhatItTakesForZones_data();
    void saysWhatItTakesForZones();
    void namesBadPrices_data();
    void namesBadPrices();
    void keepsTablesApart();
    void findsItsCurrency_data();
    void findsItsCurrency();
    void findsItsDecimalMark_data();
    void findsItsDecimalMark();
    void needsColumns_data();
    void needsColumns();
    void namesBadZones_data();
    void namesBadZones();
    void readsSurcharges();
    void namesCurrenciesOfSurcharges_data();
    void namesCurrenciesOfSurcharges();

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
    QTest::newRow("decimal commas") << QByteArray("Weight (kg);1;2\n0,454;4,50;1.234,50\n1,250;5;2.000\n") << QStringList{u"ground 1 0.454 kg 450"_s, u"ground 2 0.454 kg 123450"_s, u"ground 1 1.25 kg 500"_s, u"ground 2 1.25 kg 200000"_s};
    QTest::newRow("quoted commas") << QByteArray("Weight (kg),1,2\n\"0,454\",\"4,50\",\"10.234\"\n") << QStringList{u"ground 1 0.454 kg 450"_s, u"ground 2 0.454 kg 1023400"_s};
    QTest::newRow("express, named columns") << QByteArray("service,zone,weight_lb,usd\n2day,2,1,20.5\n2day,3,1,21\n") << QStringList{u"2day 2 1 lb 2050"_s, u"2day 3 1 lb 2100"_s};
    QTest::newRow("a matrix") << QByteArray("weight_lb,zone2,zone3\n1,11.32,11.65\n2,12.08,13.32\n")
                              << QStringList{u"ground 2 1 lb 1132"_s, u"ground 3 1 lb 1165"_s, u"ground 2 2 lb 1208"_s, u"ground 3 2 lb 1332"_s};
    QTest::newRow("a matrix with titles and dollars") << QByteArray("FedEx Ground,,\nEffective January 6,,\nWeight (lbs),Zone 2,Zone 3\n1 lb.,$11.32,\"$1,111.65\"\n2 lbs.,-,n/a\n")
                                                      << QStringList{u"ground 2 1 lb 1132"_s, u"ground 3 1 lb 111165"_s};
    QTest::newRow("a matrix of kilograms, bare zones") << QByteArray("Weight (kg),1,2\n0.5,10,11\n") << QStringList{u"ground 1 0.5 kg 1000"_s, u"ground 2 0.5 kg 1100"_s};
    QTest::newRow("a column for two zones") << QByteArray("Weight (lb),Zones 1 & 2,Zone 3-4\n1,5,6\n")
                                            << QStringList{u"ground 1 1 lb 500"_s, u"ground 2 1 lb 500"_s, u"ground 3 1 lb 600"_s, u"ground 4 1 lb 600"_s};
    QTest::newRow("weights with their own units") << QByteArray("USPS Ground Advantage\nWeight Not Over,Zone 1,Zone 2\n4 oz,$4.50,4.60\n1 lb,5.20,5.30\n2 lbs.,5.80,5.90\n")
                                                  << QStringList{u"ground 1 4 oz 450"_s, u"ground 2 4 oz 460"_s, u"ground 1 1 lb 520"_s, u"ground 2 1 lb 530"_s, u"ground 1 2 lb 580"_s, u"ground 2 2 lb 590"_s};
    QTest::newRow("ounces on top of a column of pounds") << QByteArray("Weight Not Over (lbs.),Zone 1,Zone 2\n15.999 oz,4.50,4.60\n1 lb,5.20,5.30\n2,5.80,5.90\n")
                                                         << QStringList{u"ground 1 15.999 oz 450"_s, u"ground 2 15.999 oz 460"_s, u"ground 1 1 lb 520"_s, u"ground 2 1 lb 530"_s, u"ground 1 2 lb 580"_s, u"ground 2 2 lb 590"_s};
    for (const char *title : {"Weight up to (g)", "Weight Up To And Including (g)", "Max. weight (grams)", "up to g", "Maximum weight in g", "Weight not exceeding (g)", "Gewicht bis zu (g)", "Parcel weight (gms)"})
        QTest::addRow("a weight by the words of its title: %s", title) << QByteArray(title) + ",Zone 1,Zone 2\n250,5.20,5.30\n" << QStringList{u"ground 1 250 g 520"_s, u"ground 2 250 g 530"_s};
    QTest::newRow("a title of two units tells none") << QByteArray("Weight Not Over (oz./lbs.),Zone 1,Zone 2\n8 oz,4.50,4.60\n1 lb,5.20,5.30\n")
                                                     << QStringList{u"ground 1 8 oz 450"_s, u"ground 2 8 oz 460"_s, u"ground 1 1 lb 520"_s, u"ground 2 1 lb 530"_s};
    QTest::newRow("grams beside kilograms, pounds sterling") << QByteArray("weight,zone,price\n2kg,UK1,£3.95\n500g,UK1,2.95\n") << QStringList{u"ground UK1 2 kg 395 GBP"_s, u"ground UK1 500 g 295 GBP"_s};
    QTest::newRow("words of Brazil") << QByteArray("Peso (kg);Zona 1;Zona 2\n1;R$ 20,90;R$ 1.020,90\n2;25,00;30,00\n")
                                     << QStringList{u"ground 1 1 kg 2090 BRL"_s, u"ground 2 1 kg 102090 BRL"_s, u"ground 1 2 kg 2500 BRL"_s, u"ground 2 2 kg 3000 BRL"_s};
    QTest::newRow("words of Germany") << QByteArray("Gewicht bis;Zone;Preis;Währung\nbis 2 kg;A;4,90;EUR\n") << QStringList{u"ground A 2 kg 490 EUR"_s};
    QTest::newRow("grouped yen") << QByteArray("weight_kg,Zone 1,Zone 2,currency\n1,\"1,040\",980,JPY\n") << QStringList{u"ground 1 1 kg 1040 JPY"_s, u"ground 2 1 kg 980 JPY"_s};
    QTest::newRow("spaces and apostrophes that group") << QByteArray("weight_kg;Zone 1;Zone 2;currency\n1;1 040,50;1'040,50;CHF\n") << QStringList{u"ground 1 1 kg 104050 CHF"_s, u"ground 2 1 kg 104050 CHF"_s};
    QTest::newRow("zones above weights, envelopes, footnotes") << QByteArray("UPS Ground - Daily Rates,,,\n\nZones,,002,003\nLetter,,9.10,9.20\n1,Lbs.,10.1,10.6\n2,Lbs.,11.2,11.9\n* Rates subject to fuel,,,\n")
                                                               << QStringList{u"ground 2 1 lb 1010"_s, u"ground 3 1 lb 1060"_s, u"ground 2 2 lb 1120"_s, u"ground 3 2 lb 1190"_s};
    QTest::newRow("no zones, below a title") << QByteArray("Tracked 48 Parcel,\nWeight up to (g),Price\n100,£2.85\n2000,£4.29\n") << QStringList{u"ground 1 100 g 285 GBP"_s, u"ground 1 2000 g 429 GBP"_s};
    QTest::newRow("no zones, a currency above") << QByteArray("Weight (kg),Price (EUR)\n1,2.85\nTerms apply,\n") << QStringList{u"ground 1 1 kg 285 EUR"_s};
    QTest::newRow("no zones, several services") << QByteArray("service,weight_kg,price\n24,1,5\n48,1,4\n") << QStringList{u"24 1 1 kg 500"_s, u"48 1 1 kg 400"_s};
    QTest::newRow("one column of a zone") << QByteArray("Weight (g),Zone UK\n100,£2.85\n") << QStringList{u"ground UK 100 g 285 GBP"_s};
    QTest::newRow("one column by its name") << QByteArray("Weight (g),UK\n100,£2.85\n") << QStringList{u"ground UK 100 g 285 GBP"_s};
    QTest::newRow("zones by their names") << QByteArray("Weight,Local,Up to 200 kms,Transit days\n1 kg,₹15,₹1035.50,2\n2 kg,₹20,-,3\nSee terms,,,\n")
                                          << QStringList{u"ground LOCAL 1 kg 1500 INR"_s, u"ground UP TO 200 KMS 1 kg 103550 INR"_s, u"ground LOCAL 2 kg 2000 INR"_s};
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
            cells.append(u"%1 %2 %3 %4"_s.arg(list.service, cell.zone, cell.upTo.text(cell.unit)).arg(cell.price) + (list.currency == u"USD" ? QString() : u' ' + list.currency));
    }
    QTEST(cells, "cells");
}

void TestSheets::saysWhatItTakesForZones_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("note"); // empty: nothing is to be said
    QTest::newRow("none") << QByteArray("Weight (g),Price,Note\n100,£2.85,x\n") << u"no column says a zone, so all of the list is taken as one zone, “1”"_s;
    QTest::newRow("names") << QByteArray("Weight (g),Local,Metro,Note\n100,£2.85,£3,x\n") << u"no column says a zone or a price, so these are taken as zones by their names: “Local”, “Metro”"_s;
    QTest::newRow("a column of zones") << QByteArray("Weight (g),Zone,Price,Note\n100,1,£2.85,x\n") << QString();
    QTest::newRow("columns of zones") << QByteArray("Weight (g),Zone 1,Zone 2,Note\n100,£1,£2.85,x\n") << QString();
}

void TestSheets::saysWhatItTakesForZones()
{
    QFETCH(QByteArray, bytes);
    const auto contents = readPrices(*imports::readSheet("Tracked,\n" + bytes), given());
    QVERIFY(contents && contents->bad.isEmpty());
    QCOMPARE(contents->unused, QStringList{u"Note"_s});
    QTEST(contents->notes.isEmpty() ? QString() : contents->notes[0].reason, "note");
    if (!contents->notes.isEmpty())
        QCOMPARE(contents->notes[0].line, 2);
}

void TestSheets::namesBadPrices_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason"); // part of it
    const auto row = [](const char *name, const char *bytes, const QString &reason) { QTest::newRow(name) << QByteArray(bytes) << reason; };
    row("no number", "fedex,ground,list,2025-01-06,2,1,lb,abc,USD,", u"price “abc”"_s);
    row("below 0", "fedex,ground,list,2025-01-06,2,1,lb,-5,USD,", u"below 0"_s);
    row("more digits than the currency has", "fedex,ground,list,2025-01-06,2,1,lb,11.3251,USD,", u"price “11.3251”"_s);
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
    row("a cell in another unit than its row says", "fedex,ground,list,2025-01-06,2,500 g,lb,5,USD,", u"max_weight “500 g”: its column says lb"_s);
    row("a band that runs backwards", "fedex,ground,list,2025-01-06,2,2-1,lb,5,USD,", u"max_weight “2-1”: it begins where it ends"_s);
    row("a weight and more", "fedex,ground,list,2025-01-06,2,151+,lb,5,USD,", u"max_weight “151+”: not a weight"_s);
    row("a price for each kilogram beyond, of a list in pounds", "fedex,ground,list,2025-01-06,2,each additional 1 kg,lb,5,USD,", u"max_weight “each additional 1 kg”: its column says lb"_s);
    row("a sign of another currency", "fedex,ground,list,2025-01-06,2,1,lb,€5,USD,", u"it is in EUR, and USD is said"_s);
    row("a sign of two currencies", "fedex,ground,list,2025-01-06,2,1,lb,¥5,USD,", u"“¥” is no sign of one currency"_s);
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

/// Prices below a title are of another table; words below all prices are none.
void TestSheets::keepsTablesApart()
{
    const auto contents = readPrices(*imports::readSheet("KG,Zone 1,Zone 2\n0.5,20,21\nNon-documents,,\n0.5,30,31\n1.0,40,41\nEnd of list,,\n"), given());
    QVERIFY(contents);
    QCOMPARE(contents->values.size(), 1);
    QCOMPARE(contents->values[0].cells.size(), 2);
    QCOMPARE(contents->bad.size(), 2);
    QCOMPARE(contents->bad[0].line, 4);
    QVERIFY(contents->bad[0].reason.contains(u"below the title in line 3"_s));
    QCOMPARE(contents->notes.size(), 1); // of the currency
    const auto clean = readPrices(*imports::readSheet("Zones,,2,3\nLetter,,9,9.5\n1,lb,10,11\nAll prices in dollars,,,\n"), given());
    QVERIFY(clean && clean->bad.isEmpty());
    QCOMPARE(clean->notes.size(), 3);
    QCOMPARE(clean->notes[1].line, 4);
}

void TestSheets::findsItsCurrency_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<bool>("isAssumed");
    const auto row = [](const char *name, const char *bytes, const QString &given, const QString &currency, bool isAssumed = false) { QTest::newRow(name) << QByteArray(bytes) << given << currency << isAssumed; };
    row("a title line", "DHL Express;;\nPreise in EUR;;\nKG;Zone 1;Zone 2\n0,5;31,19;35,22\n", {}, u"EUR"_s);
    row("the first line", "All prices in GBP,,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"GBP"_s);
    row("in capitals", "ALL PRICES IN GBP,,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"GBP"_s);
    row("a field beside its words", "Currency: CAD,,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"CAD"_s);
    row("a sign", "Rates (€),,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"EUR"_s);
    row("a footnote", "KG,Zone 1,Zone 2\n0.5,31.19,35.22\nAll prices are in INR,,\n", {}, u"INR"_s);
    row("what is said", "Prices in USD,,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", u"CAD"_s, u"CAD"_s);
    row("signs of the cells", "Prices in USD,,\nKG,Zone 1,Zone 2\n0.5,£31.19,35.22\n", {}, u"GBP"_s);
    row("two lines that differ", "Prices in EUR,,\nPrices in GBP,,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"USD"_s, true);
    row("no code of money", "Prices in THE table,,\nKG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"USD"_s, true);
    row("nobody", "KG,Zone 1,Zone 2\n0.5,31.19,35.22\n", {}, u"USD"_s, true);
    row("dollars in the cells", "KG,Zone 1,Zone 2\n0.5,$31.19,35.22\n", {}, u"USD"_s);
}

void TestSheets::findsItsCurrency()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, given);
    QFETCH(bool, isAssumed);
    SheetDefaults defaults = TestSheets::given();
    defaults.currency = given;
    const auto contents = readPrices(*imports::readSheet(bytes), defaults);
    QVERIFY(contents && contents->bad.isEmpty());
    QCOMPARE(contents->values.size(), 1);
    QTEST(contents->values[0].currency, "currency");
    QCOMPARE(std::count_if(contents->notes.begin(), contents->notes.end(), [](const BadRow &note) { return note.reason.contains(u"taken as USD: no currency is named"_s); }), isAssumed ? 1 : 0);
}

void TestSheets::findsItsDecimalMark_data()
{
    QTest::addColumn<QByteArray>("prices"); // of one line
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("found"); // cents, or what the error says
    QTest::newRow("a point") << QByteArray("1.50,20") << QString() << u"150 2000"_s;
    QTest::newRow("a comma") << QByteArray("\"1,50\",20") << QString() << u"150 2000"_s;
    QTest::newRow("thousands by the other number") << QByteArray("2.000,\"1.234,50\"") << QString() << u"200000 123450"_s;
    QTest::newRow("groups in India") << QByteArray("\"1,23,456.00\",5.5") << QString() << u"12345600 550"_s;
    QTest::newRow("open") << QByteArray("2.000,5") << QString() << u"“2.000” in line 2 may be 2.000 or 2000"_s;
    QTest::newRow("open, and told to be a point") << QByteArray("2.000,5") << u"point"_s << u"200 500"_s;
    QTest::newRow("open, and told to be a comma") << QByteArray("2.000,5") << u"comma"_s << u"200000 500"_s;
    QTest::newRow("both") << QByteArray("10.5,\"4,50\"") << QString() << u"“10.5” in line 2 has a decimal point, “4,50” in line 2 a comma"_s;
    QTest::newRow("both, and told to be a comma") << QByteArray("10.5,\"4,50\"") << u"comma"_s << u"price “10.5” (zone 2): no number with a decimal comma"_s;
}

void TestSheets::findsItsDecimalMark()
{
    QFETCH(QByteArray, prices);
    QFETCH(QString, given);
    QFETCH(QString, found);
    SheetDefaults defaults = TestSheets::given();
    if (!given.isEmpty())
        defaults.decimalMark = given == u"comma" ? DecimalMark::Comma : DecimalMark::Point;
    const auto contents = readPrices(*imports::readSheet("weight_lb,zone2,zone3\n1," + prices + '\n'), defaults);
    QStringList texts;
    for (const PriceList &list : contents.value_or(SheetContents<PriceList>{}).values)
        for (const PriceList::Cell &cell : list.cells)
            texts.append(QString::number(cell.price));
    const QString text = !contents ? contents.error().detail : contents->bad.isEmpty() ? texts.join(u' ') : contents->bad.first().reason;
    QVERIFY2(text.startsWith(found), qPrintable(text));
    if (!contents)
        QCOMPARE(contents.error().subject, u"decimal_mark"_s);
}

void TestSheets::needsColumns_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("field");
    QTest::newRow("no carrier") << QByteArray("service,zone,max_weight,price\n") << u"carrier"_s;
    QTest::newRow("no date") << QByteArray("carrier,service,zone,max_weight,price\n") << u"effective_from"_s;
    QTest::newRow("no weight") << QByteArray("carrier,service,effective_from,zone,price\n") << u"max_weight"_s;
    QTest::newRow("no price") << QByteArray("carrier,service,effective_from,zone,max_weight\n") << u"price"_s;
    QTest::newRow("words beside weights") << QByteArray("carrier,service,effective_from,Weight (g),Remark\nx,y,2026-01-01,100,tracked\n") << u"zone"_s;
    QTest::newRow("a weight that a row begins above") << QByteArray("carrier,service,effective_from,zone,Weight over (kg),price\n") << u"max_weight"_s;
    QTest::newRow("another weight") << QByteArray("carrier,service,effective_from,zone,Dimensional weight,price\n") << u"max_weight"_s;
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

void TestSheets::namesCurrenciesOfSurcharges_data()
{
    QTest::addColumn<QByteArray>("line"); // amount and currency
    QTest::addColumn<QStringList>("lists");
    QTest::addColumn<QString>("taken"); // the amount, what is said of it
    QTest::newRow("that of the list") << QByteArray("0.80,") << QStringList{u"EUR"_s} << u"80 EUR"_s;
    QTest::newRow("its own") << QByteArray("0.80,EUR") << QStringList{u"USD"_s, u"EUR"_s} << u"80 EUR"_s;
    QTest::newRow("its sign") << QByteArray("€0.80,") << QStringList{u"EUR"_s} << u"80 EUR"_s;
    QTest::newRow("lists in two") << QByteArray("0.80,") << QStringList{u"EUR"_s, u"USD"_s} << u"currency is empty, and the price lists of gls are in EUR and USD"_s;
    QTest::newRow("no list") << QByteArray("0.80,") << QStringList{} << u"currency is empty, and no price list of gls is known"_s;
    QTest::newRow("another than its list") << QByteArray("0.80,USD") << QStringList{u"EUR"_s} << u"80 USD: “toll” is in USD and never charged"_s;
    QTest::newRow("no list yet") << QByteArray("0.80,EUR") << QStringList{} << u"80 EUR: no price list of gls is known"_s;
}

void TestSheets::namesCurrenciesOfSurcharges()
{
    QFETCH(QByteArray, line);
    QFETCH(QStringList, lists);
    QFETCH(QString, taken);
    const auto contents = readSurchargeLines(*imports::readSheet("carrier,kind,effective_from,amount,currency\ngls,toll,2026-01-01," + line + '\n'), {}, [&](const Surcharge &) { return lists; });
    QVERIFY(contents);
    QString text = contents->bad.isEmpty() ? QString() : contents->bad.first().reason;
    for (const Surcharge &one : contents->values)
        text += u"%1 %2"_s.arg(one.amount->amount).arg(one.amount->currency);
    for (const BadRow &one : contents->notes)
        text += u": "_s + one.reason;
    QVERIFY2(text.startsWith(taken), qPrintable(text));
}

QTEST_APPLESS_MAIN(TestSheets)
#include "tst_rates_sheets.moc"
