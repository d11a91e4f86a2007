#include "core/connectors/carriers/amazon_shipping/amazon_shipping_wire.h"
#include "core/connectors/carriers/delhivery/delhivery_wire.h"
#include "core/connectors/carriers/dhl/dhl_wire.h"
#include "core/connectors/carriers/easypost/easypost_wire.h"
#include "core/connectors/carriers/fedex/fedex_wire.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/shipengine/shipengine_wire.h"
#include "core/connectors/carriers/shippo/shippo_wire.h"
#include "core/connectors/carriers/shiprocket/shiprocket_wire.h"
#include "core/connectors/carriers/ups/ups_wire.h"
#include "core/connectors/carriers/usps/usps_wire.h"
#include "tests/connectors/fake_exchange.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace crossdock;
using namespace crossdock::carriers;

namespace {

/// "usps GroundAdvantage account 8.20 USD: unitemised 820; zone 5, 4 lb by volume of 139; 3 days, by 2026-03-06 for sure"
QString lineOf(const rates::Quote &quote)
{
    QStringList charges;
    for (const rates::Charge &charge : quote.charges)
        charges.append(u"%1 %2"_s.arg(charge.kind).arg(charge.amount.amount));
    QString line = u"%1 %2 %3 %4 %5: %6"_s.arg(quote.carrier, quote.service, quote.priceType, toDecimal(quote.total), quote.total.currency, charges.join(u", "_s));
    if (!quote.zone.isEmpty())
        line += u"; zone %1"_s.arg(quote.zone);
    if (quote.billable)
        line += u"; %1"_s.arg(quote.billable->text(quote.unit));
    if (quote.billedBy == rates::Quote::BilledBy::Dimensional)
        line += u" by volume"_s;
    if (quote.divisor)
        line += u" / %1"_s.arg(*quote.divisor);
    if (quote.transitDays)
        line += u"; %1 days"_s.arg(*quote.transitDays);
    if (quote.deliveredBy.isValid())
        line += u"; by %1"_s.arg(quote.deliveredBy.toString(Qt::ISODate));
    if (quote.validUntil.isValid())
        line += u"; holds until %1"_s.arg(quote.validUntil.toString(Qt::ISODate));
    return quote.isGuaranteed ? line + u" for sure"_s : line;
}

rates::Shipment asked()
{
    rates::Shipment shipment;
    shipment.shipDate = QDate(2026, 3, 2);
    shipment.from = {.country = u"US"_s, .postcode = u"10001"_s, .name = u"Dock"_s, .street = u"1 Pier"_s, .city = u"New York"_s, .region = u"NY"_s};
    shipment.to = {.country = u"US"_s, .postcode = u"94105"_s, .name = {}, .street = {}, .city = u"San Francisco"_s, .region = u"CA"_s};
    shipment.isResidential = true;
    const auto inches = [](int whole) { return rates::Length::of(whole, rates::LengthUnit::Inch); };
    shipment.parcels = {{*rates::Weight::parse(u"3.2", rates::WeightUnit::Pound), rates::Dimensions{inches(12), inches(9), *rates::Length::parse(u"4.25", rates::LengthUnit::Inch)}, false}};
    return shipment;
}

Account account()
{
    return {{.name = *CarrierId::parse(u"mine"), .kind = {}, .url = u"https://host"_s, .account = {{u"account_number"_s, u"A1"_s}, {u"carrier_ids"_s, u"se-1,se-2"_s}}},
            {{u"api_key"_s, u"key"_s}, {u"api_token"_s, u"token"_s}, {u"client_id"_s, u"id"_s}, {u"client_secret"_s, u"se&cret"_s}, {u"username"_s, u"user"_s}, {u"password"_s, u"word"_s}, {u"email"_s, u"me@example.com"_s}, {u"refresh_token"_s, u"again"_s}}};
}

} // namespace

/// What is asked of each carrier, byte for byte where it matters, and what its recorded replies read as.
class TestCarrierWires : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void addsUp_data() { reads_data(); }
    void addsUp();
    void refusesGarbage_data() { reads_data(); }
    void refusesGarbage();
    void asks_data();
    void asks();
    void keepsToDhlsContract();
    void keepsToUpsContract();
    void asksAbroad_data();
    void asksAbroad();
    void asksForReturns_data();
    void asksForReturns();
    void asksUpsForReturns();
    void asksFedExForReturns();
    void asksShipEngineForReturns();
    void readsShipEnginesReturns();
    void addsEasyPostsInsurance_data();
    void addsEasyPostsInsurance();
    void fetchesTokens();
    void readsMoney_data();
    void readsMoney();
    void findsWords_data();
    void findsWords();

