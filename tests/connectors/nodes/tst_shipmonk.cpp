#include "core/connectors/http/signature.h"
#include "core/connectors/nodes/shipmonk/shipmonk_node.h"
#include "core/inventory/fulfilment/node_steps.h"
#include "core/inventory/fulfilment/placement.h"
#include "tests/connectors/nodes/node_words.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;
using namespace crossdock::nodes;

namespace {

Account account()
{
    return {*NodeId::parse(u"monk"), u"shipmonk"_s, u"https://host"_s, {{u"store_id"_s, u"21"_s}}, {{u"api_key"_s, u"api-secret"_s}, {u"webhook_secret"_s, u"our text"_s}, {u"webhook_user"_s, u"u"_s}, {u"webhook_password"_s, u"p"_s}}};
}

struct Scene {
    Scene()
        : exchange(clock)
        , node(*ShipMonkNode::make(account(), exchange, clock))
    {
    }
    QByteArray path(qsizetype i) const { return exchange.asked.value(i).method + ' ' + exchange.asked.value(i).url.mid(12); }
    FakeClock clock;
    FakeExchange exchange;
    std::unique_ptr<ShipMonkNode> node;
};

QByteArray order(const QString &file)
{
    return recorded(u"nodes/shipmonk_"_s + file);
}

} // namespace

/// ShipMonk on the wire, and what the connector does around it.
class TestShipMonk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creates();
    void sendsTheSameAgainAfterASilence();
    void reads_data();
    void reads();
    void cancelsByItself();
    void forgets();
    void tellsParcelByParcel();
    void changesByUpsert_data();
    void changesByUpsert();
    void readsStock();
    void waitsUntilADate();
    void takesOnlySignedMessages_data();
    void takesOnlySignedMessages();
    void refusesGarbage_data();
    void refusesGarbage();
};

void TestShipMonk::creates()
{
    Scene scene;
    scene.exchange.reply(200, asJson("{'message':'Order was created.'}"));
    scene.exchange.reply(400, asJson("{'message':'Unknown service for api-secret'}"));
    NodeOrder wanted = someOrder();
    wanted.isHeld = true;
    wanted.place = u"FL1"_s;
    wanted.sendAt = *parseTime(u"2026-03-05T08:00:00Z");
    QStringList outcomes;
    const auto take = [&](const Answer<NodeReceipt> &receipt) { outcomes.append(failureOr(receipt, receipt ? receipt->words : QString())); };
    scene.node->create(wanted, take);
    scene.node->create(wanted, take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, (QStringList{u"Order was created."_s, u"rejected: HTTP 400: Unknown service for •••"_s}));
    QCOMPARE(scene.path(0), QByteArray("POST /v1/integrations/order"));
    QCOMPARE(scene.exchange.header(0, "Api-Key"), QByteArray("api-secret"));
    QCOMPARE(QString::fromUtf8(scene.exchange.asked[0].body),
             u"{\"customer_email\":\"jo@example.com\",\"items\":[{\"line_key\":\"1\",\"name\":\"Red mug\",\"price\":12.99,\"quantity\":2,\"sku\":\"MUG-RED\"},{\"line_key\":\"2\",\"name\":\"Lamp\",\"quantity\":1,\"sku\":\"LAMP\"}],"
             "\"order_key\":\"shop-1-a\",\"order_number\":\"1001\",\"order_status\":\"onHold\",\"ordered_at\":\"2026-03-01T10:00:00.000Z\",\"requested_shipping_service\":\"Standard\","
             "\"ship_to\":{\"city\":\"Troy\",\"country_code\":\"US\",\"name\":\"Jo Doe\",\"phone\":\"555-1\",\"state\":\"MI\",\"street1\":\"1 Long Street\",\"zip\":\"48084\"},\"store_id\":21,\"submit_at\":\"2026-03-05T08:00:00.000Z\",\"warehouse\":\"FL1\"}"_s);
}

