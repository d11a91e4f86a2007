#include "core/connectors/nodes/amazon_mcf/mcf_node.h"
#include "core/inventory/fulfilment/placement.h"
#include "tests/connectors/nodes/node_words.h"

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;
using namespace crossdock::nodes;

namespace {

const QByteArray tokenReply = "{\"access_token\":\"Atza|T\",\"expires_in\":3600}";
const QByteArray notFound = "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"Requested order 'shop-1-a' not found\"}]}";

Account account(const QString &contract = {})
{
    Account known{*NodeId::parse(u"mcf"), u"amazon-mcf"_s, u"https://host"_s, {{u"marketplace_id"_s, u"ATVPDKIKX0DER"_s}}, {{u"client_id"_s, u"client-id"_s}, {u"client_secret"_s, u"very-secret"_s}, {u"refresh_token"_s, u"Atzr|refresh"_s}}};
    if (!contract.isEmpty())
        known.account[u"contract"_s] = contract;
    return known;
}

/// A node in front of a script of answers, its token at hand.
struct Scene {
    explicit Scene(const QString &contract = {})
        : exchange(clock)
        , node(*McfNode::make(account(contract), exchange, clock))
    {
        exchange.reply(200, tokenReply);
    }
    QByteArray path(qsizetype i) const { return exchange.asked.value(i).method + ' ' + exchange.asked.value(i).url.mid(12); }
    FakeClock clock;
    FakeExchange exchange;
    std::unique_ptr<McfNode> node;
};

} // namespace

/// What the connector does around the wire: versions, limits, tokens, silence.
class TestMcfNode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void needsItsAccount_data();
    void needsItsAccount();
    void placesOnceAfterASilence();
    void goesByTheOlderContractWhereItMust();
    void asksForSignatures();
    void looksInBothContracts();
    void cancels_data();
    void cancels();
    void releasesButDoesNotHold();
    void saysWhy_data();
    void saysWhy();
    void keepsToItsLimits();
    void checksSkus();
    void tests();
};

void TestMcfNode::needsItsAccount_data()
{
    QTest::addColumn<QString>("without");
    QTest::addColumn<QString>("contract");
    QTest::addColumn<QString>("subject");
    QTest::newRow("all there") << QString() << QString() << QString();
    QTest::newRow("the new contract") << QString() << u"2026-07-04"_s << QString();
    QTest::newRow("no such contract") << QString() << u"2019-01-01"_s << u"contract"_s;
    QTest::newRow("no marketplace") << u"marketplace_id"_s << QString() << u"marketplace_id"_s;
    QTest::newRow("no secret") << u"client_secret"_s << QString() << u"client_secret"_s;
}

void TestMcfNode::needsItsAccount()
{
    QFETCH(QString, without);
    QFETCH(QString, contract);
    FakeClock clock;
    FakeExchange exchange(clock);
    Account known = account(contract);
    known.account.remove(without);
    known.secrets.remove(without);
    const auto made = McfNode::make(known, exchange, clock);
    QTEST(made ? QString() : made.error().subject, "subject");
}

