#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using fulfilment::NodeParcel;
using fulfilment::NodeStatus;
using fulfilment::Parcel;
using fulfilment::ParcelLine;
using fulfilment::PlannedParcel;
using State = Parcel::State;

namespace {

OrderId orderId(const QString &number) { return {channel(u"web"), number}; }

PlannedParcel from(QStringView name, const QList<std::pair<QString, Quantity>> &lines)
{
    PlannedParcel parcel;
    parcel.node = node(name);
    parcel.cost = {700, u"USD"_s};
    parcel.parts = {{u"order_fee"_s, 200}, {u"freight.base"_s, 500}};
    parcel.shipsOn = QDate(2026, 9, 21);
    for (const auto &[line, units] : lines)
        parcel.lines.append({line, {}, units, 0});
    return parcel;
}

command::RecordPlan plan(const QList<std::pair<QString, QList<PlannedParcel>>> &orders)
{
    command::RecordPlan command;
    for (const auto &[number, parcels] : orders)
        command.orders.append({orderId(number), parcels});
    return command;
}

/// "main planned l:3/0" of every parcel of an order.
QStringList parcelsOf(Workshop &shop, const QString &number)
{
    QStringList texts;
    for (const Parcel &parcel : shop.order(number).parcels) {
        QStringList lines;
        for (const ParcelLine &line : parcel.plan.lines)
            lines.append(u"%1:%2/%3"_s.arg(line.line).arg(line.quantity).arg(line.shipped));
        texts.append(u"%1 %2 %3"_s.arg(parcel.plan.node.text(), nameOf(parcel.state), lines.join(u' ')));
    }
    return texts;
}

/// What a node shows: how many of the first line left in which parcels.
NodeStatus shown(NodeStatus::State state, const QList<std::pair<QString, Quantity>> &left, const QString &words = {})
{
    NodeStatus status;
    status.ref = {u"k"_s, u"900"_s};
    status.state = state;
    status.words = words;
    for (const auto &[tracking, units] : left) {
        NodeParcel parcel;
        parcel.id = tracking;
        parcel.state = NodeParcel::State::Sent;
        parcel.tracking = tracking;
        parcel.carrier = u"ups"_s;
        if (units > 0) // else the node does not say what is in it
            parcel.units = {{u"0"_s, u"A"_s, units}};
        status.parcels.append(parcel);
    }
    return status;
}

} // namespace

