#include "core/inventory/fulfilment/rates/said_columns.h"
#include "core/inventory/fulfilment/rates/sheet_fields.h"
#include "tests/core/rates/cell_text.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

using Numbers = QMap<QString, int>;
using Texts = QMap<QString, QString>;

namespace {

SheetDefaults given()
{
    return {.carrier = u"acme"_s, .service = u"parcel"_s, .effectiveFrom = QDate(2026, 1, 5)};
}

} // namespace

/// Files whose titles say nothing known: a person says which column is what, and what stands in none.
class TestSaid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPrices_data();
    void readsPrices();
    void namesWhatIsAbsent_data();
    void namesWhatIsAbsent();
    void leavesOtherColumnsAlone();
    void readsZones();
    void readsSurcharges();
    void readsDivisors();
    void readsInvoices();
    void knowsFields_data();
    void knowsFields();
    void setsValues_data();
    void setsValues();
};

void TestSaid::readsPrices_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Texts>("titles");
    QTest::addColumn<Numbers>("columns");
    QTest::addColumn<Texts>("values");
    QTest::addColumn<QStringList>("cells");
    const Texts three{{u"zone"_s, u"Bereich"_s}, {u"max_weight"_s, u"Stufe kg"_s}, {u"price"_s, u"Netto EUR"_s}};
    const Numbers numbers{{u"zone"_s, 1}, {u"max_weight"_s, 2}, {u"price"_s, 3}};
    QTest::newRow("by titles") << QByteArray("Nr;Bereich;Stufe kg;Netto EUR\n1;A;2;4,90\n2;B;2;5,90\n") << three << Numbers() << Texts() << QStringList{u"A 2 kg 490"_s, u"B 2 kg 590"_s};
    QTest::newRow("by titles below others") << QByteArray("Liste 2026\n\nNr;Bereich;stufe  (KG);Netto EUR\n1;A;2;4,90\n") << three << Numbers() << Texts() << QStringList{u"A 2 kg 490"_s};
    QTest::newRow("by numbers, without titles") << QByteArray("A,2 kg,4.90\nB,2 kg,5.90\n") << Texts() << numbers << Texts() << QStringList{u"A 2 kg 490"_s, u"B 2 kg 590"_s};
    QTest::newRow("by numbers, below titles") << QByteArray("List 2026,,\nArea,Step,Fee\nA,2 kg,4.90\n") << Texts() << numbers << Texts() << QStringList{u"A 2 kg 490"_s};
    QTest::newRow("columns of zones") << QByteArray("Stufe;Inland;Ausland\n2 kg;4,90;9,90\n") << Texts{{u"max_weight"_s, u"Stufe"_s}, {u"zone:de"_s, u"Inland"_s}, {u"zone:eu"_s, u"Ausland"_s}} << Numbers() << Texts()
                                      << QStringList{u"DE 2 kg 490"_s, u"EU 2 kg 990"_s};
    QTest::newRow("one column of a zone") << QByteArray("Stufe;Inland\n2 kg;4,90\n") << Texts{{u"max_weight"_s, u"Stufe"_s}, {u"zone:de"_s, u"Inland"_s}} << Numbers() << Texts() << QStringList{u"DE 2 kg 490"_s};
    QTest::newRow("columns of zones by numbers") << QByteArray("2 kg,4.90,9.90\n5 kg,5.90,\n") << Texts() << Numbers{{u"max_weight"_s, 1}, {u"zone:1"_s, 2}, {u"zone:2"_s, 3}} << Texts()
                                                 << QStringList{u"1 2 kg 490"_s, u"2 2 kg 990"_s, u"1 5 kg 590"_s};
    QTest::newRow("a value for all rows") << QByteArray("Weight (kg),Price\n2,4.90\n") << Texts() << Numbers() << Texts{{u"zone"_s, u"7"_s}} << QStringList{u"7 2 kg 490"_s};
    QTest::newRow("a value where a row has none") << QByteArray("Zone,Weight (kg),Price\n3,2,4.90\n,2,5.90\n") << Texts() << Numbers() << Texts{{u"zone"_s, u"7"_s}} << QStringList{u"3 2 kg 490"_s, u"7 2 kg 590"_s};
}

