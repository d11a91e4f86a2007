#include "core/sandbox/carriers/delhivery_service.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

const PostalPlace warehouse{u"Sandbox Store"_s, u"1 Ring Road"_s, u"New Delhi"_s, u"Delhi"_s, u"110001"_s, u"IN"_s};

Tariff delhiveryTariff()
{
    Tariff tariff{.carrier = u"delhivery"_s, .currency = u"INR"_s, .onlyWithin = u"IN"_s, .services = {}};
    tariff.stepOz = 500 * ouncesAGram;
    tariff.heaviestOz = 50'000 * ouncesAGram;
    tariff.fuelBasisPoints = 1'200;
    tariff.taxPercent = 18;
    tariff.correction = 3'300;
    tariff.services = {{u"S"_s, u"Surface"_s, 2'800, 120, 15, 2, 7}, {u"E"_s, u"Express"_s, 4'100, 190, 18, 1, 4}};
    tariff.trackingIds = u"84############"_s;
    return tariff;
}

ParcelWish wishOf(const QString &from, const PostalPlace &to, double grams)
{
    ParcelWish wish{.from = warehouse, .to = to, .boxes = {{grams * ouncesAGram}}, .day = {}, .asked = {}};
    wish.from.postcode = from;
    return wish;
}

QString zoneOf(int zone)
{
    static const QStringList names{u"A"_s, u"B"_s, u"C1"_s, u"C2"_s, u"D1"_s, u"D2"_s, u"E"_s};
    return names.at(std::clamp(zone - 2, 0, 6));
}

Reply refused(int status, const QString &words)
{
    return jsonReply(status, QJsonObject{{u"error"_s, words}, {u"message"_s, words}});
}

struct Step {
    QString status, type, words;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"Manifested"_s, u"UD"_s, u"Manifest uploaded"_s};
    case ParcelStage::Accepted:
        return {u"In Transit"_s, u"UD"_s, u"Shipment picked up"_s};
    case ParcelStage::Delayed:
        return {u"Pending"_s, u"UD"_s, u"Held up on its way"_s};
    case ParcelStage::OutForDelivery:
        return {u"Dispatched"_s, u"UD"_s, u"Out for delivery"_s};
    case ParcelStage::Delivered:
        return {u"Delivered"_s, u"DL"_s, u"Delivered to consignee"_s};
    case ParcelStage::Refused:
        return {u"RTO"_s, u"DL"_s, u"Not accepted: returned to origin"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

DelhiveryService::DelhiveryService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, delhiveryTariff(), {.perSecond = 2, .burst = 60})
{
}

ChannelAccess DelhiveryService::access() const
{
    return {name(), u"delhivery"_s, url(), {}, {{u"api_token"_s, secret(u"token")}}};
}

QString DelhiveryService::payer() const
{
    return secret(u"token") + u':';
}

Reply DelhiveryService::throttledReply() const
{
    return refused(429, u"Request was throttled."_s);
}

Reply DelhiveryService::brokenReply() const
{
    return {502, {{"Content-Type", "text/html"}}, "<html><body>Bad gateway</body></html>\n"};
}

Reply DelhiveryService::reply(const Request &request)
{
    const QString path = QString::fromUtf8(request.path);
    if (path.startsWith(u"/labels/"))
        return document(path.section(u'/', 2)); // whoever knows where a label lies may have it
    if (request.header("Authorization") != "Token " + secret(u"token").toLatin1())
        return jsonReply(401, QJsonObject{{u"detail"_s, u"Authentication credentials were not provided."_s}});
    if (path.startsWith(u"/api/kinko/v1/invoice/charges/"))
        return charges(request);
    if (path == u"/c/api/pin-codes/json/")
        return pincode(request.argument("filter_codes"));
    if (path == u"/api/cmu/create.json")
        return create(QJsonDocument::fromJson(formValue(request.body, "data").toUtf8()).object());
    if (path == u"/api/p/edit")
        return change(bodyOf(request));
    if (path == u"/api/p/packing_slip")
        return slip(request.argument("wbns"));
    return path == u"/api/v1/packages/json/" ? track(request.argument("waybill")) : refused(404, u"Not found"_s);
}

