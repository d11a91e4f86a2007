#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000}, day{86'400'000};

} // namespace

class RulesEngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void anOrderIsTagged()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10);
        const qint64 rule = shop.arm(u"When an order arrives, tag it export and hold it if it ships to Germany, otherwise tag it inland"_s);
        shop.place(u"1"_s, u"MUG-1", 1, 0, u"DE"_s);
        shop.place(u"2"_s, u"MUG-1", 1, 1, u"NL"_s);
        QCOMPARE(shop.tags(u"1"), QStringList{u"export"_s});
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::OnHold);
        QCOMPARE(shop.tags(u"2"), QStringList{u"inland"_s});
        const QList<RuleRun> runs = shop.runs(rule);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(runs[1].branch, 0);
        QCOMPARE(runs[0].branch, 1);
        QCOMPARE(runs[1].state, RuleRun::State::Done);
        QCOMPARE(runs[1].deeds.size(), 2);
        // The trail says who did it and why.
        const auto chain = shop.ask(query::CauseChain{runs[1].deeds[0].entry});
        const auto tagged = std::find_if(chain.begin(), chain.end(), [](const Entry &entry) { return entry.what == u"order.tag"; });
        QVERIFY(tagged != chain.end());
        QCOMPARE(tagged->actor.kind, Actor::Kind::Rule);
        QCOMPARE(tagged->cause, runs[1].cause);
        QVERIFY(shop.balances());
    }

    void aCrossingFiresOnce()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.list(u"web", u"MUG-1");
        shop.list(u"shop", u"MUG-1");
        const qint64 low = shop.arm(u"When the stock of SKU MUG-1 drops below 10, pause its listing on shop"_s);
        const qint64 back = shop.arm(u"When the stock of SKU MUG-1 rises above 15, resume its listing on shop"_s);
        shop.setStock(u"MUG-1", 12);
        QCOMPARE(shop.runCount(low), 0);
        shop.setStock(u"MUG-1", 9);
        QCOMPARE(shop.runCount(low), 1);
        QVERIFY(shop.isStopped(u"shop", u"MUG-1"));
        QVERIFY(!shop.isStopped(u"web", u"MUG-1"));
        shop.setStock(u"MUG-1", 3); // still below: nothing new
        QCOMPARE(shop.runCount(low), 1);
        shop.setStock(u"MUG-1", 16);
        QCOMPARE(shop.runCount(back), 1);
        QVERIFY(!shop.isStopped(u"shop", u"MUG-1"));
        shop.setStock(u"MUG-1", 2);
        QCOMPARE(shop.runCount(low), 2);
    }

    void ordersAreRouted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Quantity>("atEast");
        QTest::addColumn<QString>("node"); // that holds the units; empty: the rule failed, they stay
        QTest::newRow("to a node") << u"When an order arrives, route it to east"_s << Quantity(5) << u"east"_s;
        QTest::newRow("to a node that has none") << u"When an order arrives, route it to east"_s << Quantity(1) << QString();
        QTest::newRow("to the most stock") << u"When an order arrives, route it to the warehouse with the most stock"_s << Quantity(50) << u"east"_s;
        QTest::newRow("the most stock is here") << u"When an order arrives, route it to the warehouse with the most stock"_s << Quantity(5) << u"main"_s;
    }
    void ordersAreRouted()
    {
        QFETCH(QString, text);
        QFETCH(Quantity, atEast);
        QFETCH(QString, node);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 10, atEast);
        const qint64 rule = shop.arm(text);
        shop.place(u"1"_s, u"MUG-1", 3);
        const OrderDetail order = shop.order(u"1");
        QCOMPARE(order.lines[0].reservations.size(), 1);
        QCOMPARE(order.lines[0].reservations[0].node.text(), node.isEmpty() ? u"main"_s : node);
        QCOMPARE(order.lines[0].reservations[0].reserved, 3);
        QCOMPARE(shop.runs(rule).first().state, node.isEmpty() ? RuleRun::State::Failed : RuleRun::State::Done);
        if (!node.isEmpty()) {
            QCOMPARE(order.parcels.size(), 1);
            QVERIFY(order.parcels[0].plan.isPinned);
            QVERIFY(!order.parcels[0].plan.why.isEmpty());
        }
        QVERIFY(shop.balances());
    }

    void theMostStock_data()
    {
        QTest::addColumn<std::function<void(Shop &)>>("prepare");
        const auto row = [](const char *name, const std::function<void(Shop &)> &prepare) { QTest::newRow(name) << prepare; };
        row("whole kits count, not their parts", [](Shop &shop) {
            shop.define(u"CUP-1", 50, 5);
            shop.define(u"LID-1", 5, 6);
            shop.kit(u"MUG-1", {{sku(u"CUP-1"), 1}, {sku(u"LID-1"), 2}});
        });
        row("the channel does not sell from elsewhere", [](Shop &shop) {
            ChannelDetails web;
            web.name = channel(u"web");
            web.kind = u"woocommerce"_s;
            web.url = u"http://localhost"_s;
            web.pool = {node(u"east")};
            shop.must(command::ChangeChannel{web.name, command::ChangeChannel::What::Remove});
            shop.must(command::AddChannel{web});
            shop.define(u"MUG-1", 50, 5);
        });
    }
    void theMostStock()
    {
        QFETCH(std::function<void(Shop &)>, prepare);
        CROSSDOCK_SHOP(shop);
        prepare(shop);
        const qint64 rule = shop.arm(u"When an order arrives, route it to the warehouse with the most stock"_s);
        shop.place(u"1"_s, u"MUG-1", 2);
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        QCOMPARE(shop.order(u"1").parcels.first().plan.node, node(u"east"));
        QVERIFY(shop.balances());
    }

    /// What sold is what orders hold now: a corrected order counts once, a kit as its parts.
    void howLongTheStockLasts()
    {
        CROSSDOCK_SHOP(shop);
        shop.clock.pass(Milliseconds{60'000});
        shop.define(u"MUG-1", 100);
        shop.kit(u"SET-1", {{sku(u"MUG-1"), 4}});
        const qint64 rule = shop.arm(u"When the days of cover of SKU MUG-1 drop below 200 days, notify me"_s);
        for (const Quantity units : {9, 10, 8}) { // at last 92 units, 8 sold: 345 days
            ChannelOrder order = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", units}}, int(units == 8 ? 30 : units));
            shop.must(command::RecordOrder{order, {}, {}});
            shop.clock.settle();
        }
        QCOMPARE(shop.runCount(rule), 0);
        shop.place(u"2"_s, u"SET-1", 1); // 88 units, 12 sold: 220 days
        QCOMPARE(shop.runCount(rule), 0);
        shop.place(u"3"_s, u"SET-1", 1); // 84 units, 16 sold: 157 days
        QCOMPARE(shop.runCount(rule), 1);
        QVERIFY(shop.balances());
    }

    void whatIsSoAlreadyArms()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 4);
        const qint64 rule = shop.arm(u"When the stock of any product drops below 10, notify me"_s);
        shop.setStock(u"MUG-1", 3); // was below when the rule was armed
        QCOMPARE(shop.runCount(rule), 0);
        shop.define(u"CUP-1", 5); // is born below
        shop.clock.settle();
        QCOMPARE(shop.runCount(rule), 0);
        shop.setStock(u"CUP-1", 30);
        shop.setStock(u"CUP-1", 8);
        QCOMPARE(shop.runCount(rule), 1);
        QCOMPARE(shop.ask(query::Notices{}).size(), 1);
    }

    void itMustStaySo()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When SKU MUG-1 has been out of stock for 2 hours, create a task for purchasing"_s);
        shop.setStock(u"MUG-1", 0);
        shop.clock.pass(hour);
        shop.setStock(u"MUG-1", 5); // not long enough
        shop.clock.pass(3 * hour);
        QCOMPARE(shop.runCount(rule), 0);
        shop.setStock(u"MUG-1", 0);
        shop.clock.pass(2 * hour + minute);
        QCOMPARE(shop.runCount(rule), 1);
        shop.clock.pass(5 * hour);
        QCOMPARE(shop.runCount(rule), 1);
    }

    /// Each of several channels has its own time.
    void itMustStaySoOnAChannel_data()
    {
        QTest::addColumn<QStringList>("told"); // an hour apart: what is free on web and on shop
        QTest::addColumn<int>("runs");
        QTest::newRow("on one") << QStringList{u"3 20"_s, u"3 20"_s, u"3 20"_s, u"3 20"_s} << 1;
        QTest::newRow("on the other it did not") << QStringList{u"3 20"_s, u"3 3"_s, u"3 20"_s, u"3 20"_s} << 1;
        QTest::newRow("on each after the other") << QStringList{u"3 20"_s, u"3 3"_s, u"3 3"_s, u"3 3"_s} << 2;
        QTest::newRow("on both together") << QStringList{u"3 3"_s, u"3 3"_s, u"3 3"_s} << 1;
        QTest::newRow("on neither") << QStringList{u"3 20"_s, u"20 3"_s, u"3 20"_s, u"20 20"_s} << 0;
    }
    void itMustStaySoOnAChannel()
    {
        QFETCH(QStringList, told);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        const QStringList names{u"web"_s, u"shop"_s};
        for (const QString &name : names)
            shop.list(name, u"MUG-1");
        const qint64 rule = shop.arm(u"When the stock of SKU MUG-1 has been below 5 on web or shop for 2 hours, create a task for purchasing"_s);
        for (const QString &both : told) {
            QList<Command> limits;
            for (int i = 0; i < 2; ++i)
                limits.append(command::LimitListings{sku(u"MUG-1"), channel(names[i]), Quantity(50 - both.section(u' ', i, i).toInt()), std::nullopt});
            shop.performTogether(limits);
            shop.clock.pass(hour + minute);
        }
        QTEST(static_cast<int>(shop.runCount(rule)), "runs");
    }

    /// Stores that were written before kept one time for all channels.
    void anOlderTimerRunsOn_data()
    {
        QTest::addColumn<int>("web");
        QTest::addColumn<int>("runs");
        QTest::newRow("still so") << 3 << 1;
        QTest::newRow("not so any more") << 20 << 0;
    }
    void anOlderTimerRunsOn()
    {
        QFETCH(int, web);
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        Time left{};
        qint64 rule = 0;
        const auto limit = [](Quantity free) { return command::LimitListings{sku(u"MUG-1"), channel(u"web"), 50 - free, std::nullopt}; };
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 50);
            for (const QStringView name : {u"web", u"shop"})
                shop.list(name, u"MUG-1");
            rule = shop.arm(u"When the stock of SKU MUG-1 has been below 5 on web or shop for 2 hours, create a task for purchasing"_s);
            shop.must(limit(3));
            QVERIFY(shop.database->execute(u"UPDATE rule_timer SET subject = 'sku MUG-1' WHERE kind = 'stays'"_s).value_or(0) == 1);
            left = shop.clock.now();
        }
        Shop again(*source, false);
        again.clock.pass(left - again.clock.now() + hour);
        if (web != 3)
            again.must(limit(web));
        again.clock.pass(hour + minute);
        QTEST(static_cast<int>(again.runCount(rule)), "runs");
    }

    /// It is told once, of the orders that nobody watched while they became late.
    void whatBecameLateMeanwhile_data()
    {
        QTest::addColumn<int>("dueAfter"); // hours
        QTest::addColumn<int>("runs");
        QTest::newRow("before the program ended") << 1 << 1;
        QTest::newRow("while it was off") << 4 << 1;
        QTest::newRow("not yet") << 9 << 0;
    }
    void whatBecameLateMeanwhile()
    {
        QFETCH(int, dueAfter);
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        Time left{};
        qint64 rule = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            rule = shop.arm(u"When an order is overdue, tag it late"_s);
            ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
            placed.shipBy = shop.clock.now() + dueAfter * hour;
            shop.must(command::RecordOrder{placed, {}, {}});
            shop.clock.pass(2 * hour);
            left = shop.clock.now();
        }
        Shop again(*source, false, left - SimClock().now() + 4 * hour);
        again.clock.pass(hour);
        QTEST(static_cast<int>(again.runCount(rule)), "runs");
    }

    void aWaitSurvivesARestart()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        Time left{};
        qint64 rule = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            rule = shop.arm(u"When an order arrives, tag it new, then wait 2 hours and tag it checked"_s);
            shop.place(u"1"_s, u"MUG-1");
            QCOMPARE(shop.tags(u"1"), QStringList{u"new"_s});
            shop.clock.pass(hour);
            left = shop.clock.now();
        }
        Shop again(*source, false);
        again.clock.pass(left - again.clock.now());
        QCOMPARE(again.tags(u"1"), QStringList{u"new"_s});
        again.clock.pass(hour + minute);
        QCOMPARE(again.tags(u"1"), (QStringList{u"new"_s, u"checked"_s}));
        QCOMPARE(again.runCount(rule), 1);
        QCOMPARE(again.runs(rule).first().state, RuleRun::State::Done);
        QCOMPARE(again.entriesOf(u"order.tag"_s), 2);
    }

    /// The program ends between the commit of an action and the note that it was done: it is not done twice.
    void anActionHappensOnce()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 rule = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            rule = shop.arm(u"When an order arrives, move 3 units from main to east"_s);
            rule = shop.ask(query::Rules{}).first().rule;
            shop.place(u"1"_s, u"MUG-1");
            QCOMPARE(shop.entriesOf(u"stock.transfer"_s), 1);
            // As if the end of the run had never been written.
            QVERIFY(shop.database->execute(u"UPDATE rule_run SET state = 'running', next_action = 0, deeds = "
                                           "'[{\"action\":\"stock.transfer\",\"done\":false,\"entry\":0,\"words\":\"\"}]'"_s));
        }
        Shop again(*source, false);
        again.clock.pass(minute);
        QCOMPARE(again.entriesOf(u"stock.transfer"_s), 1);
        QCOMPARE(again.runs(rule).first().state, RuleRun::State::Done);
        QVERIFY(again.balances());
    }

    /// What was remembered of a crossing is as old as the ledger.
    void edgesSurviveARestart()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 rule = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            rule = shop.arm(u"When the stock of SKU MUG-1 drops below 10, notify me"_s);
            shop.setStock(u"MUG-1", 5);
            QCOMPARE(shop.runCount(rule), 1);
        }
        Shop again(*source, false);
        again.setStock(u"MUG-1", 4);
        QCOMPARE(again.runCount(rule), 1);
        again.setStock(u"MUG-1", 40);
        again.setStock(u"MUG-1", 4);
        QCOMPARE(again.runCount(rule), 2);
    }

    void aShadowDoesNothing()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.write(u"When an order arrives, cancel it if it ships to Germany"_s);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Shadow});
        shop.place(u"1"_s, u"MUG-1", 1, 0, u"DE"_s);
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Open);
        QCOMPARE(shop.runCount(rule), 1);
        QVERIFY(shop.runs(rule).first().isShadow);
    }

    void aPausedRuleIsSilent()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order arrives, tag it new"_s);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Disarm});
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.runCount(rule), 0);
    }

    void aCircleIsStopped()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 one = shop.arm(u"When an order is tagged red, untag it red and tag it blue"_s);
        const qint64 two = shop.arm(u"When an order is tagged blue, untag it blue and tag it red"_s);
        shop.place(u"1"_s, u"MUG-1");
        shop.must(command::MarkOrder{{channel(u"web"), u"1"_s}, command::MarkOrder::What::Tag, u"red"_s});
        shop.clock.pass(minute);
        QCOMPARE(shop.runCount(one), 1);
        QCOMPARE(shop.runCount(two), 1);
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QVERIFY(notices.first().title.contains(u"circle"_s));
    }

    void onlyTheNewTagCounts()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order is tagged gift, mark it as urgent"_s);
        shop.place(u"1"_s, u"MUG-1");
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::MarkOrder{order, command::MarkOrder::What::Tag, u"Gift"_s});
        QCOMPARE(shop.runCount(rule), 1);
        shop.must(command::MarkOrder{order, command::MarkOrder::What::Tag, u"fragile"_s});
        QCOMPARE(shop.runCount(rule), 1);
    }

    void theFirstOfTwoDecides()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 weak = shop.arm(u"When an order arrives, give it low priority"_s, 1);
        const qint64 strong = shop.arm(u"When an order arrives, mark it as urgent"_s, 9);
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.order(u"1").priority, u"urgent"_s);
        QCOMPARE(shop.runs(strong).first().state, RuleRun::State::Done);
        QCOMPARE(shop.runs(weak).first().deeds.first().words, u"Rule %1 had it first: order web/1"_s.arg(strong));
    }

    void stopProcessing()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 later = shop.arm(u"When an order arrives, tag it later"_s, 1);
        shop.arm(u"When an order arrives, tag it first and stop processing more rules"_s, 9);
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.tags(u"1"), QStringList{u"first"_s});
        QCOMPARE(shop.runCount(later), 0);
    }

    void windowsAndLimits()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 100);
        const qint64 many = shop.arm(u"When more than 3 orders are cancelled within 24 hours, notify me"_s);
        for (int i = 0; i < 6; ++i) {
            shop.place(QString::number(i), u"MUG-1", 1, i);
            shop.must(command::CancelOrder{{channel(u"web"), QString::number(i)}, {}});
        }
        QCOMPARE(shop.runCount(many), 1); // the fourth; the others only make it more
        const qint64 limited = shop.arm(u"When an order arrives, tag it seen, at most twice a day"_s);
        for (int i = 10; i < 15; ++i)
            shop.place(QString::number(i), u"MUG-1", 1, i);
        QCOMPARE(shop.runCount(limited), 2);
        shop.clock.pass(day + minute);
        shop.place(u"20"_s, u"MUG-1", 1, 20);
        QCOMPARE(shop.runCount(limited), 3);
    }

    void aScheduleRunsAndCatchesUp()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 rule = 0;
        {
            Shop shop(*source);
            rule = shop.arm(u"Every day at 9 am, send me the stock report"_s);
            shop.clock.pass(day);
            QCOMPARE(shop.runCount(rule), 1);
            QCOMPARE(shop.ask(query::Notices{}).first().kind, u"report"_s);
        }
        Shop again(*source, false, 6 * day); // the program was off for five days
        QCOMPARE(again.runCount(rule), 2);
        QVERIFY(again.runs(rule).first().isCatchUp);
        again.clock.pass(day);
        QCOMPARE(again.runCount(rule), 3);
        QVERIFY(!again.runs(rule).first().isCatchUp);
    }

    /// A message that could not be sent waits for a person to have seen it.
    void aFailedMessageIsSeenOnce()
    {
        CROSSDOCK_SHOP(shop);
        using Settle = command::SettleNotice;
        const Entry posted = shop.must(command::PostNotice{u"message"_s, u"webhook"_s, u"ops"_s, u"Low"_s, u"MUG-1 is low"_s});
        const qint64 notice = shop.ask(query::Notices{.onlyUnsettled = true}).first().notice;
        QVERIFY(posted.number > 0);
        shop.must(Settle{notice, Settle::What::Failed, u"410 Gone"_s});
        const auto failed = shop.ask(query::Notices{.onlyUnsettled = true});
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().state, Notice::State::Failed);
        QVERIFY(!shop.perform(Settle{notice, Settle::What::Sent, {}}));
        shop.must(Settle{notice, Settle::What::Done, {}});
        QVERIFY(shop.ask(query::Notices{.onlyUnsettled = true}).isEmpty());
        QCOMPARE(shop.ask(query::Notices{}).first().words, u"410 Gone"_s);
        QVERIFY(!shop.perform(Settle{notice, Settle::What::Done, {}}));
    }

    void priceHasAFloor()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.list(u"shop", u"MUG-1");
        shop.must(command::SetPrice{sku(u"MUG-1"), channel(u"shop"), {1000, u"EUR"_s}});
        const qint64 rule = shop.arm(u"When the stock of SKU MUG-1 exceeds 50, cut its price on shop by 20% but never below €9"_s);
        shop.setStock(u"MUG-1", 60);
        QCOMPARE(shop.runCount(rule), 1);
        QCOMPARE(shop.offer(u"shop", u"MUG-1").price, (Money{900, u"EUR"_s}));
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesEngineTest)
#include "tst_rules_engine.moc"
