#include "core/connectors/http/signature.h"
#include "core/connectors/nodes/shiphero/shiphero_node.h"
#include "tests/connectors/nodes/node_words.h"

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;
using namespace crossdock::nodes;

namespace {

const QByteArray tokenReply = asJson("{'access_token':'T1','expires_in':2419200,'token_type':'Bearer'}");

Account account()
{
    return {*NodeId::parse(u"hero"), u"shiphero"_s, u"https://host"_s, {}, {{u"refresh_token"_s, u"refresh-secret"_s}, {u"webhook_secret"_s, u"hook"_s}}};
}

struct Scene {
    Scene()
        : exchange(clock)
        , node(*ShipHeroNode::make(account(), exchange, clock))
    {
        exchange.reply(200, tokenReply);
    }
    QString query(qsizetype i) const { return exchange.json(i)["query"_L1].toString(); }
    QJsonValue data(qsizetype i) const { return exchange.json(i)["variables"_L1]["data"_L1]; }
    FakeClock clock;
    FakeExchange exchange;
    std::unique_ptr<ShipHeroNode> node;
};

QByteArray file(const QString &name)
{
    return recorded(u"nodes/shiphero_"_s + name);
}

QByteArray created()
{
    return asJson("{'data':{'order_create':{'request_id':'r','complexity':11,'order':{'id':'T3JkZXI6MQ==','partner_order_id':'shop-1-a','fulfillment_status':'pending'}}}}");
}

} // namespace

/// ShipHero's GraphQL, its credits and its token.
class TestShipHero : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creates();
    void reads_data();
    void reads();
    void cancelsByItself();
    void changes_data();
    void changes();
    void readsStock();
    void livesOnItsCredits();
    void renewsItsToken();
    void saysWhy_data();
    void saysWhy();
    void takesOnlySignedMessages_data();
    void takesOnlySignedMessages();
    void refusesGarbage_data();
    void refusesGarbage();
};

void TestShipHero::creates()
{
    Scene scene;
    scene.exchange.reply(200, created());
    NodeOrder order = someOrder();
    order.isHeld = true;
    order.place = u"V2FyZTox"_s;
    order.handling.signature = true;
    QString outcome;
    scene.node->create(order, [&](const Answer<NodeReceipt> &receipt) { outcome = failureOr(receipt, receipt ? receipt->ref.key + u'/' + receipt->ref.id : QString()); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcome, u"shop-1-a/T3JkZXI6MQ=="_s);
    QCOMPARE(scene.exchange.asked[0].url, QByteArray("https://host/auth/refresh"));
    QCOMPARE(scene.exchange.json(0), (QJsonObject{{u"refresh_token"_s, u"refresh-secret"_s}}));
    QCOMPARE(scene.exchange.asked[1].url, QByteArray("https://host/graphql"));
    QCOMPARE(scene.exchange.header(1, "Authorization"), QByteArray("Bearer T1"));
    QCOMPARE(scene.query(1), u"mutation ($data: CreateOrderInput!) { order_create(data: $data) { request_id complexity order { id partner_order_id fulfillment_status } } }"_s);
    const QJsonValue data = scene.data(1);
    QCOMPARE(data["partner_order_id"_L1].toString(), u"shop-1-a"_s);
    QCOMPARE(data["shipping_address"_L1]["last_name"_L1].toString(), u"Doe"_s);
    QCOMPARE(data["line_items"_L1][0]["price"_L1].toString(), u"12.99"_s); // a text
    QCOMPARE(data["line_items"_L1][1]["warehouse_id"_L1].toString(), u"V2FyZTox"_s);
    QCOMPARE(data["holds"_L1]["operator_hold"_L1].toBool(), true);
    QCOMPARE(data["require_signature"_L1].toBool(), true);
    QVERIFY(!data.toObject().contains(u"customer_account_id"_s));
}

void TestShipHero::reads_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("two labels, the lamp to come") << u"orders.json"_s
                                                  << QStringList{u"shop-1-a/T3JkZXI6MQ== partly sent (pending): 1=2xMUG-RED, 2=1xLAMP"_s, u"L1 sent (shipped) by UPS 1Z4 for 5.15 USD: 1=1xMUG-RED"_s, u"L2 sent (shipped) by UPS 1Z5: 1=1xMUG-RED"_s};
    QTest::newRow("held by us") << u"order_held.json"_s << QStringList{u"shop-1-a/T3JkZXI6MQ== held (pending: operator_hold): 1=2xMUG-RED"_s};
    QTest::newRow("held by others too") << u"order_fraud.json"_s << QStringList{u"shop-1-a/T3JkZXI6MQ== needs somebody at the node (pending: fraud_hold, operator_hold): 1=2xMUG-RED"_s};
    QTest::newRow("refused after it was taken") << u"order_backorder.json"_s << QStringList{u"shop-1-a/T3JkZXI6MQ== needs somebody at the node (pending: backorder 2): 1=2xMUG-RED"_s};
}