void TestSaid::readsPrices()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Texts, titles);
    QFETCH(Numbers, columns);
    QFETCH(Texts, values);
    SheetDefaults said = given();
    said.titles = titles;
    said.columns = columns;
    said.values = values;
    const auto contents = readPrices(*imports::readSheet(bytes), said);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().subject + u": "_s + contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values.size(), 1);
    QTEST(textsOf(contents->values[0]), "cells");
}

void TestSaid::namesWhatIsAbsent_data()
{
    QTest::addColumn<Texts>("titles");
    QTest::addColumn<Numbers>("columns");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a title") << Texts{{u"price"_s, u"Preis"_s}} << Numbers() << u"--column price"_s << u"the file has no column “Preis”; its columns: Area, Step, Fee"_s;
    QTest::newRow("in one line") << Texts{{u"price"_s, u"Fee"_s}, {u"zone"_s, u"List"_s}} << Numbers() << u"--column price"_s << u"no line of the file holds all of these titles: Fee, List"_s;
    QTest::newRow("numbers") << Texts() << Numbers{{u"price"_s, 1}} << u"--column price"_s << u"has a number in column 1"_s;
}

void TestSaid::namesWhatIsAbsent()
{
    QFETCH(Texts, titles);
    QFETCH(Numbers, columns);
    SheetDefaults said = given();
    said.titles = titles;
    said.columns = columns;
    const auto contents = readPrices(*imports::readSheet("List,,\nArea,Step,Fee\nA,2 kg,4.90\n"), said);
    QVERIFY(!contents);
    QTEST(contents.error().subject, "subject");
    QFETCH(QString, reason);
    QVERIFY2(contents.error().detail.contains(reason), qPrintable(contents.error().detail));
}

/// What is said comes before what titles say.
void TestSaid::leavesOtherColumnsAlone()
{
    SheetDefaults said = given();
    said.titles = {{u"price"_s, u"Contract"_s}};
    const auto contents = readPrices(*imports::readSheet("Zone,Weight (kg),Price,Contract\n1,2,9.90,4.90\n"), said);
    QVERIFY(contents && contents->bad.isEmpty());
    QCOMPARE(textsOf(contents->values[0]), QStringList{u"1 2 kg 490"_s});
    QCOMPARE(contents->unused, QStringList{u"Price"_s});
}

void TestSaid::readsZones()
{
    SheetDefaults said = given();
    said.country = u"DE"_s;
    said.titles = {{u"dest"_s, u"Leitbereich"_s}, {u"zone"_s, u"Stufe"_s}};
    const auto contents = readZones(*imports::readSheet("Bereiche\nZone;Leitbereich;Stufe\nx;20;1\nx;80;2\n"), said);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(textsOf(contents->values), (QStringList{u"DE to DE-20 = 1"_s, u"DE to DE-80 = 2"_s}));
}

