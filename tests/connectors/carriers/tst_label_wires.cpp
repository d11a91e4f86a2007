#include "core/connectors/carriers/dhl/dhl_wire.h"
#include "core/connectors/carriers/easypost/easypost_wire.h"
#include "core/connectors/carriers/fedex/fedex_wire.h"
#include "core/connectors/carriers/shipengine/shipengine_wire.h"
#include "core/connectors/carriers/shippo/shippo_wire.h"
#include "core/connectors/carriers/ups/ups_wire.h"
#include "core/connectors/carriers/usps/usps_wire.h"
#include "core/connectors/carriers/wire_carrier.h"
#include "core/inventory/fulfilment/carrier_abilities.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::carriers;
using labels::Format;

namespace {

constexpr Milliseconds deadline{30'000};

CarrierWire wireOf(const QString &kind)
{
    if (kind == u"usps" || kind == u"dhl")
        return kind == u"usps" ? uspsWire() : dhlWire();
    return kind == u"easypost" ? easyPostWire() : kind == u"shippo" ? shippoWire() : kind == u"shipengine" ? shipEngineWire() : kind == u"ups" ? upsWire() : fedexWire();
}

Account account()
{
    return {{.name = *CarrierId::parse(u"mine"), .kind = {}, .url = u"https://host"_s, .account = {{u"carrier_ids"_s, u"se-1"_s}, {u"account_number"_s, u"A1"_s}, {u"crid"_s, u"C1"_s}, {u"mid"_s, u"M1"_s}}}, {{u"api_key"_s, u"key-4711"_s}, {u"api_token"_s, u"token"_s}}};
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
    /// UPS wants to hear on the label, too, that it is a return, and what is in it (Shipping 2409, "ReturnService").
    void buysReturnsFromUps()
    {
        labels::Purchase back = purchase();
        back.shipment.isReturn = true;
        const auto asked = [](const labels::Purchase &one) { return QJsonDocument::fromJson(upsWire().labels->buy(account(), "T", one).body)[u"ShipmentRequest"_s][u"Shipment"_s]; };
        QCOMPARE(asked(back)[u"ReturnService"_s][u"Code"_s].toString(), u"9"_s);
        QCOMPARE(asked(back)[u"Package"_s][0][u"Description"_s].toString(), u"Returned goods"_s);
        QCOMPARE(asked(back)[u"ShipFrom"_s][u"Name"_s].toString(), u"Ada Buyer"_s);
        QCOMPARE(asked(back)[u"ShipTo"_s][u"Name"_s].toString(), u"Dock"_s);
        QCOMPARE(asked(back)[u"Shipper"_s][u"Name"_s].toString(), u"Dock"_s);
        QVERIFY(asked(purchase())[u"ReturnService"_s].isUndefined());
        QVERIFY(asked(purchase())[u"Package"_s][0][u"Description"_s].isUndefined());
        QCOMPARE(asked(purchase())[u"ShipTo"_s][u"Name"_s].toString(), u"Ada Buyer"_s);
    }

    /// A printed label (Ship API, "RETURN_SHIPMENT"), paid by the account, from the buyer to the house.
    void buysReturnsFromFedEx()
    {
        labels::Purchase back = purchase();
        back.shipment.isReturn = true;
        const auto asked = [](const labels::Purchase &one) { return QJsonDocument::fromJson(fedexWire().labels->buy(account(), "T", one).body)[u"requestedShipment"_s]; };
        QCOMPARE(asked(back)[u"shipmentSpecialServices"_s][u"specialServiceTypes"_s], QJsonValue(QJsonArray{u"RETURN_SHIPMENT"_s}));
        QCOMPARE(asked(back)[u"shipmentSpecialServices"_s][u"returnShipmentDetail"_s][u"returnType"_s].toString(), u"PRINT_RETURN_LABEL"_s);
        QCOMPARE(asked(back)[u"shipper"_s][u"contact"_s][u"personName"_s].toString(), u"Ada Buyer"_s);
        QCOMPARE(asked(back)[u"recipients"_s][0][u"contact"_s][u"personName"_s].toString(), u"Dock"_s);
        QVERIFY(!asked(back)[u"recipients"_s][0][u"address"_s][u"residential"_s].toBool(true));
        QCOMPARE(asked(back)[u"shippingChargesPayment"_s][u"paymentType"_s].toString(), u"SENDER"_s);
        QVERIFY(asked(purchase())[u"shipmentSpecialServices"_s].isUndefined());
        QCOMPARE(asked(purchase())[u"recipients"_s][0][u"contact"_s][u"personName"_s].toString(), u"Ada Buyer"_s);
    }

    /// From no rate (OpenAPI 1.1, "create_label"), under our own name, by which it is found again.
    void buysReturnsFromShipEngine()
    {
        labels::Purchase back = purchase(Format::Zpl);
        back.shipment.isReturn = true;
        back.quote.offer = u"return/se-1/usps_ground_advantage"_s;
        const LabelWire wire = *shipEngineWire().labels;
        const http::Request request = wire.buy(account(), {}, back);
        QCOMPARE(request.method + ' ' + request.url, QByteArray("POST https://host/v1/labels"));
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        QVERIFY(body[u"is_return_label"_s].toBool());
        for (const auto &[field, value] : {std::pair(u"charge_event"_s, u"carrier_default"_s), {u"rma_number"_s, u"CD-7-abc"_s}, {u"label_format"_s, u"zpl"_s}, {u"label_download_type"_s, u"inline"_s}, {u"validate_address"_s, u"no_validation"_s}})
            QCOMPARE(body[field].toString(), value);
        const QJsonObject shipment = body[u"shipment"_s].toObject();
        for (const auto &[field, value] : {std::pair(u"carrier_id"_s, u"se-1"_s), {u"service_code"_s, u"usps_ground_advantage"_s}, {u"external_shipment_id"_s, u"CD-7-abc"_s}})
            QCOMPARE(shipment[field].toString(), value);
        QCOMPARE(shipment[u"ship_from"_s][u"name"_s].toString(), u"Ada Buyer"_s);
        QCOMPARE(shipment[u"ship_to"_s][u"name"_s].toString(), u"Dock"_s);
        QVERIFY(shipment[u"validate_address"_s].isUndefined());
        labels::Known label = known();
        label.offer = back.quote.offer;
        const http::Request looked = wire.find(account(), {}, label);
        QCOMPARE(looked.method + ' ' + looked.url, QByteArray("GET https://host/v1/labels/external_shipment_id/CD-7-abc"));
    }

    void readsReturns_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("line");
        QTest::newRow("fedex") << u"fedex"_s << u"bought 794987654321 794987654321 12.41 USD of ^XA^FDRETURN^XZ"_s;
        QTest::newRow("shipengine") << u"shipengine"_s << u"bought se-123456 1Z999AA10123456784 7.33 USD of ^XA^FDRETURN^XZ"_s;
    }
    /// As their documents show such answers.
    void readsReturns()
    {
        QFETCH(QString, kind);
        const QByteArray reply = recorded(u"carriers/%1_return_label.json"_s.arg(kind));
        QVERIFY(!reply.isEmpty());
        QTEST(lineOf(wireOf(kind).labels->parseSold(reply, Format::Zpl)), "line");
    }

    void findsReturnsOfShipEngine_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("found");
        QTest::newRow("sold") << 200 << recorded(u"carriers/shipengine_return_label.json"_s) << u"se-123456"_s;
        QTest::newRow("none of that name") << 404 << asJson("{'request_id':'r','errors':[{'error_type':'validation','error_code':'invalid_identifier','message':'not found'}]}") << u"none"_s;
        QTest::newRow("could not be created") << 200 << asJson("{'label_id':'se-9','status':'error'}") << u"none"_s;
        QTest::newRow("still at work on it") << 200 << asJson("{'label_id':'se-9','status':'processing'}") << u"perhaps"_s;
        QTest::newRow("not let in") << 401 << QByteArray("{}") << u"perhaps"_s;
        QTest::newRow("nonsense") << 200 << QByteArray("<html>") << u"perhaps"_s;
    }
    /// A crash after the question: what was sold is found, and only a clear no counts as none.
    void findsReturnsOfShipEngine()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        FakeClock clock;
        FakeExchange exchange(clock);
        Account mine = account();
        WireCarrier engine(shipEngineWire(), mine, exchange, clock);
        labels::Known label = known(Format::Zpl);
        label.offer = u"return/se-1/usps_ground_advantage"_s;
        QString found = u"no answer"_s;
        exchange.reply(status, body);
        engine.find(label, deadline, [&](const labels::Answer<std::optional<labels::Bought>> &answer) { found = !answer ? u"perhaps"_s : *answer ? (*answer)->carrierId : u"none"_s; });
        QVERIFY(exchange.run());
        QTEST(found, "found");
    }

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
        row("usps", "void", "DELETE https://host/labels/v3/label/9400 ");
        row("usps", "track", "GET https://host/tracking/v3/tracking/9400?expand=DETAIL ");
        row("dhl", "track", "GET https://host/mydhlapi/shipments/9400/tracking?trackingView=all-checkpoints&levelOfDetail=shipment&requestGMTOffsetPerEvent=true ");
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
        row("usps", "the service", Format::Pdf, "\"mailClass\":\"shp_1\",\"mailingDate\":\"2026-11-29\",\"processingCategory\":\"\",\"rateIndicator\":\"rate_2\"");
        row("usps", "the reference, to be printed", Format::Pdf, "\"customerReference\":[{\"printReferenceNumber\":true,\"referenceNumber\":\"CD-7-abc\"}]");
        row("usps", "ZPL", Format::Zpl, "\"imageType\":\"ZPL203DPI\",\"labelType\":\"4X6LABEL\",\"receiptOption\":\"NONE\"");
        row("usps", "a person by both names", Format::Pdf, "\"firstName\":\"Ada\",\"lastName\":\"Buyer\",\"state\":\"NY\",\"streetAddress\":\"1 River St\"");
        row("usps", "who has one name", Format::Pdf, "\"firm\":\"Dock\"");
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

    /// What a label has no room for is said before anything is bought: cut off, it would be a wrong address.
    void refusesWhatHasNoRoom_data()
    {
        using Change = std::function<void(rates::Shipment &)>;
        QTest::addColumn<QString>("kind");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *kind, const char *name, const Change &change, const QString &words) { QTest::addRow("%s: %s", kind, name) << QString::fromLatin1(kind) << change << words; };
        const QString shortWord(10, u'x'), longWord(36, u'x');
        for (const char *kind : {"ups", "fedex"}) {
            row(kind, "a street of four lines", [](rates::Shipment &s) { s.to.street = u"a\nb\nc\nd"_s; }, u"the buyer's address is too long for its label, street: there is room for 3 lines of 35 characters"_s);
            row(kind, "a word longer than a line", [=](rates::Shipment &s) { s.to.street = longWord; }, u"the buyer's address is too long for its label, street: there is room for 3 lines of 35 characters"_s);
            row(kind, "more words than three lines hold", [=](rates::Shipment &s) { s.to.street = QStringList(10, shortWord).join(u' '); }, u"the buyer's address is too long for its label, street: there is room for 3 lines of 35 characters"_s);
            row(kind, "the sender's number", [](rates::Shipment &s) { s.from.phone = u"+1 775 555 0100 ext. 123456"_s; }, u"the sender's address is too long for its label, phone: there is room for 15 digits"_s);
        }
        row("ups", "a name", [=](rates::Shipment &s) { s.to.name = longWord; }, u"the buyer's address is too long for its label, name: there is room for 35 characters"_s);
        row("fedex", "a name", [](rates::Shipment &s) { s.to.name = QString(71, u'n'); }, u"the buyer's address is too long for its label, name: there is room for 70 characters"_s);
    }

    void refusesWhatHasNoRoom()
    {
        QFETCH(QString, kind);
        QFETCH(std::function<void(rates::Shipment &)>, change);
        QFETCH(QString, words);
        FakeClock clock;
        FakeExchange exchange(clock);
        WireCarrier carrier(wireOf(kind), account(), exchange, clock);
        labels::Purchase wish = purchase();
        change(wish.shipment);
        std::optional<labels::Failure> refused;
        carrier.buy(wish, deadline, [&](const labels::Answer<labels::Bought> &answer) { refused = answer.error(); });
        QVERIFY(refused);
        QCOMPARE(refused->error.detail, words);
        QVERIFY(!refused->mayHaveHappened);
        QVERIFY(exchange.asked.isEmpty());
    }

    void putsStreetsOnLines_data()
    {
        QTest::addColumn<QString>("street");
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("one") << u"1 River St"_s << QByteArray("[\"1 River St\"]");
        QTest::newRow("its own lines") << u"1 River St\n  Floor  3"_s << QByteArray("[\"1 River St\",\"Floor 3\"]");
        QTest::newRow("exactly a line") << QString(35, u'x') << QByteArray("[\"" + QByteArray(35, 'x') + "\"]");
        QTest::newRow("broken at a word") << u"1200 Northwest Industrial Boulevard Building Seven"_s << QByteArray("[\"1200 Northwest Industrial Boulevard\",\"Building Seven\"]");
    }

    void putsStreetsOnLines()
    {
        QFETCH(QString, street);
        QFETCH(QByteArray, lines);
        labels::Purchase wish = purchase();
        wish.shipment.to.street = street;
        for (const auto &[kind, key] : {std::pair(u"ups"_s, QByteArray("\"AddressLine\":")), {u"fedex"_s, QByteArray("\"streetLines\":")}}) {
            const QByteArray body = wireOf(kind).labels->buy(account(), "T", wish).body;
            QVERIFY2(body.contains(key + lines), body);
        }
    }

    /// A person found the label at its carrier and told no more than its number.
    void takesBackByTheNumberAlone()
    {
        labels::Known found = known();
        found.carrierId.clear();
        QCOMPARE(upsWire().labels->takeBack(account(), {}, found).url, QByteArray("https://host/api/shipments/v2409/void/cancel/9400"));
    }

    /// Shippo tracks by its own tokens of carriers, and tells their names.
    void tracksByTheToken()
    {
        const auto rated = shippoWire().parseRates(asJson("{'rates':[{'provider':'DHL Express','object_id':'r1','amount':'5.35','currency':'USD','servicelevel':{'token':'dhl_express_worldwide'}}]}"));
        QVERIFY(rated);
        labels::Known label = known();
        label.carrier = rated->quotes.first().carrier;
        QCOMPARE(shippoWire().labels->track(account(), {}, label).url, QByteArray("https://host/tracks/dhl_express/9400"));
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
        row("usps", "in the answer", Format::Pdf,
            asJson("{'trackingNumber':'9400','postage':10.99,'extraServices':[{'name':'Insurance','price':2.99}],'zone':'05','fees':[{'name':'Fuel Surcharge','price':1.23}],'labelImage':'JVBERg=='}"),
            u"bought 9400 9400 15.21 USD of %PDF"_s);
        row("usps", "nothing in it", Format::Pdf, asJson("{'labelImage':'JVBERg=='}"), u"perhaps: the answer holds no label"_s);
        row("dhl", "in the answer", Format::Pdf,
            asJson("{'shipmentTrackingNumber':'5374534546','packages':[{'referenceNumber':1,'trackingNumber':'JD014600004617230779'}],'documents':[{'imageFormat':'PDF','content':'aW52b2ljZQ==','typeCode':'invoice'},"
                   "{'imageFormat':'PDF','content':'JVBERg==','typeCode':'label'}],'shipmentCharges':[{'currencyType':'PULCL','priceCurrency':'GBP','price':20},{'currencyType':'BILLC','priceCurrency':'GBP','price':14.7}]}"),
            u"bought 5374534546 5374534546 14.70 GBP of %PDF"_s);
        row("dhl", "in another format than was asked for", Format::Png, asJson("{'shipmentTrackingNumber':'5','documents':[{'imageFormat':'PDF','content':'JVBERg==','typeCode':'label'}]}"), u"bought 5 5 not told of %PDF"_s);
        row("dhl", "nothing in it", Format::Pdf, asJson("{'documents':[]}"), u"perhaps: the answer holds no label"_s);
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
        row("usps", "{'trackingNumber':'9400','status':'CANCELED'}", u"voided"_s);
        row("usps", "{'trackingNumber':'9400','status':'DISPUTED','disputeId':'103789'}", u"asked"_s);
        row("usps", "{}", u"the answer tells of no refund"_s);
        row("fedex", "{'output':{'cancelledShipment':true,'message':'ok'}}", u"voided"_s);
        row("fedex", "{'output':{'cancelledShipment':false,'message':'shipped'}}", u"refused"_s);
        row("fedex", "{'output':{}}", u"the answer tells of no refund"_s);
        row("shipengine", "{'approved':true,'message':'ok'}", u"voided"_s);
        row("shipengine", "{'approved':false,'message':'too late'}", u"refused"_s);
        row("shipengine", "{'approved':false,'reason_code':'label_already_voided','message':'before'}", u"voided"_s);
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

    /// Services name places each in their own way: a list of codes and what they mean is its own table.
    void followsByCodes_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<labels::TrackEvent>("newest");
        const auto at = *parseTime(u"2026-11-02T10:00:00Z");
        const auto usps = [&](const char *code, labels::Progress progress) {
            QTest::addRow("usps %s", code) << u"usps"_s << asJson("{'trackingEvents':[{'eventType':'words','eventCode':'" + QByteArray(code) + "','GMTTimestamp':'2026-11-02T10:00:00.000Z','eventCity':'RENO','eventState':'NV'}]}")
                                           << labels::TrackEvent{at, progress, u"words"_s, u"RENO, NV"_s};
        };
        QTest::newRow("ups, an hour without its nought") << u"ups"_s << asJson("{'trackResponse':{'shipment':[{'package':[{'activity':[{'gmtDate':'20261102','gmtTime':'74700','status':{'type':'I','description':'words'}}]}]}]}}")
                                                         << labels::TrackEvent{*parseTime(u"2026-11-02T07:47:00Z"), labels::Progress::InTransit, u"words"_s, {}};
        QTest::newRow("shipengine, out for delivery") << u"shipengine"_s << asJson("{'events':[{'status_code':'IT','status_detail_code':'OUT_FOR_DELIVERY','description':'words','occurred_at':'2026-11-02T10:00:00Z'}]}")
                                                      << labels::TrackEvent{at, labels::Progress::OutForDelivery, u"words"_s, {}};
        usps("GX", labels::Progress::Announced);
        usps("10", labels::Progress::InTransit);
        usps("OF", labels::Progress::OutForDelivery);
        usps("01", labels::Progress::Delivered);
        usps("05", labels::Progress::Problem);
        usps("11", labels::Progress::Problem); // dead letter
        usps("30", labels::Progress::Problem); // no access
        usps("52", labels::Progress::Problem); // notice left
        usps("09", labels::Progress::Returned);
        usps("21", labels::Progress::Returned); // no such number
        usps("31", labels::Progress::Returned); // not picked up
        usps("ZZ", labels::Progress::InTransit);
        const auto dhl = [&](const char *code, labels::Progress progress) {
            QTest::addRow("dhl %s", code) << u"dhl"_s
                                          << asJson("{'shipments':[{'events':[{'date':'2026-11-02','time':'19:00:00','GMTOffset':'+09:00','typeCode':'" + QByteArray(code) + "','description':'words','serviceArea':[{'code':'TYO','description':'TOKYO-JP'}]},"
                                                    "{'date':'2026-11-01','time':'19:00:00','GMTOffset':'+09:00','typeCode':'PU','description':'picked up'}]}]}")
                                          << labels::TrackEvent{at, progress, u"words"_s, u"TOKYO-JP"_s};
        };
        dhl("DUMMY_PU", labels::Progress::Announced); // information received
        dhl("SA", labels::Progress::InTransit); // accepted
        dhl("PU", labels::Progress::InTransit);
        dhl("WC", labels::Progress::OutForDelivery);
        dhl("OK", labels::Progress::Delivered);
        dhl("RT", labels::Progress::Returned);
        dhl("OH", labels::Progress::Problem);
        dhl("HP", labels::Progress::Problem); // held for payment
        dhl("ND", labels::Progress::Problem); // not delivered
        dhl("DS", labels::Progress::Problem); // destroyed
        dhl("CC", labels::Progress::OutForDelivery); // to be fetched
        dhl("CR", labels::Progress::InTransit); // clearance release
    }

    void followsByCodes()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, body);
        QFETCH(labels::TrackEvent, newest);
        const auto way = wireOf(kind).labels->parseTrack(body);
        QVERIFY(way);
        QCOMPARE(way->events.last(), newest);
    }

    /// When they mean to deliver, what they meant at first, and how often they tried in vain. A day lasts until it is over everywhere.
    void tellsWhenItWillDeliver_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("told"); // expected, promised, tries
        const auto row = [](const char *name, const QString &kind, const QByteArray &body, const QString &told) { QTest::newRow(name) << kind << asJson(body) << told; };
        row("easypost, a day", u"easypost"_s, "{'tracker':{'est_delivery_date':'2026-11-05T00:00:00Z'}}", u"2026-11-06T12:00:00.000Z - -"_s);
        row("easypost, not yet", u"easypost"_s, "{'tracker':{'est_delivery_date':null}}", u"- - -"_s);
        row("shippo, put off", u"shippo"_s, "{'eta':'2026-11-06T00:00:00Z','original_eta':'2026-11-05T00:00:00Z'}", u"2026-11-07T12:00:00.000Z 2026-11-06T12:00:00.000Z 0"_s);
        row("shippo, tried", u"shippo"_s, "{'tracking_history':[{'status':'TRANSIT','substatus':{'code':'delivery_attempted'}}]}", u"- - 1"_s);
        row("shipengine, an hour", u"shipengine"_s, "{'estimated_delivery_date':'2026-11-05T20:00:00Z','events':[{'status_code':'AT'},{'status_code':'AT'},{'status_code':'IT'}]}", u"2026-11-05T20:00:00.000Z - 2"_s);
        row("ups, scheduled", u"ups"_s, "{'trackResponse':{'shipment':[{'package':[{'deliveryDate':[{'type':'SDD','date':'20261105'}]}]}]}}", u"2026-11-06T12:00:00.000Z 2026-11-06T12:00:00.000Z -"_s);
        row("ups, put off", u"ups"_s, "{'trackResponse':{'shipment':[{'package':[{'deliveryDate':[{'type':'SDD','date':'20261105'},{'type':'RDD','date':'20261107'}]}]}]}}", u"2026-11-08T12:00:00.000Z 2026-11-06T12:00:00.000Z -"_s);
        row("ups, delivered", u"ups"_s, "{'trackResponse':{'shipment':[{'package':[{'deliveryDate':[{'type':'DEL','date':'20261105'}]}]}]}}", u"- - -"_s);
        row("usps", u"usps"_s, "{'expectedDeliveryTimeStamp':'2026-11-05T00:00:00Z','trackingEvents':[{'eventCode':'52'},{'eventCode':'10'}]}", u"2026-11-06T12:00:00.000Z - 1"_s);
        row("fedex, by a place's clock", u"fedex"_s,
            "{'output':{'completeTrackResults':[{'trackResults':[{'dateAndTimes':[{'type':'COMMITMENT','dateTime':'2026-11-04T20:00:00'},{'type':'ESTIMATED_DELIVERY','dateTime':'2026-11-05T12:00:00-07:00'}],"
            "'deliveryDetails':{'deliveryAttempts':'2'}}]}]}}",
            u"2026-11-05T19:00:00.000Z 2026-11-05T08:00:00.000Z 2"_s);
        row("fedex, a window", u"fedex"_s, "{'output':{'completeTrackResults':[{'trackResults':[{'estimatedDeliveryTimeWindow':{'window':{'ends':'2026-11-05T12:00:00Z'}}}]}]}}", u"2026-11-05T12:00:00.000Z - -"_s);
        row("dhl, nobody home", u"dhl"_s, "{'shipments':[{'estimatedDeliveryDate':'2026-11-05','events':[{'typeCode':'NH'},{'typeCode':'OH'}]}]}", u"2026-11-06T12:00:00.000Z - 1"_s);
    }

    void tellsWhenItWillDeliver()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, body);
        const auto way = wireOf(kind).labels->parseTrack(body);
        QVERIFY(way);
        const auto text = [](const std::optional<Time> &time) { return time ? toText(*time) : u"-"_s; };
        QTEST(QStringList({text(way->expectedBy), text(way->promisedBy), way->tries ? QString::number(*way->tries) : u"-"_s}).join(u' '), "told");
    }

    /// Who pays is a token of its own: asked for once, sent with what is bought, and never with what is only asked.
    void paysWithATokenOfItsOwn()
    {
        FakeClock clock;
        FakeExchange exchange(clock);
        Account mine = account();
        mine.secrets.insert(u"client_id"_s, u"id"_s);
        mine.secrets.insert(u"client_secret"_s, u"s"_s);
        WireCarrier usps(uspsWire(), mine, exchange, clock);
        exchange.reply(200, asJson("{'access_token':'T','expires_in':28800}"));
        exchange.reply(200, asJson("{'paymentAuthorizationToken':'P'}"));
        int sold = 0;
        for (int i = 0; i < 2; ++i) {
            exchange.reply(200, asJson("{'trackingNumber':'9400','postage':8.2,'labelImage':'JVBERg=='}"));
            usps.buy(purchase(), deadline, [&](const labels::Answer<labels::Bought> &answer) { sold += answer ? 1 : 0; });
            QVERIFY(exchange.run());
        }
        exchange.reply(200, asJson("{'trackingEvents':[]}"));
        usps.track(known(), deadline, [](const auto &) {});
        QVERIFY(exchange.run());
        QCOMPARE(sold, 2);
        QCOMPARE(exchange.asked.at(1).url, QByteArray("https://host/payments/v3/payment-authorization"));
        QVERIFY2(exchange.asked.at(1).body.contains("\"CRID\":\"C1\",\"MID\":\"M1\""), exchange.asked.at(1).body);
        for (const int i : {2, 3}) {
            QCOMPARE(exchange.header(i, "X-Payment-Authorization-Token"), QByteArray("P"));
            QCOMPARE(exchange.header(i, "X-Idempotency-Key"), exchange.header(2, "X-Idempotency-Key")); // the same label, so it is sold once
            QCOMPARE(exchange.header(i, "Accept"), QByteArray("application/vnd.usps.labels+json"));
        }
        QVERIFY(exchange.header(4, "X-Payment-Authorization-Token").isEmpty());
    }

    /// What is missing for paying is said before anything is asked for.
    void refusesWhoCannotPay_data()
    {
        QTest::addColumn<QString>("lacks");
        QTest::addColumn<QByteArray>("payment"); // how the service answers; empty: it is not asked
        QTest::addColumn<QString>("words");
        QTest::newRow("no customer number") << u"crid"_s << QByteArray() << u"its labels need “crid” of the account: add the carrier again, with --account crid=…"_s;
        QTest::newRow("no leave to pay") << QString() << asJson("{'error':{'message':'the account is closed'}}") << u"it does not let the account pay: the account is closed"_s;
    }

    void refusesWhoCannotPay()
    {
        QFETCH(QString, lacks);
        QFETCH(QByteArray, payment);
        QFETCH(QString, words);
        FakeClock clock;
        FakeExchange exchange(clock);
        Account mine = account();
        mine.details.account.remove(lacks);
        WireCarrier usps(uspsWire(), mine, exchange, clock);
        if (!payment.isEmpty()) {
            exchange.reply(200, asJson("{'access_token':'T','expires_in':28800}"));
            exchange.reply(400, payment);
        }
        std::optional<labels::Failure> refused;
        usps.buy(purchase(), deadline, [&](const labels::Answer<labels::Bought> &answer) { refused = answer.error(); });
        QVERIFY(exchange.run() || payment.isEmpty());
        QVERIFY(refused);
        QCOMPARE(refused->error.detail, words);
        QVERIFY(!refused->mayHaveHappened);
    }

    /// A price that is for others than the seller has no offer: there is no label at it.
    void sellsByOffersOnly()
    {
        const auto rates = [](const QByteArray &facility, const QByteArray &category = "MACHINABLE") {
            const auto rated = uspsWire().parseRates(asJson("{'pricingOptions':[{'priceType':'COMMERCIAL','shippingOptions':[{'mailClass':'USPS_GROUND_ADVANTAGE','rateOptions':[{'totalBasePrice':8.2,'rates':[{'price':8.2,"
                                                            "'mailClass':'USPS_GROUND_ADVANTAGE','rateIndicator':'SP','processingCategory':'" + category + "','destinationEntryFacilityType':'" + facility + "'}]}]}]}]}"));
            return rated ? rated->quotes.first().offer : u"none"_s;
        };
        QCOMPARE(rates("NONE"), u"USPS_GROUND_ADVANTAGE/SP/MACHINABLE"_s);
        QCOMPARE(rates("DESTINATION_DELIVERY_UNIT"), QString());
        QCOMPARE(rates("NONE", "NONSTANDARD"), u"USPS_GROUND_ADVANTAGE/SP/NONSTANDARD"_s);
        QCOMPARE(rates("NONE", "CATALOGS"), QString()); // priced, but no label takes it
        FakeClock clock;
        FakeExchange exchange(clock);
        WireCarrier dhl(dhlWire(), account(), exchange, clock);
        labels::Purchase wish = purchase();
        wish.quote.offer.clear();
        QString words;
        dhl.buy(wish, deadline, [&](const labels::Answer<labels::Bought> &answer) { words = answer.error().error.detail; });
        QCOMPARE(words, u"it sells no label at this price"_s);
        wish.quote.offer = u"N/"_s;
        wish.shipment.from.phone = u"775 555 0100"_s;
        wish.shipment.to.phone = u" - "_s;
        dhl.buy(wish, deadline, [&](const labels::Answer<labels::Bought> &answer) { words = answer.error().error.detail; });
        QCOMPARE(words, u"its labels need the phone number of the buyer, and none is known"_s); // its contract refuses an empty one
    }

    /// A service's own messages: only what is signed is read.
    void hears_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("signature"); // of the body below
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("line");
        const QByteArray tracker = asJson("{'description':'tracker.updated','result':{'object':'Tracker','tracking_code':'9400','tracking_details':[{'status':'delivered','message':'there','datetime':'2026-11-24T10:00:00Z'}]}}");
        const QByteArray track = asJson("{'event':'track_updated','data':{'tracking_number':'9400','tracking_history':[{'status':'DELIVERED','status_details':'there','status_date':'2026-11-24T10:00:00Z'}]}}");
        const QByteArray batch = asJson("{'description':'batch.created','result':{'object':'Batch'}}"), sold = asJson("{'event':'transaction_created','data':{}}");
        const auto hex = [](const QByteArray &text) { return QMessageAuthenticationCode::hash(text, "secret", QCryptographicHash::Sha256).toHex(); };
        const auto easy = [&](const char *name, const QByteArray &signature, const QByteArray &body, const QString &line) { QTest::addRow("easypost: %s", name) << u"easypost"_s << QByteArray("X-Hmac-Signature") << signature << body << line; };
        easy("signed", "hmac-sha256-hex=" + hex(tracker), tracker, u"9400 delivered"_s);
        easy("about something else", "hmac-sha256-hex=" + hex(batch), batch, u"nothing"_s);
        easy("not signed", {}, tracker, u"bad signature"_s);
        easy("signed for another body", "hmac-sha256-hex=" + hex(batch), tracker, u"bad signature"_s);
        easy("no JSON", "hmac-sha256-hex=" + hex("<html>"), "<html>", u"unreadable"_s);
        const auto shippo = [&](const char *name, const char *header, qint64 age, const QByteArray &body, const QString &line) {
            const QByteArray seconds = QByteArray::number(parseTime(u"2026-11-25T08:00:00Z")->time_since_epoch().count() / 1'000 - age);
            QTest::addRow("shippo: %s", name) << u"shippo"_s << QByteArray(header) << "t=" + seconds + ",v1=" + hex(seconds + '.' + body) << body << line;
        };
        shippo("signed", "Shippo-Auth-Signature", 10, track, u"9400 delivered"_s);
        shippo("signed under its other name", "Shippo-Signature", 10, track, u"9400 delivered"_s);
        shippo("about something else", "Shippo-Auth-Signature", 10, sold, u"nothing"_s);
        shippo("sent again hours later", "Shippo-Auth-Signature", 7'200, track, u"bad signature"_s);
        shippo("under a name that is none of its", "X-Signature", 10, track, u"bad signature"_s);
    }

    void hears()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, signature);
        QFETCH(QByteArray, body);
        QFETCH(QString, line);
        FakeClock clock;
        FakeExchange exchange(clock);
        Account mine = account();
        const auto heard = [&](const WireCarrier &carrier) {
            const auto told = carrier.readDelivery({*ChannelId::parse(u"mine"), "POST", "/webhooks/mine", {{header, signature}}, body, clock.now()}, clock.now());
            if (!told)
                return told.error() == channels::Refusal::Unreadable ? u"unreadable"_s : u"bad signature"_s;
            return told->tracking.isEmpty() ? u"nothing"_s : told->tracking + u' ' + nameOf(told->way.events.last().progress);
        };
        QCOMPARE(heard(WireCarrier(wireOf(kind), mine, exchange, clock)), u"bad signature"_s); // no secret, no trust
        mine.secrets.insert(u"webhook_secret"_s, u"secret"_s);
        QCOMPARE(heard(WireCarrier(wireOf(kind), mine, exchange, clock)), line);
    }

    /// Whole inches, the longest side first: its contract has three characters for each.
    void tellsUpsWholeInches()
    {
        labels::Purchase wish = purchase();
        const auto side = [](const QString &inches) { return *rates::Length::parse(inches, rates::LengthUnit::Inch); };
        wish.shipment.parcels[0].dimensions = rates::Dimensions{side(u"4.25"_s), side(u"12"_s), side(u"9.5"_s)};
        const QByteArray body = upsWire().labels->buy(account(), {}, wish).body;
        for (const char *part : {"\"Length\":\"12\"", "\"Width\":\"10\"", "\"Height\":\"5\""})
            QVERIFY2(body.contains(part), body);
    }

    void tellsDhlAll()
    {
        labels::Purchase wish = purchase(Format::Zpl);
        wish.quote.offer = u"N/D"_s;
        const http::Request request = dhlWire().labels->buy(account(), {}, wish);
        QCOMPARE(request.url, QByteArray("https://host/mydhlapi/shipments"));
        for (const char *part : {"\"productCode\":\"N\"", "\"localProductCode\":\"D\"", "\"encodingFormat\":\"zpl\"", "\"addressLine1\":\"1 River St\"", "\"fullName\":\"Ada Buyer\"",
                                 "\"number\":\"A1\",\"typeCode\":\"shipper\"", "\"typeCode\":\"CU\",\"value\":\"CD-7-abc\"", "\"isCustomsDeclarable\":false",
                                 "\"provinceCode\":\"NV\"", "\"provinceCode\":\"NY\""})
            QVERIFY2(request.body.contains(part), request.body);
        QCOMPARE(http::header(request.headers, "x-version"), QByteArray("3.1.0"));
        QCOMPARE(http::header(request.headers, "Message-Reference"), QByteArray("CD-7-abc"));
    }

    void follows()
    {
        QFETCH(QString, kind);
        QFETCH(QByteArray, body);
        const QList<labels::TrackEvent> expected{{*parseTime(u"2026-11-01T10:00:00Z"), labels::Progress::Announced, u"made"_s, {}},
                                                 {*parseTime(u"2026-11-02T10:00:00Z"), labels::Progress::Delivered, u"there"_s, u"Reno, NV US"_s}};
        const auto way = wireOf(kind).labels->parseTrack(body);
        QVERIFY(way);
        QCOMPARE(way->events, expected);
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

    /// What is asked for beside the service: with the price, and with the label where the offer does not hold it.
    void asksForOptions_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<rates::Options>("options");
        QTest::addColumn<QByteArray>("quoted"); // empty: not with the price
        QTest::addColumn<QByteArray>("bought"); // empty: its offer holds it
        using rates::Option;
        const auto row = [](const char *kind, rates::Option option, const char *quoted, const char *bought) {
            QTest::addRow("%s %s, %s", kind, qPrintable(nameOf(option)), *quoted ? "price" : "label") << QString::fromLatin1(kind) << rates::Options{option} << asJson(quoted) << asJson(bought);
        };
        row("easypost", Option::Signature, "'delivery_confirmation':'SIGNATURE'", "");
        row("easypost", Option::AdultSignature, "'delivery_confirmation':'ADULT_SIGNATURE'", "");
        row("easypost", Option::SaturdayDelivery, "'saturday_delivery':true", "");
        row("easypost", Option::Insurance, "", "'insurance':'600.00'");
        row("shippo", Option::Signature, "'extra':{'signature_confirmation':'STANDARD'}", "");
        row("shippo", Option::AdultSignature, "'extra':{'signature_confirmation':'ADULT'}", "");
        row("shippo", Option::SaturdayDelivery, "'extra':{'saturday_delivery':true}", "");
        row("shippo", Option::Insurance, "'insurance':{'amount':'600.00','content':'Goods','currency':'USD'}", "");
        row("shipengine", Option::Signature, "'confirmation':'signature'", "");
        row("shipengine", Option::AdultSignature, "'confirmation':'adult_signature'", "");
        row("shipengine", Option::SaturdayDelivery, "'advanced_options':{'saturday_delivery':true}", "");
        row("shipengine", Option::Insurance, "'insured_value':{'amount':600,'currency':'usd'}", "");
        for (const bool isBought : {false, true}) {
            const auto both = [&](const char *kind, rates::Option option, const char *part) { row(kind, option, isBought ? "" : part, isBought ? part : ""); };
            both("ups", Option::Signature, "'PackageServiceOptions':{'DeliveryConfirmation':{'DCISType':'2'}}");
            both("ups", Option::AdultSignature, "'DeliveryConfirmation':{'DCISType':'3'}");
            both("ups", Option::SaturdayDelivery, "'ShipmentServiceOptions':{'SaturdayDeliveryIndicator':''}");
            both("ups", Option::Insurance, "'DeclaredValue':{'CurrencyCode':'USD','MonetaryValue':'600.00'}");
            both("fedex", Option::Signature, "'packageSpecialServices':{'signatureOptionType':'DIRECT','specialServiceTypes':['SIGNATURE_OPTION']}");
            both("fedex", Option::AdultSignature, "'signatureOptionType':'ADULT'");
            both("fedex", Option::SaturdayDelivery, "'shipmentSpecialServices':{'specialServiceTypes':['SATURDAY_DELIVERY']}");
            both("fedex", Option::Insurance, "'declaredValue':{'amount':600,'currency':'USD'}");
            both("usps", Option::Signature, "'extraServices':[921]");
            both("usps", Option::AdultSignature, "'extraServices':[922]");
            both("usps", Option::Insurance, "'extraServices':[931]");
            both("dhl", Option::Signature, "'valueAddedServices':[{'serviceCode':'SF'}]");
            both("dhl", Option::SaturdayDelivery, "'valueAddedServices':[{'serviceCode':'AA'}]");
            both("dhl", Option::Insurance, "'valueAddedServices':[{'currency':'USD','serviceCode':'II','value':600}]");
        }
    }

    void asksForOptions()
    {
        QFETCH(QString, kind);
        QFETCH(rates::Options, options);
        QFETCH(QByteArray, quoted);
        QFETCH(QByteArray, bought);
        QVERIFY(fulfilment::abilitiesOf(kind).options.contains(options.first()));
        labels::Purchase wish = purchase();
        rates::Shipment &shipment = wish.shipment;
        shipment.from.country = shipment.to.country = u"US"_s;
        const rates::Length side = rates::Length::of(9, rates::LengthUnit::Inch);
        shipment.parcels = {{rates::Weight::of(3, rates::WeightUnit::Pound), rates::Dimensions{side, side, side}, false}};
        shipment.value = Money{60'000, u"USD"_s};
        const auto asked = [&] { return quoted.isEmpty() ? wireOf(kind).labels->buy(account(), {}, wish).body : wireOf(kind).rateRequest(account(), {}, shipment).body; };
        const QByteArray part = quoted.isEmpty() ? bought : quoted;
        QVERIFY(!asked().contains(part));
        shipment.options = options;
        QVERIFY2(asked().contains(part), asked());
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