void TestShipHero::reads()
{
    QFETCH(QString, name);
    const auto status = readShipHeroOrder(file(name), {{}, {}, {}, {}, u"USD"_s, {}, {}});
    QVERIFY(status && *status);
    QTEST(nodes::wordsOf(**status), "lines");
}

void TestShipHero::cancelsByItself()
{
    const auto status = readShipHeroOrder(file(u"order_backorder.json"_s).replace("\"pending\"", "\"canceled\""), {{}, {}, {}, {}, u"USD"_s, {}, {}});
    QVERIFY(status && *status);
    nodes::checkCancelledThere(**status, u"canceled"_s);
}

void TestShipHero::changes_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("outcome");
    const QString id = u"T3JkZXI6MQ=="_s;
    QTest::newRow("hold") << u"hold"_s << asJson("{'data':{'order_update_holds':{'complexity':5}}}") << QJsonObject{{u"order_id"_s, id}, {u"operator_hold"_s, true}} << u"ShipHero holds it."_s;
    QTest::newRow("release: what others hold stays") << u"release"_s << asJson("{'data':{'order_update_holds':{'complexity':5}}}") << QJsonObject{{u"order_id"_s, id}, {u"operator_hold"_s, false}, {u"client_hold"_s, false}} << u"ShipHero sends it now."_s;
    QTest::newRow("move") << u"move"_s << asJson("{'data':{'order_change_warehouse':{'complexity':5}}}") << QJsonObject{{u"order_id"_s, id}, {u"warehouse_id"_s, u"W2"_s}} << u"It goes from another warehouse."_s;
    QTest::newRow("cancel") << u"cancel"_s << asJson("{'data':{'order_cancel':{'order':{'id':'x','fulfillment_status':'canceled'}}}}") << QJsonObject{{u"order_id"_s, id}, {u"reason"_s, u"cancelled by the seller"_s}} << u"0 canceled"_s;
    QTest::newRow("cancel, too late") << u"cancel"_s << asJson("{'errors':[{'message':'Order already fulfilled'}],'data':{'order_cancel':null}}") << QJsonObject{{u"order_id"_s, id}, {u"reason"_s, u"cancelled by the seller"_s}} << u"3 Order already fulfilled"_s;
}

void TestShipHero::changes()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, reply);
    Scene scene;
    scene.exchange.reply(200, file(u"orders.json"_s)); // by our key, to learn theirs
    scene.exchange.reply(200, reply);
    QString outcome;
    const NodeRef ref{u"shop-1-a"_s, {}};
    const auto say = [&](const Answer<QString> &words) { outcome = failureOr(words, words ? *words : QString()); };
    if (what == "hold"_L1)
        scene.node->hold(ref, say);
    else if (what == "release"_L1)
        scene.node->release(ref, say);
    else if (what == "move"_L1)
        scene.node->move(ref, u"W2"_s, say);
    else
        scene.node->cancel(ref, {}, [&](const Answer<CancelReport> &report) { outcome = failureOr(report, report ? u"%1 %2"_s.arg(static_cast<int>(report->outcome)).arg(report->words) : QString()); });
    QVERIFY(scene.exchange.run());
    QTEST(outcome, "outcome");
    QTEST(scene.data(2).toObject(), "data");
}

