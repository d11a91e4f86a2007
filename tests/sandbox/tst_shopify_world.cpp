#include "tests/sandbox/stage.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::sandbox;

namespace {

const QString setQuery = u"mutation S($input: InventorySetQuantitiesInput!, $key: String!) {\n inventorySetQuantities(input: $input) "
                          "@idempotent(key: $key) { inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange "
                          "item { id } location { id name } } } userErrors { field message code } } }"_s;

QJsonObject row(const ListingSeed &seed, qint64 quantity, const QJsonValue &from)
{
    QJsonObject object{{u"inventoryItemId"_s, seed.inventoryId}, {u"locationId"_s, seed.locationId}, {u"quantity"_s, quantity}};
    if (!from.isUndefined())
        object.insert(u"changeFromQuantity"_s, from);
    return object;
}

QJsonObject input(const QJsonArray &rows, const QString &name = u"available"_s, const QString &reason = u"correction"_s)
{
    return {{u"name"_s, name}, {u"reason"_s, reason}, {u"quantities"_s, rows}};
}

} // namespace

class ShopifyWorldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setQuantities_data();
    void setQuantities();
    void idempotency();
    void topLevelErrors();
    void readsTheCatalogue();
    void ordersByUpdate();
    void throttles();
    void webhooksAreSignedAndRepeated();
    void subscriptions();
    void tokens();
    void prices();
    void cancel();
    void parcels();
};

void ShopifyWorldTest::setQuantities_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<qint64>("quantity");
    QTest::addColumn<qint64>("fromOffset");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("good") << u"available"_s << u"correction"_s << 3LL << 0LL << QString() << QString();
    QTest::newRow("stale") << u"available"_s << u"correction"_s << 3LL << 1LL << u"CHANGE_FROM_QUANTITY_STALE"_s
                           << u"The changeFromQuantity value does not match persisted value."_s;
    QTest::newRow("too high") << u"available"_s << u"correction"_s << 1'000'000'001LL << 0LL << u"INVALID_QUANTITY_TOO_HIGH"_s
                              << u"The quantity can't be higher than 1,000,000,000."_s;
    QTest::newRow("negative on hand") << u"on_hand"_s << u"correction"_s << -5LL << 0LL << u"INVALID_QUANTITY_NEGATIVE"_s
                                      << u"The quantity can't be negative."_s;
    QTest::newRow("name") << u"damaged"_s << u"correction"_s << 3LL << 0LL << u"INVALID_NAME"_s
                          << u"The quantity name must be either 'available' or 'on_hand'."_s;
    QTest::newRow("reason") << u"available"_s << u"because"_s << 3LL << 0LL << u"INVALID_REASON"_s
                            << u"The specified reason is invalid. Valid values are: correction, cycle_count_available, damaged, "
                               "movement_canceled, movement_created, movement_received, movement_updated, other, promotion, "
                               "quality_control, received, reservation_created, reservation_deleted, reservation_updated, restock, "
                               "safety_stock, shrinkage."_s;
}

void ShopifyWorldTest::setQuantities()
{
    QFETCH(QString, name);
    QFETCH(QString, reason);
    QFETCH(qint64, quantity);
    QFETCH(qint64, fromOffset);
    QFETCH(QString, code);
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s);
    const qint64 before = *stage.world.quantity(u"shop"_s, seed.listingId);
    const QJsonValue answer = stage.graphql(setQuery, {{u"key"_s, u"k"_s}, {u"input"_s, input({row(seed, quantity, before + fromOffset)}, name, reason)}});
    const QJsonValue payload = answer[u"data"][u"inventorySetQuantities"];
    QCOMPARE(payload[u"userErrors"][0][u"code"].toString(), code);
    QTEST(payload[u"userErrors"][0][u"message"].toString(), "message");
    QCOMPARE(payload[u"inventoryAdjustmentGroup"].isNull(), !code.isEmpty());
    QCOMPARE(*stage.world.quantity(u"shop"_s, seed.listingId), code.isEmpty() ? quantity : before);
    QCOMPARE(answer[u"extensions"][u"cost"][u"requestedQueryCost"].toInt() >= 10, true);
    if (code.isEmpty()) {
        const QJsonArray changes = payload[u"inventoryAdjustmentGroup"][u"changes"].toArray();
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes.at(1)[u"name"].toString(), u"on_hand"_s);
        QCOMPARE(changes.at(0)[u"delta"].toInteger(), quantity - before);
        QVERIFY(changes.at(0)[u"quantityAfterChange"].isNull());
    }
}

