#include "core/connectors/channels/shopify/shopify_wire.h"

#include "core/connectors/http/signature.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::channels;
using namespace crossdock::shopify;
using Kind = CallFailure::Kind;
using Retry = RowsReply::Retry;

Q_DECLARE_METATYPE(Kind)
Q_DECLARE_METATYPE(Retry)

namespace
{

Delivery delivery(const QByteArray &topic, const QByteArray &body)
{
    Delivery made;
    made.channel = *ChannelId::parse(u"shop");
    made.headers = {{"x-shopify-topic", topic},
                    {"X-Shopify-Event-Id", "ev-1"},
                    {"X-Shopify-Triggered-At", "2026-11-25T07:30:02.877041743Z"}};
    made.body = body;
    made.receivedAt = *parseTime(u"2026-11-25T07:30:04Z");
    return made;
}

QString homeOf(const QString &item)
{
    return item == "gid://shopify/InventoryItem/602"_L1 ? u"gid://shopify/Location/8"_s : u"gid://shopify/Location/9"_s;
}

QByteArray setReply(const QByteArray &errors)
{
    return asJson("{'data':{'inventorySetQuantities':{'inventoryAdjustmentGroup':null,'userErrors':[") + errors
        + "]}}}";
}

} // namespace

class TestShopifyWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsErrorsApart_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("waitMs");
        const auto error = [](const QByteArray &code) {
            return asJson("{'errors':[{'message':'No.','extensions':{'code':'") + code
                + asJson("'}}],'data':{'x':null}}");
        };
        QTest::newRow("throttled") << recorded(u"shopify/throttled.json"_s) << Kind::RateLimited << 1000;
        QTest::newRow("throttled without a cost") << error("THROTTLED") << Kind::RateLimited << 200;
        QTest::newRow("argument missing") << error("INVALID_FIELD_ARGUMENTS") << Kind::Rejected << 0;
        QTest::newRow("no permission") << error("ACCESS_DENIED") << Kind::Rejected << 0;
        QTest::newRow("their fault") << error("INTERNAL_SERVER_ERROR") << Kind::Unreachable << 0;
        QTest::newRow("errors as a text") << (asJson("{'errors':'[API] Invalid'}")) << Kind::Rejected << 0;
        QTest::newRow("no data") << QByteArray("{}") << Kind::Unreachable << 0;
        QTest::newRow("empty") << QByteArray() << Kind::Unreachable << 0;
        QTest::newRow("a page") << QByteArray("<html><body>Be right back</body></html>") << Kind::Unreachable << 0;
        QTest::newRow("cut off") << recorded(u"shopify/set_applied.json"_s).left(90) << Kind::Unreachable << 0;
    }
    void tellsErrorsApart()
    {
        QFETCH(QByteArray, body);
        const auto reply = parseReply(body);
        QVERIFY(!reply);
        QTEST(reply.error().kind, "kind");
        QTEST(static_cast<int>(reply.error().retryAfter.count()), "waitMs");
        QVERIFY(!reply.error().words.isEmpty());
    }

    void restsWhenTheBucketIsLow_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("restMs");
        QTest::newRow("plenty") << u"shopify/set_applied.json"_s << 0;
        QTest::newRow("3 points left of 13") << u"shopify/set_drained.json"_s << 100;
    }
    void restsWhenTheBucketIsLow()
    {
        QFETCH(QString, file);
        const auto reply = parseReply(recorded(file));
        QVERIFY(reply);
        QTEST(static_cast<int>(reply->restFor.count()), "restMs");
    }

    void writesTheCallAsDocumented()
    {
        const QList<StockRow> rows{{u"gid://shopify/InventoryItem/601"_s, u"gid://shopify/Location/9"_s, 0, 17}};
        const QJsonObject body = QJsonDocument::fromJson(setStock(rows, u"crossdock://trail/7"_s, u"key"_s)).object();
        QVERIFY(body["query"_L1].toString().contains("@idempotent(key: $key)"_L1));
        const QJsonValue input = body["variables"_L1]["input"_L1];
        QCOMPARE(input["name"_L1].toString(), u"available"_s);
        QCOMPARE(input["reason"_L1].toString(), u"correction"_s);
        QCOMPARE(input["referenceDocumentUri"_L1].toString(), u"crossdock://trail/7"_s);
        const QJsonValue row = input["quantities"_L1][0];
        QCOMPARE(row["quantity"_L1].toInteger(-1), 0);
        QCOMPARE(row["changeFromQuantity"_L1].toInteger(-1), 17);
        QCOMPARE(row["inventoryItemId"_L1].toString(), u"gid://shopify/InventoryItem/601"_s);
        QCOMPARE(row["locationId"_L1].toString(), u"gid://shopify/Location/9"_s);
    }

    void keysFollowTheContents()
    {
        const QList<StockRow> rows{{u"a"_s, u"l"_s, 5, 7}};
        Offer offer;
        offer.revision = 3;
        const QString key = keyOf(rows, {offer}, QString());
        QCOMPARE(keyOf(rows, {offer}, QString()), key);
        QVERIFY(keyOf(rows, {offer}, u"again"_s) != key);
        QVERIFY(keyOf({{u"a"_s, u"l"_s, 5, 6}}, {offer}, QString()) != key);
        QVERIFY(keyOf({{u"a"_s, u"m"_s, 5, 7}}, {offer}, QString()) != key);
        Offer newer = offer;
        newer.revision = 4;
        QVERIFY(keyOf(rows, {newer}, QString()) != key);
        Offer later = offer; // the same change once more, after the channel had undone it
        later.knownSince = fromMs(1'790'000'000'000);
        QVERIFY(keyOf(rows, {later}, QString()) != key);
        QVERIFY(key.size() <= 255);
    }

    void judgesRows_data()
    {
        QTest::addColumn<QByteArray>("errors");
        QTest::addColumn<int>("row");
        QTest::addColumn<bool>("isStale");
        QTest::addColumn<Retry>("retry");
        QTest::newRow("clean") << QByteArray() << -1 << false << Retry::No;
        QTest::newRow("stale") << (asJson("{'field':['input','quantities','4','changeFromQuantity'],'message':'m','"
                                          "code':'CHANGE_FROM_QUANTITY_STALE'}"))
                               << 4 << true << Retry::No;
        QTest::newRow("number as a number")
            << (asJson("{'field':['input','quantities',2],'message':'m','code':'INVALID_LOCATION'}")) << 2 << false
            << Retry::No;
        QTest::newRow("stale and wrong is wrong")
            << (asJson("{'field':['input','quantities','0','x'],'message':'m','code':'CHANGE_FROM_QUANTITY_STALE'},"
                       "{'field':['input','quantities','0','x'],'message':'n','code':'INVALID_QUANTITY_TOO_HIGH'}"))
            << 0 << false << Retry::No;
        QTest::newRow("under way") << (asJson("{'field':null,'message':'m','code':'IDEMPOTENCY_CONCURRENT_REQUEST'}"))
                                   << -1 << false << Retry::LaterWithSameKey;
        QTest::newRow("key reused") << (asJson(
            "{'field':null,'message':'m','code':'IDEMPOTENCY_KEY_PARAMETER_MISMATCH'}"))
                                    << -1 << false << Retry::WithNewKey;
        QTest::newRow("failed before") << (asJson("{'message':'m','code':'IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'}")) << -1
                                       << false << Retry::WithNewKey;
    }
    void judgesRows()
    {
        QFETCH(QByteArray, errors);
        QFETCH(int, row);
        QFETCH(bool, isStale);
        const auto reply = parseReply(setReply(errors));
        QVERIFY(reply);
        const RowsReply rows = parseSetStock(reply->data);
        QTEST(rows.retry, "retry");
        QCOMPARE(rows.isClean(), errors.isEmpty());
        QCOMPARE(rows.rows.keys(), row < 0 ? QList<int>() : QList<int>{row});
        if (row >= 0)
            QCOMPARE(rows.rows.value(row).isStale, isStale);
    }

    void answersNothingForNothing()
    {
        QVERIFY(!parseSetStock({}).isClean()); // an absent answer must not pass for success
        QVERIFY(!parseSetStock(QJsonObject{{u"inventorySetQuantities"_s, QJsonValue()}}).isClean());
        QVERIFY(!parseOrders({}, {}));
        QVERIFY(!parseOrder({}, {}));
        QVERIFY(!parseShop({}));
        QVERIFY(!parseCatalogue({}, {}, {}, {}));
        QVERIFY(!parseUserErrors(QJsonObject{{u"orderCancel"_s, QJsonValue()}}).isEmpty());
    }

    void readsOrders()
    {
        const auto reply = parseReply(recorded(u"shopify/orders_page.json"_s));
        QVERIFY(reply);
        const auto read = parseOrders(reply->data, *ChannelId::parse(u"shop"));
        QVERIFY(read);
        QVERIFY(read->after.isEmpty());
        QCOMPARE(read->orders.size(), 2);
        const OrderRead &first = read->orders.at(0);
        QCOMPARE(first.order.id.number, u"5012"_s);
        QVERIFY(first.order.isAuthoritative);
        QCOMPARE(toMs(first.order.revision) / 1000, toMs(*parseTime(u"2026-11-25T07:30:02Z")) / 1000);
        QCOMPARE(first.order.resolution, Milliseconds{1000});
        QCOMPARE(first.order.state, ChannelOrder::State::Open);
        QCOMPARE(first.moreLinesAfter, u"line-1"_s);
        QCOMPARE(first.order.lines.size(), 1);
        const ChannelOrder::Line line{
            u"901"_s, u"gid://shopify/ProductVariant/801"_s, u"MUG-BLUE"_s, 2, 1, Money{1250, u"USD"_s}};
        QCOMPARE(first.order.lines.first(), line);
        QCOMPARE(first.order.buyer.country, u"GB"_s);
        const OrderRead &second = read->orders.at(1);
        QCOMPARE(second.order.state, ChannelOrder::State::Cancelled);
        QVERIFY(second.order.buyer.isEmpty());
        QCOMPARE(second.order.lines.first().unitPrice, std::optional(Money{900, u"JPY"_s}));
    }

    void readsHowItIsPaid()
    {
        const QJsonObject node{{u"id"_s, u"gid://shopify/Order/1"_s}, {u"createdAt"_s, u"2026-11-25T07:30:00Z"_s}, {u"updatedAt"_s, u"2026-11-25T07:30:02Z"_s},
                               {u"lineItems"_s, QJsonObject{{u"nodes"_s, QJsonArray()}, {u"pageInfo"_s, QJsonObject{{u"hasNextPage"_s, false}}}}},
                               {u"paymentGatewayNames"_s, QJsonArray{u"gift_card"_s, u"Cash on Delivery (COD)"_s}}};
        const auto read = parseOrder({{u"order"_s, node}}, *ChannelId::parse(u"shop"));
        QVERIFY(read);
        QCOMPARE(read->order.paymentMethod, u"cod"_s);
    }

    void readsFacts_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::addColumn<QByteArray>("facts");
        const auto row = [](const char *name, const char *order, const char *facts) { QTest::newRow(name) << asJson(order) << asJson(facts); };
        row("nothing", "{}", "{}");
        row("paid", "{'displayFinancialStatus':'PAID'}", "{'payment':'paid'}");
        row("not paid yet", "{'displayFinancialStatus':'PENDING'}", "{'payment':'unpaid'}");
        row("an authorization that ran out", "{'displayFinancialStatus':'EXPIRED'}", "{'payment':'failed'}");
        row("a discount", "{'totalDiscountsSet':{'shopMoney':{'amount':'5.0','currencyCode':'USD'}},'subtotalPriceSet':{'shopMoney':{'amount':'20.0','currencyCode':'USD'}},'discountCodes':['SPRING']}",
            "{'discount':{'amount':500,'currency':'USD'},'goods':{'amount':2500,'currency':'USD'},'coupon':['SPRING']}");
        row("no code", "{'discountCodes':[]}", "{'coupon':[]}");
        row("shipping", "{'shippingLine':{'title':'DHL Express','code':'EXP','discountedPriceSet':{'shopMoney':{'amount':'9.5','currencyCode':'USD'}}}}",
            "{'shipping_method':'DHL Express','shipping_speed':'expedited','shipping_paid':{'amount':950,'currency':'USD'}}");
        row("nothing to ship", "{'shippingLine':null}", "{}");
        row("an assessment that is to come", "{'risk':{'recommendation':'NONE','assessments':[{'riskLevel':'PENDING'}]}}", "{'complete':false}");
        row("a risk that Shopify sees", "{'risk':{'recommendation':'ACCEPT','assessments':[{'riskLevel':'MEDIUM'},{'riskLevel':'LOW'}]}}", "{'risk':'medium'}");
        row("advice alone", "{'risk':{'recommendation':'CANCEL','assessments':[{'riskLevel':'PENDING'}]}}", "{'risk':'high','complete':false}");
        row("no advice yet", "{'risk':{'recommendation':'NONE','assessments':[]}}", "{}");
        row("a good address", "{'shippingAddress':{'validationResultSummary':'NO_ISSUES'}}", "{'address_status':'verified'}");
        row("a bad one", "{'shippingAddress':{'validationResultSummary':'ERROR'}}", "{'address_status':'invalid'}");
        row("one that nobody looked at", "{'shippingAddress':{'validationResultSummary':null}}", "{}");
    }
    void readsFacts()
    {
        QFETCH(QByteArray, order);
        QFETCH(QByteArray, facts);
        QJsonObject expected = QJsonDocument::fromJson(facts).object();
        if (!expected.contains(u"complete"_s))
            expected.insert(u"complete"_s, true);
        else
            expected.remove(u"complete"_s);
        QCOMPARE(toJson(factsOfNode(QJsonDocument::fromJson(order).object())), expected);
    }

    void readsFactsOfMessages()
    {
        const QJsonObject order = QJsonDocument::fromJson(asJson("{'currency':'USD','financial_status':'pending','total_discounts':'5.00','subtotal_price':'20.00','discount_codes':[{'code':'SPRING'}],"
                                                                 "'shipping_lines':[{'title':'Next-day','code':'N','discounted_price':'9.00'},{'title':'Stairs','discounted_price':'0.50'}]}")).object();
        const QJsonObject facts = QJsonDocument::fromJson(asJson("{'payment':'unpaid','discount':{'amount':500,'currency':'USD'},'goods':{'amount':2500,'currency':'USD'},'coupon':['SPRING'],"
                                                                 "'shipping_method':'Next-day','shipping_speed':'next_day','shipping_paid':{'amount':950,'currency':'USD'}}")).object();
        QCOMPARE(toJson(factsOfResource(order)), facts);
        QVERIFY(factsOfResource({}).isEmpty());
    }

    void readsOrderWebhook()
    {
        const auto message = readBody(delivery("orders/create", recorded(u"shopify/order_webhook.json"_s)), homeOf);
        QVERIFY(message);
        QCOMPARE(message->eventId, u"orders/create ev-1"_s);
        const auto *order = std::get_if<ChannelOrder>(&message->news.first());
        QVERIFY(order);
        QCOMPARE(order->id.text(), u"shop/5012"_s);
        QCOMPARE(order->state, ChannelOrder::State::Open); // pending payment: Shopify took the units off all the same
        QVERIFY(!order->isAuthoritative);
        QCOMPARE(order->createdAt, *parseTime(u"2026-11-25T07:30:00Z"));
        QCOMPARE(order->revision, *parseTime(u"2026-11-25T07:30:02.877Z"));
        QCOMPARE(order->lines.size(), 2);
        const ChannelOrder::Line line{
            u"901"_s, u"gid://shopify/ProductVariant/801"_s, u"MUG-BLUE"_s, 2, 1, Money{1250, u"USD"_s}};
        QCOMPARE(order->lines.first(), line);
        QVERIFY(order->lines.last().listing.isEmpty());
        QCOMPARE(order->buyer.address, u"12 Mill Lane, Flat 3"_s);
    }

    void eventNeverOutranksAReadOfItsSecond()
    {
        const auto reply = parseReply(recorded(u"shopify/orders_page.json"_s));
        const auto read = parseOrders(reply->data, *ChannelId::parse(u"shop"));
        Delivery late = delivery("orders/updated", recorded(u"shopify/order_webhook.json"_s));
        late.headers.last().second = "2026-11-25T07:59:00Z"; // triggered long after
        const auto message = readBody(late, homeOf);
        QVERIFY(std::get<ChannelOrder>(message->news.first()).revision < read->orders.first().order.revision);
    }

    void settlesTheState_data()
    {
        QTest::addColumn<bool>("isCancelled");
        QTest::addColumn<bool>("isFulfilled");
        QTest::addColumn<QList<QPair<int, int>>>("lines");
        QTest::addColumn<int>("state");
        using State = ChannelOrder::State;
        using Lines = QList<QPair<int, int>>;
        QTest::newRow("nothing left") << false << false << Lines{{2, 0}, {1, 1}} << int(State::Open);
        QTest::newRow("all sent") << false << false << Lines{{2, 2}, {1, 1}} << int(State::Shipped);
        QTest::newRow("sent or refunded") << false << false << Lines{{2, 2}, {0, 0}} << int(State::Shipped);
        QTest::newRow("all refunded") << false << false << Lines{{0, 0}} << int(State::Cancelled);
        QTest::newRow("no lines") << false << false << Lines{} << int(State::Open);
        QTest::newRow("cancelled and sent") << true << true << Lines{{1, 1}} << int(State::Cancelled);
        QTest::newRow("says fulfilled") << false << true << Lines{{1, 0}} << int(State::Shipped);
    }
    void settlesTheState()
    {
        using Lines = QList<QPair<int, int>>;
        QFETCH(bool, isCancelled);
        QFETCH(bool, isFulfilled);
        QFETCH(Lines, lines);
        OrderRead read;
        read.isCancelled = isCancelled;
        read.isFulfilled = isFulfilled;
        for (const auto &[quantity, shipped] : lines)
            read.order.lines.append({QString(), QString(), QString(), quantity, shipped, std::nullopt});
        settleState(&read);
        QTEST(static_cast<int>(read.order.state), "state");
    }

    void readsOtherTopics_data()
    {
        QTest::addColumn<QByteArray>("topic");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("news");
        const auto level = [](const QByteArray &item, const QByteArray &location, const QByteArray &available) {
            return asJson("{'inventory_item_id':") + item + asJson(",'location_id':") + location
                + asJson(",'available':") + available + asJson(",'updated_at':'2026-11-25T02:30:02-05:00'}");
        };
        QTest::newRow("level") << QByteArray("inventory_levels/update") << level("601", "9", "16")
                               << u"seen gid://shopify/InventoryItem/601 16 2026-11-25T07:30:02.000Z"_s;
        QTest::newRow("level below zero") << QByteArray("inventory_levels/update") << level("601", "9", "-2")
                                          << u"seen gid://shopify/InventoryItem/601 -2 2026-11-25T07:30:02.000Z"_s;
        QTest::newRow("level elsewhere") << QByteArray("inventory_levels/update") << level("601", "10", "16")
                                         << u"notice"_s;
        QTest::newRow("level at the item's own place")
            << QByteArray("inventory_levels/update") << level("602", "8", "1")
            << u"seen gid://shopify/InventoryItem/602 1 2026-11-25T07:30:02.000Z"_s;
        QTest::newRow("level not tracked")
            << QByteArray("inventory_levels/update") << level("601", "9", "null") << u"notice"_s;
        QTest::newRow("level without an item")
            << QByteArray("inventory_levels/update") << (asJson("{'available':3}")) << u"unreadable"_s;
        QTest::newRow("refund") << QByteArray("refunds/create") << (asJson("{'id':1,'order_id':5012}"))
                                << u"hint 5012"_s;
        QTest::newRow("risk") << QByteArray("orders/risk_assessment_changed") << (asJson("{'order_id':5012,'risk_level':'high'}")) << u"hint 5012"_s;
        QTest::newRow("edit") << QByteArray("orders/edited") << (asJson("{'order_edit':{'id':1,'order_id':5012}}"))
                              << u"hint 5012"_s;
        QTest::newRow("edit of nothing") << QByteArray("orders/edited") << (asJson("{'order_edit':7}"))
                                         << u"unreadable"_s;
        QTest::newRow("deleted") << QByteArray("orders/delete") << (asJson("{'id':5012}")) << u"hint 5012 deleted"_s;
        QTest::newRow("deleted, but not which") << QByteArray("orders/delete") << (asJson("{}")) << u"unreadable"_s;
        QTest::newRow("return asked for") << QByteArray("returns/request") << (asJson("{'id':7,'order':{'id':5012}}")) << u"hint 5012"_s;
        QTest::newRow("return without its order") << QByteArray("returns/update") << (asJson("{'id':7}")) << u"notice"_s;
        QTest::newRow("chargeback") << QByteArray("disputes/create")
                                    << (asJson("{'id':285332461,'order_id':5012,'type':'chargeback','amount':'11.50','currency':'USD','status':'needs_response'}"))
                                    << u"chargeback 285332461 of 5012: 1150 USD needs_response"_s;
        QTest::newRow("inquiry") << QByteArray("disputes/create") << (asJson("{'id':2,'order_id':5012,'type':'inquiry','amount':'11.50','currency':'USD'}")) << u"notice"_s;
        QTest::newRow("chargeback of nothing") << QByteArray("disputes/update") << (asJson("{'id':2,'order_id':5012,'type':'chargeback','amount':'much','currency':'USD'}")) << u"unreadable"_s;
        QTest::newRow("other topic") << QByteArray("app/uninstalled") << (asJson("{'id':1}")) << u"notice"_s;
        QTest::newRow("order without a date")
            << QByteArray("orders/create") << (asJson("{'id':1,'line_items':[]}")) << u"unreadable"_s;
        QTest::newRow("order that is a list") << QByteArray("orders/create") << QByteArray("[1]") << u"unreadable"_s;
        QTest::newRow("no JSON") << QByteArray("orders/create") << QByteArray("id=5012") << u"unreadable"_s;
    }
    void readsOtherTopics()
    {
        QFETCH(QByteArray, topic);
        QFETCH(QByteArray, body);
        const auto message = readBody(delivery(topic, body), homeOf);
        QString news = u"unreadable"_s;
        if (message) {
            const News &first = message->news.first();
            if (const auto *seen = std::get_if<QuantitySeen>(&first))
                news = u"seen %1 %2 %3"_s.arg(seen->inventoryId).arg(seen->quantity).arg(toText(seen->at));
            else if (const auto *hint = std::get_if<OrderHint>(&first))
                news = u"hint "_s + hint->number + (hint->isDeleted ? u" deleted"_s : QString());
            else if (const auto *after = std::get_if<AfterSaleNews>(&first)) {
                const auto &opened = std::get<Chargeback>(after->what);
                news = u"chargeback %1 of %2: %3 %4 %5"_s.arg(opened.number, after->number).arg(opened.amount.amount).arg(opened.amount.currency, opened.state);
            } else
                news = std::holds_alternative<Notice>(first) ? u"notice"_s : u"order"_s;
        }
        QTEST(news, "news");
    }

    void checksSignatures_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("isGood");
        const QByteArray good = http::hmacSha256("hush", "body").toBase64();
        QTest::newRow("good") << good << u"hush"_s << true;
        QTest::newRow("other secret") << good << u"hush2"_s << false;
        QTest::newRow("absent") << QByteArray() << u"hush"_s << false;
        QTest::newRow("cut off") << good.left(20) << u"hush"_s << false;
        QTest::newRow("no base64") << QByteArray("not base64 at all!!") << u"hush"_s << false;
        QTest::newRow("empty secret") << http::hmacSha256("", "body").toBase64() << QString() << false;
    }
    void checksSignatures()
    {
        QFETCH(QByteArray, signature);
        QFETCH(QString, secret);
        QTEST(isSigned("body", signature, secret), "isGood");
    }

    void readsTokens_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("token");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("documented") << (asJson(
            "{'access_token':'shpat_1','scope':'write_inventory','expires_in':86399}"))
                                    << u"shpat_1"_s << 86399LL;
        QTest::newRow("no life given") << (asJson("{'access_token':'shpat_1'}")) << u"shpat_1"_s << 86399LL;
        QTest::newRow("absurd life") << (asJson("{'access_token':'t','expires_in':-5}")) << u"t"_s << 60LL;
        QTest::newRow("refused") << (asJson("{'error':'invalid_client'}")) << QString() << 0LL;
        QTest::newRow("page") << QByteArray("<html>") << QString() << 0LL;
    }
    void readsTokens()
    {
        QFETCH(QByteArray, body);
        const auto token = parseToken(body);
        QTEST(token ? token->text : QString(), "token");
        QTEST(token ? static_cast<qint64>(token->life.count() / 1000) : 0LL, "seconds");
    }

    void namesIds()
    {
        QCOMPARE(tailOf(u"gid://shopify/Order/5012"_s), u"5012"_s);
        QCOMPARE(tailOf(u"gid://shopify/InventoryLevel/7?inventory_item_id=8"_s), u"7"_s);
        QCOMPARE(tailOf(u"5012"_s), u"5012"_s);
        QCOMPARE(gidOf(u"Order", u"5012"_s), u"gid://shopify/Order/5012"_s);
        QCOMPARE(gidOf(u"Order", u"gid://shopify/Order/5012"_s), u"gid://shopify/Order/5012"_s);
        QCOMPARE(gidOf(u"Order", QString()), QString());
    }
};

QTEST_GUILESS_MAIN(TestShopifyWire)
#include "tst_shopify_wire.moc"