void TestMcfNode::placesOnceAfterASilence()
{
    Scene scene;
    scene.exchange.lose();
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_order.json"_s).replace("FBATestOrder-1", "shop-1-a").replace("CR-47K6-H6QN", "LAMP").replace("PSMM-TEST-SKU-Jan-21_19_59_44-0738", "MUG-RED"));
    NodeOrder order = someOrder();
    order.lines[0].quantity = 1;
    order.lines[1].quantity = 3;
    QStringList outcomes;
    Placement::place(*scene.node, order, scene.clock, scene.node.get(), [&](const Answer<NodeReceipt> &receipt) {
        outcomes.append(failureOr(receipt, receipt && receipt->wasKnown ? u"known"_s : u"placed"_s));
    });
    scene.exchange.run();
    scene.clock.advance(Milliseconds{10'000});
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, QStringList{u"known"_s});
    QCOMPARE(scene.exchange.asked.size(), 3);
    QCOMPARE(scene.path(1), QByteArray("POST /fba/outbound/2020-07-01/fulfillmentOrders"));
    QCOMPARE(scene.path(2), QByteArray("GET /fba/outbound/2020-07-01/fulfillmentOrders/shop-1-a"));
    QCOMPARE(scene.exchange.header(1, "x-amz-access-token"), QByteArray("Atza|T"));
}

void TestMcfNode::goesByTheOlderContractWhereItMust()
{
    Scene scene(u"2026-07-04"_s);
    NodeOrder plain = someOrder(), walmart = someOrder(), impossible = someOrder();
    plain.handling.plainBox = true;
    walmart.handling = {true, {u"amzl"_s}, false, false};
    impossible.handling.blockedCarriers = {u"ups"_s};
    scene.exchange.reply(202, recorded(u"nodes/mcf_2026_accepted.json"_s));
    scene.exchange.reply(200, "{}");
    QStringList outcomes;
    const auto take = [&](const Answer<NodeReceipt> &receipt) { outcomes.append(failureOr(receipt)); };
    scene.node->create(plain, take);
    scene.node->create(walmart, take);
    QVERIFY(scene.exchange.run());
    scene.node->create(impossible, take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(scene.path(1), QByteArray("POST /fulfillment/outbound/2026-07-04/orders"));
    QCOMPARE(scene.path(2), QByteArray("POST /fba/outbound/2020-07-01/fulfillmentOrders"));
    QCOMPARE(scene.exchange.asked.size(), 3);
    QCOMPARE(outcomes, (QStringList{u"fine"_s, u"fine"_s, u"rejected: Amazon chooses the carrier: it can keep its own drivers away, but not ups."_s}));
}

/// 2026-07-04 has no word for a signature.
void TestMcfNode::asksForSignatures()
{
    Scene scene(u"2026-07-04"_s);
    NodeOrder order = someOrder();
    order.handling.signature = true;
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_preview.json"_s));
    bool isPriced = false, isTaken = false;
    scene.node->preview(order, [&](const Answer<QList<NodeOffer>> &offers) { isPriced = offers.has_value(); });
    QVERIFY(scene.exchange.run());
    scene.exchange.reply(200, "{}");
    scene.node->create(order, [&](const Answer<NodeReceipt> &receipt) { isTaken = receipt.has_value(); });
    QVERIFY(scene.exchange.run());
    QVERIFY(isPriced && isTaken);
    QCOMPARE(scene.path(1), QByteArray("POST /fba/outbound/2020-07-01/fulfillmentOrders/preview"));
    QCOMPARE(scene.path(2), QByteArray("POST /fba/outbound/2020-07-01/fulfillmentOrders"));
    for (const qsizetype call : {1, 2})
        QVERIFY2(scene.exchange.asked[call].body.contains("SIGNATURE_CONFIRMATION"), scene.exchange.asked[call].body);
}

void TestMcfNode::looksInBothContracts()
{
    Scene scene(u"2026-07-04"_s);
    scene.exchange.reply(404, notFound);
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_order_partial.json"_s));
    scene.exchange.reply(404, notFound);
    scene.exchange.reply(400, notFound);
    QStringList outcomes;
    const auto take = [&](const Answer<std::optional<NodeStatus>> &status) { outcomes.append(failureOr(status, status && *status ? (*status)->words : u"unknown"_s)); };
    scene.node->read({u"shop-1-a"_s, {}}, take);
    QVERIFY(!scene.exchange.run());
    scene.node->read({u"shop-1-a"_s, {}}, take);
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, (QStringList{u"CompletePartialled"_s, u"unknown"_s}));
    QCOMPARE(scene.path(1), QByteArray("GET /fulfillment/outbound/2026-07-04/orders/shop-1-a"));
    QCOMPARE(scene.path(2), QByteArray("GET /fba/outbound/2020-07-01/fulfillmentOrders/shop-1-a"));
}

void TestMcfNode::cancels_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("done") << 200 << recorded(u"nodes/mcf_2020_order_held.json"_s).replace("\"Received\"", "\"Cancelled\"") << u"0 Cancelled"_s;
    QTest::newRow("understood, not decided") << 200 << recorded(u"nodes/mcf_2020_order_held.json"_s) << u"1 Received"_s;
    QTest::newRow("parcels left before") << 200 << recorded(u"nodes/mcf_2020_order_partial.json"_s) << u"2 CompletePartialled"_s;
    QTest::newRow("too late") << 400 << QByteArray() << u"3 InvalidInput: too late"_s;
}

