#include "app/engine/back_tester.h"
#include "app/engine/node_courier.h"
#include "app/engine/router_room.h"
#include "tests/core/fulfilment/fake_node.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTemporaryDir>
#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using fulfilment::NodeParcel;
using fulfilment::NodeStatus;
using State = fulfilment::Parcel::State;

namespace {

OrderId orderId(const QString &number) { return {channel(u"web"), number}; }

/// An inventory whose store cannot be read for a while.
class BrokenInventory : public simulation::SimInventory
{
public:
    BrokenInventory(Workshop &shop, const QString &folder)
        : SimInventory(*shop.core, shop.answers, shop.clock)
        , m_empty(*store::Database::open({store::Source::Kind::Sqlite, folder + u"/empty.db"_s, false}))
        , m_noAnswers(*m_empty)
    {
    }

    int sound = 0, failures = 0; ///< reads that work, and then some that fail

protected:
    void read(Job job) override
    {
        if (sound-- > 0 || failures-- <= 0)
            SimInventory::read(std::move(job));
        else
            SimInventory::read([this, job = std::move(job)](Answers &) { job(m_noAnswers); });
    }

private:
    std::unique_ptr<store::Database> m_empty; ///< without a table
    answers::StoreAnswers m_noAnswers;
};

/// A shop with an own warehouse, and ten of A at a node of others with its courier; the router decides by itself.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(shop, folder.path())
        , node(shop.clock)
    {
        shop.must(command::RemoveNode{tests::node(u"east")});
        shop.must(command::DefineNode{tests::node(u"bob"), u"shipbob"_s, {}});
        shop.define(u"A", 0);
        shop.must(command::ReceiveStock{sku(u"A"), tests::node(u"bob"), 10});
        QObject::connect(&inventory, &Inventory::happened, &inventory, [this](const Events &events) { take(events); });
    }

    void take(const Events &events)
    {
        if (router)
            router->take(events);
        for (const Event &event : *events)
            if (const auto *parcels = std::get_if<event::ParcelsChanged>(&event); parcels && courier)
                courier->takeChange(*parcels);
            else if (const auto *changed = std::get_if<event::NodeChanged>(&event); changed && courier)
                courier->takeRow(changed->row);
    }
    void start()
    {
        router = std::make_unique<app::RouterRoom>(inventory, shop.clock, app::WavePrices::Ask());
        courier = std::make_unique<app::NodeCourier>(tests::node(u"bob"), node, inventory, shop.clock);
        router->goOn();
        courier->goOn();
    }
    void stop()
    {
        courier.reset();
        router.reset();
    }
    /// Virtual time goes on, and what threads would tell each other is told.
    void pass(Milliseconds span)
    {
        const Time end = shop.clock.now() + span;
        do {
            QCoreApplication::processEvents();
            QCoreApplication::processEvents(); // what the first round posted
        } while (shop.clock.step(end));
        shop.clock.pass(end - shop.clock.now());
    }
    void sell(const QString &number, Quantity quantity = 2, bool hasAddress = true, int atSecond = 1)
    {
        ChannelOrder order = orderOf(number, {{u"l"_s, u"A", quantity}}, atSecond);
        if (!hasAddress)
            order.buyer = {};
        else
            addAddress(order);
        shop.must(command::RecordOrder{order, {}, {}});
    }
    static void addAddress(ChannelOrder &order)
    {
        order.buyer.name = u"Ann Lee"_s;
        order.buyer.address = u"1 Long Street"_s;
        order.buyer.country = u"US"_s;
    }
    fulfilment::Parcel parcel(const QString &number = u"1"_s)
    {
        const auto parcels = shop.order(number).parcels;
        return parcels.isEmpty() ? fulfilment::Parcel{} : parcels.last();
    }
    static NodeParcel boxOf(Quantity units)
    {
        NodeParcel box;
        box.id = u"b1"_s;
        box.state = NodeParcel::State::Sent;
        box.carrier = u"ups"_s;
        box.tracking = u"1Z"_s;
        box.units = {{u"0"_s, u"A"_s, units}};
        return box;
    }
    /// What the node shows from now on.
    void show(NodeStatus::State state, Quantity left, const QString &words = {})
    {
        NodeStatus &status = node.orders.last();
        status.state = state;
        status.words = words;
        status.parcels.clear();
        if (left > 0)
            status.parcels.append(boxOf(left));
    }

