#include "core/connectors/nodes/amazon_mcf/fba_wire.h"
#include "core/connectors/nodes/amazon_mcf/mcf_wire.h"
#include "tests/connectors/nodes/node_words.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::fulfilment;
using namespace crossdock::nodes;

namespace {

const amazon::Account &account()
{
    static const amazon::Account known{{}, u"A2"_s, u"ATVPDKIKX0DER"_s, "https://host", {}, {}, {}};
    return known;
}

const McfContract &contractOf(const QString &version)
{
    return version == mcf2020().version ? mcf2020() : mcf2026();
}

/// "https://host/path BODY", the body as it goes out.
QString lineOf(const http::Request &request)
{
    return QString::fromUtf8(request.method + ' ' + request.url + (request.body.isEmpty() ? QByteArray() : ' ' + request.body));
}

} // namespace

/// What Amazon is asked, byte for byte where it matters, and what its recorded answers read as.
class TestMcfWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previews_data();
    void previews();
    void orders_data();
    void orders();
    void cancelsByItself_data();
    void cancelsByItself();
    void tracks();
    void readsFeatures_data();
    void readsFeatures();
    void readsStock();
    void asks_data();
    void asks();
    void demandsInPreviewAndOrder_data();
    void demandsInPreviewAndOrder();
    void refusesGarbage_data();
    void refusesGarbage();
    void knowsWhatAmazonCannot_data();
    void knowsWhatAmazonCannot();
};

void TestMcfWire::previews_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("2020, the model's example") << u"2020-07-01"_s << u"mcf_2020_preview.json"_s
                                               << QStringList{u"Standard: 19.71 USD (pick 19.71); OrderItemID2=1xPSMM-TEST-SKU-Jan-21_19_39_23-0788 2020-02-11T18:16 to 2020-02-17T18:16"_s};
    QTest::newRow("2020, two parcels, one speed impossible")
        << u"2020-07-01"_s << u"mcf_2020_preview_split.json"_s
        << QStringList{u"Standard: 9.35 USD (pick 7.90, order 1.00, carrier 0.45); 1=2xMUG-RED 2026-03-02T08:00 to 2026-03-07T08:00; 2=1xLAMP 2026-03-02T08:00 to 2026-03-09T08:00"_s,
                       u"Priority impossible: no price; without 2=1xLAMP: DeliverySLAUnavailable; not: DeliverySLAUnavailable"_s};
    QTest::newRow("2026, the model's example") << u"2026-07-04"_s << u"mcf_2026_preview.json"_s
                                               << QStringList{u"STANDARD impossible: 4.25 USD (carrier 4.25); 1xsomeSku 2025-04-21T10:00 to 2025-04-22T12:34; without 1xLAMP: ItemQuantityNotAvailable: There is not enough quantity of item xyz.; without 2xMUG-RED: ItemQuantityNotAvailable: There is not enough quantity of item xyz.; not: ItemQuantityNotAvailable: There is not enough quantity of item xyz."_s};
}

void TestMcfWire::previews()
{
    QFETCH(QString, version);
    QFETCH(QString, file);
    const auto offers = contractOf(version).readPreview(recorded(u"nodes/"_s + file), someOrder());
    QVERIFY2(offers, qPrintable(offers ? QString() : offers.error().detail));
    QStringList lines;
    for (const NodeOffer &offer : *offers)
        lines.append(nodes::wordsOf(offer));
    QTEST(lines, "lines");
}

