#include "core/inventory/channels/missing_orders.h"

#include "core/inventory/channels/channel_port.h"
#include "core/inventory/channels/intake.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::tests;
using namespace std::chrono_literals;

namespace {

/// A channel that has lost some orders.
class ForgetfulPort : public ChannelPort
{
public:
    explicit ForgetfulPort(Clock &clock)
        : m_clock(clock)
    {
    }

    QStringList gone;
    int failsAt = 0; ///< the search of that number brings nothing; 0: none
    int searches = 0;
    QStringList asked;
    std::optional<ChannelOrder::State> shown; ///< of any order that is read; nothing: the channel says that it has none
    bool isSilent = false; ///< no order can be read

    Traits traits() const override { return {}; }
    void push(const QList<Offer> &, Done<PushReply>) override {}
    void readQuantities(const QList<ListingAddress> &, Done<Answer<QHash<QString, Quantity>>>) override {}
    void catchUp(const QString &, Time, Done<Answer<CatchUpPage>>) override {}
    void readOrder(const QString &number, Done<Answer<ChannelOrder>> done) override
    {
        using Kind = CallFailure::Kind;
        Answer<ChannelOrder> answer = tl::make_unexpected(CallFailure{isSilent ? Kind::Unreachable : Kind::Rejected, u"no such order"_s, Milliseconds{0}, false});
        if (shown) {
            answer = orderOf(number, {{u"a"_s, u"MUG", 1}}, 60);
            answer->state = *shown;
            answer->isAuthoritative = true;
        }
        m_clock.after(1ms, this, [answer, done = std::move(done)] { done(answer); });
    }
    void readCatalogue(const QString &, Done<Answer<CataloguePage>>) override {}
    void test(Done<Answer<QString>>) override {}
    void subscribe(const QString &, Done<Answer<QStringList>>) override {}
    void cancelOrder(const QString &, const QString &, Payment, Done<Answer<QString>>) override {}
    void confirmShipment(const ParcelSent &, Done<Answer<QString>>) override {}
    tl::expected<Message, channels::Refusal> readDelivery(const Delivery &delivery, Time) const override
    {
        return Message{u"1"_s, delivery.body, {OrderHint{QString::fromLatin1(delivery.body), true}}};
    }
    int ordersPerSearch() const override { return 2; }
    void findMissing(const QList<Sought> &orders, Done<Answer<QStringList>> done) override
    {
        QStringList missing;
        for (const Sought &order : orders) {
            asked << order.number;
            if (gone.contains(order.number))
                missing << order.number;
        }
        const bool isLost = ++searches == failsAt;
        m_clock.after(1ms, this, [missing, isLost, done = std::move(done)] {
            if (isLost)
                done(tl::make_unexpected(CallFailure{CallFailure::Kind::Unreachable, u"no answer in 30 s"_s, Milliseconds{0}, false}));
            else
                done(missing);
        });
    }

private:
    Clock &m_clock;
};

/// A channel of one order, whose pages may tell less of it than its reading.
class BriefPort : public ForgetfulPort
{
public:
    explicit BriefPort(Clock &clock)
        : ForgetfulPort(clock)
        , m_clock(clock)
    {
    }

    ChannelOrder page, reading;
    int readings = 0;

    void catchUp(const QString &, Time, Done<Answer<CatchUpPage>> done) override
    {
        CatchUpPage one;
        one.orders = {page};
        one.cursor = u"1"_s;
        m_clock.after(1ms, this, [one, done = std::move(done)] { done(one); });
    }
    void readOrder(const QString &, Done<Answer<ChannelOrder>> done) override
    {
        ++readings;
        m_clock.after(1ms, this, [order = reading, done = std::move(done)] { done(order); });
    }

private:
    Clock &m_clock;
};

Return sentBack(Return::State state)
{
    Return one;
    one.number = u"R1"_s;
    one.state = state;
    one.lines = {{u"a"_s, 1}};
    return one;
}

/// A shop with orders of one mug each, told by their channel.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , port(shop.clock)
        , search(channel(u"web"), port, inventory, shop.clock)
    {
        shop.define(u"MUG", 20);
    }
    void order(const QString &number, Actor::Kind teller = Actor::Kind::Channel)
    {
        std::optional<Result<QList<Entry>>> answer;
        shop.core->perform({Request{{}, {teller, u"web"_s}, {}, 0, command::RecordOrder{orderOf(number, {{u"a"_s, u"MUG", 1}}), {}, {}}}}, [&](const auto &done) { answer = done; });
        shop.clock.settle();
        Q_ASSERT(answer && *answer);
    }
    QStringList cancelled()
    {
        QStringList numbers;
        for (const OrderRow &row : shop.ask(query::Orders{.channel = {}, .state = OrderRow::State::Cancelled, .text = {}}).rows)
            numbers << row.id.number;
        numbers.sort();
        return numbers;
    }

