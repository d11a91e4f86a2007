#include "core/inventory/channels/lane.h"
#include "tests/core/sim_clock.h"

#include <QTest>
#include <chrono>

using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::tests;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A ledger that takes every answer, once its failures are over.
class TakingInventory : public Inventory
{
public:
    QList<Error::Code> failures;
    int taken = 0;
    QList<command::RecordOutcomes::Told> told;

    void perform(Request request, QObject *, Done<Entry> done) override
    {
        if (const auto *outcomes = std::get_if<command::RecordOutcomes>(&request.command))
            told += outcomes->told;
        if (!failures.isEmpty())
            return done(fail(failures.takeFirst(), QStringLiteral("database")));
        ++taken;
        done(Entry{});
    }
    void performAll(QList<Request>, QObject *, Done<QList<Entry>> done) override { done({}); }

protected:
    void read(Job) override {}
};

/// A channel that takes everything at once, and reads after a moment.
class TakingPort : public ChannelPort
{
public:
    explicit TakingPort(Clock &clock)
        : m_clock(clock)
    {
    }
    Traits traits() const override { return m_traits; }
    void push(const QList<Offer> &offers, Done<PushReply> done) override
    {
        PushReply reply;
        for (const Offer &offer : offers) {
            pushed << offer.address.id.listing;
            reply.outcomes.append({offer.address.id, offer.revision, offer.quantity, Outcome::State::Applied, {}});
        }
        mostAtOnce = std::max(mostAtOnce, ++m_underWay);
        m_clock.after(takes, this, [this, done, reply] {
            --m_underWay;
            done(reply);
        });
    }
    void readQuantities(const QList<ListingAddress> &listings, Done<Answer<QHash<QString, Quantity>>> done) override
    {
        QHash<QString, Quantity> shown;
        for (const ListingAddress &address : listings)
            shown[address.id.listing] = 1;
        m_clock.after(10ms, this, [done, shown] { done(shown); });
    }
    void catchUp(const QString &, Time, Done<Answer<CatchUpPage>>) override {}
    void readOrder(const QString &, Done<Answer<ChannelOrder>>) override {}
    void readCatalogue(const QString &, Done<Answer<CataloguePage>>) override {}
    void test(Done<Answer<QString>>) override {}
    void subscribe(const QString &, Done<Answer<QStringList>>) override {}
    void cancelOrder(const QString &, const QString &, Payment, Done<Answer<QString>>) override {}
    void confirmShipment(const ParcelSent &, Done<Answer<QString>>) override {}
    tl::expected<Message, channels::Refusal> readDelivery(const Delivery &, Time) const override { return tl::make_unexpected(channels::Refusal::Unreadable); }

    Traits m_traits;
    QStringList pushed;
    Milliseconds takes{1};
    int mostAtOnce = 0;

private:
    Clock &m_clock;
    int m_underWay = 0;
};

class FixedRandom : public Random
{
public:
    quint64 next() override { return 0; }
};

} // namespace

class LaneTest : public QObject
{
    Q_OBJECT

private:
    struct Stand {
        explicit Stand(const Traits &traits, Milliseconds fenceTakes)
            : port(clock)
            , takes(fenceTakes)
        {
            port.m_traits = traits;
            lane = std::make_unique<Lane>(*ChannelId::parse(u"web"), port, inventory, clock, random);
            lane->setFence([this](std::function<void(bool)> done) {
                ++fences;
                clock.after(takes, &port, [done] { done(true); });
            });
        }
        void offer(int number, std::optional<Quantity> shown = {}, bool isDoubtful = false)
        {
            Offer offer;
            offer.address.id = {*ChannelId::parse(u"web"), u"L%1"_s.arg(number)};
            offer.revision = 1;
            offer.quantity = 5;
            offer.believed = shown; // nothing: nobody knows what the channel shows
            offer.isDoubtful = isDoubtful;
            lane->offer(offer);
        }
        /// A price for what shows five since long ago.
        void price(int number, qint64 cents = 1299)
        {
            Offer offer;
            offer.address.id = {*ChannelId::parse(u"web"), u"P%1"_s.arg(number)};
            offer.revision = cents;
            offer.quantity = 5;
            offer.believed = 5;
            offer.wantedAt = offer.knownSince = clock.now() - 240s;
            offer.price = Money{cents, u"USD"_s};
            lane->offer(offer);
        }
        /// It shows nine, and is to show five.
        void fall(int number)
        {
            Offer offer;
            offer.address.id = {*ChannelId::parse(u"web"), u"L%1"_s.arg(number)};
            offer.revision = 1;
            offer.quantity = 5;
            offer.believed = 9;
            offer.wantedAt = clock.now();
            offer.knownSince = clock.now() - 240s;
            lane->offer(offer);
        }