private:
    static CarrierWire wire(const QString &kind)
    {
        for (const CarrierWire &one : {easyPostWire(), shippoWire(), shipEngineWire(), upsWire(), fedexWire(), uspsWire(), dhlWire(), shiprocketWire(), delhiveryWire(), amazonShippingWire()})
            if (one.kind == kind)
                return one;
        return {};
    }
};

void TestCarrierWires::reads_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("easypost") << u"easypost"_s << u"easypost_shipment.json"_s
                              << QStringList{u"usps Express account 51.20 USD: unitemised 5120; 2 days"_s, u"usps Express list 51.20 USD: unitemised 5120; 2 days"_s,
                                             u"usps Express retail 59.25 USD: unitemised 5925; 2 days"_s, u"usps Priority account 11.01 USD: unitemised 1101; 2 days"_s,
                                             u"usps Priority list 11.01 USD: unitemised 1101; 2 days"_s, u"usps Priority retail 15.40 USD: unitemised 1540; 2 days"_s,
                                             u"ups : Unable to retrieve UPS rates: invalid ZIP"_s};
    QTest::newRow("shippo") << u"shippo"_s << u"shippo_shipment.json"_s
                            << QStringList{u"usps usps_priority_express account 5.50 USD: unitemised 550; zone 1; 2 days"_s, u"ups : UPS API did not respond. Please try again in a few minutes."_s};
    QTest::newRow("shipengine") << u"shipengine"_s << u"shipengine_rates.json"_s
                                << QStringList{u"ups ups_ground negotiated 16.83 USD: base 1234, fuel 216, signature 150, unexplained 83; zone 6; 5 days; by 2026-03-09 for sure"_s,
                                               u"fedex fedex_first_overnight: Service not available to this address"_s, u"dhl_express : A shipping carrier reported an error: account closed"_s};
    QTest::newRow("ups") << u"ups"_s << u"ups_rates.json"_s
                         << QStringList{u"ups ground list 17.97 USD: base 1489, fuel 308; zone 8; 4 lb; 4 days; by 2026-03-06 for sure"_s,
                                        u"ups ground negotiated 11.60 USD: base 968, fuel 190, unexplained 2; zone 8; 4 lb; 4 days; by 2026-03-06 for sure"_s,
                                        u"ups next_day_air list 82.50 USD: base 8000, other 250; 4 lb"_s};
    QTest::newRow("fedex") << u"fedex"_s << u"fedex_rates.json"_s
                           << QStringList{u"fedex international_economy account 954.17 USD: base 88788, fuel 4544, demand 1470, residential 615; zone US001D; 66.6 kg by volume / 139"_s,
                                          u"fedex international_economy list 954.17 USD: base 88788, fuel 4544, demand 1470, residential 615; zone US001D; 66.6 kg by volume / 139"_s,
                                          u"fedex fedex_ground account 535.68 CAD: base 47130, fuel 3738, residential 2700; zone 52; 162 lb by volume / 139; 4 days; by 2024-07-25"_s,
                                          u"fedex fedex_ground list 535.68 CAD: base 47130, fuel 3738, residential 2700; zone 52; 162 lb by volume / 139; 4 days; by 2024-07-25"_s};
    QTest::newRow("usps") << u"usps"_s << u"usps_options.json"_s
                          << QStringList{u"usps parcel_select contract 9.17 USD: base 617, nonstandard 300; zone 00; 1 lb; by 2024-10-04; holds until 2024-10-05"_s};
    QTest::newRow("dhl") << u"dhl"_s << u"dhl_rates.json"_s << QStringList{u"dhl P account 157.95 GBP: base 13000, other 27, fuel 2768; 1.5 kg; 3 days; by 2022-11-24"_s};
    QTest::newRow("shiprocket") << u"shiprocket"_s << u"shiprocket_serviceability.json"_s
                                << QStringList{u"delhivery Delhivery Surface account 78.50 INR: base 7050, coverage 800; zone z_d; 1.5 kg; 4 days; by 2026-03-06"_s, u"bluedart Bluedart Air account 141.00 INR: base 14025, unexplained 75; zone z_d; 2 kg; 2 days; by 2026-03-04"_s,
                                               u"xpressbees Xpressbees 1kg: Pickup pincode not serviceable"_s};
    QTest::newRow("delhivery") << u"delhivery"_s << u"delhivery_charges.json"_s << QStringList{u"delhivery delivered account 62.25 INR: base 4500, fuel 450, insurance 125, other 200, tax 950; zone D2; 1500 g"_s};
    QTest::newRow("amazon shipping, the model's example") << u"amazon-shipping"_s << u"amazon_shipping_rates.json"_s // its items are in another currency than its total
                                                          << QStringList{u"foo ship grd FOO RS ID account 7.00 USD: unitemised 700; 5 g; by 2018-08-24"_s, u"foostdgrd FOO8420430: NO_COVERAGE: Required shipping network coverage doesn't exist for the offering"_s};
}