void ShopifyWorldTest::idempotency()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s);
    const qint64 before = *stage.world.quantity(u"shop"_s, seed.listingId);
    const QJsonObject variables{{u"key"_s, u"k1"_s}, {u"input"_s, input({row(seed, before + 4, before)})}};
    const QJsonValue first = stage.graphql(setQuery, variables)[u"data"];
    QVERIFY(stage.world.sell(u"shop"_s, seed.listingId, 1).has_value());
    QCOMPARE(stage.graphql(setQuery, variables)[u"data"], first); // the same answer, no second effect
    QCOMPARE(*stage.world.quantity(u"shop"_s, seed.listingId), before + 3);
    const QJsonObject other{{u"key"_s, u"k1"_s}, {u"input"_s, input({row(seed, 1, before)})}};
    QCOMPARE(stage.graphql(setQuery, other)[u"data"][u"inventorySetQuantities"][u"userErrors"][0][u"code"].toString(),
             u"IDEMPOTENCY_KEY_PARAMETER_MISMATCH"_s);
}

void ShopifyWorldTest::topLevelErrors()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s);
    QString without = setQuery;
    without.remove(u"@idempotent(key: $key)"_s);
    QJsonValue answer = stage.graphql(without, {{u"key"_s, u"k"_s}, {u"input"_s, input({row(seed, 1, QJsonValue())})}});
    QCOMPARE(answer[u"errors"][0][u"message"].toString(), u"The @idempotent directive is required for this mutation but was not provided."_s);
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"BAD_REQUEST"_s);
    QCOMPARE(answer[u"errors"][0][u"path"][0].toString(), u"inventorySetQuantities"_s);
    QVERIFY(answer[u"data"][u"inventorySetQuantities"].isNull());

    answer = stage.graphql(setQuery, {{u"key"_s, u"k"_s}, {u"input"_s, input({row(seed, 1, QJsonValue(QJsonValue::Undefined))})}});
    QCOMPARE(answer[u"errors"][0][u"message"].toString(), u"InventoryQuantityInput must include the following argument: changeFromQuantity."_s);
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"INVALID_FIELD_ARGUMENTS"_s);

    QJsonObject legacy = input({row(seed, 1, 0)});
    legacy.insert(u"ignoreCompareQuantity"_s, true);
    answer = stage.graphql(setQuery, {{u"key"_s, u"k"_s}, {u"input"_s, legacy}});
    QCOMPARE(answer[u"errors"][0][u"message"].toString(),
             u"Variable $input of type InventorySetQuantitiesInput! was provided invalid value for ignoreCompareQuantity "
              "(Field is not defined on InventorySetQuantitiesInput)"_s);

    answer = stage.graphql(setQuery, {{u"key"_s, u"k2"_s}, {u"input"_s, input({row(seed, 1, QJsonValue()), row(seed, 2, QJsonValue())})}});
    const QJsonArray twice = answer[u"data"][u"inventorySetQuantities"][u"userErrors"].toArray();
    QCOMPARE(twice.size(), 2);
    QCOMPARE(twice.at(1)[u"code"].toString(), u"NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR"_s);
    QCOMPARE(twice.at(1)[u"field"].toArray(), (QJsonArray{u"input"_s, u"quantities"_s, u"1"_s, u"locationId"_s}));

    QJsonArray many;
    for (int i = 0; i < 251; ++i)
        many.append(row(seed, i, QJsonValue()));
    answer = stage.graphql(setQuery, {{u"key"_s, u"k3"_s}, {u"input"_s, input(many)}});
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"MAX_INPUT_SIZE_EXCEEDED"_s);
}

