#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;

/// What left waits to be told to its channel.
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
        QCOMPARE(waiting[0].parcel, (channels::ParcelSent{u"1"_s, 1, {{u"a"_s, 2}}, u"UPS"_s, u"1Z9"_s, waiting[0].parcel.sentAt, true}));
        QCOMPARE(waitsFor(shop), QStringList{u"web"_s});
        shop.must(command::RecordShipmentTold{waiting[0].id, true, u"thanks"_s});
        QVERIFY(shop.ask(query::Shipments{.channel = channel(u"web"), .onlyWaiting = true}).isEmpty());
        const int entries = shop.entries();
        QVERIFY(shop.perform(command::RecordShipmentTold{waiting[0].id, true, u"thanks"_s})); // answered twice
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
        shop.must(command::RecordShipmentTold{id, false, u"a tracking number is wanted"_s});
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

private:
    static QStringList waitsFor(const Workshop &shop)
    {
        QStringList channels;
        for (const Event &event : shop.events) {
            if (const auto *waits = std::get_if<event::ShipmentWaits>(&event))
                channels.append(waits->channel.text());
        }
        return channels;
    }
    Stores m_stores;
};

QTEST_GUILESS_MAIN(ShipmentsTest)
#include "tst_shipments.moc"