void TestShipHero::readsStock()
{
    const auto page = readShipHeroStock(file(u"stock.json"_s));
    QVERIFY(page);
    QCOMPARE(nodes::wordsOf(page->levels[0]), u"MUG-RED@Primary: 9; 3 promised to orders; 1 kept back; 1 not for sale"_s);
    QCOMPARE(nodes::wordsOf(page->levels[1]), u"LAMP@Primary: 2"_s); // twelve are offered, ten of them are sold ahead
    QVERIFY(page->hasMore);
    QVERIFY(shipHeroStock({}, page->cursor).body.contains("\"after\":\"abc\""));
}

void TestShipHero::livesOnItsCredits()
{
    Scene scene;
    int answered = 0;
    const auto take = [&](const Answer<StockPage> &page) { answered += page ? 1 : 0; };
    for (int i = 0; i < 60; ++i) {
        scene.exchange.reply(200, file(u"stock.json"_s));
        scene.node->readStock({}, take);
    }
    scene.exchange.run();
    QCOMPARE(answered, 39); // of 101 credits each, and one for the token, of 4,004
    scene.clock.advance(Milliseconds{600}); // 64 are left, and 60 come a second
    scene.exchange.run();
    QCOMPARE(answered, 39);
    scene.clock.advance(Milliseconds{100});
    scene.exchange.run();
    QCOMPARE(answered, 40);
    Scene poor;
    poor.exchange.reply(200, file(u"no_credits.json"_s));
    QString words;
    poor.node->readStock({}, [&](const Answer<StockPage> &page) { words = failureOr(page).first(60); });
    QVERIFY(poor.exchange.run());
    QCOMPARE(words, u"limited: There are not enough credits to perfom the requeste"_s);
    poor.exchange.reply(200, file(u"stock.json"_s));
    answered = 0;
    poor.node->readStock({}, take);
    poor.exchange.run();
    poor.clock.advance(Milliseconds{2'016});
    poor.exchange.run();
    QCOMPARE(answered, 0);
    poor.clock.advance(Milliseconds{984}); // it said three seconds
    poor.exchange.run();
    QCOMPARE(answered, 1);
}

void TestShipHero::renewsItsToken()
{
    Scene scene;
    scene.exchange.reply(401, "{}");
    scene.exchange.reply(200, QByteArray(tokenReply).replace("T1", "T2"));
    scene.exchange.reply(200, created());
    scene.exchange.reply(200, asJson("{'errors':[{'message':'Invalid token'}]}"));
    scene.exchange.reply(200, QByteArray(tokenReply).replace("T1", "T3"));
    scene.exchange.reply(200, asJson("{'errors':[{'message':'Invalid token'}]}")); // once, not for ever
    QStringList outcomes;
    const auto take = [&](const Answer<NodeReceipt> &receipt) { outcomes.append(failureOr(receipt)); };
    scene.node->create(someOrder(), take);
    scene.exchange.run();
    scene.node->create(someOrder(), take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, (QStringList{u"fine"_s, u"unauthorized: Invalid token"_s}));
    QCOMPARE(scene.exchange.header(3, "Authorization"), QByteArray("Bearer T2"));
    QCOMPARE(scene.exchange.header(6, "Authorization"), QByteArray("Bearer T3"));
}

void TestShipHero::saysWhy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("refused") << 200 << asJson("{'errors':[{'message':'SKU MUG-RED is unknown to refresh-secret'}]}") << u"rejected: SKU MUG-RED is unknown to •••"_s;
    QTest::newRow("down") << 502 << QByteArray("bad gateway") << u"unreachable perhaps: HTTP 502: bad gateway"_s;
    QTest::newRow("no JSON") << 200 << QByteArray("<html>") << u"rejected perhaps: the answer is no JSON object"_s;
    QTest::newRow("something else") << 200 << QByteArray("{\"data\":{}}") << u"rejected perhaps: ShipHero: the answer holds no order_create"_s;
}

void TestShipHero::saysWhy()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Scene scene;
    scene.exchange.reply(status, body);
    QString words;
    scene.node->create(someOrder(), [&](const Answer<NodeReceipt> &receipt) { words = failureOr(receipt); });
    QVERIFY(scene.exchange.run());
    QTEST(words, "words");
}