/// From where orders are sent: plans in the ledger, and what becomes of them at nodes of others.
class ParcelsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    /// A node of others with 10 of A, and an order of 3 planned there.
    static qint64 planAtBob(Workshop &shop)
    {
        shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}});
        shop.define(u"A", 5);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 10});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 3}}), {}, {}});
        shop.must(plan({{u"1"_s, {from(u"bob", {{u"l"_s, 3}})}}}));
        return shop.order(u"1").parcels.first().id;
    }
    static void handOver(Workshop &shop, qint64 parcel)
    {
        shop.must(command::HandOver{parcel});
        shop.must(command::RecordHandOver{parcel, fulfilment::NodeReceipt{{u"k"_s, u"900"_s}, false, u"Processing"_s}, {}});
    }

    static fulfilment::NodeReceipt receipt() { return {{u"k"_s, u"900"_s}, false, u"Processing"_s}; }
    /// Of an order's second parcel there: two more were ordered after the first was taken, or they lie at another node.
    static qint64 planMore(Workshop &shop, QStringView at)
    {
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 5}}, 100), {}, {}});
        shop.must(plan({{u"1"_s, {from(at, {{u"l"_s, 2}})}}}));
        return shop.order(u"1").parcels.last().id;
    }
    static Quantity waitingUnits(Workshop &shop)
    {
        const query::Waiting::Answer waiting = shop.ask(query::Waiting{});
        return waiting.orders.isEmpty() ? 0 : waiting.orders.first().lines.first().units;
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void planMovesReservations()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5, 5);
        shop.define(u"B", 5, 5);
        shop.kit(u"K", {{sku(u"A"), 2}, {sku(u"B"), 1}});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 1}, {u"k"_s, u"K", 2}}), {}, {}});
        QCOMPARE(shop.at(u"A"), u"0/5/0/0/0"_s);
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList());
        PlannedParcel pinned = from(u"east", {{u"k"_s, 2}});
        pinned.isPinned = true;
        pinned.why = u"the buyer collects it"_s;
        const Entry entry = shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 1}}), pinned}}}));
        QCOMPARE(entry.what, u"plan.record"_s);
        QCOMPARE(entry.body[u"plans"_s][0][u"pinned"_s].toString(), u"the buyer collects it"_s);
        QCOMPARE(entry.body[u"plans"_s][0][u"new"_s][1].toString(), u"east: 2 of k"_s);
        QCOMPARE(shop.at(u"A"), u"4/1/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"1/4/0/0/0"_s);
        QCOMPARE(shop.at(u"B", u"east"), u"3/2/0/0/0"_s);
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"main planned l:1/0"_s, u"east planned k:2/0"_s}));
        const Parcel second = shop.order(u"1").parcels.last();
        QCOMPARE(second.plan.parts.size(), size_t(2));
        QVERIFY(second.plan.isPinned);
        const int entries = shop.entries();
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 1}}), pinned}}})); // the same again is nothing
        QCOMPARE(shop.entries(), entries);
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 1}, {u"k"_s, 2}})}}}));
        QCOMPARE(shop.at(u"A"), u"0/5/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"5/0/0/0/0"_s);
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"main planned l:1/0 k:2/0"_s});
        QVERIFY(shop.balances());
    }

    /// Each holds the last unit that the other is to have.
    void ordersChangePlaces()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 1, 1);
        for (const QString &number : {u"1"_s, u"2"_s})
            shop.must(command::RecordOrder{orderOf(number, {{u"l"_s, u"A", 1}}), {}, {}});
        shop.must(plan({{u"1"_s, {from(u"east", {{u"l"_s, 1}})}}, {u"2"_s, {from(u"main", {{u"l"_s, 1}})}}}));
        QCOMPARE(shop.order(u"1").lines.first().reservations.last().node, node(u"east"));
        QCOMPARE(shop.at(u"A"), u"0/1/0/0/0"_s);
        QCOMPARE(shop.at(u"A", u"east"), u"0/1/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void whatDoesNotFitIsAConflict_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"more than wait", "not there", "no such line", "held", "one of two"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatDoesNotFitIsAConflict()
    {
        QFETCH(QString, what);
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5, 1);
        for (const QString &number : {u"1"_s, u"2"_s})
            shop.must(command::RecordOrder{orderOf(number, {{u"l"_s, u"A", 2}}), {}, {}});
        command::RecordPlan wanted = plan({{u"1"_s, {from(u"main", {{u"l"_s, 2}})}}});
        if (what == u"more than wait")
            wanted = plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}});
        else if (what == u"not there")
            wanted = plan({{u"1"_s, {from(u"east", {{u"l"_s, 2}})}}});
        else if (what == u"no such line")
            wanted = plan({{u"1"_s, {from(u"main", {{u"m"_s, 1}})}}});
        else if (what == u"held")
            shop.must(command::HoldOrder{orderId(u"1"_s)});
        else
            wanted = plan({{u"1"_s, {from(u"main", {{u"l"_s, 2}})}}, {u"2"_s, {from(u"east", {{u"l"_s, 2}})}}});
        QCOMPARE(shop.perform(wanted).error().code, Error::Code::Conflict);
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList());
        QCOMPARE(shop.at(u"A"), u"1/4/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    void parcelsLeaveOneByOne()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5, 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 2}, {u"m"_s, u"A", 1}}), {}, {}});
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 2}}), from(u"east", {{u"m"_s, 1}})}}}));
        shop.must(command::ShipOrder{orderId(u"1"_s), u"T1"_s, node(u"main"), u"ups"_s});
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"main sent l:2/2"_s, u"east planned m:1/0"_s}));
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Open);
        shop.must(command::ShipOrder{orderId(u"1"_s), u"T2"_s});
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"main sent l:2/2"_s, u"east sent m:1/1"_s}));
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Shipped);
        QCOMPARE(shop.order(u"1").parcels.first().tracking, u"T1"_s);
        QVERIFY(shop.balances());
    }

    void parcelsShrinkWithTheirOrder()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 5, 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 2}, {u"m"_s, u"A", 2}}), {}, {}});
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 2}}), from(u"east", {{u"m"_s, 2}})}}}));
        shop.must(command::CancelOrder{orderId(u"1"_s), {{u"l"_s, 1}}});
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"main planned l:1/0"_s, u"east planned m:2/0"_s}));
        shop.must(command::CountStock{sku(u"A"), node(u"east"), 1}); // one of what is planned there is not there
        QCOMPARE(parcelsOf(shop, u"1"_s).last(), u"east planned m:1/0"_s);
        shop.must(command::CancelOrder{orderId(u"1"_s), {}});
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"main cancelled l:1/0"_s, u"east cancelled m:1/0"_s}));
        QVERIFY(shop.balances());
    }

    void addressChangesAfterHandOver()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 3}});
        const auto move = [&](const QString &street, int revision) {
            order.revision = second(revision);
            order.buyer.address = street;
            shop.must(command::RecordOrder{order, {}, {}});
        };
        move(u"Road 1"_s, 1); // the node is told this one
        QVERIFY(shop.ask(query::Notices{}).isEmpty());
        handOver(shop, parcel);
        order.buyer.email = u"w@example.org"_s;
        move(u"Road 1"_s, 2); // the parcel goes where it went
        QVERIFY(shop.ask(query::Notices{}).isEmpty());
        move(u"Road 2"_s, 3);
        const auto notices = shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().kind, u"task"_s);
        QVERIFY2(notices.first().text.contains(u"is with bob"), qPrintable(notices.first().text));
        QVERIFY(!notices.first().text.contains(u"Road"));
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob at the node l:3/0"_s});
    }

    void handedOverAndSentInTwo()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        QCOMPARE(shop.at(u"A", u"bob"), u"7/3/0/0/0"_s);
        handOver(shop, parcel);
        QCOMPARE(shop.at(u"A", u"bob"), u"7/0/3/0/0"_s);
        const QString key = shop.order(u"1").parcels.first().ref.key;
        QVERIFY2(key.startsWith(u"1-") && key.size() <= 40, qPrintable(key));
        QCOMPARE(shop.perform(command::HandOver{parcel}).error().code, Error::Code::NotAllowed);
        QCOMPARE(shop.perform(plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}})).error().code, Error::Code::Conflict);
        using In = NodeStatus::State;
        const NodeStatus first = shown(In::PartlySent, {{u"T1"_s, 2}});
        shop.must(command::RecordNodeLook{parcel, first});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob partly sent l:3/2"_s});
        QCOMPARE(shop.order(u"1").tracking, u"T1"_s);
        const int entries = shop.entries();
        shop.must(command::RecordNodeLook{parcel, first}); // answers twice
        shop.must(command::RecordHandOver{parcel, fulfilment::NodeReceipt{{u"k"_s, u"900"_s}, true, u"Processing"_s}, {}}); // late
        QCOMPARE(shop.entries(), entries);
        shop.must(command::RecordNodeLook{parcel, shown(In::Sent, {{u"T1"_s, 2}, {u"T2"_s, 1}})});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob sent l:3/3"_s});
        shop.must(command::RecordNodeLook{parcel, shown(In::Working, {{u"T1"_s, 2}})}); // an old answer overtaken
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob sent l:3/3"_s});
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Shipped);
        QCOMPARE(shop.order(u"1").tracking, u"T1, T2"_s);
        QCOMPARE(shop.at(u"A", u"bob"), u"7/0/0/0/0"_s);
        QVERIFY(shop.balances());
    }

    /// Two boxes at one look are two parcels to the channel, each with its number; which comes first does not matter.
    void boxByBox()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::PartlySent, {{u"T2"_s, 1}})});
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Sent, {{u"T1"_s, 1}, {u"T2"_s, 1}, {u"T3"_s, 1}})});
        QStringList told;
        for (const Shipment &shipment : shop.order(u"1").shipments)
            told.append(shipment.parcel.tracking);
        QCOMPARE(told, (QStringList{u"T2"_s, u"T1"_s, u"T3"_s}));
        QCOMPARE(shop.order(u"1").tracking, u"T2, T1, T3"_s);
        QVERIFY(shop.balances());
    }

    /// Of boxes whose contents nobody tells, the channel hears together, with all their numbers.
    void boxesOfUnknownContents_data()
    {
        QTest::addColumn<QList<NodeStatus>>("looks");
        QTest::addColumn<QStringList>("told");
        using In = NodeStatus::State;
        QTest::newRow("at one look") << QList<NodeStatus>{shown(In::Sent, {{u"T1"_s, 0}, {u"T2"_s, 0}})} << QStringList{u"T1, T2"_s};
        QTest::newRow("one after the other") << QList<NodeStatus>{shown(In::PartlySent, {{u"T1"_s, 0}}), shown(In::Sent, {{u"T1"_s, 0}, {u"T2"_s, 0}})} << QStringList{u"T1, T2"_s};
        QTest::newRow("beside a known one") << QList<NodeStatus>{shown(In::Sent, {{u"T1"_s, 2}, {u"T2"_s, 0}, {u"T3"_s, 1}})} << QStringList{u"T1"_s, u"T2, T3"_s};
    }
    void boxesOfUnknownContents()
    {
        QFETCH(QList<NodeStatus>, looks);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        for (const NodeStatus &look : looks)
            shop.must(command::RecordNodeLook{parcel, look});
        QStringList told;
        for (const Shipment &shipment : shop.order(u"1").shipments)
            told.append(shipment.parcel.tracking);
        QTEST(told, "told");
        QVERIFY(shop.balances());
    }

    /// A number that comes after its box has left, or that the node corrects, is told as well.
    void numbersThatComeLater_data()
    {
        QTest::addColumn<QString>("first"); // of one box with all
        QTest::addColumn<QString>("later");
        QTest::addColumn<QString>("told");
        QTest::newRow("late") << QString() << u"T1"_s << u"T1"_s;
        QTest::newRow("corrected") << u"T1"_s << u"T2"_s << u"T2"_s;
        QTest::newRow("the same") << u"T1"_s << u"T1"_s << u"T1"_s;
        QTest::newRow("gone") << u"T1"_s << QString() << u"T1"_s;
    }
    void numbersThatComeLater()
    {
        QFETCH(QString, first);
        QFETCH(QString, later);
        QFETCH(QString, told);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        NodeStatus look = shown(NodeStatus::State::Sent, {{u"box"_s, 3}});
        for (const QString &number : {first, later}) {
            look.parcels[0].tracking = number;
            shop.must(command::RecordNodeLook{parcel, look});
        }
        QCOMPARE(shop.order(u"1").shipments.size(), 1);
        QCOMPARE(shop.order(u"1").shipments[0].parcel.tracking, told);
        QCOMPARE(shop.order(u"1").shipments[0].wish(), told == first ? 1 : 2);
        QCOMPARE(shop.order(u"1").tracking, told);
    }

    void lostAfterItWasTaken()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::PartlyLost, {{u"T1"_s, 1}}, u"CompletePartialled"_s)});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob lost at the node l:3/1"_s});
        QCOMPARE(shop.at(u"A", u"bob"), u"7/2/0/0/0"_s);
        const query::Waiting::Answer waiting = shop.ask(query::Waiting{});
        QCOMPARE(waiting.orders.size(), 1);
        QCOMPARE(waiting.orders.first().lines.first().units, 2);
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 2}})}}}));
        QCOMPARE(shop.at(u"A", u"bob"), u"9/0/0/0/0"_s);
        QCOMPARE(shop.at(u"A"), u"3/2/0/0/0"_s);
        shop.must(command::ShipOrder{orderId(u"1"_s), u"T2"_s, node(u"main")});
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Shipped);
        QVERIFY(shop.balances());
    }

    void cancelledThere_data()
    {
        QTest::addColumn<QString>("before"); // what was done about the parcel before the node shows that it is cancelled
        QTest::addColumn<QString>("parcel");
        QTest::addColumn<QString>("stock");
        QTest::newRow("by the node itself") << QString() << u"bob lost at the node l:3/0"_s << u"7/3/0/0/0"_s;
        QTest::newRow("after some of it had left") << u"sent"_s << u"bob lost at the node l:3/1"_s << u"7/2/0/0/0"_s;
        QTest::newRow("called back") << u"recalled"_s << u"bob cancelled l:3/0"_s << u"7/3/0/0/0"_s;
        QTest::newRow("called back, and it said yes") << u"recalled, done"_s << u"bob cancelled l:3/0"_s << u"7/3/0/0/0"_s;
        QTest::newRow("its order was cancelled") << u"cancelled"_s << u"bob cancelled l:3/0"_s << u"10/0/0/0/0"_s;
    }
    /// What nobody here called back is as good as refused; what was called back may go there again.
    void cancelledThere()
    {
        QFETCH(QString, before);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        const QList<std::pair<QString, Quantity>> left = before == u"sent" ? QList<std::pair<QString, Quantity>>{{u"T1"_s, 1}} : QList<std::pair<QString, Quantity>>();
        if (!left.isEmpty())
            shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::PartlySent, left)});
        if (before.startsWith(u"recalled"))
            shop.must(command::RecallParcel{parcel});
        if (before.endsWith(u"done"))
            shop.must(command::RecordRecall{parcel, {fulfilment::CancelReport::Outcome::Done, u"yes"_s, {}}});
        if (before == u"cancelled")
            shop.must(command::CancelOrder{orderId(u"1"_s), {}});
        const Entry entry = shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Cancelled, left, u"Cancelled"_s)});
        QTEST(parcelsOf(shop, u"1"_s).first(), "parcel");
        QTEST(shop.at(u"A", u"bob"), "stock");
        const Parcel after = shop.order(u"1").parcels.first();
        QCOMPARE(after.isGivenUp(), after.state == State::Lost);
        QCOMPARE(entry.body[u"because"_s].toString(), after.isGivenUp() ? u"bob had taken it and cancelled it by itself"_s : QString());
        QVERIFY(shop.balances());
    }

    void notTaken()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        shop.must(command::HandOver{parcel});
        const QString key = shop.order(u"1").parcels.first().ref.key;
        shop.must(command::RecordHandOver{parcel, {}, {}}); // it could not be asked
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob planned l:3/0"_s});
        shop.must(command::HandOver{parcel});
        QCOMPARE(shop.order(u"1").parcels.first().ref.key, key); // the same for good
        shop.must(command::RecordHandOver{parcel, {}, u"the address is not served"_s});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob refused by the node l:3/0"_s});
        QCOMPARE(shop.order(u"1").parcels.first().words, u"the address is not served"_s);
        QCOMPARE(shop.at(u"A", u"bob"), u"7/3/0/0/0"_s);
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}}));
        QVERIFY(shop.balances());
    }

    void cancelledAtTheNode_data()
    {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<bool>("isSent");
        QTest::addColumn<QString>("parcel");
        QTest::addColumn<QString>("stock");
        QTest::addColumn<int>("incidents");
        using Outcome = fulfilment::CancelReport::Outcome;
        QTest::newRow("it left it") << int(Outcome::Done) << false << u"bob cancelled l:3/0"_s << u"10/0/0/0/0"_s << 0;
        QTest::newRow("it will say later") << int(Outcome::Asked) << false << u"bob being cancelled l:3/0"_s << u"10/0/0/0/0"_s << 0;
        QTest::newRow("too late") << int(Outcome::TooLate) << true << u"bob sent l:3/3"_s << u"7/0/0/0/0"_s << 1;
        QTest::newRow("it said yes and sent it") << int(Outcome::Done) << true << u"bob sent l:3/3"_s << u"7/0/0/0/0"_s << 1;
    }
    void cancelledAtTheNode()
    {
        QFETCH(int, outcome);
        QFETCH(bool, isSent);
        QFETCH(QString, parcel);
        QFETCH(QString, stock);
        QFETCH(int, incidents);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 id = planAtBob(shop);
        handOver(shop, id);
        shop.must(command::CancelOrder{orderId(u"1"_s), {}});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob being cancelled l:3/0"_s});
        shop.must(command::RecordRecall{id, {static_cast<fulfilment::CancelReport::Outcome>(outcome), u"their words"_s, {}}});
        if (isSent)
            shop.must(command::RecordNodeLook{id, shown(NodeStatus::State::Sent, {{u"T1"_s, 3}})});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{parcel});
        QCOMPARE(shop.at(u"A", u"bob"), stock);
        QCOMPARE(shop.ask(query::Incidents{true}).size(), incidents);
        QVERIFY(shop.balances());
    }

    void calledBackToBePlannedAgain()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        QCOMPARE(shop.perform(command::RecallParcel{parcel}).error().code, Error::Code::NotAllowed);
        handOver(shop, parcel);
        shop.must(command::RecallParcel{parcel});
        shop.must(command::RecordRecall{parcel, {fulfilment::CancelReport::Outcome::Done, u"Cancelled"_s, {}}});
        QCOMPARE(shop.at(u"A", u"bob"), u"7/3/0/0/0"_s);
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}}));
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"bob cancelled l:3/0"_s, u"main planned l:3/0"_s}));
        QVERIFY(shop.balances());
    }

    void recalledWhileItIsHandedOver_data()
    {
        QTest::addColumn<QList<Command>>("late"); // what the node says then; parcel 0 stands for ours
        QTest::addColumn<QString>("parcel");
        QTest::addColumn<QString>("stock");
        QTest::addColumn<Quantity>("waiting");
        const command::RecordHandOver taken{0, receipt(), {}}, refused{0, {}, u"unknown SKU"_s};
        const command::RecordNodeLook look{0, shown(NodeStatus::State::Working, {})};
        const command::RecordRecall left{0, {fulfilment::CancelReport::Outcome::Done, u"Cancelled"_s, {}}}, tooLate{0, {fulfilment::CancelReport::Outcome::TooLate, u"packed"_s, {}}};
        const auto row = [](const char *name, const QList<Command> &late, const QString &parcel, const QString &stock, Quantity waiting) { QTest::newRow(name) << late << parcel << stock << waiting; };
        row("nothing yet", {}, u"bob being cancelled l:3/0"_s, u"7/3/0/0/0"_s, 0);
        row("it has it", {taken}, u"bob being cancelled l:3/0"_s, u"7/0/3/0/0"_s, 0);
        row("it is seen there", {look}, u"bob being cancelled l:3/0"_s, u"7/0/3/0/0"_s, 0);
        row("it leaves it", {taken, left}, u"bob cancelled l:3/0"_s, u"7/3/0/0/0"_s, 3);
        row("too late, the receipt never came", {tooLate}, u"bob at the node l:3/0"_s, u"7/0/3/0/0"_s, 0);
        row("it does not have it", {refused}, u"bob cancelled l:3/0"_s, u"7/3/0/0/0"_s, 3);
        row("a refusal overtaken by the receipt", {taken, refused}, u"bob being cancelled l:3/0"_s, u"7/0/3/0/0"_s, 0);
        row("a receipt after all", {refused, taken}, u"bob being cancelled l:3/0"_s, u"7/3/0/0/0"_s, 0);
        row("seen there after all", {refused, look}, u"bob being cancelled l:3/0"_s, u"7/3/0/0/0"_s, 0);
    }
    /// As long as the node may have it, its units go from nowhere else, whatever is late or comes in another order.
    void recalledWhileItIsHandedOver()
    {
        QFETCH(QList<Command>, late);
        QFETCH(Quantity, waiting);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        shop.must(command::HandOver{parcel});
        shop.must(command::RecallParcel{parcel});
        for (Command command : late) {
            std::visit([&](auto &known) { if constexpr (requires { known.parcel = parcel; }) known.parcel = static_cast<decltype(known.parcel)>(parcel); }, command);
            shop.must(command);
        }
        QTEST(parcelsOf(shop, u"1"_s).first(), "parcel");
        QTEST(shop.at(u"A", u"bob"), "stock");
        QCOMPARE(waitingUnits(shop), waiting);
        QCOMPARE(shop.perform(command::HandOver{parcel}).error().code, Error::Code::NotAllowed);
        const auto planned = shop.perform(plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}}));
        QCOMPARE(planned ? Error::Code::Cancelled : planned.error().code, waiting > 0 ? Error::Code::Cancelled : Error::Code::Conflict);
        QVERIFY(shop.balances());
    }

    void shippedBesideATakenParcel_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("from"); // the node that is named
        QTest::addColumn<QStringList>("parcels");
        QTest::addColumn<QString>("stock");
        const auto row = [](const char *name, const QString &state, const QString &from, const QStringList &parcels, const QString &stock) { QTest::newRow(name) << state << from << parcels << stock; };
        row("nobody has begun", {}, {}, {u"bob sent l:3/3"_s, u"main sent l:2/2"_s}, u"7/0/0/0/0"_s);
        row("being handed over", u"handing over"_s, {}, {u"bob being handed over l:3/0"_s, u"main sent l:2/2"_s}, u"7/3/0/0/0"_s);
        row("taken", u"taken"_s, {}, {u"bob at the node l:3/0"_s, u"main sent l:2/2"_s}, u"7/0/3/0/0"_s);
        row("partly sent", u"partly"_s, {}, {u"bob partly sent l:3/1"_s, u"main sent l:2/2"_s}, u"7/0/2/0/0"_s);
        row("called back", u"recalled"_s, {}, {u"bob being cancelled l:3/0"_s, u"main sent l:2/2"_s}, u"7/0/3/0/0"_s);
        row("from the own warehouse", u"taken"_s, u"main"_s, {u"bob at the node l:3/0"_s, u"main sent l:2/2"_s}, u"7/0/3/0/0"_s);
        row("a person knows that the node sent it", u"taken"_s, u"bob"_s, {u"bob sent l:3/3"_s, u"main planned l:2/0"_s}, u"7/0/0/0/0"_s);
    }
    void shippedBesideATakenParcel()
    {
        QFETCH(QString, state);
        QFETCH(QString, from);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        if (!state.isEmpty())
            shop.must(command::HandOver{parcel});
        if (state == u"taken" || state == u"partly" || state == u"recalled")
            shop.must(command::RecordHandOver{parcel, receipt(), {}});
        if (state == u"partly")
            shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::PartlySent, {{u"T0"_s, 1}})});
        if (state == u"recalled")
            shop.must(command::RecallParcel{parcel});
        if (state.isEmpty()) {
            shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 5}}, 100), {}, {}});
            shop.must(plan({{u"1"_s, {::from(u"bob", {{u"l"_s, 3}}), ::from(u"main", {{u"l"_s, 2}})}}}));
        } else {
            planMore(shop, u"main");
        }
        shop.must(command::ShipOrder{orderId(u"1"_s), u"T1"_s, from.isEmpty() ? std::nullopt : std::optional(node(from))});
        QTEST(parcelsOf(shop, u"1"_s), "parcels");
        QTEST(shop.at(u"A", u"bob"), "stock");
        QVERIFY(shop.balances());
        if (state != u"taken" || from == u"bob")
            return;
        QCOMPARE(shop.perform(command::ShipOrder{orderId(u"1"_s), u"T2"_s}).error().code, Error::Code::NotAllowed); // the rest is the node's
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Sent, {{u"T3"_s, 3}})});
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Shipped);
        QCOMPARE(shop.order(u"1").lines.first().shipped, 5);
        QVERIFY(shop.balances());
    }

    /// It said that it left it, and sent it all the same: what was to go from elsewhere instead stays there.
    void sentAfterItWasPlannedElsewhere()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        shop.must(command::RecallParcel{parcel});
        shop.must(command::RecordRecall{parcel, {fulfilment::CancelReport::Outcome::Done, u"Cancelled"_s, {}}});
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}}));
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::PartlySent, {{u"T1"_s, 2}})});
        QCOMPARE(parcelsOf(shop, u"1"_s).last(), u"main planned l:1/0"_s);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Sent, {{u"T1"_s, 3}})});
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"bob sent l:3/3"_s, u"main cancelled l:1/0"_s}));
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Shipped);
        QCOMPARE(shop.at(u"A", u"bob"), u"7/0/0/0/0"_s);
        QCOMPARE(shop.at(u"A"), u"5/0/0/0/0"_s);
        QCOMPARE(shop.ask(query::Incidents{true}).size(), 0);
        QVERIFY(shop.balances());
    }

    void itsChannelSaysThatItLeft_data()
    {
        QTest::addColumn<Quantity>("shipped");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("parcel");
        for (const QString &state : {u"planned"_s, u"taken"_s, u"recalled"_s})
            QTest::newRow(qPrintable(state + u", all"_s)) << Quantity(3) << state << u"bob sent l:3/3"_s;
        QTest::newRow("planned, some") << Quantity(2) << u"planned"_s << u"bob planned l:1/0"_s;
        QTest::newRow("taken, some") << Quantity(2) << u"taken"_s << u"bob partly sent l:3/2"_s;
        QTest::newRow("recalled, some") << Quantity(2) << u"recalled"_s << u"bob being cancelled l:3/2"_s;
    }
    /// A node may tell the channel before it tells us: what left is booked once.
    void itsChannelSaysThatItLeft()
    {
        QFETCH(Quantity, shipped);
        QFETCH(QString, state);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        if (state != u"planned")
            handOver(shop, parcel);
        if (state == u"recalled")
            shop.must(command::RecallParcel{parcel});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 3, shipped}}, 100), {}, {}});
        QTEST(parcelsOf(shop, u"1"_s).first(), "parcel");
        QCOMPARE(shop.at(u"A", u"bob").section(u'/', 0, 0), u"7"_s);
        if (state != u"planned")
            shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Sent, {{u"T1"_s, 3}})});
        QCOMPARE(shop.at(u"A", u"bob").section(u'/', 0, 0), u"7"_s);
        QCOMPARE(shop.order(u"1").lines.first().shipped, state == u"planned" ? shipped : 3);
        QCOMPARE(shop.ask(query::Incidents{true}).size(), 0);
        QVERIFY(shop.balances());
    }

    /// The second parcel of a line at a node that has taken the first: planned anew it is replaced, and what the node leaves of the one is
    /// not the other's.
    void twoParcelsOfALineAtOneNode()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 first = planAtBob(shop);
        handOver(shop, first);
        planMore(shop, u"bob");
        PlannedParcel pinned = from(u"bob", {{u"l"_s, 2}});
        pinned.isPinned = true;
        shop.must(plan({{u"1"_s, {pinned}}}));
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"bob at the node l:3/0"_s, u"bob planned l:2/0"_s}));
        QCOMPARE(shop.ask(query::Waiting{}).orders.first().planned.size(), 1);
        const qint64 second = shop.order(u"1").parcels.last().id;
        shop.must(command::HandOver{second});
        shop.must(command::RecordHandOver{second, fulfilment::NodeReceipt{{u"k2"_s, u"901"_s}, false, {}}, {}});
        QCOMPARE(shop.at(u"A", u"bob"), u"5/0/5/0/0"_s);
        shop.must(command::CancelOrder{orderId(u"1"_s), {{u"l"_s, 3}}});
        QCOMPARE(shop.at(u"A", u"bob"), u"8/0/2/0/0"_s);
        shop.must(command::RecordRecall{second, {fulfilment::CancelReport::Outcome::Done, u"Cancelled"_s, {}}});
        QCOMPARE(shop.at(u"A", u"bob"), u"8/0/2/0/0"_s); // the first counts on them
        QVERIFY(shop.balances());
    }

    /// What nobody has begun with is given back first: the node is not asked for what another place still has.
    void givesBackWhatNobodyHasBegunWith()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        shop.must(command::DefineNode{node(u"west"), u"warehouse"_s, {}});
        shop.must(command::ReceiveStock{sku(u"A"), node(u"west"), 2});
        planMore(shop, u"west");
        shop.must(command::CancelOrder{orderId(u"1"_s), {{u"l"_s, 2}}});
        QCOMPARE(parcelsOf(shop, u"1"_s), (QStringList{u"bob at the node l:3/0"_s, u"west cancelled l:2/0"_s}));
        QVERIFY(shop.balances());
    }

    /// A node that is gone for good: its stock is counted as 0, its parcels are called back, and it need not answer to be removed.
    void aLostNodeGoes()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = planAtBob(shop);
        handOver(shop, parcel);
        QCOMPARE(shop.perform(command::RemoveNode{node(u"bob")}).error().code, Error::Code::NotAllowed);
        shop.must(command::CountStock{sku(u"A"), node(u"bob"), 0});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob being cancelled l:3/0"_s});
        QCOMPARE(shop.at(u"A"), u"2/3/0/0/0"_s); // what waits is found elsewhere
        QCOMPARE(waitingUnits(shop), 3);
        shop.must(command::RemoveNode{node(u"bob")});
        QCOMPARE(parcelsOf(shop, u"1"_s), QStringList{u"bob cancelled l:3/0"_s});
        shop.must(plan({{u"1"_s, {from(u"main", {{u"l"_s, 3}})}}}));
        QVERIFY(shop.balances());
    }

    void whatWaits()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 2, 3);
        shop.define(u"B", 4, 0);
        shop.kit(u"K", {{sku(u"A"), 1}, {sku(u"B"), 2}});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 5}}, 10), {}, {}}); // 3 at east, 2 at main
        ChannelOrder urgent = orderOf(u"2"_s, {{u"k"_s, u"B", 2}}, 20);
        urgent.shipBy = second(3'600);
        urgent.buyer.country = u"US"_s;
        urgent.buyer.postcode = u"10001"_s;
        shop.must(command::RecordOrder{urgent, {}, {}});
        ChannelOrder byChannel = orderOf(u"3"_s, {{u"l"_s, u"B", 1}}, 30);
        byChannel.fulfilment = ChannelOrder::Fulfilment::Channel;
        shop.must(command::RecordOrder{byChannel, {}, {}});
        shop.must(command::RecordOrder{orderOf(u"4"_s, {{u"l"_s, u"B", 1}}, 40), {}, {}});
        shop.must(command::HoldOrder{orderId(u"4"_s)});
        const query::Waiting::Answer waiting = shop.ask(query::Waiting{});
        QCOMPARE(waiting.orders.size(), 2);
        QCOMPARE(waiting.orders[0].order, orderId(u"2"_s));
        QCOMPARE(waiting.orders[0].postcode, u"10001"_s);
        QCOMPARE(waiting.orders[1].lines.first().at, (QMap<NodeId, Quantity>{{node(u"main"), 2}, {node(u"east"), 3}}));
        QCOMPARE(waiting.nodes.size(), 2);
        QCOMPARE(shop.ask(query::Waiting{{}, 1}).left, 1);
        QCOMPARE(shop.ask(query::Waiting{orderId(u"4"_s), 1}).orders.size(), 1);
    }

    void cartonsAndNodesGo()
    {
        using namespace command;
        CROSSDOCK_WORKSHOP(shop);
        const auto sides = [](qint64 length) { return rates::Dimensions{rates::Length::of(length, rates::LengthUnit::Inch), rates::Length::of(9, rates::LengthUnit::Inch), rates::Length::of(4, rates::LengthUnit::Inch)}; };
        const TakeCartons cartons{u"USD"_s, {{u"S"_s, sides(12), sides(13), rates::Weight::of(20, rates::WeightUnit::Pound), rates::Weight::of(4, rates::WeightUnit::Ounce), 80, true}, {u"M"_s, sides(16), sides(17), {}, {}, 120, false}}};
        shop.must(cartons);
        const int entries = shop.entries();
        shop.must(cartons);
        QCOMPARE(shop.entries(), entries);
        QCOMPARE(shop.ask(query::Cartons{}).boxes.size(), 2);
        QCOMPARE(shop.ask(query::Cartons{}).boxes[0].outer, sides(13));
        QCOMPARE(shop.perform(TakeCartons{u"USD"_s, {cartons.boxes[0], cartons.boxes[0]}}).error().code, Error::Code::InvalidInput);

        shop.define(u"A", 0, 3);
        QCOMPARE(shop.perform(RemoveNode{node(u"east")}).error().code, Error::Code::NotAllowed);
        shop.must(TransferStock{sku(u"A"), node(u"east"), node(u"main"), 3, false});
        shop.must(RemoveNode{node(u"east")});
        QCOMPARE(shop.ask(query::Nodes{}).size(), 1);
        QCOMPARE(shop.perform(ReceiveStock{sku(u"A"), node(u"east"), 3}).error().code, Error::Code::NotFound);
        shop.must(DefineNode{node(u"east"), u"warehouse"_s, {}});
        QCOMPARE(shop.ask(query::Nodes{}).size(), 2);
        QVERIFY(shop.balances());
    }
};

QTEST_GUILESS_MAIN(ParcelsTest)
#include "tst_parcels.moc"