Reply DelhiveryService::charges(const Request &request) const
{
    for (const char *field : {"md", "cgm", "o_pin", "d_pin", "ss"})
        if (request.argument(field).isEmpty())
            return refused(400, u"%1 is required"_s.arg(QString::fromLatin1(field)));
    const ParcelWish wish = wishOf(request.argument("o_pin"), {{}, {}, {}, {}, request.argument("d_pin"), u"IN"_s}, request.argument("cgm").toDouble());
    if (const auto objection = objectionTo(tariff(), wish))
        return refused(400, wordsOf(*objection, tariff()));
    for (const TariffPrice &price : pricesOf(tariff(), wish, book().today())) {
        if (price.service.code != request.argument("md"))
            continue;
        const qint64 tax = price.of(Kind::Tax), gross = price.total() - tax;
        return jsonReply(200, QJsonArray{QJsonObject{{u"status"_s, request.argument("ss")}, {u"zone"_s, zoneOf(price.zone)}, {u"charged_weight"_s, qRound64(price.billedOz / ouncesAGram)}, {u"charge_DL"_s, amountOf(price.of(Kind::Base))},
                                                     {u"charge_FSC"_s, amountOf(price.of(Kind::Fuel))}, {u"charge_COD"_s, 0}, {u"charge_RTO"_s, 0}, {u"charge_DPH"_s, 0}, {u"gross_amount"_s, amountOf(gross)},
                                                     {u"tax_data"_s, QJsonObject{{u"SGST"_s, 0}, {u"CGST"_s, 0}, {u"IGST"_s, amountOf(tax)}}}, {u"total_amount"_s, amountOf(price.total())}}});
    }
    return refused(400, u"md is E or S"_s);
}

Reply DelhiveryService::pincode(const QString &pin) const
{
    QJsonArray codes;
    if (isKnown({{}, {}, {}, {}, pin, u"IN"_s}))
        codes.append(QJsonObject{{u"postal_code"_s, QJsonObject{{u"pin"_s, pin.toInt()}, {u"pre_paid"_s, u"Y"_s}, {u"cod"_s, u"Y"_s}, {u"pickup"_s, u"Y"_s}, {u"country_code"_s, u"IN"_s}}}});
    return jsonReply(200, QJsonObject{{u"delivery_codes"_s, codes}});
}

Reply DelhiveryService::create(const QJsonObject &asked)
{
    const QJsonArray shipments = asked[u"shipments"_s].toArray();
    if (shipments.isEmpty() || asked[u"pickup_location"_s][u"name"_s].toString().isEmpty())
        return jsonReply(200, QJsonObject{{u"success"_s, false}, {u"rmk"_s, u"shipments and pickup_location are required"_s}, {u"packages"_s, QJsonArray()}});
    QJsonArray packages;
    for (const QJsonValue shipment : shipments) {
        const PostalPlace to{shipment[u"name"_s].toString(), shipment[u"add"_s].toString(), shipment[u"city"_s].toString(), shipment[u"state"_s].toString(), shipment[u"pin"_s].toVariant().toString(), u"IN"_s};
        const QString order = shipment[u"order"_s].toString(), mode = shipment[u"shipping_mode"_s].toString() == u"Express" ? u"E"_s : u"S"_s;
        const bool isTwice = book().ofReference(order) != nullptr;
        const auto sold = isTwice ? ParcelBook::Sold(tl::make_unexpected(SaleRefusal{SaleRefusal::Why::SoldBefore, {}, {}, {}})) : book().sell(wishOf(warehouse.postcode, to, shipment[u"weight"_s].toVariant().toDouble()), mode, order);
        const QString remark = isTwice ? u"Duplicate order id"_s : sold ? QString() : sold.error().objection ? wordsOf(*sold.error().objection, tariff()) : u"the consignee's %1 is missing"_s.arg(sold.error().field);
        packages.append(QJsonObject{{u"status"_s, sold ? u"Success"_s : u"Fail"_s}, {u"waybill"_s, sold ? (*sold)->tracking : QString()}, {u"refnum"_s, order}, {u"remarks"_s, remark.isEmpty() ? QJsonArray{QString()} : QJsonArray{remark}},
                                    {u"serviceable"_s, sold.has_value()}, {u"payment"_s, shipment[u"payment_mode"_s]}});
    }
    const bool isGood = std::all_of(packages.begin(), packages.end(), [](const QJsonValue &package) { return package[u"status"_s].toString() == u"Success"; });
    return jsonReply(200, QJsonObject{{u"success"_s, isGood}, {u"package_count"_s, packages.size()}, {u"packages"_s, packages}});
}