void TestShipHero::takesOnlySignedMessages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("news");
    QTest::newRow("a parcel left") << asJson("{'webhook_type':'Shipment Update','fulfillment':{'order_uuid':'T3JkZXI6MQ==','partner_order_id':'shop-1-a'}}") << QByteArray("hook") << u"read shop-1-a/T3JkZXI6MQ== Shipment Update"_s;
    QTest::newRow("cancelled there") << asJson("{'webhook_type':'Order Canceled','order_uuid':'T3JkZXI6MQ=='}") << QByteArray("hook") << u"read /T3JkZXI6MQ== Order Canceled"_s;
    QTest::newRow("stock") << asJson("{'webhook_type':'Inventory Update','inventory':[{'sku':'MUG-RED'},{'sku':'LAMP'}]}") << QByteArray("hook") << u"stock MUG-RED LAMP"_s;
    QTest::newRow("something else") << asJson("{'webhook_type':'PO Update'}") << QByteArray("hook") << u"notice PO Update"_s;
    QTest::newRow("of another secret") << asJson("{'webhook_type':'PO Update'}") << QByteArray("other") << u"bad signature"_s;
    QTest::newRow("no JSON") << QByteArray("x") << QByteArray("hook") << u"unreadable"_s;
}

void TestShipHero::takesOnlySignedMessages()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, secret);
    channels::Delivery sent;
    sent.headers = {{"X-Shiphero-Hmac-Sha256", http::hmacSha256(secret, body).toBase64()}, {"X-Shiphero-Message-ID", "m1"}};
    sent.body = body;
    const auto message = readShipHeroDelivery(sent, "hook");
    QString news;
    if (!message)
        news = message.error() == channels::Refusal::BadSignature ? u"bad signature"_s : u"unreadable"_s;
    else if (const auto *hint = std::get_if<NodeHint>(&message->news.first()))
        news = u"read %1/%2 %3"_s.arg(hint->ref.key, hint->ref.id, hint->what);
    else if (const auto *stock = std::get_if<StockHint>(&message->news.first()))
        news = u"stock "_s + stock->skus.join(u' ');
    else if (const auto *notice = std::get_if<channels::Notice>(&message->news.first()))
        news = u"notice "_s + notice->what;
    QTEST(news, "news");
    if (message)
        QCOMPARE(message->eventId, u"m1"_s);
    QVERIFY(!readShipHeroDelivery(sent, {}));
}

void TestShipHero::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("other things") << asJson("{'data':{'order':7,'orders':'x','warehouse_products':{},'order_create':{},'account':[]}}");
    QTest::newRow("cut off") << file(u"orders.json"_s).first(500);
}

void TestShipHero::refusesGarbage()
{
    QFETCH(QByteArray, body);
    QVERIFY(!readShipHeroOrder(body, {}));
    QVERIFY(!readShipHeroStock(body));
    QVERIFY(!readShipHeroCreated(body));
    QVERIFY(!readShipHeroWarehouses(body));
    QVERIFY(!readShipHeroToken(body));
}

QTEST_GUILESS_MAIN(TestShipHero)
#include "tst_shiphero.moc"
