#include "core/inventory/channels/sweep.h"

#include "core/inventory/channels/channel_port.h"
#include "tests/core/workshop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::tests;
using namespace std::chrono_literals;

namespace {

/// A channel that shows what it is told to show, and counts how often each listing is read.
class ShowingPort : public ChannelPort
{
public:
    explicit ShowingPort(Clock &clock)
        : m_clock(clock)
    {
    }

    QHash<QString, Quantity> shown;
    QStringList reads; ///< listings, in the order of reading
    qsizetype most = 0; ///< of one call
    std::optional<CallFailure::Kind> failure; ///< of every call
    QString poison; ///< a call that names it is rejected

    Traits traits() const override { return {}; }
    void push(const QList<Offer> &, Done<PushReply>) override {}
    void readQuantities(const QList<ListingAddress> &listings, Done<Answer<QHash<QString, Quantity>>> done) override
    {
        Answer<QHash<QString, Quantity>> answer;
        most = std::max(most, listings.size());
        for (const ListingAddress &address : listings) {
            reads << address.id.listing;
            if (answer && shown.contains(address.id.listing))
                answer->insert(address.id.listing, shown.value(address.id.listing));
            if (address.id.listing == poison)
                answer = tl::make_unexpected(CallFailure{CallFailure::Kind::Rejected, {}, {}, false});
        }
        if (failure)
            answer = tl::make_unexpected(CallFailure{*failure, {}, {}, false});
        m_clock.after(1ms, this, [answer, done = std::move(done)] { done(answer); });
    }
    void catchUp(const QString &, Time, Done<Answer<CatchUpPage>>) override {}
    void readOrder(const QString &, Done<Answer<ChannelOrder>>) override {}
    void readCatalogue(const QString &, Done<Answer<CataloguePage>>) override {}
    void test(Done<Answer<QString>>) override {}
    void subscribe(const QString &, Done<Answer<QStringList>>) override {}
    void cancelOrder(const QString &, const QString &, Payment, Done<Answer<QString>>) override {}
    void confirmShipment(const ParcelSent &, Done<Answer<QString>>) override {}
    tl::expected<Message, channels::Refusal> readDelivery(const Delivery &, Time) const override { return tl::make_unexpected(channels::Refusal::Unreadable); }

private:
    Clock &m_clock;
};

QString nameOf(int number)
{
    return u"S%1"_s.arg(number, 3, 10, QChar(u'0'));
}

/// A shop whose channel web takes pushes and confirms, as a rule.
struct Scene {
    explicit Scene(const store::Source &source)
        : shop(source)
        , inventory(*shop.core, shop.answers, shop.clock)
        , port(shop.clock)
        , sweep(channel(u"web"), port, inventory, shop.clock)
    {
        shop.core->start();
        shop.define(u"KNOWN", 5);
        shop.list(u"web", u"KNOWN");
        accept(u"KNOWN"_s);
        shop.must(command::RecordQuantitySeen{channel(u"web"), {u"KNOWN"_s, {}, 5, shop.clock.now(), true}});
        port.shown[u"KNOWN"_s] = 5;
    }
    void list(int count)
    {
        for (int i = 0; i < count; ++i) {
            shop.define(nameOf(i), 5);
            shop.list(u"web", nameOf(i));
            port.shown[nameOf(i)] = 5;
        }
    }
    /// The channel took a push of five, and says no more about it.
    void accept(const QString &listing)
    {
        const Time now = shop.clock.now();
        const Outcome outcome{{channel(u"web"), listing}, 1'000'000, 5, Outcome::State::Accepted, {}};
        shop.must(command::RecordOutcomes{channel(u"web"), {{outcome, now, now, false}}});
    }
    void acceptAll(int count)
    {
        for (int i = 0; i < count; ++i)
            accept(nameOf(i));
    }
    int unconfirmed() { return static_cast<int>(shop.ask(query::Listings{channel(u"web"), false, false, true}).size()); }
    int unsent()
    {
        const auto items = shop.ask(query::Listings{channel(u"web"), true, false, false});
        return static_cast<int>(std::count_if(items.begin(), items.end(), [](const auto &item) { return item.mustSend; }));
    }

    Workshop shop;
    simulation::SimInventory inventory;
    ShowingPort port;
    Sweep sweep;
};

} // namespace

