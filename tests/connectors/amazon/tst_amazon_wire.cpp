#include "core/connectors/channels/amazon/notification_wire.h"
#include "core/connectors/channels/amazon/order_facts_wire.h"
#include "core/connectors/channels/amazon/sqs_wire.h"
#include "tests/connectors/amazon/harbour_account.h"
#include "tests/connectors/amazon/scripted_exchange.h"

#include <QJsonArray>

using namespace crossdock;
using namespace crossdock::amazon;
using namespace crossdock::channels;
using namespace Qt::Literals::StringLiterals;

namespace {

Account account()
{
    Account known = harbourAccount();
    known.queueUrl = "https://sqs.us-east-1.amazonaws.com/123456789012/harbour";
    known.region = "us-east-1";
    return known;
}

Offer offer(const QString &listing)
{
    Offer wanted;
    wanted.address.id = {account().channel, listing};
    wanted.revision = 7;
    wanted.quantity = 12;
    return wanted;
}

ChannelDetails details(const QMap<QString, QString> &changes)
{
    ChannelDetails given;
    given.name = account().channel;
    given.url = changes.value(u"url"_s, u"https://sellingpartnerapi-na.amazon.com/"_s);
    given.account = {{u"seller_id"_s, u"A2HARBOUR"_s},
                     {u"marketplace_id"_s, u"ATVPDKIKX0DER"_s},
                     {u"queue_url"_s, u"https://sqs.us-east-1.amazonaws.com/1/q"_s}};
    for (auto change = changes.begin(); change != changes.end(); ++change)
        given.account.insert(change.key(), change.value());
    return given;
}

/// The recorded notification with one text replaced.
QByteArray changed(const char *name, const QByteArray &from, const QByteArray &to)
{
    QByteArray body = recorded(name);
    Q_ASSERT(body.contains(from));
    return body.replace(from, to);
}

} // namespace

class TestAmazonWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void accounts_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("wrong"); // empty: accepted
        QTest::newRow("as it should be") << u"region"_s << u"us-east-1"_s << QString();
        QTest::newRow("no seller") << u"seller_id"_s << u" "_s << u"seller_id"_s;
        QTest::newRow("no marketplace") << u"marketplace_id"_s << QString() << u"marketplace_id"_s;
        QTest::newRow("plain http to the world") << u"url"_s << u"http://example.com"_s << u"url"_s;
        QTest::newRow("plain http to loopback") << u"url"_s << u"http://127.0.0.1:4600"_s << QString();
        QTest::newRow("loopback in the name only") << u"url"_s << u"http://127.0.0.1.example.com"_s << u"url"_s;
        QTest::newRow("password in the address") << u"auth_url"_s << u"https://a:b@example.com/"_s << u"auth_url"_s;
        QTest::newRow("no queue") << u"queue_url"_s << QString() << QString();
        QTest::newRow("queue without region") << u"queue_url"_s << u"http://127.0.0.1:4607/0/q"_s << u"region"_s;
    }
    void accounts()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, wrong);
        const auto read = readAccount(details({{key, value}}));
        QCOMPARE(read ? QString() : read.error().subject, wrong);
        if (read)
            QVERIFY(!read->root.endsWith('/'));
    }

    void usualAddresses()
    {
        const auto read = readAccount(details({}));
        QCOMPARE(read->authUrl, QByteArray("https://api.amazon.com/auth/o2/token"));
        QCOMPARE(read->region, QByteArray("us-east-1")); // from the queue's address
        QCOMPARE(readSecrets({}, *read).error().subject, u"client_id"_s);
    }

    void patches_data()
    {
        QTest::addColumn<QString>("listing");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("plain") << u"MUG-BLUE"_s << QByteArray("MUG-BLUE");
        QTest::newRow("slash and blank") << u"LAMP/OAK 2"_s << QByteArray("LAMP%2FOAK%202");
        QTest::newRow("what a query would eat") << u"50%?&#+"_s << QByteArray("50%25%3F%26%23%2B");
        QTest::newRow("umlaut") << u"Stühle"_s << QByteArray("St%C3%BChle");
        QTest::newRow("dots") << u".."_s << QByteArray("%2E%2E");
    }
    void patches()
    {
        QFETCH(QString, listing);
        QFETCH(QByteArray, path);
        const auto request = patchRequest(account(), offer(listing));
        QCOMPARE(request.method, QByteArray("PATCH"));
        QCOMPARE(request.url,
                 "https://sellingpartnerapi-na.amazon.com/listings/2021-08-01/items/A2HARBOUR/" + path
                     + "?marketplaceIds=ATVPDKIKX0DER&issueLocale=en_US");
        const QByteArray expected = R"({"productType":"PRODUCT","patches":[{"op":"merge",
            "path":"/attributes/fulfillment_availability",
            "value":[{"fulfillment_channel_code":"DEFAULT","quantity":12}]}]})";
        QCOMPARE(QJsonDocument::fromJson(request.body), QJsonDocument::fromJson(expected));
    }

    void priceGoesWithTheQuantity()
    {
        Offer wanted = offer(u"MUG-BLUE"_s);
        wanted.price = Money{1999, u"USD"_s};
        wanted.address.productType = u"MUG"_s;
        const auto request = patchRequest(account(), wanted);
        QVERIFY(request.body.contains("\"value_with_tax\":19.99}"));
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(body["productType"_L1].toString(), u"MUG"_s);
        const QByteArray expected = R"({"op":"merge","path":"/attributes/purchasable_offer","value":[{
            "marketplace_id":"ATVPDKIKX0DER","currency":"USD","audience":"ALL",
            "our_price":[{"schedule":[{"value_with_tax":19.99}]}]}]})";
        QCOMPARE(QJsonDocument(body["patches"_L1][1].toObject()), QJsonDocument::fromJson(expected));
    }

    /// An absolute quantity beside it would wipe out a sale that nobody has read.
    void priceGoesAlone()
    {
        Offer wanted = offer(u"MUG-BLUE"_s);
        wanted.price = Money{1999, u"USD"_s};
        wanted.believed = wanted.quantity;
        const QJsonArray patches = QJsonDocument::fromJson(patchRequest(account(), wanted).body)["patches"_L1].toArray();
        QCOMPARE(patches.size(), 1);
        QCOMPARE(patches[0]["path"_L1].toString(), u"/attributes/purchasable_offer"_s);
    }

    void patchReplies_data()
    {
        using State = Outcome::State;
        using Kind = CallFailure::Kind;
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("state"); // -1: the call failed
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, int status, const char *body, int state, int kind, const char *words) {
            QTest::newRow(name) << status << QByteArray(body) << state << kind << QString::fromUtf8(words);
        };
        row("accepted", 200, R"({"sku":"A","status":"ACCEPTED","submissionId":"1","issues":[]})", int(State::Accepted),
            -1, "");
        row("invalid", 200,
            R"({"sku":"A","status":"INVALID","submissionId":"1","issues":[
               {"code":"1","message":"'size' is required.","severity":"ERROR","categories":[]},
               {"code":"2","message":"Nice to have.","severity":"WARNING","categories":[]},
               {"code":"3","message":"Too heavy.","severity":"ERROR","categories":[]}]})",
            int(State::Refused), -1, "'size' is required.; Too heavy.");
        row("unknown SKU", 404, R"({"errors":[{"code":"NOT_FOUND","message":"SKU 'A' not found."}]})",
            int(State::Refused), -1, "NOT_FOUND: SKU 'A' not found.");
        row("bad input", 400, R"({"errors":[{"code":"InvalidInput","message":"No.","details":"quantity"}]})",
            int(State::Refused), -1, "InvalidInput: No. (quantity)");
        row("quota", 429, R"({"errors":[{"code":"QuotaExceeded","message":"You exceeded your quota.","details":""}]})",
            -1, int(Kind::RateLimited), "QuotaExceeded: You exceeded your quota.");
        row("forbidden", 403, R"({"errors":[{"code":"Unauthorized","message":"Access denied."}]})", -1,
            int(Kind::Unauthorized), "Unauthorized: Access denied.");
        row("broken server", 503, "<html>", -1, int(Kind::Unreachable), "HTTP 503");
        row("too large", 413, "", -1, int(Kind::Rejected), "HTTP 413");
        row("no JSON", 200, "ok", -1, int(Kind::Rejected), "A: the answer is no JSON: illegal value");
        row("new status", 200, R"({"status":"LATER"})", -1, int(Kind::Rejected),
            "A: Amazon answered with the status LATER");
    }
    void patchReplies()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const auto read = readPatchReply({status, {}, body}, offer(u"A"_s));
        QTEST(read ? int(read->state) : -1, "state");
        QTEST(read ? -1 : int(read.error().kind), "kind");
        QTEST(read ? read->words : read.error().words, "words");
        if (read) {
            QCOMPARE(read->revision, 7);
            QCOMPARE(read->quantity, 12);
        }
    }

    void pauses_data()
    {
        QTest::addColumn<http::Headers>("headers");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("nothing said") << http::Headers{} << qint64(200);
        QTest::newRow("rate") << http::Headers{{"x-amzn-ratelimit-limit", "0.5"}} << qint64(2000);
        QTest::newRow("seconds") << http::Headers{{"Retry-After", "7"}, {"x-amzn-RateLimit-Limit", "5.0"}} << qint64(7000);
        QTest::newRow("nonsense") << http::Headers{{"x-amzn-RateLimit-Limit", "nan"}, {"Retry-After", "-1"}} << qint64(200);
    }
    void pauses()
    {
        QFETCH(http::Headers, headers);
        QTEST(qint64(failureOf({429, headers, {}}, 5).retryAfter.count()), "ms");
    }

    void newTokens_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("ageMs");
        QTest::addColumn<bool>("asks");
        const QByteArray denied = R"({"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied."}]})";
        const QByteArray expired = R"({"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.",
            "details":"The access token you provided has expired."}]})";
        QTest::newRow("expired, fresh") << 403 << expired << 10 << true;
        QTest::newRow("denied, old token") << 403 << denied << 60'000 << true;
        QTest::newRow("denied, fresh token: a role is missing") << 403 << denied << 59'999 << false;
        QTest::newRow("401") << 401 << expired << 10 << true;
        QTest::newRow("other answers never do") << 400 << expired << 60'000 << false;
    }
    void newTokens()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, ageMs);
        QTEST(asksForNewToken({status, {}, body}, Milliseconds(ageMs)), "asks");
    }

    void listingsBySku()
    {
        QCOMPARE(listingsRequest(account(), {u"LAMP/OAK 2"_s, u"B"_s}).url,
                 account().root + "/listings/2021-08-01/items/" + account().sellerId.toUtf8() + "?marketplaceIds=" + account().marketplaceId.toUtf8()
                     + "&includedData=fulfillmentAvailability&pageSize=20&identifiersType=SKU&identifiers=LAMP%2FOAK%202,B");
        const auto listings = readListings(recorded("listings_page.json"), account().marketplaceId);
        QVERIFY(listings);
        QCOMPARE(listings->first().sku, u"LAMP/OAK 2"_s);
        QCOMPARE(listings->first().quantity, 12);
        QVERIFY(!readListings("{\"errors\":[]}", account().marketplaceId));
    }

    void catalogue()
    {
        CatalogueCursor start;
        start.count = 17;
        const auto page = readCataloguePage(recorded("listings_page.json"), account(), start);
        QVERIFY(page);
        QCOMPARE(page->items.size(), 2);
        QCOMPARE(page->items[0].address.id.listing, u"LAMP/OAK 2"_s);
        QCOMPARE(page->items[0].address.productType, u"LAMP"_s);
        QCOMPARE(page->items[0].title, u"Oak lamp"_s);
        QCOMPARE(page->items[0].quantity, 12);
        QCOMPARE(page->items[0].price, (Money{2450, u"USD"_s})); // the consumers' price, not the business one
        QCOMPARE(page->items[1].address.productType, u"CHAIR"_s);
        QCOMPARE(page->items[1].quantity, 0);
        QCOMPARE(page->withoutSku, QStringList{u"Nameless chair"_s});
        QVERIFY(page->hasMore);
        const auto next = CatalogueCursor::fromText(page->cursor);
        QCOMPARE(next.pageToken, u"page-2"_s);
        QCOMPARE(next.count, 21);
        QCOMPARE(next.newest, *parseTime(u"2026-03-09T00:00:00Z"));
    }

    void cataloguePastThousand()
    {
        // the last page of a window of 1,000 names no next page; the reading goes on from the newest listing seen
        CatalogueCursor cursor;
        cursor.count = 996;
        QByteArray body = recorded("listings_page.json");
        body.replace("\"pagination\": {\"nextToken\": \"page-2\"}, ", "");
        auto page = readCataloguePage(body, account(), cursor);
        QVERIFY(page->hasMore);
        const auto next = CatalogueCursor::fromText(page->cursor);
        QVERIFY(catalogueRequest(account(), next).url.endsWith("&createdAfter=2026-03-09T00%3A00%3A00.000Z"));
        page = readCataloguePage(body, account(), next);
        QVERIFY(!page->hasMore); // a window that is not full is the last
    }

    void factsOfOrders_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QByteArray>("facts"); ///< beside the programs
        const auto row = [](const char *name, const QByteArray &order, const QByteArray &facts) { QTest::newRow(name) << order << facts; };
        row("nothing", "{}", "{}");
        row("programs", R"({"programs":["PRIME","AMAZON_BUSINESS","PREORDER"]})", R"({"is_prime":true,"is_business":true,"is_preorder":true})");
        row("a gift", R"({"fulfillment":{"fulfillmentServiceLevel":"SECOND_DAY"},"orderItems":[{"orderItemId":"1"},{"fulfillment":{"packing":{"giftOption":{"giftWrapLevel":"CLASSIC"}}}}]})",
            R"({"is_gift":true,"shipping_method":"SECOND_DAY","shipping_speed":"two_day"})");
        row("no gift", R"({"fulfillment":{"fulfillmentServiceLevel":"SCHEDULED"},"orderItems":[{"orderItemId":"1"}]})", R"({"is_gift":false,"shipping_method":"SCHEDULED"})");
        row("to be fetched", R"({"programs":["IN_STORE_PICK_UP"],"fulfillment":{"fulfillmentServiceLevel":"STANDARD"}})", R"({"is_gift":false,"shipping_method":"STANDARD","shipping_speed":"pickup"})");
        row("a business address", R"({"recipient":{"deliveryAddress":{"addressType":"COMMERCIAL"}}})", R"({"address_type":"commercial"})");
        row("a pickup point", R"({"recipient":{"deliveryAddress":{"addressType":"PICKUP_POINT"}}})", "{}");
        row("money", R"({"proceeds":{"breakdowns":[{"type":"ITEM","subtotal":{"amount":"25.00","currencyCode":"USD"}},{"type":"SHIPPING","subtotal":{"amount":"4.90","currencyCode":"USD"}},)"
                     R"({"type":"DISCOUNT","subtotal":{"amount":"-5.00","currencyCode":"USD"}}]}})",
            R"({"discount":{"amount":500,"currency":"USD"},"goods":{"amount":2500,"currency":"USD"},"shipping_paid":{"amount":490,"currency":"USD"}})");
        row("no discount among the money", R"({"proceeds":{"breakdowns":[{"type":"ITEM","subtotal":{"amount":"25.00","currencyCode":"USD"}}]}})",
            R"({"discount":{"amount":0,"currency":"USD"},"goods":{"amount":2500,"currency":"USD"},"shipping_paid":{"amount":0,"currency":"USD"}})");
    }
    void factsOfOrders()
    {
        QFETCH(QByteArray, order);
        QFETCH(QByteArray, facts);
        QJsonObject expected{{u"is_prime"_s, false}, {u"is_business"_s, false}, {u"is_preorder"_s, false}, {u"complete"_s, true}};
        const QJsonObject told = QJsonDocument::fromJson(facts).object();
        for (auto fact = told.begin(); fact != told.end(); ++fact)
            expected.insert(fact.key(), fact.value());
        QCOMPARE(toJson(readFacts(QJsonDocument::fromJson(order).object())), expected);
    }

    void ordersPage()
    {
        QByteArray paid = recorded("orders_page.json");
        paid.replace("\"orderItems\"", "\"payment\":{\"paymentExecutions\":[{\"paymentMethod\":\"CashOnDelivery\"}]},\"orderItems\"");
        QCOMPARE(readOrdersPage(paid, account())->orders[0].paymentMethod, u"cod"_s);
        const auto page = readOrdersPage(recorded("orders_page.json"), account());
        QVERIFY(page && page->orders[0].paymentMethod.isEmpty());
        QVERIFY(page);
        QCOMPARE(page->nextToken, u"next|page=="_s);
        QCOMPARE(page->updatedBefore, *parseTime(u"2026-11-20T10:00:00Z"));
        QCOMPARE(page->unreadable, QStringList{u"902-0000004-0000004"_s});
        QCOMPARE(page->orders.size(), 3);

        const ChannelOrder &pending = page->orders[0]; // oldest change first
        QCOMPARE(pending.id.number, u"902-0000001-0000001"_s);
        QCOMPARE(pending.state, ChannelOrder::State::Open);
        QCOMPARE(pending.resolution, Milliseconds(1));
        QCOMPARE(pending.lines[0].quantity, 3); // counts of a pending order are not filled in
        QVERIFY(pending.isAuthoritative && pending.buyer.isEmpty());

        const ChannelOrder &partly = page->orders[1];
        QCOMPARE(partly.revision, *parseTime(u"2026-11-20T09:00:00Z"));
        QCOMPARE(partly.resolution, Milliseconds(1000));
        QCOMPARE(partly.shipBy, *parseTime(u"2026-11-23T07:59:59Z"));
        QCOMPARE(partly.lines[0].listing, u"LAMP/OAK 2"_s);
        QCOMPARE(partly.lines[0].quantity, 4); // five ordered, one of them cancelled since
        QCOMPARE(partly.lines[0].shipped, 2);
        QCOMPARE(partly.lines[0].unitPrice, (Money{2450, u"USD"_s}));
        QCOMPARE(partly.lines[1].quantity, 0);
        QCOMPARE(partly.buyer.name, u"R. Quint"_s);
        QCOMPARE(partly.buyer.address, u"Quint Tools\n9 Harbour Lane"_s);
        QCOMPARE(partly.buyer.country, u"US"_s);

        const ChannelOrder &amazons = page->orders[2];
        QCOMPARE(amazons.fulfilment, ChannelOrder::Fulfilment::Channel);
        QCOMPARE(amazons.state, ChannelOrder::State::Shipped);
        QCOMPARE(amazons.lines[0].shipped, 2);
    }

    void orderStates_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<ChannelOrder::State>("state");
        QTest::newRow("pending") << QByteArray("PENDING") << ChannelOrder::State::Open;
        QTest::newRow("pre-order") << QByteArray("PENDING_AVAILABILITY") << ChannelOrder::State::Open;
        QTest::newRow("unshipped") << QByteArray("UNSHIPPED") << ChannelOrder::State::Open;
        QTest::newRow("shipped") << QByteArray("SHIPPED") << ChannelOrder::State::Shipped;
        QTest::newRow("cancelled") << QByteArray("CANCELLED") << ChannelOrder::State::Cancelled;
        QTest::newRow("unfulfillable") << QByteArray("UNFULFILLABLE") << ChannelOrder::State::Cancelled;
        QTest::newRow("a word of tomorrow") << QByteArray("TELEPORTED") << ChannelOrder::State::Open;
    }
    void orderStates()
    {
        QFETCH(QByteArray, status);
        QByteArray body = R"({"order":{"orderId":"1","createdTime":"2026-01-01T00:00:00Z",
            "lastUpdatedTime":"2026-01-01T00:00:00Z","orderItems":[],"fulfillment":{"fulfillmentStatus":"STATUS"}}})";
        const auto order = readOrderReply(body.replace("STATUS", status), account());
        QTEST(order->state, "state");
    }

    void notifications_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("eventId");
        QTest::addColumn<QString>("news"); // what follows is made by describe()
        const QByteArray order = recorded("order_change.json");
        const auto sns = QJsonDocument(QJsonObject{{u"Type"_s, u"Notification"_s}, {u"MessageId"_s, u"sns-1"_s},
                                                   {u"Message"_s, QString::fromUtf8(order)}}).toJson();
        QByteArray bridge = R"({"version":"0","id":"eb-1","detail-type":"ORDER_CHANGE","source":"x","detail":DETAIL})";
        bridge.replace("DETAIL", order);
        const QString open = u"order 902-0000001-0000001 open MUG-BLUE*3-0 MUG RED*1-0"_s;
        QTest::newRow("pending order") << order << u"note-0001"_s << open;
        QTest::newRow("in an SNS envelope") << sns << u"note-0001"_s << open;
        QTest::newRow("in an EventBridge envelope") << bridge << u"note-0001"_s << open;
        QTest::newRow("cancelled") << changed("order_change.json", "\"Pending\"", "\"Canceled\"") << u"note-0001"_s
                                   << u"order 902-0000001-0000001 cancelled MUG-BLUE*3-0 MUG RED*1-0"_s;
        QTest::newRow("shipped") << changed("order_change.json", "\"Pending\"", "\"Shipped\"").replace(", \"QuantityShipped\": 0", "")
                                 << u"note-0001"_s << u"order 902-0000001-0000001 shipped MUG-BLUE*3-3 MUG RED*1-1"_s;
        QTest::newRow("partly shipped")
            << changed("order_change.json", "\"Pending\"", "\"PartiallyShipped\"").replace("\"Quantity\": 3, \"QuantityShipped\": 0", "\"Quantity\": 3, \"QuantityShipped\": 2")
            << u"note-0001"_s << u"order 902-0000001-0000001 open MUG-BLUE*3-2 MUG RED*1-0"_s;
        QTest::newRow("shipped by Amazon") << changed("order_change.json", "\"MFN\"", "\"AFN\"") << u"note-0001"_s
                                           << open + u" by the channel"_s;
        QTest::newRow("one line of the order only") << changed("order_change.json", "\"OrderLevel\"", "\"OrderItemLevel\"")
                                                    << u"note-0001"_s << u"hint 902-0000001-0000001"_s;
        QTest::newRow("no purchase date") << changed("order_change.json", "\"2026-11-20T08:00:00Z\"", "null")
                                          << u"note-0001"_s << open + u"; hint 902-0000001-0000001"_s;
        QTest::newRow("a quantity that is none") << changed("order_change.json", "\"Quantity\": 3", "\"Quantity\": -3")
                                                 << u"note-0001"_s << u"hint 902-0000001-0000001"_s;
        QTest::newRow("no number") << changed("order_change.json", "\"902-0000001-0000001\"", "null") << u"note-0001"_s
                                   << u"unreadable: a notification of type ORDER_CHANGE that does not follow its schema"_s;
        QTest::newRow("another seller") << changed("order_change.json", "A2HARBOUR", "A2OTHER") << u"note-0001"_s
                                        << u"notice: an order of another seller, 902-0000001-0000001"_s;
        QTest::newRow("another marketplace") << changed("order_change.json", "ATVPDKIKX0DER", "A2EUQ1WTGCTBG2") << u"note-0001"_s
                                             << u"notice: an order of another marketplace, 902-0000001-0000001"_s;
        QTest::newRow("quantity") << recorded("quantity_change.json") << u"note-0002"_s << u"confirmed MUG-BLUE 41"_s;
        QTest::newRow("quantity elsewhere") << changed("quantity_change.json", "DEFAULT", "STORE-1") << u"note-0002"_s
                                            << u"notice: a quantity of another fulfilment channel, MUG-BLUE"_s;
        QTest::newRow("issues") << recorded("issues_change.json") << u"note-0003"_s
                                << u"suppressed MUG-BLUE: SEARCH_SUPPRESSED"_s;
        QTest::newRow("status") << recorded("status_change.json") << u"note-0005"_s << u"shown MUG-BLUE"_s;
        QTest::newRow("the account's status")
            << QByteArray(R"({"notificationVersion":"1.0","notificationType":"ACCOUNT_STATUS_CHANGED","payloadVersion":"2021-01-01","eventTime":"2026-11-20T08:40:00Z",
                "payload":{"accountStatusChangeNotification":{"previousAccountStatus":"NORMAL","currentAccountStatus":"AT_RISK"}},"notificationMetadata":{"notificationId":"note-0006"}})")
            << u"note-0006"_s << u"account AT_RISK"_s;
        QTest::newRow("offers of others") << recorded("any_offer_changed.json") << u"note-0004"_s << u"notice: offers for B000000011"_s;
        QTest::newRow("another type, small letters")
            << QByteArray(R"({"notificationType":"FEED_PROCESSING_FINISHED","payload":{},"notificationMetadata":{"notificationId":"n9"}})")
            << u"n9"_s << u"notice: a notification of type FEED_PROCESSING_FINISHED"_s;
        QTest::newRow("no JSON") << QByteArray("hello") << u"queue-id"_s
                                 << u"unreadable: a queue message that is no notification, 5 bytes"_s;
        QTest::newRow("JSON of others") << QByteArray(R"({"Records":[]})") << u"queue-id"_s
                                        << u"unreadable: a queue message that is no notification, 14 bytes"_s;
        QTest::newRow("envelopes without end") << QByteArray(R"({"detail":{"detail":{"detail":{"detail":{}}}}})")
                                               << u"queue-id"_s << u"unreadable: a queue message that is no notification, 46 bytes"_s;
    }
    void notifications()
    {
        QFETCH(QByteArray, body);
        const Notification read = readNotification(body, u"queue-id"_s, account());
        QCOMPARE(read.message.raw, body);
        QTEST(read.message.eventId, "eventId");
        QTEST(describe(read), "news");
    }

    void orderChangeTimes()
    {
        const auto read = readNotification(recorded("order_change.json"), {}, account());
        const auto order = std::get<ChannelOrder>(read.message.news.first());
        QCOMPARE(order.revision, *parseTime(u"2026-11-20T08:00:03.125Z"));
        QCOMPARE(order.createdAt, *parseTime(u"2026-11-20T08:00:00Z"));
        QCOMPARE(order.resolution, Milliseconds(1000));
        QCOMPARE(order.shipBy, *parseTime(u"2026-11-23T07:59:59Z"));
        QVERIFY(!order.isAuthoritative);
    }

    void queueErrors_data()
    {
        using Kind = CallFailure::Kind;
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<CallFailure::Kind>("kind");
        QTest::newRow("no such queue") << 400 << QByteArray("{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"Gone\"}") << Kind::Rejected;
        QTest::newRow("denied") << 400 << QByteArray("{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"message\":\"No\"}") << Kind::Unauthorized;
        QTest::newRow("bad signature") << 403 << QByteArray("{\"__type\":\"com.amazon.coral.service#SignatureDoesNotMatch\",\"Message\":\"No\"}") << Kind::Unauthorized;
        QTest::newRow("too many in flight") << 400 << QByteArray("{\"__type\":\"com.amazonaws.sqs#OverLimit\",\"message\":\"Many\"}") << Kind::RateLimited;
        QTest::newRow("throttled") << 400 << QByteArray("{\"__type\":\"com.amazonaws.sqs#RequestThrottled\"}") << Kind::RateLimited;
        QTest::newRow("broken") << 500 << QByteArray("x") << Kind::Unreachable;
    }
    void queueErrors()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        const auto failure = queueFailureOf({status, {}, body});
        QTEST(failure.kind, "kind");
        QVERIFY(failure.words.startsWith(u"The queue says: "_s));
    }

    void queueNames_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("arn");
        QTest::newRow("real") << QByteArray("https://sqs.eu-west-1.amazonaws.com/123/harbour") << u"arn:aws:sqs:eu-west-1:123:harbour"_s;
        QTest::newRow("emulator") << QByteArray("http://127.0.0.1:4607/000000000000/q") << u"arn:aws:sqs:us-east-1:000000000000:q"_s;
        QTest::newRow("FIFO") << QByteArray("https://sqs.eu-west-1.amazonaws.com/123/harbour.fifo") << QString();
        QTest::newRow("no queue") << QByteArray("https://sqs.eu-west-1.amazonaws.com/") << QString();
    }
    void queueNames()
    {
        QFETCH(QByteArray, url);
        Account known = account();
        known.queueUrl = url;
        QTEST(queueArn(known).value_or(QString()), "arn");
    }

    void queueRequests()
    {
        const auto request = receiveRequest(account().queueUrl, std::chrono::seconds(20), std::chrono::seconds(60));
        QCOMPARE(request.url, QByteArray("https://sqs.us-east-1.amazonaws.com/"));
        QVERIFY(request.deadline > std::chrono::seconds(20));
        const QJsonObject expected{{u"QueueUrl"_s, QString::fromLatin1(account().queueUrl)},
                                   {u"MaxNumberOfMessages"_s, 10},
                                   {u"WaitTimeSeconds"_s, 20},
                                   {u"VisibilityTimeout"_s, 60},
                                   {u"MessageSystemAttributeNames"_s, QJsonArray{u"All"_s}}};
        QCOMPARE(QJsonDocument::fromJson(request.body).object(), expected);
        const QByteArray removed = "{\"Successful\":[{\"Id\":\"0\"}],\"Failed\":[{\"Id\":\"1\",\"SenderFault\":false},"
                                   "{\"Id\":\"2\",\"SenderFault\":true},{\"Id\":\"99\"},{\"Id\":\"a\"}]}";
        QCOMPARE(readNotRemoved(removed, 3).value(), QList<qsizetype>{1});
    }

    void secretsStayOut()
    {
        const Secrets secrets{"amzn1.client", "s3cr/t+x", "Atzr|refresh", {"AKIAEXAMPLE", "aws/secret", {}}};
        QCOMPARE(secrets.blackedOut(u"bad Atzr|refresh, Atzr%7Crefresh of AKIAEXAMPLE"_s), u"bad …, … of …"_s);
        QCOMPARE(secrets.blackedOut(QString(995, u'x') + u"Atzr|refresh"_s), QString(995, u'x') + u"…"_s); // the cut would have left "Atzr|"
        QCOMPARE(tokenForm(secrets, {}), QByteArray("grant_type=refresh_token&refresh_token=Atzr%7Crefresh"
                                                    "&client_id=amzn1.client&client_secret=s3cr%2Ft%2Bx"));
        QVERIFY(!readToken("{\"access_token\":\"two\\r\\nlines\",\"expires_in\":3600}"));
        QVERIFY(!readToken("{\"token_type\":\"bearer\"}"));
    }

