#include "tests/core/rates/parcels.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::rates;
using namespace crossdock::test;
using namespace crossdock::tests;

namespace {

const QDate firstDay(2026, 1, 5);

} // namespace

/// What the store keeps of lists, charts and steps.
class TestKept : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }
    void keepsPricesByWeightAndSteps();
    void keepsChartsWithinTheirZones();

private:
    Stores m_stores;
};

/// How prices go on, and how weights are rounded, is as it was when it comes back.
void TestKept::keepsPricesByWeightAndSteps()
{
    CROSSDOCK_WORKSHOP(shop);
    using Growth = PriceList::Growth;
    PriceList list = poundList(u"ups"_s, u"ground"_s, firstDay, 5);
    list.cells.append({u"2"_s, pounds(u"20"_s), {}, WeightUnit::Pound, 50, {Growth::Kind::OnTop, pounds(u"1"_s), 0}});
    list.cells.append({u"2"_s, Weight::most(), pounds(u"20"_s), WeightUnit::Pound, 123, {Growth::Kind::ByWeight, pounds(u"1"_s), 18'500}});
    const WeightStep step{u"ups"_s, u"air"_s, {}, firstDay, WeightUnit::Pound, pounds(u"5"_s), WeightStep::Rounding::Nearest};
    for (int time = 0; time < 2; ++time) { // what is known already changes nothing
        shop.must(command::TakePrices{list});
        shop.must(command::TakeWeightStep{step});
        QCOMPARE(shop.ask(query::Rates{})->news(list), qint64(0));
        QCOMPARE(shop.ask(query::Rates{})->news(step), qint64(0));
    }
    const int entries = shop.entries();
    PriceList corrected = list;
    corrected.cells.last().growth.least = 19'000;
    QCOMPARE(shop.ask(query::Rates{})->news(corrected), qint64(1));
    shop.must(command::TakePrices{corrected});
    QCOMPARE(shop.entries(), entries + 1);
    WeightStep wider = step;
    wider.step = pounds(u"10"_s);
    QCOMPARE(shop.must(command::TakeWeightStep{wider}).body[u"step"_s].toString(), u"10 lb"_s);
    rates::Shipment asked = shipment(firstDay, pounds(u"7"_s));
    asked.zones = {{u"ups"_s, u"2"_s}};
    const Rated rated = shop.ask(query::Rates{})->quote(asked);
    QCOMPARE(rated.quotes.size(), 1);
    QCOMPARE(rated.quotes[0].total.amount, 2'005 + 2 * 50);
}

/// Files of one chart, each with zones enough for it, together would not fit into it.
void TestKept::keepsChartsWithinTheirZones()
{
    CROSSDOCK_WORKSHOP(shop);
    const auto chartOf = [](int first, int count) {
        ZoneChart chart{.carrier = u"ups"_s, .effectiveFrom = {}, .zones = {}};
        for (int i = first; i < first + count; ++i)
            chart.zones[u"100"_s][QString::number(i)] = u"Z%1"_s.arg(i);
        return chart;
    };
    shop.must(command::TakeZones{chartOf(200, 200)});
    shop.must(command::TakeZones{chartOf(400, 55)});
    const int entries = shop.entries();
    QVERIFY(!shop.perform(command::TakeZones{chartOf(500, 1)}));
    QCOMPARE(shop.entries(), entries);
    QCOMPARE(shop.ask(query::Rates{})->news(chartOf(200, 200)), qint64(0));
}

QTEST_GUILESS_MAIN(TestKept)

#include "tst_rates_kept.moc"
