#include "core/inventory/news_reader.h"
#include "core/inventory/store/speaker_lease.h"
#include "tests/core/workshop.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::tests;

/// Engines on one PostgreSQL: what one writes the others hear, and one of them speaks.
class NewsTest : public QObject
{
    Q_OBJECT

private:
    Stores m_stores;

    using Kind = event::OthersWrote::Kind;

    template <class What>
    static int count(const QList<Event> &events)
    {
        return static_cast<int>(std::count_if(events.begin(), events.end(), [](const Event &event) { return std::holds_alternative<What>(event); }));
    }

private Q_SLOTS:
    void initTestCase_data() { Stores::addRows(); }

    void travelsAsMessages_data()
    {
        QTest::addColumn<News>("news");
        QTest::addColumn<int>("messages");
        QTest::newRow("nothing") << News() << 0;
        News one;
        one.skus = {7};
        one.sales = {1, 22};
        one.channels = {3};
        one.entries = {1'000'000'001};
        one.syncs = {u"web"_s};
        one.tellings = {u"shop"_s, u"web"_s};
        one.instructions = {u"web"_s};
        one.others = {Kind::Parcels, Kind::Notices};
        QTest::newRow("of every kind") << one << 1;
        News odd;
        odd.offers = {{u"web"_s, u"gid://shopify/ProductVariant/1"_s}, {u"web"_s, u"two words\nand a line, größer"_s}, {u"shop"_s, u"100%25"_s}};
        QTest::newRow("listings with odd names") << odd << 1;
        News many;
        for (int i = 0; i < 2'000; ++i)
            many.skus.insert(1'000'000 + i);
        QTest::newRow("more than fits into one") << many << 3;
    }

    void travelsAsMessages()
    {
        QFETCH(News, news);
        QFETCH(int, messages);
        const QStringList told = toMessages(news, u"desk"_s);
        QCOMPARE(told.size(), messages);
        News heard;
        for (const QString &message : told) {
            QVERIFY(message.toUtf8().size() < 8'000);
            const Heard one = parseNews(message);
            QCOMPARE(one.engine, u"desk"_s);
            heard += one.news;
        }
        QVERIFY(heard.skus == news.skus && heard.sales == news.sales && heard.channels == news.channels && heard.entries == news.entries);
        QVERIFY(heard.syncs == news.syncs && heard.tellings == news.tellings && heard.instructions == news.instructions);
        QVERIFY(heard.offers == news.offers);
        QCOMPARE(heard.others, news.others);
    }

    void everythingIsReadAgain_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("some were missed") << QString();
        QTest::newRow("of a newer program") << u"desk\nk7\nz9"_s;
        QTest::newRow("no number") << u"desk\nkettle"_s;
        QTest::newRow("an empty line") << u"desk\n"_s;
        News flood;
        for (int i = 0; i < 100'000; ++i)
            flood.skus.insert(1'000'000 + i);
        const QStringList told = toMessages(flood, u"desk"_s);
        QTest::newRow("too much to tell") << (told.size() == 1 ? told.first() : u"many messages"_s);
    }

    void everythingIsReadAgain()
    {
        QFETCH(QString, message);
        const News news = parseNews(message).news;
        QCOMPARE(news.others, event::OthersWrote::Kinds(Kind::Everything));
    }

    /// A sale that is booked at one desk is news at the other, whose lane is to tell it.
    void aSaleIsHeardAtTheOtherDesk()
    {
        CROSSDOCK_WORKSHOP(first);
        if (firstSource->kind != store::Source::Kind::Postgresql)
            QSKIP("an SQLite file has one engine");
        first.define(u"A", 10);
        first.list(u"shop", u"A");
        Workshop second(*firstSource, false);
        auto ear = store::Database::open(*firstSource);
        QVERIFY(ear);
        const auto topic = newsTopic(**ear);
        QVERIFY(topic);
        QStringList heard;
        QVERIFY((*ear)->listen(*topic, [&](const QString &message) { heard.append(message); }));
        second.must(command::RecordOrder{orderOf(u"1"_s, {{u"l"_s, u"A", 2}}), {}, {}});
        QTRY_VERIFY(!heard.isEmpty());
        first.events.clear();
        second.events.clear();
        for (const QString &message : std::as_const(heard)) {
            first.core->hear(message);
            second.core->hear(message);
        }
        first.clock.pass(Milliseconds{50});
        second.clock.pass(Milliseconds{50});
        QCOMPARE(count<event::EntryAppended>(first.events), 1);
        QCOMPARE(count<event::StockChanged>(first.events), 1);
        QCOMPARE(count<event::OrderChanged>(first.events), 1);
        const auto offer = std::find_if(first.events.begin(), first.events.end(), [](const Event &event) { return std::holds_alternative<event::OfferChanged>(event); });
        QVERIFY(offer != first.events.end());
        QVERIFY(std::get<event::OfferChanged>(*offer).mustSend);
        QCOMPARE(std::get<event::OfferChanged>(*offer).wanted.quantity, 8);
        QCOMPARE(count<event::EntryAppended>(second.events), 0); // its own is no news
    }

    /// Whoever may have missed something hears of all that is to be sent.
    void whatWasMissedIsReadAgain()
    {
        CROSSDOCK_WORKSHOP(shop);
        shop.define(u"A", 10);
        shop.define(u"B", 10);
        shop.list(u"shop", u"A");
        shop.list(u"shop", u"B");
        shop.must(told(u"shop", u"B", 10, 1, 2));
        QVERIFY(shop.mustSend(u"shop", u"A") && !shop.mustSend(u"shop", u"B"));
        shop.events.clear();
        shop.core->hear(QString());
        shop.clock.pass(Milliseconds{50});
        QCOMPARE(count<event::OthersWrote>(shop.events), 1);
        QCOMPARE(count<event::OfferChanged>(shop.events), 1);
        const auto offer = std::find_if(shop.events.begin(), shop.events.end(), [](const Event &event) { return std::holds_alternative<event::OfferChanged>(event); });
        QCOMPARE(std::get<event::OfferChanged>(*offer).sku, sku(u"A"));
        QVERIFY(std::get<event::OfferChanged>(*offer).mustSend);
    }

    /// What is rolled back is told to nobody.
    void aRefusedCommandIsNoNews()
    {
        CROSSDOCK_WORKSHOP(shop);
        if (shopSource->kind != store::Source::Kind::Postgresql)
            QSKIP("an SQLite file has one engine");
        shop.define(u"A", 1);
        auto ear = store::Database::open(*shopSource);
        QVERIFY(ear);
        int heard = 0;
        QVERIFY((*ear)->listen(*newsTopic(**ear), [&](const QString &) { ++heard; }));
        QVERIFY(!shop.perform(command::AdjustStock{sku(u"A"), node(u"main"), -5}));
        shop.must(command::AdjustStock{sku(u"A"), node(u"main"), 5});
        QTRY_COMPARE(heard, 1);
    }

    void oneSpeaks()
    {
        CROSSDOCK_WORKSHOP(shop);
        if (shopSource->kind != store::Source::Kind::Postgresql)
            QSKIP("an SQLite file has one engine");
        using namespace std::chrono_literals;
        auto otherDatabase = store::Database::open(*shopSource);
        QVERIFY(otherDatabase);
        store::SpeakerLease one(*shop.database, u"1"_s, u"desk one"_s, 60s), brief(*shop.database, u"1"_s, u"desk one"_s, 1ms);
        store::SpeakerLease other(**otherDatabase, u"2"_s, u"desk two"_s, 60s);
        const auto speaks = [](store::SpeakerLease &lease) {
            const auto speaker = lease.bid();
            return speaker ? speaker->engine : speaker.error().detail;
        };
        QVERIFY(!store::SpeakerLease::look(*shop.database)->has_value());
        QCOMPARE(speaks(one), u"1"_s);
        const Time since = (*store::SpeakerLease::look(**otherDatabase))->since;
        QCOMPARE(speaks(other), u"1"_s); // taken
        QCOMPARE(speaks(one), u"1"_s); // renewed
        QCOMPARE((*store::SpeakerLease::look(**otherDatabase))->since, since);
        QCOMPARE((*store::SpeakerLease::look(**otherDatabase))->desk, u"desk one"_s);
        QVERIFY(other.release()); // not his to give
        QCOMPARE(speaks(other), u"1"_s);
        QVERIFY(one.release());
        QVERIFY(!(*store::SpeakerLease::look(**otherDatabase))->isThere);
        QCOMPARE(speaks(other), u"2"_s);
        QCOMPARE(speaks(one), u"2"_s);
        QVERIFY(other.release());
        QCOMPARE(speaks(brief), u"1"_s);
        QTest::qWait(20); // whoever does not renew it has lost it
        QCOMPARE(speaks(other), u"2"_s);
        QCOMPARE(speaks(brief), u"2"_s);
    }
};

QTEST_GUILESS_MAIN(NewsTest)
#include "tst_news.moc"