void TestShipMonk::sendsTheSameAgainAfterASilence()
{
    Scene scene;
    scene.exchange.lose();
    scene.exchange.reply(404, "{}");
    scene.exchange.reply(200, asJson("{'message':'Order was updated.'}")); // it had come all the same
    QStringList outcomes;
    Placement::place(*scene.node, someOrder(), scene.clock, scene.node.get(), [&](const Answer<NodeReceipt> &receipt) { outcomes.append(failureOr(receipt, receipt && receipt->wasKnown ? u"known"_s : u"new"_s)); });
    scene.exchange.run();
    scene.clock.advance(Milliseconds{10'000});
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, QStringList{u"known"_s});
    QCOMPARE(scene.exchange.asked[0].body, scene.exchange.asked[2].body); // the same key: an upsert, no second order
}

void TestShipMonk::reads_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("a split order's first parcel") << u"order_split.json"_s << QStringList{u"shop-1-a/shop-1-a partly sent (en_route): 1=2xMUG-RED, 2=1xLAMP"_s, u"1 on the way (en_route) by UPS 1Z7: 1=2xMUG-RED"_s};
    QTest::newRow("refused after it was taken") << u"order_stuck.json"_s << QStringList{u"shop-1-a/shop-1-a needs somebody at the node (unable_to_submit: address, customs): 1=2xMUG-RED, 2=1xLAMP"_s};
    QTest::newRow("held") << u"order_held.json"_s << QStringList{u"shop-1-a/shop-1-a held (on_hold): 1=2xMUG-RED, 2=1xLAMP"_s};
}

void TestShipMonk::reads()
{
    QFETCH(QString, file);
    const auto status = readShipMonkOrder(order(file));
    QVERIFY(status && *status);
    QTEST(nodes::wordsOf(**status), "lines");
    QCOMPARE((*status)->expectedCost, (Money{800, u"USD"_s}));
}

void TestShipMonk::cancelsByItself()
{
    const auto status = readShipMonkOrder(order(u"order_held.json"_s).replace("\"on_hold\"", "\"cancelled\"").replace("\"onHold\"", "\"cancelled\""));
    QVERIFY(status && *status);
    nodes::checkCancelledThere(**status, u"cancelled"_s);
}

/// An order that it does not show is no failure of the question.
void TestShipMonk::forgets()
{
    Scene scene;
    scene.exchange.reply(404, "{}");
    QString outcome;
    scene.node->read({u"shop-1-a"_s, u"shop-1-a"_s}, [&](const Answer<std::optional<NodeStatus>> &status) { outcome = failureOr(status, status && *status ? u"there"_s : u"unknown"_s); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcome, u"unknown"_s);
}

/// The notification comes once, with the first parcel of a split order: the rest is found by reading on.
void TestShipMonk::tellsParcelByParcel()
{
    const auto first = readShipMonkOrder(order(u"order_split.json"_s));
    const auto second = readShipMonkOrder(order(u"order_split.json"_s).replace("\"fulfilled_quantity\": 0", "\"fulfilled_quantity\": 1").replace("\"packages\": [", "\"packages\": [{\"number\":2,\"tracking_number\":\"1Z8\",\"packed_items\":[{\"sku\":\"LAMP\",\"line_key\":\"2\",\"quantity\":1}]},"));
    QVERIFY(first && *first && second && *second);
    const auto parcels = [](const QList<NodeStep> &steps) {
        QStringList ids;
        for (const NodeStep &step : steps)
            ids.append(step.kind == NodeStep::Kind::ParcelSent ? step.parcel.id : step.kind == NodeStep::Kind::Ended ? u"ended"_s : u"?"_s);
        return ids;
    };
    QCOMPARE(parcels(stepsBetween(std::nullopt, **first)), QStringList{u"1"_s});
    QCOMPARE(parcels(stepsBetween(*first, **second)), (QStringList{u"2"_s, u"ended"_s}));
}

void TestShipMonk::changesByUpsert_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("cancel") << u"cancel"_s << u"cancelled"_s << u"cancelled"_s << u"0 cancelled"_s;
    QTest::newRow("cancel, asked for") << u"cancel"_s << u"cancelled"_s << u"cancellation_requested"_s << u"1 cancellation_requested"_s;
    QTest::newRow("cancel, too late") << u"cancel"_s << u"cancelled"_s << u"en_route"_s << u"3 en_route"_s;
    QTest::newRow("hold") << u"hold"_s << u"onHold"_s << QString() << u"updated"_s;
    QTest::newRow("release") << u"release"_s << u"unfulfilled"_s << QString() << u"ShipMonk sends it now."_s;
}

