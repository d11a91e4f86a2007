#include "tests/core/rules/rule_shop.h"

#include "core/inventory/rules/engine/claims.h"

using namespace crossdock;
using namespace crossdock::tests;
using rules::Claim;
using rules::Claims;

namespace {

constexpr Milliseconds minute{60'000}, hour{3'600'000};
const QString low = u"When the stock of SKU MUG-1 drops below 10, "_s;

} // namespace

/// Which of several rules decides what both of them write.
class RulesWritesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void whoHasIt_data()
    {
        QTest::addColumn<int>("priority"); // of rule 2; of rule 1 it is 5
        QTest::addColumn<QString>("value"); // that rule 2 wants; rule 1 wants "a"
        QTest::addColumn<bool>("isWithdrawn"); // rule 1 does not run after all
        QTest::addColumn<QString>("words"); // for rule 2
        QTest::newRow("less important") << 1 << u"b"_s << false << u"Rule 1 had it first: listing MUG on web"_s;
        QTest::newRow("as important, younger") << 5 << u"b"_s << false << u"Rule 1 had it first: listing MUG on web"_s;
        QTest::newRow("more important") << 9 << u"b"_s << false << QString();
        QTest::newRow("wants the same") << 1 << u"a"_s << false << QString();
        QTest::newRow("a step from what is there") << 1 << QString() << false << u"Rule 1 had it first: listing MUG on web"_s;
        QTest::newRow("of two the first does not run") << 1 << u"b"_s << true << QString();
    }

    void whoHasIt()
    {
        QFETCH_GLOBAL(bool, isPostgresql);
        if (isPostgresql)
            QSKIP("It touches no store");
        QFETCH(int, priority);
        QFETCH(QString, value);
        QFETCH(bool, isWithdrawn);
        const QString thing = rules::listingThing(u"MUG"_s, u"web"_s), other = rules::listingThing(u"MUG"_s, u"shop"_s);
        Claims claims;
        claims.add({1, 2, priority}, 0, {Claim{thing, u"price"_s, value}, Claim{other, u"price"_s, value}});
        claims.add({0, 1, 5}, 0, {Claim{thing, u"price"_s, u"a"_s}});
        if (isWithdrawn)
            claims.withdraw(0);
        const rules::Losses losses = claims.lossesOf({1, 2, priority}, 0);
        QTEST(losses.words, "words");
        QCOMPARE(losses.things, losses.words.isEmpty() ? QStringList() : QStringList{thing});
        QVERIFY(!losses.isWhole); // the other listing is its own
    }