        SimClock clock;
        FixedRandom random;
        TakingInventory inventory;
        TakingPort port;
        Milliseconds takes;
        int fences = 0;
        std::unique_ptr<Lane> lane;
    };

private Q_SLOTS:
    /// An answer that the ledger did not take is told to it again: nobody else would, and what it was about would be forgotten.
    void answersAreNotLost_data()
    {
        using Code = Error::Code;
        QTest::addColumn<QList<Code>>("failures");
        QTest::newRow("taken at once") << QList<Code>{};
        QTest::newRow("the disk is full") << QList<Code>{Code::StoreFailed};
        QTest::newRow("another writer was faster") << QList<Code>{Code::Conflict};
        QTest::newRow("one after the other") << QList<Code>{Code::StoreHeld, Code::Conflict, Code::StoreFailed};
    }

    void answersAreNotLost()
    {
        QFETCH(QList<Error::Code>, failures);
        Traits traits;
        traits.itemsPerCall = 10;
        Stand stand(traits, Milliseconds(5));
        stand.inventory.failures = failures;
        stand.offer(1, 9);
        stand.clock.pass(300ms);
        QCOMPARE(stand.port.pushed, QStringList{u"L1"_s});
        QCOMPARE(stand.lane->isQuiet(), failures.isEmpty());
        stand.clock.pass(5s);
        QVERIFY(stand.lane->isQuiet());
        QCOMPARE(stand.inventory.taken, 1);
        QCOMPARE(stand.port.pushed.size(), 1);
    }