void ShopifyWorldTest::readsTheCatalogue()
{
    Stage stage;
    QStringList skus;
    QString cursor;
    for (int page = 0; page < 10; ++page) {
        const QJsonValue answer = stage.graphql(
            u"query C($after: String) { productVariants(first: 50, after: $after) { nodes { id sku price product { id } inventoryItem "
             "{ id inventoryLevels(first: 5) { edges { node { location { id } quantities(names: [\"available\"]) { name quantity } } } } } } "
             "pageInfo { hasNextPage endCursor } } }"_s,
            {{u"after"_s, cursor.isEmpty() ? QJsonValue() : QJsonValue(cursor)}});
        QVERIFY2(answer[u"errors"].isUndefined(), QJsonDocument(answer.toObject()).toJson().constData());
        const QJsonValue variants = answer[u"data"][u"productVariants"];
        for (const QJsonValue &node : variants[u"nodes"].toArray()) {
            skus.append(node[u"sku"].toString());
            const QJsonValue level = node[u"inventoryItem"][u"inventoryLevels"][u"edges"][0][u"node"];
            QCOMPARE(level[u"quantities"][0][u"quantity"].toInteger(), *stage.world.quantity(u"shop"_s, node[u"id"].toString()));
        }
        cursor = variants[u"pageInfo"][u"endCursor"].toString();
        if (!variants[u"pageInfo"][u"hasNextPage"].toBool())
            break;
    }
    QCOMPARE(skus.size(), 120);
    QCOMPARE(QSet<QString>(skus.begin(), skus.end()).size(), 120);
    const QJsonValue one = stage.graphql(u"{ productVariants(first: 2, query: \"sku:'%1'\") { nodes { sku } } }"_s.arg(skus.at(7)));
    QCOMPARE(one[u"data"][u"productVariants"][u"nodes"].toArray().size(), 1);
}

void ShopifyWorldTest::ordersByUpdate()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s, 8);
    QStringList ids;
    for (int i = 0; i < 5; ++i) {
        ids.append(*stage.world.sell(u"shop"_s, seed.listingId, 1));
        stage.clock.pass(Milliseconds{2000});
    }
    const QString since = toText(stage.clock.now() - Milliseconds{1000});
    QVERIFY(stage.world.cancel(u"shop"_s, ids.first()).has_value());
    const auto query = [&](const QString &after) {
        return stage.graphql(u"{ orders(first: 10, sortKey: UPDATED_AT, query: \"updated_at:>'%1'\") { nodes { id cancelledAt "
                              "displayFinancialStatus lineItems(first: 5) { nodes { sku quantity currentQuantity } } } } }"_s.arg(after))
            [u"data"][u"orders"][u"nodes"].toArray();
    };
    const QJsonArray changed = query(since);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0)[u"id"].toString(), ids.first());
    QCOMPARE(changed.at(0)[u"lineItems"][u"nodes"][0][u"currentQuantity"].toInt(), 0);
    QCOMPARE(changed.at(0)[u"lineItems"][u"nodes"][0][u"quantity"].toInt(), 1);
    const QJsonArray all = query(u"2020-01-01T00:00:00Z"_s);
    QCOMPARE(all.size(), 5);
    QCOMPARE(all.last()[u"id"].toString(), ids.first()); // changed last
}

