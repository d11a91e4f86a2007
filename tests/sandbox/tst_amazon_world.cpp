#include "tests/sandbox/stage.h"

#include "core/sandbox/amazon/signature_v4.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::sandbox;

class AmazonWorldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signatureOfThePublishedExample();
    void patches_data();
    void patches();
    void patchIsAppliedLater();
    void limits();
    void tokens_data();
    void tokens();
    void queueDeliversOrders();
    void queueRefusesStrangers();
    void searchesOrders();
    void searchesListings();
    void packages_data();
    void packages();
    void asksForAReviewOnce();
    void tellsOffersOfOthers();
    void suppressesAListing();
    void judgesTheAccount();

private:
    QList<QJsonObject> received(Stage &stage, const QString &type);
    Request signedCall(Stage &stage, const QByteArray &action, const QJsonObject &wish);
    Request call(Stage &stage, const QByteArray &method, const QString &path, const QByteArray &query, const QByteArray &body = {});
};

Request AmazonWorldTest::signedCall(Stage &stage, const QByteArray &action, const QJsonObject &wish)
{
    const ChannelAccess access = stage.access(u"amz"_s);
    QJsonObject whole = wish;
    whole.insert(u"QueueUrl"_s, access.account.value(u"queue_url"_s));
    const QByteArray time = toDateTime(stage.clock.now()).toString(u"yyyyMMddTHHmmssZ"_s).toLatin1();
    Request request{"POST", "/", {}, {{"Host", "sqs.test"}, {"Content-Type", "application/x-amz-json-1.0"}, {"X-Amz-Date", time},
                                      {"X-Amz-Target", "AmazonSQS." + action}}, QJsonDocument(whole).toJson(QJsonDocument::Compact)};
    const SignatureV4 signature{access.secrets.value(u"aws_access_key_id"_s).toLatin1(), time.first(8), "us-east-1", "sqs",
                                {"content-type", "host", "x-amz-date", "x-amz-target"}, {}};
    request.headers.append({"Authorization", "AWS4-HMAC-SHA256 Credential=" + signature.accessKeyId + '/' + signature.date
                                + "/us-east-1/sqs/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature="
                                + signature.expected(request, access.secrets.value(u"aws_secret_access_key"_s).toLatin1())});
    return request;
}

QList<QJsonObject> AmazonWorldTest::received(Stage &stage, const QString &type)
{
    QList<QJsonObject> all;
    const QJsonArray messages = Stage::json(stage.ask(u"amz"_s, signedCall(stage, "ReceiveMessage", {{u"MaxNumberOfMessages"_s, 10}})))[u"Messages"].toArray();
    for (const QJsonValue &message : messages) {
        const QJsonObject body = QJsonDocument::fromJson(message[u"Body"].toString().toUtf8()).object();
        if (body.value(u"NotificationType").toString() == type)
            all.append(body.value(u"Payload").toObject());
    }
    return all;
}

Request AmazonWorldTest::call(Stage &stage, const QByteArray &method, const QString &path, const QByteArray &query, const QByteArray &body)
{
    const QMap<QString, QString> account = stage.access(u"amz"_s).account;
    const QString whole = QString(path).replace(u"SELLER"_s, account.value(u"seller_id"_s));
    return {method, whole.toLatin1(), "marketplaceIds=" + account.value(u"marketplace_id"_s).toLatin1() + query,
            {{"x-amz-access-token", stage.lwaToken()}}, body};
}

