#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using fulfilment::NodeParcel;
using fulfilment::NodeStatus;
using State = fulfilment::Parcel::State;
using Box = NodeParcel::State;

namespace {

OrderId orderId(const QString &number) { return {channel(u"web"), number}; }

/// What a node shows, with one box of the order's three units where `box` is told.
NodeStatus shown(NodeStatus::State state, const QString &words = {}, std::optional<Box> box = {})
{
    NodeStatus status;
    status.ref = {u"k"_s, u"900"_s};
    status.state = state;
    status.words = words;
    if (box) {
        NodeParcel parcel;
        parcel.id = u"b1"_s;
        parcel.state = *box;
        parcel.words = words;
        parcel.units = {{u"0"_s, u"A"_s, 3}};
        status.parcels.append(parcel);
    }
    return status;
}

/// "open Order web/1 is stuck at bob", the oldest first.
QStringList told(Workshop &shop)
{
    QStringList texts;
    for (const Notice &notice : shop.ask(query::Notices{}))
        texts.prepend((notice.state == Notice::State::Open ? u"open "_s : notice.state == Notice::State::Done ? u"done "_s : u"? "_s) + notice.title);
    return texts;
}

} // namespace

/// What people are told of parcels at nodes of others: each trouble once, until it is over.
class ParcelNoticesTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    /// An order of 3 that a node of others has taken.
    static qint64 takenByBob(Workshop &shop)
    {
        shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}});
        shop.define(u"A", 5);
        shop.must(command::ReceiveStock{sku(u"A"), node(u"bob"), 10});
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 3}}), {}, {}});
        plan(shop, u"bob");
        const qint64 parcel = shop.order(u"1").parcels.last().id;
        shop.must(command::HandOver{parcel});
        shop.must(command::RecordHandOver{parcel, fulfilment::NodeReceipt{{u"k"_s, u"900"_s}, false, u"Processing"_s}, {}});
        return parcel;
    }
    static void plan(Workshop &shop, QStringView at)
    {
        fulfilment::PlannedParcel parcel;
        parcel.node = node(at);
        parcel.lines = {{u"l"_s, {}, 3, 0}};
        shop.must(command::RecordPlan{{{orderId(u"1"_s), {parcel}}}, {}, {}});
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void followsTheNode_data()
    {
        using Shown = NodeStatus::State;
        const QString stuck = u"Order web/1 is stuck at bob"_s, late = u"A box of order web/1: late"_s, back = u"A box of order web/1: coming back"_s, halted = u"A box of order web/1: needs somebody at the node"_s;
        QTest::addColumn<QList<NodeStatus>>("looks");
        QTest::addColumn<QStringList>("told");
        QTest::newRow("all is well") << QList{shown(Shown::Working), shown(Shown::Sent, {}, Box::OnTheWay)} << QStringList();
        QTest::newRow("stuck") << QList{shown(Shown::Stuck, u"out of stock"_s)} << QStringList{u"open "_s + stuck};
        QTest::newRow("stuck for long") << QList{shown(Shown::Stuck, u"out of stock"_s), shown(Shown::Stuck, u"out of stock"_s)} << QStringList{u"open "_s + stuck};
        QTest::newRow("stuck by another cause") << QList{shown(Shown::Stuck, u"out of stock"_s), shown(Shown::Stuck, u"bad address"_s)} << QStringList{u"done "_s + stuck, u"open "_s + stuck};
        QTest::newRow("it goes on") << QList{shown(Shown::Stuck, u"out of stock"_s), shown(Shown::Working)} << QStringList{u"done "_s + stuck};
        QTest::newRow("it gives up") << QList{shown(Shown::Stuck, u"out of stock"_s), shown(Shown::Lost)} << QStringList{u"done "_s + stuck};
        QTest::newRow("stuck again") << QList{shown(Shown::Stuck, u"x"_s), shown(Shown::Working), shown(Shown::Stuck, u"x"_s)} << QStringList{u"done "_s + stuck, u"open "_s + stuck};
        QTest::newRow("with its only box") << QList{shown(Shown::Stuck, u"out of stock"_s, Box::Stuck)} << QStringList{u"open "_s + stuck};
        QTest::newRow("a box alone") << QList{shown(Shown::Working, u"damaged"_s, Box::Stuck)} << QStringList{u"open "_s + halted};
        QTest::newRow("late, and there") << QList{shown(Shown::Sent, {}, Box::Late), shown(Shown::Sent, {}, Box::Delivered)} << QStringList{u"done "_s + late};
        QTest::newRow("late, and on its way back") << QList{shown(Shown::Sent, {}, Box::Late), shown(Shown::Sent, {}, Box::ComingBack)} << QStringList{u"done "_s + late, u"open "_s + back};
    }
    void followsTheNode()
    {
        QFETCH(QList<NodeStatus>, looks);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = takenByBob(shop);
        for (const NodeStatus &look : looks)
            shop.must(command::RecordNodeLook{parcel, look});
        QTEST(told(shop), "told");
        for (const Notice &notice : shop.ask(query::Notices{true}))
            QVERIFY2(looks.last().words.isEmpty() || notice.text.contains(looks.last().words), qPrintable(notice.text));
        QVERIFY(shop.balances());
    }

    /// It stands in the entry that told of it, and a person who has seen to it is not told again.
    void seenToByAPerson()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = takenByBob(shop);
        const Entry entry = shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Stuck, u"out of stock"_s)});
        const qint64 notice = entry.body[u"notice"_s].toInteger();
        QCOMPARE(shop.ask(query::Notices{}).first().notice, notice);
        QCOMPARE(shop.ask(query::Notices{}).first().entry, entry.number);
        shop.must(command::SettleNotice{notice, command::SettleNotice::What::Done, {}});
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Stuck, u"out of stock"_s)});
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Working)});
        QCOMPARE(told(shop), QStringList{u"done Order web/1 is stuck at bob"_s});
    }

    void calledBack()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = takenByBob(shop);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Stuck, u"out of stock"_s)});
        shop.must(command::RecallParcel{parcel});
        QCOMPARE(told(shop), QStringList{u"open Order web/1 is stuck at bob"_s});
        shop.must(command::RecordRecall{parcel, {fulfilment::CancelReport::Outcome::Done, u"Cancelled"_s, {}}});
        QCOMPARE(told(shop), QStringList{u"done Order web/1 is stuck at bob"_s});
        QCOMPARE(shop.order(u"1").parcels.last().state, State::Cancelled);
    }

    void unseen()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = takenByBob(shop);
        const NodeStatus before = shown(NodeStatus::State::Working, u"Processing"_s);
        shop.must(command::RecordNodeLook{parcel, before});
        const Time since = shop.clock.now();
        shop.must(command::RecordUnseen{parcel, since});
        shop.must(command::RecordUnseen{parcel, since + 1h});
        QCOMPARE(told(shop), QStringList{u"open bob does not show order web/1 any more"_s});
        QVERIFY(shop.ask(query::Notices{}).first().text.contains(u"900"_s));
        QVERIFY(shop.order(u"1").parcels.last().isUnseen);
        QCOMPARE(shop.order(u"1").parcels.last().state, State::AtNode);
        shop.must(command::RecordNodeLook{parcel, before}); // as it was
        QCOMPARE(told(shop), QStringList{u"done bob does not show order web/1 any more"_s});
        QVERIFY(!shop.order(u"1").parcels.last().isUnseen);
        QCOMPARE(shop.order(u"1").parcels.last().words, u"Processing"_s);
    }

    void unmoved_data()
    {
        QTest::addColumn<int>("hours"); // since the node showed something new
        QTest::addColumn<bool>("goesOn"); // then
        QTest::addColumn<QStringList>("states"); // of notices
        QTest::newRow("a day is not over") << 23 << false << QStringList();
        QTest::newRow("it stands still, told once") << 24 << false << QStringList{u"open"_s};
        QTest::newRow("it goes on") << 24 << true << QStringList{u"done"_s};
    }
    void unmoved()
    {
        QFETCH(int, hours);
        QFETCH(bool, goesOn);
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = takenByBob(shop);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Taken)});
        shop.clock.pass(std::chrono::hours(hours));
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Taken)}); // nothing new
        const Entry entry = shop.must(command::RecordUnmoved{parcel});
        QCOMPARE(entry.what, hours < 24 ? QString() : u"parcel.stuck"_s);
        shop.clock.pass(6h);
        if (hours >= 24)
            QCOMPARE(shop.must(command::RecordUnmoved{parcel}).what, QString()); // known
        if (goesOn)
            shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Working)});
        QFETCH(QStringList, states);
        const QStringList titles = told(shop);
        QCOMPARE(titles.size(), states.size());
        for (qsizetype i = 0; i < titles.size(); ++i)
            QVERIFY2(titles[i].startsWith(u"%1 Parcel %2 at bob has not moved since "_s.arg(states[i]).arg(parcel)), qPrintable(titles[i]));
        QCOMPARE(shop.order(u"1").parcels.last().state, State::AtNode);
    }

    /// Whoever gave it up as not there is heard when it is there after all: the node is to leave it.
    void turnsUpAfterItWasGivenUp()
    {
        CROSSDOCK_WORKSHOP(shop);
        const qint64 parcel = takenByBob(shop);
        shop.must(command::RecordUnseen{parcel, shop.clock.now()});
        shop.must(command::RecallParcel{parcel});
        shop.must(command::RecordRecall{parcel, {fulfilment::CancelReport::Outcome::Done, u"not there"_s, {}}});
        QCOMPARE(told(shop), QStringList{u"done bob does not show order web/1 any more"_s});
        QCOMPARE(shop.order(u"1").parcels.last().state, State::Cancelled);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Working)});
        QCOMPARE(shop.order(u"1").parcels.last().state, State::Cancelling);
        shop.must(command::RecordNodeLook{parcel, shown(NodeStatus::State::Cancelled)});
        QCOMPARE(shop.order(u"1").parcels.last().state, State::Cancelled);
        QCOMPARE(shop.at(u"A", u"bob"), u"7/3/0/0/0"_s);
        QVERIFY(shop.balances());
    }
};

QTEST_GUILESS_MAIN(ParcelNoticesTest)
#include "tst_parcel_notices.moc"