void ShopifyWorldTest::throttles()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s);
    QJsonValue answer;
    int calls = 0;
    while (answer[u"errors"].isUndefined() && calls < 1000)
        answer = stage.graphql(setQuery, {{u"key"_s, QString::number(++calls)}, {u"input"_s, input({row(seed, calls, QJsonValue())})}});
    QVERIFY(calls > 100 && calls <= 201); // 2,000 points at 10 or a little more
    QCOMPARE(answer[u"errors"][0][u"extensions"][u"code"].toString(), u"THROTTLED"_s);
    QVERIFY(answer[u"extensions"][u"cost"][u"throttleStatus"][u"currentlyAvailable"].toDouble() < 20);
    stage.clock.pass(Milliseconds{1000});
    QVERIFY(stage.graphql(u"{ shop { name } }"_s)[u"errors"].isUndefined());
}

void ShopifyWorldTest::webhooksAreSignedAndRepeated()
{
    Stage stage;
    stage.world.subscribe(u"shop"_s, u"http://127.0.0.1:9/webhooks/shop"_s);
    stage.webhookStatus = 503;
    const ListingSeed seed = stage.listing(u"shop"_s);
    QVERIFY(stage.world.sell(u"shop"_s, seed.listingId, 2).has_value());
    stage.clock.pass(Milliseconds{0});
    QCOMPARE(stage.webhooks.size(), 2); // the order and the level
    const WebhookCall call = stage.webhooks.first();
    Request seen{"POST", "/", {}, call.headers, call.body};
    QCOMPARE(seen.header("x-shopify-topic"), "orders/create");
    const QByteArray secret = stage.access(u"shop"_s).secrets.value(u"webhook_secret"_s).toUtf8();
    QCOMPARE(seen.header("X-Shopify-Hmac-Sha256"),
             QMessageAuthenticationCode::hash(call.body, secret, QCryptographicHash::Sha256).toBase64());
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    QCOMPARE(body.value(u"line_items")[0][u"sku"].toString(), seed.sku);
    QCOMPARE(body.value(u"line_items")[0][u"current_quantity"].toInt(), 2);
    QCOMPARE(parseTime(body.value(u"updated_at").toString()).value(), parseTime(toText(stage.clock.now())).value() - Milliseconds{toMs(stage.clock.now()) % 1000});
    stage.clock.pass(std::chrono::hours(5));
    QCOMPARE(stage.webhooks.size(), 18); // nine attempts each, then the subscriptions are gone
    QVERIFY(std::all_of(stage.webhooks.cbegin(), stage.webhooks.cend(), [&](const WebhookCall &each) {
        return each.body == call.body || each.body == stage.webhooks.at(1).body;
    }));
    stage.webhooks.clear();
    QVERIFY(stage.world.sell(u"shop"_s, seed.listingId, 1).has_value());
    stage.clock.pass(Milliseconds{0});
    QCOMPARE(stage.webhooks.size(), 0);
}

void ShopifyWorldTest::subscriptions()
{
    Stage stage;
    const QString create = u"mutation($t: WebhookSubscriptionTopic!, $u: String) { webhookSubscriptionCreate(topic: $t, webhookSubscription: "
                            "{uri: $u, format: JSON}) { webhookSubscription { id topic uri endpoint { __typename ... on WebhookHttpEndpoint "
                            "{ callbackUrl } } } userErrors { field message } } }"_s;
    const auto made = [&](const QString &uri) {
        return stage.graphql(create, {{u"t"_s, u"ORDERS_CREATE"_s}, {u"u"_s, uri}})[u"data"][u"webhookSubscriptionCreate"];
    };
    QCOMPARE(made({})[u"userErrors"][0][u"message"].toString(), u"Address can't be blank"_s);
    QCOMPARE(made(u"http://example.com/x"_s)[u"userErrors"][0][u"message"].toString(), u"Address protocol http:// is not supported"_s);
    const QJsonValue good = made(u"https://example.com/hook"_s);
    QCOMPARE(good[u"userErrors"].toArray().size(), 0);
    QCOMPARE(good[u"webhookSubscription"][u"endpoint"][u"callbackUrl"].toString(), u"https://example.com/hook"_s);
    QCOMPARE(stage.graphql(u"{ webhookSubscriptions(first: 9) { nodes { id topic uri } } }"_s)[u"data"][u"webhookSubscriptions"][u"nodes"].toArray().size(), 1);
    const QString remove = u"mutation { webhookSubscriptionDelete(id: \"%1\") { deletedWebhookSubscriptionId userErrors { field message } } }"_s
                               .arg(good[u"webhookSubscription"][u"id"].toString());
    QCOMPARE(stage.graphql(remove)[u"data"][u"webhookSubscriptionDelete"][u"deletedWebhookSubscriptionId"], good[u"webhookSubscription"][u"id"]);
    QCOMPARE(stage.graphql(remove)[u"data"][u"webhookSubscriptionDelete"][u"userErrors"][0][u"message"].toString(),
             u"Webhook subscription does not exist"_s);
}

