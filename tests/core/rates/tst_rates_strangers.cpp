#include "tests/core/rates/cell_text.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

namespace {

SheetDefaults given(const QString &currency = {}, const QString &country = {})
{
    return {.carrier = u"acme"_s, .service = u"parcel"_s, .currency = currency, .effectiveFrom = QDate(2026, 1, 5), .country = country};
}

} // namespace

/// Price lists, zones and surcharges in the layouts of many countries, made up: every cell of them is taken, or they are refused.
class TestStrangers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPrices_data();
    void readsPrices();
    void refusesPrices_data();
    void refusesPrices();
    void readsZones_data();
    void readsZones();
    void refusesACountryOfAList();
    void readsSurcharges_data();
    void readsSurcharges();
};

void TestStrangers::readsPrices_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("currency"); // that is said
    QTest::addColumn<QString>("found");
    QTest::addColumn<QStringList>("cells");
    QTest::newRow("titles in two lines, a decimal comma, a note below")
        << QByteArray("Paket Classic, gültig ab Januar;;;\nGewicht bis kg;Zone;;\n;1;2;3\n3;4,90;7,50;9,90\n31,5;12,40;19,90;1.024,50\nAlle Preise in EUR, netto zzgl. Energiezuschlag;;;\n") << QString() << u"EUR"_s
        << QStringList{u"1 3 kg 490"_s, u"2 3 kg 750"_s, u"3 3 kg 990"_s, u"1 31.5 kg 1240"_s, u"2 31.5 kg 1990"_s, u"3 31.5 kg 102450"_s};
    QTest::newRow("zones above, what they are below") << QByteArray(";Zone 1;Zone 2\nWeight (kg);Domestic;Europe\n1;3.10;8.20\n2;3.60;9.90\n") << u"EUR"_s << u"EUR"_s
                                                      << QStringList{u"1 1 kg 310"_s, u"2 1 kg 820"_s, u"1 2 kg 360"_s, u"2 2 kg 990"_s};
    QTest::newRow("a row a zone, a column a weight") << QByteArray("Zone;0-2 kg;2-5 kg;je weiteres kg\nDE;4,10 €;5,20 €;0,60 €\nAT;8,10 €;-;0,90 €\n") << QString() << u"EUR"_s
                                                     << QStringList{u"DE 2 kg 410"_s, u"DE 5 kg 520"_s, u"DE - kg +60/1 kg"_s, u"AT 2 kg 810"_s, u"AT - kg +90/1 kg"_s};
    QTest::newRow("a row a zone below titles, and a note") << QByteArray("Tariff,,\nZone / Weight,up to 1 kg,up to 2 kg\nZone 1,3.10,3.60\nAll prices are in GBP and without VAT,,\n") << QString() << u"GBP"_s
                                                           << QStringList{u"1 1 kg 310"_s, u"1 2 kg 360"_s};
    QTest::newRow("dollars of Canada") << QByteArray("\"Regular Parcel, prices from January 12\",,\nWeight up to (kg),Zone 1,Zone 2\n0.75,$9.31,\"$1,009.72\"\n1.0,$9.61,$10.02\n") << u"CAD"_s << u"CAD"_s
                                       << QStringList{u"1 0.75 kg 931"_s, u"2 0.75 kg 100972"_s, u"1 1 kg 961"_s, u"2 1 kg 1002"_s};
    QTest::newRow("grams to kilograms") << QByteArray("Weight,Zone A,Zone B\nUp to 500g,$9.70,$10.60\n500g to 1kg,$13.05,$14.85\n1kg to 3kg,$16.40,$19.70\n") << u"AUD"_s << u"AUD"_s
                                        << QStringList{u"A 500 g 970"_s, u"B 500 g 1060"_s, u"A 1 kg 1305"_s, u"B 1 kg 1485"_s, u"A 3 kg 1640"_s, u"B 3 kg 1970"_s};
    QTest::newRow("Portuguese") << QByteArray("Peso (g);Local;Estadual;Nacional 1\nAté 300;R$ 10,50;R$ 12,90;R$ 1.020,90\n301 a 500;R$ 11,50;R$ 13,90;R$ 21,90\nKg adicional;R$ 3,10;R$ 4,10;R$ 5,10\n") << QString() << u"BRL"_s
                                << QStringList{u"LOCAL 300 g 1050"_s, u"ESTADUAL 300 g 1290"_s, u"NACIONAL 1 300 g 102090"_s, u"LOCAL 500 g 1150"_s, u"ESTADUAL 500 g 1390"_s, u"NACIONAL 1 500 g 2190"_s,
                                               u"LOCAL - kg +310/1 kg"_s, u"ESTADUAL - kg +410/1 kg"_s, u"NACIONAL 1 - kg +510/1 kg"_s};
    QTest::newRow("French") << QByteArray("Poids;France;Outre-mer\nJusqu’à 0,25 kg;5,25 €;10,15 €\nDe 0,25 kg à 0,5 kg;7,35 €;12,40 €\n") << QString() << u"EUR"_s
                            << QStringList{u"FRANCE 0.25 kg 525"_s, u"OUTRE-MER 0.25 kg 1015"_s, u"FRANCE 0.5 kg 735"_s, u"OUTRE-MER 0.5 kg 1240"_s};
    QTest::newRow("bands with a comma") << QByteArray("Gewicht kg;Zone 1;Zone 2\n0 - 2,00;4,90;5,90\n2,01 - 5,00;5,90;6,90\n") << u"EUR"_s << u"EUR"_s
                                        << QStringList{u"1 2 kg 490"_s, u"2 2 kg 590"_s, u"1 5 kg 590"_s, u"2 5 kg 690"_s};
    QTest::newRow("rupees by the kilogram") << QByteArray("Weight,Zone A,Zone B\n0-500 gms,₹40,₹50\n500 gms-10 kg,\"₹1,02,400.50\",₹900\n\"Above 10 kg, per kg\",₹25,₹30\n") << QString() << u"INR"_s
                                            << QStringList{u"A 500 g 4000"_s, u"B 500 g 5000"_s, u"A 10 kg 10240050"_s, u"B 10 kg 90000"_s, u"A 10- kg 2500/1 kg"_s, u"B 10- kg 3000/1 kg"_s};
    QTest::newRow("the sign in the title, a note below rows") << QByteArray("Zone,Weight (kg),Price (£)\n1,2,2.85\n2,2,3.99\nParcels over 15 kg are not carried by this service,,\n") << QString() << u"GBP"_s << QStringList{u"1 2 kg 285"_s, u"2 2 kg 399"_s};
    QTest::newRow("pounds, zones as numbers") << QByteArray("Wt. not over (lbs),2,3,4\n1,5.10,5.20,5.30\n2,5.40,,5.60\n") << QString() << u"USD"_s
                                              << QStringList{u"2 1 lb 510"_s, u"3 1 lb 520"_s, u"4 1 lb 530"_s, u"2 2 lb 540"_s, u"4 2 lb 560"_s};
}

