#include "core/connectors/http/signature.h"
#include "core/connectors/nodes/shipbob/shipbob_node.h"
#include "tests/connectors/nodes/node_words.h"

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;
using namespace crossdock::nodes;

namespace {

const QByteArray key = "a key of any bytes";

Account account()
{
    return {*NodeId::parse(u"bob"), u"shipbob"_s, u"https://host"_s, {{u"channel_id"_s, u"77"_s}}, {{u"token"_s, u"pat-secret"_s}, {u"webhook_secret"_s, u"whsec_"_s + QString::fromLatin1(key.toBase64())}}};
}

struct Scene {
    Scene()
        : exchange(clock)
        , node(*ShipBobNode::make(account(), exchange, clock))
    {
    }
    QByteArray path(qsizetype i) const { return exchange.asked.value(i).method + ' ' + exchange.asked.value(i).url.mid(12); }
    FakeClock clock;
    FakeExchange exchange;
    std::unique_ptr<ShipBobNode> node;
};

channels::Delivery delivery(const QByteArray &body, const QByteArray &topic, Time at, const QByteArray &signature = {})
{
    const QByteArray seconds = QByteArray::number(toMs(at) / 1'000);
    const QByteArray good = "v1," + http::hmacSha256(key, "msg_1." + seconds + '.' + body).toBase64();
    channels::Delivery made;
    made.headers = {{"webhook-id", "msg_1"}, {"webhook-timestamp", seconds}, {"webhook-signature", signature.isNull() ? good : signature}, {"x-webhook-topic", topic}};
    made.body = body;
    return made;
}

} // namespace

/// ShipBob on the wire, and what the connector does around it.
class TestShipBob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void estimates();
    void creates();
    void reads_data();
    void reads();
    void findsByKey();
    void cancelsByItself();
    void cancelsAllOrSome();
    void readsStock();
    void keepsToItsLimits();
    void takesOnlySignedMessages_data();
    void takesOnlySignedMessages();
    void refusesGarbage_data();
    void refusesGarbage();
    void needsItsAccount();
};