void ShopifyWorldTest::tokens()
{
    Stage stage;
    const auto secrets = stage.access(u"shop"_s).secrets;
    QCOMPARE(stage.ask(u"shop"_s, {"POST", "/admin/api/2026-10/graphql.json", {}, {{"X-Shopify-Access-Token", "shpat_no"}}, "{}"}).status, 401);
    const QByteArray form = "grant_type=client_credentials&client_id=" + secrets.value(u"client_id"_s).toUtf8() + "&client_secret=";
    QCOMPARE(stage.ask(u"shop"_s, {"POST", "/admin/oauth/access_token", {}, {}, form + "wrong"}).status, 400);
    const Reply reply = stage.ask(u"shop"_s, {"POST", "/admin/oauth/access_token", {}, {}, form + secrets.value(u"client_secret"_s).toUtf8()});
    const QByteArray token = Stage::json(reply)[u"access_token"].toString().toUtf8();
    const Request shop{"POST", "/admin/api/2026-10/graphql.json", {}, {{"X-Shopify-Access-Token", token}}, R"({"query":"{shop{name}}"})"};
    QCOMPARE(Stage::json(stage.ask(u"shop"_s, shop))[u"data"][u"shop"][u"name"].toString(), u"shop"_s);
    stage.clock.pass(std::chrono::hours(25));
    QCOMPARE(stage.ask(u"shop"_s, shop).status, 401);
}

void ShopifyWorldTest::prices()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s);
    const QJsonValue product = stage.graphql(u"{ productVariant(id: \"%1\") { product { id } } }"_s.arg(seed.listingId))[u"data"][u"productVariant"][u"product"][u"id"];
    const auto update = [&](const QString &price) {
        return stage.graphql(u"mutation($p: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $p, variants: $v) "
                              "{ productVariants { id price } userErrors { field message code } } }"_s,
                             {{u"p"_s, product}, {u"v"_s, QJsonArray{QJsonObject{{u"id"_s, seed.listingId}, {u"price"_s, price}}}}})
            [u"data"][u"productVariantsBulkUpdate"];
    };
    QCOMPARE(update(u"77.10"_s)[u"productVariants"][0][u"price"].toString(), u"77.10"_s);
    QCOMPARE(stage.world.price(u"shop"_s, seed.listingId)->amount, 7710);
    QCOMPARE(update(u"-1"_s)[u"userErrors"][0][u"code"].toString(), u"GREATER_THAN_OR_EQUAL_TO"_s);
    QCOMPARE(stage.world.price(u"shop"_s, seed.listingId)->amount, 7710);
}