void TestCarrierWires::reads()
{
    QFETCH(QString, kind);
    QFETCH(QString, file);
    const auto rated = wire(kind).parseRates(recorded(u"carriers/"_s + file));
    QVERIFY(rated);
    QStringList lines;
    for (const rates::Quote &quote : rated->quotes)
        lines.append(lineOf(quote));
    for (const rates::Refusal &refusal : rated->refused)
        lines.append(u"%1 %2: %3"_s.arg(refusal.carrier, refusal.service, refusal.reason));
    QTEST(lines, "lines");
}

void TestCarrierWires::addsUp()
{
    QFETCH(QString, kind);
    QFETCH(QString, file);
    const auto rated = wire(kind).parseRates(recorded(u"carriers/"_s + file));
    QVERIFY(rated && !rated->quotes.isEmpty());
    for (const rates::Quote &quote : rated->quotes) {
        qint64 sum = 0;
        for (const rates::Charge &charge : quote.charges) {
            QCOMPARE(charge.amount.currency, quote.total.currency);
            sum += charge.amount.amount;
        }
        QCOMPARE(sum, quote.total.amount);
    }
}

/// Half an answer, another's answer, no answer: an error, never a crash and never an empty list of prices.
void TestCarrierWires::refusesGarbage()
{
    QFETCH(QString, kind);
    QFETCH(QString, file);
    const CarrierWire known = wire(kind);
    for (const QByteArray &body : {QByteArray(), QByteArray("null"), QByteArray("[]"), QByteArray("{}"), QByteArray("<html>"), QByteArray("{\"rates\":7,\"output\":7,\"RateResponse\":7}")})
        QVERIFY2(!known.parseRates(body), body.constData());
    const QByteArray whole = recorded(u"carriers/"_s + file);
    for (qsizetype cut = 0; cut < whole.size() - 3; cut += 97)
        QVERIFY(!known.parseRates(whole.first(cut)));
}

