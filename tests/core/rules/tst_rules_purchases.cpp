#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

/// What rules hear and know of purchase orders, and what they order themselves.
class RulesPurchasesTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static constexpr auto orderMore = u"When the stock of any product drops below 5, order 50 units";

    static void supply(Shop &shop, QStringView code, Quantity there = 20)
    {
        shop.define(code, there);
        shop.must(command::DefineSku{sku(code), u"Blue mug"_s, u"4006381333931"_s, {}, {}, u"Acme"_s, {}, {}});
    }
    static void reach(Shop &shop)
    {
        shop.must(command::SetMailServer{u"127.0.0.1"_s, 2525, {}, u"shop@example.com"_s, false});
        shop.must(command::DefineContact{u"acme"_s, {u"acme"_s}, u"acme@example.com"_s, {}, {}});
        shop.must(command::DefineContact{u"purchasing"_s, {u"purchasing"_s}, {}, {}, {}});
    }
    static Entry buy(Shop &shop, const QList<command::WantedLine> &lines, std::optional<int> inDays = {})
    {
        command::CreatePurchase wanted{{}, u"Acme"_s, node(u"main"), lines};
        if (inDays)
            wanted.expectedOn = toDateTime(shop.clock.now()).date().addDays(*inDays);
        const Entry entry = shop.must(wanted);
        shop.clock.settle();
        return entry;
    }
    static void receive(Shop &shop, QStringView code, Quantity units, const QString &number)
    {
        shop.must(command::ReceiveStock{sku(code), node(u"main"), units, number});
        shop.clock.settle();
    }
    static QStringList numbers(Shop &shop)
    {
        QStringList all;
        for (const purchases::PurchaseOrder &one : shop.ask(query::Purchases{}))
            all.prepend(one.number);
        return all;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void anOrderIsOnRecordWithItsLetter()
    {
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        const qint64 rule = shop.arm(QString::fromUtf16(orderMore));
        shop.setStock(u"MUG-1", 3);
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
        const auto bought = shop.ask(query::Purchases{});
        QCOMPARE(bought.size(), 1);
        QCOMPARE(bought.first().number, u"PO-1"_s);
        QCOMPARE(bought.first().supplier, u"Acme"_s);
        QCOMPARE(bought.first().node, std::optional(node(u"main"))); // where it ran low
        QCOMPARE(bought.first().toCome(sku(u"MUG-1")), 50);
        const QList<Notice> told = shop.ask(query::Notices{});
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().recipient, u"acme"_s);
        QCOMPARE(told.first().title, u"Purchase order PO-1"_s);
        const Entry entry = shop.trail(u"purchase.create"_s).first();
        QCOMPARE(entry.actor.kind, Actor::Kind::Rule);
        QCOMPARE(told.first().entry, entry.number); // both, or none
        QCOMPARE(shop.available(u"MUG-1"), 3);
        QVERIFY(shop.balances());
    }

    /// It runs low again before the first delivery is there.
    void aSecondOneWaitsForTheFirst_data()
    {
        QTest::addColumn<int>("came"); // of the first 50
        QTest::addColumn<bool>("isCancelled");
        QTest::addColumn<QStringList>("orders");
        QTest::newRow("nothing came") << 0 << false << QStringList{u"PO-1"_s};
        QTest::newRow("a part of it came") << 30 << false << QStringList{u"PO-1"_s, u"PO-2"_s};
        QTest::newRow("all of it came") << 50 << false << QStringList{u"PO-1"_s, u"PO-2"_s};
        QTest::newRow("it was cancelled") << 0 << true << QStringList{u"PO-1"_s, u"PO-2"_s};
    }
    void aSecondOneWaitsForTheFirst()
    {
        QFETCH(int, came);
        QFETCH(bool, isCancelled);
        QFETCH(QStringList, orders);
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        const qint64 rule = shop.arm(QString::fromUtf16(orderMore));
        shop.setStock(u"MUG-1", 3);
        if (came > 0)
            receive(shop, u"MUG-1", came, u"PO-1"_s);
        if (isCancelled)
            shop.must(command::CancelPurchase{u"PO-1"_s});
        shop.setStock(u"MUG-1", 20);
        shop.setStock(u"MUG-1", 2);
        QCOMPARE(numbers(shop), orders);
        QCOMPARE(shop.ask(query::Notices{}).size(), orders.size());
        QCOMPARE(shop.runCount(rule), 2);
        const RuleRun last = shop.runs(rule).first();
        QCOMPARE(last.state, RuleRun::State::Done);
        QCOMPARE(last.deeds.first().words, orders.size() == 1 ? u"nothing was ordered: PO-1 brings as many already"_s : QString());
        QVERIFY(shop.balances());
    }

    void aRulesOrderIsTakenBack()
    {
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        const qint64 rule = shop.arm(QString::fromUtf16(orderMore));
        shop.setStock(u"MUG-1", 3);
        shop.must(command::ChangeRule{rule, command::ChangeRule::What::Undo});
        shop.clock.pass(std::chrono::minutes(1));
        QCOMPARE(shop.ask(query::Purchases{u"PO-1"_s}).first().state, purchases::PurchaseOrder::State::Cancelled);
        QStringList titles;
        for (const Notice &one : shop.ask(query::Notices{}))
            titles.append(one.title);
        QVERIFY2(titles.contains(u"Purchase order PO-1 is cancelled"_s), qPrintable(titles.join(u'\n')));
    }

    void events_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("steps");
        QTest::addColumn<int>("runs");
        const QString task = u", create a task for purchasing"_s;
        const auto row = [&](const char *name, const QString &when, const QStringList &steps, int runs) { QTest::newRow(name) << when + task << steps << runs; };
        row("is created", u"When a purchase order is created"_s, {u"buy"_s}, 1);
        row("is created, and then changed", u"When a purchase order is created"_s, {u"buy"_s, u"some"_s, u"rest"_s}, 1);
        row("is created, from him", u"When a purchase order from Acme is created"_s, {u"buy"_s}, 1);
        row("is updated", u"When a purchase order is updated"_s, {u"buy"_s, u"more"_s, u"some"_s}, 2);
        row("is received in part", u"When a purchase order is received"_s, {u"buy"_s, u"some"_s}, 0);
        row("is received", u"When a purchase order is received"_s, {u"buy"_s, u"some"_s, u"rest"_s}, 1);
        row("is cancelled", u"When a purchase order is cancelled"_s, {u"buy"_s, u"cancel"_s}, 1);
        row("is late", u"When a purchase order is overdue"_s, {u"late"_s, u"wait"_s}, 1);
        row("is late once", u"When a purchase order is overdue"_s, {u"late"_s, u"wait"_s, u"wait"_s}, 1);
        row("is late, but for no day", u"When a purchase order is overdue"_s, {u"buy"_s, u"wait"_s}, 0);
        row("was late, and came", u"When a purchase order is overdue"_s, {u"late"_s, u"some"_s, u"rest"_s, u"wait"_s}, 0);
        row("is late by hours", u"When a purchase order is 15 hours overdue"_s, {u"late"_s, u"wait"_s}, 0);
        row("is late by more hours", u"When a purchase order is 15 hours overdue"_s, {u"late"_s, u"wait an hour"_s}, 1);
        row("much is to come", u"When incoming stock of any product becomes more than 40"_s, {u"buy"_s}, 0);
        row("more is to come", u"When incoming stock of any product becomes more than 40"_s, {u"buy"_s, u"more"_s}, 1);
        row("the stock itself does not move", u"When the stock of any product rises above 30"_s, {u"buy"_s, u"more"_s}, 0);
        row("the stock comes", u"When the stock of any product rises above 30"_s, {u"buy"_s, u"some"_s, u"rest"_s}, 1);
    }
    void events()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, steps);
        QFETCH(int, runs);
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        const qint64 rule = shop.arm(text);
        for (const QString &step : std::as_const(steps)) {
            if (step == u"buy")
                buy(shop, {{sku(u"MUG-1"), 30}});
            else if (step == u"late") // for yesterday: since some fourteen hours
                buy(shop, {{sku(u"MUG-1"), 30}}, -1);
            else if (step == u"more")
                shop.must(command::ChangePurchase{u"PO-1"_s, {{sku(u"MUG-1"), 60}}});
            else if (step == u"some")
                receive(shop, u"MUG-1", 10, u"PO-1"_s);
            else if (step == u"rest")
                receive(shop, u"MUG-1", 20, u"PO-1"_s);
            else if (step == u"cancel")
                shop.must(command::CancelPurchase{u"PO-1"_s});
            else
                shop.clock.pass(step == u"wait" ? std::chrono::minutes(3) : std::chrono::minutes(60));
            shop.clock.settle();
        }
        QCOMPARE(shop.runCount(rule), runs);
        QVERIFY(shop.balances());
    }

    /// The day went by while the program was off.
    void whatIsLateIsToldOnceOverRestarts()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 rule = 0;
        {
            Shop shop(*source);
            supply(shop, u"MUG-1");
            reach(shop);
            rule = shop.arm(u"When a purchase order is overdue, create a task for purchasing"_s);
            buy(shop, {{sku(u"MUG-1"), 30}}, 0);
            shop.clock.pass(std::chrono::minutes(3));
            QCOMPARE(shop.runCount(rule), 0);
        }
        const Milliseconds day{86'400'000};
        for (const int days : {1, 2}) {
            Shop again(*source, false, days * day);
            again.clock.pass(std::chrono::minutes(3));
            QCOMPARE(again.runCount(rule), 1);
        }
    }

    void whatIsToComeCounts_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<bool>("holds");
        QTest::newRow("everywhere") << u"incoming stock is exactly 35"_s << true;
        QTest::newRow("at the place") << u"incoming stock at main is exactly 30"_s << true;
        QTest::newRow("elsewhere") << u"incoming stock at east is exactly 5"_s << true;
        QTest::newRow("at one place alone") << u"incoming stock at main is exactly 35"_s << false;
    }
    void whatIsToComeCounts()
    {
        QFETCH(QString, condition);
        QFETCH(bool, holds);
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        buy(shop, {{sku(u"MUG-1"), 30}});
        command::CreatePurchase other{{}, u"Acme"_s, node(u"east"), {{sku(u"MUG-1"), 5}}};
        shop.must(other);
        const qint64 rule = shop.arm(u"When the stock of any product drops below 20, if %1, create a task for purchasing"_s.arg(condition));
        shop.setStock(u"MUG-1", 19);
        QCOMPARE(shop.runCount(rule), holds ? 1 : 0);
        QCOMPARE(shop.available(u"MUG-1"), 19); // it is not there to sell
    }

    void eachOrderOfASchedule()
    {
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        buy(shop, {{sku(u"MUG-1"), 30}}, -1);
        buy(shop, {{sku(u"MUG-1"), 30}}, 5);
        buy(shop, {{sku(u"MUG-1"), 30}}, -2);
        shop.must(command::CancelPurchase{u"PO-3"_s});
        const qint64 rule = shop.arm(u"Every hour, email the supplier about open purchase orders overdue by more than 2 hours"_s);
        shop.clock.pass(std::chrono::minutes(61));
        QStringList subjects;
        for (const RuleRun &run : shop.runs(rule))
            subjects.append(run.subject);
        QCOMPARE(subjects, QStringList{u"purchase PO-1"_s});
        QCOMPARE(shop.ask(query::Notices{}).first().recipient, u"acme"_s);
    }

    /// If what came first leaves first: of 30 units the newest arrivals say how old the oldest is.
    void howLongUnitsLie_data()
    {
        QTest::addColumn<int>("left");
        QTest::addColumn<bool>("isOld"); // from the first arrival, two hours before the second
        QTest::newRow("all of both") << 30 << true;
        QTest::newRow("one of the first") << 11 << true;
        QTest::newRow("the second") << 10 << false;
        QTest::newRow("none") << 0 << false;
    }
    void howLongUnitsLie()
    {
        QFETCH(int, left);
        QFETCH(bool, isOld);
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1", 20);
        reach(shop);
        shop.clock.pass(std::chrono::hours(2));
        shop.must(command::ReceiveStock{sku(u"MUG-1"), node(u"main"), 10});
        shop.must(command::TransferStock{sku(u"MUG-1"), node(u"main"), node(u"east"), 5}); // grows no younger by that
        shop.must(command::AdjustStock{sku(u"MUG-1"), node(u"east"), -5});
        shop.must(command::CountStock{sku(u"MUG-1"), node(u"main"), left});
        const qint64 rule = shop.arm(u"Every 10 minutes, if the stock age of a product is more than 1 hour, tag it old"_s);
        shop.clock.pass(std::chrono::minutes(11));
        QCOMPARE(shop.runCount(rule) > 0, isOld);
    }

    /// History knows it too.
    void replays_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<int>("runs");
        QTest::newRow("is created") << u"When a purchase order is created"_s << 2;
        QTest::newRow("is overdue") << u"When a purchase order is overdue"_s << 1;
        QTest::newRow("is received") << u"When a purchase order is received"_s << 1;
        QTest::newRow("by hours") << u"When a purchase order is 15 hours overdue"_s << 1;
        QTest::newRow("much is to come") << u"When incoming stock of any product becomes more than 40"_s << 1;
    }
    void replays()
    {
        QFETCH(QString, when);
        QFETCH(int, runs);
        CROSSDOCK_SHOP(shop);
        supply(shop, u"MUG-1");
        reach(shop);
        const Time since = shop.clock.now();
        shop.clock.pass(std::chrono::seconds(1));
        buy(shop, {{sku(u"MUG-1"), 30}}, -1);
        buy(shop, {{sku(u"MUG-1"), 20}});
        receive(shop, u"MUG-1", 20, u"PO-2"_s);
        shop.clock.pass(std::chrono::minutes(60));
        const auto replayed = shop.ask(query::RehearseRule{.rule = 0, .text = when + u", create a task for purchasing"_s, .since = since, .until = shop.clock.now()});
        QCOMPARE(replayed.runs, runs);
    }
};

QTEST_GUILESS_MAIN(RulesPurchasesTest)
#include "tst_rules_purchases.moc"