Reply DelhiveryService::change(const QJsonObject &asked)
{
    ParcelSale *sale = book().find(asked[u"waybill"_s].toString());
    const bool isCancelled = sale && asked[u"cancellation"_s].toVariant().toString() == u"true" && !sale->isTakenBack && book().takeBack(*sale) != ParcelSale::Refund::Refused;
    return jsonReply(200, QJsonObject{{u"status"_s, isCancelled}, {u"waybill"_s, asked[u"waybill"_s]}, {u"remark"_s, isCancelled ? u"Shipment has been cancelled."_s : u"Shipment cannot be cancelled."_s}});
}

Reply DelhiveryService::slip(const QString &waybill) const
{
    const ParcelSale *sale = book().find(waybill);
    QJsonArray packages;
    if (sale)
        packages.append(QJsonObject{{u"wbn"_s, waybill}, {u"pdf_download_link"_s, u"%1/labels/%2.pdf"_s.arg(url(), waybill)}});
    return jsonReply(200, QJsonObject{{u"packages"_s, packages}, {u"packages_found"_s, packages.size()}});
}

Reply DelhiveryService::document(const QString &name) const
{
    const ParcelSale *sale = book().find(name.section(u'.', 0, 0));
    return sale ? Reply{200, {{"Content-Type", "application/pdf"}}, labelDocument(*sale, u"pdf"_s)} : refused(404, u"Not found"_s);
}

Reply DelhiveryService::track(const QString &waybill) const
{
    const ParcelSale *sale = book().find(waybill);
    if (!sale)
        return jsonReply(200, QJsonObject{{u"Error"_s, u"No such waybill or Order Id found"_s}});
    QJsonArray scans;
    QJsonObject status;
    for (const ParcelScan &scan : book().way(*sale)) {
        const Step step = stepOf(scan.stage);
        const QString at = toDateTime(scan.at).toString(u"yyyy-MM-ddTHH:mm:ss"_s), place = u"%1 (%2)"_s.arg(scan.place.city, scan.place.region);
        scans.append(QJsonObject{{u"ScanDetail"_s, QJsonObject{{u"ScanDateTime"_s, at}, {u"ScanType"_s, step.type}, {u"Scan"_s, step.status}, {u"StatusDateTime"_s, at}, {u"ScannedLocation"_s, place}, {u"Instructions"_s, step.words}}}});
        status = {{u"Status"_s, step.status}, {u"StatusType"_s, step.type}, {u"StatusDateTime"_s, at}, {u"StatusLocation"_s, place}, {u"Instructions"_s, step.words}};
    }
    return jsonReply(200, QJsonObject{{u"ShipmentData"_s, QJsonArray{QJsonObject{{u"Shipment"_s, QJsonObject{{u"AWB"_s, waybill}, {u"ReferenceNo"_s, sale->reference}, {u"Origin"_s, sale->wish.from.city}, {u"Destination"_s, sale->wish.to.city},
                                                                                                        {u"Status"_s, status}, {u"Scans"_s, scans}}}}}}});
}

} // namespace crossdock::sandbox
