#include "core/inventory/fulfilment/cartons/carton_sheet.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

/// Cartons from a sheet: what is read, and what is refused, and why.
class CartonSheetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("reason"); // empty: it is good
        const auto row = [](const char *name, const char *text, const QString &reason) { QTest::newRow(name) << QByteArray(text) << reason; };
        row("good", "S,12,9,4,in,0.80,13,10,5,20,0.25,lb,no", {});
        row("inner sides alone", "S,30,20,10,cm,0.80,,,,,,,", {});
        row("no name", ",12,9,4,in,0.80,,,,,,,", u"it has no name"_s);
        row("no length", "S,0,9,4,in,0.80,,,,,,,", u"length “0” is no length"_s);
        row("another unit", "S,12,9,4,ell,0.80,,,,,,,", u"“ell” is no unit of length: in or cm"_s);
        row("a price in words", "S,12,9,4,in,cheap,,,,,,,", u"“cheap” is no price in USD"_s);
        row("a price below nothing", "S,12,9,4,in,-1,,,,,,,", u"“-1” is no price in USD"_s);
        row("a weight in words", "S,12,9,4,in,1,,,,heavy,,,", u"max_weight “heavy” is no weight"_s);
    }
    void rows()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, reason);
        const auto sheet = imports::readSheet("Name,Length,Width,Height,Unit,Price,Outer length,Outer width,Outer height,Max weight,Tare,Weight unit,Blank\n" + row + '\n');
        QVERIFY(sheet);
        const auto read = cartons::readCartonSheet(*sheet, u"USD"_s);
        QVERIFY(read);
        QCOMPARE(read->values.size(), reason.isEmpty() ? 1 : 0);
        if (!reason.isEmpty())
            QCOMPARE(read->bad.first().reason, reason);
    }

    void values()
    {
        const auto sheet = imports::readSheet("name,length,width,height,price,tare,weight_unit,colour\nS,12,9,4,0.80,4,oz,brown\nS,1,1,1,1,,,\n");
        const auto read = cartons::readCartonSheet(*sheet, u"USD"_s);
        QCOMPARE(read->values.first().price, 80);
        QCOMPARE(read->values.first().outer, read->values.first().inner);
        QCOMPARE(read->values.first().tare, rates::Weight::of(4, rates::WeightUnit::Ounce));
        QVERIFY(read->values.first().isBlank);
        QCOMPARE(read->unused, QStringList{u"colour"_s});
        QCOMPARE(read->bad.first().line, 3);
        QCOMPARE(cartons::readCartonSheet(*imports::readSheet("name,length\nS,1\n"), u"USD"_s).error().subject, u"width"_s);
        QCOMPARE(cartons::readCartonSheet(*imports::readSheet("name,length,width,height,price\n"), u"USD"_s).error().subject, u"cartons"_s);
    }
};

QTEST_GUILESS_MAIN(CartonSheetTest)
#include "tst_carton_sheet.moc"
