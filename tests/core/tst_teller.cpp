#include "core/inventory/channels/order_teller.h"

#include "core/inventory/orders/shipments.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using Kind = CallFailure::Kind;
using State = ChannelOrder::State;

namespace {

/// A channel that answers what a test tells it to, later.
class FakePort : public ChannelPort
{
public:
    explicit FakePort(Clock &clock)
        : m_clock(clock)
    {
    }

    QStringList calls; ///< "ship 1 T1", "read 1", "cancel 1"
    QList<Kind> failures; ///< of what is told next; none left: "yes"
    State shown = State::Open; ///< of every order
    bool isSlow = false; ///< a parcel is answered by answerNow() only
    std::function<void()> answerNow;

    Traits traits() const override { return {}; }
    void push(const QList<Offer> &, Done<PushReply>) override {}
    void readQuantities(const QList<ListingAddress> &, Done<Answer<QHash<QString, Quantity>>>) override {}
    void catchUp(const QString &, Time, Done<Answer<CatchUpPage>>) override {}
    void readCatalogue(const QString &, Done<Answer<CataloguePage>>) override {}
    void test(Done<Answer<QString>>) override {}
    void subscribe(const QString &, Done<Answer<QStringList>>) override {}
    tl::expected<Message, channels::Refusal> readDelivery(const Delivery &, Time) const override { return tl::make_unexpected(channels::Refusal::Unreadable); }
    void readOrder(const QString &number, Done<Answer<ChannelOrder>> done) override
    {
        calls << u"read "_s + number;
        ChannelOrder order = orderOf(number, {});
        order.state = shown;
        m_clock.after(Milliseconds{1}, this, [done, order] { done(order); });
    }
    void cancelOrder(const QString &number, const QString &, Payment payment, Done<Answer<QString>> done) override
    {
        calls << (payment == Payment::Kept ? u"cancel "_s : u"refund "_s) + number;
        answerLater(std::move(done));
    }
    void confirmShipment(const ParcelSent &parcel, Done<Answer<QString>> done) override
    {
        calls << u"ship %1 %2"_s.arg(parcel.order, parcel.tracking);
        if (isSlow)
            answerNow = [this, done] { answerLater(done); };
        else
            answerLater(std::move(done));
    }

private:
    void answerLater(Done<Answer<QString>> done)
    {
        Answer<QString> answer = u"yes"_s;
        if (!failures.isEmpty())
            answer = tl::make_unexpected(CallFailure{failures.takeFirst(), u"no"_s, Milliseconds{0}, true});
        m_clock.after(Milliseconds{1}, this, [done = std::move(done), answer] { done(answer); });
    }

    Clock &m_clock;
};

/// A shop with an order of two mugs, and the teller of its channel.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , port(shop.clock)
        , teller(channel(u"web"), port, inventory, shop.clock)
    {
        shop.define(u"MUG-1", 5);
        shop.must(command::RecordOrder{orderOf(u"1"_s, {{u"a"_s, u"MUG-1", 2}}), {}, {}});
    }
    void pass(Milliseconds span)
    {
        teller.look();
        shop.passWithAnswers(span);
    }
    QStringList tasks()
    {
        QStringList titles;
        for (const crossdock::Notice &notice : shop.ask(query::Notices{}))
            titles << notice.title;
        return titles;
    }

    Workshop shop;
    simulation::SimInventory inventory;
    FakePort port;
    OrderTeller teller;
    const OrderId order{channel(u"web"), u"1"_s};
};

} // namespace

class TellerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void parcels_data()
    {
        QTest::addColumn<QList<Kind>>("failures");
        QTest::addColumn<int>("calls"); // within ten seconds
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("tasks");
        QTest::newRow("taken") << QList<Kind>{} << 1 << u"told"_s << 0;
        QTest::newRow("silent, then taken") << QList<Kind>{Kind::Unreachable, Kind::RateLimited} << 3 << u"told"_s << 0;
        QTest::newRow("refused") << QList<Kind>{Kind::Rejected} << 1 << u"refused"_s << 1;
    }
    void parcels()
    {
        QFETCH(QList<Kind>, failures);
        CROSSDOCK_OPEN(Scene, scene);
        scene.port.failures = failures;
        scene.shop.must(command::ShipOrder{scene.order, u"T1"_s});
        scene.pass(10s);
        QTEST(static_cast<int>(scene.port.calls.size()), "calls");
        QTEST(orders::nameOf(scene.shop.order(u"1").shipments[0].state), "state");
        QTEST(static_cast<int>(scene.tasks().size()), "tasks");
        QVERIFY(scene.teller.isQuiet());
    }

    /// The answer to the first number comes after the correction: the second is told all the same.
    void aCorrectionOvertakesAnAnswer()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.port.isSlow = true;
        scene.shop.must(command::ShipOrder{scene.order, u"T1"_s});
        scene.pass(1s);
        scene.shop.must(command::CorrectShipment{scene.order, 0, {}, u"T2"_s});
        scene.port.isSlow = false;
        scene.port.answerNow();
        scene.pass(1s);
        QCOMPARE(scene.port.calls, (QStringList{u"ship 1 T1"_s, u"ship 1 T2"_s}));
        const Shipment sent = scene.shop.order(u"1").shipments[0];
        QCOMPARE(sent.state, Shipment::State::Told);
        QCOMPARE(sent.toldTracking(), std::optional(u"T2"_s));
    }

    void cancellations_data()
    {
        QTest::addColumn<State>("shown"); // by the channel, when it is asked
        QTest::addColumn<QList<Kind>>("failures");
        QTest::addColumn<QStringList>("calls");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("task");
        const QString refund = u"see to the refund"_s, unknown = u"does not know"_s;
        QTest::newRow("taken") << State::Open << QList<Kind>{} << QStringList{u"read 1"_s, u"cancel 1"_s} << u"told"_s << refund;
        QTest::newRow("cancelled there already") << State::Cancelled << QList<Kind>{} << QStringList{u"read 1"_s} << u"told"_s << refund;
        QTest::newRow("sent meanwhile") << State::Shipped << QList<Kind>{} << QStringList{u"read 1"_s} << u"refused"_s << unknown;
        QTest::newRow("silent, then taken") << State::Open << QList<Kind>{Kind::Unreachable}
                                            << QStringList{u"read 1"_s, u"cancel 1"_s, u"read 1"_s, u"cancel 1"_s} << u"told"_s << refund;
        QTest::newRow("no call for it") << State::Open << QList<Kind>{Kind::Rejected} << QStringList{u"read 1"_s, u"cancel 1"_s} << u"refused"_s << unknown;
    }
    void cancellations()
    {
        QFETCH(State, shown);
        QFETCH(QList<Kind>, failures);
        QFETCH(QString, task);
        CROSSDOCK_OPEN(Scene, scene);
        scene.port.shown = shown;
        scene.port.failures = failures;
        scene.shop.must(command::CancelOrder{scene.order, {}, true});
        scene.pass(10s);
        QTEST(scene.port.calls, "calls");
        QTEST(orders::nameOf(scene.shop.order(u"1").cancellation->state), "state");
        QCOMPARE(scene.tasks().size(), 1);
        QVERIFY2(scene.tasks()[0].contains(task), qPrintable(scene.tasks()[0]));
    }

    /// A lost answer: the order is read again before it is cancelled again.
    void aLostAnswerCancelsOnce()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.port.failures = {Kind::Unreachable};
        scene.shop.must(command::CancelOrder{scene.order, {}, true});
        scene.pass(1s);
        scene.port.shown = State::Cancelled;
        scene.pass(10s);
        QCOMPARE(scene.port.calls, (QStringList{u"read 1"_s, u"cancel 1"_s, u"read 1"_s}));
        QCOMPARE(scene.shop.order(u"1").cancellation->state, Cancellation::State::Told);
    }

    void aPartThatLeftIsNotCancelled()
    {
        CROSSDOCK_OPEN(Scene, scene);
        const OrderId large{channel(u"web"), u"2"_s};
        scene.shop.must(command::RecordOrder{orderOf(large.number, {{u"a"_s, u"MUG-1", 5}}), {}, {}}); // three are there
        scene.shop.must(command::ShipOrder{large, u"T1"_s});
        scene.shop.must(command::CancelOrder{large, {}, true});
        scene.pass(1s);
        QCOMPARE(scene.port.calls, QStringList{u"ship 2 T1"_s});
        QCOMPARE(scene.shop.order(u"2").cancellation->state, Cancellation::State::Refused);
    }

private:
    Stores m_stores;
};

QTEST_GUILESS_MAIN(TellerTest)
#include "tst_teller.moc"
