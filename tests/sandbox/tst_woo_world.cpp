#include "tests/sandbox/stage.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::sandbox;

class WooWorldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors_data();
    void errors();
    void strangers();
    void setsStock();
    void readsTheCatalogue();
    void ordersByModification();
    void orderLife();
    void trash();
    void webhooks();
    void webhookIsDisabledAfterFailures();
};

namespace {

/// A listing with or without a parent.
ListingSeed seedOf(const Stage &stage, bool isVariation)
{
    for (const ListingSeed &seed : stage.world.listings(u"woo"_s)) {
        if (seed.listingId.contains(u'/') == isVariation && *stage.world.quantity(u"woo"_s, seed.listingId) > 3)
            return seed;
    }
    return {};
}

QByteArray pathOf(const ListingSeed &seed)
{
    return "products/" + QString(seed.listingId).replace(u"/"_s, u"/variations/"_s).toLatin1();
}

} // namespace

void WooWorldTest::errors_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QByteArray many = R"({"update":[)";
    for (int i = 0; i < 101; ++i)
        many += (i ? ",{\"id\":" : "{\"id\":") + QByteArray::number(i) + '}';
    many += "]}";
    QTest::newRow("unknown product") << QByteArray("GET") << QByteArray("products/1") << QByteArray() << QByteArray() << 404 << u"woocommerce_rest_product_invalid_id"_s;
    QTest::newRow("unknown product, changed") << QByteArray("PUT") << QByteArray("products/1") << QByteArray() << QByteArray("{}") << 400 << u"woocommerce_rest_product_invalid_id"_s;
    QTest::newRow("unknown order") << QByteArray("GET") << QByteArray("orders/1") << QByteArray() << QByteArray() << 404 << u"woocommerce_rest_shop_order_invalid_id"_s;
    QTest::newRow("unknown route") << QByteArray("GET") << QByteArray("customers/1") << QByteArray() << QByteArray() << 404 << u"rest_no_route"_s;
    QTest::newRow("page too large") << QByteArray("GET") << QByteArray("products") << QByteArray("per_page=101") << QByteArray() << 400 << u"rest_invalid_param"_s;
    QTest::newRow("no JSON") << QByteArray("PUT") << QByteArray("products/1") << QByteArray() << QByteArray("{") << 400 << u"rest_invalid_json"_s;
    QTest::newRow("batch too large") << QByteArray("POST") << QByteArray("products/batch") << QByteArray() << many << 413 << u"woocommerce_rest_request_entity_too_large"_s;
    QTest::newRow("bad date") << QByteArray("GET") << QByteArray("orders") << QByteArray("modified_after=soon") << QByteArray() << 400 << u"rest_invalid_param"_s;
    QTest::newRow("bad topic") << QByteArray("POST") << QByteArray("webhooks") << QByteArray() << QByteArray(R"({"topic":"x","delivery_url":"http://a.b"})") << 400 << u"woocommerce_rest_shop_webhook_invalid_topic"_s;
}

void WooWorldTest::errors()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Stage stage;
    const Reply reply = stage.woo(method, path, query, body);
    QCOMPARE(reply.status, status);
    QTEST(Stage::json(reply)[u"code"].toString(), "code");
    QCOMPARE(Stage::json(reply)[u"data"][u"status"].toInt(), status);
}

void WooWorldTest::strangers()
{
    Stage stage;
    QCOMPARE(stage.ask(u"woo"_s, {"GET", "/wp-json/wc/v3/products", {}, {}, {}}).status, 401);
    const Reply reply = stage.ask(u"woo"_s, {"GET", "/wp-json/wc/v3/products", {}, {{"Authorization", "Basic " + QByteArray("ck_x:cs_x").toBase64()}}, {}});
    QCOMPARE(Stage::json(reply)[u"message"].toString(), u"Consumer key is invalid."_s);
    const auto secrets = stage.access(u"woo"_s).secrets;
    const QByteArray query = "consumer_key=" + secrets.value(u"consumer_key"_s).toLatin1() + "&consumer_secret=" + secrets.value(u"consumer_secret"_s).toLatin1();
    QCOMPARE(stage.ask(u"woo"_s, {"GET", "/wp-json/wc/v3/system_status", query, {}, {}}).status, 200);
}