void TestStrangers::readsPrices()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, currency);
    const auto contents = readPrices(*imports::readSheet(bytes), given(currency));
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject + u": "_s + contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values.size(), 1);
    QTEST(contents->values[0].currency, "found");
    QTEST(textsOf(contents->values[0]), "cells");
}

void TestStrangers::refusesPrices_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a second table below") << QByteArray("Weight (lbs),Zone 2,Zone 3\n1,5.00,6.00\nResidential service,,\nWeight (lbs),Zone 2,Zone 3\n1,7.00,8.00\n") << 4 << u"take that from a file of its own"_s;
    QTest::newRow("rows below a note") << QByteArray("Zone,Weight (kg),Price\n1,2,2.85\nFrom here on prices of the islands\n1,2,3.85\n") << 4 << u"take that from a file of its own"_s;
    QTest::newRow("two currencies") << QByteArray("Weight (kg),Zone 1,Zone 2\n1,€2.00,£3.00\n") << 2 << u"it is in GBP, and EUR is said"_s;
    QTest::newRow("a band that runs backwards") << QByteArray("Weight,Zone A,Zone B\n1 kg to 500 g,2,3\n") << 2 << u"it begins where it ends"_s;
    QTest::newRow("words for a price") << QByteArray("Zone;1 kg;2 kg\n1;2.00;on request\n") << 2 << u"price “on request” (zone 1)"_s;
}