void TestShipMonk::changesByUpsert()
{
    QFETCH(QString, what);
    QFETCH(QString, status);
    QFETCH(QString, after);
    Scene scene;
    scene.exchange.reply(200, order(u"order_split.json"_s)); // with an insert of ShipMonk's own, which is not ours to send back
    scene.exchange.reply(200, asJson("{'message':'updated'}"));
    QString outcome;
    const NodeRef ref{u"shop-1-a"_s, {}};
    const auto say = [&](const Answer<QString> &words) { outcome = failureOr(words, words ? *words : QString()); };
    if (what == "cancel"_L1) {
        scene.exchange.reply(200, order(u"order_held.json"_s).replace("\"on_hold\"", '"' + after.toLatin1() + '"'));
        scene.node->cancel(ref, {}, [&](const Answer<CancelReport> &report) { outcome = failureOr(report, report ? u"%1 %2"_s.arg(static_cast<int>(report->outcome)).arg(report->words) : QString()); });
    } else if (what == "hold"_L1) {
        scene.node->hold(ref, say);
    } else {
        scene.exchange.reply(200, asJson("{'status':200}"));
        scene.node->release(ref, say);
    }
    QVERIFY(scene.exchange.run());
    QTEST(outcome, "outcome");
    QCOMPARE(scene.path(0), QByteArray("GET /v1/integrations/orders?orderKey=shop-1-a&storeId=21"));
    const QJsonObject sent = scene.exchange.json(1);
    QCOMPARE(sent["order_status"_L1].toString(), status);
    QCOMPARE(sent["items"_L1].toArray().size(), 2);
    QCOMPARE(sent["order_key"_L1].toString(), u"shop-1-a"_s);
    QCOMPARE(sent["ship_to"_L1]["zip"_L1].toString(), u"48084"_s);
    QCOMPARE(sent["ordered_at"_L1].toString(), u"2026-03-01T10:00:00+00:00"_s);
    if (what == "release"_L1)
        QCOMPARE(scene.path(2), QByteArray("POST /v1/integrations/submit-order"));
}

void TestShipMonk::readsStock()
{
    Scene scene;
    scene.exchange.reply(200, asJson("{'total':3,'cursor':'c1'}"));
    scene.exchange.reply(200, order(u"page.json"_s));
    QStringList lines;
    scene.node->readStock({}, [&](const Answer<StockPage> &page) {
        for (const StockLevel &level : page->levels)
            lines.append(nodes::wordsOf(level));
        lines.append(page->cursor);
    });
    QVERIFY(scene.exchange.run());
    QCOMPARE(lines, (QStringList{u"MUG-RED@FL1: 11; 2 in quarantine; 1 not to be had at the moment"_s, u"c2"_s}));
    QCOMPARE(scene.path(1), QByteArray("GET /v1/integrations/products/search/paginate?pageSize=500&cursor=c1"));
    scene.exchange.reply(200, asJson("{'total':0,'cursor':null}"));
    bool isEmpty = false;
    scene.node->readStock({}, [&](const Answer<StockPage> &page) { isEmpty = page && page->levels.isEmpty() && !page->hasMore; });
    QVERIFY(scene.exchange.run());
    QVERIFY(isEmpty);
}