    /// One rule names a listing, the other all of them; `web` is the one that is named.
    void listings_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<int>("priority");
        QTest::addColumn<QString>("other");
        QTest::addColumn<int>("otherPriority");
        QTest::addColumn<QString>("web");
        QTest::addColumn<QString>("shop");
        QTest::addColumn<bool>("isOneTheLoser");
        const QString resume = u"resume its listing on web"_s, pause = u"pause it everywhere"_s, all = u"set its price to €15 on all channels"_s, named = u"set its price on web to €12"_s;
        const QString raise = u"raise its price on all channels by 10%"_s;
        QTest::newRow("a name before all") << resume << 9 << pause << 1 << u"sells"_s << u"stopped"_s << false;
        QTest::newRow("a name before all, written later") << pause << 1 << resume << 9 << u"sells"_s << u"stopped"_s << true;
        QTest::newRow("all before a name") << pause << 9 << resume << 1 << u"stopped"_s << u"stopped"_s << false;
        QTest::newRow("of equals the older: a name") << resume << 5 << pause << 5 << u"sells"_s << u"stopped"_s << false;
        QTest::newRow("of equals the older: all") << pause << 5 << resume << 5 << u"stopped"_s << u"stopped"_s << false;
        QTest::newRow("a price") << named << 9 << all << 1 << u"12.00"_s << u"15.00"_s << false;
        QTest::newRow("a price of all") << named << 1 << all << 9 << u"15.00"_s << u"15.00"_s << true;
        QTest::newRow("a step from the price") << named << 9 << raise << 1 << u"12.00"_s << u"11.00"_s << false;
        QTest::newRow("a step before the price") << named << 1 << raise << 9 << u"11.00"_s << u"11.00"_s << true;
        QTest::newRow("a buffer") << u"set the buffer to 2 on web"_s << 9 << u"set the buffer to 3"_s << 1 << u"buffer 2"_s << u"buffer 3"_s << false;
        QTest::newRow("a buffer of all") << u"set the buffer to 2 on web"_s << 1 << u"set the buffer to 3"_s << 9 << u"buffer 3"_s << u"buffer 3"_s << true;
        QTest::newRow("a cap") << u"set its quantity on web to 3"_s << 9 << u"set its quantity to 4 on all channels"_s << 1 << u"cap 3"_s << u"cap 4"_s << false;
    }

    void listings()
    {
        QFETCH(QString, one);
        QFETCH(int, priority);
        QFETCH(QString, other);
        QFETCH(int, otherPriority);
        QFETCH(QString, web);
        QFETCH(bool, isOneTheLoser);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        for (const QStringView name : {u"web", u"shop"}) {
            shop.list(name, u"MUG-1");
            shop.must(command::SetPrice{sku(u"MUG-1"), channel(name), {1000, u"EUR"_s}});
        }
        if (one.startsWith(u"resume"_s) || other.startsWith(u"resume"_s))
            shop.must(command::StopSelling{sku(u"MUG-1"), channel(u"web"), std::nullopt});
        const qint64 first = shop.arm(low + one, priority), second = shop.arm(low + other, otherPriority);
        shop.setStock(u"MUG-1", 5);
        shop.clock.pass(minute);
        const qint64 winner = isOneTheLoser ? second : first, loser = isOneTheLoser ? first : second;
        QCOMPARE(standing(shop, u"web", web), web);
        QTEST(standing(shop, u"shop", web), "shop");
        const RuleRun won = shop.runs(winner).first(), lost = shop.runs(loser).first();
        QCOMPARE(won.state, RuleRun::State::Done);
        QVERIFY2(!won.deeds.first().words.contains(u"had it first"_s), qPrintable(won.deeds.first().words));
        QCOMPARE(lost.state, RuleRun::State::Done);
        QCOMPARE(lost.deeds.first().words, u"Rule %1 had it first: listing MUG-1 on web"_s.arg(winner));
        const bool names = !(isOneTheLoser ? one : other).contains(u"everywhere"_s) && (isOneTheLoser ? one : other).contains(u"web"_s);
        QCOMPARE(lost.deeds.first().isOverruled, names); // else it did the rest
        QCOMPARE(lost.deeds.first().entry > 0, !names);
    }

    void otherChannels_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("web"); // whether it is stopped there
        QTest::addColumn<bool>("shop");
        QTest::newRow("than the one where a value turned") << u"When stock drops below 10 on web, pause the listing on all other channels"_s << false << true;
        QTest::newRow("than the two where one did") << u"When stock drops below 10 on web or shop, pause the listing on all other channels"_s << false << false;
        QTest::newRow("after a wait") << u"When stock drops below 10 on shop, wait 1 minute, then pause the listing on all other channels"_s << true << false;
        QTest::newRow("once it stays so") << u"When stock on web has been below 10 for 1 minute, pause the listing on all other channels"_s << false << true;
    }

    void otherChannels()
    {
        QFETCH(QString, text);
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        for (const QStringView name : {u"web", u"shop"})
            shop.list(name, u"MUG-1");
        shop.arm(text);
        shop.setStock(u"MUG-1", 5);
        shop.clock.pass(2 * minute);
        QTEST(shop.isStopped(u"web", u"MUG-1"), "web");
        QTEST(shop.isStopped(u"shop", u"MUG-1"), "shop");
    }

    void otherChannelsThanNone()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.list(u"web", u"MUG-1");
        QVERIFY(shop.missing(u"When stock drops below 10, pause the listing on all other channels"_s).startsWith(u"“All other channels” than which"_s));
        QCOMPARE(shop.missing(u"When a web order arrives, pause the listing on all other channels"_s), QString());
    }

    /// What a rule may not write it does not write after a restart either.
    void theLossSurvivesARestart()
    {
        const auto source = m_stores.fresh();
        if (!source)
            QSKIP(qPrintable(m_stores.whyNot()));
        qint64 loser = 0;
        {
            Shop shop(*source);
            shop.define(u"MUG-1", 20);
            for (const QStringView name : {u"web", u"shop"})
                shop.list(name, u"MUG-1");
            shop.must(command::StopSelling{sku(u"MUG-1"), channel(u"web"), std::nullopt});
            shop.arm(low + u"resume its listing on web"_s, 9);
            loser = shop.arm(low + u"pause it everywhere"_s, 1);
            shop.setStock(u"MUG-1", 5);
            shop.must(command::ResumeSelling{sku(u"MUG-1"), channel(u"shop")});
            // As if the program had ended before it did anything.
            QVERIFY(shop.database->execute(u"UPDATE rule_run SET state = 'running', next_action = 0, deeds = "
                                           "'[{\"action\":\"listing.pause\",\"done\":false,\"entry\":0,\"words\":\"\",\"spared\":[\"listing MUG-1 on web\"],\"lost\":\"Rule 1 had it first: listing MUG-1 on web\"}]' "
                                           "WHERE rule_id = ?"_s, {loser}));
        }
        Shop again(*source, false);
        again.clock.pass(minute);
        QVERIFY(!again.isStopped(u"web", u"MUG-1"));
        QCOMPARE(again.runs(loser).first().state, RuleRun::State::Done);
        QCOMPARE(again.runs(loser).first().deeds.first().words, u"Rule 1 had it first: listing MUG-1 on web"_s);
    }

    /// What a rule does behind a wait undoes what it did before, and is nobody's conflict.
    void aRuleIsNotItsOwnRival()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        const qint64 rule = shop.arm(u"When an order arrives, hold it, then wait 2 hours and release it"_s);
        shop.arm(u"When an order arrives, tag it seen"_s);
        shop.place(u"1"_s, u"MUG-1");
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::OnHold);
        shop.clock.pass(2 * hour + minute);
        QCOMPARE(shop.order(u"1").row.state, OrderRow::State::Open);
        QCOMPARE(shop.runs(rule).first().state, RuleRun::State::Done);
    }

    /// Two entries of one commit are one pass: not the one that came first decides.
    void theOrderOfEventsDoesNotDecide()
    {
        CROSSDOCK_SHOP(shop);
        shop.define(u"MUG-1", 20);
        shop.list(u"web", u"MUG-1");
        shop.must(command::StopSelling{sku(u"MUG-1"), channel(u"web"), std::nullopt});
        shop.define(u"CUP-1", 20);
        const qint64 weak = shop.arm(u"When the stock of SKU MUG-1 drops below 10, pause its listings everywhere"_s, 1);
        const qint64 strong = shop.arm(u"When stock of SKU MUG-1 is received, resume its listing on web"_s, 9);
        const auto done = shop.performTogether({command::CountStock{sku(u"MUG-1"), node(u"main"), 2}, command::ReceiveStock{sku(u"MUG-1"), node(u"main"), 1}});
        QVERIFY(done[0] && done[1]);
        shop.clock.pass(minute);
        QCOMPARE(shop.runCount(weak), 1);
        QCOMPARE(shop.runCount(strong), 1);
        QVERIFY(!shop.isStopped(u"web", u"MUG-1"));
        QVERIFY2(shop.runs(weak).first().deeds.first().words.contains(u"Rule %1 had it first"_s.arg(strong)), qPrintable(shop.runs(weak).first().deeds.first().words));
    }

private:
    /// What of an offer the row speaks of.
    static QString standing(Shop &shop, QStringView channelName, const QString &kind)
    {
        const OfferState offer = shop.offer(channelName, u"MUG-1");
        if (kind.startsWith(u"buffer"))
            return u"buffer %1"_s.arg(offer.buffer);
        if (kind.startsWith(u"cap"))
            return u"cap %1"_s.arg(offer.cap.value_or(-1));
        if (kind == u"sells" || kind == u"stopped")
            return offer.isStopped ? u"stopped"_s : u"sells"_s;
        return offer.price ? toDecimal(*offer.price) : QString();
    }

    Stores m_stores;
};

QTEST_GUILESS_MAIN(RulesWritesTest)
#include "tst_rules_writes.moc"
