#include "core/inventory/fulfilment/routing/problem_reader.h"
#include "core/inventory/fulfilment/waves/ship_day.h"
#include "core/inventory/fulfilment/waves/wave_reader.h"
#include "tests/core/waves/wave_text.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::waves;
using namespace Qt::Literals::StringLiterals;

/// A problem file without columns: what is read, what is refused at which place, and on which day it ships.
class TestWaveFile : public QObject
{
    Q_OBJECT

private:
    static Result<Wave> read(const QByteArray &json)
    {
        auto file = routing::readProblemFile(json);
        return file ? readWave(json, std::move(file->problem)) : tl::make_unexpected(file.error());
    }

private Q_SLOTS:
    void malformed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const char *what, const char *by, const char *place) { QTest::newRow(name) << test::waveWith(what, by) << QString::fromLatin1(place); };
        row("no day", "'ship_date':'2026-08-03',", "", "");
        row("no date", "'2026-08-03'", "'2026-02-30'", "ship_date");
        row("weight a number", "'weight':{'value':1.5,'unit':'lb'}", "'weight':1.5", "items[0].weight");
        row("weight 0", "'value':1.5", "'value':0", "items[0].weight");
        row("weight negative", "'value':1.5", "'value':-1.5", "items[0].weight.value");
        row("weight a text", "'value':1.5", "'value':'1.5'", "items[0].weight.value");
        row("weight without unit", "{'value':1.5,'unit':'lb'}", "{'value':1.5}", "items[0].weight");
        row("unknown unit", "'value':1.5,'unit':'lb'", "'value':1.5,'unit':'st'", "items[0].weight.unit");
        row("weight missing", "'weight':{'value':1.5,'unit':'lb'},", "", "items[0]");
        row("a side missing", "'length':9,", "", "items[0].dimensions");
        row("a side 0", "'length':9,", "'length':0.0,", "items[0].dimensions");
        row("a key too many in a size", "'length':9,", "'length':9,'depth':9,", "items[0].dimensions.depth");
        row("item twice", "{'sku':'B','weight'", "{'sku':'A','weight'", "items[1]");
        row("item unknown", "{'sku':'B','weight'", "{'sku':'C','weight'", "orders[0].lines[1]");
        row("sides needed", ",'dimensions':{'length':9,'width':7,'height':3,'unit':'in'}", "", "orders[0].lines[0]");
        row("box twice", "'id':'large'", "'id':'small'", "boxes[1]");
        row("box without inner", "'inner':{'length':8,'width':6,'height':4,'unit':'in'},", "", "boxes[0]");
        row("box price fraction", "'price':35", "'price':35.5", "boxes[0].price");
        row("box price above 10^15", "'price':35", "'price':1000000000000001", "boxes[0].price");
        row("blank a text", "'blank':false", "'blank':'no'", "boxes[0].blank");
        row("node without country", "'country':'US','postcode':'10001',", "'postcode':'10001',", "nodes[0]");
        row("country of three letters", "'country':'US','postcode':'10001'", "'country':'USA','postcode':'10001'", "nodes[0].country");
        row("fee negative", "'order_fee':150", "'order_fee':-1", "nodes[0].order_fee");
        row("fuel with three digits", "'fuel_percent':10", "'fuel_percent':10.125", "nodes[0].fuel_percent");
        row("unknown box of a node", "'order_fee':90", "'order_fee':90,'boxes':['small','huge']", "nodes[1].boxes[1]");
        row("no fee by unit", "'order_fee':90", "'unit_fees':[]", "nodes[1].unit_fees");
        row("time zone", "'order_fee':90", "'time_zone':'Mars/Base'", "nodes[1].time_zone");
        row("cut-off", "'order_fee':90", "'cut_off':'2 pm'", "nodes[1].cut_off");
        row("day 8", "'order_fee':90", "'work_days':[1,8]", "nodes[1].work_days[1]");
        row("destination missing", "'to':{'country':'US','postcode':'94110'},", "", "orders[0]");
        row("residential a number", "'residential':true", "'residential':1", "orders[1].to.residential");
        row("zones of an unknown node", "'zones':{'east':{'acme':8}", "'zones':{'north':{'acme':8}", "orders[0].zones.north");
        row("list without carrier", "'carrier':'acme','service'", "'service'", "rates[0]");
        row("price without zone", "{'zone':2,'max_weight':1,", "{'max_weight':1,", "rates[0].prices[0]");
        row("price twice", "{'zone':2,'max_weight':5,'price':700}", "{'zone':2,'max_weight':1,'price':700}", "rates[0].prices[1]");
        row("no unit anywhere", "'weight_unit':'lb',", "", "rates[0].prices[0]");
        row("chances fall", "'days':4,'percent':90", "'days':4,'percent':40", "transit[0].days[1]");
        row("chance above 100", "'percent':99", "'percent':101", "transit[0].days[2]");
        row("rule without effect", "'transit':", "'rules':[{'name':'r','nodes':['east']}],'transit':", "rules[0]");
        row("rule with an unknown key", "'transit':", "'rules':[{'name':'r','node':'east'}],'transit':", "rules[0].node");
        row("rule for an unknown node", "'transit':", "'rules':[{'name':'r','nodes':['e'],'forbid':true}],'transit':", "rules[0].nodes[0]");
        row("surcharge with both", "'transit':", "'surcharges':[{'carrier':'acme','kind':'fuel','effective_from':'2026-01-01','amount':1,'percent':1}],'transit':", "surcharges[0]");
        row("zone row", "'transit':", "'zones':[{'carrier':'acme','origin_zip3':'1000','dest_zip3':'941','zone':5}],'transit':", "zones[0].origin_zip3");
    }

    void malformed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        const auto wave = read(json);
        QVERIFY(!wave);
        QCOMPARE(wave.error().subject, place);
        QVERIFY(!wave.error().detail.isEmpty());
    }

    void whole()
    {
        const auto wave = read(test::waveWith("", ""));
        QVERIFY2(wave, wave ? "" : qPrintable(wave.error().subject + u": "_s + wave.error().detail));
        QCOMPARE(wave->boxes.size(), size_t(2));
        QVERIFY(!wave->boxes[0].isBlank && wave->boxes[1].isBlank);
        QCOMPARE(wave->boxes[1].tare, rates::Weight::of(8, rates::WeightUnit::Ounce));
        QCOMPARE(wave->boxes[0].outer, wave->boxes[0].inner);
        QCOMPARE(wave->nodes[0].fuelBasisPoints, 1'000);
        QCOMPARE(wave->nodes[1].details.costs->freePicks, 1);
        QVERIFY(wave->orders[0].things[1].isHazardous && wave->orders[1].isResidential);
        QCOMPARE(wave->rates.lists.first().cells.size(), 6);
        QCOMPARE(wave->worth.value({1, u"B"_s}), 40);
    }

    void shipDay_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QDate>("day");
        const QDate monday(2026, 8, 3);
        QTest::newRow("before the cut-off") << u"2026-08-03T13:59:59Z"_s << u"'cut_off':'14:00'"_s << monday;
        QTest::newRow("at the cut-off") << u"2026-08-03T14:00:00Z"_s << u"'cut_off':'14:00'"_s << monday.addDays(1);
        QTest::newRow("before it where the node is") << u"2026-08-03T20:30:00Z"_s << u"'cut_off':'14:00','time_zone':'America/Los_Angeles'"_s << monday;
        QTest::newRow("after it where the node is") << u"2026-08-03T21:30:00Z"_s << u"'cut_off':'14:00','time_zone':'America/Los_Angeles'"_s << monday.addDays(1);
        QTest::newRow("yesterday where the node is") << u"2026-08-04T02:00:00Z"_s << u"'time_zone':'America/Los_Angeles'"_s << monday;
        QTest::newRow("Friday after the cut-off") << u"2026-08-07T15:00:00Z"_s << u"'cut_off':'14:00','work_days':[1,2,3,4,5]"_s << monday.addDays(7);
        QTest::newRow("and Monday is a holiday") << u"2026-08-07T15:00:00Z"_s << u"'cut_off':'14:00','work_days':[1,2,3,4,5],'holidays':['2026-08-10']"_s << monday.addDays(8);
    }

    void shipDay()
    {
        QFETCH(QString, now);
        QFETCH(QString, keys);
        QByteArray json = test::waveWith("'ship_date':'2026-08-03'", "'now':'" + now.toLatin1() + "'");
        json.replace("\"order_fee\":90", keys.toLatin1().replace('\'', '"'));
        const auto wave = read(json);
        QVERIFY(wave);
        QTEST(shipDayOf(*wave, wave->nodes[1]), "day");
    }

    void chance_data()
    {
        QTest::addColumn<QDate>("promised");
        QTest::addColumn<int>("percent");
        const QDate monday(2026, 8, 3);
        QTest::newRow("too early for any") << monday.addDays(2) << 0;
        QTest::newRow("three days") << monday.addDays(3) << 50;
        QTest::newRow("four days") << monday.addDays(4) << 90;
        QTest::newRow("over the weekend nothing moves") << monday.addDays(6) << 90;
        QTest::newRow("nine working days") << monday.addDays(12) << 99;
    }

    void chance()
    {
        QFETCH(QDate, promised);
        QFETCH(int, percent);
        const auto wave = read(test::waveWith("", ""));
        QCOMPARE(chanceInTime(*wave, u"east"_s, u"acme"_s, u"ground"_s, wave->shipDate, promised), std::optional<qint64>(percent));
        QVERIFY(!chanceInTime(*wave, u"east"_s, u"other"_s, u"ground"_s, wave->shipDate, promised));
    }
};

QTEST_GUILESS_MAIN(TestWaveFile)
#include "tst_wave_file.moc"
