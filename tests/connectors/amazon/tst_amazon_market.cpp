#include "core/connectors/channels/amazon/amazon_market.h"
#include "tests/connectors/amazon/harbour_account.h"
#include "tests/connectors/amazon/scripted_exchange.h"

using namespace crossdock;
using namespace crossdock::amazon;
using namespace crossdock::channels;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray changed(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    const QByteArray before = text;
    text.replace(from, to);
    return text == before ? QByteArray("the text has no " + from) : text;
}

QString inWords(const News &news)
{
    if (const auto *seen = std::get_if<MarketSeen>(&news))
        return u"%1: %2 %3"_s.arg(seen->listing, seen->competitor ? toDecimal(*seen->competitor) : u"-"_s, nameOf(seen->featured));
    if (const auto *standing = std::get_if<StandingSeen>(&news))
        return standing->listing + (standing->isSuppressed ? u" suppressed: "_s + standing->words : u" shown"_s);
    const auto *notice = std::get_if<channels::Notice>(&news);
    return notice ? u"notice: "_s + notice->what : u"something else"_s;
}

const QByteArray twoListings = R"({"items":[
    {"sku":"MUG-BLUE","summaries":[{"marketplaceId":"ATVPDKIKX0DER","asin":"B000000011","conditionType":"new_new"}]},
    {"sku":"MUG-OLD","summaries":[{"marketplaceId":"ATVPDKIKX0DER","asin":"B000000011","conditionType":"used_very_good"}]}]})";

} // namespace

