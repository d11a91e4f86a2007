#include "tests/core/workshop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using State = OrderRow::State;

/// Orders as channels send them, and what the shop does with them.
class OrdersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static OrderId one() { return {channel(u"web"), u"1"_s}; }
    static command::RecordOrder news(const ChannelOrder &order) { return {order, {}, {}}; }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void channelsVersions_data()
    {
        QTest::addColumn<std::shared_ptr<QList<ChannelOrder>>>("versions");
        QTest::addColumn<QString>("stock"); // of A: 10 at main
        QTest::addColumn<State>("state");
        QTest::addColumn<Quantity>("units");
        const auto row = [](const char *name, QList<ChannelOrder> versions, const QString &stock, State state, Quantity units) {
            QTest::newRow(name) << std::make_shared<QList<ChannelOrder>>(std::move(versions)) << stock << state << units;
        };
        const auto version = [](int revision, QList<Part> parts, ChannelOrder::State state = ChannelOrder::State::Open) {
            ChannelOrder order = orderOf(u"1"_s, parts, 0);
            order.revision = second(revision);
            order.state = state;
            return order;
        };
        using In = ChannelOrder::State;
        const ChannelOrder three = version(0, {{u"l"_s, u"A", 3}});
        row("recorded", {three}, u"7/3/0/0/0"_s, State::Open, 3);
        row("recorded twice", {three, three}, u"7/3/0/0/0"_s, State::Open, 3);
        row("same contents, newer revision", {three, version(1, {{u"l"_s, u"A", 3}})}, u"7/3/0/0/0"_s, State::Open, 3);
        row("fewer later", {three, version(1, {{u"l"_s, u"A", 1}})}, u"9/1/0/0/0"_s, State::Open, 1);
        row("more later", {three, version(1, {{u"l"_s, u"A", 5}})}, u"5/5/0/0/0"_s, State::Open, 5);
        row("a line more", {three, version(1, {{u"l"_s, u"A", 3}, {u"m"_s, u"A", 2}})}, u"5/5/0/0/0"_s, State::Open, 5);
        row("a line gone", {version(0, {{u"l"_s, u"A", 3}, {u"m"_s, u"A", 2}}), version(1, {{u"m"_s, u"A", 2}})}, u"8/2/0/0/0"_s, State::Open, 2);
        row("older comes late", {version(5, {{u"l"_s, u"A", 1}}), version(2, {{u"l"_s, u"A", 3}})}, u"9/1/0/0/0"_s, State::Open, 1);
        const auto read = [&](int revision, Quantity units) {
            ChannelOrder order = version(revision, {{u"l"_s, u"A", units}});
            order.isAuthoritative = true;
            return order;
        };
        row("read after a version dated an hour ahead", {version(3'600, {{u"l"_s, u"A", 1}}), read(5, 3)}, u"9/1/0/0/0"_s, State::Open, 1);
        row("read after a version dated days ahead", {version(300'000, {{u"l"_s, u"A", 1}}), read(5, 3)}, u"7/3/0/0/0"_s, State::Open, 3);
        row("cancelled", {three, version(1, {{u"l"_s, u"A", 3}}, In::Cancelled)}, u"10/0/0/0/0"_s, State::Cancelled, 0);
        row("cancelled before it was known", {version(1, {{u"l"_s, u"A", 3}}, In::Cancelled), three}, u"10/0/0/0/0"_s, State::Cancelled, 0);
        row("cancelled, then opened again", {three, version(1, {{u"l"_s, u"A", 3}}, In::Cancelled), version(2, {{u"l"_s, u"A", 3}})}, u"7/3/0/0/0"_s, State::Open, 3);
        row("not paid", {version(0, {{u"l"_s, u"A", 3}}, In::AwaitingPayment)}, u"10/0/0/0/0"_s, State::AwaitingPayment, 3);
        row("not paid, then paid", {version(0, {{u"l"_s, u"A", 3}}, In::AwaitingPayment), version(1, {{u"l"_s, u"A", 3}})}, u"7/3/0/0/0"_s, State::Open, 3);
        row("not paid, then cancelled", {version(0, {{u"l"_s, u"A", 3}}, In::AwaitingPayment), version(1, {{u"l"_s, u"A", 3}}, In::Cancelled)},
            u"10/0/0/0/0"_s, State::Cancelled, 0);
        row("shipped in part", {three, version(1, {{u"l"_s, u"A", 3, 2}})}, u"7/1/0/0/0"_s, State::Open, 3);
        row("shipped whole", {three, version(1, {{u"l"_s, u"A", 3, 3}}, In::Shipped)}, u"7/0/0/0/0"_s, State::Shipped, 3);
        row("shipped before it was known", {version(1, {{u"l"_s, u"A", 3, 3}}, In::Shipped)}, u"7/0/0/0/0"_s, State::Shipped, 3);
        row("refunded after it left", {three, version(1, {{u"l"_s, u"A", 3, 3}}, In::Shipped), version(2, {{u"l"_s, u"A", 0, 0}}, In::Cancelled)},
            u"7/0/0/0/0"_s, State::Shipped, 3);
        row("more than there is", {version(0, {{u"l"_s, u"A", 12}})}, u"0/10/0/0/0"_s, State::Open, 12);
        row("more than there is, then fewer", {version(0, {{u"l"_s, u"A", 12}}), version(1, {{u"l"_s, u"A", 9}})}, u"1/9/0/0/0"_s, State::Open, 9);
        row("ghosts shipped", {version(0, {{u"l"_s, u"A", 12}}), version(1, {{u"l"_s, u"A", 12, 12}}, In::Shipped)}, u"0/0/0/0/0"_s, State::Shipped, 12);
    }
    void channelsVersions()
    {
        QFETCH(std::shared_ptr<QList<ChannelOrder>>, versions);
        QFETCH(QString, stock);
        QFETCH(State, state);
        QFETCH(Quantity, units);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.list(u"web", u"A");
        for (const ChannelOrder &version : *versions) {
            const auto done = shop.perform(news(version));
            QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
            QVERIFY(shop.balances());
        }
        QCOMPARE(shop.at(u"A"), stock);
        QCOMPARE(shop.order(u"1").row.state, state);
        QCOMPARE(shop.order(u"1").row.units, units);
        QCOMPARE(shop.ask(query::Books{}).orders, 1);
        QVERIFY(shop.ask(query::Verify{}).isWhole);
    }

    void twiceIsOneEntry()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        const auto first = shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        const int before = shop.entries();
        const auto again = shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        QCOMPARE(again.number, first.number);
        QCOMPARE(shop.entries(), before);
        QCOMPARE(shop.ask(query::Books{}).duplicatesDropped, 1);
    }

    void otherContentsOfTheSameTime()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        ChannelOrder other = orderOf(u"1"_s, {{u"l"_s, u"A", 4}});
        QCOMPARE(shop.perform(news(other)).error().code, Error::Code::KeyReused);
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        other.isAuthoritative = true; // read from the channel: it says what holds
        QVERIFY(shop.perform(news(other)));
        QCOMPARE(shop.at(u"A"), u"6/4/0/0/0"_s);
    }

    void addresses_data()
    {
        QTest::addColumn<std::shared_ptr<QList<ChannelOrder>>>("versions");
        QTest::addColumn<QString>("where");
        QTest::addColumn<int>("entries"); // beside the first
        const auto row = [](const char *name, QList<ChannelOrder> versions, const QString &where, int entries) {
            QTest::newRow(name) << std::make_shared<QList<ChannelOrder>>(std::move(versions)) << where << entries;
        };
        const auto version = [](double revision, const QString &street, const QString &country, Quantity units = 3) {
            ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", units}});
            order.revision = second(revision);
            order.buyer.address = street;
            order.buyer.region = street.isEmpty() ? QString() : u"R"_s + street.last(1);
            order.buyer.country = country;
            return order;
        };
        const auto nobody = [&](double revision) {
            ChannelOrder order = version(revision, {}, {});
            order.buyer = {};
            return order;
        };
        const auto read = [](ChannelOrder order) {
            order.isAuthoritative = true;
            return order;
        };
        ChannelOrder onlyMail = nobody(1);
        onlyMail.buyer.email = u"w@example.org"_s;
        const ChannelOrder first = version(0, u"Road 1"_s, u"NL"_s);
        const QString atFirst = u"Road 1 - R1, NL - 3"_s, moved = u"Road 2 - R2, BE - 3"_s;
        row("the same again, newer", {first, version(1, u"Road 1"_s, u"NL"_s)}, atFirst, 0);
        row("another address", {first, version(1, u"Road 2"_s, u"BE"_s)}, moved, 1);
        row("another address, twice", {first, version(1, u"Road 2"_s, u"BE"_s), version(1, u"Road 2"_s, u"BE"_s)}, moved, 1);
        row("the older comes late", {version(1, u"Road 2"_s, u"BE"_s), first}, moved, 0);
        row("the older comes again", {first, version(1, u"Road 2"_s, u"BE"_s), first}, moved, 1);
        row("with the quantity", {first, version(1, u"Road 2"_s, u"BE"_s, 2)}, u"Road 2 - R2, BE - 2"_s, 1);
        row("without a buyer", {first, nobody(1)}, atFirst, 0);
        row("with the mail address only", {first, onlyMail}, atFirst, 1);
        row("known later", {nobody(0), version(1, u"Road 2"_s, u"BE"_s)}, moved, 1);
        row("known later, in the same version", {nobody(0), version(0, u"Road 2"_s, u"BE"_s)}, moved, 1);
        row("known later, from an older version", {nobody(1), version(0, u"Road 2"_s, u"BE"_s)}, moved, 0);
        row("read in the same version", {first, read(version(0, u"Road 2"_s, u"BE"_s))}, moved, 1);
    }
    void addresses()
    {
        QFETCH(std::shared_ptr<QList<ChannelOrder>>, versions);
        QFETCH(QString, where);
        QFETCH(int, entries);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.list(u"web", u"A");
        shop.must(news(versions->first()));
        const int before = shop.entries();
        for (const ChannelOrder &version : versions->sliced(1))
            shop.must(news(version));
        const OrderDetail order = shop.order(u"1");
        QCOMPARE(u"%1 - %2 - %3"_s.arg(order.buyer.address, order.row.shipTo).arg(order.row.units), where);
        QCOMPARE(shop.entries() - before, entries);
        QCOMPARE(order.buyer.name, u"Wilhelmina Featherstone"_s);
        for (const Entry &entry : shop.ask(query::Trail{}).entries)
            QVERIFY(!QJsonDocument(entry.body).toJson().contains("Road"));
        QVERIFY(shop.balances());
    }

    /// Two versions of one moment: the channel is asked which of them holds.
    void otherAddressOfTheSameTime()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 3}});
        order.buyer.address = u"Road 1"_s;
        shop.must(news(order));
        order.buyer.address = u"Road 2"_s;
        QCOMPARE(shop.perform(news(order)).error().code, Error::Code::KeyReused);
    }

    /// The pages and the rules hear of it as of any other change.
    void addressIsTold()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 3}});
        shop.must(news(order));
        shop.clock.pass(Milliseconds{100});
        shop.events.clear();
        order.revision = second(1);
        order.buyer.country = u"BE"_s;
        const Entry entry = shop.must(news(order));
        shop.clock.pass(Milliseconds{100});
        QCOMPARE(entry.what, u"order.change"_s);
        QCOMPARE(entry.body[u"buyer_changed"_s].toArray(), QJsonArray{u"country"_s});
        const auto told = std::find_if(shop.events.begin(), shop.events.end(), [](const Event &event) { return std::holds_alternative<event::OrderChanged>(event); });
        QVERIFY(told != shop.events.end());
        QCOMPARE(std::get<event::OrderChanged>(*told).row.shipTo, u"BE"_s);
    }

    /// What was over before the channel came is none of ours; what was open is, also when it ends.
    void historyIsLeftAlone()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        ChannelDetails details;
        details.name = channel(u"late");
        details.kind = u"woocommerce"_s;
        details.url = u"http://localhost"_s;
        details.account[u"orders_since"_s] = toText(second(100));
        shop.must(command::AddChannel{details});
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 3}}, 10, u"late");
        order.isAuthoritative = true;
        order.state = ChannelOrder::State::Cancelled;
        const int before = shop.entries();
        shop.must(news(order));
        QCOMPARE(shop.entries(), before);
        order.state = ChannelOrder::State::Open;
        order.revision = second(110);
        shop.must(news(order));
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        order.state = ChannelOrder::State::Cancelled; // read from the channel: its event was lost
        order.revision = second(120);
        shop.must(news(order));
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void refusesImpossibleOrders()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        QCOMPARE(shop.perform(news(orderOf(u"1"_s, {{u"l"_s, u"A", -1}}))).error().code, Error::Code::InvalidInput);
        QCOMPARE(shop.perform(news(orderOf(u"1"_s, {{u"l"_s, u"A", maxQuantity + 1}}))).error().code, Error::Code::InvalidInput);
        QCOMPARE(shop.perform(news(orderOf(u"1"_s, {{u"l"_s, u"A", 1}}, 0, u"nowhere"))).error().code, Error::Code::NotFound);
        QCOMPARE(shop.ask(query::Books{}).orders, 0);
    }

    void partlyCancelledHere()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}, {u"m"_s, u"A", 2}})));
        shop.must(command::CancelOrder{one(), {{u"l"_s, 2}}});
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        // The channel repeats what it knows: our cancellation stands.
        ChannelOrder same = orderOf(u"1"_s, {{u"l"_s, u"A", 3}, {u"m"_s, u"A", 2}});
        same.revision = second(1);
        shop.must(news(same));
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        // It learns of it: nothing is cancelled twice.
        ChannelOrder less = orderOf(u"1"_s, {{u"l"_s, u"A", 1}, {u"m"_s, u"A", 2}});
        less.revision = second(2);
        shop.must(news(less));
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        QCOMPARE(shop.perform(command::CancelOrder{one(), {{u"x"_s, 1}}}).error().code, Error::Code::NotFound);
        shop.must(command::CancelOrder{one(), {}});
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.state, State::Cancelled);
        QCOMPARE(shop.perform(command::CancelOrder{one(), {}}).error().code, Error::Code::NotAllowed);
        QVERIFY(shop.balances());
    }

    void pickShipReturn()
    {
        using namespace command;
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        QCOMPARE(shop.perform(ReceiveReturn{one(), u"l"_s, node(u"main"), 1, false}).error().code, Error::Code::NotAllowed);
        shop.must(PickOrder{one()});
        QCOMPARE(shop.at(u"A"), u"7/0/3/0/0"_s);
        QCOMPARE(shop.order(u"1").row.state, State::Picked);
        QCOMPARE(shop.perform(PickOrder{one()}).error().code, Error::Code::NotAllowed);
        shop.must(ShipOrder{one(), u"TRACK1"_s});
        QCOMPARE(shop.at(u"A"), u"7/0/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.state, State::Shipped);
        QCOMPARE(shop.order(u"1").tracking, u"TRACK1"_s);
        QCOMPARE(shop.perform(ShipOrder{one(), {}}).error().code, Error::Code::NotAllowed);
        shop.must(ReceiveReturn{one(), u"l"_s, node(u"east"), 2, false});
        QCOMPARE(shop.at(u"A", u"east"), u"2/0/0/0/0"_s);
        QCOMPARE(shop.perform(ReceiveReturn{one(), u"l"_s, node(u"east"), 2, false}).error().code, Error::Code::NotAllowed);
        QVERIFY(shop.balances());
    }

    void othersPickTheirOwn_data()
    {
        QTest::addColumn<int>("atMain"); // units of A in our warehouse; of B the rest of five lies at bob
        QTest::addColumn<QString>("kind"); // of bob
        QTest::addColumn<QString>("refusal"); // empty: it is picked
        QTest::addColumn<QString>("held"); // "place reserved/picked"
        const QString none;
        QTest::newRow("all of it lies with others") << 0 << u"shipbob"_s << u"it is picked and sent by bob: here there is nothing to pick"_s << u"bob 5/0"_s;
        QTest::newRow("a part does") << 2 << u"shipbob"_s << none << u"main 0/2, bob 3/0"_s;
        QTest::newRow("none does") << 5 << u"shipbob"_s << none << u"main 0/5"_s;
        QTest::newRow("all of it in another warehouse of ours") << 0 << u"warehouse"_s << none << u"bob 0/5"_s;
    }
    void othersPickTheirOwn()
    {
        QFETCH(int, atMain);
        QFETCH(QString, kind);
        QFETCH(QString, refusal);
        CROSSDOCK_WORKSHOP(shop);
        shop.must(command::DefineNode{node(u"bob"), kind, {}});
        shop.define(u"A", atMain);
        shop.define(u"B", 0);
        if (atMain < 5)
            shop.must(command::ReceiveStock{sku(u"B"), node(u"bob"), 5 - atMain});
        QList<Part> parts;
        if (atMain > 0)
            parts.append({u"l"_s, u"A", atMain});
        if (atMain < 5)
            parts.append({u"m"_s, u"B", 5 - atMain});
        shop.must(news(orderOf(u"1"_s, parts)));
        const auto picked = shop.perform(command::PickOrder{one()});
        QCOMPARE(picked ? QString() : picked.error().detail, refusal);
        QVERIFY(picked || picked.error().code == Error::Code::NotAllowed);
        const OrderDetail order = shop.order(u"1");
        QCOMPARE(order.row.state, picked ? State::Picked : State::Open);
        QStringList held;
        for (const OrderDetail::Line &line : order.lines)
            for (const OrderDetail::Reservation &kept : line.reservations)
                held.append(u"%1 %2/%3"_s.arg(kept.node.text()).arg(kept.reserved).arg(kept.picked));
        QTEST(held.join(u", "_s), "held");
        QVERIFY(shop.balances());
    }

    void oneNodeAfterTheOther()
    {
        using namespace command;
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 2, 5);
        shop.define(u"B", 5, 0);
        shop.kit(u"K", {{sku(u"A"), 1}, {sku(u"B"), 1}});
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 4}, {u"k"_s, u"K", 2}}))); // A: 4 at east; K: A at main, B at main
        QCOMPARE(shop.at(u"A"), u"0/2/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"1/4/0/0/0"_s);
        shop.must(ShipOrder{one(), u"T1"_s, node(u"east"), u"ups"_s});
        QCOMPARE(shop.at(u"A", u"east"), u"1/0/0/0/0"_s);
        QCOMPARE(shop.at(u"A"), u"0/2/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.state, State::Open);
        QCOMPARE(shop.order(u"1").tracking, u"T1"_s);
        QCOMPARE(shop.perform(ShipOrder{one(), u"T2"_s, node(u"east")}).error().code, Error::Code::OutOfStock);
        shop.must(ShipOrder{one(), u"T2"_s, node(u"main")});
        QCOMPARE(shop.at(u"B"), u"3/0/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.state, State::Shipped);
        QCOMPARE(shop.order(u"1").tracking, u"T1, T2"_s);
        QVERIFY(shop.balances());
    }

    void cancelledWhilePicked()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        shop.must(command::PickOrder{one()});
        shop.must(command::CancelOrder{one(), {{u"l"_s, 2}}});
        QCOMPARE(shop.at(u"A"), u"9/0/1/0/0"_s);
        QVERIFY(shop.balances());
    }

    void holdStopsPicking()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        shop.must(command::HoldOrder{one()});
        QCOMPARE(shop.order(u"1").row.state, State::OnHold);
        QCOMPARE(shop.perform(command::PickOrder{one()}).error().code, Error::Code::NotAllowed);
        QCOMPARE(shop.perform(command::ShipOrder{one(), {}}).error().code, Error::Code::NotAllowed);
        QCOMPARE(shop.perform(command::HoldOrder{one()}).error().code, Error::Code::NotAllowed);
        shop.must(command::ReleaseOrder{one()});
        shop.must(command::PickOrder{one()});
        QVERIFY(shop.balances());
    }

    void shortLinesAreFilledOldestFirst()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        shop.must(news(orderOf(u"2"_s, {{u"l"_s, u"A", 2}})));
        const auto open = shop.ask(query::Incidents{true});
        QCOMPARE(open.size(), 2);
        QCOMPARE(open.last().units, 2);
        QCOMPARE(open.last().order, one());
        QCOMPARE(open.last().sku, sku(u"A"));
        shop.must(command::ReceiveStock{sku(u"A"), node(u"east"), 3});
        QCOMPARE(shop.order(u"1").row.shortUnits, 0);
        QCOMPARE(shop.order(u"2").row.shortUnits, 1);
        QCOMPARE(shop.ask(query::Incidents{true}).size(), 1);
        shop.must(command::CancelOrder{one(), {}}); // its units go to the one who waits
        QCOMPARE(shop.order(u"2").row.shortUnits, 0);
        QVERIFY(shop.ask(query::Incidents{true}).isEmpty());
        QCOMPARE(shop.available(u"A"), 2);
        QVERIFY(shop.balances());
    }

    void countBelowWhatIsPromised()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 2}})));
        shop.must(news(orderOf(u"2"_s, {{u"l"_s, u"A", 2}})));
        shop.must(command::CountStock{sku(u"A"), node(u"main"), 3});
        QCOMPARE(shop.at(u"A"), u"0/3/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.shortUnits, 0); // the youngest loses
        QCOMPARE(shop.order(u"2").row.shortUnits, 1);
        const auto open = shop.ask(query::Incidents{true});
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().units, 1);
        QVERIFY(shop.balances());
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 1});
        QCOMPARE(shop.order(u"2").row.shortUnits, 0);
        QVERIFY(shop.ask(query::Incidents{true}).isEmpty()); // also one that a count had raised
        QVERIFY(shop.balances());
    }

    /// Two lines of one SKU are short; the incident stays until the second has its units too.
    void incidentOutlivesTheFirstOfTwoLines()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 0);
        shop.must(news(orderOf(u"1"_s, {{u"1"_s, u"A", 1}, {u"2"_s, u"A", 1}})));
        QVERIFY(!shop.ask(query::Incidents{true}).isEmpty());
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 1});
        QVERIFY(!shop.ask(query::Incidents{true}).isEmpty());
        shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 1});
        QVERIFY(shop.ask(query::Incidents{true}).isEmpty());
    }

    void countHitsPickedUnitsToo()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 3, 2);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}})));
        shop.must(command::PickOrder{one()});
        shop.must(command::CountStock{sku(u"A"), node(u"main"), 1});
        QCOMPARE(shop.at(u"A"), u"0/0/1/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"0/2/0/0/0"_s); // the other node fills in
        QCOMPARE(shop.order(u"1").row.shortUnits, 0);
        QVERIFY(shop.balances());
    }

    void prefersOneNode()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 2, 5);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 4}})));
        QCOMPARE(shop.at(u"A"), u"2/0/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"1/4/0/0/0"_s);
        shop.must(news(orderOf(u"2"_s, {{u"l"_s, u"A", 3}})));
        QCOMPARE(shop.at(u"A"), u"0/2/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"0/5/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void channelsOwnFulfilmentTakesNothing()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.list(u"web", u"A");
        shop.must(told(u"web", u"A", 10, 1, 2));
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 3}}, 5);
        order.fulfilment = ChannelOrder::Fulfilment::Channel;
        shop.must(news(order));
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        QCOMPARE(shop.offer(u"web", u"A").believed, std::optional<Quantity>(10));
        QVERIFY(shop.balances());
    }

    void unmappedLineIsAdopted()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"UNKNOWN", 3}});
        shop.must(news(order));
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        QCOMPARE(shop.ask(query::Incidents{true}).size(), 1);
        command::MapListing map;
        map.address.id = {channel(u"web"), u"UNKNOWN"_s};
        map.address.sku = sku(u"A");
        shop.must(map);
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        QCOMPARE(shop.order(u"1").row.units, 3);
        QVERIFY(shop.ask(query::Incidents{true}).isEmpty());
        QVERIFY(shop.balances());
    }

    void unpaidIsNotAdopted()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"UNKNOWN", 3}});
        order.state = ChannelOrder::State::AwaitingPayment;
        shop.must(news(order));
        command::MapListing map;
        map.address.id = {channel(u"web"), u"UNKNOWN"_s};
        map.address.sku = sku(u"A");
        shop.must(map);
        QCOMPARE(shop.at(u"A"), u"10/0/0/0/0"_s);
        order.state = ChannelOrder::State::Open;
        order.revision = second(1);
        shop.must(news(order));
        QCOMPARE(shop.at(u"A"), u"7/3/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    /// A channel sells only from its own nodes.
    void poolLimitsWhatIsSold()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 2, 5);
        ChannelDetails details;
        details.name = channel(u"outlet");
        details.kind = u"woocommerce"_s;
        details.pool = {node(u"main")};
        shop.must(command::AddChannel{details});
        shop.list(u"outlet", u"A");
        shop.list(u"web", u"A");
        QCOMPARE(shop.offer(u"outlet", u"A").wanted, 2);
        QCOMPARE(shop.offer(u"web", u"A").wanted, 7);
        shop.must(news(orderOf(u"1"_s, {{u"l"_s, u"A", 3}}, 0, u"outlet")));
        QCOMPARE(shop.at(u"A"), u"0/2/0/0/0"_s);
        QCOMPARE(shop.order(u"1", u"outlet").row.shortUnits, 1);
        QVERIFY(shop.balances());
    }
};

QTEST_GUILESS_MAIN(OrdersTest)
#include "tst_orders.moc"