void TestShipMonk::waitsUntilADate()
{
    Scene scene;
    QStringList outcomes;
    const auto take = [&](const Answer<QString> &words) { outcomes.append(failureOr(words, words ? *words : QString())); };
    scene.exchange.reply(429, asJson("{'message':'slow'}"), {{"Retry-After", "Wed, 25 Nov 2026 08:00:20 GMT"}}); // 20 s from now
    scene.node->test(take);
    QVERIFY(scene.exchange.run());
    scene.exchange.reply(200, asJson("{'data':[{'identifier':'FL1'},{'identifier':'NV2'}]}"));
    scene.node->test(take);
    scene.exchange.run();
    scene.clock.advance(Milliseconds{19'999});
    scene.exchange.run();
    QCOMPARE(outcomes, QStringList{u"limited: HTTP 429: slow"_s});
    scene.clock.advance(Milliseconds{1});
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes.last(), u"Signed in to ShipMonk; its warehouses here: FL1, NV2."_s);
}

void TestShipMonk::takesOnlySignedMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QString>("news");
    const QByteArray changed = QJsonDocument(QJsonDocument::fromJson(order(u"order_stuck.json"_s)).object()["data"_L1].toObject()).toJson(QJsonDocument::Compact);
    const QByteArray shipped = order(u"shipment_notification.json"_s), basic = "Basic " + QByteArray("u:p").toBase64();
    const auto mac = [](const QByteArray &body) { return http::hmacSha512("our text", body); };
    QTest::newRow("hex") << changed << mac(changed).toHex() << basic << u"order shop-1-a: needs somebody at the node"_s;
    QTest::newRow("capitals") << changed << mac(changed).toHex().toUpper() << basic << u"order shop-1-a: needs somebody at the node"_s;
    QTest::newRow("base64") << changed << mac(changed).toBase64() << basic << u"order shop-1-a: needs somebody at the node"_s;
    QTest::newRow("a parcel left") << shipped << mac(shipped).toHex() << basic << u"read shop-1-a"_s;
    QTest::newRow("a return") << QByteArray("{\"rma\":\"1\"}") << mac("{\"rma\":\"1\"}").toHex() << basic << u"notice"_s;
    QTest::newRow("of another body") << changed << mac(shipped).toHex() << basic << u"bad signature"_s;
    QTest::newRow("no signature") << changed << QByteArray() << basic << u"bad signature"_s;
    QTest::newRow("no password") << changed << mac(changed).toHex() << QByteArray() << u"bad signature"_s;
    QTest::newRow("another password") << changed << mac(changed).toHex() << "Basic " + QByteArray("u:q").toBase64() << u"bad signature"_s;
    QTest::newRow("no JSON") << QByteArray("x") << mac("x").toHex() << basic << u"unreadable"_s;
}

void TestShipMonk::takesOnlySignedMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, signature);
    QFETCH(QByteArray, authorization);
    Scene scene;
    channels::Delivery sent;
    sent.headers = {{"x-sm-signature", signature}, {"authorization", authorization}};
    sent.body = body;
    const auto message = scene.node->readDelivery(sent, scene.clock.now());
    QString news;
    if (!message)
        news = message.error() == channels::Refusal::BadSignature ? u"bad signature"_s : u"unreadable"_s;
    else if (const auto *status = std::get_if<NodeStatus>(&message->news.first()))
        news = u"order %1: %2"_s.arg(status->ref.key, nameOf(status->state));
    else if (const auto *hint = std::get_if<NodeHint>(&message->news.first()))
        news = u"read "_s + hint->ref.key;
    else
        news = u"notice"_s;
    QTEST(news, "news");
    if (message)
        QCOMPARE(message->eventId.size(), 64);
}

void TestShipMonk::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("other things") << asJson("{'data':7,'total':'x','status':500}");
    QTest::newRow("cut off") << order(u"order_split.json"_s).first(500);
}

void TestShipMonk::refusesGarbage()
{
    QFETCH(QByteArray, body);
    QVERIFY(!readShipMonkOrder(body));
    QVERIFY(!readShipMonkPage(body));
    QVERIFY(!readShipMonkSearch(body));
    QVERIFY(!readShipMonkWarehouses(body));
    const ShipMonkAccount known{"https://host", "k", 21, {u"Standard"_s}, {}, {}, {}};
    QVERIFY(!shipMonkChange(known, body, u"cancelled"_s));
    channels::Delivery unsignable;
    unsignable.body = body;
    QVERIFY(!readShipMonkDelivery(unsignable, known)); // without a secret nothing can be signed
}

QTEST_GUILESS_MAIN(TestShipMonk)
#include "tst_shipmonk.moc"