void TestMcfWire::orders_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("2020, the model's example") << u"2020-07-01"_s << u"mcf_2020_order.json"_s
                                               << QStringList{u"FBATestOrder-1/ being packed (PROCESSING): OrderItemID2=1xPSMM-TEST-SKU-Jan-21_19_59_44-0738, OrderItemID1=3xCR-47K6-H6QN"_s,
                                                              u"DchKfcZ9N being packed (PENDING): OrderItemID2=1xPSMM-TEST-SKU-Jan-21_19_59_44-0738 OrderItemID1=3xCR-47K6-H6QN"_s};
    QTest::newRow("2020, sent in part") << u"2020-07-01"_s << u"mcf_2020_order_partial.json"_s
                                        << QStringList{u"shop-1-a/ sent in part, the rest never comes (CompletePartialled): 1=2xMUG-RED, 2=1xLAMP less 1 lost"_s, u"11 sent (SHIPPED) by UPS 1Z1: 1=1xMUG-RED"_s,
                                                       u"12 sent (SHIPPED) by USPS 9400: 1=1xMUG-RED"_s};
    QTest::newRow("2020, held") << u"2020-07-01"_s << u"mcf_2020_order_held.json"_s << QStringList{u"shop-1-a/ held (Received): 1=2xMUG-RED"_s};
    QTest::newRow("2020, lost after it was taken") << u"2020-07-01"_s << u"mcf_2020_order_lost.json"_s << QStringList{u"shop-1-a/ cannot be sent from there (Unfulfillable): 1=2xMUG-RED less 2 lost"_s};
    QTest::newRow("2026, the model's example") << u"2026-07-04"_s << u"mcf_2026_order.json"_s
                                               << QStringList{u"ABC123XYZ/ partly sent (PROCESSING): someLineItemId=1xBOOK-123-HC"_s, u"PKG-abc123def456 delivered (DELIVERED) by FEDEX 123456789: LI789012=1xSKU123"_s};
}

void TestMcfWire::orders()
{
    QFETCH(QString, version);
    QFETCH(QString, file);
    const auto status = contractOf(version).readOrder(recorded(u"nodes/"_s + file));
    QVERIFY2(status, qPrintable(status ? QString() : status.error().detail));
    QTEST(nodes::wordsOf(*status), "lines");
}

void TestMcfWire::cancelsByItself_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("word");
    QTest::newRow("2020, after its hold") << u"2020-07-01"_s << recorded(u"nodes/mcf_2020_order_held.json"_s).replace("\"Received\"", "\"Cancelled\"") << u"Cancelled"_s;
    QTest::newRow("2020, in capitals") << u"2020-07-01"_s << recorded(u"nodes/mcf_2020_order_held.json"_s).replace("\"Received\"", "\"CANCELLED\"") << u"CANCELLED"_s;
    QTest::newRow("2026") << u"2026-07-04"_s << recorded(u"nodes/mcf_2026_order.json"_s).replace("\"PROCESSING\"", "\"CANCELLED\"").replace("\"SHIPPED\"", "\"CANCELLED\"").replace("ABC123XYZ", "shop-1-a") << u"CANCELLED"_s;
}

void TestMcfWire::cancelsByItself()
{
    QFETCH(QString, version);
    QFETCH(QByteArray, body);
    QFETCH(QString, word);
    const auto status = contractOf(version).readOrder(body);
    QVERIFY(status);
    nodes::checkCancelledThere(*status, word);
}

void TestMcfWire::tracks()
{
    const auto parcel = readMcfTracking(recorded(u"nodes/mcf_2020_tracking.json"_s));
    QVERIFY(parcel);
    QCOMPARE(nodes::wordsOf(*parcel), u"212794778 delivered (DELIVERED: Delivered to the destination address) by UPS 1Z50V7420354708051: "_s);
    QCOMPARE(parcel->trackingUrl, u"https://www.swiship.com/track?id=1Z50V7420354708051"_s); // comes encoded as a whole
    QCOMPARE(nodes::wordsOf(parcel->deliveredAt), u"2020-01-22T00:15"_s);
}

void TestMcfWire::readsFeatures_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("the model's example") << recorded(u"nodes/mcf_2020_feature_sku.json"_s) << u"yes"_s;
    QTest::newRow("not eligible") << asJson("{'payload':{'isEligible':false,'ineligibleReasons':['OVERSIZED','APPAREL']}}") << u"OVERSIZED, APPAREL"_s;
    QTest::newRow("without a reason") << asJson("{'payload':{'isEligible':false}}") << u"not eligible"_s;
    QTest::newRow("no answer in it") << asJson("{'payload':{}}") << u"garbage"_s;
}