/// What Amazon tells of products and offers becomes news of listings.
class TestAmazonMarket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        clock = ManualClock();
        net.open.clear();
        net.answered.clear();
        heard.clear();
        taken.clear();
        api = std::make_unique<SellingPartnerApi>(known, secrets, net, clock, nullptr);
        market = std::make_unique<AmazonMarket>(known, *api, clock, nullptr);
    }

    void offers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("offers"); // empty: it is not told
        const QByteArray text = recorded("any_offer_changed.json");
        // 15.00 and 3.99 of shipping, against 2.00 of ours
        QTest::newRow("another seller has it") << text << u"B000000011 new 16.99 other"_s;
        QTest::newRow("ours") << changed(changed(text, "\"IsBuyBoxWinner\": true", "\"IsBuyBoxWinner\": null"), "\"IsFulfilledByAmazon\": false, \"IsBuyBoxWinner\": false", "\"IsFulfilledByAmazon\": false, \"IsBuyBoxWinner\": true")
                              << u"B000000011 new 16.99 ours"_s;
        QTest::newRow("one for members, and ours") << changed(text, "\"IsFulfilledByAmazon\": false, \"IsBuyBoxWinner\": false", "\"IsFulfilledByAmazon\": false, \"IsBuyBoxWinner\": true") << u"B000000011 new 16.99 ours"_s;
        QByteArray unmarked = text;
        unmarked.replace(", \"IsBuyBoxWinner\": true", "").replace(", \"IsBuyBoxWinner\": false", "");
        QTest::newRow("no marks: by the price") << unmarked << u"B000000011 new 16.99 other"_s;
        QTest::newRow("no marks, and the price is nobody's here") << changed(unmarked, "18.99, \"CurrencyCode\": \"USD\"},\n    \"ListingPrice\"", "17.00, \"CurrencyCode\": \"USD\"},\n    \"ListingPrice\"") << u"B000000011 new 16.99 "_s;
        QTest::newRow("nobody has it") << changed(changed(text, "\"IsBuyBoxWinner\": true", "\"IsBuyBoxWinner\": false"), "\"Condition\": \"new\", \"LandedPrice\"", "\"Condition\": \"used\", \"LandedPrice\"") << u"B000000011 new 16.99 nobody"_s;
        QTest::newRow("the others are ourselves") << changed(changed(text, "A9OTHER", "A2HARBOUR"), "A8THIRD", "A2HARBOUR") << u"B000000011 new - ours"_s;
        QTest::newRow("another condition") << changed(text, "\"ItemCondition\": \"New\"", "\"ItemCondition\": \"Used\"") << u"B000000011 used 16.99 other"_s;
        QTest::newRow("another seller's notification") << changed(text, "{\"SellerId\": \"A2HARBOUR\",\n", "{\"SellerId\": \"A7ELSE\",\n") << QString();
        QTest::newRow("another marketplace") << changed(text, "ATVPDKIKX0DER", "A2EUQ1WTGCTBG2") << QString();
        QTest::newRow("no product") << changed(text, "\"B000000011\"", "null") << QString();
        QTest::newRow("an amount that is none") << changed(text, "\"Amount\": 15.0", "\"Amount\": -15.0") << QString();
    }
    void offers()
    {
        QFETCH(QByteArray, body);
        const Notification read = readNotification(body, u"q-1"_s, known);
        const auto &told = read.offers;
        const QString words = !told ? QString()
            : u"%1 %2 %3 %4"_s.arg(told->asin, told->condition, told->seen.competitor ? toDecimal(*told->seen.competitor) : u"-"_s, nameOf(told->seen.featured));
        QTEST(words, "offers");
        QCOMPARE(read.canWait(), told.has_value());
        if (told)
            QCOMPARE(toText(told->seen.at), u"2026-11-20T08:30:00.000Z"_s);
    }

    void becomesNewsOfListings()
    {
        hear(recorded("any_offer_changed.json"));
        hear(changed(recorded("any_offer_changed.json"), "\"ItemCondition\": \"New\"", "\"ItemCondition\": \"Used\""));
        QVERIFY(heard.isEmpty());
        clock.advance(1s);
        QVERIFY(net.reply("token", 200, goodToken));
        const auto *asked = net.find("identifiersType=ASIN");
        QVERIFY(asked && asked->request.url.contains("identifiers=B000000011"));
        QCOMPARE(net.countOpen("identifiersType=ASIN"), 1); // one for both
        QVERIFY(net.reply("identifiersType=ASIN", 200, twoListings));
        QCOMPARE(heard, (QStringList{u"MUG-BLUE: 16.99 other"_s, u"MUG-OLD: 16.99 other"_s}));
        QCOMPARE(taken, (QList<bool>{true, true}));
        hear(recorded("any_offer_changed.json")); // known by now
        QCOMPARE(heard.size(), 3);
        QVERIFY(net.open.isEmpty());
    }

    void aProductOfNobodyIsTaken()
    {
        hear(recorded("any_offer_changed.json"));
        answerProducts(200, R"({"items":[]})");
        QVERIFY(heard.isEmpty());
        QCOMPARE(taken, QList<bool>{true}); // and is gone from the queue
    }

    void withoutAnAnswerItComesAgain()
    {
        hear(recorded("any_offer_changed.json"));
        answerProducts(503, "{}");
        QVERIFY(heard.isEmpty() && taken.isEmpty());
        clock.advance(60s);
        hear(recorded("any_offer_changed.json")); // the queue shows it again
        clock.advance(1s);
        QVERIFY(net.reply("identifiersType=ASIN", 200, twoListings));
        QCOMPARE(heard, QStringList{u"MUG-BLUE: 16.99 other"_s});
    }

    void nothingIsHeardAfterTheEnd()
    {
        hear(recorded("any_offer_changed.json"));
        clock.advance(1s);
        QVERIFY(net.reply("token", 200, goodToken));
        market->stop();
        QVERIFY(net.reply("identifiersType=ASIN", 200, twoListings));
        QVERIFY(heard.isEmpty() && taken.isEmpty());
    }

    void standings_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("issues"); // Amazon's answer; empty: it is not asked
        QTest::addColumn<QString>("news");
        const QByteArray issues = recorded("issues_change.json"), status = recorded("status_change.json");
        const QByteArray words = R"({"sku":"MUG-BLUE","issues":[{"code":"1","message":"A hint","severity":"WARNING"},
            {"code":"2","message":"The main image is missing","severity":"ERROR","enforcements":{"actions":[{"action":"SEARCH_SUPPRESSED"}]}}]})";
        QTest::newRow("suppressed") << issues << words << u"MUG-BLUE suppressed: The main image is missing"_s;
        QTest::newRow("suppressed, and no issue says why") << issues << QByteArray(R"({"sku":"MUG-BLUE","issues":[]})") << u"MUG-BLUE suppressed: SEARCH_SUPPRESSED"_s;
        QTest::newRow("an issue that hides nothing") << changed(issues, "SEARCH_SUPPRESSED", "ATTRIBUTE_SUPPRESSED") << QByteArray() << u"MUG-BLUE shown"_s;
        QTest::newRow("issues solved") << changed(changed(issues, "[\"SEARCH_SUPPRESSED\"]", "[]"), "ERROR", "NONE") << QByteArray() << u"MUG-BLUE shown"_s;
        QTest::newRow("for sale") << status << QByteArray() << u"MUG-BLUE shown"_s;
        QTest::newRow("out of stock") << changed(status, "\"BUYABLE\", ", "") << QByteArray() << u"notice: listing MUG-BLUE is DISCOVERABLE"_s;
        QTest::newRow("cannot be found") << changed(status, "\"BUYABLE\", \"DISCOVERABLE\"", "") << words << u"MUG-BLUE suppressed: The main image is missing"_s;
        QTest::newRow("deleted") << changed(status, "\"BUYABLE\", \"DISCOVERABLE\"", "\"DELETED\"") << QByteArray() << u"notice: listing MUG-BLUE is DELETED"_s;
        QTest::newRow("another seller's") << changed(status, "A2HARBOUR", "A7ELSE") << QByteArray() << u"notice: the status of a listing that is not ours here: MUG-BLUE"_s;
    }
    void standings()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, issues);
        hear(body);
        if (!issues.isEmpty()) {
            QVERIFY(heard.isEmpty());
            QVERIFY(net.reply("token", 200, goodToken));
            QVERIFY(net.reply("includedData=issues", 200, issues));
        }
        QTEST(heard.join(u'|'), "news");
        QCOMPARE(taken, QList<bool>{true});
    }

private:
    void hear(const QByteArray &body)
    {
        market->take(readNotification(body, u"q-1"_s, known), [this](bool isTaken) { taken << isTaken; },
                     [this](const Message &message, const std::function<void(bool)> &answer) {
                         for (const News &news : message.news)
                             heard << inWords(news);
                         answer(true);
                     });
    }
    void answerProducts(int status, const QByteArray &body)
    {
        clock.advance(1s);
        QVERIFY(net.reply("token", 200, goodToken));
        QVERIFY(net.reply("identifiersType=ASIN", status, body));
    }

    const Account known = harbourAccount();
    const Secrets secrets = harbourSecrets();
    ManualClock clock;
    ScriptedExchange net;
    std::unique_ptr<SellingPartnerApi> api;
    std::unique_ptr<AmazonMarket> market;
    QStringList heard;
    QList<bool> taken;
};

QTEST_GUILESS_MAIN(TestAmazonMarket)
#include "tst_amazon_market.moc"
