#include "core/connectors/channels/amazon/amazon_channel.h"
#include "core/connectors/channels/amazon/orders_wire.h"
#include "core/inventory/channels/instruction.h"
#include "tests/connectors/amazon/harbour_account.h"
#include "tests/connectors/amazon/scripted_exchange.h"

using namespace crossdock;
using namespace crossdock::amazon;
using namespace crossdock::channels;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray nextToken = "{\"access_token\":\"Atza|second\",\"token_type\":\"bearer\",\"expires_in\":3600}";
const QByteArray accepted = "{\"sku\":\"A\",\"status\":\"ACCEPTED\",\"submissionId\":\"1\",\"issues\":[]}";
const QByteArray expired = "{\"errors\":[{\"code\":\"Unauthorized\",\"message\":\"Access to requested resource is denied.\","
                           "\"details\":\"The access token you provided has expired.\"}]}";
const QByteArray denied =
    "{\"errors\":[{\"code\":\"Unauthorized\",\"message\":\"Access to requested resource is denied.\",\"details\":\"\"}]}";

QByteArray shown(const QByteArray &sku, const QByteArray &stock, int quantity)
{
    return "{\"sku\":\"" + sku + "\",\"fulfillmentAvailability\":[{\"fulfillmentChannelCode\":\"" + stock + "\",\"quantity\":" + QByteArray::number(quantity) + "}]}";
}

ChannelDetails details(bool withQueue)
{
    ChannelDetails given;
    given.name = *ChannelId::parse(u"amazon-us");
    given.url = u"https://sellingpartnerapi-na.amazon.com"_s;
    given.account = {{u"seller_id"_s, u"A2HARBOUR"_s}, {u"marketplace_id"_s, u"ATVPDKIKX0DER"_s}};
    if (withQueue)
        given.account.insert(u"queue_url"_s, u"https://sqs.us-east-1.amazonaws.com/123456789012/harbour"_s);
    return given;
}

const QMap<QString, QString> secrets = {{u"client_id"_s, u"amzn1.client"_s},
                                        {u"client_secret"_s, u"client-s3cret"_s},
                                        {u"refresh_token"_s, u"Atzr|refresh"_s},
                                        {u"aws_access_key_id"_s, u"AKIAEXAMPLE"_s},
                                        {u"aws_secret_access_key"_s, u"aws-s3cret"_s}};

} // namespace