    QTemporaryDir folder;
    Workshop shop;
    BrokenInventory inventory;
    FakeNode node;
    std::unique_ptr<app::RouterRoom> router;
    std::unique_ptr<app::NodeCourier> courier;
};

} // namespace

/// From the sale to the node's parcel, in virtual time: decided, handed over once, looked after, planned again.
class CourierTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void decidedHandedOverSent()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(10s);
        QCOMPARE(scene.parcel().state, State::AtNode);
        QCOMPARE(scene.node.effects, 1);
        QCOMPARE(scene.node.orders.firstKey(), scene.parcel().ref.key);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"8/0/2/0/0"_s);
        scene.show(NodeStatus::State::Sent, 2);
        scene.courier->lookSoon(scene.parcel().ref);
        scene.pass(10s);
        QCOMPARE(scene.parcel().state, State::Sent);
        QCOMPARE(scene.parcel().tracking, u"1Z"_s);
        QCOMPARE(scene.shop.order(u"1").row.state, OrderRow::State::Shipped);
        QVERIFY(scene.shop.balances());
    }

    /// Without a hint the node is looked at in its rhythm.
    void lookedAtByItself()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(10s);
        scene.show(NodeStatus::State::Sent, 2);
        scene.pass(6min);
        QCOMPARE(scene.shop.order(u"1").row.state, OrderRow::State::Shipped);
    }

    void diesAnywhere_data()
    {
        QTest::addColumn<int>("milliseconds"); // after the decision is possible
        for (int at = 0; at <= 12; ++at)
            QTest::newRow(qPrintable(QString::number(at))) << at;
    }
    /// The program ends at some moment of handing over, and comes again: the node has the order once, the ledger knows it.
    void diesAnywhere()
    {
        QFETCH(int, milliseconds);
        CROSSDOCK_OPEN(Scene, scene);
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(1'500ms + Milliseconds{milliseconds});
        scene.stop();
        scene.pass(60s);
        scene.start();
        scene.pass(10min);
        QCOMPARE(scene.parcel().state, State::AtNode);
        QCOMPARE(scene.node.effects, 1);
        QVERIFY(scene.shop.balances());
    }

    void answersBadly_data()
    {
        using Failure = FakeNode::Failure;
        QTest::addColumn<QList<std::optional<Failure>>>("failures");
        QTest::addColumn<bool>("isEffective");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("effects");
        const Failure lost{Failure::Kind::Unreachable, u"no answer"_s, 0ms, true}, refused{Failure::Kind::Rejected, u"unknown SKU"_s, 0ms, false}, closed{Failure::Kind::Unreachable, u"503"_s, 0ms, false};
        QTest::newRow("its answer is lost") << QList<std::optional<Failure>>{lost} << true << u"at the node"_s << 1;
        QTest::newRow("it never came there") << QList<std::optional<Failure>>{lost} << false << u"at the node"_s << 1;
        QTest::newRow("it is closed for a while") << QList<std::optional<Failure>>{closed, closed} << false << u"at the node"_s << 1;
        QTest::newRow("it refuses") << QList<std::optional<Failure>>{refused} << false << u"refused by the node"_s << 0;
    }
    void answersBadly()
    {
        QFETCH(QList<std::optional<FakeNode::Failure>>, failures);
        QFETCH(bool, isEffective);
        CROSSDOCK_OPEN(Scene, scene);
        scene.node.failures = failures;
        scene.node.takesEffectAllTheSame = isEffective;
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(20min);
        QTEST(nameOf(scene.parcel().state), "state");
        QTEST(scene.node.effects, "effects");
        QVERIFY(scene.shop.balances());
    }

    void storeCannotBeRead_data()
    {
        QTest::addColumn<int>("sound");
        for (int reads = 0; reads < 24; ++reads)
            QTest::newRow(qPrintable(u"after %1 reads"_s.arg(reads))) << reads;
    }
    /// That is no reason to give a parcel up: it is tried again.
    void storeCannotBeRead()
    {
        QFETCH(int, sound);
        CROSSDOCK_OPEN(Scene, scene);
        scene.inventory.sound = sound;
        scene.inventory.failures = 5;
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(20min);
        QCOMPARE(scene.shop.order(u"1").parcels.size(), 1);
        QCOMPARE(nameOf(scene.parcel().state), u"at the node"_s);
        QCOMPARE(scene.node.effects, 1);
    }

    void addressComesLate_data()
    {
        QTest::addColumn<QString>("country"); // that was told first
        QTest::newRow("nothing was told") << QString();
        QTest::newRow("only the country") << u"US"_s;
    }
    /// The parcel waits for it; after a while somebody is told, once.
    void addressComesLate()
    {
        QFETCH(QString, country);
        CROSSDOCK_OPEN(Scene, scene);
        scene.start();
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 2}}, 1);
        order.buyer = {};
        order.buyer.country = country;
        scene.shop.must(command::RecordOrder{order, {}, {}});
        scene.pass(25min);
        QCOMPARE(nameOf(scene.parcel().state), u"planned"_s);
        QVERIFY(scene.shop.ask(query::Notices{}).isEmpty());
        scene.pass(2h);
        QCOMPARE(scene.shop.ask(query::Notices{}).size(), 1);
        QCOMPARE(scene.shop.ask(query::Notices{}).first().title, u"Order web/1 has no address"_s);
        QCOMPARE(scene.node.creations, 0);
        Scene::addAddress(order);
        order.revision += 1s;
        scene.shop.must(command::RecordOrder{order, {}, {}});
        scene.pass(2min);
        QCOMPARE(nameOf(scene.parcel().state), u"at the node"_s);
        QCOMPARE(scene.node.created.last().to.address, u"1 Long Street"_s);
        QCOMPARE(scene.shop.order(u"1").row.shipTo, u"US"_s);
    }

    void changedDuringTheQuestion_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"recalled", "cancelled", "held"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    /// While the node is asked whether it has it: it must not be handed over any more.
    void changedDuringTheQuestion()
    {
        QFETCH(QString, what);
        CROSSDOCK_OPEN(Scene, scene);
        scene.node.asked = [&] {
            const Command command = what == u"recalled" ? Command(command::RecallParcel{scene.parcel().id}) : what == u"cancelled" ? Command(command::CancelOrder{orderId(u"1"_s), {}}) : Command(command::HoldOrder{orderId(u"1"_s)});
            scene.inventory.perform({{}, {Actor::Kind::Person, u"tester"_s}, {}, 0, command}, &scene.inventory, [](const Result<Entry> &entry) { QVERIFY(entry); });
        };
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(1'600ms);
        const fulfilment::Parcel first = scene.shop.order(u"1").parcels.first();
        scene.pass(10min);
        QVERIFY(!scene.node.orders.contains(first.ref.key));
        QCOMPARE(nameOf(scene.shop.order(u"1").parcels.first().state), what == u"held" ? u"being handed over"_s : u"cancelled"_s);
        if (what == u"held") {
            scene.shop.must(command::ReleaseOrder{orderId(u"1"_s)});
            scene.pass(2min);
            QVERIFY(scene.node.orders.contains(first.ref.key));
        }
        QVERIFY(scene.shop.balances());
    }

    /// A parcel is called back from a node that does not answer: it is asked until it does.
    void recalledFromASilentNode()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.node.deafLooks = 3;
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(10s);
        const qint64 first = scene.parcel().id;
        QCOMPARE(nameOf(scene.parcel().state), u"being handed over"_s);
        scene.shop.must(command::RecallParcel{first});
        scene.pass(10min);
        QCOMPARE(nameOf(scene.shop.order(u"1").parcels.first().state), u"cancelled"_s);
        QVERIFY(scene.shop.balances());
    }

    /// It did not show it when it was asked, and has it: it is asked to leave it as soon as it is seen.
    void turnsUpAfterItWasRecalled()
    {
        CROSSDOCK_OPEN(Scene, scene);
        using Failure = FakeNode::Failure;
        scene.node.failures = {Failure{Failure::Kind::Unreachable, u"no answer"_s, 0ms, true}};
        scene.node.blindLooks = 1'000;
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(1'600ms);
        const fulfilment::Parcel first = scene.shop.order(u"1").parcels.first();
        scene.stop(); // between the handing over and the answer
        QCOMPARE(scene.node.effects, 1);
        scene.shop.must(command::RecallParcel{first.id});
        scene.shop.must(command::HoldOrder{orderId(u"1"_s)});
        scene.start();
        scene.pass(1min);
        QCOMPARE(nameOf(scene.parcel().state), u"cancelled"_s);
        scene.node.blindLooks = 0;
        scene.pass(6min);
        QCOMPARE(nameOf(scene.parcel().state), u"being cancelled"_s);
        scene.node.orders.last().state = NodeStatus::State::Cancelled;
        scene.pass(6min);
        QCOMPARE(nameOf(scene.parcel().state), u"cancelled"_s);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"8/2/0/0/0"_s);
        QVERIFY(scene.shop.balances());
    }

    /// A node that a person fed by hand is fed by itself once its account says so; a channel that came since has its kind.
    void takesChangesUp()
    {
        CROSSDOCK_OPEN(Scene, scene);
        NodeDetails byHand;
        byHand.account = {{u"orders"_s, u"by-hand"_s}};
        scene.shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}, byHand});
        scene.start();
        ChannelDetails late;
        late.name = channel(u"late");
        late.kind = u"shopify"_s;
        late.url = u"http://localhost"_s;
        scene.shop.must(command::AddChannel{late});
        ChannelOrder order = orderOf(u"1"_s, {{u"l"_s, u"A", 2}}, 1, u"late");
        Scene::addAddress(order);
        scene.shop.must(command::RecordOrder{order, {}, {}});
        scene.pass(10min);
        QCOMPARE(scene.node.creations, 0);
        scene.shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}, NodeDetails{}});
        scene.pass(10s);
        QCOMPARE(scene.node.effects, 1);
        QCOMPARE(scene.node.created.last().channel, u"shopify"_s);
    }

    /// What was planned and is not all of it any more is planned again at once.
    void grownAfterItWasPlanned()
    {
        CROSSDOCK_OPEN(Scene, scene);
        NodeDetails card;
        card.costs = NodeDetails::CostCard{u"USD"_s, 100, 0, 10, 0, 0, 0};
        scene.shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, card});
        scene.shop.must(command::DefineNode{node(u"bob"), u"warehouse"_s, {}, card});
        scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 10});
        scene.start();
        scene.sell(u"1"_s, 2);
        scene.pass(7min);
        QCOMPARE(scene.parcel().plan.lines.first().quantity, 2);
        scene.sell(u"1"_s, 5, true, 100);
        scene.pass(10s);
        QCOMPARE(scene.shop.order(u"1").parcels.size(), 1);
        QCOMPARE(scene.parcel().plan.lines.first().quantity, 5);
        const int entries = scene.shop.entries();
        scene.pass(1h);
        QCOMPARE(scene.shop.entries(), entries);
    }

    void routedAnew_data()
    {
        QTest::addColumn<QString>("why");
        for (const char *why : {"the node refuses it", "the node cancels it by itself", "it is not there", "the place is closed", "the cut-off is missed"})
            QTest::newRow(why) << QString::fromLatin1(why);
    }
    /// Two orders are planned at one place; what goes wrong there moves what it must, and nothing else.
    void routedAnew()
    {
        QFETCH(QString, why);
        CROSSDOCK_OPEN(Scene, scene);
        NodeDetails cheap, dear;
        cheap.costs = NodeDetails::CostCard{u"USD"_s, 100, 0, 10, 0, 0, 0};
        dear.costs = NodeDetails::CostCard{u"USD"_s, 300, 0, 10, 0, 0, 0};
        if (why == u"the cut-off is missed") { // it is 14:13 UTC
            cheap.cutOff = QTime(15, 0);
            dear.cutOff = QTime(16, 0);
        }
        const bool isRefused = why == u"the node refuses it", isCancelled = why == u"the node cancels it by itself", isOfOthers = isRefused || isCancelled;
        scene.shop.must(command::DefineNode{node(u"bob"), isOfOthers ? u"shipbob"_s : u"warehouse"_s, {}, cheap});
        scene.shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, dear});
        scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 10});
        if (isRefused)
            scene.node.failures = {FakeNode::Failure{FakeNode::Failure::Kind::Rejected, u"unknown SKU"_s, 0ms, false}};
        scene.start();
        for (const QString &number : {u"1"_s, u"2"_s}) {
            ChannelOrder order = orderOf(number, {{u"l"_s, u"A", 2}}, number.toInt());
            Scene::addAddress(order);
            if (why == u"the cut-off is missed" && number == u"1")
                order.shipBy = second(2 * 3'600);
            scene.shop.must(command::RecordOrder{order, {}, {}});
        }
        scene.pass(35min);
        QCOMPARE(scene.parcel(u"2"_s).plan.node, node(u"bob"));
        if (isCancelled) {
            const fulfilment::Parcel taken = scene.parcel(u"1"_s);
            QCOMPARE(taken.state, State::AtNode);
            scene.node.orders[taken.ref.key].state = NodeStatus::State::Cancelled;
            scene.node.orders[taken.ref.key].words = u"Cancelled"_s;
            scene.courier->lookSoon(taken.ref);
        }
        if (!isOfOthers) {
            QCOMPARE(scene.parcel(u"1"_s).plan.node, node(u"bob"));
            scene.shop.must(command::PickOrder{orderId(u"2"_s)}); // the bench has begun with it
        }
        if (why == u"it is not there")
            scene.shop.must(command::CountStock{sku(u"A"), node(u"bob"), 2});
        cheap.isClosed = true;
        if (why == u"the place is closed")
            scene.shop.must(command::DefineNode{node(u"bob"), u"warehouse"_s, {}, cheap});
        scene.pass(why == u"the cut-off is missed" ? 20min : 1min);
        QCOMPARE(scene.parcel(u"1"_s).plan.node, node(u"main"));
        QCOMPARE(scene.parcel(u"2"_s).plan.node, node(u"bob"));
        QCOMPARE(scene.shop.at(u"A"), u"8/2/0/0/0"_s);
        if (isOfOthers) {
            QCOMPARE(scene.node.effects, isRefused ? 1 : 2); // it is not asked for the same order again
            QCOMPARE(scene.shop.order(u"1").timeline.last().why, u"bob could not send it: %1"_s.arg(isRefused ? u"unknown SKU"_s : u"Cancelled"_s));
        }
        const int entries = scene.shop.entries();
        scene.pass(why == u"the cut-off is missed" ? 40min : 120min); // the other place closes later
        QCOMPARE(scene.shop.entries(), entries);
        QVERIFY(scene.shop.balances());
    }

    /// It is handed nothing until it opens again.
    void closedNodeOfOthers()
    {
        CROSSDOCK_OPEN(Scene, scene);
        NodeDetails closed;
        closed.isClosed = true;
        scene.sell(u"1"_s);
        fulfilment::PlannedParcel parcel;
        parcel.node = node(u"bob");
        parcel.lines = {{u"l"_s, sku(u"A"), 2, 0}};
        scene.shop.must(command::RecordPlan{{{orderId(u"1"_s), {parcel}}}, {}, {}});
        scene.shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}, closed});
        scene.start();
        scene.sell(u"2"_s, 1, true, 2);
        scene.pass(10min);
        QCOMPARE(nameOf(scene.parcel().state), u"planned"_s);
        QCOMPARE(scene.shop.order(u"2").parcels.size(), 0);
        scene.shop.must(command::DefineNode{node(u"bob"), u"shipbob"_s, {}, NodeDetails{}});
        scene.pass(1min);
        QCOMPARE(nameOf(scene.parcel().state), u"at the node"_s);
        QCOMPARE(nameOf(scene.parcel(u"2"_s).state), u"at the node"_s);
    }

    /// A node that is silent for long is told of, once; when it answers, all goes on.
    void silentForLong()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.node.failures = QList<std::optional<FakeNode::Failure>>(20'000, FakeNode::Failure{FakeNode::Failure::Kind::Unreachable, u"503"_s, 0ms, false});
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(20min);
        QVERIFY(scene.shop.ask(query::Notices{}).isEmpty());
        scene.pass(3h);
        const auto notices = scene.shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().title, u"bob does not answer"_s);
        QVERIFY(notices.first().text.contains(u"503"_s));
        QCOMPARE(nameOf(scene.parcel().state), u"being handed over"_s);
        scene.node.failures.clear();
        scene.pass(10min);
        QCOMPARE(nameOf(scene.parcel().state), u"at the node"_s);
        QCOMPARE(scene.node.effects, 1);
    }

    /// It had taken the order and cannot send it: what the own warehouse has by then goes from there, and the node is not asked again.
    void rejectsAfterAccepting()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(10s);
        scene.show(NodeStatus::State::Lost, 0, u"Unfulfillable"_s);
        scene.pass(6min);
        QCOMPARE(scene.parcel().state, State::Lost);
        scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 5});
        scene.pass(10min);
        QCOMPARE(scene.parcel().plan.node, node(u"main"));
        QCOMPARE(scene.parcel().state, State::Planned);
        QCOMPARE(scene.shop.at(u"A"), u"3/2/0/0/0"_s);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"10/0/0/0/0"_s);
        QCOMPARE(scene.node.effects, 1);
        QVERIFY(scene.shop.balances());
    }

    void givenUpAndNobodyElse_data()
    {
        QTest::addColumn<bool>("isRefused"); // else it is taken, and cancelled by the node itself
        QTest::addColumn<QString>("then");
        QTest::newRow("refused, and another one has it then") << true << u"received"_s;
        QTest::newRow("cancelled there, and another one has it then") << false << u"received"_s;
        QTest::newRow("cancelled there, and the order is cancelled") << false << u"cancelled"_s;
    }
    /// Somebody is told, once and until it is over; the node is not asked again.
    void givenUpAndNobodyElse()
    {
        QFETCH(bool, isRefused);
        QFETCH(QString, then);
        CROSSDOCK_OPEN(Scene, scene);
        if (isRefused)
            scene.node.failures = {FakeNode::Failure{FakeNode::Failure::Kind::Rejected, u"unknown SKU"_s, 0ms, false}};
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(10s);
        if (!isRefused)
            scene.show(NodeStatus::State::Cancelled, 0, u"Cancelled"_s);
        scene.pass(2h);
        QCOMPARE(scene.node.creations, 1);
        const auto notices = scene.shop.ask(query::Notices{});
        QCOMPARE(notices.size(), 1);
        QCOMPARE(notices.first().title, u"Order web/1 can be sent from nowhere"_s);
        QVERIFY2(notices.first().text.startsWith(u"bob could not send it: "_s + (isRefused ? u"unknown SKU"_s : u"Cancelled"_s)), qPrintable(notices.first().text));
        scene.stop();
        scene.start(); // it was told
        scene.pass(2h);
        QCOMPARE(scene.shop.ask(query::Notices{}).size(), 1);
        QCOMPARE(scene.shop.ask(query::Notices{true}).size(), 1);
        if (then == u"received")
            scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 5});
        else
            scene.shop.must(command::CancelOrder{orderId(u"1"_s), {}});
        scene.pass(2min);
        QCOMPARE(scene.shop.ask(query::Notices{true}).size(), 0);
        QCOMPARE(scene.parcel().plan.node, node(then == u"received" ? u"main" : u"bob"));
        QCOMPARE(scene.node.creations, 1);
        QVERIFY(scene.shop.balances());
    }

    void forgotten_data()
    {
        QTest::addColumn<QString>("then");
        QTest::addColumn<QString>("state");
        QTest::newRow("it shows it again") << u"shown"_s << u"at the node"_s;
        QTest::newRow("a person calls it back") << u"recalled"_s << u"cancelled"_s;
        QTest::newRow("its order is cancelled") << u"cancelled"_s << u"cancelled"_s;
        QTest::newRow("it is called back and was there all the same") << u"recalled, shown"_s << u"at the node"_s;
    }
    /// It had taken the order and knows nothing of it any more: somebody is told once, and nothing is sent twice by itself.
    void forgotten()
    {
        QFETCH(QString, then);
        CROSSDOCK_OPEN(Scene, scene);
        scene.node.cancelled = {fulfilment::CancelReport::Outcome::TooLate, u"not found"_s, {}};
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(10s);
        const fulfilment::Parcel taken = scene.parcel();
        const NodeStatus known = scene.node.orders.take(taken.ref.key);
        scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 5});
        scene.pass(25min);
        QVERIFY(scene.shop.ask(query::Notices{}).isEmpty());
        scene.pass(3h);
        QCOMPARE(scene.shop.ask(query::Notices{}).size(), 1);
        QCOMPARE(scene.shop.ask(query::Notices{}).first().title, u"bob does not show order web/1 any more"_s);
        QCOMPARE(scene.shop.order(u"1").parcels.size(), 1);
        QVERIFY(scene.parcel().isUnseen);
        QCOMPARE(scene.node.effects, 1);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"8/0/2/0/0"_s);
        if (then.startsWith(u"recalled")) {
            scene.shop.must(command::HoldOrder{orderId(u"1"_s)}); // else it is planned again at once
            scene.shop.must(command::RecallParcel{taken.id});
        }
        if (then == u"cancelled")
            scene.shop.must(command::CancelOrder{orderId(u"1"_s), {}});
        if (then == u"recalled, shown") // while it is asked to leave it
            scene.node.orders.insert(taken.ref.key, known);
        scene.pass(1min);
        scene.node.orders.insert(taken.ref.key, known);
        if (then == u"shown")
            scene.pass(6min);
        QTEST(nameOf(scene.parcel().state), "state");
        if (then == u"recalled, shown")
            scene.pass(6min);
        QVERIFY(scene.shop.ask(query::Notices{true}).isEmpty());
        QVERIFY(scene.shop.balances());
    }

    /// Days after it was to leave nothing has happened: people are told once, until it moves.
    void standsStill()
    {
        CROSSDOCK_OPEN(Scene, scene);
        const auto told = [&](bool onlyOpen) {
            const auto notices = scene.shop.ask(query::Notices{onlyOpen});
            return static_cast<int>(std::count_if(notices.begin(), notices.end(), [](const Notice &one) { return one.title.contains(u"has not moved since"_s); }));
        };
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(20h);
        QCOMPARE(told(false), 0);
        scene.pass(96h);
        QCOMPARE(told(true), 1);
        QCOMPARE(told(false), 1);
        QCOMPARE(nameOf(scene.parcel().state), u"at the node"_s);
        scene.node.orders[scene.parcel().ref.key].state = NodeStatus::State::Working;
        scene.pass(6min);
        QCOMPARE(told(true), 0);
        QCOMPARE(told(false), 1);
    }

    void heldAndCancelled()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.sell(u"1"_s);
        scene.shop.must(command::HoldOrder{orderId(u"1"_s)});
        scene.start();
        scene.pass(10min);
        QCOMPARE(scene.node.effects, 0);
        scene.shop.must(command::ReleaseOrder{orderId(u"1"_s)});
        scene.pass(10s);
        QCOMPARE(scene.node.effects, 1);
        scene.shop.must(command::CancelOrder{orderId(u"1"_s), {}});
        scene.show(NodeStatus::State::Cancelled, 0, u"Cancelled"_s);
        scene.pass(6min);
        QCOMPARE(scene.parcel().state, State::Cancelled);
        QCOMPARE(scene.shop.at(u"A", u"bob"), u"10/0/0/0/0"_s);
        QVERIFY(scene.shop.balances());
    }

    /// A shop with one node never hears of any of it.
    void oneNodeIsLeftAlone()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.shop.must(command::TransferStock{sku(u"A"), node(u"bob"), node(u"main"), 10, false});
        scene.shop.must(command::RemoveNode{node(u"bob")});
        scene.start();
        const int entries = scene.shop.entries();
        scene.sell(u"1"_s);
        scene.pass(60min);
        QCOMPARE(scene.shop.entries(), entries + 1);
        QCOMPARE(scene.shop.order(u"1").parcels.size(), 0);
    }

    /// The same orders by two policies, day by day, each with what was there at the beginning of its day.
    void pastOrdersByTwoPolicies()
    {
        CROSSDOCK_OPEN(Scene, scene);
        const auto card = [](qint64 fee) {
            NodeDetails details;
            details.costs = NodeDetails::CostCard{u"USD"_s, fee, 0, 0, 0, 0, 0};
            return details;
        };
        scene.shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, card(300)});
        scene.shop.must(command::DefineNode{node(u"bob"), u"warehouse"_s, {}, card(100)});
        scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 10});
        const Time first = scene.shop.clock.now();
        scene.pass(24h);
        for (const int day : {1, 2}) {
            for (int i = 0; i < 3; ++i) {
                ChannelOrder order = orderOf(QString::number(10 * day + i), {{u"l"_s, u"A", 1}}, 86'400 * day + i);
                scene.shop.must(command::RecordOrder{order, {}, {}});
            }
            scene.pass(24h);
        }
        fulfilment::BackTestWish wish{first, scene.shop.clock.now(), {}, {}, fulfilment::BackTestWish::Span::Day};
        wish.first.protectsLastUnits = wish.second.protectsLastUnits = false;
        wish.second.closed = {node(u"bob")};
        std::optional<Result<fulfilment::BackTest>> told;
        app::BackTester::run(scene.inventory, wish, std::make_shared<Progress>(), &scene.inventory, [&](const Result<fulfilment::BackTest> &test) { told = test; });
        scene.pass(1min);
        QVERIFY(told);
        QVERIFY2(*told, *told ? "" : qPrintable(told->error().subject + u": "_s + told->error().detail));
        const fulfilment::BackTest &test = **told;
        QCOMPARE(test.first.orders, 6);
        QCOMPARE(test.first.cost, 6 * (100 + 500)); // no price list: a parcel counts 5.00
        QCOMPARE(test.second.cost, 6 * (300 + 500));
        QCOMPARE(test.spans, 2);
        QCOMPARE(test.saves.high, -6 * 200.0);
    }

    /// Two own warehouses: decided shortly before the cut-off of the one that the plan needs, not earlier.
    void waitsForTheCutOff()
    {
        CROSSDOCK_OPEN(Scene, scene);
        NodeDetails card;
        card.costs = NodeDetails::CostCard{u"USD"_s, 100, 0, 10, 0, 0, 0};
        card.cutOff = QTime(16, 0); // it is 14:13 UTC
        scene.shop.must(command::DefineNode{node(u"main"), u"warehouse"_s, {}, card});
        scene.shop.must(command::DefineNode{node(u"bob"), u"warehouse"_s, {}, card});
        scene.shop.must(command::ReceiveStock{sku(u"A"), node(u"main"), 10});
        scene.start();
        scene.sell(u"1"_s);
        scene.pass(70min);
        QCOMPARE(scene.shop.order(u"1").parcels.size(), 0);
        scene.pass(10min);
        QCOMPARE(scene.parcel().state, State::Planned);
        const Entry entry = scene.shop.order(u"1").timeline.last();
        QCOMPARE(entry.what, u"plan.record"_s);
        QCOMPARE(entry.actor.name, u"router"_s);
    }
};

QTEST_GUILESS_MAIN(CourierTest)
#include "tst_courier.moc"
