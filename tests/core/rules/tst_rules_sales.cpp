#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000}, step{15 * minute};

/// An order of so many units now; 0: none.
void sell(Shop &shop, const QString &number, Quantity units)
{
    if (units == 0)
        return;
    ChannelOrder placed = orderOf(number, {{u"1"_s, u"MUG-1", units}});
    placed.createdAt = placed.revision = shop.clock.now();
    shop.must(command::RecordOrder{placed, {}, {}});
}

} // namespace

/// Rules about what sold in a stretch of time. Units cost 10 EUR each.
class RulesSalesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void stretches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("units"); // of one order each quarter of an hour
        QTest::addColumn<int>("runs");
        const auto row = [](const char *name, const QString &text, const QList<int> &units, int runs) { QTest::newRow(name) << text << units << runs; };
        const QString many = u"When more than 20 units of a product sell in one hour, notify me"_s, fall = u"When sales of SKU MUG-1 fall by 30% compared to the previous hour, notify me"_s;
        row("more units, twice", many, {4, 4, 4, 4, 15, 4, 4, 4, 4, 4, 15, 4}, 2);
        row("never more units", many, {4, 4, 4, 8, 4, 4, 4, 8}, 0);
        row("sales fall", fall, {4, 4, 4, 4, 4, 4, 4, 4, 1, 1, 1, 1}, 1);
        row("sales stay", fall, {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}, 0);
        row("revenue rises", u"When revenue rises by 50% compared to the previous hour, notify me"_s, {2, 2, 2, 2, 2, 2, 2, 2, 10, 10, 10, 10}, 1);
        row("fewer orders", u"When web gets fewer than 3 orders in an hour, notify me"_s, {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0}, 1);
        row("as many orders", u"When web gets fewer than 3 orders in an hour, notify me"_s, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0);
        row("revenue over a bound", u"When revenue goes above €100 in an hour, notify me"_s, {2, 2, 2, 2, 5}, 1);
        row("revenue in another currency", u"When revenue goes above £100 in an hour, notify me"_s, {2, 2, 2, 2, 50}, 0);
        row("revenue elsewhere", u"When shop revenue goes above €100 in an hour, notify me"_s, {2, 2, 2, 2, 50}, 0);
        row("of a product that is filtered", u"When more than 20 units of SKU CUP-1 sell in one hour, notify me"_s, {4, 4, 4, 4, 30}, 0);
    }
    void stretches()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, units);
        QFETCH(int, runs);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 500);
        shop.define(u"CUP-1", 500);
        shop.clock.pass(minute);
        const Time since = shop.clock.now();
        const qint64 rule = shop.arm(text);
        for (int i = 0; i < units.size(); ++i) {
            sell(shop, QString::number(i), units[i]);
            shop.clock.pass(step);
        }
        QCOMPARE(shop.runCount(rule), runs);
        QCOMPARE(shop.ask(query::RehearseRule{.rule = 0, .text = text, .since = since, .until = {}}).runs, runs);
    }

    void whatIsCancelledDoesNotCount()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 500);
        const qint64 rule = shop.arm(u"When more than 20 units of a product sell in one hour, notify me"_s);
        sell(shop, u"1"_s, 15);
        shop.must(command::CancelOrder{{channel(u"web"), u"1"_s}, {}});
        sell(shop, u"2"_s, 15);
        shop.clock.pass(step);
        QCOMPARE(shop.runCount(rule), 0);
        sell(shop, u"3"_s, 15);
        shop.clock.pass(step);
        QCOMPARE(shop.runCount(rule), 1);
        QCOMPARE(shop.runs(rule).first().subject, u"sku MUG-1"_s);
    }

    void fewerThanSoMany()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 500);
        const qint64 rule = shop.arm(u"When fewer than 3 orders are cancelled within 1 hour, notify me"_s);
        for (int i = 0; i < 4; ++i) {
            sell(shop, QString::number(i), 1);
            shop.must(command::CancelOrder{{channel(u"web"), QString::number(i)}, {}});
            shop.clock.pass(step);
        }
        QCOMPARE(shop.runCount(rule), 0); // four of them, one just fell out
        shop.clock.pass(5 * minute);
        QCOMPARE(shop.runCount(rule), 0);
        shop.clock.pass(step);
        QCOMPARE(shop.runCount(rule), 1); // the second did
        shop.clock.pass(4 * step);
        QCOMPARE(shop.runCount(rule), 1);
    }

    void aLookSurvivesARestart()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        Time left{};
        qint64 rule = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 500);
            rule = shop.arm(u"When more than 20 units of a product sell in one hour, notify me"_s);
            shop.clock.pass(hour);
            sell(shop, u"1"_s, 30); // ends before it was looked at
            left = shop.clock.now();
        }
        Shop again(*source, false);
        again.clock.pass(left - again.clock.now() + 2 * minute);
        QCOMPARE(again.runCount(rule), 1);
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesSalesTest)
#include "tst_rules_sales.moc"
