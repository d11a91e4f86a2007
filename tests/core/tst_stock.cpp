#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;

/// What hands do to stock, as tables: some commands, then what is on record.
class StockTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    struct Try {
        Command command;
        std::optional<Error::Code> refused = {};
    };
    using Tries = QList<Try>;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void books_data()
    {
        using namespace command;
        const Sku a = sku(u"A");
        const NodeId main = node(u"main"), east = node(u"east");
        QTest::addColumn<std::shared_ptr<Tries>>("tries");
        QTest::addColumn<QString>("atMain");
        QTest::addColumn<QString>("atEast");
        const auto row = [](const char *name, Tries tries, const QString &atMain, const QString &atEast = u"nothing"_s) {
            QTest::newRow(name) << std::make_shared<Tries>(std::move(tries)) << atMain << atEast;
        };
        const auto refused = Error::Code::InvalidInput;
        row("received", {{ReceiveStock{a, main, 5}}}, u"15/0/0/0/0"_s);
        row("received none", {{ReceiveStock{a, main, 0}, refused}}, u"10/0/0/0/0"_s);
        row("received less than none", {{ReceiveStock{a, main, -1}, refused}}, u"10/0/0/0/0"_s);
        row("received beyond all stock", {{ReceiveStock{a, main, maxQuantity + 1}, refused}}, u"10/0/0/0/0"_s);
        row("received to the brim", {{ReceiveStock{a, main, maxQuantity - 10}}, {ReceiveStock{a, main, 1}, refused}}, u"1000000000/0/0/0/0"_s);
        row("received at an unknown node", {{ReceiveStock{a, node(u"west"), 1}, Error::Code::NotFound}}, u"10/0/0/0/0"_s);
        row("received an unknown SKU", {{ReceiveStock{sku(u"B"), main, 1}, Error::Code::NotFound}}, u"10/0/0/0/0"_s);
        row("adjusted up", {{AdjustStock{a, main, 2}}}, u"12/0/0/0/0"_s);
        row("adjusted down", {{AdjustStock{a, main, -2}}}, u"8/0/0/0/0"_s);
        row("adjusted to nothing", {{AdjustStock{a, main, -10}}}, u"0/0/0/0/0"_s);
        row("adjusted below nothing", {{AdjustStock{a, main, -11}, Error::Code::OutOfStock}}, u"10/0/0/0/0"_s);
        row("adjusted by 0", {{AdjustStock{a, main, 0}, refused}}, u"10/0/0/0/0"_s);
        row("counted less", {{CountStock{a, main, 7}}}, u"7/0/0/0/0"_s);
        row("counted more", {{CountStock{a, main, 13}}}, u"13/0/0/0/0"_s);
        row("counted the same", {{CountStock{a, main, 10}}}, u"10/0/0/0/0"_s);
        row("counted none", {{CountStock{a, main, 0}}}, u"0/0/0/0/0"_s);
        row("counted less than none", {{CountStock{a, main, -1}, refused}}, u"10/0/0/0/0"_s);
        row("moved", {{TransferStock{a, main, east, 4}}}, u"6/0/0/0/0"_s, u"4/0/0/0/0"_s);
        row("moved too many", {{TransferStock{a, main, east, 11}, Error::Code::OutOfStock}}, u"10/0/0/0/0"_s);
        row("moved to itself", {{TransferStock{a, main, main, 1}, refused}}, u"10/0/0/0/0"_s);
        row("on its way", {{TransferStock{a, main, east, 4, true}}}, u"6/0/0/0/0"_s, u"0/0/0/4/0"_s);
        row("arrived in parts", {{TransferStock{a, main, east, 4, true}}, {ArriveStock{a, east, 3}}, {ArriveStock{a, east, 2}, Error::Code::OutOfStock}},
            u"6/0/0/0/0"_s, u"3/0/0/1/0"_s);
        row("arrived what never left", {{ArriveStock{a, main, 1}, Error::Code::OutOfStock}}, u"10/0/0/0/0"_s);
    }
    void books()
    {
        QFETCH(std::shared_ptr<Tries>, tries);
        QFETCH(QString, atMain);
        QFETCH(QString, atEast);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        for (const Try &one : *tries) {
            const int before = shop.entries();
            const auto done = shop.perform(one.command);
            QCOMPARE(done.has_value(), !one.refused);
            if (one.refused)
                QCOMPARE(done.error().code, *one.refused);
            QCOMPARE(shop.entries(), before + (one.refused ? 0 : 1));
        }
        QCOMPARE(shop.at(u"A"), atMain);
        QCOMPARE(shop.at(u"A", u"east"), atEast);
        QVERIFY(shop.balances());
    }

    void undoBooksTheOpposite_data()
    {
        using namespace command;
        const Sku a = sku(u"A");
        QTest::addColumn<std::shared_ptr<Command>>("done");
        const auto row = [](const char *name, Command done) { QTest::newRow(name) << std::make_shared<Command>(std::move(done)); };
        row("receive", ReceiveStock{a, node(u"main"), 5});
        row("adjust up", AdjustStock{a, node(u"main"), 5});
        row("adjust down", AdjustStock{a, node(u"main"), -5});
        row("count", CountStock{a, node(u"main"), 3});
        row("transfer", TransferStock{a, node(u"main"), node(u"east"), 4});
        row("transfer on its way", TransferStock{a, node(u"main"), node(u"east"), 4, true});
    }
    void undoBooksTheOpposite()
    {
        QFETCH(std::shared_ptr<Command>, done);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10, 1);
        const Entry entry = shop.must(*done);
        QVERIFY(shop.at(u"A") != u"10/0/0/0/0"_s);
        QVERIFY(shop.perform(command::Undo{entry.number}));
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"1/0/0/0/0"_s);
        const auto again = shop.perform(command::Undo{entry.number});
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::NotAllowed);
        QVERIFY(shop.balances());
    }

    void undoPutsBackOnTheWay_data()
    {
        using namespace command;
        const Sku a = sku(u"A");
        QTest::addColumn<std::shared_ptr<Command>>("done");
        QTest::addColumn<QString>("between");
        const auto row = [](const char *name, Command done, const QString &between) { QTest::newRow(name) << std::make_shared<Command>(std::move(done)) << between; };
        row("arrived", ArriveStock{a, node(u"main"), 3}, u"9/0/0/1/2"_s);
        row("released", ClearQuarantine{a, node(u"main"), 1, true}, u"7/0/0/4/1"_s);
        row("scrapped", ClearQuarantine{a, node(u"main"), 2, false}, u"6/0/0/4/0"_s);
    }
    void undoPutsBackOnTheWay()
    {
        QFETCH(std::shared_ptr<Command>, done);
        QFETCH(QString, between);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 8, 4);
        shop.must(command::TransferStock{sku(u"A"), node(u"east"), node(u"main"), 4, true});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 2, 2}}), {}, {}});
        shop.must(command::ReceiveReturn{{channel(u"web"), u"1"_s}, u"l"_s, node(u"main"), 2, true});
        QCOMPARE(shop.at(u"A"), u"6/0/0/4/2"_s);
        const Entry entry = shop.must(*done);
        QCOMPARE(shop.at(u"A"), between);
        shop.must(command::Undo{entry.number});
        QCOMPARE(shop.at(u"A"), u"6/0/0/4/2"_s);
        QVERIFY(shop.balances());
    }

    /// Units that went on to buyers are not taken from them.
    void undoLeavesWhatBuyersGot()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0, 4);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 7}}), {}, {}});
        const Entry received = shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 5});
        QCOMPARE(shop.at(u"A"), u"2/3/0/0/0"_s);
        QCOMPARE(shop.perform(command::Undo{received.number}).error().code, Error::Code::OutOfStock);
        QCOMPARE(shop.at(u"A"), u"2/3/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void undoRefusesWhatItCannot()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        QCOMPARE(shop.perform(command::Undo{9'999}).error().code, Error::Code::NotFound);
        QCOMPARE(shop.perform(command::Undo{1}).error().code, Error::Code::NotAllowed); // a node was defined
        const Entry received = shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 5});
        shop.must(command::AdjustStock{sku(u"A"), node(u"main"), -12});
        QCOMPARE(shop.perform(command::Undo{received.number}).error().code, Error::Code::OutOfStock);
        QCOMPARE(shop.at(u"A"), u"3/0/0/0/0"_s);
    }

    void undoGivesBackToBuyers()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 4}}), {}, {}});
        const Entry counted = shop.must(command::CountStock{sku(u"A"), node(u"main"), 2});
        QCOMPARE(shop.at(u"A"), u"0/2/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.shortUnits, 2);
        shop.must(command::Undo{counted.number});
        QCOMPARE(shop.at(u"A"), u"1/4/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.shortUnits, 0);
        QVERIFY(shop.ask(query::Incidents{true}).isEmpty());
        QVERIFY(shop.balances());
    }

    void kitShowsTheLeastOfItsComponents_data()
    {
        QTest::addColumn<int>("a");
        QTest::addColumn<int>("b");
        QTest::addColumn<int>("kits");
        QTest::newRow("both enough") << 10 << 10 << 5;
        QTest::newRow("the first is scarce") << 3 << 10 << 1;
        QTest::newRow("the second is scarce") << 10 << 2 << 2;
        QTest::newRow("one is missing") << 10 << 0 << 0;
        QTest::newRow("not enough for one") << 1 << 5 << 0;
    }
    void kitShowsTheLeastOfItsComponents()
    {
        QFETCH(int, a);
        QFETCH(int, b);
        QFETCH(int, kits);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", a);
        shop.define(u"B", b);
        shop.kit(u"KIT", {{sku(u"A"), 2}, {sku(u"B"), 1}});
        shop.list(u"web", u"KIT");
        QCOMPARE(shop.available(u"KIT"), kits);
        QCOMPARE(shop.offer(u"web", u"KIT").wanted, kits);
    }

    void kitRules()
    {
        using namespace command;
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5);
        shop.define(u"B", 5);
        shop.kit(u"KIT", {{sku(u"A"), 1}});
        const auto refusedWith = [&](const Command &command) {
            const auto done = shop.perform(command);
            return done ? std::optional<Error::Code>() : done.error().code;
        };
        QCOMPARE(refusedWith(ReceiveStock{sku(u"KIT"), node(u"main"), 1}), Error::Code::NotAllowed);
        QCOMPARE(refusedWith(DefineKit{sku(u"A"), {{sku(u"B"), 1}}}), Error::Code::NotAllowed); // has stock of its own
        shop.define(u"C", 0);
        QCOMPARE(refusedWith(DefineKit{sku(u"C"), {{sku(u"KIT"), 1}}}), Error::Code::NotAllowed); // of plain SKUs only
        QCOMPARE(refusedWith(DefineKit{sku(u"C"), {{sku(u"C"), 1}}}), Error::Code::NotAllowed);
        QCOMPARE(refusedWith(DefineKit{sku(u"C"), {{sku(u"A"), 0}}}), Error::Code::InvalidInput);
        QVERIFY(shop.row(u"C").isKit == false);
        shop.must(RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"KIT", 1}}), {}, {}});
        QCOMPARE(refusedWith(DefineKit{sku(u"KIT"), {{sku(u"B"), 1}}}), Error::Code::NotAllowed); // an order holds it
    }

    void kitIsHeldWholeOrNotAtAll()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.define(u"B", 1);
        shop.kit(u"KIT", {{sku(u"A"), 2}, {sku(u"B"), 1}});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"KIT", 3}}), {}, {}});
        QCOMPARE(shop.at(u"A"), u"8/2/0/0/0"_s);
        QCOMPARE(shop.at(u"B"), u"0/1/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.shortUnits, 2);
        shop.must(command::ReceiveStock{sku(u"B"), node(u"main"), 1});
        QCOMPARE(shop.at(u"A"), u"6/4/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.shortUnits, 1);
        QVERIFY(shop.balances());
        shop.must(command::CountStock{sku(u"B"), node(u"main"), 0});
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s); // what is left of a broken kit is free
        QCOMPARE(shop.order(u"1").row.shortUnits, 3);
        QVERIFY(shop.balances());
    }

    void sameComponentTwiceInOneOrder()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 4);
        shop.kit(u"KIT", {{sku(u"A"), 2}});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"1"_s, u"KIT", 1}, {u"2"_s, u"A", 1}, {u"3"_s, u"KIT", 1}}), {}, {}});
        QCOMPARE(shop.at(u"A"), u"1/3/0/0/0"_s); // the second kit finds one only
        QCOMPARE(shop.order(u"1").row.shortUnits, 1);
        QVERIFY(shop.balances());
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, {}});
        QCOMPARE(shop.at(u"A"), u"1/0/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void quarantineEndsEitherWay()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 3);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 3, 3}}), {}, {}});
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::ReceiveReturn{order, u"l"_s, node(u"east"), 3, true});
        QCOMPARE(shop.at(u"A", u"east"), u"0/0/0/0/3"_s);
        shop.must(command::ClearQuarantine{sku(u"A"), node(u"east"), 1, true});
        shop.must(command::ClearQuarantine{sku(u"A"), node(u"east"), 1, false});
        QCOMPARE(shop.at(u"A", u"east"), u"1/0/0/0/1"_s);
        QCOMPARE(shop.perform(command::ClearQuarantine{sku(u"A"), node(u"east"), 2, true}).error().code, Error::Code::OutOfStock);
        QVERIFY(shop.balances());
    }
};

QTEST_GUILESS_MAIN(StockTest)
#include "tst_stock.moc"
