#include "tests/simulation/answer_shape.h"
#include "tests/simulation/carrier_scene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::simulation;

/// Carriers whose connectors ask for prices alone: the rest of their wires, by hand.
class TestCarrierCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sellsForAmazon();
    void sellsForShiprocket();
    void sellsForDelhivery();
};

void TestCarrierCalls::sellsForAmazon()
{
    CarrierScene scene(u"amazon-ship"_s, {.rateLives = Milliseconds{600'000}});
    const QMap<QString, QString> secrets = scene.world.carrierAccess().first().secrets;
    const QByteArray form = "grant_type=refresh_token&client_id=" + secrets[u"client_id"_s].toLatin1() + "&client_secret=" + secrets[u"client_secret"_s].toLatin1() + "&refresh_token=" + secrets[u"refresh_token"_s].toLatin1().toPercentEncoding();
    const QByteArray token = QJsonDocument::fromJson(scene.ask({"POST", "/auth/o2/token", {}, {}, form}).body)[u"access_token"_s].toString().toLatin1();
    const auto call = [&](const QByteArray &method, const QByteArray &path, const QByteArray &query = {}, const QJsonObject &body = {}) {
        return scene.ask({method, "/shipping/v2/" + path, query, {{"x-amz-access-token", token}}, QJsonDocument(body).toJson()});
    };
    const auto payload = [](const sandbox::Reply &reply) { return QJsonDocument::fromJson(reply.body)[u"payload"_s].toObject(); };
    const auto wish = carriers::amazonShippingWire().rateRequest({}, {}, CarrierScene::shipment());
    const auto quoted = [&] { return payload(call("POST", "shipments/rates", {}, QJsonDocument::fromJson(wish.body).object())); };
    const auto order = [](const QJsonObject &rates) {
        return QJsonObject{{u"requestToken"_s, rates[u"requestToken"_s]}, {u"rateId"_s, rates[u"rates"_s][0][u"rateId"_s]}, {u"requestedDocumentSpecification"_s, QJsonObject{{u"format"_s, u"ZPL"_s}}}};
    };
    const QJsonObject old = quoted();
    scene.clock.pass(Milliseconds{601'000});
    QCOMPARE(call("POST", "shipments", {}, order(old)).status, 400);
    QCOMPARE(scene.book().sold(), 0);
    const QJsonObject rates = quoted(), sold = payload(call("POST", "shipments", {}, order(rates)));
    QCOMPARE(call("POST", "shipments", {}, order(rates)).status, 400); // once
    QCOMPARE(scene.book().sold(), 1);
    QCOMPARE(lacking(u"amazon sale"_s, {{u"payload"_s, sold}}), QStringList());
    const QJsonValue package = sold[u"packageDocumentDetails"_s][0];
    QVERIFY(QByteArray::fromBase64(package[u"packageDocuments"_s][0][u"contents"_s].toString().toLatin1()).startsWith("^XA"));
    const QByteArray number = package[u"trackingId"_s].toString().toLatin1(), shipment = "shipments/" + sold[u"shipmentId"_s].toString().toLatin1();
    const QJsonObject way = payload(call("GET", "tracking", "carrierId=AMZN_US&trackingId=" + number));
    QCOMPARE(lacking(u"amazon track"_s, {{u"payload"_s, way}}), QStringList());
    QCOMPARE(way[u"summary"_s][u"status"_s].toString(), u"PreTransit"_s);
    QCOMPARE(lacking(u"amazon documents"_s, QJsonDocument::fromJson(call("GET", shipment + "/documents", "packageClientReferenceId=1").body).object()), QStringList());
    scene.clock.pass(Milliseconds{310'000});
    QCOMPARE(payload(call("GET", "tracking", "carrierId=AMZN_US&trackingId=" + number))[u"eventHistory"_s].toArray().last()[u"eventCode"_s].toString(), u"Delivered"_s);
    QCOMPARE(call("PUT", shipment + "/cancel").status, 400); // too late
    const QJsonObject another = payload(call("POST", "shipments", {}, order(quoted())));
    QCOMPARE(call("PUT", "shipments/" + another[u"shipmentId"_s].toString().toLatin1() + "/cancel").status, 200);
    QCOMPARE(scene.billed().size(), 1);
}

void TestCarrierCalls::sellsForShiprocket()
{
    CarrierScene scene(u"rocket"_s);
    const QMap<QString, QString> secrets = scene.world.carrierAccess().first().secrets;
    const QJsonObject login{{u"email"_s, secrets[u"email"_s]}, {u"password"_s, secrets[u"password"_s]}};
    const QByteArray token = QJsonDocument::fromJson(scene.ask({"POST", "/v1/external/auth/login", {}, {}, QJsonDocument(login).toJson()}).body)[u"token"_s].toString().toLatin1();
    const auto call = [&](const QByteArray &method, const QByteArray &path, const QJsonObject &body = {}) {
        return QJsonDocument::fromJson(scene.ask({method, "/v1/external/" + path, {}, {{"Authorization", "Bearer " + token}}, QJsonDocument(body).toJson()}).body).object();
    };
    const auto order = [&](const QString &number) {
        return call("POST", "orders/create/adhoc", {{u"order_id"_s, number}, {u"pickup_location"_s, u"Primary"_s}, {u"billing_customer_name"_s, u"Asha"_s}, {u"billing_address"_s, u"5 Hill Rd"_s}, {u"billing_city"_s, u"Mumbai"_s},
                                                    {u"billing_pincode"_s, 400'001}, {u"weight"_s, 1.2}, {u"length"_s, 20}, {u"breadth"_s, 15}, {u"height"_s, 10}});
    };
    const QJsonValue shipment = order(u"A-1"_s)[u"shipment_id"_s];
    const QJsonObject assigned = call("POST", "courier/assign/awb", {{u"shipment_id"_s, shipment}, {u"courier_id"_s, 10}});
    QCOMPARE(assigned[u"response"_s][u"data"_s][u"courier_name"_s].toString(), u"Delhivery Air"_s);
    QVERIFY(call("POST", "courier/assign/awb", {{u"shipment_id"_s, shipment}}).contains(u"status_code"_s)); // once
    QCOMPARE(scene.book().sold(), 1);
    const QString awb = assigned[u"response"_s][u"data"_s][u"awb_code"_s].toString();
    QCOMPARE(call("POST", "courier/generate/label", {{u"shipment_id"_s, QJsonArray{shipment}}})[u"label_created"_s].toInt(), 1);
    QVERIFY(scene.ask({"GET", "/labels/" + awb.toLatin1() + ".pdf", {}, {}, {}}).body.startsWith("%PDF"));
    scene.clock.pass(Milliseconds{310'000});
    QCOMPARE(call("GET", "courier/track/awb/" + awb.toLatin1())[u"tracking_data"_s][u"shipment_track_activities"_s][0][u"status"_s].toString(), u"DELIVERED"_s);
    QVERIFY(call("POST", "orders/cancel/shipment/awbs", {{u"awbs"_s, QJsonArray{awb}}}).contains(u"status_code"_s)); // too late
    const QJsonObject second = call("POST", "courier/assign/awb", {{u"shipment_id"_s, order(u"A-2"_s)[u"shipment_id"_s]}});
    QVERIFY(!call("POST", "orders/cancel/shipment/awbs", {{u"awbs"_s, QJsonArray{second[u"response"_s][u"data"_s][u"awb_code"_s]}}}).contains(u"status_code"_s));
    QCOMPARE(scene.billed().size(), 1);
}

void TestCarrierCalls::sellsForDelhivery()
{
    CarrierScene scene(u"delhivery"_s);
    const QByteArray token = scene.world.carrierAccess().first().secrets[u"api_token"_s].toLatin1();
    const auto call = [&](const QByteArray &method, const QByteArray &path, const QByteArray &query, const QByteArray &body = {}) {
        return QJsonDocument::fromJson(scene.ask({method, path, query, {{"Authorization", "Token " + token}}, body}).body).object();
    };
    const auto order = [&](const QString &number, int pin) {
        const QJsonObject shipment{{u"name"_s, u"Asha"_s}, {u"add"_s, u"5 Hill Rd"_s}, {u"city"_s, u"Mumbai"_s}, {u"pin"_s, pin}, {u"order"_s, number}, {u"payment_mode"_s, u"Prepaid"_s}, {u"weight"_s, 800}};
        const QJsonObject data{{u"shipments"_s, QJsonArray{shipment}}, {u"pickup_location"_s, QJsonObject{{u"name"_s, u"Primary"_s}}}};
        return call("POST", "/api/cmu/create.json", {}, "format=json&data=" + QJsonDocument(data).toJson(QJsonDocument::Compact).toPercentEncoding());
    };
    QVERIFY(!order(u"A-0"_s, 99)[u"success"_s].toBool()); // no such place
    const QJsonObject sold = order(u"A-1"_s, 400'001);
    QVERIFY2(sold[u"success"_s].toBool(), QJsonDocument(sold).toJson().constData());
    QVERIFY(!order(u"A-1"_s, 400'001)[u"success"_s].toBool()); // once
    QCOMPARE(scene.book().sold(), 1);
    const QByteArray waybill = sold[u"packages"_s][0][u"waybill"_s].toString().toLatin1();
    QVERIFY(scene.ask({"GET", "/labels/" + waybill + ".pdf", {}, {}, {}}).body.startsWith("%PDF"));
    scene.clock.pass(Milliseconds{310'000});
    QCOMPARE(call("GET", "/api/v1/packages/json/", "waybill=" + waybill)[u"ShipmentData"_s][0][u"Shipment"_s][u"Status"_s][u"Status"_s].toString(), u"Delivered"_s);
    const auto cancel = [&](const QByteArray &number) { return call("POST", "/api/p/edit", {}, R"({"waybill":")" + number + R"(","cancellation":"true"})")[u"status"_s].toBool(); };
    QVERIFY(!cancel(waybill)); // too late
    QVERIFY(cancel(order(u"A-2"_s, 400'001)[u"packages"_s][0][u"waybill"_s].toString().toLatin1()));
    QCOMPARE(scene.billed().size(), 1);
}

QTEST_GUILESS_MAIN(TestCarrierCalls)
#include "tst_carrier_calls.moc"