    void fencesDoNotSlowTheOpening_data()
    {
        QTest::addColumn<Milliseconds>("fenceTakes");
        QTest::addColumn<int>("mostFences");
        QTest::newRow("a fence that passes at once") << Milliseconds(5) << 12;
        QTest::newRow("one that takes as long as it holds") << Milliseconds(1'000) << 23;
        QTest::newRow("one that takes longer") << Milliseconds(3'000) << 23;
    }
    void fencesDoNotSlowTheOpening()
    {
        QFETCH(Milliseconds, fenceTakes);
        Traits traits;
        traits.callsPerSecond = 5;
        traits.burst = 5;
        Stand stand(traits, fenceTakes);
        for (int i = 0; i < 1'000; ++i)
            stand.offer(i);
        stand.clock.pass(fenceTakes + 10ms);
        const auto before = stand.port.pushed.size();
        stand.clock.pass(20s);
        const auto pushed = stand.port.pushed.size() - before;
        QVERIFY2(pushed >= 98 && pushed <= 105, qPrintable(QString::number(pushed))); // five a second, and what the bucket held
        QFETCH(int, mostFences);
        QVERIFY2(stand.fences <= mostFences, qPrintable(QString::number(stand.fences)));
    }

    /// What a listing showed when it was read may hold an order that the fence asked for before did not look for.
    void fenceComesAfterTheReading()
    {
        Traits traits;
        traits.hasCompareAndSet = true;
        traits.itemsPerCall = 2;
        Stand stand(traits, 100ms);
        stand.offer(1);
        stand.clock.pass(20ms); // read, and the fence asked for
        QCOMPARE(stand.fences, 1);
        stand.offer(2);
        stand.clock.pass(95ms); // read after that; the first fence has passed, the second has not
        QCOMPARE(stand.fences, 2);
        QCOMPARE(stand.port.pushed, QStringList());
        stand.clock.pass(1s);
        QCOMPARE(stand.port.pushed, QStringList({u"L1"_s, u"L2"_s}));
    }

    void fenceComesAfterTheNumber_data()
    {
        QTest::addColumn<int>("shown");
        QTest::addColumn<bool>("isDoubtful");
        QTest::addColumn<int>("fences");
        QTest::newRow("no number came") << 2 << false << 1;
        QTest::newRow("a number that may be the trace of an order") << 2 << true << 2;
        QTest::newRow("one that is higher than what is wanted") << 7 << true << 1;
    }
    /// Without compare-and-set: the fence that holds still did not look for the order behind a number that came after it.
    void fenceComesAfterTheNumber()
    {
        QFETCH(int, shown);
        QFETCH(bool, isDoubtful);
        QFETCH(int, fences);
        Stand stand(Traits{}, 5ms);
        stand.offer(1);
        stand.clock.pass(20ms);
        QCOMPARE(stand.port.pushed, QStringList{u"L1"_s});
        stand.offer(2, shown, isDoubtful);
        stand.clock.pass(500ms);
        QCOMPARE(stand.port.pushed.contains(u"L2"_s), fences == 1);
        stand.clock.pass(600ms);
        QVERIFY(stand.port.pushed.contains(u"L2"_s));
        QCOMPARE(stand.fences, fences);
    }

    static Traits likeAmazon()
    {
        Traits traits;
        traits.callsAtOnce = 4;
        traits.callsPerSecond = 5;
        traits.burst = 5;
        return traits;
    }

    /// A rule that reprices a thousand listings keeps no count back.
    void quantitiesOvertakePrices()
    {
        Stand stand(likeAmazon(), 5ms);
        for (int i = 0; i < 1'000; ++i)
            stand.price(i);
        stand.clock.pass(20s);
        const auto before = stand.port.pushed.size();
        QVERIFY2(before >= 98 && before <= 105, qPrintable(QString::number(before))); // prices have all that nobody else wants
        stand.fall(1);
        QCOMPARE(stand.port.pushed.last(), u"L1"_s); // at once: prices leave a call for it
        stand.clock.pass(2s);
        stand.fall(2);
        stand.fall(3);
        stand.clock.pass(250ms);
        const QStringList last = stand.port.pushed.last(2);
        QVERIFY2(last.contains(u"L2"_s) || last.contains(u"L3"_s), qPrintable(last.join(u' ')));
        stand.clock.pass(200ms);
        QVERIFY(stand.port.pushed.contains(u"L2"_s) && stand.port.pushed.contains(u"L3"_s));
        QVERIFY2(stand.lane->health().lagP99Ms < 1'000, qPrintable(QString::number(stand.lane->health().lagP99Ms)));
    }

    /// Calls that take long do not hold all of what a channel takes at once.
    void pricesLeaveACallFree()
    {
        Stand stand(likeAmazon(), 5ms);
        stand.port.takes = 30s;
        for (int i = 0; i < 10; ++i)
            stand.price(i);
        stand.clock.pass(5s);
        QCOMPARE(stand.port.mostAtOnce, 3);
        stand.fall(1);
        stand.clock.settle();
        QCOMPARE(stand.port.pushed.last(), u"L1"_s);
        QCOMPARE(stand.port.mostAtOnce, 4);
    }

    void pricesAndQuantitiesShareNoCall()
    {
        Traits traits;
        traits.itemsPerCall = 100;
        traits.burst = 1;
        traits.callsPerSecond = 1;
        Stand stand(traits, 5ms);
        stand.fall(0); // takes the call
        for (int i = 0; i < 25; ++i)
            stand.price(i);
        stand.fall(1);
        stand.clock.pass(1'100ms);
        QCOMPARE(stand.port.pushed, QStringList({u"L0"_s, u"L1"_s}));
        stand.clock.pass(1s);
        QCOMPARE(stand.port.pushed.size(), 12); // a few: some ports need a call for each
        stand.clock.pass(2s);
        QCOMPARE(stand.port.pushed.size(), 27);
    }

    void newestPriceOfAListing()
    {
        Stand stand(likeAmazon(), 5ms);
        stand.port.takes = 100ms;
        for (int cents = 1299; cents > 1200; --cents)
            stand.price(1, 3'000 - cents);
        stand.clock.pass(5s);
        QCOMPARE(stand.port.pushed, QStringList({u"P1"_s, u"P1"_s})); // the first, and the last of those that came meanwhile
        QCOMPARE(stand.inventory.told.last().outcome.revision, 3'000 - 1'201);
    }

    /// How long ago the quantity was wanted, beside which a price is told, says nothing of the pace.
    void lagsAreOfQuantities()
    {
        Stand stand(likeAmazon(), 5ms);
        stand.price(1);
        stand.clock.pass(1s);
        QCOMPARE(stand.lane->health().told, 1);
        QCOMPARE(stand.lane->health().lagP99Ms, 0.0);
        stand.fall(1);
        stand.clock.pass(1s);
        QCOMPARE(stand.lane->health().told, 2);
        QCOMPARE(stand.lane->health().lagP99Ms, 1.0);
        QList<bool> arePriceOnly;
        for (const auto &told : stand.inventory.told)
            arePriceOnly << told.isPriceOnly;
        QCOMPARE(arePriceOnly, QList<bool>({true, false}));
    }
};

QTEST_GUILESS_MAIN(LaneTest)
#include "tst_lane.moc"