void WooWorldTest::setsStock()
{
    Stage stage;
    const ListingSeed simple = seedOf(stage, false);
    const ListingSeed variation = seedOf(stage, true);
    QVERIFY(!simple.sku.isEmpty() && !variation.sku.isEmpty());
    const QByteArray body = R"({"manage_stock":true,"stock_quantity":9,"regular_price":"4.50"})";
    for (const ListingSeed &seed : {simple, variation}) {
        const QJsonValue answer = Stage::json(stage.woo("PUT", pathOf(seed), {}, body));
        QCOMPARE(answer[u"stock_quantity"].toInt(), 9);
        QCOMPARE(answer[u"sku"].toString(), seed.sku);
        QCOMPARE(*stage.world.quantity(u"woo"_s, seed.listingId), 9);
        QCOMPARE(stage.world.price(u"woo"_s, seed.listingId)->amount, 450);
    }
    // A batch: one good row, one unknown, and a variation where it does not belong.
    const QByteArray batch = "{\"update\":[{\"id\":" + simple.listingId.toLatin1() + ",\"stock_quantity\":2},{\"id\":3,\"stock_quantity\":2},{\"id\":"
        + variation.listingId.section(u'/', 1).toLatin1() + ",\"stock_quantity\":2}]}";
    const QJsonValue rows = Stage::json(stage.woo("POST", "products/batch", {}, batch))[u"update"];
    QCOMPARE(rows[0][u"stock_quantity"].toInt(), 2);
    QCOMPARE(rows[1][u"error"][u"code"].toString(), u"woocommerce_rest_product_invalid_id"_s);
    QCOMPARE(rows[2][u"error"][u"code"].toString(), u"woocommerce_rest_invalid_product_id"_s);
    QCOMPARE(*stage.world.quantity(u"woo"_s, variation.listingId), 9);
    const QByteArray family = "products/" + variation.listingId.section(u'/', 0, 0).toLatin1() + "/variations/batch";
    const QByteArray inside = "{\"update\":[{\"id\":" + variation.listingId.section(u'/', 1).toLatin1() + ",\"stock_quantity\":1}]}";
    QCOMPARE(Stage::json(stage.woo("POST", family, {}, inside))[u"update"][0][u"stock_quantity"].toInt(), 1);
}

void WooWorldTest::readsTheCatalogue()
{
    Stage stage;
    QSet<QString> skus;
    int page = 0;
    int pages = 1;
    while (++page <= pages) {
        const Reply reply = stage.woo("GET", "products", "per_page=20&page=" + QByteArray::number(page));
        pages = Request{{}, {}, {}, reply.headers, {}}.header("X-WP-TotalPages").toInt();
        for (const QJsonValue &product : Stage::json(reply).toArray()) {
            if (product[u"type"].toString() == u"simple") {
                skus.insert(product[u"sku"].toString());
                continue;
            }
            for (const QJsonValue &variation : Stage::json(stage.woo("GET", "products/" + QByteArray::number(product[u"id"].toInteger()) + "/variations", "per_page=100&_fields=sku,id")).toArray()) {
                QCOMPARE(variation.toObject().size(), 2);
                skus.insert(variation[u"sku"].toString());
            }
        }
    }
    QCOMPARE(skus.size(), 120);
}