void TestMcfNode::cancels()
{
    QFETCH(int, status);
    QFETCH(QByteArray, after);
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_order_held.json"_s));
    scene.exchange.reply(status, status == 200 ? "{}" : "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"too late\"}]}");
    if (!after.isEmpty())
        scene.exchange.reply(200, after);
    QString outcome;
    scene.node->cancel({u"shop-1-a"_s, {}}, {}, [&](const Answer<CancelReport> &report) { outcome = report ? u"%1 %2"_s.arg(static_cast<int>(report->outcome)).arg(report->words) : failureOr(report); });
    QVERIFY(scene.exchange.run());
    QTEST(outcome, "outcome");
    scene.node->cancel({u"shop-1-a"_s, {}}, {u"11"_s}, [&](const Answer<CancelReport> &report) { outcome = failureOr(report); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcome, u"rejected: Amazon cancels a whole order, not a parcel of it."_s);
}

void TestMcfNode::releasesButDoesNotHold()
{
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_order_held.json"_s));
    scene.exchange.reply(200, "{}");
    QStringList outcomes;
    scene.node->release({u"shop-1-a"_s, {}}, [&](const Answer<QString> &words) { outcomes.append(failureOr(words, words ? *words : QString())); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(scene.exchange.json(2), (QJsonObject{{u"fulfillmentAction"_s, u"Ship"_s}}));
    scene.node->hold({u"shop-1-a"_s, {}}, [&](const Answer<QString> &words) { outcomes.append(failureOr(words)); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(outcomes, (QStringList{u"Amazon sends it now."_s, u"rejected: Amazon holds an order from its creation or not at all: cancel it, and place it again later."_s}));
}

void TestMcfNode::saysWhy_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("refused") << 400 << QByteArray("{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"bad address\"}]}") << u"rejected: InvalidInput: bad address"_s;
    QTest::newRow("a secret in the words") << 400 << QByteArray("{\"errors\":[{\"code\":\"X\",\"message\":\"very-secret is no name\"}]}") << u"rejected: X: … is no name"_s;
    QTest::newRow("too fast") << 429 << QByteArray("{\"errors\":[{\"code\":\"QuotaExceeded\",\"message\":\"slow down\"}]}") << u"limited: QuotaExceeded: slow down"_s;
    QTest::newRow("down") << 503 << QByteArray("{}") << u"unreachable perhaps: HTTP 503"_s;
    QTest::newRow("not let in") << 403 << QByteArray("{\"errors\":[{\"code\":\"Unauthorized\",\"message\":\"no role\"}]}") << u"unauthorized: Unauthorized: no role"_s;
}

void TestMcfNode::saysWhy()
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

void TestMcfNode::keepsToItsLimits()
{
    Scene scene;
    for (int i = 0; i < 40; ++i)
        scene.exchange.reply(200, "{}");
    int placed = 0;
    for (int i = 0; i < 40; ++i)
        scene.node->create(someOrder(), [&](const Answer<NodeReceipt> &receipt) { placed += receipt ? 1 : 0; });
    scene.exchange.run();
    QCOMPARE(placed, 30); // at once
    scene.clock.advance(Milliseconds{499});
    scene.exchange.run();
    QCOMPARE(placed, 30);
    scene.clock.advance(Milliseconds{1});
    scene.exchange.run();
    QCOMPARE(placed, 31); // then two a second
    scene.clock.advance(Milliseconds{4'500});
    QVERIFY(scene.exchange.run());
    QCOMPARE(placed, 40);
}

void TestMcfNode::checksSkus()
{
    Scene scene;
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_feature_sku.json"_s));
    scene.exchange.reply(200, recorded(u"nodes/mcf_2020_feature_sku_refused.json"_s));
    QStringList reasons;
    scene.node->checkSku(u"MUG-RED"_s, {true, {u"amzl"_s}, false, false}, [&](const Answer<QStringList> &found) { reasons = found.value_or(QStringList{u"failed"_s}); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(reasons, QStringList{u"BLANK_BOX: NON_SORTABLE"_s});
    QCOMPARE(scene.path(1), QByteArray("GET /fba/outbound/2020-07-01/features/inventory/BLOCK_AMZL/MUG-RED?marketplaceId=ATVPDKIKX0DER"));
}

void TestMcfNode::tests()
{
    Scene scene;
    scene.exchange.reply(200, "{\"payload\":{\"fulfillmentOrders\":[]}}");
    scene.exchange.reply(200, recorded(u"nodes/fba_summaries.json"_s));
    QString words;
    scene.node->test([&](const Answer<QString> &answer) { words = failureOr(answer, answer ? *answer : QString()); });
    QVERIFY(scene.exchange.run());
    QCOMPARE(words, u"Signed in to Amazon Multi-Channel Fulfilment (ATVPDKIKX0DER); the first page of its stock holds 2 SKUs."_s);
    QVERIFY(!scene.node->readDelivery({}, scene.clock.now()));
}

QTEST_GUILESS_MAIN(TestMcfNode)
#include "tst_mcf_node.moc"
