#include "core/sandbox/order_extras.h"
#include "tests/sandbox/stage.h"

#include <QTest>

using namespace crossdock;
using namespace crossdock::sandbox;
using namespace Qt::Literals::StringLiterals;

namespace {

Order orderNumbered(quint64 number, qint64 cents)
{
    Order order;
    order.number = number;
    order.lines.append({1, 0, 2, 2, 2, Money{cents, u"USD"_s}, 0});
    return order;
}

/// So that orders come to have every number that these tests look at.
void sellEleven(Stage &stage, const QString &channel)
{
    for (int i = 0; i < 11; ++i)
        QVERIFY(stage.world.sell(channel, stage.listing(channel, 1).listingId, 1).has_value());
}

} // namespace

/// What the practice channels tell of orders beside their goods.
class OrderExtrasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void extras_data()
    {
        QTest::addColumn<quint64>("number");
        QTest::addColumn<qint64>("price"); ///< of one of two
        QTest::addColumn<qint64>("total");
        QTest::addColumn<QString>("coupon");
        QTest::addColumn<QString>("risk");
        QTest::newRow("standard, with a fee") << quint64(1002) << 1'000LL << 2'490LL << QString() << u"LOW"_s;
        QTest::newRow("standard, free from fifty on") << quint64(1002) << 2'500LL << 5'000LL << QString() << u"LOW"_s;
        QTest::newRow("with a coupon") << quint64(1005) << 1'000LL << 2'290LL << u"WELCOME10"_s << u"LOW"_s;
        QTest::newRow("in a hurry is never free") << quint64(1011) << 5'000LL << 11'990LL << QString() << u"MEDIUM"_s;
        QTest::newRow("a fraud, perhaps") << quint64(1003) << 1'000LL << 2'490LL << QString() << u"HIGH"_s;
    }
    void extras()
    {
        QFETCH(quint64, number);
        QFETCH(qint64, price);
        const OrderExtras extras = extrasOf(orderNumbered(number, price), u"USD"_s);
        QTEST(extras.total().amount, "total");
        QTEST(extras.coupon, "coupon");
        QTEST(extras.risk, "risk");
    }

    void shopifyTells()
    {
        Stage stage;
        sellEleven(stage, u"shop"_s);
        const QString query = u"{ orders(first: 20) { nodes { name discountCodes totalDiscountsSet { shopMoney { amount } } subtotalPriceSet { shopMoney { amount } } "
                              "totalPriceSet { shopMoney { amount } } shippingLine { title discountedPriceSet { shopMoney { amount } } } "
                              "risk { recommendation assessments { riskLevel } } shippingAddress { validationResultSummary } } } }"_s;
        QMap<QString, QJsonValue> orders;
        const QJsonArray nodes = stage.graphql(query)[u"data"][u"orders"][u"nodes"].toArray();
        for (const QJsonValue &node : nodes)
            orders.insert(node[u"name"].toString(), node);
        QCOMPARE(orders.size(), 11);
        QCOMPARE(orders[u"#1003"_s][u"risk"][u"recommendation"].toString(), u"CANCEL"_s);
        QCOMPARE(orders[u"#1003"_s][u"risk"][u"assessments"][0][u"riskLevel"].toString(), u"HIGH"_s);
        QCOMPARE(orders[u"#1002"_s][u"risk"][u"recommendation"].toString(), u"ACCEPT"_s);
        QCOMPARE(orders[u"#1001"_s][u"shippingLine"][u"title"].toString(), u"Next-day delivery"_s);
        QCOMPARE(orders[u"#1005"_s][u"discountCodes"][0].toString(), u"WELCOME10"_s);
        const auto amount = [&](const QString &order, QStringView bag) { return orders[order][bag][u"shopMoney"][u"amount"].toString().toDouble(); };
        const double shipping = orders[u"#1005"_s][u"shippingLine"][u"discountedPriceSet"][u"shopMoney"][u"amount"].toString().toDouble();
        QVERIFY(amount(u"#1005"_s, u"totalDiscountsSet") > 0);
        QVERIFY(qAbs(amount(u"#1005"_s, u"subtotalPriceSet") + shipping - amount(u"#1005"_s, u"totalPriceSet")) < 0.001);
    }

    void shopifySendsWhatItFindsOut()
    {
        Stage stage;
        stage.world.subscribe(u"shop"_s, u"http://127.0.0.1:9/webhooks/shop"_s);
        sellEleven(stage, u"shop"_s);
        stage.clock.pass(Milliseconds{60'000});
        int assessed = 0;
        for (const WebhookCall &call : std::as_const(stage.webhooks)) {
            const bool isRisk = std::any_of(call.headers.begin(), call.headers.end(), [](const auto &header) { return header.first == "X-Shopify-Topic" && header.second == "orders/risk_assessment_changed"; });
            assessed += isRisk ? 1 : 0;
        }
        QCOMPARE(assessed, 2); // #1003 and #1011: the others are as one hopes
    }

    void wooCommerceTells()
    {
        Stage stage;
        sellEleven(stage, u"woo"_s);
        const QJsonArray orders = Stage::json(stage.woo("GET", "orders", "per_page=20")).toArray();
        QCOMPARE(orders.size(), 11);
        int withCoupon = 0;
        for (const QJsonValue &order : orders) {
            const double discount = order[u"discount_total"].toString().toDouble(), shipping = order[u"shipping_total"].toString().toDouble();
            const QJsonValue line = order[u"line_items"][0];
            QVERIFY(qAbs(line[u"subtotal"].toString().toDouble() - line[u"total"].toString().toDouble() - discount) < 0.001);
            QVERIFY(qAbs(line[u"total"].toString().toDouble() + shipping - order[u"total"].toString().toDouble()) < 0.001);
            QVERIFY(!order[u"shipping_lines"][0][u"method_title"].toString().isEmpty());
            withCoupon += order[u"coupon_lines"].toArray().isEmpty() ? 0 : 1;
        }
        QCOMPARE(withCoupon, 1); // the fifth
    }

    void aPaymentThatFails()
    {
        Stage stage;
        const QString listing = stage.listing(u"woo"_s).listingId;
        const QString id = *stage.world.sell(u"woo"_s, {{listing, 1}}, Payment::Later);
        const auto before = stage.world.quantity(u"woo"_s, listing);
        QVERIFY(stage.world.decline(u"woo"_s, id).has_value());
        QVERIFY(!stage.world.decline(u"woo"_s, id).has_value());
        const QJsonValue order = Stage::json(stage.woo("GET", "orders", "status=failed")).toArray().first();
        QCOMPARE(order[u"status"].toString(), u"failed"_s);
        QVERIFY(order[u"date_paid_gmt"].isNull());
        QCOMPARE(stage.world.quantity(u"woo"_s, listing).value(), before.value()); // WooCommerce had not taken the unit yet
    }

    void amazonTells()
    {
        Stage stage;
        const QString since = toText(stage.clock.now() - std::chrono::hours(1));
        sellEleven(stage, u"amz"_s);
        const Request request{"GET", "/orders/2026-01-01/orders", "lastUpdatedAfter=" + since.toLatin1().toPercentEncoding() + "&includedData=PROCEEDS,FULFILLMENT,RECIPIENT",
                              {{"x-amz-access-token", stage.lwaToken()}}, {}};
        const QJsonArray orders = Stage::json(stage.ask(u"amz"_s, request))[u"orders"].toArray();
        QCOMPARE(orders.size(), 11);
        int prime = 0, business = 0, gifts = 0, discounts = 0;
        for (const QJsonValue &order : orders) {
            const QStringList programs = order[u"programs"].toVariant().toStringList();
            const bool isBusiness = programs.contains(u"AMAZON_BUSINESS"_s);
            prime += programs.contains(u"PRIME"_s) ? 1 : 0;
            business += isBusiness ? 1 : 0;
            gifts += order[u"orderItems"][0][u"fulfillment"][u"packing"][u"giftOption"].isObject() ? 1 : 0;
            discounts += order[u"proceeds"][u"breakdowns"].toArray().size() == 3 ? 1 : 0;
            QCOMPARE(order[u"recipient"][u"deliveryAddress"][u"addressType"].toString(), isBusiness ? u"COMMERCIAL"_s : u"RESIDENTIAL"_s);
            QVERIFY(!order[u"fulfillment"][u"fulfillmentServiceLevel"].toString().isEmpty());
        }
        QCOMPARE(prime, 2);
        QCOMPARE(business, 1);
        QCOMPARE(gifts, 2);
        QCOMPARE(discounts, 1);
    }
};

QTEST_GUILESS_MAIN(OrderExtrasTest)
#include "tst_order_extras.moc"