void ShopifyWorldTest::cancel()
{
    Stage stage;
    const ListingSeed seed = stage.listing(u"shop"_s);
    const Quantity before = *stage.world.quantity(u"shop"_s, seed.listingId);
    const QString id = *stage.world.sell(u"shop"_s, seed.listingId, 2);
    const QString mutation = u"mutation { orderCancel(orderId: \"%1\", reason: INVENTORY, restock: true) { job { id done } "
                              "orderCancelUserErrors { field message code } } }"_s.arg(id);
    QCOMPARE(stage.graphql(mutation)[u"data"][u"orderCancel"][u"job"][u"done"].toBool(true), false);
    stage.clock.pass(Milliseconds{0});
    QCOMPARE(*stage.world.quantity(u"shop"_s, seed.listingId), before);
    QCOMPARE(stage.graphql(mutation)[u"data"][u"orderCancel"][u"orderCancelUserErrors"][0][u"message"].toString(),
             u"Cannot cancel an order that has already been canceled"_s);
}

/// What left is kept by parcel, with its units, and its tracking numbers can be changed.
void ShopifyWorldTest::parcels()
{
    Stage stage;
    const QString id = *stage.world.sell(u"shop"_s, stage.listing(u"shop"_s).listingId, 3);
    const QString standing = u"{ order(id: \"%1\") { fulfillments(first: 5) { id trackingInfo(first: 5) { number company } fulfillmentLineItems(first: 5) { nodes { quantity lineItem { id } } } } "
                              "fulfillmentOrders(first: 5) { nodes { id lineItems(first: 5) { nodes { id remainingQuantity lineItem { id } } } } } } }"_s.arg(id);
    const QJsonValue open = stage.graphql(standing)[u"data"][u"order"][u"fulfillmentOrders"][u"nodes"][0];
    const QString create = u"mutation { fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: \"%1\", fulfillmentOrderLineItems: [{id: \"%2\", quantity: 2}]}], "
                            "trackingInfo: {numbers: [\"T1\", \"T2\"], company: \"UPS\"}}) { fulfillment { id } userErrors { message } } }"_s
                                .arg(open[u"id"].toString(), open[u"lineItems"][u"nodes"][0][u"id"].toString());
    const QString made = stage.graphql(create)[u"data"][u"fulfillmentCreate"][u"fulfillment"][u"id"].toString();
    QVERIFY(!stage.graphql(create)[u"data"][u"fulfillmentCreate"][u"userErrors"].toArray().isEmpty()); // one is left
    QJsonValue done = stage.graphql(standing)[u"data"][u"order"][u"fulfillments"];
    QCOMPARE(done.toArray().size(), 1);
    QCOMPARE(done[0][u"id"].toString(), made);
    QCOMPARE(done[0][u"trackingInfo"][1][u"number"].toString(), u"T2"_s);
    QCOMPARE(done[0][u"fulfillmentLineItems"][u"nodes"][0][u"quantity"].toInt(), 2);
    QCOMPARE(done[0][u"fulfillmentLineItems"][u"nodes"][0][u"lineItem"], open[u"lineItems"][u"nodes"][0][u"lineItem"]);
    const QString update = u"mutation { fulfillmentTrackingInfoUpdate(fulfillmentId: \"%1\", trackingInfoInput: {number: \"T3\", company: \"DHL\"}) { fulfillment { id } userErrors { message } } }"_s;
    QCOMPARE(stage.graphql(update.arg(made))[u"data"][u"fulfillmentTrackingInfoUpdate"][u"fulfillment"][u"id"].toString(), made);
    done = stage.graphql(standing)[u"data"][u"order"][u"fulfillments"];
    QCOMPARE(done[0][u"trackingInfo"].toArray().size(), 1);
    QCOMPARE(done[0][u"trackingInfo"][0][u"number"].toString() + done[0][u"trackingInfo"][0][u"company"].toString(), u"T3DHL"_s);
    for (const QString &unknown : {made.chopped(1) + u'7', u"gid://shopify/Fulfillment/7"_s})
        QCOMPARE(stage.graphql(update.arg(unknown))[u"data"][u"fulfillmentTrackingInfoUpdate"][u"userErrors"].toArray().size(), 1);
}

QTEST_GUILESS_MAIN(ShopifyWorldTest)
#include "tst_shopify_world.moc"