/// What a channel accepted and does not confirm is read; what is read is believed, and nothing is pushed for it.
class SweepTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void unconfirmed_data()
    {
        QTest::addColumn<int>("shown"); // of what was told to be 5; negative: the channel does not show the listing
        QTest::addColumn<bool>("isConfirmed");
        QTest::addColumn<bool>("isSentAgain"); // within four minutes
        QTest::newRow("nothing was to change") << 5 << true << false;
        QTest::newRow("it was lost") << 3 << false << true;
        QTest::newRow("not shown") << -1 << false << false;
    }
    void unconfirmed()
    {
        QFETCH(int, shown);
        QFETCH(bool, isConfirmed);
        QFETCH(bool, isSentAgain);
        CROSSDOCK_OPEN(Scene, scene);
        scene.list(1);
        scene.port.shown[nameOf(0)] = shown;
        if (shown < 0)
            scene.port.shown.remove(nameOf(0));
        scene.accept(nameOf(0));
        scene.sweep.start(15min);
        scene.shop.passWithAnswers(4min);
        QCOMPARE(scene.shop.offer(u"web", nameOf(0)).state == OfferState::State::Acknowledged, isConfirmed);
        QCOMPARE(scene.shop.mustSend(u"web", nameOf(0)), isSentAgain);
        QVERIFY(!scene.shop.mustSend(u"web", u"KNOWN"));
        QVERIFY(scene.shop.balances());
    }

    /// Amazon tells nothing of pushes that changed nothing: of the opening, that are most of them.
    void openingIsReadInTime()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.list(400);
        scene.sweep.start(15min);
        scene.shop.passWithAnswers(70s); // all are being read by now, those that wait to be told among them
        scene.port.reads.clear();
        scene.acceptAll(400);
        scene.shop.passWithAnswers(50s);
        QCOMPARE(scene.unconfirmed(), 400);
        scene.shop.passWithAnswers(110s);
        QCOMPARE(scene.unconfirmed(), 0);
        QCOMPARE(scene.port.reads.size(), 400); // each once
        QCOMPARE(scene.port.most, 20);
        scene.shop.passWithAnswers(10min);
        QCOMPARE(scene.unsent(), 0);
        TrailFilter doubts;
        doubts.what = u"offers.unconfirmed"_s;
        QVERIFY(scene.shop.ask(query::Trail{doubts}).entries.isEmpty());
    }

    /// A reading of all, which takes long, waits for what is not confirmed; of that, the oldest goes first.
    void unconfirmedGoesFirst()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.list(400);
        scene.acceptAll(400);
        for (int i = 0; i < 400; ++i)
            scene.shop.must(command::RecordQuantitySeen{channel(u"web"), {nameOf(i), {}, 5, scene.shop.clock.now(), true}});
        scene.sweep.start(15min);
        scene.shop.passWithAnswers(65s);
        QCOMPARE(scene.port.reads.size(), 20); // the first page of all
        scene.accept(nameOf(399));
        scene.shop.passWithAnswers(2s);
        scene.accept(nameOf(350));
        scene.shop.passWithAnswers(120s);
        const qsizetype older = scene.port.reads.indexOf(nameOf(399)), newer = scene.port.reads.indexOf(nameOf(350));
        QVERIFY2(older >= 0 && older < newer, qPrintable(scene.port.reads.join(u' ')));
        QCOMPARE(scene.unconfirmed(), 0);
        QVERIFY(scene.port.reads.size() < 400); // the others still wait
        scene.shop.passWithAnswers(2min);
        QVERIFY(scene.port.reads.size() > 400);
    }

    void failures_data()
    {
        QTest::addColumn<bool>("isPoisoned");
        QTest::newRow("the channel is down") << false;
        QTest::newRow("one spoils its page") << true;
    }
    /// Neither keeps the others from being read, once they can be.
    void failures()
    {
        QFETCH(bool, isPoisoned);
        CROSSDOCK_OPEN(Scene, scene);
        scene.list(60);
        scene.acceptAll(60);
        if (isPoisoned)
            scene.port.poison = nameOf(0);
        else
            scene.port.failure = CallFailure::Kind::Unreachable;
        scene.sweep.start(15min);
        scene.shop.passWithAnswers(150s);
        scene.port.failure.reset();
        scene.shop.passWithAnswers(100s);
        QCOMPARE(scene.unconfirmed(), isPoisoned ? 20 : 0);
    }

    /// It does not outlive its stop.
    void stops()
    {
        CROSSDOCK_OPEN(Scene, scene);
        scene.list(60);
        scene.acceptAll(60);
        scene.sweep.start(15min);
        scene.shop.passWithAnswers(120s + 500ms);
        scene.sweep.stop();
        const qsizetype reads = scene.port.reads.size();
        scene.shop.passWithAnswers(10min);
        QCOMPARE(scene.port.reads.size(), reads);
    }
};

QTEST_GUILESS_MAIN(SweepTest)
#include "tst_sweep.moc"