/// A list of areas alone: what is charged there stands in no column.
void TestSaid::readsSurcharges()
{
    SheetDefaults said = given();
    said.titles = {{u"zip_from"_s, u"Insel"_s}};
    said.values = {{u"kind"_s, u"remote_area"_s}, {u"country"_s, u"DE"_s}, {u"amount"_s, u"12.50"_s}};
    said.currency = u"EUR"_s;
    const auto contents = readSurchargeLines(*imports::readSheet("Insel;Name\n25980;Sylt\n25999;Hallig\n"), said);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values.size(), 2);
    QCOMPARE(contents->values[1].kind, u"remote_area"_s);
    QCOMPARE(contents->values[1].amount, std::optional(Money{1'250, u"EUR"_s}));
}

void TestSaid::readsDivisors()
{
    SheetDefaults said = given();
    said.titles = {{u"divisor"_s, u"Teiler"_s}};
    const auto contents = readDivisors(*imports::readSheet("Liste;\nTeiler;Anmerkung\n5000;\n"), said);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().detail));
    QCOMPARE(contents->values.size(), 1);
    QCOMPARE(contents->values[0].divisor, 5'000);
}

void TestSaid::readsInvoices()
{
    SheetDefaults said = given();
    said.titles = {{u"tracking"_s, u"Sendung"_s}, {u"charges"_s, u"Netto"_s}, {u"billed_weight"_s, u"Gewicht kg"_s}, {u"date"_s, u"Tag"_s}};
    said.currency = u"EUR"_s;
    said.dayOrder = imports::DayOrder::DayFirst;
    const auto contents = readInvoices(*imports::readSheet("Rechnung;;;\nSendung;Netto;Gewicht kg;Tag\nA1;4,90;2,5;03/02/2026\n"), said);
    QVERIFY2(contents, contents ? "" : qPrintable(contents.error().detail));
    QVERIFY2(contents->bad.isEmpty(), qPrintable(contents->bad.value(0).reason));
    QCOMPARE(contents->values, (QList<BilledParcel>{{u"acme"_s, {}, u"A1"_s, {}, QDate(2026, 2, 3), *Weight::parse(u"2.5"_s, WeightUnit::Kilogram), {490, u"EUR"_s}}}));
}

void TestSaid::knowsFields_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, SheetKind kind, const QString &said, const QString &field) { QTest::newRow(name) << static_cast<int>(kind) << said << field; };
    row("its own", SheetKind::Prices, u"max_weight"_s, u"max_weight"_s);
    row("shorter", SheetKind::Prices, u"weight"_s, u"max_weight"_s);
    row("a zone", SheetKind::Prices, u"zone:DE"_s, u"zone:DE"_s);
    row("a zone without a name", SheetKind::Prices, u"zone:"_s, {});
    row("a zone of no price", SheetKind::Zones, u"zone:DE"_s, {});
    row("of the contract", SheetKind::Zones, u"dest_zip3"_s, u"dest"_s);
    row("of other files", SheetKind::Zones, u"price"_s, {});
    row("the day", SheetKind::Surcharges, u"effective"_s, u"effective_from"_s);
    row("of invoices", SheetKind::Invoices, u"tracking"_s, u"tracking"_s);
    row("nobody's", SheetKind::Invoices, u"colour"_s, {});
}

void TestSaid::knowsFields()
{
    QFETCH(int, kind);
    QFETCH(QString, name);
    QTEST(fieldNamed(static_cast<SheetKind>(kind), name), "field");
}

void TestSaid::setsValues_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("reason"); // empty: it is taken
    QTest::newRow("a day") << u"effective_from"_s << u"1 Feb 2026"_s << QString();
    QTest::newRow("a day of two") << u"effective_from"_s << u"3/4/2026"_s << u"“3/4/2026” is not a date"_s;
    QTest::newRow("a unit") << u"weight_unit"_s << u"kg"_s << QString();
    QTest::newRow("no unit") << u"weight_unit"_s << u"stone"_s << u"“stone” is none of lb, oz, kg, g"_s;
    QTest::newRow("nothing") << u"carrier"_s << u" "_s << u"its value is empty"_s;
    QTest::newRow("a column of prices") << u"zone:DE"_s << u"1"_s << u"it is a column of prices"_s;
}

void TestSaid::setsValues()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, reason);
    SheetDefaults defaults;
    const auto set = setValue(SheetKind::Prices, field, value, defaults);
    QCOMPARE(set.has_value(), reason.isEmpty());
    if (!set)
        QVERIFY2(set.error().detail.contains(reason), qPrintable(set.error().detail));
}

QTEST_APPLESS_MAIN(TestSaid)
#include "tst_rates_said.moc"
