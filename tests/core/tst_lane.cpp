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

    void perform(Request, QObject *, Done<Entry> done) override
    {
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
        m_clock.after(1ms, this, [done, reply] { done(reply); });
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

private:
    Clock &m_clock;
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
};

QTEST_GUILESS_MAIN(LaneTest)
#include "tst_lane.moc"