void TestMcfWire::readsFeatures()
{
    QFETCH(QByteArray, body);
    const auto reasons = readMcfFeature(body);
    QTEST(reasons ? (reasons->isEmpty() ? u"yes"_s : reasons->join(u", "_s)) : u"garbage"_s, "words");
}

void TestMcfWire::readsStock()
{
    const auto page = readFbaStock(recorded(u"nodes/fba_summaries.json"_s));
    QVERIFY(page);
    QCOMPARE(page->levels.size(), 2);
    QCOMPARE(nodes::wordsOf(page->levels[0]),
             u"MUG-RED: 20; 3 announced to Amazon, not sent yet; 4 on the way to Amazon; 5 arrived, being counted in; 2 sold, waiting to be sent; 3 moving between Amazon's buildings; 1 set aside in the building; "
             "2 missing, being looked for; 1 damaged by a buyer; 1 damaged by Amazon; 1 damaged by the supplier; 1 damaged by the carrier; 2 defective; 1 expired"_s);
    Quantity sum = page->levels[0].sellable;
    for (const StockLevel::Share &share : page->levels[0].others)
        sum += share.quantity;
    QCOMPARE(sum, 47); // totalQuantity: nothing is left out and nothing counted twice
    QCOMPARE(nodes::wordsOf(page->levels[1]), u"LAMP: 0"_s);
    QVERIFY(page->hasMore);
    QCOMPARE(fbaStockRequest(account(), page->cursor).url, QByteArray("https://host/fba/inventory/v1/summaries?details=true&granularityType=Marketplace&granularityId=ATVPDKIKX0DER&marketplaceIds=ATVPDKIKX0DER&nextToken=page%3D2%26x"));
}