void TestCarrierWires::asks_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<QByteArray>("parts"); // of the body, one a line
    QTest::newRow("easypost") << u"easypost"_s << QByteArray("https://host/v2/shipments") << QByteArray("Basic " + QByteArray("key:").toBase64())
                              << QByteArray("'parcel':{'height':4.25,'length':12,'weight':51.2,'width':9}\n'zip':'94105'\n'residential':true\n'label_date':'2026-03-02'");
    QTest::newRow("shippo") << u"shippo"_s << QByteArray("https://host/shipments") << QByteArray("ShippoToken token")
                            << QByteArray("'async':false\n'mass_unit':'lb'\n'weight':'3.2'\n'height':'4.25'\n'is_residential':true\n'shipment_date':'2026-03-02T12:00:00Z'");
    QTest::newRow("shipengine") << u"shipengine"_s << QByteArray("https://host/v1/rates") << QByteArray()
                                << QByteArray("'carrier_ids':['se-1','se-2']\n'unit':'ounce','value':51.2\n'address_residential_indicator':'yes'\n'postal_code':'94105'");
    QTest::newRow("ups") << u"ups"_s << QByteArray("https://host/api/rating/v2409/Shoptimeintransit") << QByteArray("Bearer T")
                         << QByteArray("'ShipperNumber':'A1'\n'Weight':'3.2'\n'Height':'4.25'\n'ResidentialAddressIndicator':'Y'\n'NegotiatedRatesIndicator':'Y'\n'Date':'20260302'");
    QTest::newRow("fedex") << u"fedex"_s << QByteArray("https://host/rate/v1/rates/quotes") << QByteArray("Bearer T")
                           << QByteArray("'accountNumber':{'value':'A1'}\n'rateRequestType':['ACCOUNT','LIST']\n'units':'LB','value':3.2\n'height':5\n'residential':true\n'shipDateStamp':'2026-03-02'");
    QTest::newRow("usps") << u"usps"_s << QByteArray("https://host/shipments/v3/options/search") << QByteArray("Bearer T")
                          << QByteArray("'originZIPCode':'10001'\n'weight':3.2\n'height':4.25\n'mailClass':'ALL_OUTBOUND'\n'priceType':'RETAIL'\n'accountNumber':'A1'");
    QTest::newRow("dhl") << u"dhl"_s << QByteArray("https://host/mydhlapi/rates") << QByteArray("Basic " + QByteArray("user:word").toBase64())
                         << QByteArray("'number':'A1','typeCode':'shipper'\n'weight':1.452\n'height':10.8\n'isCustomsDeclarable':false\n'plannedShippingDateAndTime':'2026-03-02T12:00:00GMT+00:00'");
    QTest::newRow("shiprocket") << u"shiprocket"_s << QByteArray("https://host/v1/external/courier/serviceability/?pickup_postcode=10001&delivery_postcode=94105&weight=1.451496&cod=0&length=30.5&breadth=22.9&height=10.8") << QByteArray("Bearer T") << QByteArray();
    QTest::newRow("delhivery") << u"delhivery"_s << QByteArray("https://host/api/kinko/v1/invoice/charges/.json?md=S&cgm=1452&o_pin=10001&d_pin=94105&ss=Delivered&pt=Pre-paid") << QByteArray("Token token") << QByteArray();
    QTest::newRow("amazon shipping") << u"amazon-shipping"_s << QByteArray("https://host/shipping/v2/shipments/rates") << QByteArray()
                                     << QByteArray("'channelType':'EXTERNAL'\n'height':4.25,'length':12,'unit':'INCH'\n'unit':'OUNCE','value':51.2\n'postalCode':'94105'\n'shipDate':'2026-03-02T12:00:00Z'\n'packageClientReferenceId':'1'");
}

void TestCarrierWires::asks()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, parts);
    const http::Request request = wire(kind).rateRequest(account(), "T", asked());
    QCOMPARE(request.method, request.body.isEmpty() ? QByteArray("GET") : QByteArray("POST"));
    QTEST(request.url, "url");
    QTEST(http::header(request.headers, "Authorization"), "authorization");
    QCOMPARE(QJsonDocument::fromJson(request.body).isObject(), !parts.isEmpty());
    for (const QByteArray &part : parts.split('\n'))
        QVERIFY2(request.body.contains(asJson(part)), (part + " is not in " + request.body).constData());
}

/// What has no room is not sent: six characters of a weight, nine of a postcode, no empty name.
void TestCarrierWires::keepsToUpsContract()
{
    rates::Shipment shipment = asked();
    shipment.parcels[0].weight = rates::Weight::of(500, rates::WeightUnit::Gram); // 1.102311 lb
    shipment.to.postcode = u"94105-1234"_s;
    const QByteArray body = upsWire().rateRequest(account(), {}, shipment).body;
    for (const char *part : {"'Weight':'1.2'", "'PostalCode':'941051234'", "'Code':'LBS','Description':'Pounds'", "'Code':'IN','Description':'Inches'"})
        QVERIFY2(body.contains(asJson(part)), body);
    QVERIFY2(!body.contains(asJson("'Name':''")), body);
    shipment.to = {.country = u"CA"_s, .postcode = u"M5V 3L9"_s, .name = {}, .street = {}, .city = {}, .region = {}};
    QVERIFY(upsWire().rateRequest(account(), {}, shipment).body.contains("\"M5V3L9\""));
    shipment.to = {.country = u"GB"_s, .postcode = u"SW1A 1AA"_s, .name = {}, .street = {}, .city = {}, .region = {}};
    QVERIFY(upsWire().rateRequest(account(), {}, shipment).body.contains("\"SW1A 1AA\""));
}

