#include "core/connectors/channels/woocommerce/woocommerce_channel.h"

#include "core/connectors/http/signature.h"
#include "core/inventory/channels/instruction.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::woocommerce;
using Kind = CallFailure::Kind;
using State = Outcome::State;

Q_DECLARE_METATYPE(Kind)
Q_DECLARE_METATYPE(State)

namespace
{

const ChannelId woo = *ChannelId::parse(u"woo");

struct Shop {
    FakeClock clock;
    FakeExchange exchange{clock};
    std::unique_ptr<WooCommerceChannel> port;

    explicit Shop(const QString &url = u"https://shop.example.org/store/"_s)
    {
        ChannelDetails details;
        details.name = woo;
        details.kind = u"woocommerce"_s;
        details.url = url;
        port = std::make_unique<WooCommerceChannel>(details, Secrets{u"ck_key"_s, u"cs_secret"_s, u"hush"_s}, exchange,
                                                    clock, nullptr);
    }

    void replyFile(const QString &name, const http::Headers &headers = {})
    {
        exchange.reply(200, recorded(u"woocommerce/"_s + name), headers);
    }

    PushReply push(const QList<Offer> &offers)
    {
        std::optional<PushReply> reply;
        port->push(offers, [&reply](const PushReply &told) { reply = told; });
        Q_ASSERT(!reply); // never from inside the call
        finish();
        return reply.value_or(PushReply{});
    }

    template <class T, class Question>
    Answer<T> ask(Question question)
    {
        std::optional<Answer<T>> answer;
        question([&answer](Answer<T> told) { answer = std::move(told); });
        finish();
        return answer ? *answer : tl::make_unexpected(CallFailure{});
    }

    Answer<CatchUpPage> readPage(const QString &cursor, const QString &since = u"2026-11-25T07:00:00Z"_s)
    {
        return ask<CatchUpPage>([&](auto done) { port->catchUp(cursor, *parseTime(since), done); });
    }

    /// The last page, and an empty trash behind it.
    Answer<CatchUpPage> catchUp(const QString &cursor, const QString &since = u"2026-11-25T07:00:00Z"_s)
    {
        exchange.reply(200, "[]", {{"X-WP-Total", "0"}});
        return readPage(cursor, since);
    }

    void finish()
    {
        if (!exchange.run())
            QTest::qFail("the script was not played to its end", __FILE__, __LINE__);
    }

    QString query(qsizetype call, const char *name) const
    {
        const QUrl url = QUrl::fromEncoded(exchange.asked.value(call).url);
        return QUrlQuery(url).queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded);
    }
    QByteArray path(qsizetype call) const
    {
        return exchange.asked.value(call).method + ' '
            + QUrl(QString::fromUtf8(exchange.asked.value(call).url)).path().toUtf8();
    }
};

Offer offer(const QString &listing, Quantity quantity, std::optional<Money> price = {})
{
    Offer made;
    made.address.id = {woo, listing};
    made.quantity = quantity;
    made.revision = 1;
    made.price = price;
    return made;
}

QByteArray orders(int from, int count, const QByteArray &second)
{
    QByteArrayList list;
    for (int id = from; id < from + count; ++id) {
        QByteArray one = recorded(u"woocommerce/order.json"_s);
        one.replace("\"id\": 727", "\"id\": " + QByteArray::number(id));
        list.append(one.replace("2026-11-25T07:30:05", "2026-11-25T07:" + second));
    }
    return '[' + list.join(',') + ']';
}

} // namespace

class TestWooCommerceChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pushesProductsThenVariations()
    {
        Shop shop;
        shop.exchange.reply(200, asJson("{'code':'USD','name':'United States (US) dollar'}"));
        shop.replyFile(u"batch_mixed.json"_s);
        shop.exchange.reply(200, asJson("{'update':[{'id':23,'stock_quantity':2},{'id':24,'stock_quantity':0}]}"));
        const PushReply reply
            = shop.push({offer(u"93"_s, 5, Money{1250, u"USD"_s}), offer(u"22/23"_s, 2), offer(u"94"_s, 1),
                         offer(u"22/24"_s, 0), offer(u"95"_s, 1), offer(u"banana"_s, 1)});
        QVERIFY(!reply.failure);
        QCOMPARE(shop.path(0), QByteArray("GET /store/wp-json/wc/v3/data/currencies/current"));
        QCOMPARE(shop.path(1), QByteArray("POST /store/wp-json/wc/v3/products/batch"));
        QCOMPARE(shop.path(2), QByteArray("POST /store/wp-json/wc/v3/products/22/variations/batch"));
        QCOMPARE(shop.exchange.header(1, "Authorization"), "Basic " + QByteArray("ck_key:cs_secret").toBase64());
        QCOMPARE(shop.exchange.json(1)["update"_L1].toArray().size(), 3);
        QCOMPARE(shop.exchange.json(1)["update"_L1][0]["regular_price"_L1].toString(), u"12.50"_s);
        QList<State> states;
        for (const Outcome &outcome : reply.outcomes)
            states.append(outcome.state);
        const QList<State> expected{State::Applied, State::Applied, State::Refused,
                                    State::Applied, State::Refused, State::Refused};
        QCOMPARE(states, expected);
        QCOMPARE(reply.outcomes.at(2).words, u"Invalid ID."_s);
    }

    void pricesOfOtherCurrencies_data()
    {
        QTest::addColumn<int>("status"); // of the question for the shop's currency
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("told");
        QTest::addColumn<State>("state");
        QTest::newRow("the shop's own") << 200 << asJson("{'code':'JPY'}") << u"1500"_s << State::Applied;
        QTest::newRow("another") << 200 << asJson("{'code':'USD'}") << QString() << State::Refused;
        QTest::newRow("the shop does not say") << 403 << asJson("{'code':'woocommerce_rest_cannot_view','message':'No.'}") << u"1500"_s << State::Applied;
        QTest::newRow("the shop does not answer") << 503 << QByteArray("busy") << QString() << State::NotTried;
    }
    void pricesOfOtherCurrencies()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, answer);
        QFETCH(QString, told);
        QFETCH(State, state);
        Shop shop;
        shop.exchange.reply(status, answer);
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':5},{'id':94,'stock_quantity':1}]}"));
        const PushReply reply = shop.push({offer(u"93"_s, 5, Money{1500, u"JPY"_s}), offer(u"94"_s, 1)});
        QVERIFY(!reply.failure);
        QCOMPARE(shop.exchange.json(1)["update"_L1][0]["stock_quantity"_L1].toInteger(), 5);
        QCOMPARE(shop.exchange.json(1)["update"_L1][0]["regular_price"_L1].toString(), told);
        QCOMPARE(reply.outcomes.at(0).state, state);
        QCOMPARE(reply.outcomes.at(1).state, State::Applied);
        if (state == State::Refused)
            QVERIFY2(reply.outcomes.at(0).words.contains("JPY"_L1) && reply.outcomes.at(0).words.contains("USD"_L1), qPrintable(reply.outcomes.at(0).words));
    }

    /// A price whose quantity is shown goes without it, and what the shop shows meanwhile does not matter.
    void tellsAPriceAlone()
    {
        Shop shop;
        shop.exchange.reply(200, asJson("{'code':'USD'}"));
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':6}]}"));
        Offer price = offer(u"93"_s, 5, Money{1250, u"USD"_s}), foreign = offer(u"94"_s, 1, Money{1500, u"JPY"_s});
        price.believed = 5;
        foreign.believed = 1;
        const PushReply reply = shop.push({price, foreign});
        QVERIFY(!reply.failure);
        const QJsonArray rows = shop.exchange.json(1)["update"_L1].toArray();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0]["regular_price"_L1].toString(), u"12.50"_s);
        QVERIFY(!rows[0].toObject().contains("stock_quantity"_L1));
        QCOMPARE(reply.outcomes.at(0).state, State::Applied);
        QCOMPARE(reply.outcomes.at(1).state, State::Refused);
    }

    void believesNoAnswerThatShowsMore_data()
    {
        QTest::addColumn<int>("shown");
        QTest::addColumn<State>("state");
        QTest::newRow("what it was told") << 5 << State::Applied;
        QTest::newRow("sold some meanwhile") << 3 << State::Applied;
        QTest::newRow("another number") << 999 << State::Refused;
    }
    void believesNoAnswerThatShowsMore()
    {
        QFETCH(int, shown);
        Shop shop;
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':" + QByteArray::number(shown) + "}]}"));
        const PushReply reply = shop.push({offer(u"93"_s, 5)});
        QTEST(reply.outcomes.at(0).state, "state");
        QCOMPARE(reply.outcomes.at(0).words.contains(u"shows 999 after it was told 5"_s), shown == 999);
    }

    void whatWasToldCounts()
    {
        Shop shop;
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':5}]}"));
        shop.exchange.reply(
            404,
            asJson("{'code':'woocommerce_rest_product_invalid_id','message':'Invalid ID.','data':{'status':404}}"));
        shop.exchange.reply(503, "busy", {{"Retry-After", "9"}});
        const PushReply reply = shop.push({offer(u"93"_s, 5), offer(u"22/23"_s, 2), offer(u"30/31"_s, 2)});
        QVERIFY(!reply.failure);
        QCOMPARE(reply.outcomes.at(0).state, State::Applied);
        QCOMPARE(reply.outcomes.at(1).state, State::Refused);
        QCOMPARE(reply.outcomes.at(2).state, State::NotTried);
        QCOMPARE(reply.restFor, Milliseconds{9000});
    }

    void aRowWithoutAnAnswerIsSentAgain()
    {
        Shop shop;
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':5}]}"));
        const PushReply reply = shop.push({offer(u"93"_s, 5), offer(u"94"_s, 5)});
        QCOMPARE(reply.outcomes.at(1).state, State::NotTried);
    }

    void halvesWhatIsTooLarge()
    {
        Shop shop;
        shop.exchange.reply(413,
                            asJson("{'code':'woocommerce_rest_request_entity_too_large','message':'Unable to accept "
                                   "more than 1 items for this request.'}"));
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':5}]}"));
        shop.exchange.reply(413, asJson("{'code':'woocommerce_rest_request_entity_too_large','message':'Too large.'}"));
        const PushReply reply = shop.push({offer(u"93"_s, 5), offer(u"94"_s, 5)});
        QVERIFY(!reply.failure);
        QCOMPARE(reply.outcomes.at(0).state, State::Applied);
        QCOMPARE(reply.outcomes.at(1).state, State::Refused);
        QCOMPARE(reply.outcomes.at(1).words, u"Too large."_s);
    }

    void callsFailAsAWhole_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("401") << 401
                             << (asJson("{'code':'woocommerce_rest_cannot_view','message':'Sorry, you cannot list "
                                        "resources.','data':{'status':401}}"))
                             << Kind::Unauthorized << u"Sorry, you cannot list resources."_s;
        QTest::newRow("400") << 400
                             << (asJson("{'code':'rest_invalid_param','message':'Invalid parameter(s): "
                                        "x','data':{'status':400,'params':{'x':'x is odd.'}}}"))
                             << Kind::Rejected << u"Invalid parameter(s): x x is odd."_s;
        QTest::newRow("no route") << 404 << QByteArray("<html><h1>Not Found</h1></html>") << Kind::Rejected
                                  << u"HTTP 404: Not Found"_s;
        QTest::newRow("fatal error")
            << 500 << (asJson("{'code':'internal_server_error','message':'<p>There has been a critical error.</p>'}"))
            << Kind::Unreachable << u"There has been a critical error."_s;
        QTest::newRow("quotes the secret")
            << 403 << QByteArray("blocked: /wp-json?consumer_secret=cs_secret") << Kind::Unauthorized
            << u"HTTP 403: blocked: /wp-json?consumer_secret=•••"_s;
        QTest::newRow("quotes the secret where its words are cut")
            << 403 << QByteArray(195, 'x') + "cs_secret" << Kind::Unauthorized
            << u"HTTP 403: "_s + QString(195, u'x') + u"•••"_s;
        QTest::newRow("answers with the secret") << 200 << (asJson("{'message':'cs_secret is bad'}")) << Kind::Unreachable
                                                 << u"The shop answers with no data: {\"message\":\"••• is bad\"}"_s;
        QTest::newRow("page") << 200 << QByteArray("<html><body>Checking your browser</body></html>")
                              << Kind::Unreachable << u"The shop answers with no data: Checking your browser"_s;
        QTest::newRow("moved") << 301 << QByteArray() << Kind::Rejected
                               << u"The host redirects (HTTP 301): its address is a different one."_s;
        QTest::newRow("hurried") << 429 << QByteArray("slow down") << Kind::RateLimited << u"HTTP 429: slow down"_s;
    }
    void callsFailAsAWhole()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Shop shop;
        shop.exchange.reply(status, body);
        const PushReply reply = shop.push({offer(u"93"_s, 5)});
        QVERIFY(reply.failure);
        QTEST(reply.failure->kind, "kind");
        QTEST(reply.failure->words, "words");
    }

    void signsInByOAuthWherePlainHttpWantsIt()
    {
        Shop shop(u"http://127.0.0.1:8080"_s);
        shop.exchange.reply(401, asJson("{'code':'woocommerce_rest_cannot_view','message':'No.'}"));
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':5}]}"));
        QVERIFY(!shop.push({offer(u"93"_s, 5)}).failure);
        QVERIFY(!shop.exchange.header(0, "Authorization").isEmpty());
        QVERIFY(shop.exchange.header(1, "Authorization").isEmpty());
        QCOMPARE(shop.query(1, "oauth_consumer_key"), u"ck_key"_s);
        QVERIFY(!shop.exchange.asked.at(1).url.contains("cs_secret"));
        shop.exchange.reply(200, asJson("{'update':[{'id':93,'stock_quantity':4}]}"));
        QVERIFY(!shop.push({offer(u"93"_s, 4)}).failure); // remembered
        QVERIFY(shop.query(2, "oauth_nonce") != shop.query(1, "oauth_nonce"));
        Shop refused(u"http://localhost:8080"_s);
        refused.exchange.reply(401, "{}");
        refused.exchange.reply(
            401, asJson("{'code':'woocommerce_rest_authentication_error','message':'Consumer key is invalid.'}"));
        const PushReply reply = refused.push({offer(u"93"_s, 5)});
        QCOMPARE(reply.failure->words, u"Consumer key is invalid."_s);
    }

    void secretsStayOffPlainHttp()
    {
        Shop shop(u"http://shop.example.org"_s);
        QCOMPARE(shop.push({offer(u"93"_s, 5)}).failure->kind, Kind::Rejected);
        QVERIFY(shop.exchange.asked.isEmpty());
    }

    void catchesUpFromTheLastSecond()
    {
        Shop shop;
        shop.exchange.reply(200, orders(1, 100, "10:00"), {{"X-WP-Total", "130"}, {"X-WP-TotalPages", "2"}});
        const auto first = shop.readPage(QString());
        QVERIFY(first);
        QCOMPARE(shop.path(0), QByteArray("GET /store/wp-json/wc/v3/orders"));
        QCOMPARE(shop.query(0, "modified_after"), u"2026-11-25T06:59:50"_s);
        QCOMPARE(shop.query(0, "dates_are_gmt"), u"true"_s);
        QCOMPARE(shop.query(0, "orderby"), u"modified"_s);
        QVERIFY(first->hasMore);
        QCOMPARE(first->orders.size(), 100);
        // Not page 2: what moved to the end meanwhile would have pulled others onto page 1.
        shop.exchange.reply(200, orders(60, 100, "10:00"), {{"X-WP-Total", "130"}});
        const auto second = shop.readPage(first->cursor);
        QCOMPARE(shop.query(1, "modified_after"), u"2026-11-25T07:09:59"_s);
        QCOMPARE(shop.query(1, "page"), u"1"_s);
        // More than a page within one second: there pages are counted, with an overlap.
        QVERIFY(second->hasMore);
        shop.exchange.reply(200, orders(150, 40, "10:00"), {{"X-WP-Total", "130"}});
        const auto third = shop.catchUp(second->cursor);
        QCOMPARE(shop.query(2, "modified_after"), u"2026-11-25T07:09:59"_s);
        QCOMPARE(shop.query(2, "page"), u"2"_s);
        QCOMPARE(shop.query(2, "offset"), u"90"_s);
        QVERIFY(!third->hasMore);
        shop.exchange.reply(200, "[]", {{"X-WP-Total", "0"}});
        const auto fourth = shop.catchUp(third->cursor);
        QCOMPARE(shop.query(4, "modified_after"), u"2026-11-25T07:09:59"_s); // never backward
        QCOMPARE(fourth->cursor, third->cursor);
    }

    void overlapsTheNextReading()
    {
        Shop shop;
        shop.exchange.reply(200, orders(1, 3, "10:00"), {{"X-WP-Total", "3"}});
        const auto page = shop.catchUp(QString());
        shop.exchange.reply(200, "[]");
        QVERIFY(shop.catchUp(page->cursor));
        QCOMPARE(shop.query(2, "modified_after"), u"2026-11-25T07:09:50"_s);
    }

    /// The shop's clock was wrong for a while: what it dates after now must not hide what comes.
    void anOrderDatedAheadHidesNone()
    {
        Shop shop;
        shop.exchange.reply(200, orders(1, 1, "10:00").replace("T07:10:00", "T09:30:00"), {{"X-WP-Total", "1"}});
        const auto page = shop.catchUp(QString());
        QCOMPARE(page->orders.size(), 1);
        shop.exchange.reply(200, "[]");
        QVERIFY(shop.catchUp(page->cursor));
        QCOMPARE(shop.query(2, "modified_after"), u"2026-11-25T07:59:50"_s); // ten seconds ago
        shop.exchange.reply(200, "[]");
        QVERIFY(shop.catchUp(u"{\"after\":\"2027-01-01T00:00:00.000Z\"}"_s)); // a cursor from before this was known
        QCOMPARE(shop.query(4, "modified_after"), u"2026-11-25T07:59:50"_s);
    }

    void readsABurstToItsEnd_data()
    {
        QTest::addColumn<QByteArray>("at");
        QTest::addColumn<QStringList>("asked"); // after, page
        QTest::newRow("of this moment") << QByteArray("T07:59:55")
                                        << QStringList{u"06:59:50 1"_s, u"07:59:54 1"_s, u"07:59:54 2"_s};
        QTest::newRow("dated ahead") << QByteArray("T08:30:00")
                                     << QStringList{u"06:59:50 1"_s, u"06:59:50 2"_s, u"06:59:50 3"_s};
    }
    void readsABurstToItsEnd()
    {
        QFETCH(QByteArray, at);
        Shop shop;
        QString cursor;
        QStringList asked;
        for (int call = 0; call < 3; ++call) {
            shop.exchange.reply(200, orders(1 + 90 * call, 100, "10:00").replace("T07:10:00", at), {{"X-WP-Total", "320"}});
            const auto page = shop.readPage(cursor);
            QVERIFY(page && page->hasMore && page->cursor != cursor); // the same again would end the reading
            cursor = page->cursor;
            asked << shop.query(call, "modified_after").mid(11) + u' ' + shop.query(call, "page");
        }
        QTEST(asked, "asked");
    }

    void fallsBackWhereOrdersCannotBeSortedByChange()
    {
        Shop shop;
        shop.exchange.reply(400, asJson("{'code':'rest_invalid_param','message':'Invalid parameter(s): orderby'}"));
        shop.exchange.reply(200, orders(1, 100, "10:00"));
        const auto page = shop.readPage(QString());
        QCOMPARE(shop.query(1, "orderby"), u"date"_s);
        QVERIFY(page->hasMore);
        shop.exchange.reply(200, orders(101, 1, "05:00"));
        const auto last = shop.catchUp(page->cursor);
        QCOMPARE(shop.query(2, "page"), u"2"_s);
        QVERIFY(!last->hasMore);
        shop.exchange.reply(200, "[]");
        QVERIFY(shop.catchUp(last->cursor));
        QCOMPARE(shop.query(4, "modified_after"), u"2026-11-25T07:09:50"_s); // the newest of all pages
    }

    void aShopThatFiltersNothingIsReadToItsEnd()
    {
        Shop shop;
        QString cursor;
        for (int page = 0; page < 3; ++page) {
            shop.exchange.reply(200, orders(1 + 90 * page, 100, QByteArray::number(10 + page) + ":00"),
                                {{"X-WP-Total", "280"}});
            const QString since = u"2026-11-25T07:30:00Z"_s;
            const auto read = page < 2 ? shop.readPage(cursor, since) : shop.catchUp(cursor, since);
            QCOMPARE(read->hasMore, page < 2);
            cursor = read->cursor;
        }
        QCOMPARE(shop.query(2, "page"), u"3"_s);
    }

    void findsOrdersThatAreGone_data()
    {
        using Reply = QPair<int, QByteArray>;
        QTest::addColumn<QList<Reply>>("replies");
        QTest::addColumn<bool>("isAnswered");
        QTest::addColumn<QStringList>("missing");
        const Reply list(200, asJson("[{'id':7},{'id':9}]"));
        const Reply gone(404, asJson("{'code':'woocommerce_rest_shop_order_invalid_id','message':'Invalid ID.','data':{'status':404}}"));
        QTest::newRow("all are there") << QList<Reply>{{200, asJson("[{'id':9},{'id':8},{'id':7}]")}} << true << QStringList{};
        QTest::newRow("one was deleted") << QList<Reply>{list, gone} << true << QStringList{u"8"_s};
        QTest::newRow("one is in the trash") << QList<Reply>{list, {200, asJson("{'id':8,'status':'trash'}")}} << true << QStringList{};
        QTest::newRow("all were deleted") << QList<Reply>{{200, "[]"}, gone, gone, gone} << true << QStringList{u"7"_s, u"8"_s, u"9"_s};
        QTest::newRow("the list does not come") << QList<Reply>{{503, {}}} << false << QStringList{};
        QTest::newRow("the list is none") << QList<Reply>{{200, "<html>"}} << false << QStringList{};
        QTest::newRow("one of the answers does not come") << QList<Reply>{{200, "[]"}, gone, {500, {}}} << false << QStringList{};
        QTest::newRow("another 404") << QList<Reply>{list, {404, asJson("{'code':'rest_no_route','message':'No route was found.'}")}} << false << QStringList{};
        QTest::newRow("a page that is not the shop's") << QList<Reply>{list, {404, "<html>Not found</html>"}} << false << QStringList{};
        QTest::newRow("the key may not read it") << QList<Reply>{list, {403, asJson("{'code':'woocommerce_rest_cannot_view','message':'Sorry.'}")}} << false << QStringList{};
        QTest::newRow("a shop that lists what it likes") << QList<Reply>{{200, asJson("[{'id':11},{'id':12}]")}} << true << QStringList{};
    }

    void findsOrdersThatAreGone()
    {
        using Reply = QPair<int, QByteArray>;
        QFETCH(QList<Reply>, replies);
        QFETCH(bool, isAnswered);
        Shop shop;
        for (const auto &[status, body] : std::as_const(replies))
            shop.exchange.reply(status, body);
        const auto missing = shop.ask<QStringList>([&](auto done) { shop.port->findMissing({{u"7"_s}, {u"8"_s}, {u"imported-1"_s}, {u"9"_s}}, done); });
        QCOMPARE(missing.has_value(), isAnswered);
        QTEST(missing.value_or(QStringList()), "missing");
        QCOMPARE(shop.query(0, "include"), u"7,8,9"_s);
    }

    /// What went to the trash while no event came is cancelled, and open again once it is taken out.
    void walksTheTrash_data()
    {
        QTest::addColumn<Milliseconds>("pause"); ///< between two pages of it
        QTest::addColumn<int>("ordersRead"); ///< between them
        QTest::newRow("page after page") << Milliseconds{0} << 0;
        QTest::newRow("a slow shop: orders that come meanwhile do not wait") << Milliseconds{11'000} << 1;
    }
    void walksTheTrash()
    {
        QFETCH(Milliseconds, pause);
        QFETCH(int, ordersRead);
        Shop shop;
        const auto trashed = [](QByteArray list) { return list.replace("\"status\": \"processing\"", "\"status\": \"trash\""); };
        shop.exchange.reply(200, orders(1, 2, "10:00"), {{"X-WP-Total", "2"}});
        shop.exchange.reply(200, trashed(orders(3, 100, "12:00")), {{"X-WP-Total", "101"}});
        const auto first = shop.readPage(QString());
        QCOMPARE(shop.query(0, "status"), QString());
        QCOMPARE(shop.query(1, "status"), u"trash"_s);
        QCOMPARE(shop.query(1, "modified_after"), u"2026-11-25T06:59:50"_s); // a walk of its own
        QCOMPARE(first->orders.size(), 102);
        QCOMPARE(first->orders.at(0).state, ChannelOrder::State::Open);
        QCOMPARE(first->orders.at(2).state, ChannelOrder::State::Cancelled);
        QVERIFY(first->orders.at(2).isAuthoritative);
        QVERIFY(first->hasMore);
        shop.clock.advance(pause);
        for (int i = 0; i < ordersRead; ++i)
            shop.exchange.reply(200, "[]", {{"X-WP-Total", "0"}});
        shop.exchange.reply(200, trashed(orders(102, 1, "12:00")), {{"X-WP-Total", "1"}});
        const auto second = shop.readPage(first->cursor);
        const int trash = 2 + ordersRead;
        QCOMPARE(shop.query(2, "status"), ordersRead > 0 ? QString() : u"trash"_s);
        QCOMPARE(shop.query(trash, "modified_after"), u"2026-11-25T07:11:59"_s);
        QVERIFY(!second->hasMore);
        shop.exchange.reply(200, orders(3, 1, "15:00"), {{"X-WP-Total", "1"}}); // restored
        const auto restored = shop.catchUp(second->cursor);
        QCOMPARE(shop.query(trash + 1, "modified_after"), u"2026-11-25T07:09:50"_s);
        QCOMPARE(restored->orders.first().state, ChannelOrder::State::Open);
        QVERIFY(restored->orders.first().revision > first->orders.at(2).revision);
        QCOMPARE(shop.query(trash + 2, "modified_after"), u"2026-11-25T07:11:59"_s); // never backward
    }

    /// Another reading than the one that stands in the trash reads the orders first: whoever waits for it wants to know of all.
    void aNewReadingBeginsWithTheOrders()
    {
        Shop shop;
        const auto trashed = [](QByteArray list) { return list.replace("\"status\": \"processing\"", "\"status\": \"trash\""); };
        shop.exchange.reply(200, "[]", {{"X-WP-Total", "0"}});
        shop.exchange.reply(200, trashed(orders(3, 100, "12:00")), {{"X-WP-Total", "101"}});
        const auto first = shop.readPage(QString());
        QVERIFY(first->hasMore);
        shop.exchange.reply(503, {}); // the trash does not answer: this reading is over
        const auto second = shop.readPage(first->cursor);
        QVERIFY(!second->hasMore);
        QCOMPARE(second->cursor, first->cursor);
        QCOMPARE(shop.query(2, "status"), u"trash"_s);
        shop.exchange.reply(200, orders(200, 1, "20:00"), {{"X-WP-Total", "1"}});
        const auto third = shop.catchUp(second->cursor);
        QCOMPARE(shop.query(3, "status"), QString());
        QCOMPARE(third->orders.size(), 1);
    }

    void shopsWithoutTrash_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("it does not know the status") << 400 << asJson("{'code':'rest_invalid_param','message':'Invalid parameter(s): status'}");
        QTest::newRow("it takes no status") << 200 << orders(1, 2, "10:00");
        QTest::newRow("it answers something else") << 200 << QByteArray("<html>");
        QTest::newRow("it fails") << 500 << QByteArray();
    }
    void shopsWithoutTrash()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Shop shop;
        shop.exchange.reply(200, orders(1, 2, "10:00"), {{"X-WP-Total", "2"}});
        shop.exchange.reply(status, body, {{"X-WP-Total", "200"}});
        const auto page = shop.readPage(QString());
        QVERIFY(page);
        QCOMPARE(page->orders.size(), 2);
        QVERIFY(!page->hasMore);
        shop.exchange.reply(200, "[]");
        QVERIFY(shop.catchUp(page->cursor));
        QCOMPARE(shop.query(2, "orderby"), u"modified"_s);
        QCOMPARE(shop.query(2, "modified_after"), u"2026-11-25T07:09:50"_s);
        QCOMPARE(shop.query(3, "modified_after"), u"2026-11-25T06:59:50"_s);
    }

    void readsRefundsOfOrders()
    {
        Shop shop;
        QByteArray order = recorded(u"woocommerce/order.json"_s);
        order.replace(asJson("'refunds': []"), asJson("'refunds': [{'id':740}]"));
        shop.exchange.reply(200, order);
        shop.replyFile(u"refunds.json"_s);
        const auto read = shop.ask<ChannelOrder>([&](auto done) { shop.port->readOrder(u"727"_s, done); });
        QVERIFY(read);
        QCOMPARE(shop.path(1), QByteArray("GET /store/wp-json/wc/v3/orders/727/refunds"));
        QCOMPARE(read->lines.at(0).quantity, 1);
        QCOMPARE(read->lines.at(1).quantity, 0);
    }

    void readsTheCatalogueWithVariations()
    {
        Shop shop;
        shop.exchange.reply(200, asJson("{'code':'USD','name':'US dollar'}"));
        shop.replyFile(u"products.json"_s, {{"X-WP-TotalPages", "1"}});
        const auto first = shop.ask<CataloguePage>([&](auto done) { shop.port->readCatalogue(QString(), done); });
        QVERIFY(first);
        QCOMPARE(first->items.size(), 1);
        QCOMPARE(first->items.first().quantity, 17);
        QCOMPARE(first->items.first().price, std::optional(Money{1250, u"USD"_s}));
        QCOMPARE(first->withoutSku, QStringList{u"Voucher"_s});
        QVERIFY(first->hasMore);
        shop.replyFile(u"variations.json"_s, {{"X-WP-TotalPages", "1"}});
        const auto second = shop.ask<CataloguePage>([&](auto done) { shop.port->readCatalogue(first->cursor, done); });
        QCOMPARE(shop.path(2), QByteArray("GET /store/wp-json/wc/v3/products/22/variations"));
        QCOMPARE(second->items.size(), 2);
        QCOMPARE(second->items.at(0).address.id.listing, u"22/23"_s);
        QCOMPARE(second->items.at(1).title, u"Shirt"_s); // older shops give variations no name
        QCOMPARE(second->items.at(1).quantity, 9);
        QVERIFY(!second->hasMore);
    }

    void readsQuantities()
    {
        Shop shop;
        const auto address = [](const QString &listing) { return offer(listing, 0).address; };
        shop.replyFile(u"products.json"_s);
        const auto found = shop.ask<QHash<QString, Quantity>>([&](auto done) {
            shop.port->readQuantities({address(u"93"_s), address(u"96"_s)}, done);
        });
        QCOMPARE(shop.query(0, "include"), u"93,96"_s);
        QCOMPARE(*found, (QHash<QString, Quantity>{{u"93"_s, 17}}));
        shop.exchange.reply(404, "{}");
        const auto none = shop.ask<QHash<QString, Quantity>>(
            [&](auto done) { shop.port->readQuantities({address(u"22/23"_s)}, done); });
        QVERIFY(none && none->isEmpty());
    }

    void repairsWebhooks()
    {
        Shop shop;
        shop.replyFile(u"webhooks.json"_s);
        for (int i = 0; i < 4; ++i)
            shop.exchange.reply(200, asJson("{'id':9}"));
        const auto words = shop.ask<QStringList>(
            [&](auto done) { shop.port->subscribe(u"https://hooks.example.org/webhooks/woo"_s, done); });
        QVERIFY(words);
        const QStringList expected{u"order.created: in place"_s, u"order.updated: repaired"_s,
                                   u"order.deleted: repaired"_s, u"order.restored: made"_s, u"product.updated: made"_s};
        QCOMPARE(*words, expected);
        QCOMPARE(shop.path(1), QByteArray("PUT /store/wp-json/wc/v3/webhooks/2"));
        QCOMPARE(shop.path(3), QByteArray("POST /store/wp-json/wc/v3/webhooks"));
        QCOMPARE(shop.exchange.json(3)["secret"_L1].toString(), u"hush"_s);
        QCOMPARE(shop.exchange.json(3)["status"_L1].toString(), u"active"_s);
    }

    void cancels()
    {
        Shop shop;
        shop.exchange.reply(200, asJson("{'id':727,'status':'cancelled'}"));
        QVERIFY(shop.ask<QString>([&](auto done) { shop.port->cancelOrder(u"727"_s, u"Out of stock"_s, ChannelPort::Payment::Refunded, done); }));
        QCOMPARE(shop.path(0), QByteArray("PUT /store/wp-json/wc/v3/orders/727"));
        QCOMPARE(shop.exchange.json(0)["status"_L1].toString(), u"cancelled"_s);
        shop.exchange.reply(200, asJson("{'id':727,'status':'completed'}"));
        QVERIFY(!shop.ask<QString>([&](auto done) { shop.port->cancelOrder(u"727"_s, QString(), ChannelPort::Payment::Kept, done); }));
    }

    void tellsOfParcels_data()
    {
        QTest::addColumn<QByteArrayList>("replies");
        QTest::addColumn<int>("number");
        QTest::addColumn<bool>("isLast");
        QTest::addColumn<QByteArrayList>("calls"); // METHOD path
        QTest::addColumn<QString>("note"); // a part of it
        QTest::addColumn<QString>("refusal"); // a part of it; empty: told
        const QByteArray order = "/store/wp-json/wc/v3/orders/727";
        const QByteArray open = asJson("{'id':727,'status':'processing','meta_data':[]}"), note = asJson("{'id':3}");
        const auto marked = [](const QByteArray &status, int parcel, const QByteArray &value = "UPS 1Z9") {
            return asJson("{'id':727,'status':'" + status + "','meta_data':[{'key':'_crossdock_parcel_" + QByteArray::number(parcel) + "','value':'" + value + "'}]}");
        };
        const QByteArrayList all{"GET " + order, "POST " + order + "/notes", "PUT " + order};
        QTest::newRow("the whole order") << QByteArrayList{open, note, marked("completed", 1)} << 1 << true << all << u"Your order was sent with UPS"_s << QString();
        QTest::newRow("the first of two") << QByteArrayList{open, note, marked("processing", 1)} << 1 << false << all << u"Parcel 1 of your order was sent"_s << QString();
        QTest::newRow("the second of two") << QByteArrayList{marked("processing", 1), note, marked("completed", 2)} << 2 << true << all << u"Parcel 2 of"_s << QString();
        QTest::newRow("again, after a silence") << QByteArrayList{marked("completed", 1)} << 1 << true << QByteArrayList{"GET " + order} << QString() << QString();
        QTest::newRow("marked, and not completed") << QByteArrayList{marked("processing", 1), marked("completed", 1)} << 1 << true << QByteArrayList{"GET " + order, "PUT " + order} << QString() << QString();
        QTest::newRow("corrected number") << QByteArrayList{marked("completed", 1, "UPS 1Z8"), note, marked("completed", 1)} << 1 << true << all << u"A correction: Your order"_s << QString();
        QTest::newRow("corrected carrier") << QByteArrayList{marked("completed", 1, "DHL 1Z9"), note, marked("completed", 1)} << 1 << true << all << u"A correction: Your order"_s << QString();
        QTest::newRow("given a number") << QByteArrayList{marked("completed", 1, "sent"), note, marked("completed", 1)} << 1 << true << all << u"A correction: Your order"_s << QString();
        QTest::newRow("cancelled meanwhile") << QByteArrayList{asJson("{'id':727,'status':'cancelled'}")} << 1 << true << QByteArrayList{"GET " + order} << QString() << u"cancelled"_s;
        QTest::newRow("no mark in the answer") << QByteArrayList{open, note, open} << 1 << true << all << u"Your order"_s << u"understand"_s;
    }
    void tellsOfParcels()
    {
        QFETCH(QByteArrayList, replies);
        QFETCH(int, number);
        QFETCH(bool, isLast);
        QFETCH(QByteArrayList, calls);
        QFETCH(QString, note);
        QFETCH(QString, refusal);
        Shop shop;
        for (const QByteArray &reply : replies)
            shop.exchange.reply(200, reply);
        const ParcelSent parcel{u"727"_s, number, {{u"11"_s, 2}}, u"UPS"_s, u"1Z9"_s, shop.clock.now(), isLast};
        const auto told = shop.ask<QString>([&](auto done) { shop.port->confirmShipment(parcel, done); });
        QCOMPARE(told.has_value(), refusal.isEmpty());
        if (!told && refusal != u"understand")
            QVERIFY2(told.error().kind == Kind::Rejected && told.error().words.contains(refusal), qPrintable(told.error().words));
        QByteArrayList asked;
        for (qsizetype i = 0; i < shop.exchange.asked.size(); ++i)
            asked.append(shop.path(i));
        QCOMPARE(asked, calls);
        for (qsizetype i = 0; i < asked.size(); ++i) {
            if (asked[i].startsWith("POST")) {
                const QString written = shop.exchange.json(i)["note"_L1].toString();
                QVERIFY2(written.startsWith(note) && written.endsWith("with UPS. Tracking number: 1Z9."_L1), qPrintable(written));
            }
            if (asked[i].startsWith("PUT"))
                QCOMPARE(shop.exchange.json(i).contains("status"_L1), isLast);
        }
    }

    void carriesOut_data()
    {
        using Instruction = channels::Instruction;
        using Amount = channels::RefundAmount;
        QTest::addColumn<Instruction>("instruction");
        QTest::addColumn<QByteArrayList>("replies");
        QTest::addColumn<QByteArrayList>("calls"); // METHOD path
        QTest::addColumn<QString>("field"); // of the last call: "amount=10.00"
        QTest::addColumn<QString>("refusal"); // a part of it; empty: done
        const QByteArray store = "/store/wp-json/wc/v3", order = store + "/orders/727";
        const QByteArray money = asJson("{'id':727,'total':'40.00','currency':'USD','shipping_total':'4.00','shipping_tax':'0.80','refunds':[{'id':5,'total':'-10.00'}]}"), made = asJson("{'id':9}");
        const auto refund = [](const Amount &amount) { return Instruction{1, {}, Instruction::Kind::Refund, u"727"_s, amount, {}, u"k1"_s}; };
        const auto listing = [](Instruction::Kind kind, const QString &name) {
            Instruction told{1, {}, kind, {}, {}, {}, u"k1"_s};
            told.listing.id.listing = name;
            told.listing.sku = *Sku::parse(u"MUG");
            return told;
        };
        const QByteArrayList asked{"GET " + order + "/refunds", "GET " + order, "POST " + order + "/refunds"}, looked = asked.first(2);
        QTest::newRow("what is left of it") << refund({}) << QByteArrayList{"[]", money, made} << asked << u"amount=30.00"_s << QString();
        QTest::newRow("the shipping, with tax") << refund({Amount::What::Shipping, {}, 0}) << QByteArrayList{"[]", money, made} << asked << u"amount=4.80"_s << QString();
        QTest::newRow("half of all") << refund({Amount::What::Share, {}, 5'000}) << QByteArrayList{"[]", money, made} << asked << u"amount=20.00"_s << QString();
        QTest::newRow("a sum") << refund({Amount::What::Sum, {750, u"USD"_s}, 0}) << QByteArrayList{"[]", money, made} << asked << u"amount=7.50"_s << QString();
        QTest::newRow("more than is left") << refund({Amount::What::Sum, {3'001, u"USD"_s}, 0}) << QByteArrayList{"[]", money} << looked << QString() << u"30.00 USD can be paid back"_s;
        QTest::newRow("another currency") << refund({Amount::What::Sum, {100, u"EUR"_s}, 0}) << QByteArrayList{"[]", money} << looked << QString() << u"was paid in USD, not in EUR"_s;
        QTest::newRow("again, after a silence") << refund({}) << QByteArrayList{asJson("[{'id':9,'meta_data':[{'key':'_crossdock_key','value':'k1'}]}]")} << asked.first(1) << QString() << QString();
        QTest::newRow("another refund before") << refund({}) << QByteArrayList{asJson("[{'id':9,'meta_data':[{'key':'_crossdock_key','value':'k0'}]}]"), money, made} << asked << u"amount=30.00"_s << QString();
        QTest::newRow("a product off sale") << listing(Instruction::Kind::EndListing, u"22"_s) << QByteArrayList{asJson("{'id':22,'status':'draft'}")} << QByteArrayList{"PUT " + store + "/products/22"} << u"status=draft"_s << QString();
        QTest::newRow("a variation off sale") << listing(Instruction::Kind::EndListing, u"22/23"_s) << QByteArrayList{asJson("{'id':23,'status':'private'}")} << QByteArrayList{"PUT " + store + "/products/22/variations/23"} << u"status=private"_s << QString();
        QTest::newRow("on sale") << listing(Instruction::Kind::PublishListing, u"22"_s) << QByteArrayList{asJson("{'id':22,'status':'publish'}")} << QByteArrayList{"PUT " + store + "/products/22"} << u"status=publish"_s << QString();
        QTest::newRow("the shop keeps its own mind") << listing(Instruction::Kind::PublishListing, u"22"_s) << QByteArrayList{asJson("{'id':22,'status':'pending'}")} << QByteArrayList{"PUT " + store + "/products/22"} << u"status=publish"_s << u"did not take the status"_s;
        QTest::newRow("no such name") << listing(Instruction::Kind::EndListing, u"x"_s) << QByteArrayList{} << QByteArrayList{} << QString() << u"is named"_s;
        QTest::newRow("a payment") << Instruction{1, {}, Instruction::Kind::Capture, u"727"_s, {}, {}, u"k1"_s} << QByteArrayList{} << QByteArrayList{} << QString() << u"no call for it"_s;
    }
    void carriesOut()
    {
        QFETCH(channels::Instruction, instruction);
        QFETCH(QByteArrayList, replies);
        QFETCH(QByteArrayList, calls);
        QFETCH(QString, field);
        QFETCH(QString, refusal);
        Shop shop;
        for (const QByteArray &reply : replies)
            shop.exchange.reply(200, reply);
        std::optional<Answer<QString>> told;
        shop.port->carryOut(instruction, [&told](const Answer<QString> &words) { told = words; });
        QVERIFY(shop.exchange.run());
        QTRY_VERIFY(told.has_value());
        QCOMPARE(told->has_value(), refusal.isEmpty());
        if (!*told)
            QVERIFY2(told->error().kind == Kind::Rejected && told->error().words.contains(refusal), qPrintable(told->error().words));
        QByteArrayList asked;
        for (qsizetype i = 0; i < shop.exchange.asked.size(); ++i)
            asked.append(shop.path(i));
        QCOMPARE(asked, calls);
        if (!field.isEmpty())
            QCOMPARE(shop.exchange.json(asked.size() - 1)[field.section(u'=', 0, 0)].toString(), field.section(u'=', 1));
        if (field.startsWith("amount"_L1))
            QCOMPARE(shop.exchange.json(2)["meta_data"_L1][0]["value"_L1].toString(), u"k1"_s);
    }

    void notesOfParcels_data()
    {
        QTest::addColumn<QString>("tracking");
        QTest::addColumn<QString>("note");
        QTest::newRow("none") << QString() << u"Your order was sent with UPS."_s;
        QTest::newRow("one") << u"1Z9"_s << u"Your order was sent with UPS. Tracking number: 1Z9."_s;
        QTest::newRow("of two boxes") << u"1Z8,1Z9"_s << u"Your order was sent with UPS. Tracking numbers: 1Z8, 1Z9."_s;
    }
    void notesOfParcels()
    {
        QFETCH(QString, tracking);
        const QByteArray note = parcelNote({u"727"_s, 1, {{u"11"_s, 2}}, u"UPS"_s, tracking, Time{}, true}, {});
        QTEST(QJsonDocument::fromJson(note)["note"_L1].toString(), "note");
    }

    void tests()
    {
        Shop shop;
        shop.replyFile(u"products.json"_s);
        shop.exchange.reply(403, "{}"); // a key without the right to read settings
        const auto words = shop.ask<QString>([&](auto done) { shop.port->test(done); });
        QCOMPARE(*words, u"Signed in to shop.example.org"_s);
        shop.exchange.lose(false);
        const auto lost = shop.ask<QString>([&](auto done) { shop.port->test(done); });
        QCOMPARE(lost.error().kind, Kind::Unreachable);
    }

    void checksDeliveries_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<int>("outcome"); // -1: taken
        const QByteArray order = recorded(u"woocommerce/order.json"_s);
        QTest::newRow("good") << order << QByteArray("hush") << -1;
        QTest::newRow("forged") << order << QByteArray("other") << int(channels::Refusal::BadSignature);
        QTest::newRow("ping") << QByteArray("webhook_id=3") << QByteArray("other") << -1;
        QTest::newRow("order dressed as a ping")
            << QByteArray("webhook_id=3&status=cancelled") << QByteArray("other") << int(channels::Refusal::BadSignature);
        QTest::newRow("unreadable") << QByteArray("{") << QByteArray("hush") << int(channels::Refusal::Unreadable);
    }
    void checksDeliveries()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, secret);
        Shop shop;
        Delivery delivery;
        delivery.channel = woo;
        delivery.body = body;
        delivery.headers = {{"X-WC-Webhook-Topic", "order.updated"},
                            {"X-WC-Webhook-Signature", http::hmacSha256(secret, body).toBase64()}};
        const auto message = shop.port->readDelivery(delivery, shop.clock.now());
        QTEST(message ? -1 : static_cast<int>(message.error()), "outcome");
    }
};

QTEST_GUILESS_MAIN(TestWooCommerceChannel)
#include "tst_woocommerce_channel.moc"