class TestAmazonChannel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        channel.reset();
        clock = ManualClock();
        remake(false);
    }

    void pushIsSignedIn()
    {
        push(u"LAMP/OAK 2"_s);
        QCOMPARE(net.open.size(), 1); // the token first
        QCOMPARE(net.find("/auth/o2/token")->request.url, QByteArray("https://api.amazon.com/auth/o2/token"));
        QVERIFY(net.reply("/auth/o2/token", 200, goodToken));
        const auto *asked = net.find("LAMP%2FOAK%202");
        QVERIFY(asked);
        QCOMPARE(asked->header("x-amz-access-token"), QByteArray("Atza|first"));
        QCOMPARE(asked->header("x-amz-date"), QByteArray("20261120T080000Z"));
        QVERIFY(asked->header("user-agent").startsWith("Crossdock/"));
        QVERIFY(asked->header("Authorization").isEmpty()); // SP-API takes no signature
        QVERIFY(net.reply("LAMP", 200, accepted, {{"x-amzn-RateLimit-Limit", "5.0"}}));
        QCOMPARE(replies.size(), 1);
        QVERIFY(!replies[0].failure);
        QCOMPARE(replies[0].outcomes[0].state, Outcome::State::Accepted);
        QCOMPARE(replies[0].restFor, 0ms);
    }

    void priceOfAnotherCurrencyStays()
    {
        push(u"A"_s, Money{1500, u"JPY"_s});
        QVERIFY(net.reply("/auth/o2/token", 200, goodToken));
        const auto *asked = net.find("/A2HARBOUR/A?");
        QVERIFY(asked);
        QVERIFY(asked->request.body.contains("\"quantity\":3"));
        QVERIFY(!asked->request.body.contains("purchasable_offer"));
        QVERIFY(net.reply("/A2HARBOUR/A?", 200, accepted));
        QCOMPARE(replies[0].outcomes[0].state, Outcome::State::Refused);
        QVERIFY2(replies[0].outcomes[0].words.contains("JPY"_L1) && replies[0].outcomes[0].words.contains("USD"_L1), qPrintable(replies[0].outcomes[0].words));
        push(u"B"_s, Money{1500, u"USD"_s});
        QVERIFY(net.find("/A2HARBOUR/B?")->request.body.contains("purchasable_offer"));
        push(u"C"_s, Money{1500, u"JPY"_s}, 3); // shown already: nothing is left to tell
        clock.advance(0ms);
        QVERIFY(!net.find("/A2HARBOUR/C?"));
        QCOMPARE(replies.last().outcomes[0].state, Outcome::State::Refused);
    }

    void pushesShareOneToken()
    {
        for (const QString &sku : {u"A"_s, u"B"_s, u"C"_s})
            push(sku);
        QCOMPARE(net.countOpen("/auth/o2/token"), 1);
        QVERIFY(net.reply("/auth/o2/token", 200, goodToken));
        QCOMPARE(net.countOpen("/listings/"), 3);
    }

    void expiredTokenIsRenewedOnce()
    {
        push(u"A"_s);
        push(u"B"_s);
        net.reply("token", 200, goodToken);
        net.reply("/A2HARBOUR/A?", 403, expired);
        net.reply("/A2HARBOUR/B?", 403, expired);
        QCOMPARE(net.countOpen("token"), 1); // shared
        QVERIFY(net.reply("token", 200, nextToken));
        QCOMPARE(net.find("/A2HARBOUR/A?")->header("x-amz-access-token"), QByteArray("Atza|second"));
        net.reply("/A2HARBOUR/A?", 200, accepted);
        net.reply("/A2HARBOUR/B?", 403, expired); // not twice
        QVERIFY(net.open.isEmpty());
        QCOMPARE(replies.size(), 2);
        QVERIFY(!replies[0].failure);
        QCOMPARE(replies[1].failure->kind, CallFailure::Kind::Unauthorized);
    }

    void lateRefusalDoesNotDropTheNewToken()
    {
        push(u"A"_s);
        push(u"B"_s);
        net.reply("token", 200, goodToken);
        net.reply("/A2HARBOUR/A?", 403, expired);
        net.reply("token", 200, nextToken);
        net.reply("/A2HARBOUR/B?", 403, expired); // asked with the first token
        QCOMPARE(net.countOpen("token"), 0);
        QCOMPARE(net.countOpen("/listings/"), 2);
    }

    void missingRoleRenewsNothing()
    {
        push(u"A"_s);
        net.reply("token", 200, goodToken);
        net.reply("/listings/", 403, denied);
        QVERIFY(net.open.isEmpty());
        QCOMPARE(replies[0].failure->kind, CallFailure::Kind::Unauthorized);
    }

    void tokenIsRenewedBeforeItEnds()
    {
        push(u"A"_s);
        net.reply("token", 200, goodToken);
        clock.advance(58min);
        push(u"A"_s);
        QCOMPARE(net.countOpen("token"), 0);
        clock.advance(1min);
        push(u"A"_s);
        QCOMPARE(net.countOpen("token"), 1);
    }

    void noToken_data()
    {
        QTest::addColumn<int>("status"); // 0: no answer
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<CallFailure::Kind>("kind");
        QTest::newRow("dead host") << 0 << QByteArray() << CallFailure::Kind::Unreachable;
        QTest::newRow("revoked") << 400 << QByteArray("{\"error\":\"invalid_grant\",\"error_description\":\"Atzr|refresh is bad\"}")
                                 << CallFailure::Kind::Unauthorized;
        QTest::newRow("client unknown") << 401 << QByteArray("{\"error\":\"invalid_client\"}") << CallFailure::Kind::Unauthorized;
        QTest::newRow("too often") << 429 << QByteArray() << CallFailure::Kind::RateLimited;
        QTest::newRow("broken") << 503 << QByteArray() << CallFailure::Kind::Unreachable;
        QTest::newRow("no token in it") << 200 << QByteArray("{}") << CallFailure::Kind::Rejected;
    }
    void noToken()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        push(u"A"_s);
        QVERIFY(status == 0 ? net.lose("token") : net.reply("token", status, body));
        QTEST(replies[0].failure->kind, "kind");
        QVERIFY(!replies[0].failure->mayHaveHappened); // the push was never sent
        QVERIFY(!replies[0].failure->words.contains(u"Atzr|refresh"_s));
        QVERIFY(!replies[0].failure->words.isEmpty());
        push(u"A"_s); // and the next push asks again
        QCOMPARE(net.countOpen("token"), 1);
    }

    void lostAnswerMayHaveHappened()
    {
        push(u"A"_s);
        net.reply("token", 200, goodToken);
        QVERIFY(net.lose("/listings/"));
        QCOMPARE(replies[0].failure->kind, CallFailure::Kind::Unreachable);
        QVERIFY(replies[0].failure->mayHaveHappened);
    }

    void rateOfAmazonCounts()
    {
        QCOMPARE(channel->traits().callsPerSecond, 5.0);
        push(u"A"_s);
        net.reply("token", 200, goodToken);
        net.reply("/listings/", 200, accepted, {{"x-amzn-RateLimit-Limit", "2.0"}});
        QCOMPARE(replies[0].restFor, 500ms);
        QCOMPARE(channel->traits().callsPerSecond, 2.0);
        push(u"A"_s);
        net.reply("/listings/", 429, {}, {{"x-amzn-RateLimit-Limit", "0.5"}});
        QCOMPARE(replies[1].failure->kind, CallFailure::Kind::RateLimited);
        QCOMPARE(replies[1].failure->retryAfter, 2000ms);
    }

    /// Many in one call; what Amazon does not find so, and what it would take as two SKUs, one by one.
    void quantitiesAreSought()
    {
        const auto answer = readQuantities({u"A"_s, u"RED, M"_s, u"LATE"_s, u"GONE"_s, u"FBA"_s});
        net.reply("token", 200, goodToken);
        const auto *search = net.find("/A2HARBOUR?");
        QVERIFY(search);
        QVERIFY2(search->request.url.endsWith("&pageSize=20&identifiersType=SKU&identifiers=A,LATE,GONE,FBA"), search->request.url);
        net.reply("/A2HARBOUR?", 200, "{\"items\":[" + shown("B", "DEFAULT", 9) + ',' + shown("FBA", "AMAZON_NA", 1) + ',' + shown("A", "DEFAULT", 4) + "]}");
        clock.advance(0ms);
        net.reply("/RED%2C%20M?", 200, shown("RED, M", "DEFAULT", 2));
        clock.advance(0ms);
        net.reply("/LATE?", 200, shown("LATE", "DEFAULT", 7));
        clock.advance(0ms);
        QVERIFY(!*answer);
        net.reply("/GONE?", 404, "{}");
        clock.advance(0ms);
        QVERIFY(net.open.isEmpty()); // what Amazon ships was found
        QCOMPARE((**answer).value(), (QHash<QString, Quantity>{{u"A"_s, 4}, {u"RED, M"_s, 2}, {u"LATE"_s, 7}}));
    }

    void searchesOfQuantities_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("next"); // what is asked then; empty: nothing more
        QTest::newRow("the limit says no") << 429 << QByteArray("{}") << QByteArray("/A2HARBOUR?");
        QTest::newRow("no such search") << 400 << QByteArray("{}") << QByteArray("/A2HARBOUR/A?");
        QTest::newRow("nothing found") << 200 << QByteArray("{\"items\":[]}") << QByteArray("/A2HARBOUR/A?");
        QTest::newRow("one that is no count") << 200 << QByteArray("{\"items\":[" + shown("A", "DEFAULT", -4) + "]}") << QByteArray("/A2HARBOUR/A?");
        QTest::newRow("no answer in Amazon's words") << 200 << QByteArray("<html>") << QByteArray();
        QTest::newRow("not now") << 503 << QByteArray("{}") << QByteArray();
    }
    void searchesOfQuantities()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, next);
        const auto answer = readQuantities({u"A"_s});
        net.reply("token", 200, goodToken);
        net.reply("/A2HARBOUR?", status, body);
        clock.advance(2'000ms);
        QCOMPARE(answer->has_value(), next.isEmpty());
        if (next.isEmpty())
            QVERIFY(!(**answer).has_value());
        else
            QVERIFY(net.find(next));
    }

    void quantitiesOfMany()
    {
        QStringList skus;
        for (int i = 0; i < 45; ++i)
            skus << u"S%1"_s.arg(i);
        const auto answer = readQuantities(skus);
        net.reply("token", 200, goodToken);
        for (const qsizetype from : {0, 20, 40}) {
            QByteArrayList items;
            for (const QString &sku : skus.mid(from, 20))
                items << shown(sku.toUtf8(), "DEFAULT", 3);
            net.reply("/A2HARBOUR?", 200, "{\"items\":[" + items.join(',') + "]}");
            clock.advance(0ms);
        }
        QVERIFY(net.open.isEmpty());
        QCOMPARE((**answer)->size(), 45);
    }

    void catchUpPages()
    {
        std::optional<Answer<CatchUpPage>> answer;
        const auto ask = [&](const QString &cursor) {
            answer.reset();
            channel->catchUp(cursor, *parseTime(u"2026-11-19T00:00:00Z"), [&](auto page) { answer = page; });
        };
        ask({});
        net.reply("token", 200, goodToken);
        const auto *first = net.find("/orders/2026-01-01/orders?");
        QVERIFY(first);
        QVERIFY(first->request.url.contains("?lastUpdatedAfter=2026-11-19T00%3A00%3A00.000Z&marketplaceIds=ATVPDKIKX0DER&"));
        QVERIFY(first->request.url.contains("includedData=BUYER,RECIPIENT,CANCELLATION,FULFILLMENT"));
        QVERIFY(!first->request.url.contains("paginationToken"));
        QVERIFY(net.reply("/orders?", 200, recorded("orders_page.json")));
        QVERIFY((*answer)->hasMore);
        QCOMPARE((*answer)->orders.size(), 3);

        const QString middle = (*answer)->cursor;
        ask(middle);
        const auto *second = net.find("/orders?");
        QVERIFY(second->request.url.contains("lastUpdatedAfter=2026-11-19T00%3A00%3A00.000Z&")); // as for the first page
        QVERIFY(second->request.url.endsWith("&paginationToken=next%7Cpage%3D%3D"));
        net.reply("/orders?", 200, "{\"orders\":[]}");
        QVERIFY(!(*answer)->hasMore);

        const QString end = (*answer)->cursor;
        ask(end); // from where the first page ended
        QVERIFY(net.find("/orders?")->request.url.contains("lastUpdatedAfter=2026-11-20T10%3A00%3A00.000Z&"));
        net.reply("/orders?", 200, "{\"orders\":[]}");

        clock.advance(24h);
        ask(middle); // a token of yesterday is worth nothing
        net.reply("token", 200, goodToken);
        QVERIFY(!net.find("/orders?")->request.url.contains("paginationToken"));
    }

    void catchUpOverlapsWithoutAWordFromAmazon()
    {
        std::optional<Answer<CatchUpPage>> answer;
        channel->catchUp({}, *parseTime(u"2026-11-19T00:00:00Z"), [&](auto page) { answer = page; });
        net.reply("token", 200, goodToken);
        net.reply("/orders?", 200, "{\"orders\":[]}", {{"Date", "Fri, 20 Nov 2026 07:50:00 GMT"}}); // our clock is ahead
        channel->catchUp((*answer)->cursor, {}, [&](auto page) { answer = page; });
        QVERIFY(net.find("/orders?")->request.url.contains("lastUpdatedAfter=2026-11-20T07%3A45%3A00.000Z&"));
    }

    void pageTokenThatIsNotTaken()
    {
        std::optional<Answer<CatchUpPage>> answer;
        OrdersCursor cursor{*parseTime(u"2026-11-19T00:00:00Z"), u"stale"_s, clock.now(), clock.now()};
        channel->catchUp(cursor.toText(), {}, [&](auto page) { answer = page; });
        net.reply("token", 200, goodToken);
        net.reply("/orders?", 400, "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"paginationToken\"}]}");
        QVERIFY(!answer);
        QVERIFY(!net.find("/orders?")->request.url.contains("paginationToken"));
        net.reply("/orders?", 400, "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"no\"}]}");
        QCOMPARE(answer->error().kind, CallFailure::Kind::Rejected);
    }

    void catchUpWaitsMinutes()
    {
        std::optional<Answer<CatchUpPage>> answer;
        channel->catchUp({}, {}, [&](auto page) { answer = page; });
        net.reply("token", 200, goodToken);
        net.reply("/orders?", 429, "{}");
        QCOMPARE(answer->error().kind, CallFailure::Kind::RateLimited);
        QVERIFY(answer->error().retryAfter >= 178s && answer->error().retryAfter <= 180s);
    }

    void buyersNeedARole()
    {
        std::optional<Answer<ChannelOrder>> answer;
        channel->readOrder(u"902-1"_s, [&](auto order) { answer = order; });
        net.reply("token", 200, goodToken);
        net.reply("/orders/902-1?includedData=BUYER", 403, denied);
        QVERIFY(net.reply("/orders/902-1?includedData=CANCELLATION,FULFILLMENT", 200,
                          "{\"order\":{\"orderId\":\"902-1\",\"createdTime\":\"2026-11-20T08:00:00Z\","
                          "\"lastUpdatedTime\":\"2026-11-20T08:00:00Z\",\"orderItems\":[]}}"));
        QCOMPARE((*answer)->id.text(), u"amazon-us/902-1"_s);
        channel->readOrder(u"902-2"_s, [&](auto order) { answer = order; }); // remembered
        QVERIFY(net.find("/orders/902-2?includedData=CANCELLATION"));
    }

    void testSpeaks()
    {
        std::optional<Answer<QString>> answer;
        channel->test([&](auto words) { answer = words; });
        net.reply("token", 200, goodToken);
        const QByteArray stores = "{\"payload\":[{\"marketplace\":{\"id\":\"ATVPDKIKX0DER\",\"name\":\"Amazon.com\",\"defaultCurrencyCode\":"
                                  "\"USD\"},\"storeName\":\"Harbour Outfitters\",\"participation\":{\"isParticipating\":true}}]}";
        net.reply("/sellers/v1/marketplaceParticipations", 200, stores);
        QCOMPARE(answer->value(), u"Signed in to Harbour Outfitters on Amazon.com (USD). No queue_url is set, so orders are "
                                  "not pushed: they are read every three minutes."_s);
        remake(true);
        channel->test([&](auto words) { answer = words; });
        net.reply("token", 200, goodToken);
        net.reply("/sellers/", 403, denied);
        net.reply("/listings/2021-08-01/items/A2HARBOUR?", 200, recorded("listings_page.json"));
        QVERIFY(net.find("AmazonSQS.GetQueueAttributes")->header("Authorization").contains("Credential=AKIAEXAMPLE/20261120/us-east-1/sqs/"));
        net.reply("GetQueueAttributes", 400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"aws-s3cret\"}");
        QCOMPARE(answer->error().words, u"The queue says: QueueDoesNotExist: …"_s);
    }

    void subscribes()
    {
        remake(true);
        std::optional<Answer<QStringList>> answer;
        channel->subscribe({}, [&](auto words) { answer = words; });
        QVERIFY(net.find("token")->request.body.contains("scope=sellingpartnerapi%3A%3Anotifications"));
        net.reply("token", 200, "{\"access_token\":\"Atza|grantless\",\"expires_in\":3600}");
        QCOMPARE(net.find("/destinations")->header("x-amz-access-token"), QByteArray("Atza|grantless"));
        net.reply("/notifications/v1/destinations", 200, "{\"payload\":[]}");
        QCOMPARE(net.find("/destinations")->json()["resourceSpecification"_L1]["sqs"_L1]["arn"_L1].toString(),
                 u"arn:aws:sqs:us-east-1:123456789012:harbour"_s);
        net.reply("/destinations", 200, "{\"payload\":{\"destinationId\":\"d-1\",\"name\":\"x\"}}");
        net.reply("token", 200, goodToken);
        net.reply("/subscriptions/ORDER_CHANGE?payloadVersion=1.0", 404, "{}");
        const QJsonObject order = net.find("/subscriptions/ORDER_CHANGE")->json();
        QCOMPARE(order["destinationId"_L1].toString(), u"d-1"_s);
        QCOMPARE(order["processingDirective"_L1]["eventFilter"_L1]["marketplaceIds"_L1][0].toString(), u"ATVPDKIKX0DER"_s);
        net.reply("/subscriptions/ORDER_CHANGE", 200, "{\"payload\":{\"subscriptionId\":\"s\",\"destinationId\":\"d-1\"}}");
        net.reply("/LISTINGS_ITEM_MFN_QUANTITY_CHANGE", 200, "{\"payload\":{\"destinationId\":\"d-1\"}}");
        net.reply("/LISTINGS_ITEM_ISSUES_CHANGE?payloadVersion=2023-12-13", 200, "{\"payload\":{\"destinationId\":\"d-9\"}}");
        net.reply("/LISTINGS_ITEM_STATUS_CHANGE?", 404, "{}"); // a subscription of others is left alone
        net.reply("/LISTINGS_ITEM_STATUS_CHANGE", 400, "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"Not for client-s3cret\"}]}"); // what stock and orders do not need
        net.reply("/ANY_OFFER_CHANGED?", 404, "{}");
        const QJsonObject offers = net.find("/subscriptions/ANY_OFFER_CHANGED")->json();
        QCOMPARE(offers["processingDirective"_L1]["eventFilter"_L1]["eventFilterType"_L1].toString(), u"ANY_OFFER_CHANGED"_s);
        QCOMPARE(offers["processingDirective"_L1]["eventFilter"_L1]["aggregationSettings"_L1]["aggregationTimePeriod"_L1].toString(), u"FiveMinutes"_s);
        net.reply("/subscriptions/ANY_OFFER_CHANGED", 200, "{\"payload\":{\"subscriptionId\":\"s\",\"destinationId\":\"d-1\"}}");
        net.reply("/ACCOUNT_STATUS_CHANGED?payloadVersion=2021-01-01", 200, "{\"payload\":{\"destinationId\":\"d-1\"}}");
        QVERIFY(net.open.isEmpty());
        const QStringList words = answer->value();
        QCOMPARE(words.size(), 8);
        QVERIFY(words[0].startsWith(u"Told Amazon of the queue"_s));
        QCOMPARE(words[1], u"Subscribed to ORDER_CHANGE."_s);
        QCOMPARE(words[2], u"LISTINGS_ITEM_MFN_QUANTITY_CHANGE comes to this queue already."_s);
        QVERIFY(words[3].contains(u"goes to another destination (d-9)"_s));
        QVERIFY(words[4].startsWith(u"Not subscribed to LISTINGS_ITEM_STATUS_CHANGE"_s));
        QVERIFY2(words[4].contains(u"Not for …"_s), qPrintable(words[4]));
        QCOMPARE(words[5], u"Subscribed to ANY_OFFER_CHANGED."_s);
        QCOMPARE(words[6], u"ACCOUNT_STATUS_CHANGED comes to this queue already."_s);
        QVERIFY(words[7].contains(u"437568002678"_s));
    }

    void asksForAReview_data()
    {
        QTest::addColumn<QByteArray>("offered");
        QTest::addColumn<int>("status"); // of the request; 0: it is not sent
        QTest::addColumn<QString>("words");
        const QByteArray offer = "{\"_links\":{\"actions\":[{\"href\":\"/x\",\"name\":\"productReviewAndSellerFeedback\"}]}}";
        QTest::newRow("taken") << offer << 201 << u"asks the buyer of order 902-1"_s;
        QTest::newRow("refused") << offer << 400 << u"Not today"_s;
        QTest::newRow("not offered") << QByteArray("{\"_links\":{\"actions\":[]}}") << 0 << u"from 5 to 30 days"_s;
        QTest::newRow("something else is offered") << QByteArray("{\"_links\":{\"actions\":[{\"name\":\"other\"}]}}") << 0 << u"from 5 to 30 days"_s;
        QTest::newRow("rubbish") << QByteArray("<html>") << 0 << u"no links"_s;
    }
    void asksForAReview()
    {
        QFETCH(QByteArray, offered);
        QFETCH(int, status);
        QFETCH(QString, words);
        std::optional<Answer<QString>> told;
        Instruction instruction;
        instruction.kind = Instruction::Kind::AskReview;
        instruction.order = u"902-1"_s;
        channel->carryOut(instruction, [&](auto answer) { told = answer; });
        net.reply("token", 200, goodToken);
        QVERIFY(net.reply("/solicitations/v1/orders/902-1?marketplaceIds=ATVPDKIKX0DER", 200, offered));
        if (status != 0) {
            const auto *asked = net.find("/solicitations/v1/orders/902-1/solicitations/productReviewAndSellerFeedback?marketplaceIds=ATVPDKIKX0DER");
            QVERIFY(asked);
            QCOMPARE(asked->request.method, QByteArray("POST"));
            QVERIFY(net.reply("/productReviewAndSellerFeedback", status, "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"Not today.\"}]}"));
        }
        QVERIFY(net.open.isEmpty() && told);
        QCOMPARE(told->has_value(), status == 201);
        const QString said = *told ? **told : told->error().words;
        QVERIFY2(said.contains(words), qPrintable(said));
        QVERIFY(*told || told->error().kind == CallFailure::Kind::Rejected);
    }

    void tellsOfParcels_data()
    {
        QTest::addColumn<QString>("carrier");
        QTest::addColumn<QString>("code");
        QTest::newRow("known") << u"UPS"_s << u"UPS"_s;
        QTest::newRow("known in small letters") << u"fedex"_s << u"FedEx"_s;
        QTest::newRow("another") << u"Bike Couriers Ltd"_s << u"Other"_s;
    }
    void tellsOfParcels()
    {
        QFETCH(QString, carrier);
        QFETCH(QString, code);
        std::optional<Answer<QString>> told;
        channel->confirmShipment({u"902-1106328-1059050"_s, 2, {{u"79039765272157"_s, 3}}, carrier, u"1Z9"_s, clock.now(), true}, [&](auto words) { told = words; });
        net.reply("token", 200, goodToken);
        const auto *asked = net.find("/orders/v0/orders/902-1106328-1059050/shipmentConfirmation");
        QVERIFY(asked);
        QCOMPARE(asked->request.method, QByteArray("POST"));
        const QJsonObject body = asked->json();
        QCOMPARE(body["marketplaceId"_L1].toString(), u"ATVPDKIKX0DER"_s);
        const QJsonValue package = body["packageDetail"_L1];
        QCOMPARE(package["packageReferenceId"_L1].toString(), u"2"_s);
        QCOMPARE(package["carrierCode"_L1].toString(), code);
        QCOMPARE(package["carrierName"_L1].toString(), code == u"Other" ? carrier : QString());
        QCOMPARE(package["trackingNumber"_L1].toString(), u"1Z9"_s);
        QCOMPARE(package["shipDate"_L1].toString(), toText(clock.now()));
        QCOMPARE(package["orderItems"_L1][0]["orderItemId"_L1].toString(), u"79039765272157"_s);
        QCOMPARE(package["orderItems"_L1][0]["quantity"_L1].toInt(), 3);
        net.reply("shipmentConfirmation", 204, {});
        QVERIFY(told && *told);
    }

    /// A correction names the package that was told before, and so does a parcel told again.
    void packages_data()
    {
        QTest::addColumn<QString>("tracking");
        QTest::addColumn<QList<channels::ParcelSent::Line>>("lines");
        QTest::addColumn<QStringList>("packages"); // "2 1Z9 7x1 8x2"
        using Lines = QList<channels::ParcelSent::Line>;
        const Lines lines{{u"7"_s, 1}, {u"8"_s, 2}};
        QTest::newRow("one box") << u"1Z9"_s << lines << QStringList{u"2 1Z9 7x1 8x2"_s};
        QTest::newRow("two boxes") << u"1Z8, 1Z9"_s << lines << QStringList{u"2 1Z8 7x1 8x1"_s, u"10002 1Z9 8x1"_s};
        QTest::newRow("more boxes than units") << u"1Z8, 1Z9"_s << Lines{{u"7"_s, 1}} << QStringList{u"2 1Z8 7x1"_s};
        QTest::newRow("no number") << QString() << lines << QStringList{};
        QTest::newRow("no unit") << u"1Z9"_s << Lines{} << QStringList{};
    }
    void packages()
    {
        QFETCH(QString, tracking);
        QFETCH(QList<channels::ParcelSent::Line>, lines);
        QStringList packages;
        for (const Package &package : packagesOf({u"902-1"_s, 2, lines, u"UPS"_s, tracking, clock.now(), true})) {
            QStringList parts{QString::number(package.reference), package.tracking};
            for (const channels::ParcelSent::Line &line : package.lines)
                parts << u"%1x%2"_s.arg(line.id).arg(line.quantity);
            packages << parts.join(u' ');
        }
        QTEST(packages, "packages");
    }

    void tellsOfEveryBox()
    {
        std::optional<Answer<QString>> told;
        channel->confirmShipment({u"902-1"_s, 1, {{u"7"_s, 2}}, u"UPS"_s, u"1Z8, 1Z9"_s, clock.now(), true}, [&](auto words) { told = words; });
        net.reply("token", 200, goodToken);
        QCOMPARE(net.find("shipmentConfirmation")->json()["packageDetail"_L1]["trackingNumber"_L1].toString(), u"1Z8"_s);
        net.reply("shipmentConfirmation", 204, {});
        QVERIFY(!told);
        QCOMPARE(net.find("shipmentConfirmation")->json()["packageDetail"_L1]["trackingNumber"_L1].toString(), u"1Z9"_s);
        net.reply("shipmentConfirmation", 204, {});
        QVERIFY(told && *told);
    }

    void shipDates_data()
    {
        QTest::addColumn<int>("orderedAfter"); // seconds after our clock's time of sending
        QTest::addColumn<int>("told");
        QTest::newRow("ordered before") << -60 << 0;
        QTest::newRow("our clock is behind") << 60 << 60;
    }
    void shipDates()
    {
        QFETCH(int, orderedAfter);
        QFETCH(int, told);
        const channels::ParcelSent parcel{u"902-1"_s, 1, {{u"7"_s, 2}}, u"UPS"_s, u"1Z8"_s, clock.now(), true, {}, {}, clock.now() + std::chrono::seconds(orderedAfter)};
        channel->confirmShipment(parcel, [](auto) {});
        net.reply("token", 200, goodToken);
        QCOMPARE(net.find("shipmentConfirmation")->json()["packageDetail"_L1]["shipDate"_L1].toString(), toText(clock.now() + std::chrono::seconds(told)));
    }

    void parcelsThatAmazonDoesNotTake()
    {
        std::optional<Answer<QString>> told;
        const auto take = [&](auto words) { told = words; };
        channel->confirmShipment({u"902-1"_s, 1, {{u"7"_s, 1}}, u"UPS"_s, {}, clock.now(), true}, take);
        clock.advance(0ms);
        QCOMPARE(told->error().kind, CallFailure::Kind::Rejected);
        QVERIFY(told->error().words.contains(u"tracking number"_s));
        channel->confirmShipment({u"902-1"_s, 1, {{u"7"_s, 1}}, u"UPS"_s, u"1Z"_s, clock.now(), true}, take);
        net.reply("token", 200, goodToken);
        net.reply("shipmentConfirmation", 400, "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"The order was cancelled\"}]}");
        QCOMPARE(told->error().kind, CallFailure::Kind::Rejected);
        QVERIFY(told->error().words.contains(u"The order was cancelled"_s));
        channel->confirmShipment({u"902-1"_s, 1, {{u"7"_s, 1}}, u"UPS"_s, u"1Z"_s, clock.now(), true}, take);
        net.reply("shipmentConfirmation", 503, {});
        QCOMPARE(told->error().kind, CallFailure::Kind::Unreachable);
    }

    void whatAmazonHasNoCallFor()
    {
        std::optional<Answer<QString>> cancelled;
        channel->cancelOrder(u"902-1"_s, u"out of stock"_s, channels::ChannelPort::Payment::Refunded, [&](auto words) { cancelled = words; });
        QVERIFY(!cancelled); // later
        clock.advance(0ms);
        QCOMPARE(cancelled->error().kind, CallFailure::Kind::Rejected);
        QVERIFY(cancelled->error().words.contains(u"Seller Central"_s));
        QCOMPARE(channel->readDelivery({}, clock.now()).error(), channels::Refusal::BadSignature);
        QVERIFY(!channel->hasOwnFence());
    }

    void endWhileCallsAreOpen()
    {
        push(u"A"_s);
        channel.reset();
        QVERIFY(!net.find("token")); // nobody waits for it any more
        QVERIFY(replies.isEmpty());
    }

