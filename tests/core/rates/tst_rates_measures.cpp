#include "tests/core/rates/parcels.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;

/// Weights and lengths are exact: what carriers round, the program does not round before them.
class TestMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weighs_data();
    void weighs();
    void knowsUnits_data();
    void knowsUnits();
    void refusesNumbers_data();
    void refusesNumbers();
    void measuresInches_data();
    void measuresInches();
};

void TestMeasures::weighs_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<int>("poundsUp");
    QTest::addColumn<double>("shown");
    QTest::newRow("exactly a pound") << u"1"_s << u"lb"_s << 1 << 1.0;
    QTest::newRow("a hair above") << u"1.0000001"_s << u"lb"_s << 2 << 1.0;
    QTest::newRow("less than a nanogram above") << u"1.00000000000001"_s << u"lb"_s << 2 << 1.0;
    QTest::newRow("a hair below") << u"0.9999999"_s << u"lb"_s << 1 << 1.0;
    QTest::newRow("sixteen ounces are a pound") << u"16"_s << u"oz"_s << 1 << 16.0;
    QTest::newRow("16.0001 ounces are more") << u"16.0001"_s << u"oz"_s << 2 << 16.0001;
    QTest::newRow("453.59237 g are a pound") << u"453.59237"_s << u"g"_s << 1 << 453.59237;
    QTest::newRow("453.59238 g are more") << u"453.59238"_s << u"g"_s << 2 << 453.59238;
    QTest::newRow("0.45359237 kg are a pound") << u"0.45359237"_s << u"kg"_s << 1 << 0.453592;
    QTest::newRow("the postal last row") << u"15.999"_s << u"oz"_s << 1 << 15.999;
    QTest::newRow("150 lb") << u"150.0"_s << u"lb"_s << 150 << 150.0;
}

void TestMeasures::weighs()
{
    QFETCH(QString, decimal);
    QFETCH(QString, unit);
    const WeightUnit known = *weightUnitFrom(unit);
    const auto weight = Weight::parse(decimal, known);
    QVERIFY(weight);
    QTEST(static_cast<int>(weight->roundedUpTo(Weight::of(1, WeightUnit::Pound)).in(WeightUnit::Pound)), "poundsUp");
    QTEST(weight->in(known), "shown");
}

void TestMeasures::knowsUnits_data()
{
    QTest::addColumn<QString>("weight"); // as it is shown; empty: none
    QTest::addColumn<QString>("length");
    for (const char *text : {"lb", "LB", "Lb"})
        QTest::newRow(text) << u"lb"_s << QString();
    for (const char *text : {"kg", "KG", "Kg"})
        QTest::newRow(text) << u"kg"_s << QString();
    QTest::newRow("OZ") << u"oz"_s << QString();
    QTest::newRow("G") << u"g"_s << QString();
    QTest::newRow("IN") << QString() << u"in"_s;
    QTest::newRow("Cm") << QString() << u"cm"_s;
    for (const char *text : {"", "lbs", "l", "kgg", "mm"})
        QTest::newRow(text) << QString() << QString();
}

void TestMeasures::knowsUnits()
{
    const QString text = QString::fromLatin1(QTest::currentDataTag());
    const auto weight = weightUnitFrom(text);
    const auto length = lengthUnitFrom(text);
    QTEST(weight ? nameOf(*weight) : QString(), "weight");
    QTEST(length ? nameOf(*length) : QString(), "length");
}

void TestMeasures::refusesNumbers_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "-1", "1,5", "1e3", "0x10", "1.2.3", ".", "abc", "1 lb", "9999999999999", "1234567890123456789"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestMeasures::refusesNumbers()
{
    QFETCH(QString, text);
    QVERIFY(!Weight::parse(text, WeightUnit::Kilogram));
    QVERIFY(!Length::parse(text, LengthUnit::Inch));
}

void TestMeasures::measuresInches_data()
{
    QTest::addColumn<QString>("decimal");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<int>("up");
    QTest::addColumn<int>("nearest");
    QTest::newRow("whole") << u"12"_s << u"in"_s << 12 << 12;
    QTest::newRow("a hair above") << u"12.0000001"_s << u"in"_s << 13 << 12;
    QTest::newRow("below the half") << u"12.4999"_s << u"in"_s << 13 << 12;
    QTest::newRow("the half") << u"12.5"_s << u"in"_s << 13 << 13;
    QTest::newRow("30.48 cm are a foot") << u"30.48"_s << u"cm"_s << 12 << 12;
    QTest::newRow("30.49 cm are more") << u"30.49"_s << u"cm"_s << 13 << 12;
    QTest::newRow("an envelope is an inch") << u"0.2"_s << u"in"_s << 1 << 1;
}

void TestMeasures::measuresInches()
{
    QFETCH(QString, decimal);
    QFETCH(QString, unit);
    const auto length = Length::parse(decimal, *lengthUnitFrom(unit));
    QVERIFY(length);
    QTEST(static_cast<int>(length->inchesUp()), "up");
    QTEST(static_cast<int>(length->inchesNearest()), "nearest");
}

QTEST_APPLESS_MAIN(TestMeasures)
#include "tst_rates_measures.moc"