/// Lengths, weights and headers as the service's contract has them.
void TestCarrierWires::keepsToDhlsContract()
{
    rates::Shipment shipment = asked();
    shipment.parcels[0].weight = rates::Weight(123'456'789'000); // a little more than 123 g
    const http::Request request = dhlWire().rateRequest(account(), {}, shipment);
    QVERIFY2(request.body.contains("\"weight\":0.124"), request.body); // whole grams
    QVERIFY2(request.body.contains("\"provinceCode\":\"NY\""), request.body);
    QCOMPARE(http::header(request.headers, "x-version"), QByteArray("3.1.0"));
    shipment.from.region = u"N"_s; // none that it takes
    QVERIFY(!dhlWire().rateRequest(account(), {}, shipment).body.contains("\"provinceCode\":\"N\""));
    const auto rated = dhlWire().parseRates(asJson("{'products':[{'productCode':'D','isCustomerAgreement':true,'weight':{'provided':1,'volumetric':0},'totalPrice':[{'currencyType':'BILLC','priceCurrency':'EUR','price':12.5}]}]}"));
    QVERIFY(rated && rated->quotes.size() == 1);
    QCOMPARE(rated->quotes.first().priceType, u"account"_s); // the flag says who may have the product
}

void TestCarrierWires::asksAbroad_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("hasCustoms");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("ups, without a value it tells no times") << u"ups"_s << false << QByteArray("https://host/api/rating/v2409/Shop") << QByteArray("'RequestOption':'Shop'");
    QTest::newRow("ups, goods of a value") << u"ups"_s << true << QByteArray("https://host/api/rating/v2409/Shoptimeintransit") << QByteArray("'InvoiceLineTotal':{'CurrencyCode':'USD','MonetaryValue':'25.00'}");
    QTest::newRow("fedex, goods") << u"fedex"_s << true << QByteArray("https://host/rate/v1/rates/quotes") << QByteArray("'harmonizedCode':'691110'");
}