void AmazonWorldTest::signatureOfThePublishedExample()
{
    // AWS' signature test suite, "get-vanilla".
    const Request request{"GET", "/", {}, {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}}, {}};
    const auto signature = SignatureV4::parse(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, "
        "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    QVERIFY(signature);
    QCOMPARE(signature->expected(request, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), signature->signature);
    QVERIFY(signature->expected(request, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEZ") != signature->signature);
    QVERIFY(!SignatureV4::parse("Bearer abc"));
}

void AmazonWorldTest::patches_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("outcome");
    const QByteArray good = R"({"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/fulfillment_availability",)"
                            R"("value":[{"fulfillment_channel_code":"DEFAULT","quantity":7}]}]})";
    QTest::newRow("merge") << good << 200 << u"ACCEPTED"_s;
    QTest::newRow("replace") << QByteArray(good).replace("merge", "replace") << 200 << u"ACCEPTED"_s;
    QTest::newRow("unknown op") << QByteArray(good).replace("merge", "blend") << 200 << u"INVALID"_s;
    QTest::newRow("negative") << QByteArray(good).replace(":7", ":-7") << 200 << u"INVALID"_s;
    QTest::newRow("fraction") << QByteArray(good).replace(":7", ":7.5") << 200 << u"INVALID"_s;
    QTest::newRow("text") << QByteArray(good).replace(":7", ":\"7\"") << 200 << u"INVALID"_s;
    QTest::newRow("no patches") << QByteArray(R"({"productType":"PRODUCT","patches":[]})") << 400 << QString();
    QTest::newRow("no JSON") << QByteArray("{") << 400 << QString();
}

void AmazonWorldTest::patches()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Stage stage;
    const ListingSeed seed = stage.listing(u"amz"_s, 20);
    const Reply reply = stage.ask(u"amz"_s, call(stage, "PATCH", u"/listings/2021-08-01/items/SELLER/"_s + seed.sku, {}, body));
    QCOMPARE(reply.status, status);
    QTEST(Stage::json(reply)[u"status"].toString(), "outcome");
    if (status == 400)
        QCOMPARE(Stage::json(reply)[u"errors"][0][u"code"].toString(), u"InvalidInput"_s);
    const bool isAccepted = Stage::json(reply)[u"status"].toString() == u"ACCEPTED";
    QCOMPARE(Stage::json(reply)[u"issues"].toArray().isEmpty(), isAccepted || status == 400);
    stage.clock.pass(Milliseconds{5000});
    QCOMPARE(*stage.world.quantity(u"amz"_s, seed.listingId) == 7, isAccepted);
}

void AmazonWorldTest::patchIsAppliedLater()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"amz"_s, 20);
    const Quantity before = *stage.world.quantity(u"amz"_s, seed.listingId);
    const QByteArray body = R"({"productType":"PRODUCT","patches":[{"op":"replace","path":"/attributes/purchasable_offer","value":[{)"
                            R"("marketplace_id":"ATVPDKIKX0DER","currency":"USD","our_price":[{"schedule":[{"value_with_tax":12.5}]}]}]},)"
                            R"({"op":"merge","path":"/attributes/fulfillment_availability","value":[{"fulfillment_channel_code":"DEFAULT","quantity":3}]}]})";
    QCOMPARE(stage.ask(u"amz"_s, call(stage, "PATCH", u"/listings/2021-08-01/items/SELLER/"_s + seed.sku, {}, body)).status, 200);
    QCOMPARE(*stage.world.quantity(u"amz"_s, seed.listingId), before); // accepted is not applied
    stage.clock.pass(Milliseconds{3000});
    QCOMPARE(*stage.world.quantity(u"amz"_s, seed.listingId), 3);
    QCOMPARE(stage.world.price(u"amz"_s, seed.listingId)->amount, 1250);
    const QJsonValue messages = Stage::json(stage.ask(u"amz"_s, signedCall(stage, "ReceiveMessage", {{u"MaxNumberOfMessages"_s, 10}})))[u"Messages"];
    const QJsonObject last = QJsonDocument::fromJson(messages.toArray().last()[u"Body"].toString().toUtf8()).object();
    QCOMPARE(last.value(u"NotificationType").toString(), u"LISTINGS_ITEM_MFN_QUANTITY_CHANGE"_s);
    QCOMPARE(last.value(u"Payload")[u"Quantity"].toInt(), 3);
}

void AmazonWorldTest::limits()
{
    Stage stage;
    const Request request = call(stage, "GET", u"/listings/2021-08-01/items/SELLER"_s, {});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(stage.ask(u"amz"_s, request).status, 200);
    Reply refused = stage.ask(u"amz"_s, request);
    QCOMPARE(refused.status, 429);
    QCOMPARE(Stage::json(refused)[u"errors"][0][u"code"].toString(), u"QuotaExceeded"_s);
    QVERIFY(refused.headers.contains(qMakePair(QByteArray("x-amzn-RateLimit-Limit"), QByteArray("5"))));
    stage.clock.pass(Milliseconds{200});
    QCOMPARE(stage.ask(u"amz"_s, request).status, 200);
    QCOMPARE(stage.ask(u"amz"_s, request).status, 429);
}

void AmazonWorldTest::tokens_data()
{
    QTest::addColumn<QByteArray>("replace");
    QTest::addColumn<QByteArray>("with");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("good") << QByteArray() << QByteArray() << 200 << QString();
    QTest::newRow("wrong secret") << QByteArray("client_secret=") << QByteArray("client_secret=x") << 401 << u"invalid_client"_s;
    QTest::newRow("wrong refresh token") << QByteArray("refresh_token=Atzr") << QByteArray("refresh_token=Nope") << 400 << u"invalid_grant"_s;
    QTest::newRow("wrong grant") << QByteArray("grant_type=refresh_token") << QByteArray("grant_type=password") << 400 << u"unsupported_grant_type"_s;
}