void WooWorldTest::ordersByModification()
{
    Stage stage;
    const ListingSeed seed = seedOf(stage, false);
    const QString first = *stage.world.sell(u"woo"_s, seed.listingId, 1);
    stage.clock.pass(Milliseconds{10'000});
    const QString second = *stage.world.sell(u"woo"_s, seed.listingId, 1);
    stage.clock.pass(Milliseconds{10'000});
    const QByteArray since = toText(stage.clock.now() - Milliseconds{5000}).first(19).toLatin1();
    QVERIFY(stage.world.cancel(u"woo"_s, first).has_value());
    const QByteArray rest = "&dates_are_gmt=true&orderby=modified&order=asc&per_page=100";
    const QJsonValue changed = Stage::json(stage.woo("GET", "orders", "modified_after=" + since + rest));
    QCOMPARE(changed.toArray().size(), 1);
    QCOMPARE(changed[0][u"status"].toString(), u"cancelled"_s);
    QCOMPARE(changed[0][u"line_items"][0][u"quantity"].toInt(), 1); // a cancelled order keeps its lines
    const QJsonArray all = Stage::json(stage.woo("GET", "orders", "modified_after=2020-01-01T00:00:00" + rest)).toArray();
    QCOMPARE(all.size(), 2);
    QCOMPARE(QString::number(all.first()[u"id"].toInteger()), second);
}

void WooWorldTest::trash()
{
    Stage stage;
    const ListingSeed seed = seedOf(stage, false);
    const QString id = *stage.world.sell(u"woo"_s, seed.listingId, 1);
    const Quantity left = *stage.world.quantity(u"woo"_s, seed.listingId);
    const auto count = [&](const QByteArray &status) { return Stage::json(stage.woo("GET", "orders", "modified_after=2020-01-01T00:00:00&status=" + status)).toArray().size(); };
    QCOMPARE(count("any"), 1);
    QCOMPARE(count("trash"), 0);
    QCOMPARE(Stage::json(stage.woo("DELETE", "orders/" + id.toLatin1()))[u"status"].toString(), u"trash"_s);
    QCOMPARE(stage.woo("DELETE", "orders/" + id.toLatin1()).status, 410);
    QCOMPARE(count("any"), 0);
    QCOMPARE(count("trash"), 1);
    QCOMPARE(*stage.world.quantity(u"woo"_s, seed.listingId), left); // a shop gives no unit back for it
    QVERIFY(stage.world.restore(u"woo"_s, id).has_value());
    QCOMPARE(count("any"), 1);
    QCOMPARE(count("trash"), 0);
    QCOMPARE(Stage::json(stage.woo("GET", "orders/" + id.toLatin1()))[u"status"].toString(), u"processing"_s);
}

void WooWorldTest::orderLife()
{
    Stage stage;
    const ListingSeed seed = seedOf(stage, true);
    const Quantity before = *stage.world.quantity(u"woo"_s, seed.listingId);
    const QString id = *stage.world.sell(u"woo"_s, {Basket{seed.listingId, 2}}, Payment::Later);
    QCOMPARE(*stage.world.quantity(u"woo"_s, seed.listingId), before); // units leave with the payment
    QCOMPARE(Stage::json(stage.woo("GET", "orders/" + id.toLatin1()))[u"status"].toString(), u"pending"_s);
    QVERIFY(stage.world.pay(u"woo"_s, id).has_value());
    QCOMPARE(*stage.world.quantity(u"woo"_s, seed.listingId), before - 2);
    const QJsonValue paid = Stage::json(stage.woo("GET", "orders/" + id.toLatin1()));
    QCOMPARE(paid[u"status"].toString(), u"processing"_s);
    QCOMPARE(QString::number(paid[u"line_items"][0][u"variation_id"].toInteger()), seed.listingId.section(u'/', 1));
    QCOMPARE(Stage::json(stage.woo("PUT", "orders/" + id.toLatin1(), {}, R"({"status":"cancelled"})"))[u"status"].toString(), u"cancelled"_s);
    QCOMPARE(*stage.world.quantity(u"woo"_s, seed.listingId), before);
    QCOMPARE(stage.woo("PUT", "orders/" + id.toLatin1(), {}, R"({"status":"completed"})").status, 400);
    QVERIFY(!stage.world.sell(u"woo"_s, seed.listingId, before + 1)); // a buyer cannot buy what is not shown
}

void WooWorldTest::webhooks()
{
    Stage stage;
    const Reply made = stage.woo("POST", "webhooks", {}, R"({"topic":"order.created","delivery_url":"http://127.0.0.1:9/hook","secret":"s3"})");
    QCOMPARE(made.status, 201);
    QCOMPARE(stage.webhooks.size(), 1);
    QCOMPARE(stage.webhooks.first().body, "webhook_id=" + QByteArray::number(Stage::json(made)[u"id"].toInteger()));
    QVERIFY(Request({{}, {}, {}, stage.webhooks.first().headers, {}}).header("X-WC-Webhook-Signature").isEmpty());
    const ListingSeed seed = seedOf(stage, false);
    const QString id = *stage.world.sell(u"woo"_s, seed.listingId, 1);
    stage.clock.pass(Milliseconds{0});
    QCOMPARE(stage.webhooks.size(), 2);
    const WebhookCall call = stage.webhooks.last();
    const Request seen{{}, {}, {}, call.headers, call.body};
    QCOMPARE(seen.header("X-WC-Webhook-Topic"), "order.created");
    QCOMPARE(seen.header("X-WC-Webhook-Signature"), QMessageAuthenticationCode::hash(call.body, "s3", QCryptographicHash::Sha256).toBase64());
    QCOMPARE(QString::number(QJsonDocument::fromJson(call.body)[u"id"].toInteger()), id);
}

void WooWorldTest::webhookIsDisabledAfterFailures()
{
    Stage stage;
    stage.webhookStatus = 500;
    stage.world.subscribe(u"woo"_s, u"http://127.0.0.1:9/hook"_s);
    const ListingSeed seed = seedOf(stage, false);
    for (int i = 0; i < 9; ++i) {
        QVERIFY(stage.world.editQuantity(u"woo"_s, seed.listingId, 100 + i).has_value());
        stage.clock.pass(Milliseconds{1000});
    }
    QCOMPARE(stage.webhooks.size(), 6); // never repeated, and after the sixth failure in a row there are no more
    QCOMPARE(Stage::json(stage.woo("GET", "webhooks", "status=disabled")).toArray().size(), 1);
}

QTEST_GUILESS_MAIN(WooWorldTest)
#include "tst_woo_world.moc"
