#include "core/inventory/orders/shipments.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

using Replies = QList<std::pair<int, bool>>; // wish, told

/// What left, and what was cancelled here, waits to be told to its channel.
class ShipmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void aParcelWaitsUntilItIsTold()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, u"1Z9"_s, {}, u"UPS"_s});
        const auto waiting = shop.ask(query::Shipments{.channel = channel(u"web"), .onlyWaiting = true});
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting[0].parcel, (channels::ParcelSent{u"1"_s, 1, {{u"a"_s, 2}}, u"UPS"_s, u"1Z9"_s, waiting[0].parcel.sentAt, true, {}, {}, second(0)}));
        QCOMPARE(waitsFor(shop), QStringList{u"web"_s});
        shop.must(command::RecordShipmentTold{waiting[0].id, 1, true, u"thanks"_s});
        QVERIFY(shop.ask(query::Shipments{.channel = channel(u"web"), .onlyWaiting = true}).isEmpty());
        const int entries = shop.entries();
        QVERIFY(shop.perform(command::RecordShipmentTold{waiting[0].id, 1, true, u"thanks"_s})); // answered twice
        QCOMPARE(shop.entries(), entries);
        QCOMPARE(shop.order(u"1").shipments.size(), 1);
        QCOMPARE(shop.order(u"1").shipments[0].state, Shipment::State::Told);
        QCOMPARE(shop.order(u"1").timeline.last().what, u"shipment.told"_s);
    }

    void parcelByParcel()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 2, 3);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 4}}), {}, {}});
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, u"T1"_s, node(u"east")});
        shop.must(command::ShipOrder{{channel(u"web"), u"1"_s}, u"T2"_s, node(u"main")});
        const auto left = shop.ask(query::Shipments{.order = OrderId{channel(u"web"), u"1"_s}});
        QCOMPARE(left.size(), 2);
        QCOMPARE(left[0].parcel.number, 1);
        QCOMPARE(left[0].parcel.lines, (QList<channels::ParcelSent::Line>{{u"a"_s, 3}}));
        QVERIFY(!left[0].parcel.isLast);
        QCOMPARE(left[1].parcel.number, 2);
        QCOMPARE(left[1].parcel.lines, (QList<channels::ParcelSent::Line>{{u"a"_s, 1}}));
        QVERIFY(left[1].parcel.isLast);
        QVERIFY(shop.balances());
    }

    void whatTheChannelSendsIsNotTold()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2, 2}}, 5), {}, {}}); // the channel says that it left
        QVERIFY(shop.ask(query::Shipments{}).isEmpty());
    }

    /// Channels know carriers by their names, not by what was typed.
    void namesCarriers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        QTest::newRow("in small letters") << u"ups"_s << u"UPS"_s;
        QTest::newRow("as written") << u"FedEx"_s << u"FedEx"_s;
        QTest::newRow("blanks around") << u" fedex "_s << u"FedEx"_s;
        QTest::newRow("a token of a broker's") << u"dhl_express"_s << u"DHL Express"_s;
        QTest::newRow("two words") << u"royal mail"_s << u"Royal Mail"_s;
        QTest::newRow("one that nobody knows") << u"Pony & Sons"_s << u"Pony & Sons"_s;
        QTest::newRow("none") << QString() << QString();
    }

    void namesCarriers()
    {
        QFETCH(QString, typed);
        QFETCH(QString, told);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
        shop.must(command::ShipOrder{order, u"T1"_s, {}, typed});
        QCOMPARE(shop.ask(query::Shipments{})[0].parcel.carrier, told);
        shop.must(command::CorrectShipment{order, 0, u"usps"_s, {}});
        QCOMPARE(shop.ask(query::Shipments{})[0].parcel.carrier, u"USPS"_s);
    }

    void aRefusalIsCorrected()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        const OrderId order{channel(u"web"), u"1"_s};
        QCOMPARE(shop.perform(command::CorrectShipment{order, 0, {}, u"T"_s}).error().code, Error::Code::NotFound);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
        QCOMPARE(shop.perform(command::CorrectShipment{order, 0, {}, u"T"_s}).error().code, Error::Code::NotAllowed);
        shop.must(command::ShipOrder{order, {}});
        const qint64 id = shop.ask(query::Shipments{})[0].id;
        shop.must(command::RecordShipmentTold{id, 1, false, u"a tracking number is wanted"_s});
        QCOMPARE(shop.ask(query::Shipments{})[0].state, Shipment::State::Refused);
        QCOMPARE(shop.perform(command::CorrectShipment{order, 7, {}, u"T"_s}).error().code, Error::Code::NotFound);
        shop.must(command::CorrectShipment{order, 0, u"UPS"_s, u"1Z9"_s});
        const Shipment again = shop.ask(query::Shipments{})[0];
        QCOMPARE(again.state, Shipment::State::Waiting);
        QCOMPARE(again.words, QString());
        QCOMPARE(again.parcel.carrier + again.parcel.tracking, u"UPS1Z9"_s);
        QCOMPARE(again.parcel.number, 1);
        QCOMPARE(waitsFor(shop), (QStringList{u"web"_s, u"web"_s}));
    }

    /// Answers belong to what was asked: a correction may have come meanwhile.
    void aCorrectionIsTold_data()
    {
        QTest::addColumn<Replies>("answers"); // wish, told; T1 is the first, T2 the second
        QTest::addColumn<QString>("state"); // and what the channel shows
        QTest::newRow("not answered") << Replies{} << u"waiting, none"_s;
        QTest::newRow("told") << Replies{{2, true}} << u"told, T2"_s;
        QTest::newRow("the older told late") << Replies{{1, true}} << u"waiting, T1"_s;
        QTest::newRow("the older told late, then the newer") << Replies{{1, true}, {2, true}} << u"told, T2"_s;
        QTest::newRow("the older told last") << Replies{{2, true}, {1, true}} << u"told, T2"_s;
        QTest::newRow("the older told twice") << Replies{{1, true}, {1, true}} << u"waiting, T1"_s;
        QTest::newRow("the older refused") << Replies{{1, false}} << u"waiting, none"_s;
        QTest::newRow("the newer refused") << Replies{{1, true}, {2, false}} << u"refused, T1"_s;
    }
    void aCorrectionIsTold()
    {
        QFETCH(Replies, answers);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
        shop.must(command::ShipOrder{order, u"T1"_s, {}, u"UPS"_s});
        const qint64 id = shop.ask(query::Shipments{})[0].id;
        shop.must(command::CorrectShipment{order, 0, {}, u"T2"_s});
        for (const auto &[wish, isTold] : answers)
            shop.must(command::RecordShipmentTold{id, wish, isTold, {}});
        const Shipment sent = shop.ask(query::Shipments{})[0];
        QTEST(QString(orders::nameOf(sent.state) + u", "_s + sent.toldTracking().value_or(u"none"_s)), "state");
        QCOMPARE(sent.parcel.tracking, u"T2"_s);
        QCOMPARE(sent.parcel.formerTracking, QStringList{u"T1"_s});
        QCOMPARE(shop.order(u"1").tracking, u"T2"_s);
    }

    void aCorrectionStandsInTheOrder_data()
    {
        QTest::addColumn<int>("parcel");
        QTest::addColumn<QString>("tracking");
        QTest::addColumn<QString>("shown"); // of two parcels, T1 and one without a number
        QTest::newRow("the first") << 1 << u"T9"_s << u"T9"_s;
        QTest::newRow("in two boxes") << 1 << u"T8, T9"_s << u"T8, T9"_s;
        QTest::newRow("the one without") << 2 << u"T9"_s << u"T1, T9"_s;
        QTest::newRow("the same") << 1 << u"T1"_s << u"T1"_s;
    }
    void aCorrectionStandsInTheOrder()
    {
        QFETCH(int, parcel);
        QFETCH(QString, tracking);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 2, 3);
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 4}}), {}, {}});
        shop.must(command::ShipOrder{order, u"T1"_s, node(u"east")});
        shop.must(command::ShipOrder{order, {}, node(u"main")});
        shop.must(command::CorrectShipment{order, parcel, {}, tracking});
        QTEST(shop.order(u"1").tracking, "shown");
    }

    /// What waits comes with what the channel knows of the order beside it.
    void whatTheChannelKnowsOfTheOthers()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 2, 3);
        const OrderId order{channel(u"web"), u"1"_s};
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 4}}), {}, {}});
        shop.must(command::ShipOrder{order, u"T1"_s, node(u"east")});
        shop.must(command::ShipOrder{order, u"T2"_s, node(u"main")});
        const query::Shipments waiting{.channel = channel(u"web"), .order = {}, .onlyWaiting = true};
        const QList<Shipment> both = shop.ask(waiting);
        QVERIFY(both[1].parcel.others.isEmpty());
        shop.must(command::RecordShipmentTold{both[0].id, 1, true, {}});
        shop.must(command::CorrectShipment{order, 1, {}, u"T3"_s}); // on its way: it is known by the old one
        const QList<Shipment> again = shop.ask(waiting);
        QCOMPARE(again.last().parcel.others, (QList<channels::ParcelSent::Known>{{{{u"a"_s, 3}}, u"T1"_s}}));
        QVERIFY(again.first().parcel.others.isEmpty());
    }

    /// Cancelled here for the channel too: its own word of it comes back, and frees nothing twice.
    void aCancellationIsTold_data()
    {
        QTest::addColumn<bool>("isTold");
        QTest::addColumn<bool>("comesBack"); // as the channel's own
        QTest::addColumn<QString>("state");
        QTest::newRow("told") << true << false << u"told"_s;
        QTest::newRow("told, and it comes back") << true << true << u"told"_s;
        QTest::newRow("refused") << false << false << u"refused"_s;
        QTest::newRow("refused, and cancelled there all the same") << false << true << u"told"_s;
    }
    void aCancellationIsTold()
    {
        QFETCH(bool, isTold);
        QFETCH(bool, comesBack);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        const OrderId order{channel(u"web"), u"1"_s};
        ChannelOrder news = orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}});
        shop.must(command::RecordOrder{news, {}, {}});
        QCOMPARE(shop.perform(command::CancelOrder{order, {{u"a"_s, 1}}, true}).error().code, Error::Code::InvalidInput);
        shop.must(command::CancelOrder{order, {}, true});
        const QList<Cancellation> waiting = shop.ask(query::Cancellations{.channel = channel(u"web"), .order = {}, .onlyWaiting = true});
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting[0].order, order);
        QVERIFY(!waiting[0].hasShipped);
        QCOMPARE(waitsFor(shop), QStringList{u"web"_s});
        shop.must(command::RecordCancelTold{order, isTold, u"so be it"_s});
        QCOMPARE(shop.order(u"1").timeline.last().what, isTold ? u"cancel.told"_s : u"cancel.refused"_s);
        const int entries = shop.entries();
        shop.must(command::RecordCancelTold{order, isTold, u"so be it"_s}); // answered twice
        QCOMPARE(shop.entries(), entries);
        if (comesBack) {
            news.state = ChannelOrder::State::Cancelled;
            news.revision = second(5);
            shop.must(command::RecordOrder{news, {}, {}});
        }
        QTEST(orders::nameOf(shop.order(u"1").cancellation->state), "state");
        QCOMPARE(shop.at(u"MUG-1"), u"5/0/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void aCancellationHereAloneIsNotTold()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"MUG-1", 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
        shop.must(command::CancelOrder{{channel(u"web"), u"1"_s}, {}});
        QVERIFY(shop.ask(query::Cancellations{}).isEmpty());
        QVERIFY(waitsFor(shop).isEmpty());
    }

private:
    static QStringList waitsFor(const Workshop &shop)
    {
        QStringList channels;
        for (const Event &event : shop.events) {
            if (const auto *waits = std::get_if<event::TellingWaits>(&event))
                channels.append(waits->channel.text());
        }
        return channels;
    }
    Stores m_stores;
};

QTEST_GUILESS_MAIN(ShipmentsTest)
#include "tst_shipments.moc"