void AmazonWorldTest::tokens()
{
    QFETCH(QByteArray, replace);
    QFETCH(QByteArray, with);
    QFETCH(int, status);
    Stage stage;
    const auto secrets = stage.access(u"amz"_s).secrets;
    QByteArray form = "grant_type=refresh_token&refresh_token=" + secrets.value(u"refresh_token"_s).toUtf8().replace('|', "%7C")
        + "&client_id=" + secrets.value(u"client_id"_s).toUtf8() + "&client_secret=" + secrets.value(u"client_secret"_s).toUtf8();
    if (!replace.isEmpty())
        form.replace(replace, with);
    const Reply reply = stage.ask(u"amz"_s, {"POST", "/auth/o2/token", {}, {}, form});
    QCOMPARE(reply.status, status);
    QTEST(Stage::json(reply)[u"error"].toString(), "error");
    if (status != 200)
        return;
    Request request = call(stage, "GET", u"/listings/2021-08-01/items/SELLER"_s, {});
    QCOMPARE(stage.ask(u"amz"_s, request).status, 200);
    stage.clock.pass(std::chrono::minutes(61));
    QCOMPARE(stage.ask(u"amz"_s, request).status, 403);
}

void AmazonWorldTest::queueDeliversOrders()
{
    Stage stage;
    std::optional<Reply> answer;
    stage.world.handle(u"amz"_s, signedCall(stage, "ReceiveMessage", {{u"WaitTimeSeconds"_s, 20}, {u"VisibilityTimeout"_s, 30}}),
                       [&](const std::optional<Reply> &reply) { answer = reply; });
    stage.clock.pass(Milliseconds{5000});
    QVERIFY(!answer); // the long poll waits
    const ListingSeed seed = stage.listing(u"amz"_s);
    const QString id = *stage.world.sell(u"amz"_s, seed.listingId, 2);
    stage.clock.pass(Milliseconds{0});
    QVERIFY(answer);
    const QJsonValue message = Stage::json(*answer)[u"Messages"][0];
    QCOMPARE(message[u"MD5OfBody"].toString().toLatin1(), QCryptographicHash::hash(message[u"Body"].toString().toUtf8(), QCryptographicHash::Md5).toHex());
    const QJsonObject body = QJsonDocument::fromJson(message[u"Body"].toString().toUtf8()).object();
    const QJsonValue change = body.value(u"Payload")[u"OrderChangeNotification"];
    QCOMPARE(change[u"AmazonOrderId"].toString(), id);
    QCOMPARE(change[u"Summary"][u"OrderStatus"].toString(), u"Unshipped"_s);
    QCOMPARE(change[u"Summary"][u"OrderItems"][0][u"SellerSKU"].toString(), seed.sku);
    QCOMPARE(change[u"Summary"][u"OrderItems"][0][u"Quantity"].toInt(), 2);

    // Not deleted: it comes again after its visibility timeout, and only then.
    const auto receive = [&] {
        return Stage::json(stage.ask(u"amz"_s, signedCall(stage, "ReceiveMessage", {{u"MaxNumberOfMessages"_s, 10}, {u"MessageSystemAttributeNames"_s, QJsonArray{u"All"_s}}})))[u"Messages"].toArray();
    };
    QCOMPARE(receive().size(), 1); // the quantity change of the sale
    stage.clock.pass(Milliseconds{31'000});
    const QJsonArray again = receive();
    QCOMPARE(again.size(), 2);
    QCOMPARE(again.at(0)[u"MessageId"], message[u"MessageId"]);
    QCOMPARE(again.at(0)[u"Attributes"][u"ApproximateReceiveCount"].toString(), u"2"_s);
    QJsonArray entries;
    for (const QJsonValue &each : again)
        entries.append(QJsonObject{{u"Id"_s, each[u"MessageId"]}, {u"ReceiptHandle"_s, each[u"ReceiptHandle"]}});
    QCOMPARE(Stage::json(stage.ask(u"amz"_s, signedCall(stage, "DeleteMessageBatch", {{u"Entries"_s, entries}})))[u"Successful"].toArray().size(), 2);
    stage.clock.pass(Milliseconds{60'000});
    QCOMPARE(receive().size(), 0);
}

void AmazonWorldTest::queueRefusesStrangers()
{
    Stage stage;
    Request request = signedCall(stage, "GetQueueAttributes", {});
    QCOMPARE(stage.ask(u"amz"_s, request).status, 200);
    request.body.append(' ');
    const Reply forged = stage.ask(u"amz"_s, request);
    QCOMPARE(forged.status, 403);
    QCOMPARE(Stage::json(forged)[u"__type"].toString(), u"com.amazon.coral.service#InvalidSignatureException"_s);
    Request old = signedCall(stage, "GetQueueAttributes", {});
    stage.clock.pass(std::chrono::minutes(16));
    QCOMPARE(stage.ask(u"amz"_s, old).status, 403);
    QCOMPARE(stage.ask(u"amz"_s, signedCall(stage, "ReceiveMessage", {{u"MaxNumberOfMessages"_s, 11}})).status, 400);
}

void AmazonWorldTest::searchesOrders()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"amz"_s, 8);
    const QString since = toText(stage.clock.now());
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids.append(*stage.world.sell(u"amz"_s, seed.listingId, 1));
        stage.clock.pass(Milliseconds{1000});
    }
    const QString path = u"/orders/2026-01-01/orders"_s;
    Reply reply = stage.ask(u"amz"_s, call(stage, "GET", path, "&lastUpdatedAfter=" + since.toLatin1() + "&maxResultsPerPage=2&includedData=FULFILLMENT"));
    QCOMPARE(reply.status, 200);
    const QJsonValue first = Stage::json(reply);
    QCOMPARE(first[u"orders"].toArray().size(), 2);
    QCOMPARE(first[u"orders"][0][u"fulfillment"][u"fulfillmentStatus"].toString(), u"UNSHIPPED"_s);
    const QByteArray token = first[u"pagination"][u"nextToken"].toString().toLatin1().toPercentEncoding();
    reply = stage.ask(u"amz"_s, call(stage, "GET", path, "&lastUpdatedAfter=" + since.toLatin1() + "&maxResultsPerPage=2&paginationToken=" + token));
    QCOMPARE(Stage::json(reply)[u"orders"][0][u"orderId"].toString(), ids.last());
    QVERIFY(Stage::json(reply)[u"pagination"].isUndefined());
    QCOMPARE(stage.ask(u"amz"_s, call(stage, "GET", path, {})).status, 400);
    QCOMPARE(stage.ask(u"amz"_s, call(stage, "GET", path + u"/999-1-1"_s, {})).status, 404);
}

void AmazonWorldTest::searchesListings()
{
    Stage stage;
    const Reply reply = stage.ask(u"amz"_s, call(stage, "GET", u"/listings/2021-08-01/items/SELLER"_s,
                                                 "&pageSize=20&includedData=summaries,offers,fulfillmentAvailability"));
    const QJsonValue page = Stage::json(reply);
    QCOMPARE(page[u"numberOfResults"].toInt(), 120);
    QCOMPARE(page[u"items"].toArray().size(), 20);
    const QString sku = page[u"items"][3][u"sku"].toString();
    QCOMPARE(page[u"items"][3][u"fulfillmentAvailability"][0][u"quantity"].toInteger(), *stage.world.quantity(u"amz"_s, sku));
    QCOMPARE(stage.ask(u"amz"_s, call(stage, "GET", u"/listings/2021-08-01/items/SELLER"_s, "&pageSize=21")).status, 400);
    QCOMPARE(Stage::json(stage.ask(u"amz"_s, call(stage, "GET", u"/listings/2021-08-01/items/SELLER/none"_s, {})))[u"errors"][0][u"code"].toString(), u"NOT_FOUND"_s);
}

void AmazonWorldTest::packages_data()
{
    QTest::addColumn<QJsonObject>("change"); // of a second confirmation, after reference 1, T1, one unit of two
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kept"); // tracking numbers
    QTest::newRow("another package") << QJsonObject{{u"packageReferenceId"_s, u"2"_s}, {u"trackingNumber"_s, u"T2"_s}} << 204 << u"T1 T2"_s;
    QTest::newRow("the same corrected") << QJsonObject{{u"trackingNumber"_s, u"T2"_s}} << 204 << u"T2"_s;
    QTest::newRow("sent before it was ordered") << QJsonObject{{u"packageReferenceId"_s, u"2"_s}, {u"shipDate"_s, u"2020-01-01T00:00:00Z"_s}} << 400 << u"T1"_s;
    QTest::newRow("a carrier without a name") << QJsonObject{{u"packageReferenceId"_s, u"2"_s}, {u"carrierCode"_s, u"Other"_s}} << 400 << u"T1"_s;
}

void AmazonWorldTest::packages()
{
    QFETCH(QJsonObject, change);
    Stage stage;
    const QString id = *stage.world.sell(u"amz"_s, stage.listing(u"amz"_s).listingId, 2);
    const Reply read = stage.ask(u"amz"_s, call(stage, "GET", u"/orders/2026-01-01/orders/"_s + id, {}));
    const QString item = Stage::json(read)[u"order"][u"orderItems"][0][u"orderItemId"].toString();
    QJsonObject package{{u"packageReferenceId"_s, u"1"_s}, {u"carrierCode"_s, u"UPS"_s}, {u"trackingNumber"_s, u"T1"_s}, {u"shipDate"_s, toText(stage.clock.now())},
                        {u"orderItems"_s, QJsonArray{QJsonObject{{u"orderItemId"_s, item}, {u"quantity"_s, 1}}}}};
    const auto confirm = [&] {
        const QJsonObject body{{u"marketplaceId"_s, stage.access(u"amz"_s).account.value(u"marketplace_id"_s)}, {u"packageDetail"_s, package}};
        return stage.ask(u"amz"_s, call(stage, "POST", u"/orders/v0/orders/%1/shipmentConfirmation"_s.arg(id), {}, QJsonDocument(body).toJson())).status;
    };
    QCOMPARE(confirm(), 204);
    for (auto field = change.begin(); field != change.end(); ++field)
        package[field.key()] = field.value();
    QTEST(confirm(), "status");
    QStringList kept;
    for (const SentParcel &parcel : stage.world.orders(u"amz"_s).last().parcels)
        kept << parcel.tracking;
    QTEST(kept.join(u' '), "kept");
}

void AmazonWorldTest::asksForAReviewOnce()
{
    Stage stage;
    const QString id = *stage.world.sell(u"amz"_s, stage.listing(u"amz"_s, 8).listingId, 1);
    const QString path = u"/solicitations/v1/orders/"_s + id;
    const auto offered = [&] { return Stage::json(stage.ask(u"amz"_s, call(stage, "GET", path, {})))[u"_links"][u"actions"].toArray().size(); };
    const auto ask = [&] { return stage.ask(u"amz"_s, call(stage, "POST", path + u"/solicitations/productReviewAndSellerFeedback"_s, {})).status; };
    QCOMPARE(offered(), 0); // it is not sent yet
    const Reply read = stage.ask(u"amz"_s, call(stage, "GET", u"/orders/2026-01-01/orders/"_s + id, {}));
    const QJsonObject item{{u"orderItemId"_s, Stage::json(read)[u"order"][u"orderItems"][0][u"orderItemId"].toString()}, {u"quantity"_s, 1}};
    const QJsonObject package{{u"packageReferenceId"_s, u"1"_s}, {u"carrierCode"_s, u"UPS"_s}, {u"trackingNumber"_s, u"T1"_s}, {u"shipDate"_s, toText(stage.clock.now())}, {u"orderItems"_s, QJsonArray{item}}};
    const QJsonObject body{{u"marketplaceId"_s, stage.access(u"amz"_s).account.value(u"marketplace_id"_s)}, {u"packageDetail"_s, package}};
    QCOMPARE(stage.ask(u"amz"_s, call(stage, "POST", u"/orders/v0/orders/%1/shipmentConfirmation"_s.arg(id), {}, QJsonDocument(body).toJson())).status, 204);
    QCOMPARE(ask(), 403); // too early
    stage.clock.pass(std::chrono::days(6));
    QCOMPARE(offered(), 1);
    QCOMPARE(ask(), 201);
    QCOMPARE(offered(), 0);
    QCOMPARE(ask(), 403);
}

void AmazonWorldTest::tellsOffersOfOthers()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"amz"_s, 20);
    QVERIFY(stage.world.setRival(u"amz"_s, seed.listingId, u"1.00"_s));
    stage.clock.pass(Milliseconds{100});
    const QList<QJsonObject> told = received(stage, u"ANY_OFFER_CHANGED"_s);
    QCOMPARE(told.size(), 1);
    const QJsonValue change = told.first()[u"AnyOfferChangedNotification"];
    QCOMPARE(change[u"Offers"].toArray().size(), 2);
    QCOMPARE(change[u"Offers"][0][u"SellerId"].toString(), stage.access(u"amz"_s).account.value(u"seller_id"_s));
    QCOMPARE(change[u"Offers"][0][u"IsBuyBoxWinner"].toBool(), false);
    QCOMPARE(change[u"Offers"][1][u"ListingPrice"][u"Amount"].toDouble(), 1.0);
    QCOMPARE(change[u"Offers"][1][u"IsBuyBoxWinner"].toBool(), true);
    const QByteArray asin = change[u"OfferChangeTrigger"][u"ASIN"].toString().toLatin1();
    const Reply found = stage.ask(u"amz"_s, call(stage, "GET", u"/listings/2021-08-01/items/SELLER"_s, "&identifiersType=ASIN&identifiers=" + asin));
    QCOMPARE(Stage::json(found)[u"items"][0][u"sku"].toString(), seed.sku); // by which a console finds whose listing it is
    QVERIFY(!stage.world.setRival(u"woo"_s, stage.listing(u"woo"_s, 20).listingId, u"1.00"_s));
    QVERIFY(!stage.world.setRival(u"amz"_s, seed.listingId, u"cheap"_s));
}