void TestMcfWire::asks_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    const McfTarget target{account(), "svc"};
    NodeOrder held = someOrder(), walmart = someOrder();
    held.isHeld = true;
    held.ifMissing = NodeOrder::IfMissing::WaitForAll;
    held.speed = NodeOrder::Speed::Expedited;
    walmart.handling.plainBox = true;
    walmart.handling.blockedCarriers = {u"amzl"_s};
    const QString to = u"{\"addressLine1\":\"1 Long Street\",\"city\":\"Troy\",\"countryCode\":\"US\",\"name\":\"Jo Doe\",\"phone\":\"555-1\",\"postalCode\":\"48084\",\"stateOrRegion\":\"MI\"}"_s;
    const QString place = u"{\"addressLine1\":\"Price request\",\"city\":\"Troy\",\"countryCode\":\"US\",\"name\":\"Price request\",\"postalCode\":\"48084\",\"stateOrRegion\":\"MI\"}"_s; // nobody's
    const QString items = u"[{\"perUnitDeclaredValue\":{\"currencyCode\":\"USD\",\"value\":\"12.99\"},\"quantity\":2,\"sellerFulfillmentOrderItemId\":\"1\",\"sellerSku\":\"MUG-RED\"},{\"quantity\":1,\"sellerFulfillmentOrderItemId\":\"2\",\"sellerSku\":\"LAMP\"}]"_s;
    QTest::newRow("2020 preview for Walmart") << lineOf(mcf2020().previewRequest(target, walmart))
                                              << u"POST https://host/fba/outbound/2020-07-01/fulfillmentOrders/preview {\"address\":%1,\"featureConstraints\":[{\"featureFulfillmentPolicy\":\"Required\",\"featureName\":\"BLOCK_AMZL\"},{\"featureFulfillmentPolicy\":\"Required\",\"featureName\":\"BLANK_BOX\"}],\"items\":%2,\"marketplaceId\":\"ATVPDKIKX0DER\",\"shippingSpeedCategories\":[\"Standard\"]}"_s.arg(place, items);
    QTest::newRow("2020 create, held") << lineOf(mcf2020().createRequest(target, held))
                                       << u"POST https://host/fba/outbound/2020-07-01/fulfillmentOrders {\"destinationAddress\":%1,\"displayableOrderComment\":\"Order 1001\",\"displayableOrderDate\":\"2026-03-01T10:00:00.000Z\",\"displayableOrderId\":\"1001\",\"fulfillmentAction\":\"Hold\",\"fulfillmentPolicy\":\"FillAll\",\"items\":%2,\"marketplaceId\":\"ATVPDKIKX0DER\",\"sellerFulfillmentOrderId\":\"shop-1-a\",\"shippingSpeedCategory\":\"Expedited\"}"_s.arg(to, items);
    QTest::newRow("2020 order") << lineOf(mcf2020().orderRequest(target, u"a/b"_s)) << u"GET https://host/fba/outbound/2020-07-01/fulfillmentOrders/a%2Fb"_s;
    QTest::newRow("2020 release") << lineOf(mcf2020().releaseRequest(target, u"k"_s)) << u"PUT https://host/fba/outbound/2020-07-01/fulfillmentOrders/k {\"fulfillmentAction\":\"Ship\"}"_s;
    QTest::newRow("2020 cancel") << lineOf(mcf2020().cancelRequest(target, u"k"_s)) << u"PUT https://host/fba/outbound/2020-07-01/fulfillmentOrders/k/cancel"_s;
    QTest::newRow("2020 tracking") << lineOf(mcfTrackingRequest(target, u"12"_s)) << u"GET https://host/fba/outbound/2020-07-01/tracking?packageNumber=12"_s;
    QTest::newRow("2020 feature") << lineOf(mcfFeatureRequest(target, u"BLANK_BOX"_s, u"A B"_s)) << u"GET https://host/fba/outbound/2020-07-01/features/inventory/BLANK_BOX/A%20B?marketplaceId=ATVPDKIKX0DER"_s;
    const QString newTo = u"{\"deliveryAddress\":{\"addressLine1\":\"1 Long Street\",\"city\":\"Troy\",\"countryCode\":\"US\",\"email\":\"jo@example.com\",\"name\":\"Jo Doe\",\"phone\":\"555-1\",\"postalCode\":\"48084\",\"stateOrRegion\":\"MI\"}}"_s;
    const QString product = u"{\"perUnitDeclaredValue\":{\"amount\":\"12.99\",\"currencyCode\":\"USD\"},\"productIdentifier\":{\"amazonSku\":\"MUG-RED\"}}"_s;
    QTest::newRow("2026 create, held") << lineOf(mcf2026().createRequest(target, held))
                                       << u"POST https://host/fulfillment/outbound/2026-07-04/orders {\"channel\":\"WALMART\",\"destination\":%1,\"fulfillmentConfiguration\":{\"action\":\"HOLD\",\"policy\":\"FILL_ALL\",\"serviceLevel\":{\"serviceTiers\":[\"EXPEDITED\"]},\"services\":{\"packaging\":{\"packagingOption\":\"ANY\"}}},\"lineItems\":[{\"amount\":{\"unit\":\"EACHES\",\"value\":\"2\"},\"lineItemId\":\"1\",\"product\":%2},{\"amount\":{\"unit\":\"EACHES\",\"value\":\"1\"},\"lineItemId\":\"2\",\"product\":{\"productIdentifier\":{\"amazonSku\":\"LAMP\"}}}],\"orderId\":\"shop-1-a\"}"_s.arg(newTo, product);
    NodeOrder plain = someOrder();
    plain.handling.plainBox = true;
    plain.channel.clear();
    plain.lines.removeLast();
    QTest::newRow("2026 preview, plain box") << lineOf(mcf2026().previewRequest(target, plain))
                                             << u"POST https://host/fulfillment/outbound/2026-07-04/previews {\"destination\":%1,\"fulfillmentConfiguration\":{\"serviceLevel\":{\"serviceTiers\":[\"STANDARD\"]},\"services\":{\"packaging\":{\"packagingOption\":\"UNBRANDED\"}}},\"lineItems\":[{\"amount\":{\"unit\":\"EACHES\",\"value\":\"2\"},\"product\":%2}]}"_s.arg(u"{\"deliveryAddress\":%1}"_s.arg(place), product);
    QTest::newRow("2026 release") << lineOf(mcf2026().releaseRequest(target, u"k"_s)) << u"PUT https://host/fulfillment/outbound/2026-07-04/orders/k {\"fulfillmentConfiguration\":{\"action\":\"SHIP\"}}"_s;
    QTest::newRow("2026 cancel") << lineOf(mcf2026().cancelRequest(target, u"k"_s)) << u"PUT https://host/fulfillment/outbound/2026-07-04/orders/k/cancel"_s;
    QTest::newRow("2026 service") << QString::fromUtf8(http::header(mcf2026().orderRequest(target, u"k"_s).headers, "x-amzn-fulfillment-service-id")) << u"svc"_s;
}

