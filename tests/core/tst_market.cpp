#include "core/inventory/channels/market_intake.h"
#include "tests/core/market_shop.h"
#include "tests/simulation/sim_inventory.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;
using channels::Featured;

namespace {

/// One piece of news, in words of the tests.
struct Told {
    qint64 competitor = 0; ///< cents; 0: nobody
    Featured featured = Featured::Ours;
    double at = 0; ///< second of the channel's clock
};

QString inWords(const channels::Market &market)
{
    const QString competitor = market.competitor ? toDecimal(*market.competitor) : u"-"_s;
    return competitor + u' ' + nameOf(market.featured) + (market.isSuppressed ? u" suppressed: "_s + market.words : QString());
}

} // namespace
Q_DECLARE_METATYPE(Told)

/// What a marketplace tells of others is kept once, the newest of it, whatever the order it comes in.
class MarketTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    static void open(Workshop &shop)
    {
        openMarketplace(shop);
        shop.define(u"MUG", 5);
        listAt(shop, u"amazon", u"MUG", usd(2000));
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void theNewestCounts_data()
    {
        QTest::addColumn<QList<Told>>("told");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<int>("entries"); // of market.seen
        const Told cheap{1900, Featured::Other, 10}, cheaper{1800, Featured::Other, 20};
        QTest::newRow("one") << QList<Told>{cheap} << u"19.00 other"_s << 1;
        QTest::newRow("two") << QList<Told>{cheap, cheaper} << u"18.00 other"_s << 2;
        QTest::newRow("out of order") << QList<Told>{cheaper, cheap} << u"18.00 other"_s << 1;
        QTest::newRow("doubled") << QList<Told>{cheap, cheap} << u"19.00 other"_s << 1;
        QTest::newRow("doubled after the next") << QList<Told>{cheap, cheaper, cheap} << u"18.00 other"_s << 2;
        QTest::newRow("the same again is no entry") << QList<Told>{cheap, {1900, Featured::Other, 15}} << u"19.00 other"_s << 1;
        QTest::newRow("and makes what lies between old") << QList<Told>{cheap, {1900, Featured::Other, 15}, {1700, Featured::Other, 12}} << u"19.00 other"_s << 1;
        QTest::newRow("nobody else any more") << QList<Told>{cheap, {0, Featured::Ours, 20}} << u"- ours"_s << 2;
        QTest::newRow("whose it is cannot be told: as it was") << QList<Told>{cheap, {1800, Featured::Unknown, 20}} << u"18.00 other"_s << 2;
        QTest::newRow("nobody has it") << QList<Told>{{0, Featured::Nobody, 10}} << u"- nobody"_s << 1;
    }
    void theNewestCounts()
    {
        QFETCH(QList<Told>, told);
        QFETCH(QString, kept);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        for (const Told &one : told)
            shop.must(offersAt(u"MUG", one.competitor, one.featured, one.at));
        QCOMPARE(inWords(shop.offer(u"amazon", u"MUG").market), kept);
        TrailFilter filter;
        filter.what = u"market.seen"_s;
        QTEST(static_cast<int>(shop.ask(query::Trail{filter}).entries.size()), "entries");
        QCOMPARE(shop.offer(u"amazon", u"MUG").wanted, 5); // nothing of stock moved
        QVERIFY(shop.balances());
    }

    void onlyOurListings_data()
    {
        QTest::addColumn<QString>("listing");
        QTest::newRow("not mapped") << u"CUP"_s;
        QTest::newRow("of another channel") << u"MUG-WEB"_s;
    }
    void onlyOurListings()
    {
        QFETCH(QString, listing);
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        shop.must(command::MapListing{{{channel(u"web"), u"MUG-WEB"_s}, sku(u"MUG"), {}, {}, {}}, usd(2000), 0, {}});
        const int before = shop.entries();
        shop.must(offersAt(listing, 1900, Featured::Other, 10));
        QCOMPARE(shop.entries(), before);
        QVERIFY(!shop.perform(offersAt(u"MUG", 1900, Featured::Other, 10, u"nowhere")));
    }

    void suppressed()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        shop.must(standingOf(u"MUG", true, 10));
        QCOMPARE(inWords(shop.offer(u"amazon", u"MUG").market), u"-  suppressed: The main image is missing"_s);
        const auto aside = shop.ask(query::Listings{.channel = channel(u"amazon"), .onlySetAside = true});
        QCOMPARE(aside.size(), 1);
        QCOMPARE(aside.first().offer.market.words, u"The main image is missing"_s);
        const auto setAside = [&] {
            const auto rows = shop.ask(query::Channels{});
            return std::find_if(rows.begin(), rows.end(), [](const ChannelRow &row) { return row.details.name.text() == u"amazon"; })->setAside;
        };
        QCOMPARE(setAside(), 1);
        shop.must(standingOf(u"MUG", false, 5)); // late
        QCOMPARE(setAside(), 1);
        shop.must(standingOf(u"MUG", false, 20));
        QCOMPARE(setAside(), 0);
        QCOMPARE(inWords(shop.offer(u"amazon", u"MUG").market), u"- "_s);
    }

    void goesWithItsListing()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        shop.must(offersAt(u"MUG", 1900, Featured::Other, 10));
        shop.must(command::UnmapListing{{channel(u"amazon"), u"MUG"_s}});
        listAt(shop, u"amazon", u"MUG", usd(2000));
        QCOMPARE(shop.offer(u"amazon", u"MUG").market, channels::Market{});
    }

    void isExplained()
    {
        CROSSDOCK_WORKSHOP(shop);
        open(shop);
        shop.must(offersAt(u"MUG", 1900, Featured::Other, 10));
        const QString lines = shop.ask(query::Explain{sku(u"MUG"), {}, channel(u"amazon"), {}}).arithmetic.join(u'\n');
        QVERIFY2(lines.contains(u"cheapest offer of others: 19.00 USD"_s) && lines.contains(u"the Featured Offer is another seller's"_s), qPrintable(lines));
    }

    void accounts_data()
    {
        QTest::addColumn<QList<channels::AccountHealth>>("told");
        QTest::addColumn<QString>("kept");
        QTest::addColumn<int>("entries");
        const channels::AccountHealth rates{{}, 9'000, 32'040, 5'000, second(10)}, risk{u"AT_RISK"_s, {}, {}, {}, second(20)};
        const QString good = u"order defects 0.90 %, late shipments 3.20 %, cancellations 0.50 %"_s;
        QTest::newRow("rates") << QList{rates} << good << 1;
        QTest::newRow("rates, then a status") << QList{rates, risk} << u"the account is AT_RISK, "_s + good << 2;
        QTest::newRow("a status, then rates that are older") << QList{risk, rates} << u"the account is AT_RISK, "_s + good << 2;
        QTest::newRow("doubled") << QList{rates, rates} << good << 1;
        QTest::newRow("the same a day later is no entry") << QList{rates, channels::AccountHealth{{}, 9'000, 32'040, 5'000, second(86'410)}} << good << 1;
        QTest::newRow("what is not told stays") << QList{rates, channels::AccountHealth{{}, {}, 10'000, {}, second(20)}} << u"order defects 0.90 %, late shipments 1.00 %, cancellations 0.50 %"_s << 2;
    }
    void accounts()
    {
        QFETCH(QList<channels::AccountHealth>, told);
        CROSSDOCK_WORKSHOP(shop);
        openMarketplace(shop);
        for (const channels::AccountHealth &one : told)
            shop.must(command::RecordAccount{channel(u"amazon"), one});
        const auto rows = shop.ask(query::Channels{});
        const auto row = std::find_if(rows.begin(), rows.end(), [](const ChannelRow &one) { return one.details.name.text() == u"amazon"; });
        QTEST(channels::accountLines(row->account).join(u", "_s), "kept");
        TrailFilter filter;
        filter.what = u"account.seen"_s;
        QTEST(static_cast<int>(shop.ask(query::Trail{filter}).entries.size()), "entries");
    }

    /// A storm of it shares few entries, and who told it hears when the ledger has it.
    void aStormIsGathered()
    {
        CROSSDOCK_WORKSHOP(shop);
        openMarketplace(shop);
        simulation::SimInventory inventory(*shop.core, shop.answers, shop.clock);
        QObject life;
        channels::MarketIntake intake(channel(u"amazon"), inventory, shop.clock, &life);
        constexpr int listings = 120, times = 5;
        for (int i = 0; i < listings; ++i) {
            const QString code = u"S%1"_s.arg(i);
            shop.define(code, 1);
            listAt(shop, u"amazon", code, usd(2000));
        }
        int taken = 0;
        for (int time = 1; time <= times; ++time) {
            for (int i = 0; i < listings; ++i)
                intake.take(channels::MarketSeen{u"S%1"_s.arg(i), usd(2000 - time), Featured::Other, second(time)}, [&](const Result<> &done) { taken += done ? 1 : 0; });
        }
        QCOMPARE(taken, 0);
        const int before = shop.entries();
        shop.clock.pass(Milliseconds{5'000});
        QCOMPARE(taken, listings * times);
        QCOMPARE(shop.entries() - before, 3); // 50 listings each
        QCOMPARE(shop.offer(u"amazon", u"S7").market.competitor, std::optional(usd(1995)));
    }
};

QTEST_GUILESS_MAIN(MarketTest)
#include "tst_market.moc"