void AmazonWorldTest::suppressesAListing()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"amz"_s, 20);
    const QString path = u"/listings/2021-08-01/items/SELLER/"_s + seed.sku;
    const auto issues = [&] { return Stage::json(stage.ask(u"amz"_s, call(stage, "GET", path, "&includedData=issues,summaries"))); };
    QVERIFY(stage.world.suppress(u"amz"_s, seed.listingId, u"The main image is missing"_s));
    stage.clock.pass(Milliseconds{100});
    const QList<QJsonObject> told = received(stage, u"LISTINGS_ITEM_ISSUES_CHANGE"_s);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first()[u"EnforcementActions"][0].toString(), u"LISTING_SUPPRESSED"_s);
    QCOMPARE(issues()[u"issues"][0][u"message"].toString(), u"The main image is missing"_s);
    QVERIFY(issues()[u"summaries"][0][u"status"].toArray().isEmpty());
    QVERIFY(stage.world.suppress(u"amz"_s, seed.listingId, {}));
    QVERIFY(issues()[u"issues"].toArray().isEmpty());
}

void AmazonWorldTest::judgesTheAccount()
{
    Stage stage;
    QVERIFY(stage.world.setAccount(u"amz"_s, u"AT_RISK"_s, 1.2, 4.5));
    stage.clock.pass(Milliseconds{100});
    QCOMPARE(received(stage, u"ACCOUNT_STATUS_CHANGED"_s).first()[u"accountStatusChangeNotification"][u"currentAccountStatus"].toString(), u"AT_RISK"_s);
    const auto ask = [&](const QByteArray &method, const QString &path, const QByteArray &body = {}) { return stage.ask(u"amz"_s, call(stage, method, u"/reports/2021-06-30"_s + path, {}, body)); };
    QCOMPARE(ask("POST", u"/reports"_s, R"({"reportType":"GET_ANOTHER"})").status, 400);
    const Reply made = ask("POST", u"/reports"_s, R"({"reportType":"GET_V2_SELLER_PERFORMANCE_REPORT"})");
    QCOMPARE(made.status, 202);
    const QString report = u"/reports/"_s + Stage::json(made)[u"reportId"].toString();
    QCOMPARE(Stage::json(ask("GET", report))[u"processingStatus"].toString(), u"IN_PROGRESS"_s);
    stage.clock.pass(Milliseconds{5000});
    const QString document = Stage::json(ask("GET", report))[u"reportDocumentId"].toString();
    const QString url = Stage::json(ask("GET", u"/documents/"_s + document))[u"url"].toString();
    const Reply read = stage.ask(u"amz"_s, {"GET", url.sliced(url.indexOf(u"/report-documents")).toLatin1(), {}, {}, {}}); // without a token
    QCOMPARE(read.status, 200);
    QCOMPARE(Stage::json(read)[u"performanceMetrics"][0][u"orderDefectRate"][u"mfn"][u"rate"].toDouble(), 0.012);
    QCOMPARE(Stage::json(read)[u"accountStatuses"][0][u"status"].toString(), u"AT_RISK"_s);
    QVERIFY(!stage.world.setAccount(u"amz"_s, u"NORMAL"_s, 101, 0));
    QVERIFY(!stage.world.setAccount(u"woo"_s, u"NORMAL"_s, 0, 0));
}

QTEST_GUILESS_MAIN(AmazonWorldTest)
#include "tst_amazon_world.moc"