    Workshop shop;
    simulation::SimInventory inventory;
    ForgetfulPort port;
    MissingOrders search;
};

} // namespace

/// Orders that their channel has no more give their units back, and only those.
class MissingOrdersTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void cancelsWhatIsGone_data()
    {
        QTest::addColumn<QStringList>("gone");
        QTest::addColumn<int>("failsAt"); ///< which search brings nothing
        QTest::addColumn<QStringList>("cancelled"); ///< soon
        QTest::addColumn<QStringList>("later"); ///< after another search
        using List = QStringList;
        QTest::newRow("none is gone") << List{} << 0 << List{} << List{};
        QTest::newRow("one is gone") << List{u"3"_s} << 0 << List{u"3"_s} << List{u"3"_s};
        QTest::newRow("three are gone") << List{u"1"_s, u"3"_s, u"5"_s} << 0 << List{u"1"_s, u"3"_s, u"5"_s} << List{u"1"_s, u"3"_s, u"5"_s};
        QTest::newRow("the first search brings nothing") << List{u"3"_s} << 1 << List{} << List{u"3"_s};
        QTest::newRow("the last search brings nothing") << List{u"1"_s, u"5"_s} << 3 << List{} << List{u"1"_s, u"5"_s};
        QTest::newRow("another shop answers") << List{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s} << 0 << List{} << List{};
    }

    void cancelsWhatIsGone()
    {
        QFETCH(QStringList, gone);
        QFETCH(int, failsAt);
        CROSSDOCK_OPEN(Scene, scene);
        for (int number = 1; number <= 5; ++number)
            scene.order(QString::number(number));
        scene.shop.passWithAnswers(2h);
        scene.port.gone = gone;
        scene.port.failsAt = failsAt;
        scene.search.start();
        scene.shop.passWithAnswers(5min);
        QTEST(scene.cancelled(), "cancelled");
        const bool isPutOff = failsAt > 0 || gone.size() == 5;
        QCOMPARE(scene.search.lastErrorAt() > Time{}, isPutOff);
        scene.shop.passWithAnswers(20min);
        QTEST(scene.cancelled(), "later");
        QCOMPARE(scene.shop.available(u"MUG"), 15 + scene.cancelled().size());
        QVERIFY(scene.shop.balances());
    }

    /// A message of a deletion may be late: what the channel says now counts.
    void hearsOfDeletions_data()
    {
        using State = ChannelOrder::State;
        QTest::addColumn<std::optional<State>>("shown"); ///< when it is asked
        QTest::addColumn<bool>("isSilent");
        QTest::addColumn<bool>("isGone"); ///< it says so of this order when it is searched for
        QTest::addColumn<bool>("isCancelled");
        QTest::newRow("in the trash") << std::optional(State::Cancelled) << false << false << true;
        QTest::newRow("taken out again meanwhile") << std::optional(State::Open) << false << false << false;
        QTest::newRow("deleted for good") << std::optional<State>() << false << true << true;
        QTest::newRow("not to be read, and not gone") << std::optional<State>() << false << false << false;
        QTest::newRow("no answer") << std::optional<State>() << true << true << false;
    }

    void hearsOfDeletions()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.order(u"7"_s);
        QFETCH(std::optional<ChannelOrder::State>, shown);
        QFETCH(bool, isSilent);
        QFETCH(bool, isGone);
        scene.port.shown = shown;
        scene.port.isSilent = isSilent;
        if (isGone)
            scene.port.gone = QStringList{u"7"_s};
        ChannelRow row;
        row.details.name = channel(u"web");
        Intake intake(row, scene.port, scene.inventory, scene.shop.clock);
        scene.shop.passWithAnswers(5min);
        Delivery message;
        message.channel = row.details.name;
        message.body = "7";
        message.receivedAt = scene.shop.clock.now(); // minutes after what it tells of
        int status = 0;
        intake.receive(message, [&status](int told) { status = told; });
        scene.shop.passWithAnswers(1s);
        QCOMPARE(status, 200);
        QFETCH(bool, isCancelled);
        QCOMPARE(scene.cancelled(), isCancelled ? QStringList{u"7"_s} : QStringList{});
        QVERIFY(scene.shop.balances());
    }

    void findsWhatBecameOfAReturn_data()
    {
        using State = Return::State;
        QTest::addColumn<State>("before");
        QTest::addColumn<std::optional<State>>("page"); // nothing: it tells of no return
        QTest::addColumn<std::optional<State>>("reading");
        QTest::addColumn<State>("after");
        QTest::addColumn<int>("readings");
        QTest::newRow("declined") << State::Requested << std::optional<State>() << std::optional(State::Rejected) << State::Rejected << 1;
        QTest::newRow("cancelled") << State::Approved << std::optional<State>() << std::optional(State::Cancelled) << State::Cancelled << 1;
        QTest::newRow("the page tells it") << State::Requested << std::optional(State::Approved) << std::optional<State>() << State::Approved << 0;
        QTest::newRow("nobody tells it") << State::Requested << std::optional<State>() << std::optional<State>() << State::Requested << 1;
        QTest::newRow("it is over here") << State::Rejected << std::optional<State>() << std::optional(State::Requested) << State::Rejected << 0;
    }
    /// Without messages, as behind a router: only pages of changed orders come.
    void findsWhatBecameOfAReturn()
    {
        using State = Return::State;
        QFETCH(State, before);
        QFETCH(std::optional<State>, page);
        QFETCH(std::optional<State>, reading);
        CROSSDOCK_OPEN(Scene, scene);
        scene.order(u"7"_s);
        const OrderId id{channel(u"web"), u"7"_s};
        scene.shop.must(command::ShipOrder{id, u"1Z9"_s});
        scene.shop.must(command::RecordAfterSale{id, sentBack(before)});
        const auto told = [](const std::optional<State> &state, int atSecond) {
            ChannelOrder order = orderOf(u"7"_s, {{u"a"_s, u"MUG", 1}}, atSecond);
            order.isAuthoritative = true;
            if (state)
                order.afterSale = {sentBack(*state)};
            return order;
        };
        BriefPort port(scene.shop.clock);
        port.page = told(page, 60);
        port.reading = told(reading, 60);
        ChannelRow row;
        row.details.name = channel(u"web");
        Intake intake(row, port, scene.inventory, scene.shop.clock);
        bool isDone = false;
        intake.catchUp([&isDone](const Result<int> &) { isDone = true; });
        scene.shop.passWithAnswers(1s);
        QVERIFY(isDone);
        QTEST(scene.shop.ask(query::Returns{.order = id}).first().what.state, "after");
        QTEST(port.readings, "readings");
    }

    /// Of these nothing is asked: the channel may not show them, or never had them.
    void leavesOutWhatItCannotJudge()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.order(u"imported"_s, Actor::Kind::Person);
        scene.order(u"sent"_s);
        scene.order(u"old"_s);
        scene.shop.must(command::ShipOrder{{channel(u"web"), u"sent"_s}, u"1Z9"_s});
        scene.shop.passWithAnswers(2h);
        scene.order(u"young"_s);
        scene.port.gone = QStringList{u"imported"_s, u"sent"_s, u"old"_s, u"young"_s};
        scene.search.start();
        scene.shop.passWithAnswers(5min);
        QCOMPARE(scene.port.asked, QStringList{u"old"_s});
        QCOMPARE(scene.cancelled(), QStringList{u"old"_s});
        const auto trail = scene.shop.ask(query::Trail{.filter = {}, .limit = 1});
        QVERIFY2(trail.entries.first().why.contains(u"deleted there"_s), qPrintable(trail.entries.first().why));
        scene.shop.passWithAnswers(24h); // and again a day later
        QVERIFY(scene.port.asked.contains(u"young"_s));
        scene.search.stop();
        const int searches = scene.port.searches;
        scene.shop.passWithAnswers(72h);
        QCOMPARE(scene.port.searches, searches);
    }
};

QTEST_GUILESS_MAIN(MissingOrdersTest)
#include "tst_missing_orders.moc"