private:
    static QString describe(const Notification &read)
    {
        QStringList all;
        for (const News &news : read.message.news) {
            if (const auto *order = std::get_if<ChannelOrder>(&news)) {
                const char *const states[] = {"awaiting", "open", "shipped", "cancelled"};
                QString text = u"order "_s + order->id.number + u' ' + QLatin1StringView(states[int(order->state)]);
                for (const auto &line : order->lines)
                    text += u" %1*%2-%3"_s.arg(line.sku).arg(line.quantity).arg(line.shipped);
                all.append(text + (order->fulfilment == ChannelOrder::Fulfilment::Channel ? u" by the channel"_s : QString()));
            } else if (const auto *seen = std::get_if<QuantitySeen>(&news)) {
                all.append((seen->isConfirmation ? u"confirmed %1 %2"_s : u"seen %1 %2"_s).arg(seen->listing).arg(seen->quantity));
            } else if (const auto *standing = std::get_if<StandingSeen>(&news)) {
                all.append(standing->isSuppressed ? u"suppressed %1: %2"_s.arg(standing->listing, standing->words) : u"shown "_s + standing->listing);
            } else if (const auto *account = std::get_if<AccountHealth>(&news)) {
                all.append(u"account "_s + account->status);
            } else if (const auto *hint = std::get_if<OrderHint>(&news)) {
                all.append(u"hint "_s + hint->number);
            } else {
                all.append((read.isReadable ? u"notice: "_s : u"unreadable: "_s) + std::get<Notice>(news).what);
            }
        }
        return all.join(u"; "_s);
    }
};

QTEST_GUILESS_MAIN(TestAmazonWire)
#include "tst_amazon_wire.moc"