void TestCarrierWires::asksAbroad()
{
    QFETCH(QString, kind);
    QFETCH(bool, hasCustoms);
    QFETCH(QByteArray, part);
    rates::Shipment shipment = asked();
    shipment.to.country = u"CA"_s;
    if (hasCustoms)
        shipment.customs = rates::Customs{.signer = {}, .items = {{u"Mug"_s, 2, rates::Weight::of(1, rates::WeightUnit::Pound), Money{2'500, u"USD"_s}, u"691110"_s, u"PT"_s}}};
    const http::Request request = wire(kind).rateRequest(account(), "T", shipment);
    QTEST(request.url, "url");
    QVERIFY2(request.body.contains(asJson(part)), request.body.constData());
}

/// The services that sell labels for what a buyer sends back turn the addresses round themselves.
void TestCarrierWires::asksForReturns_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isReturn");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("easypost, a return") << u"easypost"_s << true << QByteArray("\"is_return\":true");
    QTest::newRow("easypost, on its way out") << u"easypost"_s << false << QByteArray();
    QTest::newRow("shippo, a return") << u"shippo"_s << true << QByteArray("\"extra\":{\"is_return\":true}");
    QTest::newRow("shippo, on its way out") << u"shippo"_s << false << QByteArray();
}

void TestCarrierWires::asksForReturns()
{
    QFETCH(QString, kind);
    QFETCH(bool, isReturn);
    QFETCH(QByteArray, says);
    rates::Shipment shipment = asked();
    const QByteArray out = wire(kind).rateRequest(account(), {}, shipment).body;
    shipment.isReturn = isReturn;
    const QByteArray body = wire(kind).rateRequest(account(), {}, shipment).body;
    QCOMPARE(body == out, !isReturn);
    QVERIFY2(body.contains(says), body.constData());
    const auto place = [&](const QByteArray &all, const QString &easyPost, const QString &shippo) {
        const QJsonObject json = QJsonDocument::fromJson(all).object();
        return json[u"shipment"_s].isObject() ? json[u"shipment"_s][easyPost] : json[shippo];
    };
    QCOMPARE(place(body, u"to_address"_s, u"address_to"_s), place(out, u"to_address"_s, u"address_to"_s));
    QCOMPARE(place(body, u"from_address"_s, u"address_from"_s), place(out, u"from_address"_s, u"address_from"_s));
    QVERIFY(place(body, u"to_address"_s, u"address_to"_s).isObject());
}

/// The buyer is where it is fetched, the shipper who pays is where it goes (Rating 2409, "ReturnService").
void TestCarrierWires::asksUpsForReturns()
{
    rates::Shipment shipment = asked();
    shipment.isReturn = true;
    const QJsonValue body = QJsonDocument::fromJson(upsWire().rateRequest(account(), {}, shipment).body)[u"RateRequest"_s][u"Shipment"_s];
    QCOMPARE(body[u"ShipmentServiceOptions"_s][u"ReturnService"_s][u"Code"_s].toString(), u"9"_s);
    QCOMPARE(body[u"ShipFrom"_s][u"Address"_s][u"PostalCode"_s].toString(), u"94105"_s);
    QCOMPARE(body[u"ShipTo"_s][u"Address"_s][u"PostalCode"_s].toString(), u"10001"_s);
    QVERIFY(body[u"ShipTo"_s][u"Address"_s][u"ResidentialAddressIndicator"_s].isUndefined());
    QCOMPARE(body[u"Shipper"_s][u"Address"_s][u"PostalCode"_s].toString(), u"10001"_s);
    QCOMPARE(body[u"Shipper"_s][u"ShipperNumber"_s].toString(), u"A1"_s);
}

/// A printed label, from the buyer to the house, which is no home (Rate API, "returnShipmentDetail").
void TestCarrierWires::asksFedExForReturns()
{
    rates::Shipment shipment = asked();
    const auto out = QJsonDocument::fromJson(fedexWire().rateRequest(account(), {}, shipment).body)[u"requestedShipment"_s];
    QVERIFY(out[u"shipmentSpecialServices"_s].isUndefined());
    shipment.isReturn = true;
    const auto back = QJsonDocument::fromJson(fedexWire().rateRequest(account(), {}, shipment).body)[u"requestedShipment"_s];
    QCOMPARE(back[u"shipmentSpecialServices"_s], QJsonValue(QJsonObject({{u"specialServiceTypes"_s, QJsonArray{u"RETURN_SHIPMENT"_s}}, {u"returnShipmentDetail"_s, QJsonObject{{u"returnType"_s, u"PRINT_RETURN_LABEL"_s}}}})));
    QCOMPARE(back[u"shipper"_s][u"address"_s][u"postalCode"_s].toString(), u"94105"_s);
    QCOMPARE(back[u"recipient"_s][u"address"_s][u"postalCode"_s].toString(), u"10001"_s);
    QVERIFY(!back[u"recipient"_s][u"address"_s][u"residential"_s].toBool(true));
    QVERIFY(out[u"recipient"_s][u"address"_s][u"residential"_s].toBool());
}

/// It leaves addresses as they are told (OpenAPI 1.1, "is_return").
void TestCarrierWires::asksShipEngineForReturns()
{
    rates::Shipment shipment = asked();
    const auto out = QJsonDocument::fromJson(shipEngineWire().rateRequest(account(), {}, shipment).body)[u"shipment"_s];
    QVERIFY(out[u"is_return"_s].isUndefined());
    shipment.isReturn = true;
    const auto back = QJsonDocument::fromJson(shipEngineWire().rateRequest(account(), {}, shipment).body)[u"shipment"_s];
    QVERIFY(back[u"is_return"_s].toBool());
    QCOMPARE(back[u"ship_from"_s], out[u"ship_to"_s]);
    QCOMPARE(back[u"ship_to"_s], out[u"ship_from"_s]);
    QVERIFY(back[u"ship_to"_s] != out[u"ship_to"_s]);
}

/// A label of a return is bought from no rate: its offer names the account and the service.
void TestCarrierWires::readsShipEnginesReturns()
{
    QJsonObject reply = QJsonDocument::fromJson(recorded(u"carriers/shipengine_rates.json"_s)).object();
    const auto offers = [&] {
        QStringList all;
        const auto rated = shipEngineWire().parseRates(QJsonDocument(reply).toJson());
        for (const rates::Quote &quote : rated.value_or(rates::Rated()).quotes)
            all.append(quote.offer + (quote.offer.endsWith(u'/' + quote.service) ? u" of a return"_s : QString()));
        return all;
    };
    const QStringList out = offers();
    reply[u"is_return"_s] = true;
    const QStringList back = offers();
    QVERIFY(!out.isEmpty() && out.size() == back.size());
    QVERIFY(out.first().startsWith(u"se-") && !out.first().contains(u'/'));
    QVERIFY2(back.first().startsWith(u"return/se-123890/") && back.first().endsWith(u" of a return"), qPrintable(back.first()));
}

void TestCarrierWires::addsEasyPostsInsurance_data()
{
    QTest::addColumn<qint64>("value"); // cents; below 0: not known
    QTest::addColumn<QString>("currency"); // of the quote
    QTest::addColumn<QString>("percent");
    QTest::addColumn<QString>("least");
    QTest::addColumn<QString>("told"); // total, charges, triggers
    QTest::addColumn<bool>("isShare");
    const auto row = [](const char *name, qint64 value, const QString &told, bool isShare, const QString &percent = {}, const QString &least = {}, const QString &currency = u"USD"_s) { QTest::newRow(name) << value << currency << percent << least << told << isShare; };
    row("a hundredth", 25'050, u"1051: unitemised 800, insurance 251"_s, true);
    row("a dollar at least", 5'000, u"900: unitemised 800, insurance 100"_s, false);
    row("just the least", 10'000, u"900: unitemised 800, insurance 100"_s, true);
    row("a house's own terms", 25'000, u"925: unitemised 800, insurance 125"_s, true, u"0.5"_s, u"0.50"_s);
    row("a house's own least", 5'000, u"850: unitemised 800, insurance 50"_s, false, u"0.5"_s, u"0.50"_s);
    row("terms that are none", 25'050, u"1051: unitemised 800, insurance 251"_s, true, u"-3"_s, u"much"_s);
    row("a price in another currency", 25'050, u"800: unitemised 800; insurance_apart"_s, false, {}, {}, u"CAD"_s);
    row("nothing is insured", -1, u"800: unitemised 800"_s, false);
}

/// Its insurance is bought beside the postage: each price has it as a charge of its own, with its arithmetic, or says that it has not.
void TestCarrierWires::addsEasyPostsInsurance()
{
    QFETCH(qint64, value);
    QFETCH(QString, currency);
    QFETCH(QString, percent);
    QFETCH(QString, least);
    QFETCH(bool, isShare);
    rates::Shipment shipment = asked();
    if (value >= 0) {
        shipment.options = {rates::Option::Insurance};
        shipment.value = Money{value, u"USD"_s};
    }
    Account mine = account();
    mine.details.account[u"insurance_percent"_s] = percent;
    mine.details.account[u"insurance_minimum"_s] = least;
    rates::Quote quote;
    quote.charges = {{.kind = u"unitemised"_s, .amount = {800, currency}}};
    quote.total = {800, currency};
    rates::Rated rated{{quote}, {}, {}};
    easyPostWire().addUnquoted(mine, shipment, rated);
    const rates::Quote &one = rated.quotes.first();
    QStringList charges;
    qint64 sum = 0;
    for (const rates::Charge &charge : one.charges) {
        charges.append(u"%1 %2"_s.arg(charge.kind).arg(charge.amount.amount));
        sum += charge.amount.amount;
    }
    QString told = u"%1: "_s.arg(one.total.amount) + charges.join(u", "_s);
    if (!one.triggers.isEmpty())
        told += u"; "_s + one.triggers.join(u", "_s);
    QTEST(told, "told");
    QCOMPARE(sum, one.total.amount);
    QCOMPARE(one.charges.last().of, isShare ? value : 0);
    QCOMPARE(one.charges.last().basisPoints > 0, isShare);
}

void TestCarrierWires::fetchesTokens()
{
    const http::Request ups = upsWire().tokenRequest(account()), fedex = fedexWire().tokenRequest(account()), usps = uspsWire().tokenRequest(account());
    QCOMPARE(ups.url, QByteArray("https://host/security/v1/oauth/token"));
    QCOMPARE(http::header(ups.headers, "Authorization"), "Basic " + QByteArray("id:se&cret").toBase64());
    QCOMPARE(ups.body, QByteArray("grant_type=client_credentials"));
    QCOMPARE(fedex.url, QByteArray("https://host/oauth/token"));
    QCOMPARE(fedex.body, QByteArray("grant_type=client_credentials&client_id=id&client_secret=se%26cret"));
    QCOMPARE(usps.url, QByteArray("https://host/oauth2/v3/token"));
    QCOMPARE(QJsonDocument::fromJson(usps.body).object()[u"client_secret"_s].toString(), u"se&cret"_s);
    const http::Request shiprocket = shiprocketWire().tokenRequest(account()), amazon = amazonShippingWire().tokenRequest(account());
    QCOMPARE(shiprocket.url, QByteArray("https://host/v1/external/auth/login"));
    QCOMPARE(QJsonDocument::fromJson(shiprocket.body).object()[u"email"_s].toString(), u"me@example.com"_s);
    QCOMPARE(amazon.url, QByteArray("https://api.amazon.com/auth/o2/token"));
    QCOMPARE(amazon.body, QByteArray("grant_type=refresh_token&refresh_token=again&client_id=id&client_secret=se%26cret"));
}

void TestCarrierWires::readsMoney_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<qint64>("amount"); // -1: refused
    QTest::newRow("text") << QJsonValue(u"12.34"_s) << u"USD"_s << qint64(1'234);
    QTest::newRow("number") << QJsonValue(12.34) << u"usd"_s << qint64(1'234);
    QTest::newRow("a number that is none in binary") << QJsonValue(0.29) << u"USD"_s << qint64(29);
    QTest::newRow("half a cent") << QJsonValue(0.825) << u"USD"_s << qint64(83);
    QTest::newRow("less than half") << QJsonValue(0.8249) << u"USD"_s << qint64(82);
    QTest::newRow("yen") << QJsonValue(1'200.5) << u"JPY"_s << qint64(1'201);
    QTest::newRow("below nothing") << QJsonValue(u"-3.005"_s) << u"USD"_s << qint64(-301);
    QTest::newRow("no number") << QJsonValue(u"free"_s) << u"USD"_s << qint64(-1);
    QTest::newRow("nothing") << QJsonValue() << u"USD"_s << qint64(-1);
    QTest::newRow("no currency") << QJsonValue(1) << QString() << qint64(-1);
}

void TestCarrierWires::readsMoney()
{
    QFETCH(QJsonValue, value);
    QFETCH(QString, currency);
    QTEST(moneyOf(value, currency).map([](const Money &money) { return money.amount; }).value_or(-1), "amount");
}

void TestCarrierWires::findsWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("easypost") << asJson("{'error':{'code':'ADDRESS.VERIFY.FAILURE','message':'Unable to verify address.','errors':[]}}") << u"Unable to verify address."_s;
    QTest::newRow("shippo, a field") << asJson("{'address_to':['This field is required.']}") << u"address_to: This field is required."_s;
    QTest::newRow("shippo, all") << asJson("{'__all__':['No such account.']}") << u"No such account."_s;
    QTest::newRow("shipengine") << asJson("{'request_id':'1','errors':[{'error_code':'unspecified','message':'Body of request cannot be null.'}]}") << u"Body of request cannot be null."_s;
    QTest::newRow("ups") << asJson("{'response':{'errors':[{'code':'111100','message':'The requested service is invalid.'}]}}") << u"The requested service is invalid."_s;
    QTest::newRow("fedex") << asJson("{'transactionId':'1','errors':[{'code':'X','message':'Postal code is invalid.'},{'code':'Y','message':'Weight is invalid.'}]}") << u"Postal code is invalid.; Weight is invalid."_s;
    QTest::newRow("usps") << asJson("{'apiVersion':'v3','error':{'code':'400','message':'Bad request','errors':[{'detail':'originZIPCode is invalid'}]}}") << u"Bad request; originZIPCode is invalid"_s;
    QTest::newRow("dhl") << asJson("{'detail':'Multiple problems found','title':'Bad request','additionalDetails':['city is missing']}") << u"Multiple problems found; city is missing"_s;
    QTest::newRow("a page") << QByteArray("<html>502</html>") << QString();
}

void TestCarrierWires::findsWords()
{
    QFETCH(QByteArray, body);
    QTEST(wordsOf(body), "words");
}

QTEST_APPLESS_MAIN(TestCarrierWires)
#include "tst_carrier_wires.moc"
