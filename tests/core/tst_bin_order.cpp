#include "core/inventory/stock/bin.h"

#include <QTest>

using namespace crossdock;
using namespace Qt::Literals::StringLiterals;

/// In which order bins are walked along.
class BinOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void naturally_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto row = [](const char *name, const QString &first, const QString &second) { QTest::newRow(name) << first << second; };
        row("numbers", u"A-2"_s, u"A-10"_s);
        row("letters before numbers count", u"A-10"_s, u"B-2"_s);
        row("numbers in the middle", u"A-2-9"_s, u"A-10-1"_s);
        row("the shorter", u"A"_s, u"A-1"_s);
        row("a number before a letter", u"A1"_s, u"AA"_s);
        row("capitals are alike", u"a-2"_s, u"A-10"_s);
        row("leading zeros are alike", u"A-02"_s, u"A-10"_s);
        row("leading zeros, then more", u"A-002-1"_s, u"A-2-2"_s);
        row("zero", u"0"_s, u"1"_s);
        row("longer than any number", u"A-99999999999999999999"_s, u"A-100000000000000000000"_s);
        row("nothing", QString(), u"A"_s);
        row("where nothing else differs: zeros", u"A-01"_s, u"A-1"_s);
        row("where nothing else differs: capitals", u"A-1"_s, u"a-1"_s);
    }
    void naturally()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QVERIFY(stock::compareNaturally(first, second) < 0);
        QVERIFY(stock::compareNaturally(second, first) > 0);
        QCOMPARE(stock::compareNaturally(first, first), 0);
    }

    void byZoneFirst()
    {
        QVERIFY(stock::compareByWalk({u"Z2"_s, u"B"_s}, {u"Z10"_s, u"A"_s}) < 0);
        QVERIFY(stock::compareByWalk({{}, u"B"_s}, {u"Z1"_s, u"A"_s}) < 0);
        QVERIFY(stock::compareByWalk({u"Z1"_s, u"2"_s}, {u"Z1"_s, u"10"_s}) < 0);
        QCOMPARE(stock::compareByWalk({u"Z1"_s, u"2"_s}, {u"Z1"_s, u"2"_s}), 0);
    }
};

QTEST_GUILESS_MAIN(BinOrderTest)
#include "tst_bin_order.moc"
