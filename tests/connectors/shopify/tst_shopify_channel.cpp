#include "core/connectors/channels/shopify/shopify_channel.h"

#include "core/connectors/http/signature.h"
#include "core/inventory/channels/instruction.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::shopify;
using Kind = CallFailure::Kind;
using State = Outcome::State;

Q_DECLARE_METATYPE(Kind)

namespace
{

const QByteArray unauthorized = asJson("{'errors':'[API] Invalid API key or access token (shpat_secret)'}");

/// A channel on a scripted network. The fixed token unless `secrets` say otherwise.
struct Shop {
    FakeClock clock;
    FakeExchange exchange{clock};
    std::unique_ptr<ShopifyChannel> port;

    explicit Shop(const Secrets &secrets = {u"shpat_secret"_s, {}, {}, u"hush"_s}, bool hasLocation = true)
    {
        ChannelDetails details;
        details.name = *ChannelId::parse(u"shop");
        details.kind = u"shopify"_s;
        details.url = u"https://harbour.myshopify.com/"_s;
        if (hasLocation)
            details.account.insert(u"location"_s, u"gid://shopify/Location/9"_s);
        port = std::make_unique<ShopifyChannel>(details, secrets, exchange, clock, nullptr);
    }

    void replyFile(const QString &name) { exchange.reply(200, recorded(u"shopify/"_s + name)); }
    void reply(const QByteArray &data) { exchange.reply(200, asJson("{'data':") + data + "}"); }

    PushReply push(const QList<Offer> &offers)
    {
        std::optional<PushReply> reply;
        port->push(offers, [&reply](const PushReply &told) { reply = told; });
        Q_ASSERT(!reply); // never from inside the call
        const bool isPlayed = exchange.run();
        if (!isPlayed || !reply)
            QTest::qFail("the script was not played to its end", __FILE__, __LINE__);
        return reply.value_or(PushReply{});
    }

    QJsonValue variables(qsizetype call) const { return exchange.json(call)["variables"_L1]; }
    QJsonArray rows(qsizetype call) const { return variables(call)["input"_L1]["quantities"_L1].toArray(); }
};

Offer offer(int variant, Quantity quantity, std::optional<Quantity> believed, std::optional<Money> price = {})
{
    Offer made;
    made.address.id = {*ChannelId::parse(u"shop"), u"gid://shopify/ProductVariant/%1"_s.arg(variant)};
    made.address.sku = *Sku::parse(u"SKU-%1"_s.arg(variant));
    made.address.inventoryId = u"gid://shopify/InventoryItem/%1"_s.arg(variant - 200);
    made.revision = 40 + variant;
    made.quantity = quantity;
    made.believed = believed;
    made.price = price;
    return made;
}

/// "2: 1Z9" of a fulfilment, "F1: 1Z9" of a correction.
QString callText(const QJsonObject &variables)
{
    const bool isCorrection = variables.contains("tracking"_L1);
    const QJsonObject wish = variables["fulfillment"_L1].toObject();
    const QJsonObject tracking = (isCorrection ? variables["tracking"_L1] : wish["trackingInfo"_L1]).toObject();
    QStringList numbers = tracking["numbers"_L1].toVariant().toStringList();
    if (numbers.isEmpty())
        numbers.append(tracking["number"_L1].toString());
    qint64 units = 0;
    const QJsonArray parts = wish["lineItemsByFulfillmentOrder"_L1].toArray();
    for (const QJsonValue &part : parts)
        units += part["fulfillmentOrderLineItems"_L1][0]["quantity"_L1].toInteger();
    const QString carrier = tracking["company"_L1].toString();
    return (isCorrection ? variables["id"_L1].toString() : QString::number(units)) + u": "_s + numbers.join(u", "_s) + (carrier == "UPS"_L1 ? QString() : carrier);
}

} // namespace

class TestShopifyChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void setsKnownQuantitiesInOneCall()
    {
        Shop shop;
        shop.replyFile(u"set_applied.json"_s);
        const PushReply reply = shop.push({offer(801, 0, 3), offer(802, 8, 9)});
        QVERIFY(!reply.failure);
        QCOMPARE(reply.outcomes.size(), 2);
        QCOMPARE(reply.outcomes.at(0).state, State::Applied);
        QCOMPARE(reply.outcomes.at(1).state, State::Applied);
        QCOMPARE(shop.exchange.asked.size(), 1);
        QCOMPARE(shop.exchange.asked.first().url,
                 QByteArray("https://harbour.myshopify.com/admin/api/2026-10/graphql.json"));
        QCOMPARE(shop.exchange.header(0, "X-Shopify-Access-Token"), QByteArray("shpat_secret"));
        QCOMPARE(shop.rows(0).size(), 2);
        QCOMPARE(shop.rows(0).at(0)["changeFromQuantity"_L1].toInteger(), 3);
        QCOMPARE(shop.rows(0).at(0)["locationId"_L1].toString(), u"gid://shopify/Location/9"_s);
        QCOMPARE(shop.variables(0)["input"_L1]["referenceDocumentUri"_L1].toString(), u"crossdock://trail/842"_s);
    }

    void readsBeforeItSetsWhatIsUnknown()
    {
        Shop shop;
        shop.reply(asJson("{'nodes':[{'id':'gid://shopify/InventoryItem/"
                          "601','inventoryLevel':{'quantities':[{'name':'available','quantity':12}]}},null]}"));
        shop.replyFile(u"set_applied.json"_s);
        const PushReply reply = shop.push({offer(801, 5, {}), offer(802, 5, {}), offer(803, 1, 4)});
        QCOMPARE(shop.rows(1).size(), 2);
        QCOMPARE(shop.rows(1).at(0)["changeFromQuantity"_L1].toInteger(), 12);
        QCOMPARE(shop.rows(1).at(1)["changeFromQuantity"_L1].toInteger(), 4);
        QCOMPARE(reply.outcomes.at(0).state, State::Applied);
        QCOMPARE(reply.outcomes.at(1).state, State::Refused); // not stocked at the location
        QVERIFY(reply.outcomes.at(1).words.contains("not stocked"_L1));
        QCOMPARE(reply.outcomes.at(2).state, State::Applied);
    }

    void aRetryIsAReplay()
    {
        Shop shop;
        shop.exchange.lose();
        const PushReply lost = shop.push({offer(801, 5, 7)});
        QVERIFY(lost.failure);
        QCOMPARE(lost.failure->kind, Kind::Unreachable);
        QVERIFY(lost.failure->mayHaveHappened);
        shop.clock.advance(Milliseconds{60'000});
        shop.replyFile(u"set_applied.json"_s);
        QVERIFY(!shop.push({offer(801, 5, 7)}).failure);
        QCOMPARE(shop.variables(0)["key"_L1], shop.variables(1)["key"_L1]);
        shop.replyFile(u"set_applied.json"_s);
        shop.push({offer(801, 4, 7)});
        QVERIFY(shop.variables(1)["key"_L1] != shop.variables(2)["key"_L1]);
    }

    void tellsRowsApart()
    {
        Shop shop;
        shop.replyFile(u"set_stale.json"_s);
        const PushReply reply = shop.push({offer(801, 5, 7), offer(802, 5, 7), offer(803, 5, 7)});
        QVERIFY(!reply.failure);
        QCOMPARE(reply.outcomes.at(0).state, State::NotTried); // all or nothing: this one was not applied either
        QCOMPARE(reply.outcomes.at(1).state, State::Stale);
        QCOMPARE(reply.outcomes.at(2).state, State::Refused);
        QCOMPARE(reply.outcomes.at(2).words, u"The specified inventory item could not be found."_s);
    }

    void callsFailAsAWhole_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("waitMs");
        const auto set = [](const QByteArray &error) {
            return asJson("{'data':{'inventorySetQuantities':{'userErrors':[") + error + "]}}}";
        };
        QTest::newRow("throttled") << 200 << recorded(u"shopify/throttled.json"_s) << Kind::RateLimited << 1000;
        QTest::newRow("under way") << 200 << set(asJson("{'message':'m','code':'IDEMPOTENCY_CONCURRENT_REQUEST'}"))
                                   << Kind::RateLimited << 2000;
        QTest::newRow("reason") << 200
                                << set(asJson("{'field':['input','reason'],'message':'m','code':'INVALID_REASON'}"))
                                << Kind::Rejected << 0;
        QTest::newRow("401") << 401 << unauthorized << Kind::Unauthorized << 0;
        QTest::newRow("402") << 402 << QByteArray("Unavailable Shop") << Kind::Rejected << 0;
        QTest::newRow("429") << 429 << QByteArray() << Kind::RateLimited << 7000;
        QTest::newRow("503 with a time") << 503 << QByteArray() << Kind::RateLimited << 7000;
        QTest::newRow("502") << 502 << QByteArray("<html>Bad gateway</html>") << Kind::Unreachable << 7000;
        QTest::newRow("a page") << 200 << QByteArray("<html>Be right back</html>") << Kind::Unreachable << 0;
    }
    void callsFailAsAWhole()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Shop shop;
        shop.exchange.reply(status, body, {{"Retry-After", "7"}});
        const PushReply reply = shop.push({offer(801, 5, 7)});
        QVERIFY(reply.failure);
        QTEST(reply.failure->kind, "kind");
        QTEST(static_cast<int>(reply.failure->retryAfter.count()), "waitMs");
        QVERIFY(!reply.failure->words.contains("shpat_secret"_L1));
    }

    void aBurntKeyIsReplacedOnce()
    {
        const QByteArray burnt = asJson(
            "{'inventorySetQuantities':{'userErrors':[{'message':'m','code':'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'}]}}");
        Shop shop;
        shop.reply(burnt);
        shop.replyFile(u"set_applied.json"_s);
        const PushReply reply = shop.push({offer(801, 5, 7)});
        QCOMPARE(reply.outcomes.first().state, State::Applied);
        QVERIFY(shop.variables(0)["key"_L1] != shop.variables(1)["key"_L1]);
        shop.reply(burnt);
        shop.reply(burnt);
        QVERIFY(shop.push({offer(802, 5, 7)}).failure);
    }

    void oneItemOncePerCall()
    {
        Shop shop;
        shop.replyFile(u"set_applied.json"_s);
        Offer twin = offer(802, 6, 7);
        twin.address.inventoryId = u"gid://shopify/InventoryItem/601"_s;
        Offer newer = offer(801, 4, 7);
        newer.revision += 1;
        const PushReply reply = shop.push({offer(801, 5, 7), twin, newer});
        QCOMPARE(shop.rows(0).size(), 1);
        QCOMPARE(shop.rows(0).at(0)["quantity"_L1].toInteger(), 4);
        QCOMPARE(reply.outcomes.at(0).state, State::NotTried);
        QCOMPARE(reply.outcomes.at(1).state, State::Refused);
        QCOMPARE(reply.outcomes.at(2).state, State::Applied);
    }

    void keepsPricesOfOtherCurrencies()
    {
        Shop shop;
        shop.replyFile(u"shop.json"_s); // sells in USD
        shop.reply(asJson("{'nodes':[{'id':'gid://shopify/ProductVariant/801','product':{'id':'gid://shopify/Product/"
                          "70'},'inventoryItem':{'id':'gid://shopify/InventoryItem/601'}}]}"));
        shop.replyFile(u"set_applied.json"_s);
        const PushReply reply = shop.push({offer(801, 5, 7, Money{1500, u"JPY"_s}), offer(802, 1, 2)});
        QVERIFY(!reply.failure);
        QCOMPARE(shop.exchange.asked.size(), 3); // no price among them
        QCOMPARE(shop.rows(2).size(), 2);
        QCOMPARE(shop.rows(2).at(0)["locationId"_L1].toString(), u"gid://shopify/Location/9"_s);
        QCOMPARE(reply.outcomes.at(0).state, State::Refused);
        QVERIFY2(reply.outcomes.at(0).words.contains("JPY"_L1) && reply.outcomes.at(0).words.contains("USD"_L1), qPrintable(reply.outcomes.at(0).words));
        QCOMPARE(reply.outcomes.at(1).state, State::Applied);
    }

    void tellsPricesByProduct()
    {
        Shop shop;
        shop.replyFile(u"shop.json"_s);
        shop.reply(asJson("{'nodes':[{'id':'gid://shopify/ProductVariant/801','product':{'id':'gid://shopify/Product/"
                          "70'},'inventoryItem':{'id':'gid://shopify/InventoryItem/601'}},"
                          "{'id':'gid://shopify/ProductVariant/802','product':{'id':'gid://shopify/Product/"
                          "70'},'inventoryItem':{'id':'gid://shopify/InventoryItem/602'}}]}"));
        shop.replyFile(u"set_applied.json"_s);
        shop.reply(
            asJson("{'productVariantsBulkUpdate':{'productVariants':[],'userErrors':[{'field':['variants','1','price'],"
                   "'message':'Price must be greater than or equal to 0','code':'GREATER_THAN_OR_EQUAL_TO'}]}}"));
        const PushReply reply = shop.push(
            {offer(801, 5, 7, Money{1999, u"USD"_s}), offer(802, 5, 7, Money{-1, u"USD"_s}), offer(803, 1, 2)});
        QCOMPARE(shop.variables(3)["product"_L1].toString(), u"gid://shopify/Product/70"_s);
        QCOMPARE(shop.variables(3)["variants"_L1][0]["price"_L1].toString(), u"19.99"_s);
        QCOMPARE(reply.outcomes.at(0).state, State::Applied);
        QCOMPARE(reply.outcomes.at(1).state, State::Refused);
        QVERIFY(reply.outcomes.at(1).words.contains("Price must be"_L1));
        QCOMPARE(reply.outcomes.at(2).state, State::Applied);
        // The product is known now: no third question.
        shop.replyFile(u"set_applied.json"_s);
        shop.exchange.reply(429, {}, {{"Retry-After", "3"}});
        const PushReply second = shop.push({offer(801, 4, 5, Money{1899, u"USD"_s})});
        QVERIFY(!second.failure);
        QCOMPARE(second.outcomes.first().state, State::NotTried); // the price is still to be told
        QCOMPARE(second.restFor, Milliseconds{3000});
    }

    void tellsAPriceAlone()
    {
        Shop shop;
        shop.replyFile(u"shop.json"_s);
        shop.reply(asJson("{'nodes':[{'id':'gid://shopify/ProductVariant/801','product':{'id':'gid://shopify/Product/"
                          "70'},'inventoryItem':{'id':'gid://shopify/InventoryItem/601'}}]}"));
        shop.reply(asJson("{'productVariantsBulkUpdate':{'productVariants':[],'userErrors':[]}}"));
        const PushReply reply = shop.push({offer(801, 5, 5, Money{1999, u"USD"_s})});
        QVERIFY(!reply.failure);
        QCOMPARE(shop.exchange.asked.size(), 3); // no quantity among them
        QCOMPARE(shop.variables(2)["variants"_L1][0]["price"_L1].toString(), u"19.99"_s);
        QCOMPARE(reply.outcomes.first().state, State::Applied);
    }

    void findsThePrimaryLocation()
    {
        Shop shop({u"shpat_secret"_s, {}, {}, u"hush"_s}, false);
        shop.replyFile(u"shop.json"_s);
        shop.replyFile(u"set_applied.json"_s);
        QVERIFY(!shop.push({offer(801, 5, 7)}).failure);
        QCOMPARE(shop.rows(1).at(0)["locationId"_L1].toString(), u"gid://shopify/Location/9"_s);
        shop.replyFile(u"set_drained.json"_s);
        QCOMPARE(shop.push({offer(801, 4, 5)}).restFor, Milliseconds{100});
        QCOMPARE(shop.exchange.asked.size(), 3);
    }

    void emptyPushIsAnswered()
    {
        Shop shop;
        const PushReply reply = shop.push({});
        QVERIFY(!reply.failure);
        QVERIFY(shop.exchange.asked.isEmpty());
    }

    void renewsItsToken()
    {
        Shop shop({{}, u"client"_s, u"cl ient&secret"_s, {}});
        shop.exchange.reply(200, asJson("{'access_token':'t1','expires_in':86399}"));
        shop.replyFile(u"set_applied.json"_s);
        QVERIFY(!shop.push({offer(801, 5, 7)}).failure);
        QCOMPARE(shop.exchange.asked.first().url, QByteArray("https://harbour.myshopify.com/admin/oauth/access_token"));
        QCOMPARE(shop.exchange.asked.first().body,
                 QByteArray("grant_type=client_credentials&client_id=client&client_secret=cl%20ient%26secret"));
        QCOMPARE(shop.exchange.header(1, "X-Shopify-Access-Token"), QByteArray("t1"));
        shop.replyFile(u"set_applied.json"_s); // still good: no new one
        QVERIFY(!shop.push({offer(801, 4, 5)}).failure);
        QCOMPARE(shop.exchange.header(2, "X-Shopify-Access-Token"), QByteArray("t1"));
        shop.exchange.reply(401, unauthorized); // taken back early
        shop.exchange.reply(200, asJson("{'access_token':'t2','expires_in':86399}"));
        shop.replyFile(u"set_applied.json"_s);
        QVERIFY(!shop.push({offer(801, 3, 4)}).failure);
        QCOMPARE(shop.exchange.header(5, "X-Shopify-Access-Token"), QByteArray("t2"));
        shop.clock.advance(Milliseconds{86'200'000}); // within five minutes of its end
        shop.exchange.reply(200, asJson("{'access_token':'t3','expires_in':86399}"));
        shop.replyFile(u"set_applied.json"_s);
        QVERIFY(!shop.push({offer(801, 2, 3)}).failure);
        QCOMPARE(shop.exchange.header(7, "X-Shopify-Access-Token"), QByteArray("t3"));
    }

    void aRefusedClientIsToldOnce()
    {
        Shop shop({{}, u"client"_s, u"topsecret"_s, {}});
        shop.exchange.reply(400, "Oauth error invalid_client: client_secret=topsecret");
        const PushReply reply = shop.push({offer(801, 5, 7)});
        QVERIFY(reply.failure);
        QCOMPARE(reply.failure->kind, Kind::Unauthorized);
        QVERIFY(!reply.failure->words.contains("topsecret"_L1));
        QVERIFY(!reply.failure->mayHaveHappened);
    }

    void secretsStayOffPlainHttp()
    {
        FakeClock clock;
        FakeExchange exchange(clock);
        ChannelDetails details;
        details.url = u"http://harbour.myshopify.com"_s;
        ShopifyChannel port(details, {u"shpat_secret"_s, {}, {}, {}}, exchange, clock, nullptr);
        std::optional<Answer<QString>> answer;
        port.test([&answer](const Answer<QString> &told) { answer = told; });
        QVERIFY(exchange.run());
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind, Kind::Rejected);
        QVERIFY(exchange.asked.isEmpty());
    }

    void catchUpLeavesPointsToPushes_data()
    {
        QTest::addColumn<int>("available");
        QTest::addColumn<bool>("hasMore");
        QTest::addColumn<int>("pauseMs");
        QTest::newRow("a full bucket") << 1'990 << true << 0;
        QTest::newRow("a quarter of it after the next call") << 510 << true << 0;
        QTest::newRow("a quarter of it before the next call") << 500 << true << 100;
        QTest::newRow("less than a quarter") << 300 << true << 2'100;
        QTest::newRow("less, at the end of the orders") << 300 << false << 0;
    }
    void catchUpLeavesPointsToPushes()
    {
        QFETCH(int, available);
        QFETCH(bool, hasMore);
        QFETCH(int, pauseMs);
        Shop shop;
        shop.exchange.reply(200, asJson("{'data':{'orders':{'nodes':[],'pageInfo':{'hasNextPage':%1,'endCursor':'c2'}}},'extensions':{'cost':{'requestedQueryCost':10,"
                                        "'throttleStatus':{'maximumAvailable':2000,'currentlyAvailable':%2,'restoreRate':100}}}}")
                                     .replace("%1", hasMore ? "true" : "false").replace("%2", QByteArray::number(available)));
        std::optional<Answer<CatchUpPage>> page;
        shop.port->catchUp(QString(), *parseTime(u"2026-11-25T07:00:00Z"), [&page](const Answer<CatchUpPage> &told) { page = told; });
        QVERIFY(shop.exchange.run());
        QCOMPARE(page.has_value(), pauseMs == 0);
        shop.clock.advance(Milliseconds{std::max(0, pauseMs - 1)});
        QCOMPARE(page.has_value(), pauseMs == 0);
        shop.clock.advance(Milliseconds{1});
        QVERIFY(page && *page);
        QCOMPARE((*page)->hasMore, hasMore);
    }

    void catchesUp()
    {
        Shop shop;
        shop.replyFile(u"orders_page.json"_s);
        shop.replyFile(u"lines_page.json"_s);
        std::optional<Answer<CatchUpPage>> page;
        shop.port->catchUp(QString(), *parseTime(u"2026-11-25T07:00:00Z"),
                           [&page](const Answer<CatchUpPage> &told) { page = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(page && *page);
        QCOMPARE(shop.variables(0)["query"_L1].toString(), u"updated_at:>='2026-11-25T06:59:50Z'"_s);
        QCOMPARE((*page)->orders.size(), 2);
        QCOMPARE((*page)->orders.first().lines.size(), 2); // the second page of lines as well
        QCOMPARE((*page)->orders.first().lines.last().sku, u"MUG-RED"_s);
        QVERIFY(!(*page)->hasMore);
        const QString cursor = (*page)->cursor;
        shop.reply(asJson("{'orders':{'nodes':[],'pageInfo':{'hasNextPage':true,'endCursor':'c2'}}}"));
        shop.port->catchUp(cursor, Time{}, [&page](const Answer<CatchUpPage> &told) { page = told; });
        QVERIFY(shop.exchange.run());
        QCOMPARE(shop.variables(2)["query"_L1].toString(),
                 u"updated_at:>='2026-11-25T07:40:50Z'"_s); // newest less overlap
        QVERIFY((*page)->hasMore);
        shop.reply(asJson("{'orders':{'nodes':[],'pageInfo':{'hasNextPage':false,'endCursor':null}}}"));
        shop.port->catchUp((*page)->cursor, Time{}, [&page](const Answer<CatchUpPage> &told) { page = told; });
        QVERIFY(shop.exchange.run());
        QCOMPARE(shop.variables(3)["after"_L1].toString(), u"c2"_s);
        QCOMPARE((*page)->cursor, cursor); // nothing came: the next reading starts at the same place
    }

    /// A clock that was wrong for a while dated an order after now: it must not hide what comes.
    void anOrderDatedAheadHidesNone()
    {
        Shop shop;
        shop.exchange.reply(200, recorded(u"shopify/orders_page.json"_s).replace("\"updatedAt\": \"2026-11-25T07:41:00Z\"", "\"updatedAt\": \"2026-11-25T09:41:00Z\""));
        shop.replyFile(u"lines_page.json"_s);
        std::optional<Answer<CatchUpPage>> page;
        const auto take = [&page](const Answer<CatchUpPage> &told) { page = told; };
        shop.port->catchUp(QString(), *parseTime(u"2026-11-25T07:00:00Z"), take);
        QVERIFY(shop.exchange.run());
        QCOMPARE((*page)->orders.size(), 2);
        shop.reply(asJson("{'orders':{'nodes':[],'pageInfo':{'hasNextPage':false,'endCursor':null}}}"));
        shop.port->catchUp((*page)->cursor, Time{}, take);
        QVERIFY(shop.exchange.run());
        QCOMPARE(shop.variables(2)["query"_L1].toString(), u"updated_at:>='2026-11-25T07:59:50Z'"_s); // ten seconds ago
    }

    void anUnreadableOrderStopsThePage()
    {
        Shop shop;
        shop.reply(asJson("{'orders':{'nodes':[{'id':'gid://shopify/Order/1'}],'pageInfo':{'hasNextPage':false}}}"));
        std::optional<Answer<CatchUpPage>> page;
        shop.port->catchUp(QString(), Time{}, [&page](const Answer<CatchUpPage> &told) { page = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(page && !*page);
    }

    void readsOneOrder()
    {
        Shop shop;
        std::optional<Answer<ChannelOrder>> order;
        const auto take = [&order](const Answer<ChannelOrder> &told) { order = told; };
        shop.reply(asJson("{'order':null}"));
        shop.port->readOrder(u"77"_s, take);
        QVERIFY(shop.exchange.run());
        QCOMPARE(order->error().kind, Kind::Rejected);
        const QJsonValue page = QJsonDocument::fromJson(recorded(u"shopify/orders_page.json"_s))
                                    .object()["data"_L1]["orders"_L1]["nodes"_L1][1];
        shop.reply(QJsonDocument(QJsonObject{{u"order"_s, page}}).toJson());
        shop.port->readOrder(u"5013"_s, take);
        QVERIFY(shop.exchange.run());
        QCOMPARE(shop.variables(1)["id"_L1].toString(), u"gid://shopify/Order/5013"_s);
        QCOMPARE((*order)->state, ChannelOrder::State::Cancelled);
    }

    void findsOrdersThatAreGone_data()
    {
        QTest::addColumn<QList<QByteArray>>("replies");
        QTest::addColumn<bool>("isAnswered");
        QTest::addColumn<QStringList>("missing");
        const QByteArray there = asJson("{'data':{'order':{'id':'gid://shopify/Order/1'}}}"), gone = asJson("{'data':{'order':null}}");
        QTest::newRow("both are there") << QList<QByteArray>{there, there} << true << QStringList{};
        QTest::newRow("the second was deleted") << QList<QByteArray>{there, gone} << true << QStringList{u"2"_s};
        QTest::newRow("not allowed to see it") << QList<QByteArray>{asJson("{'data':{'order':null},'errors':[{'message':'Access denied','extensions':{'code':'ACCESS_DENIED'}}]}")} << false << QStringList{};
        QTest::newRow("the second answer is cut") << QList<QByteArray>{gone, "{\"data\":"} << false << QStringList{};
        QTest::newRow("nothing is said of it") << QList<QByteArray>{asJson("{'data':{}}")} << false << QStringList{};
    }

    void findsOrdersThatAreGone()
    {
        QFETCH(QList<QByteArray>, replies);
        QFETCH(bool, isAnswered);
        Shop shop;
        for (const QByteArray &reply : std::as_const(replies))
            shop.exchange.reply(200, reply);
        const Time now = shop.clock.now();
        constexpr Milliseconds day{86'400'000};
        std::optional<Answer<QStringList>> missing; // of an order of 70 days nothing is asked: it may only be out of sight
        shop.port->findMissing({{u"1"_s, now - day}, {u"70"_s, now - 70 * day}, {u"2"_s, now - 2 * day}}, [&](const Answer<QStringList> &told) { missing = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(missing);
        QCOMPARE(missing->has_value(), isAnswered);
        QTEST(missing->value_or(QStringList()), "missing");
        QCOMPARE(shop.exchange.asked.size(), replies.size());
    }

    void readsTheCatalogue()
    {
        Shop shop;
        shop.replyFile(u"shop.json"_s); // for the currency
        shop.replyFile(u"catalogue_page.json"_s);
        std::optional<Answer<CataloguePage>> page;
        shop.port->readCatalogue(QString(), [&page](const Answer<CataloguePage> &told) { page = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(page && *page);
        QCOMPARE((*page)->items.size(), 2);
        const CatalogueItem &mug = (*page)->items.first();
        QCOMPARE(mug.title, u"Mug - Blue"_s);
        QCOMPARE(mug.quantity, 17);
        QCOMPARE(mug.price, std::optional(Money{1250, u"USD"_s}));
        QCOMPARE(mug.address.inventoryId, u"gid://shopify/InventoryItem/601"_s);
        QCOMPARE((*page)->items.last().title, u"Teapot"_s);
        QCOMPARE((*page)->withoutSku, QStringList{u"Voucher"_s});
        QCOMPARE((*page)->cursor, u"v-3"_s);
        QVERIFY((*page)->hasMore);
    }

    void readsQuantities()
    {
        Shop shop;
        std::optional<Answer<QHash<QString, Quantity>>> found;
        ListingAddress bare = offer(803, 0, 0).address;
        bare.inventoryId.clear();
        shop.reply(asJson("{'nodes':[{'id':'gid://shopify/ProductVariant/"
                          "803','product':{'id':'p'},'inventoryItem':{'id':'gid://shopify/InventoryItem/603'}}]}"));
        shop.reply(asJson("{'nodes':[{'id':'gid://shopify/InventoryItem/"
                          "601','inventoryLevel':{'quantities':[{'name':'available','quantity':12}]}},"
                          "{'id':'gid://shopify/InventoryItem/602','inventoryLevel':null},"
                          "{'id':'gid://shopify/InventoryItem/"
                          "603','inventoryLevel':{'quantities':[{'name':'available','quantity':-1}]}}]}"));
        shop.port->readQuantities({offer(801, 0, 0).address, offer(802, 0, 0).address, bare},
                                  [&found](const auto &told) { found = told; });
        QVERIFY(shop.exchange.run());
        const QHash<QString, Quantity> expected{{u"gid://shopify/ProductVariant/801"_s, 12},
                                                {u"gid://shopify/ProductVariant/803"_s, -1}};
        QVERIFY(found && *found);
        QCOMPARE(**found, expected);
    }

    void repairsSubscriptions()
    {
        Shop shop;
        shop.replyFile(u"subscriptions.json"_s);
        shop.reply(asJson("{'webhookSubscriptionUpdate':{'webhookSubscription':{'id':'2'},'userErrors':[]}}"));
        for (int i = 0; i < 13; ++i)
            shop.reply(asJson("{'webhookSubscriptionCreate':{'webhookSubscription':{'id':'9'},'userErrors':[]}}"));
        std::optional<Answer<QStringList>> words;
        shop.port->subscribe(u"https://hooks.example.org/webhooks/shop"_s,
                             [&words](const auto &told) { words = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(words && *words);
        QCOMPARE((*words)->size(), 15);
        QCOMPARE((*words)->at(0), u"ORDERS_CREATE: in place"_s);
        QCOMPARE((*words)->at(1), u"ORDERS_UPDATED: moved here"_s);
        QCOMPARE(shop.variables(1)["id"_L1].toString(), u"gid://shopify/WebhookSubscription/2"_s);
        QCOMPARE(shop.variables(2)["topic"_L1].toString(), u"ORDERS_CANCELLED"_s);
        QCOMPARE(shop.variables(2)["input"_L1]["uri"_L1].toString(), u"https://hooks.example.org/webhooks/shop"_s);
    }

    void saysWhatWasNotSubscribed()
    {
        Shop shop;
        shop.reply(asJson("{'webhookSubscriptions':{'nodes':[],'pageInfo':{'hasNextPage':false}}}"));
        for (int i = 0; i < 15; ++i)
            shop.reply(asJson(
                "{'webhookSubscriptionCreate':{'webhookSubscription':null,'userErrors':[{'field':['webhookSubscription'"
                ",'callbackUrl'],'message':'Address protocol http:// is not supported'}]}}"));
        std::optional<Answer<QStringList>> words;
        shop.port->subscribe(u"http://127.0.0.1:80/webhooks/shop"_s, [&words](const auto &told) { words = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(words && !*words);
        QVERIFY(words->error().words.contains("Address protocol http:// is not supported"_L1));
    }

    /// A key that may not hear of returns and disputes loses nothing else by it.
    void saysWhichExtrasWereRefused()
    {
        Shop shop;
        shop.reply(asJson("{'webhookSubscriptions':{'nodes':[],'pageInfo':{'hasNextPage':false}}}"));
        for (int i = 0; i < 8; ++i)
            shop.reply(asJson("{'webhookSubscriptionCreate':{'webhookSubscription':{'id':'9'},'userErrors':[]}}"));
        for (int i = 0; i < 7; ++i)
            shop.exchange.reply(200, asJson("{'errors':[{'message':'No access.','extensions':{'code':'ACCESS_DENIED'}}],'data':{'x':null}}"));
        std::optional<Answer<QStringList>> words;
        shop.port->subscribe(u"https://hooks.example.org/webhooks/shop"_s, [&words](const auto &told) { words = told; });
        QVERIFY(shop.exchange.run());
        QVERIFY(words && *words);
        QCOMPARE((*words)->size(), 15);
        QVERIFY2((*words)->at(8).startsWith("RETURNS_REQUEST: refused: "_L1), qPrintable((*words)->at(8)));
    }

    void cancels()
    {
        Shop shop;
        std::optional<Answer<QString>> words;
        const auto take = [&words](const Answer<QString> &told) { words = told; };
        shop.reply(asJson("{'orderCancel':{'job':{'id':'j'},'orderCancelUserErrors':[]}}"));
        shop.port->cancelOrder(u"5012"_s, u"Out of stock"_s, ChannelPort::Payment::Refunded, take);
        QVERIFY(shop.exchange.run());
        QVERIFY(*words);
        QCOMPARE(shop.variables(0)["reason"_L1].toString(), u"INVENTORY"_s);
        QVERIFY(shop.variables(0)["restock"_L1].toBool() && shop.variables(0)["refund"_L1]["originalPaymentMethodsRefund"_L1].toBool());
        shop.reply(asJson("{'orderCancel':{'job':null,'orderCancelUserErrors':[{'field':['orderId'],'message':'Cannot "
                          "cancel an order that has already been canceled','code':'INVALID'}]}}"));
        shop.port->cancelOrder(u"5012"_s, QString(), ChannelPort::Payment::Kept, take);
        QVERIFY(shop.exchange.run());
        QCOMPARE(words->error().words, u"Cannot cancel an order that has already been canceled"_s);
        QVERIFY(!shop.variables(1)["restock"_L1].toBool(true) && !shop.variables(1)["refund"_L1]["originalPaymentMethodsRefund"_L1].toBool(true));
        shop.reply(asJson("{'orderCancel':{'job':null,'orderCancelUserErrors':[{'field':null,'message':'shpat_secret may not do this'}]}}"));
        shop.port->cancelOrder(u"5012"_s, QString(), ChannelPort::Payment::Kept, take);
        QVERIFY(shop.exchange.run());
        QCOMPARE(words->error().words, u"••• may not do this"_s);
    }

    void reasonsAreMapped_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("reason");
        QTest::newRow("stock") << u"Out of stock"_s << u"INVENTORY"_s;
        QTest::newRow("a rule's reason") << u"fraud"_s << u"FRAUD"_s;
        QTest::newRow("words of its own") << u"address looks wrong"_s << u"OTHER"_s;
        QTest::newRow("a rule that gives none") << u"rule 3, version 1: When a customer orders, cancel it"_s << u"OTHER"_s;
    }

    void reasonsAreMapped()
    {
        QFETCH(QString, said);
        Shop shop;
        shop.reply(asJson("{'orderCancel':{'job':{'id':'j'},'orderCancelUserErrors':[]}}"));
        shop.port->cancelOrder(u"5012"_s, said, ChannelPort::Payment::Refunded, [](const Answer<QString> &) {});
        QVERIFY(shop.exchange.run());
        QTEST(shop.variables(0)["reason"_L1].toString(), "reason");
        QCOMPARE(shop.variables(0)["note"_L1].toString(), said);
    }

    void tellsOfParcels_data()
    {
        QTest::addColumn<QByteArray>("standing");
        QTest::addColumn<ParcelSent>("parcel");
        QTest::addColumn<QStringList>("calls"); // "2: 1Z9": so many units fulfilled; "F1: 1Z9": a fulfilment corrected
        QTest::addColumn<QString>("words"); // a part of them
        const auto order = [](const QByteArrayList &done, const QByteArrayList &parts, const QByteArray &cancelled = "null") {
            return asJson("{'order':{'cancelledAt':" + cancelled + ",'fulfillments':[" + done.join(',') + "],'fulfillmentOrders':{'nodes':[" + parts.join(',') + "]}}}");
        };
        const auto part = [](const char *id, const char *location, int remaining, const char *status = "OPEN") {
            return QByteArray("{'id':'gid://shopify/FulfillmentOrder/") + id + "','status':'" + status + "','assignedLocation':{'location':{'id':'" + location
                + "'}},'lineItems':{'nodes':[{'id':'gid://shopify/FulfillmentOrderLineItem/" + id + "','remainingQuantity':" + QByteArray::number(remaining)
                + ",'lineItem':{'id':'gid://shopify/LineItem/11'}}]}}";
        };
        const auto done = [](const char *id, const char *tracking, int units, const char *status = "SUCCESS") {
            const QByteArray info = *tracking ? QByteArray("{'number':'") + tracking + "','company':'UPS'}" : QByteArray();
            return QByteArray("{'id':'") + id + "','status':'" + status + "','trackingInfo':[" + info + "],'fulfillmentLineItems':{'nodes':[{'quantity':"
                + QByteArray::number(units) + ",'lineItem':{'id':'gid://shopify/LineItem/11'}}]}}";
        };
        const ParcelSent two{u"5012"_s, 1, {{u"11"_s, 2}}, u"UPS"_s, u"1Z9"_s, Time{}, true};
        ParcelSent bare = two, boxes = two, second = two, corrected = two, numbered = two, twin = two;
        bare.tracking.clear();
        boxes.tracking = u"1Z8, 1Z9"_s;
        second.others = {{{{u"11"_s, 2}}, u"1Z9"_s}}; // of the same number
        corrected.formerTracking = {u"1Z7"_s, u"1Z8"_s};
        numbered.formerTracking = {QString()};
        twin.formerTracking = {u"1Z8"_s};
        twin.others = {{{{u"11"_s, 1}}, u"1Z8"_s}};
        const QString known = u"knows already"_s, told = u"told the buyer"_s;
        QTest::newRow("one place") << order({}, {part("1", "L1", 3)}) << two << QStringList{u"2: 1Z9"_s} << told;
        QTest::newRow("two places") << order({}, {part("1", "L1", 1), part("2", "L2", 4)}) << two << QStringList{u"1: 1Z9"_s, u"1: 1Z9"_s} << told;
        QTest::newRow("two parts of one place") << order({}, {part("1", "L1", 1), part("2", "L1", 4)}) << two << QStringList{u"2: 1Z9"_s} << told;
        QTest::newRow("two boxes") << order({}, {part("1", "L1", 3)}) << boxes << QStringList{u"2: 1Z8, 1Z9"_s} << told;
        QTest::newRow("told before") << order({done("F1", "1Z9", 2)}, {part("1", "L1", 3)}) << two << QStringList{} << known;
        QTest::newRow("told before without a number") << order({done("F1", "", 2)}, {part("1", "L1", 3)}) << bare << QStringList{} << known;
        QTest::newRow("told before of one place") << order({done("F1", "1Z9", 1)}, {part("1", "L1", 0), part("2", "L2", 3)}) << two << QStringList{u"1: 1Z9"_s} << told;
        QTest::newRow("taken back there") << order({done("F1", "1Z9", 2, "CANCELLED")}, {part("1", "L1", 3)}) << two << QStringList{u"2: 1Z9"_s} << told;
        QTest::newRow("another parcel before") << order({done("F1", "1Z8", 2)}, {part("1", "L1", 3)}) << two << QStringList{u"2: 1Z9"_s} << told;
        QTest::newRow("another of the same number") << order({done("F1", "1Z9", 2)}, {part("1", "L1", 3)}) << second << QStringList{u"2: 1Z9"_s} << told;
        QTest::newRow("both of the same number") << order({done("F1", "1Z9", 2), done("F2", "1Z9", 2)}, {part("1", "L1", 3)}) << second << QStringList{} << known;
        QTest::newRow("more with this number, by hand") << order({done("F1", "1Z9", 3)}, {part("1", "L1", 3)}) << two << QStringList{} << known;
        QTest::newRow("corrected") << order({done("F1", "1Z8", 2)}, {part("1", "L1", 3)}) << corrected << QStringList{u"F1: 1Z9"_s} << told;
        QTest::newRow("corrected before it was told") << order({}, {part("1", "L1", 3)}) << corrected << QStringList{u"2: 1Z9"_s} << told;
        QTest::newRow("corrected, told half") << order({done("F1", "1Z7", 1)}, {part("1", "L1", 3)}) << corrected << QStringList{u"F1: 1Z9"_s, u"1: 1Z9"_s} << told;
        QTest::newRow("corrected before") << order({done("F1", "1Z9", 2)}, {part("1", "L1", 3)}) << corrected << QStringList{} << known;
        QTest::newRow("given a number") << order({done("F1", "", 2)}, {part("1", "L1", 3)}) << numbered << QStringList{u"F1: 1Z9"_s} << told;
        QTest::newRow("corrected beside another of the old number") << order({done("F1", "1Z8", 1), done("F2", "1Z8", 2)}, {}) << twin << QStringList{u"F2: 1Z9"_s} << told;
        QTest::newRow("nothing remains") << order({}, {part("1", "L1", 0)}) << two << QStringList{} << known;
        QTest::newRow("closed") << order({}, {part("1", "L1", 3, "CLOSED")}) << two << QStringList{} << known;
        QTest::newRow("less than left") << order({}, {part("1", "L1", 1)}) << two << QStringList{u"1: 1Z9"_s} << told;
        QTest::newRow("held there") << order({}, {part("1", "L1", 3, "ON_HOLD")}) << two << QStringList{} << u"holds the fulfilment of order 5012"_s;
        QTest::newRow("half of it held there") << order({}, {part("1", "L1", 3, "SCHEDULED"), part("2", "L1", 1)}) << two << QStringList{u"1: 1Z9"_s} << u"holds the fulfilment"_s;
        QTest::newRow("cancelled") << order({}, {part("1", "L1", 3)}, "'2026-11-25T08:00:00Z'") << two << QStringList{} << u"order 5012 as cancelled"_s;
        QTest::newRow("cancelled, and nothing remains") << order({}, {}, "'2026-11-25T08:00:00Z'") << two << QStringList{} << u"order 5012 as cancelled"_s;
        QTest::newRow("cancelled once it was told") << order({done("F1", "1Z9", 2)}, {}, "'2026-11-25T08:00:00Z'") << two << QStringList{} << known;
    }
    void tellsOfParcels()
    {
        QFETCH(QByteArray, standing);
        QFETCH(ParcelSent, parcel);
        QFETCH(QStringList, calls);
        QFETCH(QString, words);
        Shop shop;
        shop.reply(standing);
        for (const QString &call : calls)
            shop.reply(asJson(call.startsWith(u'F') ? "{'fulfillmentTrackingInfoUpdate':{'fulfillment':{'id':'f','status':'SUCCESS'},'userErrors':[]}}"
                                                    : "{'fulfillmentCreate':{'fulfillment':{'id':'f','status':'SUCCESS'},'userErrors':[]}}"));
        std::optional<Answer<QString>> told;
        shop.port->confirmShipment(parcel, [&told](const Answer<QString> &answer) { told = answer; });
        QVERIFY(shop.exchange.run());
        const QString said = *told ? **told : told->error().words;
        QVERIFY2(said.contains(words), qPrintable(said));
        QCOMPARE(told->has_value(), words == "knows already"_L1 || words == "told the buyer"_L1);
        QStringList asked;
        for (qsizetype i = 1; i < shop.exchange.asked.size(); ++i)
            asked.append(callText(shop.variables(i).toObject()));
        QCOMPARE(asked, calls);
    }

    void aRefusedParcel()
    {
        Shop shop;
        shop.reply(asJson("{'order':{'cancelledAt':null,'fulfillments':[],'fulfillmentOrders':{'nodes':[{'id':'f','status':'OPEN','assignedLocation':{'location':{'id':'L'}},"
                          "'lineItems':{'nodes':[{'id':'i','remainingQuantity':2,'lineItem':{'id':'gid://shopify/LineItem/11'}}]}}]}}}"));
        shop.reply(asJson("{'fulfillmentCreate':{'fulfillment':null,'userErrors':[{'field':['fulfillment'],'message':'Invalid fulfillment order line item quantity requested.'}]}}"));
        std::optional<Answer<QString>> words;
        shop.port->confirmShipment({u"5012"_s, 1, {{u"11"_s, 2}}, {}, {}, shop.clock.now(), true}, [&words](const Answer<QString> &told) { words = told; });
        QVERIFY(shop.exchange.run());
        QCOMPARE(words->error().words, u"Invalid fulfillment order line item quantity requested."_s);
        QVERIFY(!shop.variables(1)["fulfillment"_L1].toObject().contains("trackingInfo"_L1));
    }

    void carriesOut_data()
    {
        using Instruction = channels::Instruction;
        using Amount = channels::RefundAmount;
        QTest::addColumn<Instruction>("instruction");
        QTest::addColumn<QByteArrayList>("replies");
        QTest::addColumn<QString>("sent"); // amounts of the last question, or its status
        QTest::addColumn<QString>("refusal"); // a part of it; empty: done
        const auto usd = [](const QByteArray &amount) { return QByteArray("{'shopMoney':{'amount':'" + amount + "','currencyCode':'USD'}}"); };
        const auto money = [&](const QByteArray &notes, const QByteArray &capturable, const QByteArray &received, const QByteArray &suggested, const QByteArray &parts) {
            return asJson("{'order':{'totalCapturableSet':" + usd(capturable) + ",'totalReceivedSet':" + usd(received) + ",'refunds':[" + notes + "],'transactions':["
                          "{'id':'a1','kind':'AUTHORIZATION','status':'FAILURE','gateway':'pay','amountSet':" + usd("40.00") + "},"
                          "{'id':'a2','kind':'AUTHORIZATION','status':'SUCCESS','gateway':'pay','amountSet':" + usd("40.00") + "}],"
                          "'suggestedRefund':{'amountSet':" + usd(suggested) + ",'suggestedTransactions':[" + parts + "]}}}");
        };
        const auto part = [&](const QByteArray &id, const QByteArray &amount) { return QByteArray("{'gateway':'pay','parentTransaction':{'id':'" + id + "'},'amountSet':" + usd(amount) + "}"); };
        const auto refund = [](const Amount &amount) { return Instruction{1, {}, Instruction::Kind::Refund, u"5012"_s, amount, {}, u"k1"_s}; };
        const Instruction capture{1, {}, Instruction::Kind::Capture, u"5012"_s, {}, {}, u"k1"_s};
        const auto listing = [](Instruction::Kind kind) {
            Instruction told{1, {}, kind, {}, {}, {}, u"k1"_s};
            told.listing.id.listing = u"gid://shopify/ProductVariant/7"_s;
            told.listing.sku = *Sku::parse(u"MUG");
            return told;
        };
        const QByteArray whole = money({}, "0.00", "40.00", "40.00", part("t1", "30.00") + ',' + part("t2", "10.00"));
        const QByteArray refunded = asJson("{'refundCreate':{'refund':{'id':'r'},'userErrors':[]}}"), captured = asJson("{'orderCapture':{'transaction':{'id':'t','status':'SUCCESS'},'userErrors':[]}}");
        const auto product = [](const QByteArray &status, const QByteArray &variants) { return asJson("{'productVariant':{'product':{'id':'p1','status':'" + status + "','variantsCount':{'count':" + variants + "}}}}"); };
        const QByteArray changed = asJson("{'productUpdate':{'product':{'id':'p1','status':'X'},'userErrors':[]}}");
        QTest::newRow("all of it, of two payments") << refund({}) << QByteArrayList{whole, refunded} << u"t1 30.00, t2 10.00"_s << QString();
        QTest::newRow("a sum") << refund({Amount::What::Sum, {3'250, u"USD"_s}, 0}) << QByteArrayList{whole, refunded} << u"t1 30.00, t2 2.50"_s << QString();
        QTest::newRow("a quarter") << refund({Amount::What::Share, {}, 2'500}) << QByteArrayList{whole, refunded} << u"t1 10.00"_s << QString();
        QTest::newRow("the shipping") << refund({Amount::What::Shipping, {}, 0}) << QByteArrayList{money({}, "0.00", "40.00", "4.90", part("t1", "4.90")), refunded} << u"t1 4.90"_s << QString();
        QTest::newRow("more than was paid") << refund({Amount::What::Sum, {4'001, u"USD"_s}, 0}) << QByteArrayList{whole} << QString() << u"40.00 USD can be paid back"_s;
        QTest::newRow("another currency") << refund({Amount::What::Sum, {100, u"EUR"_s}, 0}) << QByteArrayList{whole} << QString() << u"not in EUR"_s;
        QTest::newRow("again, after a silence") << refund({}) << QByteArrayList{money("{'note':'Crossdock k1'}", "0.00", "40.00", "0.00", {})} << QString() << QString();
        QTest::newRow("the shop refuses") << refund({}) << QByteArrayList{whole, asJson("{'refundCreate':{'refund':null,'userErrors':[{'field':['x'],'message':'Refund amount is too much'}]}}")}
                                          << u"t1 30.00, t2 10.00"_s << u"Refund amount is too much"_s;
        QTest::newRow("a payment") << capture << QByteArrayList{money({}, "40.00", "0.00", "0.00", {}), captured} << u"a2 40.00"_s << QString();
        QTest::newRow("captured before") << capture << QByteArrayList{money({}, "0.00", "40.00", "40.00", {})} << QString() << QString();
        QTest::newRow("nothing was authorized") << capture << QByteArrayList{money({}, "0.00", "0.00", "0.00", {})} << QString() << u"no authorized payment"_s;
        QTest::newRow("off sale") << listing(Instruction::Kind::EndListing) << QByteArrayList{product("ACTIVE", "1"), changed} << u"ARCHIVED"_s << QString();
        QTest::newRow("off sale already") << listing(Instruction::Kind::EndListing) << QByteArrayList{product("ARCHIVED", "3")} << QString() << QString();
        QTest::newRow("one variant of three") << listing(Instruction::Kind::EndListing) << QByteArrayList{product("ACTIVE", "3")} << QString() << u"has 3 variants"_s;
        QTest::newRow("on sale") << listing(Instruction::Kind::PublishListing) << QByteArrayList{product("DRAFT", "3"), changed} << u"ACTIVE"_s << QString();
        QTest::newRow("a variant that is gone") << listing(Instruction::Kind::EndListing) << QByteArrayList{asJson("{'productVariant':null}")} << QString() << u"did not tell"_s;
    }
    void carriesOut()
    {
        QFETCH(channels::Instruction, instruction);
        QFETCH(QByteArrayList, replies);
        QFETCH(QString, sent);
        QFETCH(QString, refusal);
        Shop shop;
        for (const QByteArray &reply : replies)
            shop.reply(reply);
        std::optional<Answer<QString>> told;
        shop.port->carryOut(instruction, [&told](const Answer<QString> &words) { told = words; });
        QVERIFY(shop.exchange.run());
        QCOMPARE(told->has_value(), refusal.isEmpty());
        if (!*told)
            QVERIFY2(told->error().words.contains(refusal), qPrintable(told->error().words));
        QCOMPARE(shop.exchange.asked.size(), replies.size());
        if (sent.isEmpty())
            return;
        const QJsonObject variables = shop.variables(1).toObject(), input = variables["input"_L1].toObject();
        QStringList amounts;
        const QJsonArray transactions = input["transactions"_L1].toArray();
        for (const QJsonValue &one : transactions)
            amounts.append(one["parentId"_L1].toString() + u' ' + one["amount"_L1].toString());
        if (instruction.kind == channels::Instruction::Kind::Refund) {
            QCOMPARE(variables["key"_L1].toString(), u"k1"_s);
            QCOMPARE(input["note"_L1].toString(), u"Crossdock k1"_s);
            QCOMPARE(input.contains("shipping"_L1), instruction.amount.what == channels::RefundAmount::What::Shipping);
        } else if (instruction.kind == channels::Instruction::Kind::Capture) {
            amounts.append(input["parentTransactionId"_L1].toString() + u' ' + input["amount"_L1].toString());
        } else {
            amounts.append(variables["product"_L1]["status"_L1].toString());
        }
        QCOMPARE(amounts.join(u", "_s), sent);
    }

    void checksDeliveries_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("triggered");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome"); // -1: taken
        const QByteArray order = recorded(u"shopify/order_webhook.json"_s);
        const QByteArray soon = "2026-11-25T07:30:02.877Z";
        QTest::newRow("good") << QByteArray("hush") << soon << order << -1;
        QTest::newRow("forged") << QByteArray("other") << soon << order << int(channels::Refusal::BadSignature);
        QTest::newRow("forged and unreadable")
            << QByteArray("other") << soon << QByteArray("{{{") << int(channels::Refusal::BadSignature);
        QTest::newRow("unreadable") << QByteArray("hush") << soon << QByteArray("{{{") << int(channels::Refusal::Unreadable);
        QTest::newRow("47 hours old") << QByteArray("hush") << QByteArray("2026-11-23T09:00:01Z") << order << -1;
        QTest::newRow("49 hours old") << QByteArray("hush") << QByteArray("2026-11-23T06:59:00Z") << order
                                      << int(channels::Refusal::TooOld);
        QTest::newRow("no time") << QByteArray("hush") << QByteArray() << order << -1;
    }
    void checksDeliveries()
    {
        QFETCH(QByteArray, secret);
        QFETCH(QByteArray, triggered);
        QFETCH(QByteArray, body);
        Shop shop;
        Delivery delivery;
        delivery.channel = *ChannelId::parse(u"shop");
        delivery.body = body;
        delivery.headers = {{"X-Shopify-Topic", "orders/create"},
                            {"X-Shopify-Hmac-SHA256", http::hmacSha256(secret, body).toBase64()},
                            {"X-Shopify-Triggered-At", triggered}};
        const auto message = shop.port->readDelivery(delivery, shop.clock.now());
        QTEST(message ? -1 : static_cast<int>(message.error()), "outcome");
        if (message)
            QCOMPARE(message->raw, body);
    }
};

QTEST_GUILESS_MAIN(TestShopifyChannel)
#include "tst_shopify_channel.moc"
