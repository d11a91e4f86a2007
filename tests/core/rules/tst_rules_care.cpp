#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000};

using What = command::ChangeRule::What;

} // namespace

/// What a rule owes although it was paused, what it must not do, and what it takes back.
class RulesCareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void aHoldEnds()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order arrives, hold it for 2 hours"_s);
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::OnHold);
        shop.clock.pass(hour);
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::OnHold);
        shop.clock.pass(hour + minute);
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Open);
        QCOMPARE(shop.entriesOf(u"order.release"_s), 1);
    }

    void aPersonsHoldStays()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order arrives, hold it for 2 hours"_s);
        shop.place(u"1"_s, u"MUG-1");
        const OrderId order{channel(u"web"), u"1"_s};
        shop.clock.pass(hour);
        shop.must(command::ReleaseOrder{order});
        shop.clock.pass(minute);
        shop.must(command::HoldOrder{order});
        shop.clock.pass(5 * hour);
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::OnHold);
    }

    void aHoldEndsAlthoughItsRule_data()
    {
        QTest::addColumn<QString>("fate");
        QTest::newRow("was paused") << u"pause"_s;
        QTest::newRow("was rewritten") << u"rewrite"_s;
        QTest::newRow("was removed") << u"remove"_s;
        QTest::newRow("met a restart") << u"restart"_s;
    }
    void aHoldEndsAlthoughItsRule()
    {
        QFETCH(QString, fate);
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        Time left{};
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            const qint64 rule = shop.arm(u"When an order arrives, hold it for 2 hours"_s);
            shop.place(u"1"_s, u"MUG-1");
            if (fate == u"pause")
                shop.must(command::ChangeRule{rule, What::Disarm});
            else if (fate == u"remove")
                shop.must(command::ChangeRule{rule, What::Remove});
            else if (fate == u"rewrite")
                shop.must(command::WriteRule{rule, {}, u"When an order arrives, tag it new"_s, {}});
            shop.clock.pass(hour);
            left = shop.clock.now();
            if (fate != u"restart") {
                shop.clock.pass(hour + minute);
                QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Open);
                return;
            }
        }
        Shop again(*source, false);
        again.clock.pass(left - again.clock.now());
        QCOMPARE(again.order(u"1").row.state, OrderRow::State::OnHold);
        again.clock.pass(hour + minute);
        QCOMPARE(again.order(u"1").row.state, OrderRow::State::Open);
    }

    void whatWaitsEndsWithItsRule()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order arrives, tag it new, then wait 2 hours and tag it checked"_s);
        shop.place(u"1"_s, u"MUG-1");
        shop.must(command::ChangeRule{rule, What::Disarm});
        shop.clock.pass(3 * hour);
        QCOMPARE(shop.tags(u"1"), QStringList{u"new"_s});
        const RuleRun run = shop.runs(rule).first();
        QCOMPARE(run.state, RuleRun::State::Failed);
        QVERIFY2(run.deeds.last().words.contains(u"paused"_s), qPrintable(run.deeds.last().words));
    }

    void buyersDataStaysSealed()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order arrives, tag it nameless if the customer's email is missing, otherwise tag it known"_s);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        placed.buyer.email = u"wilhelmina@example.com"_s;
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.clock.settle();
        QCOMPARE(shop.tags(u"1"), QStringList{u"known"_s});
        const QJsonObject values = shop.runs(rule).first().values;
        QCOMPARE(values[u"customer.email"_s].toString(), u"sealed"_s);
    }

    void theScopeOfAValueIsNamed()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When the stock of SKU MUG-1 at main drops below 10, notify me if its stock at east is less than 3"_s);
        shop.setStock(u"MUG-1", 4);
        const QJsonObject values = shop.runs(rule).first().values;
        QCOMPARE(values[u"stock.available @ main"_s].toDouble(), 4.0);
        QCOMPARE(values[u"stock.available @ east"_s].toDouble(), 0.0);
    }

    void whatIsBornSoMustLast()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order has been unpaid for 2 hours, tag it late"_s);
        ChannelOrder placed = orderOf(u"1"_s, {{u"1"_s, u"MUG-1", 1}});
        placed.state = ChannelOrder::State::AwaitingPayment;
        shop.must(command::RecordOrder{placed, {}, {}});
        shop.clock.pass(hour);
        QCOMPARE(shop.runCount(rule), 0);
        shop.clock.pass(hour + minute);
        QCOMPARE(shop.runCount(rule), 1);
        QCOMPARE(shop.tags(u"1"), QStringList{u"late"_s});
    }

    void ownMarksAreNoEdits()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order is updated, flag it"_s);
        shop.place(u"1"_s, u"MUG-1");
        shop.must(command::MarkOrder{{channel(u"web"), u"1"_s}, command::MarkOrder::What::Note, u"call first"_s});
        shop.clock.pass(minute);
        QCOMPARE(shop.runCount(rule), 1);
        QVERIFY(shop.ask(query::Notices{}).isEmpty()); // no alarm of a circle
    }

    void aShadowStopsNobody()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.arm(u"When an order arrives, tag it later"_s, 1);
        const qint64 shadow = shop.write(u"When an order arrives, tag it first and stop processing more rules"_s, 9);
        shop.must(command::ChangeRule{shadow, What::Shadow});
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.tags(u"1"), QStringList{u"later"_s});
        QCOMPARE(shop.runCount(shadow), 1);
    }

    void overruledIsNoFailure()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 weak = shop.arm(u"When an order arrives, give it low priority"_s, 1);
        shop.arm(u"When an order arrives, mark it as urgent"_s, 9);
        shop.place(u"1"_s, u"MUG-1");
        const RuleRun run = shop.runs(weak).first();
        QCOMPARE(run.state, RuleRun::State::Done);
        QVERIFY(run.deeds.first().isOverruled);
    }

    void abroadIsWhereNoNodeIs_data()
    {
        QTest::addColumn<QString>("node");
        QTest::addColumn<QStringList>("tags");
        QTest::newRow("at home") << u"NL"_s << QStringList{u"inland"_s};
        QTest::newRow("abroad") << u"DE"_s << QStringList{u"export"_s};
        QTest::newRow("not known") << QString() << QStringList{u"inland"_s}; // a condition on what is not known is not met
    }
    void abroadIsWhereNoNodeIs()
    {
        QFETCH(QString, node);
        QFETCH(QStringList, tags);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        NodeDetails details;
        details.country = node;
        shop.must(command::DefineNode{tests::node(u"main"), u"warehouse"_s, {}, details});
        shop.arm(u"When an order arrives, tag it export if it is international, otherwise tag it inland"_s);
        shop.place(u"1"_s, u"MUG-1", 1, 0, u"NL"_s);
        QCOMPARE(shop.tags(u"1"), tags);
    }

    /// A bound set when the rule is armed: one thing more, and all of it is taken back.
    void theBreakerTakesBack()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        const qint64 rule = shop.write(u"When an order arrives, tag it seen, hold it and mark it as urgent"_s);
        shop.must(command::ChangeRule{rule, What::Arm, 2});
        for (int i = 1; i <= 2; ++i)
            shop.place(QString::number(i), u"MUG-1", 1, i);
        QCOMPARE(shop.order(u"2").row.state, OrderRow::State::OnHold);
        shop.place(u"3"_s, u"MUG-1", 1, 3);
        shop.clock.pass(minute);
        QCOMPARE(shop.ask(query::Rules{}).first().state, RuleRow::State::Paused);
        for (const auto &number : {u"1"_s, u"2"_s, u"3"_s}) {
            QCOMPARE(shop.tags(number), QStringList());
            QCOMPARE(shop.order(number).row.state, OrderRow::State::Open);
            QCOMPARE(shop.order(number).priority, QString());
        }
        const auto undo = shop.trail(u"rule.undo"_s);
        QCOMPARE(undo.size(), 1);
        const auto released = shop.trail(u"order.release"_s);
        QCOMPARE(released.size(), 2);
        QCOMPARE(released.first().cause, undo.first().number);
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QVERIFY2(notices.first().text.contains(u"6 of its deeds"_s), qPrintable(notices.first().text));
        QVERIFY(shop.balances());
    }

    /// Orders that come in together: what was begun when the breaker fell is waited for, and taken back, too.
    void theBreakerTakesBackAFlood()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        const qint64 rule = shop.write(u"When an order arrives, tag it seen"_s);
        shop.must(command::ChangeRule{rule, What::Arm, 2});
        QList<Command> orders;
        for (int i = 1; i <= 4; ++i)
            orders.append(command::RecordOrder{orderOf(QString::number(i), {{u"1"_s, u"MUG-1", 1}}, i), {}, {}});
        for (const auto &recorded : shop.performTogether(orders))
            QVERIFY(recorded);
        shop.clock.pass(minute);
        QCOMPARE(shop.ask(query::Rules{}).first().state, RuleRow::State::Paused);
        QCOMPARE(shop.entriesOf(u"order.tag"_s), 2);
        for (const auto &number : {u"1"_s, u"2"_s, u"3"_s, u"4"_s})
            QCOMPARE(shop.tags(number), QStringList());
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QVERIFY2(notices.first().text.contains(u"2 of its deeds"_s), qPrintable(notices.first().text));
    }

    void undoLeavesWhatOthersChanged()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 50);
        const qint64 rule = shop.arm(u"When an order arrives, mark it as urgent and message me \"look\""_s);
        shop.place(u"1"_s, u"MUG-1");
        shop.place(u"2"_s, u"MUG-1", 1, 2);
        shop.must(command::MarkOrder{{channel(u"web"), u"2"_s}, command::MarkOrder::What::Priority, u"low"_s});
        shop.must(command::ChangeRule{rule, What::Undo});
        shop.clock.pass(minute);
        QCOMPARE(shop.order(u"1").priority, QString());
        QCOMPARE(shop.order(u"2").priority, u"low"_s);
        QVERIFY(shop.ask(query::Notices{}).first().text.contains(u"changed it since"_s));
    }

    void whatIsOldIsForgotten()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 rule = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 50);
            rule = shop.arm(u"When an order arrives, notify me"_s);
            shop.place(u"1"_s, u"MUG-1");
            shop.place(u"2"_s, u"MUG-1", 1, 2);
            QCOMPARE(shop.runCount(rule), 2);
            const qint64 notice = shop.ask(query::Notices{}).last().notice;
            shop.must(command::SettleNotice{notice, command::SettleNotice::What::Done, {}});
            const qint64 old = toMs(shop.clock.now()) - 91LL * 86'400'000;
            QVERIFY(shop.database->execute(u"UPDATE rule_run SET at = ? WHERE subject = 'order web/1'"_s, {old}));
            QVERIFY(shop.database->execute(u"UPDATE notice SET at = ?"_s, {old}));
        }
        Shop again(*source, false);
        QCOMPARE(again.runCount(rule), 1);
        QCOMPARE(again.ask(query::Notices{}).size(), 1); // the one that nobody has settled
    }

    void aRemovedRuleRemembersNothing()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 5);
        const qint64 rule = shop.arm(u"When the stock of SKU MUG-1 drops below 10, notify me"_s);
        shop.must(command::ChangeRule{rule, What::Remove});
        shop.clock.settle();
        for (const auto &table : {u"rule_edge"_s, u"rule_timer"_s, u"rule_sample"_s}) {
            const auto left = shop.database->first(u"SELECT COUNT(*) FROM "_s + table, {}, [](const store::Row &row) { return row.number(0); });
            QCOMPARE(left->value_or(-1), 0);
        }
    }

    /// Two consoles on one database: what one writes, the other's rules know when it writes next.
    void consolesShareTheirRules()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        if (source->kind != store::Source::Kind::Postgresql)
            QSKIP("one console holds an SQLite file");
        Shop here(*source);
        here.define(u"MUG-1", 20);
        Shop there(*source, false);
        const qint64 rule = there.arm(u"When the stock of SKU MUG-1 drops below 10, notify me"_s);
        here.setStock(u"MUG-1", 5); // armed elsewhere, crossed here
        QCOMPARE(there.runCount(rule), 1);
        there.setStock(u"MUG-1", 3); // crossed already, elsewhere
        QCOMPARE(there.runCount(rule), 1);
        there.setStock(u"MUG-1", 30);
        here.setStock(u"MUG-1", 4); // back elsewhere, crossed again here
        QCOMPARE(there.runCount(rule), 2);
        there.must(command::ChangeRule{rule, What::Disarm});
        here.setStock(u"MUG-1", 30);
        here.setStock(u"MUG-1", 2); // paused elsewhere
        QCOMPARE(there.runCount(rule), 2);
    }

    /// What waits goes on at the console that owns the clock, whichever began it.
    void oneConsoleOwnsTheClock()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        if (source->kind != store::Source::Kind::Postgresql)
            QSKIP("one console holds an SQLite file");
        Shop owner(*source);
        owner.define(u"MUG-1", 20);
        const qint64 rule = owner.arm(u"When an order arrives, tag it new, then wait 2 hours and tag it checked"_s);
        Shop other(*source, false);
        other.core->setOwnsClock(false);
        other.place(u"1"_s, u"MUG-1");
        other.clock.pass(std::chrono::hours(3));
        QCOMPARE(owner.tags(u"1"), QStringList{u"new"_s});
        owner.core->hear(u"other\ne1"_s); // there are entries, whichever
        owner.clock.pass(std::chrono::hours(3));
        QCOMPARE(owner.tags(u"1"), (QStringList{u"new"_s, u"checked"_s}));
        QCOMPARE(owner.runCount(rule), 1);
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesCareTest)
#include "tst_rules_care.moc"