void TestStrangers::refusesPrices()
{
    QFETCH(QByteArray, bytes);
    const auto contents = readPrices(*imports::readSheet(bytes), given());
    QVERIFY(contents);
    QVERIFY(!contents->bad.isEmpty());
    QTEST(contents->bad[0].line, "line");
    QFETCH(QString, reason);
    QVERIFY2(contents->bad[0].reason.contains(reason), qPrintable(contents->bad[0].reason));
}

void TestStrangers::readsZones_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QStringList>("ways");
    QTest::newRow("a column a zone") << QByteArray("Zone 1;Zone 2\nBelgium;France\nLuxembourg;Spain\nNetherlands;\n") << u"DE"_s
                                     << QStringList{u"DE to BE = 1"_s, u"DE to ES = 2"_s, u"DE to FR = 2"_s, u"DE to LU = 1"_s, u"DE to NL = 1"_s};
    QTest::newRow("a column a zone, of postcodes") << QByteArray("Mainland\nZone A,Zone B\nAB10,SW1A\nAB31,\n") << u"GB"_s << QStringList{u"GB to GB-AB10 = A"_s, u"GB to GB-AB31 = A"_s, u"GB to GB-SW1A = B"_s};
    QTest::newRow("a list of countries a zone") << QByteArray("Zone;Countries\n1;Belgium, Netherlands, LU\n2;France; \n") << u"DE"_s
                                                << QStringList{u"DE to BE = 1"_s, u"DE to FR = 2"_s, u"DE to LU = 1"_s, u"DE to NL = 1"_s};
    QTest::newRow("ranges of postcodes") << QByteArray("PLZ;Zone\n01-03;1\n20-29;2\n") << u"DE"_s << QStringList{u"DE to DE-01 = 1"_s, u"DE to DE-02 = 1"_s, u"DE to DE-03 = 1"_s, u"DE to DE-2 = 2"_s};
}

void TestStrangers::readsZones()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, country);
    const auto contents = readZones(*imports::readSheet(bytes), given({}, country));
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject + u": "_s + contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QTEST(textsOf(contents->values), "ways");
}

/// And nothing of its line is taken.
void TestStrangers::refusesACountryOfAList()
{
    const auto contents = readZones(*imports::readSheet("Zone;Countries\n1;Belgium, Narnia\n2;France\n"), given({}, u"DE"_s));
    QVERIFY(contents);
    QCOMPARE(contents->bad.size(), 1);
    QCOMPARE(contents->bad[0].line, 2);
    QVERIFY2(contents->bad[0].reason.contains(u"“Narnia”: no country is called so"_s), qPrintable(contents->bad[0].reason));
    QCOMPARE(textsOf(contents->values), QStringList{u"DE to FR = 2"_s});
}

void TestStrangers::readsSurcharges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QDate>("from");
    QTest::addColumn<int>("basisPoints");
    QTest::addColumn<qint64>("amount"); // 0: none
    QTest::newRow("fuel below titles, days with points") << QByteArray("Energiezuschlag;;\nKind;Valid from;Percent\nfuel;01.02.2026;8,5 %\n") << QDate(2026, 2, 1) << 850 << qint64(0);
    QTest::newRow("a price that names its currency") << QByteArray("Kind,Effective date,Price (£)\nresidential,2026-03-01,2.45\n") << QDate(2026, 3, 1) << 0 << qint64(245);
}

void TestStrangers::readsSurcharges()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, amount);
    const auto contents = readSurchargeLines(*imports::readSheet(bytes), given());
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject + u": "_s + contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values.size(), 1);
    QTEST(contents->values[0].from, "from");
    QTEST(contents->values[0].basisPoints, "basisPoints");
    QCOMPARE(contents->values[0].amount, amount == 0 ? std::optional<Money>() : std::optional(Money{amount, u"GBP"_s}));
}

QTEST_APPLESS_MAIN(TestStrangers)
#include "tst_rates_strangers.moc"
