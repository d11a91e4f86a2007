#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include "core/connectors/channels/http_failure.h"
#include "core/connectors/http/signature.h"
#include "tests/connectors/fake_exchange.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::woocommerce;
using State = ChannelOrder::State;

namespace
{

const ChannelId woo = *ChannelId::parse(u"woo");

Delivery delivery(const QByteArray &topic, const QByteArray &body)
{
    Delivery made;
    made.channel = woo;
    made.headers = {{"x-wc-webhook-topic", topic}};
    made.body = body;
    made.receivedAt = *parseTime(u"2026-11-25T07:31:00Z");
    return made;
}

QByteArray order(const QByteArray &status, const QByteArray &refunds = "[]")
{
    QByteArray body = recorded(u"woocommerce/order.json"_s);
    body.replace("\"processing\"", '"' + status + '"');
    return body.replace(asJson("'refunds': []"), asJson("'refunds': ") + refunds);
}

} // namespace

class TestWooCommerceWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsHowItIsPaid()
    {
        QByteArray body = order("processing");
        QVERIFY(parseOrder(body, woo, Source::Api)->order.paymentMethod.isEmpty());
        body.insert(body.indexOf('{') + 1, asJson("'payment_method': 'cod',"));
        QCOMPARE(parseOrder(body, woo, Source::Api)->order.paymentMethod, u"cod"_s);
    }

    void readsFacts_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QByteArray>("facts");
        const auto row = [](const char *name, const char *order, const char *facts) { QTest::newRow(name) << asJson(order) << asJson(facts); };
        row("nothing", "{}", "{}");
        row("paid", "{'status':'processing','date_paid_gmt':'2026-11-20T10:00:00'}", "{'payment':'paid'}");
        row("cash on delivery, under way", "{'status':'processing','date_paid_gmt':null}", "{'payment':'unpaid'}");
        row("a transfer that is awaited", "{'status':'on-hold','date_paid_gmt':null}", "{'payment':'unpaid'}");
        row("a payment that failed", "{'status':'failed'}", "{'payment':'failed'}");
        row("paid back", "{'status':'refunded','date_paid_gmt':'2026-11-20T10:00:00'}", "{'payment':'refunded'}");
        row("cancelled", "{'status':'cancelled','date_paid_gmt':null}", "{}");
        row("a coupon", "{'currency':'USD','discount_total':'5.00','coupon_lines':[{'code':'spring'}],'line_items':[{'subtotal':'20.00','total':'16.00'},{'subtotal':'5.00','total':'4.00'}]}",
            "{'discount':{'amount':500,'currency':'USD'},'goods':{'amount':2500,'currency':'USD'},'coupon':['spring']}");
        row("no coupon", "{'coupon_lines':[]}", "{'coupon':[]}");
        row("shipping", "{'currency':'USD','shipping_total':'10.00','shipping_lines':[{'method_title':'Flat Rate','method_id':'flat_rate'}]}",
            "{'shipping_method':'Flat Rate','shipping_paid':{'amount':1000,'currency':'USD'}}");
        row("to be fetched", "{'shipping_lines':[{'method_title':'At the mill','method_id':'local_pickup'}]}", "{'shipping_method':'At the mill','shipping_speed':'pickup'}");
    }
    void readsFacts()
    {
        QFETCH(QByteArray, order);
        QFETCH(QByteArray, facts);
        QJsonObject expected = QJsonDocument::fromJson(facts).object();
        expected.insert(u"complete"_s, true);
        QCOMPARE(toJson(factsOf(QJsonDocument::fromJson(order).object())), expected);
    }

    void namesListings_data()
    {
        QTest::addColumn<QString>("listing");
        QTest::addColumn<qint64>("product");
        QTest::addColumn<qint64>("variation");
        QTest::newRow("product") << u"794"_s << 794LL << 0LL;
        QTest::newRow("variation") << u"22/23"_s << 22LL << 23LL;
        QTest::newRow("empty") << QString() << 0LL << 0LL;
        QTest::newRow("half") << u"22/"_s << 0LL << 0LL;
        QTest::newRow("zero") << u"0"_s << 0LL << 0LL;
        QTest::newRow("minus") << u"-7"_s << 0LL << 0LL;
        QTest::newRow("three parts") << u"1/2/3"_s << 0LL << 0LL;
        QTest::newRow("letters") << u"7a"_s << 0LL << 0LL;
        QTest::newRow("too long") << u"1234567890123456789"_s << 0LL << 0LL;
    }
    void namesListings()
    {
        QFETCH(QString, listing);
        const auto ref = ProductRef::parse(listing);
        QTEST(ref ? ref->product : 0LL, "product");
        QTEST(ref ? ref->variation : 0LL, "variation");
        if (ref)
            QCOMPARE(ref->text(), listing);
    }

    void findsTheJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isFound");
        const QByteArray warning
            = "<br />\n<b>Warning</b>: Undefined array key [0] in /srv/p.php on line <b>12</b><br />\n";
        QTest::newRow("clean") << (asJson("{'id':7}")) << true;
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") + asJson("{'id':7}") << true;
        QTest::newRow("warnings") << warning + asJson("{'id':7}") << true;
        QTest::newRow("comment behind") << warning + asJson("{'id':7}") + "\n<!-- cached -->" << true;
        QTest::newRow("blank lines") << asJson("\n\n {'id':7}\n") << true;
        QTest::newRow("cut off, with a list inside") << (asJson("[{'id':7,'refunds':[]")) << false;
        QTest::newRow("warning and cut off") << warning + asJson("[{'id':7,'refunds':[]") << false;
        QTest::newRow("page") << QByteArray("<html><body>Maintenance</body></html>") << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("number") << QByteArray("7") << false;
        QTest::newRow("deep") << QByteArray(200'000, '[') << false;
    }
    void findsTheJson()
    {
        QFETCH(QByteArray, body);
        const auto json = parseJson(body);
        QTEST(json.has_value(), "isFound");
        if (json)
            QCOMPARE((*json)["id"_L1].toInteger(), 7);
    }

    void signsByOAuth()
    {
        // The base string is written out by hand from RFC 5849 section 3.4.1.
        const Query query
            = signedQuery("GET", "http://127.0.0.1:8080/wp-json/wc/v3/products",
                          {{"include", "1,2"}, {"per_page", "100"}}, "ck_1", "cs_2", fromMs(1'700'000'000'000), "n");
        QByteArray signature;
        for (const auto &[name, value] : query) {
            if (name == "oauth_signature")
                signature = value;
        }
        const QByteArray base = "GET&http%3A%2F%2F127.0.0.1%3A8080%2Fwp-json%2Fwc%2Fv3%2Fproducts&include%3D1%252C2%"
                                "26oauth_consumer_key%3Dck_1"
                                "%26oauth_nonce%3Dn%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%"
                                "3D1700000000%26oauth_version%3D1.0"
                                "%26per_page%3D100";
        QCOMPARE(signature, http::hmacSha256("cs_2&", base).toBase64());
        QVERIFY(encodeQuery(query).contains("include=1%2C2&per_page=100&oauth_consumer_key=ck_1"));
    }

    void writesBatches()
    {
        QCOMPARE(batch({{93, 0, QString()}, {94, 7, u"12.50"_s}, {95, {}, u"9.00"_s}}),
                 (asJson("{'update':[{'id':93,'manage_stock':true,'stock_quantity':0},"
                         "{'id':94,'manage_stock':true,'regular_price':'12.50','stock_quantity':7},"
                         "{'id':95,'regular_price':'9.00'}]}")));
        QCOMPARE(batchPath(0), QByteArray("/products/batch"));
        QCOMPARE(batchPath(22), QByteArray("/products/22/variations/batch"));
        QCOMPARE(toGmt(*parseTime(u"2026-11-25T09:30:00.700Z")), QByteArray("2026-11-25T09:30:00"));
    }

    void judgesRows()
    {
        const auto rows = parseBatch(recorded(u"woocommerce/batch_mixed.json"_s));
        QVERIFY(rows);
        QCOMPARE(rows->value(93).words, QString());
        QCOMPARE(rows->value(94).words, u"Invalid ID."_s);
        QVERIFY(rows->value(95).words.contains("stock management"_L1));
        QVERIFY(!parseBatch("{}"));
        QVERIFY(!parseBatch("[]"));
    }

    void statesOrders_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<int>("state");
        QTest::newRow("pending") << u"pending"_s << int(State::AwaitingPayment);
        QTest::newRow("on-hold") << u"on-hold"_s << int(State::Open);
        QTest::newRow("processing") << u"processing"_s << int(State::Open);
        QTest::newRow("of a plug-in") << u"awaiting-pickup"_s << int(State::Open);
        QTest::newRow("completed") << u"completed"_s << int(State::Shipped);
        QTest::newRow("cancelled") << u"cancelled"_s << int(State::Cancelled);
        QTest::newRow("refunded") << u"refunded"_s << int(State::Cancelled);
        QTest::newRow("failed") << u"failed"_s << int(State::Cancelled);
        QTest::newRow("trash") << u"trash"_s << int(State::Cancelled);
    }
    void statesOrders()
    {
        QFETCH(QString, status);
        const auto read = parseOrder(order(status.toLatin1()), woo, Source::Api);
        QVERIFY(read);
        QTEST(static_cast<int>(read->order.state), "state");
        QCOMPARE(read->order.lines.first().shipped, read->order.state == State::Shipped ? 2 : 0);
    }

    void readsAnOrder()
    {
        const auto read = parseOrder(order("processing"), woo, Source::Event);
        QVERIFY(read);
        const ChannelOrder &found = read->order;
        QCOMPARE(found.id.text(), u"woo/727"_s);
        QCOMPARE(found.createdAt, *parseTime(u"2026-11-25T07:30:00Z"));
        QCOMPARE(toMs(found.revision) / 1000, toMs(*parseTime(u"2026-11-25T07:30:05Z")) / 1000);
        QCOMPARE(found.lines.size(), 3);
        const ChannelOrder::Line mug{u"315"_s, u"93"_s, u"MUG-BLUE"_s, 2, 0, Money{1250, u"USD"_s}};
        QCOMPARE(found.lines.at(0), mug);
        QCOMPARE(found.lines.at(1).listing, u"22/23"_s);
        QCOMPARE(found.lines.at(2).listing, QString());
        QCOMPARE(found.buyer.name, u"Charles Babbage"_s);
        QCOMPARE(found.buyer.address, u"1 Dorset Street, Marylebone"_s);
        QCOMPARE(found.buyer.phone, u"0113 496 0000"_s);
    }

    void ordersVersionsOfOneSecond()
    {
        const Time pending = parseOrder(order("pending"), woo, Source::Event)->order.revision;
        const Time paid = parseOrder(order("processing"), woo, Source::Event)->order.revision;
        const Time sent = parseOrder(order("completed"), woo, Source::Event)->order.revision;
        const Time read = parseOrder(order("pending"), woo, Source::Api)->order.revision;
        QVERIFY(pending < paid && paid < sent && sent < read);
        QVERIFY(read < *parseTime(u"2026-11-25T07:30:06Z"));
    }

    /// The ledger believes the later one of two readings with the same time.
    void aReadingOfTheTrashDoesNotOutrankTheNext()
    {
        const auto trashed = parseOrder(order("trash"), woo, Source::Api), restored = parseOrder(order("processing"), woo, Source::Api);
        QVERIFY(trashed->isTrashed && !restored->isTrashed);
        QCOMPARE(trashed->order.state, ChannelOrder::State::Cancelled);
        QCOMPARE(restored->order.revision, trashed->order.revision);
        QVERIFY(parseOrder(order("cancelled"), woo, Source::Api)->order.revision > restored->order.revision); // nobody takes that back
    }

    void takesRefunds()
    {
        auto read = parseOrder(order("completed", asJson("[{'id':740}]")), woo, Source::Api);
        QVERIFY(read->hasRefunds);
        QVERIFY(takeRefunds(recorded(u"woocommerce/refunds.json"_s), &read->order));
        QCOMPARE(read->order.lines.at(0).quantity, 1);
        QCOMPARE(read->order.lines.at(0).shipped, 1);
        QCOMPARE(read->order.lines.at(1).quantity, 0);
        QCOMPARE(read->order.lines.at(2).quantity, 1);
        QVERIFY(!takeRefunds("<html>", &read->order));
    }

    void oneUnreadableOrderStopsThePage()
    {
        QVERIFY(parseOrders('[' + order("processing") + ']', woo));
        QVERIFY(!parseOrders('[' + order("processing") + asJson(",{'id':8}]"), woo));
        QVERIFY(!parseOrders("{}", woo));
        const auto drafts = parseOrders('[' + order("checkout-draft") + ']', woo);
        QVERIFY(drafts);
        QCOMPARE(drafts->count, 1);
        QVERIFY(drafts->orders.isEmpty());
    }

    void readsDeliveries_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("news");
        const QByteArray product = asJson("{'id':93,'type':'simple','parent_id':0,'manage_stock':true,'stock_quantity':"
                                          "16,'date_modified_gmt':'2026-11-25T07:30:09'}");
        QTest::newRow("order") << QByteArray("order.created") << order("processing") << u"order Open"_s;
        QTest::newRow("paid later") << QByteArray("order.updated") << order("pending") << u"order AwaitingPayment"_s;
        QTest::newRow("restored") << QByteArray("order.restored") << order("on-hold") << u"order Open"_s;
        QTest::newRow("partly refunded") << QByteArray("order.updated") << order("completed", asJson("[{'id':1}]"))
                                         << u"hint 727"_s;
        QTest::newRow("refunded and cancelled")
            << QByteArray("order.updated") << order("refunded", asJson("[{'id':1}]")) << u"order Cancelled"_s;
        QTest::newRow("draft") << QByteArray("order.created") << order("checkout-draft") << u"notice"_s;
        QTest::newRow("deleted") << QByteArray("order.deleted") << (asJson("{'id':727}")) << u"hint 727 deleted"_s;
        QTest::newRow("deleted nothing") << QByteArray("order.deleted") << QByteArray("{}") << u"unreadable"_s;
        QTest::newRow("product") << QByteArray("product.updated") << product << u"seen 93 16"_s;
        QTest::newRow("variation")
            << QByteArray("product.updated")
            << (asJson("{'id':23,'type':'variation','parent_id':22,'manage_stock':true,'stock_quantity':'4'}"))
            << u"seen 22/23 4"_s;
        QTest::newRow("not counted") << QByteArray("product.updated")
                                     << (asJson("{'id':93,'manage_stock':false,'stock_quantity':null}")) << u"notice"_s;
        QTest::newRow("product deleted") << QByteArray("product.deleted") << (asJson("{'id':93}")) << u"notice"_s;
        QTest::newRow("other topic") << QByteArray("coupon.created") << (asJson("{'id':1}")) << u"notice"_s;
        QTest::newRow("list") << QByteArray("order.created") << QByteArray("[]") << u"unreadable"_s;
        QTest::newRow("no JSON") << QByteArray("order.created") << QByteArray("id=1") << u"unreadable"_s;
    }
    void readsDeliveries()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, body);
        const auto message = readBody(delivery(topic, body));
        QString news = u"unreadable"_s;
        if (message) {
            const News &first = message->news.first();
            const QStringList states{u"AwaitingPayment"_s, u"Open"_s, u"Shipped"_s, u"Cancelled"_s};
            if (const auto *seen = std::get_if<QuantitySeen>(&first))
                news = u"seen %1 %2"_s.arg(seen->listing).arg(seen->quantity);
            else if (const auto *hint = std::get_if<OrderHint>(&first))
                news = u"hint "_s + hint->number + (hint->isDeleted ? u" deleted"_s : QString());
            else if (const auto *read = std::get_if<ChannelOrder>(&first))
                news = u"order "_s + states.at(static_cast<int>(read->state));
            else
                news = u"notice"_s;
        }
        QTEST(news, "news");
    }

    void eventsAreKnownByTheirContents()
    {
        const QString first = readBody(delivery("order.updated", order("pending")))->eventId;
        QCOMPARE(readBody(delivery("order.updated", order("pending")))->eventId, first);
        QVERIFY(readBody(delivery("order.updated", order("processing")))->eventId != first); // the same second
        QVERIFY(first.contains("727 2026-11-25T07:30:05"_L1));
    }

    void knowsPings_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isPing");
        QTest::newRow("ping") << QByteArray("webhook_id=7") << true;
        QTest::newRow("no number") << QByteArray("webhook_id=") << false;
        QTest::newRow("more") << QByteArray("webhook_id=7&id=1") << false;
        QTest::newRow("line end") << QByteArray("webhook_id=7\n") << false;
        QTest::newRow("letters") << QByteArray("webhook_id=7a") << false;
        QTest::newRow("endless") << "webhook_id=" + QByteArray(30, '7') << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void knowsPings()
    {
        QFETCH(QByteArray, body);
        QTEST(isPing(body), "isPing");
    }

    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("ms");
        QTest::newRow("seconds") << QByteArray("120") << 120'000;
        QTest::newRow("fraction") << QByteArray("1.5") << 1'500;
        QTest::newRow("date") << QByteArray("Wed, 25 Nov 2026 08:00:30 GMT") << 30'000;
        QTest::newRow("date gone by") << QByteArray("Wed, 25 Nov 2026 07:00:00 GMT") << 0;
        QTest::newRow("a year") << QByteArray("31536000") << 3'600'000;
        QTest::newRow("negative") << QByteArray("-3") << -1;
        QTest::newRow("nan") << QByteArray("nan") << -1;
        QTest::newRow("words") << QByteArray("soon") << -1;
    }
    void readsRetryAfter()
    {
        QFETCH(QByteArray, value);
        const auto wait = retryAfter({{"retry-after", value}}, *parseTime(u"2026-11-25T08:00:00Z"));
        QTEST(wait ? static_cast<int>(wait->count()) : -1, "ms");
    }

    void makesExcerpts()
    {
        QCOMPARE(
            excerpt("<html><head><title>x</title></head><body><h1>Be</h1>\n right <script>no()</script>back</body>"),
            u"Be right back"_s);
        QCOMPARE(excerpt(QByteArray(1000, 'a')).size(), 200);
        QCOMPARE(excerpt(QByteArray("a\0b\x01", 4)), u"a b"_s);
        QCOMPARE(withoutSecrets(u"GET /?k=cs%2B1 cs+1"_s, {u"cs+1"_s, QString()}), u"GET /?k=••• •••"_s);
    }
};

QTEST_GUILESS_MAIN(TestWooCommerceWire)
#include "tst_woocommerce_wire.moc"