private:
    void remake(bool withQueue)
    {
        net.open.clear();
        replies.clear();
        channel = AmazonChannel::make(details(withQueue), secrets, net, polls, clock).value();
    }

    void push(const QString &sku, const std::optional<Money> &price = {}, const std::optional<Quantity> &believed = {})
    {
        Offer offer;
        offer.believed = believed;
        offer.price = price;
        offer.address.id = {details(false).name, sku};
        offer.quantity = 3;
        channel->push({offer}, [this](const PushReply &reply) { replies.append(reply); });
    }

    using Read = std::optional<Answer<QHash<QString, Quantity>>>;
    std::shared_ptr<Read> readQuantities(const QStringList &skus)
    {
        QList<ListingAddress> listings;
        for (const QString &sku : skus)
            listings.append({.id = {details(false).name, sku}, .sku = {}, .inventoryId = {}, .locationId = {}, .productType = {}});
        auto answer = std::make_shared<Read>();
        channel->readQuantities(listings, [answer](const auto &read) { *answer = read; });
        clock.advance(0ms);
        return answer;
    }

    ManualClock clock;
    ScriptedExchange net;
    ScriptedExchange polls;
    std::unique_ptr<AmazonChannel> channel;
    QList<PushReply> replies;
};

QTEST_GUILESS_MAIN(TestAmazonChannel)
#include "tst_amazon_channel.moc"
