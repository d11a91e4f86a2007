#include "core/sandbox/amazon/rivals.h"
#include "tests/sandbox/stage.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::sandbox;
using namespace Qt::Literals::StringLiterals;

namespace {

class DeafListener : public ShopListener
{
public:
    void orderHappened(const Order &, OrderEvent) override {}
    void listingChanged(const Listing &) override {}
    void nameOrder(Order &) override {}
};

/// A shop of forty goods at $20.00, and who else sells them.
struct Market {
    explicit Market(quint64 seed = 7)
        : rivals(shop, clock, seed, [this](qsizetype listing) { told << listing; })
    {
        for (int i = 0; i < 40; ++i) {
            Listing listing;
            listing.sku = listing.listingId = u"S%1"_s.arg(i);
            listing.price = {2000, u"USD"_s};
            listing.quantity = 5;
            shop.add(listing);
        }
    }
    void setPrice(qsizetype listing, qint64 cents)
    {
        shop.setPrice(listing, {cents, u"USD"_s});
        rivals.offerChanged(listing);
    }
    /// What he asks for everything, a word each.
    QString prices() const
    {
        QStringList all;
        for (qsizetype i = 0; i < shop.listings().size(); ++i)
            all << (rivals.of(i) ? QString::number(rivals.of(i)->price.amount) : u"-"_s);
        return all.join(u' ');
    }

    StageClock clock;
    DeafListener listener;
    Shop shop{u"USD"_s, clock, listener};
    QList<qsizetype> told;
    Rivals rivals;
};

} // namespace

class RivalsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameSeedSameWar()
    {
        Market one, same, other(8);
        for (Market *market : {&one, &same, &other}) {
            market->rivals.start();
            market->clock.pass(Milliseconds{300'000});
        }
        QCOMPARE(one.prices(), same.prices());
        QCOMPARE(one.told, same.told);
        QVERIFY(one.prices() != other.prices());
        QVERIFY(one.told.size() > 10); // he came, and he moved
    }

    void answers_data()
    {
        QTest::addColumn<qint64>("ours");
        QTest::addColumn<qint64>("theirs"); // some seconds later, from $20.00
        QTest::newRow("undercut") << qint64(1900) << qint64(1881);
        QTest::newRow("as dear") << qint64(2000) << qint64(2000);
        QTest::newRow("dearer") << qint64(2500) << qint64(2000);
        QTest::newRow("below his floor") << qint64(1000) << qint64(1600);
    }
    void answers()
    {
        QFETCH(qint64, ours);
        QFETCH(qint64, theirs);
        Market market;
        market.rivals.set(0, {2000, u"USD"_s});
        market.setPrice(0, ours);
        market.clock.pass(Milliseconds{1'900});
        QCOMPARE(market.rivals.of(0)->price.amount, 2000); // he takes his time
        market.clock.pass(Milliseconds{8'000});
        QTEST(market.rivals.of(0)->price.amount, "theirs");
        QCOMPARE(market.told.size(), theirs == 2000 ? 2 : 3); // he came, our price, his answer
    }

    /// Each undercuts the other until his floor is reached: then he stays, and nobody is told any more.
    void aWarEndsAtHisFloor()
    {
        Market market;
        market.rivals.set(0, {2000, u"USD"_s});
        for (int round = 0; round < 60; ++round) {
            market.setPrice(0, std::max<qint64>(1500, market.rivals.of(0)->price.amount - 10));
            market.clock.pass(Milliseconds{9'000});
            QVERIFY(market.rivals.of(0)->price.amount >= 1600);
        }
        QCOMPARE(market.rivals.of(0)->price.amount, 1600);
    }

    void nobodyComesWithoutStart()
    {
        Market market;
        market.setPrice(0, 1000);
        market.clock.pass(Milliseconds{300'000});
        QVERIFY(market.told.isEmpty());
        market.rivals.start();
        market.clock.pass(Milliseconds{60'000});
        market.rivals.stop();
        const qsizetype before = market.told.size();
        market.clock.pass(Milliseconds{300'000});
        QCOMPARE(market.told.size(), before);
    }
};

QTEST_GUILESS_MAIN(RivalsTest)
#include "tst_rivals.moc"
