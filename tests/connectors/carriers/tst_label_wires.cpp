#include "core/connectors/carriers/easypost/easypost_wire.h"
#include "core/connectors/carriers/fedex/fedex_wire.h"
#include "core/connectors/carriers/shipengine/shipengine_wire.h"
#include "core/connectors/carriers/shippo/shippo_wire.h"
#include "core/connectors/carriers/ups/ups_wire.h"
#include "core/connectors/carriers/wire_carrier.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::carriers;
using labels::Format;

namespace {

constexpr Milliseconds deadline{30'000};

CarrierWire wireOf(const QString &kind)
{
    return kind == u"easypost" ? easyPostWire() : kind == u"shippo" ? shippoWire() : kind == u"shipengine" ? shipEngineWire() : kind == u"ups" ? upsWire() : fedexWire();
}

Account account()
{
    return {{.name = *CarrierId::parse(u"mine"), .kind = {}, .url = u"https://host"_s, .account = {{u"carrier_ids"_s, u"se-1"_s}, {u"account_number"_s, u"A1"_s}}}, {{u"api_key"_s, u"key-4711"_s}, {u"api_token"_s, u"token"_s}}};
}

labels::Purchase purchase(Format format = Format::Pdf)
{
    labels::Purchase purchase;
    purchase.reference = u"CD-7-abc"_s;
    purchase.quote.carrier = u"usps"_s;
    purchase.quote.offer = u"shp_1/rate_2"_s;
    purchase.format = format;
    purchase.shipment.shipDate = QDate(2026, 11, 29);
    purchase.shipment.from = {.country = u"US"_s, .postcode = u"89501"_s, .name = u"Dock"_s, .street = u"7 Desert Lane"_s, .city = u"Reno"_s, .region = u"NV"_s, .phone = u"7755550100"_s};
    purchase.shipment.to = {.country = u"US"_s, .postcode = u"12180"_s, .name = u"Ada Buyer"_s, .street = u"1 River St"_s, .city = u"Troy"_s, .region = u"NY"_s};
    purchase.shipment.isResidential = true;
    purchase.shipment.parcels = {{rates::Weight::of(2, rates::WeightUnit::Pound), {}, false}};
    return purchase;
}

labels::Known known(Format format = Format::Pdf)
{
    return {u"CD-7-abc"_s, u"usps"_s, u"Ground"_s, u"shp_1/rate_2"_s, u"lab 1"_s, u"9400"_s, format, QDate(2026, 11, 29)};
}

QString moneyText(const std::optional<Money> &money)
{
    return money ? toDecimal(*money) + u' ' + money->currency : u"not told"_s;
}

/// "bought pl_1 9400 8.20 USD from https://…", "bought … of 12 bytes"; "not: words"; "perhaps: words"
QString lineOf(const labels::Answer<Sold> &sold)
{
    if (!sold)
        return (sold.error().mayHaveHappened ? u"perhaps: "_s : u"not: "_s) + sold.error().error.detail;
    const labels::Bought &bought = sold->bought;
    const QString document = bought.document.bytes.isEmpty() ? u" from "_s + QString::fromUtf8(sold->documentUrl) : u" of "_s + QString::fromUtf8(bought.document.bytes);
    return u"bought %1 %2 %3"_s.arg(bought.carrierId, bought.tracking, moneyText(bought.cost)) + document;
}

QByteArray easyPostShipment(const QByteArray &label)
{
    return asJson("{'id':'shp_1','object':'Shipment','tracking_code':'9400','selected_rate':{'rate':'8.20','currency':'USD'},'postage_label':" + label + '}');
}

const QByteArray png = "{'label_file_type':'image/png','label_url':'https://easypost-files.s3.us-west-2.amazonaws.com/x.png','label_pdf_url':null,'label_zpl_url':null}";

} // namespace

/// Labels on the wires of brokers: what is asked, how answers read, and what is not known after a bad one.
class LabelWiresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asks_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QByteArray>("line");
        const auto row = [](const char *kind, const char *what, const QByteArray &line) { QTest::addRow("%s %s", kind, what) << QString::fromLatin1(kind) << QString::fromLatin1(what) << line; };
        row("easypost", "buy", "POST https://host/v2/shipments/shp_1/buy {\"rate\":{\"id\":\"rate_2\"}}");
        row("easypost", "find", "GET https://host/v2/shipments/shp_1 ");
        row("easypost", "void", "POST https://host/v2/shipments/shp_1/refund ");
        row("easypost", "refund", "GET https://host/v2/shipments/shp_1 ");
        row("easypost", "track", "GET https://host/v2/shipments/shp_1 ");
        row("easypost", "convert", "GET https://host/v2/shipments/shp_1/label?file_format=PDF ");
        row("shippo", "buy", "POST https://host/transactions {\"async\":false,\"label_file_type\":\"PDF_4x6\",\"metadata\":\"CD-7-abc\",\"rate\":\"shp_1/rate_2\"}");
        row("shippo", "find", "GET https://host/transactions?rate=shp_1%2Frate_2 ");
        row("shippo", "void", "POST https://host/refunds {\"async\":false,\"transaction\":\"lab 1\"}");
        row("shippo", "refund", "GET https://host/transactions/lab%201 ");
        row("shippo", "track", "GET https://host/tracks/usps/9400 ");
        row("ups", "void", "DELETE https://host/api/shipments/v2409/void/cancel/lab%201 ");
        row("ups", "track", "GET https://host/api/track/v1/details/9400 ");
        row("fedex", "void", "PUT https://host/ship/v1/shipments/cancel {\"accountNumber\":{\"value\":\"A1\"},\"deletionControl\":\"DELETE_ALL_PACKAGES\",\"trackingNumber\":\"9400\"}");
        row("fedex", "track", "POST https://host/track/v1/trackingnumbers {\"includeDetailedScans\":true,\"trackingInfo\":[{\"trackingNumberInfo\":{\"trackingNumber\":\"9400\"}}]}");
        row("shipengine", "buy", "POST https://host/v1/labels/rates/shp_1%2Frate_2 {\"custom_field1\":\"CD-7-abc\",\"label_download_type\":\"inline\",\"label_format\":\"pdf\",\"label_layout\":\"4x6\"}");
        row("shipengine", "find", "GET https://host/v1/labels?rate_id=shp_1%2Frate_2 ");
        row("shipengine", "void", "PUT https://host/v1/labels/lab%201/void ");
        row("shipengine", "refund", "GET https://host/v1/labels/lab%201 ");
        row("shipengine", "track", "GET https://host/v1/labels/lab%201/track ");
    }

    void asks()
    {
        QFETCH(QString, kind);
        QFETCH(QString, what);
        QFETCH(QByteArray, line);
        const LabelWire wire = *wireOf(kind).labels;
        const Account mine = account();
        const http::Request request = what == u"buy" ? wire.buy(mine, {}, purchase())
            : what == u"find"                        ? wire.find(mine, {}, known())
            : what == u"void"                        ? wire.takeBack(mine, {}, known())
            : what == u"refund"                      ? wire.askRefund(mine, {}, known())
            : what == u"convert"                     ? wire.convert(mine, {}, known())
                                                     : wire.track(mine, {}, known());
        QCOMPARE(request.method + ' ' + request.url + ' ' + request.body, line);
        const bool isSigned = !http::header(request.headers, "Authorization").isEmpty() || !http::header(request.headers, "API-Key").isEmpty();
        QVERIFY(isSigned);
    }

    /// What carriers themselves are told, where no offer carries it.
    void tellsAll_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<Format>("format");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char *kind, const char *name, Format format, const QByteArray &part) { QTest::addRow("%s: %s", kind, name) << QString::fromLatin1(kind) << format << part; };
        row("ups", "the service", Format::Pdf, "\"Service\":{\"Code\":\"shp_1/rate_2\"}");
        row("ups", "who pays", Format::Pdf, "\"BillShipper\":{\"AccountNumber\":\"A1\"}");
        row("ups", "the reference, on the package inside the USA", Format::Pdf, "\"ReferenceNumber\":[{\"Value\":\"CD-7-abc\"}]");
        row("ups", "a picture where PDF was asked for", Format::Pdf, "\"LabelImageFormat\":{\"Code\":\"PNG\"}");
        row("ups", "ZPL", Format::Zpl, "\"LabelImageFormat\":{\"Code\":\"ZPL\"}");
        row("ups", "the street", Format::Pdf, "\"AddressLine\":[\"1 River St\"]");
        row("fedex", "the service", Format::Pdf, "\"serviceType\":\"shp_1/rate_2\"");
        row("fedex", "the reference", Format::Pdf, "\"customerReferenceType\":\"CUSTOMER_REFERENCE\",\"value\":\"CD-7-abc\"");
        row("fedex", "the format", Format::Zpl, "\"labelSpecification\":{\"imageType\":\"ZPLII\",\"labelStockType\":\"STOCK_4X6\"}");
        row("fedex", "a home", Format::Pdf, "\"residential\":true");
    }

    void tellsAll()
    {
        QFETCH(QString, kind);
        QFETCH(Format, format);
        QFETCH(QByteArray, part);
        const http::Request request = wireOf(kind).labels->buy(account(), "T", purchase(format));
        QVERIFY2(request.body.contains(part), request.body);
        QCOMPARE(http::header(request.headers, "Authorization"), QByteArray("Bearer T"));
    }

    /// Who writes no customs papers sells nothing that needs them, and is not asked.
    void refusesWhatItCannotDeclare()
    {
        FakeClock clock;
        FakeExchange exchange(clock);
        WireCarrier ups(upsWire(), account(), exchange, clock);
        labels::Purchase abroad = purchase();
        abroad.shipment.customs = rates::Customs{};
        std::optional<Error> refused;
        ups.buy(abroad, deadline, [&](const labels::Answer<labels::Bought> &answer) { refused = answer.error().error; });
        QVERIFY(refused);
        QCOMPARE(refused->code, Error::Code::NotAllowed);
        QVERIFY(exchange.asked.isEmpty());
    }

    void readsSales_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<Format>("format");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *kind, const char *name, Format format, const QByteArray &body, const QString &line) { QTest::addRow("%s: %s", kind, name) << QString::fromLatin1(kind) << format << body << line; };
        row("easypost", "a picture", Format::Png, easyPostShipment(png), u"bought shp_1 9400 8.20 USD from https://easypost-files.s3.us-west-2.amazonaws.com/x.png"_s);
        row("easypost", "in another format than was asked for", Format::Zpl, easyPostShipment(png), u"bought shp_1 9400 8.20 USD from "_s);
        row("easypost", "converted", Format::Zpl, easyPostShipment("{'label_file_type':'image/png','label_url':'https://a/x.png','label_zpl_url':'https://a/x.zpl'}"), u"bought shp_1 9400 8.20 USD from https://a/x.zpl"_s);
        row("easypost", "no label in it", Format::Png, easyPostShipment("null"), u"perhaps: the answer holds no label"_s);
        row("easypost", "something else", Format::Png, asJson("{'object':'Batch'}"), u"perhaps: the answer is no shipment"_s);
        row("easypost", "nonsense", Format::Png, "<html>", u"perhaps: the answer is no JSON object"_s);
        row("shippo", "sold", Format::Pdf, asJson("{'object_id':'t1','status':'SUCCESS','rate':{'amount':'5.35','currency':'USD'},'tracking_number':'9400','label_url':'https://deliver.goshippo.com/x.pdf'}"),
            u"bought t1 9400 5.35 USD from https://deliver.goshippo.com/x.pdf"_s);
        row("shippo", "the rate by its name only", Format::Pdf, asJson("{'object_id':'t1','status':'SUCCESS','rate':'r1','tracking_number':'9400','label_url':'https://a/x.pdf'}"), u"bought t1 9400 not told from https://a/x.pdf"_s);
        row("shippo", "refused", Format::Pdf, asJson("{'object_id':'t1','status':'ERROR','messages':[{'text':'No such street.'},{'text':'Try again.'}]}"), u"not: No such street.; Try again."_s);
        row("shippo", "refused without a word", Format::Pdf, asJson("{'object_id':'t1','status':'ERROR','messages':[]}"), u"not: it refuses without a word"_s);
        row("shippo", "still at work", Format::Pdf, asJson("{'object_id':'t1','status':'QUEUED'}"), u"perhaps: it is still at work on it"_s);
        row("shippo", "nothing", Format::Pdf, "{}", u"perhaps: the answer holds no label"_s);
        row("ups", "in the answer", Format::Pdf,
            asJson("{'ShipmentResponse':{'ShipmentResults':{'ShipmentIdentificationNumber':'1Z1','ShipmentCharges':{'TotalCharges':{'CurrencyCode':'USD','MonetaryValue':'12.40'}},"
                   "'NegotiatedRateCharges':{'TotalCharge':{'CurrencyCode':'USD','MonetaryValue':'9.80'}},'PackageResults':[{'TrackingNumber':'1Z1','ShippingLabel':{'ImageFormat':{'Code':'PNG'},'GraphicImage':'UE5H'}}]}}}"),
            u"bought 1Z1 1Z1 9.80 USD of PNG"_s);
        row("ups", "one package alone, as older versions write it", Format::Zpl,
            asJson("{'ShipmentResponse':{'ShipmentResults':{'ShipmentIdentificationNumber':'1Z1','ShipmentCharges':{'TotalCharges':{'CurrencyCode':'USD','MonetaryValue':'12.40'}},"
                   "'PackageResults':{'TrackingNumber':'1Z1','ShippingLabel':{'ImageFormat':{'Code':'ZPL'},'GraphicImage':'XlhBXlha'}}}}}"),
            u"bought 1Z1 1Z1 12.40 USD of ^XA^XZ"_s);
        row("ups", "nothing in it", Format::Zpl, asJson("{'ShipmentResponse':{}}"), u"perhaps: the answer holds no label"_s);
        row("fedex", "in the answer", Format::Pdf,
            asJson("{'output':{'transactionShipments':[{'masterTrackingNumber':'7949','completedShipmentDetail':{'shipmentRating':{'shipmentRateDetails':[{'totalNetCharge':21.45,'currency':'USD'}]}},"
                   "'pieceResponses':[{'trackingNumber':'7949','packageDocuments':[{'docType':'PDF','encodedLabel':'JVBERg=='}]}]}]}}"),
            u"bought 7949 7949 21.45 USD of %PDF"_s);
        row("fedex", "nothing in it", Format::Pdf, asJson("{'output':{}}"), u"perhaps: the answer holds no label"_s);
        row("shipengine", "in the answer", Format::Zpl,
            asJson("{'label_id':'se-1','status':'completed','tracking_number':'9400','shipment_cost':{'currency':'usd','amount':7.5},'insurance_cost':{'currency':'usd','amount':0.25},'label_download':{'href':'data:text/plain;base64,XlhBXlha'}}"),
            u"bought se-1 9400 7.75 USD of ^XA^XZ"_s);
        row("shipengine", "to be fetched", Format::Pdf,
            asJson("{'label_id':'se-1','status':'completed','tracking_number':'9400','shipment_cost':{'currency':'usd','amount':7.5},'label_download':{'pdf':'https://api.shipengine.com/v1/downloads/1.pdf','zpl':'https://api.shipengine.com/v1/downloads/1.zpl'}}"),
            u"bought se-1 9400 7.50 USD from https://api.shipengine.com/v1/downloads/1.pdf"_s);
        row("shipengine", "could not be made", Format::Pdf, asJson("{'label_id':'se-1','status':'error'}"), u"not: the label could not be created"_s);
        row("shipengine", "in a batch", Format::Pdf, asJson("{'label_id':'se-1','status':'processing'}"), u"perhaps: it is still at work on it"_s);
    }

    void readsSales()
    {
        QFETCH(QString, kind);
        QFETCH(Format, format);
        QFETCH(QByteArray, body);
        QFETCH(QString, line);
        QCOMPARE(lineOf(wireOf(kind).labels->parseSold(body, format)), line);
    }

    void finds_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *kind, const char *name, const QByteArray &body, const QString &line) { QTest::addRow("%s: %s", kind, name) << QString::fromLatin1(kind) << body << line; };
        row("easypost", "not bought", easyPostShipment("null"), u"none"_s);
        row("easypost", "bought", easyPostShipment(png), u"9400"_s);
        row("shippo", "none", asJson("{'results':[]}"), u"none"_s);
        row("shippo", "a failure and a sale", asJson("{'results':[{'object_id':'a','status':'ERROR'},{'object_id':'b','status':'SUCCESS','tracking_number':'9400'}]}"), u"9400"_s);
        row("shippo", "one that is not decided", asJson("{'results':[{'object_id':'a','status':'WAITING'}]}"), u"perhaps: it is still at work on it"_s);
        row("shippo", "no list", "{}", u"perhaps: the answer holds no list of labels"_s);
        row("shipengine", "none", asJson("{'labels':[],'total':0}"), u"none"_s);
        row("shipengine", "one", asJson("{'labels':[{'label_id':'se-1','status':'completed','tracking_number':'9400','label_download':{}}]}"), u"9400"_s);
    }

    void finds()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, body);
        QFETCH(QString, line);
        const auto found = wireOf(kind).labels->parseFound(body, Format::Pdf);
        QCOMPARE(!found ? (found.error().mayHaveHappened ? u"perhaps: "_s : u"not: "_s) + found.error().error.detail : *found ? (*found)->bought.tracking : u"none"_s, line);
    }

    void readsRefunds_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *kind, const char *body, const QString &line) { QTest::addRow("%s %s", kind, body) << QString::fromLatin1(kind) << asJson(body) << line; };
        row("easypost", "{'refund_status':'submitted'}", u"asked"_s);
        row("easypost", "{'refund_status':'refunded'}", u"refunded"_s);
        row("easypost", "{'refund_status':'rejected'}", u"refused"_s);
        row("easypost", "{'refund_status':null}", u"the answer tells of no refund"_s);
        row("shippo", "{'object_id':'r','status':'SUCCESS','transaction':'t'}", u"refunded"_s);
        row("shippo", "{'object_id':'r','status':'QUEUED','transaction':'t'}", u"asked"_s);
        row("shippo", "{'object_id':'r','status':'ERROR','transaction':'t'}", u"refused"_s);
        row("shippo", "{'object_id':'t','status':'REFUNDED','tracking_number':'9'}", u"refunded"_s);
        row("shippo", "{'object_id':'t','status':'REFUNDREJECTED','tracking_number':'9'}", u"refused"_s);
        row("shippo", "{'object_id':'t','status':'SUCCESS','tracking_number':'9'}", u"the answer tells of no refund"_s);
        row("ups", "{'VoidShipmentResponse':{'SummaryResult':{'Status':{'Code':'1','Description':'Voided'}}}}", u"voided"_s);
        row("ups", "{'VoidShipmentResponse':{'SummaryResult':{'Status':{'Code':'0','Description':'Not Voided'}}}}", u"refused"_s);
        row("ups", "{}", u"the answer tells of no refund"_s);
        row("fedex", "{'output':{'cancelledShipment':true,'message':'ok'}}", u"voided"_s);
        row("fedex", "{'output':{'cancelledShipment':false,'message':'shipped'}}", u"refused"_s);
        row("fedex", "{'output':{}}", u"the answer tells of no refund"_s);
        row("shipengine", "{'approved':true,'message':'ok'}", u"voided"_s);
        row("shipengine", "{'approved':false,'message':'too late'}", u"refused"_s);
        row("shipengine", "{'label_id':'l','voided':true}", u"voided"_s);
        row("shipengine", "{'label_id':'l','voided':false,'refund_details':{'refund_status':'pending'}}", u"asked"_s);
        row("shipengine", "{'label_id':'l','voided':false}", u"the answer tells of no refund"_s);
    }

    void readsRefunds()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, body);
        QFETCH(QString, line);
        static const QStringList names{u"asked"_s, u"voided"_s, u"refunded"_s, u"refused"_s};
        const auto refund = wireOf(kind).labels->parseRefund(body);
        QCOMPARE(refund ? names.at(static_cast<int>(refund->what)) : refund.error().detail, line);
    }

    void follows_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("easypost") << u"easypost"_s
                                  << asJson("{'tracker':{'tracking_details':[{'status':'delivered','message':'there','datetime':'2026-11-02T10:00:00Z','tracking_location':{'city':'Reno','state':'NV','country':'US'}},"
                                            "{'status':'pre_transit','message':'made','datetime':'2026-11-01T10:00:00Z','tracking_location':{'city':null}}]}}");
        QTest::newRow("shippo") << u"shippo"_s
                                << asJson("{'tracking_history':[{'status':'PRE_TRANSIT','status_details':'made','status_date':'2026-11-01T10:00:00Z','location':null},"
                                          "{'status':'DELIVERED','status_details':'there','status_date':'2026-11-02T10:00:00Z','location':{'city':'Reno','state':'NV','country':'US'}}]}");
        QTest::newRow("ups") << u"ups"_s
                             << asJson("{'trackResponse':{'shipment':[{'package':[{'activity':[{'gmtDate':'20261102','gmtTime':'10:00:00','status':{'type':'D','description':'there'},'location':{'address':{'city':'Reno','stateProvince':'NV','countryCode':'US'}}},"
                                       "{'gmtDate':'20261101','gmtTime':'10:00:00','status':{'type':'M','description':'made'}}]}]}]}}");
        QTest::newRow("fedex") << u"fedex"_s
                               << asJson("{'output':{'completeTrackResults':[{'trackResults':[{'scanEvents':[{'date':'2026-11-02T03:00:00-07:00','derivedStatusCode':'DL','eventDescription':'there','scanLocation':{'city':'Reno','stateOrProvinceCode':'NV','countryCode':'US'}},"
                                         "{'date':'2026-11-01T10:00:00Z','eventType':'OC','eventDescription':'made'}]}]}]}}");
        QTest::newRow("shipengine") << u"shipengine"_s
                                    << asJson("{'events':[{'status_code':'DE','description':'there','occurred_at':'2026-11-02T10:00:00Z','city_locality':'Reno','state_province':'NV','country_code':'US'},"
                                              "{'status_code':'NY','description':'made','occurred_at':'2026-11-01T10:00:00Z','city_locality':''}]}");
    }

    void follows()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, body);
        const QList<labels::TrackEvent> expected{{*parseTime(u"2026-11-01T10:00:00Z"), labels::Progress::Announced, u"made"_s, {}},
                                                 {*parseTime(u"2026-11-02T10:00:00Z"), labels::Progress::Delivered, u"there"_s, u"Reno, NV US"_s}};
        const auto events = wireOf(kind).labels->parseTrack(body);
        QVERIFY(events);
        QCOMPARE(*events, expected);
    }

    /// Whether it may have been bought all the same decides whether it is asked after.
    void saysWhetherItMayHaveHappened_data()
    {
        QTest::addColumn<int>("status"); // 0: no answer; -1: no connection
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("line");
        QTest::newRow("no connection") << -1 << QByteArray() << u"not: no answer in 30 s"_s;
        QTest::newRow("no answer") << 0 << QByteArray() << u"perhaps: no answer in 30 s"_s;
        QTest::newRow("broken") << 502 << QByteArray("<html>") << u"perhaps: it answers HTTP 502"_s;
        QTest::newRow("not let in") << 401 << QByteArray() << u"not: it does not accept the credentials (HTTP 401)"_s;
        QTest::newRow("too often") << 429 << QByteArray() << u"not: it allows no more questions at the moment"_s;
        QTest::newRow("refused") << 422 << asJson("{'error':{'code':'X','message':'No key-4711 here.'}}") << u"not: No ••• here."_s;
        QTest::newRow("sold before") << 422 << asJson("{'error':{'code':'SHIPMENT.POSTAGE.EXISTS','message':'Postage already exists'}}") << u"perhaps: Postage already exists"_s;
        QTest::newRow("unreadable") << 200 << QByteArray("<html>") << u"perhaps: the answer is no JSON object"_s;
    }

    void saysWhetherItMayHaveHappened()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, line);
        FakeClock clock;
        FakeExchange exchange(clock);
        WireCarrier carrier(easyPostWire(), account(), exchange, clock);
        if (status > 0)
            exchange.reply(status, body);
        else
            exchange.lose(status == 0);
        QString answer;
        carrier.buy(purchase(), deadline, [&](const labels::Answer<labels::Bought> &bought) {
            answer = bought ? u"bought"_s : (bought.error().mayHaveHappened ? u"perhaps: "_s : u"not: "_s) + bought.error().error.detail;
        });
        QVERIFY(exchange.run());
        QCOMPARE(answer, line);
    }

    /// A label is a label, whether its document comes or not.
    void fetchesTheDocument_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<int>("status"); // 0: it is not asked for
        QTest::addColumn<QByteArray>("document");
        QTest::newRow("where it keeps them") << QByteArray("https://easypost-files.s3.us-west-2.amazonaws.com/x.png") << 200 << QByteArray("PNG");
        QTest::newRow("on its own host") << QByteArray("https://host/x.png") << 200 << QByteArray("PNG");
        QTest::newRow("not there") << QByteArray("https://host/x.png") << 404 << QByteArray();
        QTest::newRow("on another's host") << QByteArray("https://evil.example/x.png") << 0 << QByteArray();
        QTest::newRow("a host that ends alike") << QByteArray("https://evileasypost-files.s3.us-west-2.amazonaws.com.example/x.png") << 0 << QByteArray();
        QTest::newRow("in the clear") << QByteArray("http://easypost-files.s3.us-west-2.amazonaws.com/x.png") << 0 << QByteArray();
    }

    void fetchesTheDocument()
    {
        QFETCH(QByteArray, url);
        QFETCH(int, status);
        QFETCH(QByteArray, document);
        FakeClock clock;
        FakeExchange exchange(clock);
        WireCarrier carrier(easyPostWire(), account(), exchange, clock);
        exchange.reply(200, easyPostShipment("{'label_file_type':'image/png','label_url':'" + url + "'}"));
        if (status > 0)
            exchange.reply(status, "PNG");
        std::optional<labels::Bought> bought;
        carrier.buy(purchase(Format::Png), deadline, [&](const labels::Answer<labels::Bought> &answer) { bought = *answer; });
        QVERIFY(exchange.run());
        QCoreApplication::processEvents();
        QVERIFY(bought);
        QCOMPARE(bought->tracking, u"9400"_s);
        QCOMPARE(bought->document.bytes, document);
        QCOMPARE(exchange.asked.size(), status > 0 ? 2 : 1);
        if (status > 0)
            QVERIFY(exchange.header(1, "Authorization").isEmpty()); // credentials stay with their host
    }

    void converts()
    {
        FakeClock clock;
        FakeExchange exchange(clock);
        WireCarrier carrier(easyPostWire(), account(), exchange, clock);
        exchange.reply(200, easyPostShipment(png));
        exchange.reply(200, easyPostShipment("{'label_file_type':'image/png','label_url':'https://host/x.png','label_zpl_url':'https://host/x.zpl'}"));
        exchange.reply(200, "^XA^XZ");
        std::optional<labels::Bought> bought;
        carrier.buy(purchase(Format::Zpl), deadline, [&](const labels::Answer<labels::Bought> &answer) { bought = *answer; });
        QVERIFY(exchange.run());
        QVERIFY(bought);
        QCOMPARE(exchange.asked.at(1).url, QByteArray("https://host/v2/shipments/shp_1/label?file_format=ZPL"));
        QCOMPARE(bought->document, (labels::Document{Format::Zpl, "^XA^XZ"}));
    }

    void declares_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("easypost") << u"easypost"_s << QByteArray("\"hs_tariff_number\":\"691110\",\"origin_country\":\"PT\",\"quantity\":2,\"value\":\"25.00\"");
        QTest::newRow("shippo") << u"shippo"_s << QByteArray("\"tariff_number\":\"691110\",\"value_amount\":\"25.00\",\"value_currency\":\"USD\"");
        QTest::newRow("shipengine") << u"shipengine"_s << QByteArray("\"harmonized_tariff_code\":\"691110\",\"quantity\":2,\"value\":{\"amount\":12.5,\"currency\":\"usd\"}");
    }

    void declares()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, part);
        rates::Shipment shipment;
        shipment.shipDate = QDate(2026, 11, 29);
        const rates::Length side = rates::Length::of(9, rates::LengthUnit::Inch);
        shipment.parcels = {{rates::Weight::of(3, rates::WeightUnit::Pound), rates::Dimensions{side, side, side}, false}};
        shipment.customs = rates::Customs{u"merchandise"_s, u"Dana"_s, {{u"Mug"_s, 2, rates::Weight::of(800, rates::WeightUnit::Gram), {2'500, u"USD"_s}, u"691110"_s, u"PT"_s}}};
        const http::Request request = wireOf(kind).rateRequest(account(), {}, shipment);
        QVERIFY2(request.body.contains(part), request.body);
        shipment.customs.reset();
        QVERIFY(!wireOf(kind).rateRequest(account(), {}, shipment).body.contains("691110"));
    }
};

QTEST_GUILESS_MAIN(LabelWiresTest)

#include "tst_label_wires.moc"