void TestMcfWire::asks()
{
    QFETCH(QString, line);
    QTEST(line, "expected");
}

/// What an order demands stands in the question for its price as in the order: else the price would be another one's.
void TestMcfWire::demandsInPreviewAndOrder_data()
{
    QTest::addColumn<bool>("isPlain");
    QTest::addColumn<bool>("isTogether");
    QTest::addColumn<bool>("isSigned");
    QTest::addColumn<QStringList>("features"); // all of them required
    QTest::newRow("nothing") << false << false << false << QStringList();
    QTest::newRow("a signature") << false << false << true << QStringList{u"SIGNATURE_CONFIRMATION"_s};
    QTest::newRow("a blank box and a signature") << true << false << true << QStringList{u"BLANK_BOX"_s, u"SIGNATURE_CONFIRMATION"_s};
    QTest::newRow("all together") << false << true << false << QStringList{u"DELIVER_TOGETHER"_s};
}

void TestMcfWire::demandsInPreviewAndOrder()
{
    QFETCH(bool, isPlain);
    QFETCH(bool, isTogether);
    QFETCH(bool, isSigned);
    QFETCH(QStringList, features);
    const McfTarget target{account(), {}};
    NodeOrder order = someOrder();
    order.handling = {isPlain, {}, isTogether, isSigned};
    for (const http::Request &request : {mcf2020().previewRequest(target, order), mcf2020().createRequest(target, order)}) {
        QStringList required;
        for (const QJsonValue one : QJsonDocument::fromJson(request.body)[u"featureConstraints"_s].toArray())
            if (one[u"featureFulfillmentPolicy"_s].toString() == u"Required")
                required.append(one[u"featureName"_s].toString());
        QCOMPARE(required, features);
    }
    QCOMPARE(mcfFeatures(order.handling), features);
}

void TestMcfWire::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("other things") << asJson("{'payload':[1,2],'order':7,'plannedShipments':'x'}");
    QTest::newRow("cut off") << recorded(u"nodes/mcf_2020_order.json"_s).first(900);
}

void TestMcfWire::refusesGarbage()
{
    QFETCH(QByteArray, body);
    for (const McfContract *contract : {&mcf2020(), &mcf2026()}) {
        QVERIFY(!contract->readOrder(body));
        QVERIFY(!contract->readPreview(body, someOrder()));
    }
    QVERIFY(!readMcfTracking(body));
    QVERIFY(!readMcfFeature(body));
    QVERIFY(!readFbaStock(body));
}

void TestMcfWire::knowsWhatAmazonCannot_data()
{
    QTest::addColumn<QStringList>("blocked");
    QTest::addColumn<bool>("signature");
    QTest::addColumn<QString>("why");
    QTest::addColumn<bool>("needsOlder");
    QTest::newRow("nothing asked") << QStringList() << false << QString() << false;
    QTest::newRow("not by Amazon") << QStringList{u"AMZL"_s} << false << QString() << true;
    QTest::newRow("not by UPS") << QStringList{u"amzl"_s, u"ups"_s} << false << u"Amazon chooses the carrier: it can keep its own drivers away, but not ups."_s << true;
    QTest::newRow("a signature") << QStringList() << true << QString() << true;
}

void TestMcfWire::knowsWhatAmazonCannot()
{
    QFETCH(QStringList, blocked);
    QFETCH(bool, signature);
    Handling handling;
    handling.blockedCarriers = blocked;
    handling.signature = signature;
    QTEST(mcfCannot(handling), "why");
    QTEST(needsMcf2020(handling), "needsOlder");
}

QTEST_GUILESS_MAIN(TestMcfWire)
#include "tst_mcf_wire.moc"