void TestShipBob::estimates()
{
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/shipbob_estimate.json"_s));
    QStringList lines;
    scene.node->preview(someOrder(), [&](const Answer<QList<NodeOffer>> &offers) {
        for (const NodeOffer &offer : offers.value_or(QList<NodeOffer>()))
            lines.append(nodes::wordsOf(offer));
    });
    QVERIFY(scene.exchange.run());
    QCOMPARE(lines, (QStringList{u"Standard@Cicero (IL): 6.12 USD (other 6.12)"_s, u"Expedited@Moreno Valley (CA): 14.90 USD (other 14.90)"_s}));
    QCOMPARE(scene.path(0), QByteArray("POST /2026-01/order:estimate"));
    QCOMPARE(scene.exchange.header(0, "shipbob_channel_id"), QByteArray("77"));
    QCOMPARE(scene.exchange.header(0, "Authorization"), QByteArray("Bearer pat-secret"));
    QCOMPARE(QString::fromUtf8(scene.exchange.asked[0].body),
             u"{\"address\":{\"city\":\"Troy\",\"country\":\"US\",\"state\":\"MI\",\"zip_code\":\"48084\"},\"products\":[{\"quantity\":2,\"reference_id\":\"MUG-RED\"},{\"quantity\":1,\"reference_id\":\"LAMP\"}],\"shipping_methods\":[\"Standard\"]}"_s);
    NodeOrder unblocked = someOrder();
    unblocked.handling.blockedCarriers = {u"amzl"_s};
    QString refused;
    scene.node->preview(unblocked, [&](const Answer<QList<NodeOffer>> &offers) { refused = failureOr(offers); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(refused, u"rejected: ShipBob chooses the carrier: it cannot keep amzl away."_s); // as it would refuse the order
    QCOMPARE(scene.exchange.asked.size(), 1);
}

void TestShipBob::creates()
{
    Scene scene;
    scene.exchange.reply(201, recorded(u"nodes/shipbob_order.json"_s));
    scene.exchange.reply(422, asJson("{'products[0].reference_id':['Unknown product pat-secret']}"));
    NodeOrder order = someOrder();
    order.place = u"8"_s;
    order.speed = NodeOrder::Speed::Expedited;
    QStringList outcomes;
    const auto take = [&](const Answer<NodeReceipt> &receipt) { outcomes.append(failureOr(receipt, receipt ? receipt->ref.id : QString())); };
    scene.node->create(order, take);
    scene.node->create(order, take);
    QVERIFY(scene.exchange.run());
    const QJsonObject body = scene.exchange.json(0);
    QCOMPARE(body["reference_id"_L1].toString(), u"shop-1-a"_s);
    QCOMPARE(body["location_id"_L1].toInt(), 8);
    QCOMPARE(body["shipping_method"_L1].toString(), u"Expedited"_s);
    QCOMPARE(body["sales_channel"_L1].toString(), u"walmart"_s);
    QCOMPARE(body["products"_L1][0]["unit_price"_L1].toDouble(), 12.99);
    QCOMPARE(outcomes, (QStringList{u"900"_s, u"rejected: HTTP 422: products[0].reference_id: Unknown product •••"_s}));
    order.handling.blockedCarriers = {u"ups"_s};
    scene.node->create(order, take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes.last(), u"rejected: ShipBob chooses the carrier: it cannot keep ups away."_s);
}

void TestShipBob::reads_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("partly") << u"shipbob_order.json"_s
                            << QStringList{u"shop-1-a/900 partly sent (PartiallyFulfilled): 2xMUG-RED, 1xLAMP"_s, u"1 sent (Completed) by UPS 1Z9 for 7.42 USD: 2xMUG-RED"_s, u"2 being packed (Processing): 1xLAMP"_s};
    QTest::newRow("refused after it was taken") << u"shipbob_order_exception.json"_s
                                                << QStringList{u"shop-1-a/900 needs somebody at the node (Exception: Not enough stock at the fulfillment center): 2xMUG-RED, 1xLAMP"_s,
                                                               u"1 needs somebody at the node (Exception: Not enough stock at the fulfillment center): 2xMUG-RED"_s};
}

void TestShipBob::reads()
{
    QFETCH(QString, file);
    const auto status = readShipBobOrder(recorded(u"nodes/"_s + file));
    QVERIFY2(status, qPrintable(status ? QString() : status.error().detail));
    QTEST(nodes::wordsOf(*status), "lines");
}

void TestShipBob::cancelsByItself()
{
    const auto status = readShipBobOrder(recorded(u"nodes/shipbob_order_exception.json"_s).replace("\"Exception\"", "\"Cancelled\""));
    QVERIFY(status);
    nodes::checkCancelledThere(*status, u"Cancelled"_s);
}

void TestShipBob::findsByKey()
{
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/shipbob_orders.json"_s)); // another key that begins alike stands first
    scene.exchange.reply(200, "[]");
    scene.exchange.reply(404, "{}");
    QStringList outcomes;
    const auto take = [&](const Answer<std::optional<NodeStatus>> &status) { outcomes.append(failureOr(status, status && *status ? (*status)->ref.id : u"unknown"_s)); };
    scene.node->read({u"shop-1-a"_s, {}}, take);
    scene.node->read({u"shop-1-a"_s, {}}, take);
    scene.node->read({u"shop-1-a"_s, u"900"_s}, take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, (QStringList{u"900"_s, u"unknown"_s, u"unknown"_s}));
    QCOMPARE(scene.path(0), QByteArray("GET /2026-01/order?ReferenceIds=shop-1-a"));
    QCOMPARE(scene.path(2), QByteArray("GET /2026-01/order/900"));
}

void TestShipBob::cancelsAllOrSome()
{
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/shipbob_orders.json"_s));
    scene.exchange.reply(200, recorded(u"nodes/shipbob_cancel.json"_s));
    QStringList outcomes;
    const auto take = [&](const Answer<CancelReport> &report) {
        QStringList parcels;
        for (const CancelReport::Parcel &parcel : report ? report->parcels : QList<CancelReport::Parcel>())
            parcels.append(parcel.id + (parcel.isCancelled ? u" gone"_s : u" stays: "_s + parcel.words));
        outcomes.append(failureOr(report, report ? u"%1 %2"_s.arg(static_cast<int>(report->outcome)).arg(parcels.join(u"; "_s)) : QString()));
    };
    scene.node->cancel({u"shop-1-a"_s, {}}, {}, take);
    QVERIFY(scene.exchange.run());
    scene.exchange.reply(200, "{}");
    scene.exchange.reply(422, asJson("{'status':['already picked']}"));
    scene.node->cancel({u"shop-1-a"_s, u"900"_s}, {u"2"_s, u"1"_s}, take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, (QStringList{u"2 1 stays: Shipment is already completed; 2 gone"_s, u"2 2 gone; 1 stays: HTTP 422: status: already picked"_s}));
    QCOMPARE(scene.path(1), QByteArray("POST /2026-01/order/900:cancel"));
    QCOMPARE(scene.path(2), QByteArray("POST /2026-01/shipment/2:cancel"));
}

void TestShipBob::readsStock()
{
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/shipbob_stock.json"_s));
    scene.exchange.reply(200, asJson("{'items':[],'next':null}"));
    QStringList lines;
    QString cursor;
    scene.node->readStock({}, [&](const Answer<StockPage> &page) {
        for (const StockLevel &level : page->levels)
            lines.append(nodes::wordsOf(level));
        QVERIFY(page->hasMore);
        cursor = page->cursor;
    });
    scene.exchange.run();
    QCOMPARE(lines, (QStringList{u"MUG-RED@Cicero (IL): 10; 4 promised to orders; 6 on the way to ShipBob"_s, u"MUG-RED@Moreno Valley (CA): 3; 2 moving between ShipBob's buildings"_s}));
    bool hasMore = true;
    scene.node->readStock(cursor, [&](const Answer<StockPage> &page) { hasMore = page->hasMore; });
    QVERIFY(scene.exchange.run());
    QVERIFY(!hasMore);
    QCOMPARE(scene.exchange.asked[1].url, QByteArray("https://host/2026-01/inventory-level/locations?PageSize=250&Cursor=b2%3D")); // never to another host
}

void TestShipBob::keepsToItsLimits()
{
    Scene scene;
    int answered = 0, limited = 0;
    const auto take = [&](const Answer<NodeReceipt> &receipt) { (receipt ? answered : limited) += 1; };
    scene.exchange.reply(429, "{}", {{"x-retry-after", "7"}, {"x-remaining-calls", "0"}});
    scene.node->create(someOrder(), take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(limited, 1);
    for (int i = 0; i < 200; ++i) {
        scene.exchange.reply(201, recorded(u"nodes/shipbob_order.json"_s));
        scene.node->create(someOrder(), take);
    }
    scene.exchange.run();
    scene.clock.advance(Milliseconds{6'900});
    scene.exchange.run();
    QCOMPARE(answered, 0); // it asked for seven seconds
    scene.clock.advance(Milliseconds{100});
    scene.exchange.run();
    QVERIFY(answered > 0);
    for (int second = 0; second < 60; ++second) {
        scene.clock.advance(Milliseconds{1'000});
        scene.exchange.run();
    }
    QVERIFY2(answered <= 150 && answered >= 148, qPrintable(QString::number(answered))); // in any minute
}

void TestShipBob::takesOnlySignedMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<int>("secondsAgo");
    QTest::addColumn<QString>("news");
    const QByteArray shipped = asJson("{'id':1,'order_id':900,'reference_id':'shop-1-a','status':'Completed'}");
    QTest::newRow("a parcel left") << shipped << QByteArray("order.shipped") << QByteArray() << 0 << u"msg_1: shop-1-a/900 order.shipped"_s;
    QTest::newRow("in an envelope") << asJson("{'data':{'order_id':900}}") << QByteArray("order.shipment.exception") << QByteArray() << 0 << u"msg_1: /900 order.shipment.exception"_s;
    QTest::newRow("not ours") << asJson("{'id':3}") << QByteArray("wro.created") << QByteArray() << 0 << u"msg_1: notice wro.created"_s;
    QTest::newRow("an old secret and a new one") << shipped << QByteArray("order.shipped") << QByteArray("two") << 0 << u"msg_1: shop-1-a/900 order.shipped"_s;
    QTest::newRow("no signature") << shipped << QByteArray("order.shipped") << QByteArray("") << 0 << u"bad signature"_s;
    QTest::newRow("of another secret") << shipped << QByteArray("order.shipped") << QByteArray("v1,5BO0uMAu1XYGkAJOpZb0Piel11YaChVEZCpXY6mwUMA=") << 0 << u"bad signature"_s;
    QTest::newRow("played again") << shipped << QByteArray("order.shipped") << QByteArray() << 301 << u"too old"_s;
    QTest::newRow("just in time") << shipped << QByteArray("order.shipped") << QByteArray() << 299 << u"msg_1: shop-1-a/900 order.shipped"_s;
    QTest::newRow("from the future") << shipped << QByteArray("order.shipped") << QByteArray() << -400 << u"too old"_s;
    QTest::newRow("no JSON") << QByteArray("<x>") << QByteArray("order.shipped") << QByteArray() << 0 << u"unreadable"_s;
}

void TestShipBob::takesOnlySignedMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, topic);
    QFETCH(QByteArray, signature);
    QFETCH(int, secondsAgo);
    Scene scene;
    const Time now = scene.clock.now();
    channels::Delivery sent = delivery(body, topic, now - std::chrono::seconds(secondsAgo), signature == "two" ? QByteArray() : signature);
    if (signature == "two")
        sent.headers[2].second = "v1,AAAA " + sent.headers[2].second;
    const auto message = scene.node->readDelivery(sent, now);
    QString news;
    if (!message)
        news = QStringList{u"bad signature"_s, u"unreadable"_s, u"too old"_s}.at(static_cast<int>(message.error()));
    else if (const auto *hint = std::get_if<NodeHint>(&message->news.first()))
        news = u"%1: %2/%3 %4"_s.arg(message->eventId, hint->ref.key, hint->ref.id, hint->what);
    else if (const auto *notice = std::get_if<channels::Notice>(&message->news.first()))
        news = u"%1: notice %2"_s.arg(message->eventId, notice->what);
    QTEST(news, "news");
    sent.body += ' ';
    QVERIFY(!scene.node->readDelivery(sent, now));
}

void TestShipBob::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("other things") << asJson("{'estimates':7,'items':'x','status':[],'id':null}");
    QTest::newRow("cut off") << recorded(u"nodes/shipbob_order.json"_s).first(500);
}

void TestShipBob::refusesGarbage()
{
    QFETCH(QByteArray, body);
    QVERIFY(!readShipBobOrder(body));
    QVERIFY(!readShipBobEstimate(body));
    QVERIFY(!readShipBobCancel(body));
    QVERIFY(!readShipBobStock(body));
    QVERIFY(!readShipBobOrders(body, u"k"_s));
    QVERIFY(!readShipBobChannels(body, "77"));
}

void TestShipBob::needsItsAccount()
{
    FakeClock clock;
    FakeExchange exchange(clock);
    Account without = account();
    without.secrets.remove(u"token"_s);
    QCOMPARE(ShipBobNode::make(without, exchange, clock).error().subject, u"token"_s);
    without = account();
    without.url = u"http://shipbob.example"_s;
    QCOMPARE(ShipBobNode::make(without, exchange, clock).error().subject, u"http://shipbob.example"_s);
    without.url.clear();
    QVERIFY(ShipBobNode::make(without, exchange, clock));
}

QTEST_GUILESS_MAIN(TestShipBob)
#include "tst_shipbob.moc"
