#include "tests/core/market_shop.h"
#include "tests/core/rules/rule_shop.h"

using namespace crossdock;
using namespace crossdock::tests;
using namespace Qt::Literals::StringLiterals;
using channels::Featured;

namespace {

struct Move {
    qint64 competitor = 0; ///< cents; 0: nobody
    Featured featured = Featured::Other;
};

} // namespace
Q_DECLARE_METATYPE(Move)

/// What rules hear of others who sell the same, and how prices follow theirs.
class RulesMarketTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;
    int m_second = 0;

    /// One mug at $20 that costs $12, on a marketplace and in a shop of our own.
    static void open(Shop &shop)
    {
        openMarketplace(shop);
        shop.define(u"MUG", 5);
        command::DefineSku details;
        details.sku = sku(u"MUG");
        details.cost = usd(1200);
        shop.must(details);
        listAt(shop, u"amazon", u"MUG", usd(2000));
        shop.must(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, {}});
    }
    void tell(Shop &shop, const Move &step)
    {
        shop.must(offersAt(u"MUG", step.competitor, step.featured, ++m_second));
        shop.clock.settle();
    }
    static QString price(Shop &shop)
    {
        return toDecimal(*shop.offer(u"amazon", u"MUG").price);
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void happenings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<Move>>("steps"); // the first is told before the rule is armed
        QTest::addColumn<int>("runs");
        const QString lost = u"When we lose the Buy Box on Amazon, create a task for ops titled \"lost\""_s;
        const QString won = u"When we win the Buy Box on Amazon, create a task for ops titled \"won\""_s;
        const Move ours{2100, Featured::Ours}, theirs{1900, Featured::Other}, nobodys{1900, Featured::Nobody};
        QTest::newRow("lost") << lost << QList<Move>{ours, theirs} << 1;
        QTest::newRow("lost to nobody") << lost << QList<Move>{ours, nobodys} << 1;
        QTest::newRow("lost once while the price moves on") << lost << QList<Move>{ours, theirs, {1800, Featured::Other}} << 1;
        QTest::newRow("not lost where it never was ours") << lost << QList<Move>{theirs, nobodys} << 0;
        QTest::newRow("won") << won << QList<Move>{theirs, ours} << 1;
        QTest::newRow("won back twice") << won << QList<Move>{theirs, ours, theirs, ours} << 2;
        QTest::newRow("not won where it stays ours") << won << QList<Move>{ours, {2200, Featured::Ours}} << 0;

        const QString drops = u"When a competitor lowers the price by 5% on Amazon, create a task for ops titled \"drop\""_s;
        QTest::newRow("drops enough") << drops << QList<Move>{{2000}, {1900}} << 1;
        QTest::newRow("drops too little") << drops << QList<Move>{{2000}, {1901}} << 0;
        QTest::newRow("drops twice, one after the other") << drops << QList<Move>{{2000}, {1900}, {1700}} << 2;
        QTest::newRow("rises") << drops << QList<Move>{{1900}, {2500}} << 0;
        QTest::newRow("comes anew") << drops << QList<Move>{{0}, {1900}} << 0;
        QTest::newRow("only the Featured Offer moves") << drops << QList<Move>{{1900, Featured::Ours}, {1900, Featured::Other}} << 0;

        const QString below = u"When a competitor's price on Amazon drops below $18, create a task for ops titled \"low\""_s;
        QTest::newRow("crosses") << below << QList<Move>{{1900}, {1700}, {1600}} << 1;
        QTest::newRow("crosses again") << below << QList<Move>{{1900}, {1700}, {1900}, {1700}} << 2;
        QTest::newRow("is there at first sight") << below << QList<Move>{{0}, {1700}} << 0;

        const QString undercut = u"When a competitor undercuts our price, create a task for ops titled \"undercut\""_s;
        QTest::newRow("undercuts") << undercut << QList<Move>{{2100}, {1999}} << 1;
        QTest::newRow("is as dear as we") << undercut << QList<Move>{{2100}, {2000}} << 0;
        const QString every = u"When a listing is updated, create a task for ops titled \"any\""_s;
        QTest::newRow("is no update of ours") << every << QList<Move>{{2100}, {1900}} << 0;
    }
    void happenings()
    {
        QFETCH(QString, text);
        QFETCH(QList<Move>, steps);
        CROSSDOCK_SHOP(shop);
        open(shop);
        tell(shop, steps.takeFirst());
        const qint64 rule = shop.arm(text);
        for (const Move &step : steps)
            tell(shop, step);
        QTEST(static_cast<int>(shop.runCount(rule)), "runs");
    }

    void prices_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<qint64>("competitor");
        QTest::addColumn<QString>("price"); // ours, at $20.00 before
        QTest::newRow("match") << u"match it but never below $10"_s << qint64(1850) << u"18.50"_s;
        QTest::newRow("match up") << u"match it but never below $10"_s << qint64(2350) << u"23.50"_s;
        QTest::newRow("match, at the floor") << u"match it but never below $19"_s << qint64(1850) << u"19.00"_s;
        QTest::newRow("match, never below cost") << u"match it but never below cost"_s << qint64(900) << u"12.00"_s;
        QTest::newRow("undercut by money") << u"undercut it by $0.50 but never below $10"_s << qint64(1850) << u"18.00"_s;
        QTest::newRow("undercut by a share") << u"undercut it by 2% but never below $10"_s << qint64(1850) << u"18.13"_s;
        QTest::newRow("undercut by less than a cent") << u"undercut it by 0.01% but never below $1"_s << qint64(1850) << u"18.49"_s;
        QTest::newRow("undercut, at the floor") << u"undercut it by $1 but never below $18"_s << qint64(1850) << u"18.00"_s;
        QTest::newRow("undercut, at the cap") << u"undercut it by $1 but never below $10 and never above $30"_s << qint64(9900) << u"30.00"_s;
        QTest::newRow("nobody else offers it") << u"undercut it by $1 but never below $10"_s << qint64(0) << u"20.00"_s;
    }
    void prices()
    {
        QFETCH(QString, action);
        QFETCH(qint64, competitor);
        CROSSDOCK_SHOP(shop);
        open(shop);
        tell(shop, {2050});
        const qint64 rule = shop.arm(u"When a competitor changes the price on Amazon, "_s + action);
        tell(shop, {competitor});
        QTEST(price(shop), "price");
        QCOMPARE(shop.runCount(rule), 1);
    }

    /// Two sellers that undercut each other end where the floor is, and stay there.
    void aWarEndsAtTheFloor()
    {
        CROSSDOCK_SHOP(shop);
        open(shop);
        tell(shop, {1950});
        shop.arm(u"When a competitor changes the price on Amazon, undercut it by 1% but never below $15"_s);
        qint64 theirs = 1900;
        QStringList path;
        for (int round = 0; round < 40; ++round) {
            tell(shop, {theirs});
            const qint64 ours = shop.offer(u"amazon", u"MUG").price->amount;
            QVERIFY2(ours >= 1500, qPrintable(QString::number(ours)));
            path << QString::number(ours);
            theirs = std::max<qint64>(1200, ours - 20);
        }
        QCOMPARE(path.last(), u"1500"_s);
        QVERIFY(shop.entriesOf(u"price.set"_s) < 20); // then nothing is told any more
    }

    void ourOwnPrice_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<qint64>>("prices"); // set one after the other, from $20.00
        QTest::addColumn<int>("runs");
        const QString drop = u"When the price on Amazon drops by 20%, create a task for ops titled \"drop\""_s, rise = u"When a listing price rises by at least $3, create a task for ops titled \"rise\""_s;
        QTest::newRow("drops by a fifth") << drop << QList<qint64>{1600} << 1;
        QTest::newRow("drops in two steps") << drop << QList<qint64>{1700, 1600} << 0;
        QTest::newRow("drops by a fifth twice") << drop << QList<qint64>{1600, 1200} << 2;
        QTest::newRow("rises") << drop << QList<qint64>{3000} << 0;
        QTest::newRow("rises by three") << rise << QList<qint64>{2300} << 1;
        QTest::newRow("rises by less") << rise << QList<qint64>{2299} << 0;
    }
    void ourOwnPrice()
    {
        QFETCH(QString, text);
        QFETCH(QList<qint64>, prices);
        CROSSDOCK_SHOP(shop);
        open(shop);
        const qint64 rule = shop.arm(text);
        for (const qint64 cents : prices) {
            shop.must(command::SetPrice{sku(u"MUG"), channel(u"amazon"), usd(cents)});
            shop.clock.settle();
        }
        shop.setStock(u"MUG", 0); // a change of another kind does not say it again
        QTEST(static_cast<int>(shop.runCount(rule)), "runs");
    }

    void suppressed()
    {
        CROSSDOCK_SHOP(shop);
        open(shop);
        const qint64 rule = shop.arm(u"When a listing is suppressed on Amazon, create a task for ops titled \"Fix the listing\""_s);
        const qint64 lasting = shop.arm(u"When an Amazon listing stays suppressed for 2 days, create a task for ops titled \"Still\""_s);
        shop.must(standingOf(u"MUG", true, 10));
        shop.must(standingOf(u"MUG", true, 20)); // told twice
        shop.clock.settle();
        QCOMPARE(shop.runCount(rule), 1);
        QCOMPARE(shop.runCount(lasting), 0);
        shop.clock.pass(Milliseconds{3LL * 86'400'000});
        QCOMPARE(shop.runCount(lasting), 1);
    }

    void needs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named"); // a part of what is missing; empty: nothing is
        QTest::newRow("told") << u"When we lose the Buy Box on Amazon, create a task for ops titled \"x\""_s << QString();
        QTest::newRow("no channel named: where it is told") << u"When we lose the Buy Box, create a task for ops titled \"x\""_s << QString();
        QTest::newRow("the event, elsewhere") << u"When we lose the Buy Box on web, create a task for ops titled \"x\""_s << u"“web” does not tell “buybox.lost”"_s;
        QTest::newRow("the field, elsewhere") << u"When a competitor's price on web drops below $18, create a task for ops titled \"x\""_s << u"“web” does not tell “competitor.price”"_s;
        QTest::newRow("compared with ours, elsewhere") << u"When our price on web is higher than theirs, match it but never below cost"_s << u"“web” does not tell “competitor.price”"_s;
        QTest::newRow("suppressed, elsewhere") << u"When a listing is suppressed on web, create a task for ops titled \"x\""_s << u"“web” does not tell “listing.suppressed”"_s;
        QTest::newRow("the price of a listing elsewhere") << u"When we lose the Buy Box on Amazon, match the competitor's price on web but never below $5"_s << u"“web” does not tell “competitor.price”"_s;
        QTest::newRow("no floor") << u"When a competitor changes the price on Amazon, match it"_s << u"how low it may go"_s;
        QTest::newRow("with a floor") << u"When a competitor undercuts our price, match it but never below cost"_s << QString();
        QTest::newRow("the account") << u"When the order defect rate on Amazon is above 1%, create a task for ops titled \"x\""_s << QString();
        QTest::newRow("the account, elsewhere") << u"When the order defect rate on web is above 1%, create a task for ops titled \"x\""_s << u"“web” does not tell “account."_s;
        QTest::newRow("the account, on a schedule") << u"Every day at 9 am, if the order defect rate on web is above 1%, create a task for ops titled \"x\""_s << u"“web” does not tell “account."_s;
    }
    void needs()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        CROSSDOCK_SHOP(shop);
        open(shop);
        const QString said = shop.missing(text);
        QVERIFY2(named.isEmpty() ? said.isEmpty() : said.contains(named), qPrintable(said));
    }

    void theAccount_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("runs"); // of order defects of 0.9, 1.2, 1.4 and 0.8 percent
        QTest::newRow("rises above") << u"When the order defect rate on Amazon is above 1%, create a task for ops titled \"x\""_s << 1;
        QTest::newRow("rises above another bound") << u"When the order defect rate on Amazon is above 1.3%, create a task for ops titled \"x\""_s << 1;
        QTest::newRow("never that high") << u"When the order defect rate on Amazon is above 2%, create a task for ops titled \"x\""_s << 0;
        QTest::newRow("another rate") << u"When the late shipment rate on Amazon is above 1%, create a task for ops titled \"x\""_s << 0;
    }
    void theAccount()
    {
        QFETCH(QString, text);
        CROSSDOCK_SHOP(shop);
        open(shop);
        const auto tellRate = [&](qint64 defects) {
            shop.must(command::RecordAccount{channel(u"amazon"), {u"NORMAL"_s, defects, 5'000, {}, second(++m_second)}});
            shop.clock.settle();
        };
        tellRate(9'000);
        const qint64 rule = shop.arm(text);
        for (const qint64 defects : {12'000, 14'000, 8'000})
            tellRate(defects);
        QTEST(static_cast<int>(shop.runCount(rule)), "runs");
    }

    void aMarketplaceWithoutAQueueIsDeaf()
    {
        CROSSDOCK_SHOP(shop);
        openMarketplace(shop, u"amazon", false);
        shop.must(command::DefineContact{u"ops"_s, {u"ops"_s}, {}, {}});
        QVERIFY(shop.missing(u"When we lose the Buy Box, create a task for ops titled \"x\""_s).contains(u"queue_url"_s));
        QCOMPARE(shop.missing(u"When the order defect rate on Amazon is above 1%, create a task for ops titled \"x\""_s), QString()); // it is read
    }
};

QTEST_GUILESS_MAIN(RulesMarketTest)
#include "tst_rules_market.moc"
