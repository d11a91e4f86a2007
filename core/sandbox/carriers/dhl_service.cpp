#include "core/sandbox/carriers/dhl_service.h"

#include <QJsonArray>
#include <QTimeZone>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

constexpr double cubicCentimetresAKilogram = 5'000;

Tariff dhlTariff()
{
    using Reach = TariffService::Reach;
    Tariff tariff{.carrier = u"dhl"_s, .onlyWithin = {}, .services = {}};
    tariff.stepOz = ouncesAKilogram / 2;
    tariff.divisor = cubicCentimetresAKilogram / (centimetresAnInch * centimetresAnInch * centimetresAnInch) / ouncesAKilogram * 16;
    tariff.roundsSides = false;
    tariff.heaviestOz = 70 * ouncesAKilogram;
    tariff.longestSide = 120;
    tariff.discountPercent = 30;
    tariff.fuelBasisPoints = 2'150;
    tariff.correction = 1'400;
    tariff.services = {{u"N"_s, u"EXPRESS DOMESTIC"_s, 3'350, 14, 6, 1, 2, Reach::Inside},
                       {u"P"_s, u"EXPRESS WORLDWIDE"_s, 6'900, 24, 6, 2, 3, Reach::Abroad},
                       {u"Y"_s, u"EXPRESS 12:00"_s, 8'200, 26, 6, 2, 2, Reach::Abroad, true}};
    tariff.trackingIds = u"10########"_s;
    return tariff;
}

PostalPlace placeOf(const QJsonValue &details)
{
    const QJsonValue address = details[u"postalAddress"_s].isObject() ? details[u"postalAddress"_s] : details, contact = details[u"contactInformation"_s];
    return {contact[u"fullName"_s].toString(contact[u"companyName"_s].toString()), address[u"addressLine1"_s].toString(), address[u"cityName"_s].toString(), address[u"provinceCode"_s].toString(),
            address[u"postalCode"_s].toString(), address[u"countryCode"_s].toString()};
}

ParcelWish wishOf(const QJsonObject &asked)
{
    const QJsonValue parties = asked[u"customerDetails"_s], content = asked[u"content"_s].isObject() ? asked[u"content"_s] : QJsonValue(asked);
    const bool isMetric = content[u"unitOfMeasurement"_s].toString() != u"imperial";
    ParcelWish wish{.from = placeOf(parties[u"shipperDetails"_s]), .to = placeOf(parties[u"receiverDetails"_s]), .boxes = {}, .day = QDate::fromString(asked[u"plannedShippingDateAndTime"_s].toString().left(10), Qt::ISODate), .asked = asked};
    wish.hasCustoms = content[u"isCustomsDeclarable"_s].toBool();
    for (const QJsonValue package : content[u"packages"_s].toArray()) {
        const QJsonValue sides = package[u"dimensions"_s];
        const double factor = isMetric ? 1 / centimetresAnInch : 1;
        wish.boxes.append({package[u"weight"_s].toDouble() * (isMetric ? ouncesAKilogram : 16), sides[u"length"_s].toDouble() * factor, sides[u"width"_s].toDouble() * factor, sides[u"height"_s].toDouble() * factor});
    }
    return wish;
}

Reply refused(int status, const QString &title, const QString &detail)
{
    return jsonReply(status, QJsonObject{{u"instance"_s, u"/mydhlapi"_s}, {u"detail"_s, detail}, {u"title"_s, title}, {u"message"_s, title}, {u"status"_s, QString::number(status)}});
}

/// The first field that a booking's document requires and this one lacks; empty: none.
QString lacks(const QJsonObject &asked)
{
    for (const QString &side : {u"shipperDetails"_s, u"receiverDetails"_s}) {
        const QJsonValue party = asked[u"customerDetails"_s][side];
        for (const QString &field : {u"cityName"_s, u"countryCode"_s, u"addressLine1"_s})
            if (party[u"postalAddress"_s][field].toString().trimmed().isEmpty())
                return u"#/customerDetails/%1/postalAddress: required key [%2]"_s.arg(side, field);
        for (const QString &field : {u"phone"_s, u"companyName"_s, u"fullName"_s})
            if (party[u"contactInformation"_s][field].toString().trimmed().isEmpty())
                return u"#/customerDetails/%1/contactInformation: required key [%2]"_s.arg(side, field);
    }
    for (const QString &field : {u"description"_s, u"incoterm"_s, u"unitOfMeasurement"_s})
        if (asked[u"content"_s][field].toString().isEmpty())
            return u"#/content: required key [%1]"_s.arg(field);
    return asked[u"pickup"_s][u"isRequested"_s].isBool() ? QString() : u"#/pickup: required key [isRequested]"_s;
}

struct Step {
    QString code, description;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"DUMMY_PU"_s, u"Shipment information received"_s}; // “SA” is accepted
    case ParcelStage::Accepted:
        return {u"PU"_s, u"Shipment picked up"_s};
    case ParcelStage::Delayed:
        return {u"OH"_s, u"Shipment is on hold"_s};
    case ParcelStage::OutForDelivery:
        return {u"WC"_s, u"Shipment is out with courier for delivery"_s};
    case ParcelStage::Delivered:
        return {u"OK"_s, u"Delivered"_s};
    case ParcelStage::Refused:
        return {u"RT"_s, u"Returned to shipper: not accepted"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

DhlService::DhlService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, dhlTariff(), {.perSecond = 500.0 / 86'400, .burst = 500}) // its test world: so many a day
{
}

ChannelAccess DhlService::access() const
{
    return {name(), u"dhl"_s, url(), {{u"account_number"_s, accountNumber()}}, {{u"username"_s, secret(u"username").first(14)}, {u"password"_s, secret(u"password").first(20)}}};
}

QString DhlService::accountNumber() const
{
    return u"951234567"_s;
}

QString DhlService::payer() const
{
    return secret(u"username").first(14) + u':' + secret(u"password").first(20);
}

Reply DhlService::throttledReply() const
{
    return refused(429, u"Too many requests"_s, u"The quota of calls is used up."_s);
}

Reply DhlService::brokenReply() const
{
    return refused(500, u"Internal server error"_s, u"Process failure occurred."_s);
}

Reply DhlService::reply(const Request &request)
{
    if (!isPayer(request))
        return refused(401, u"Unauthorized"_s, u"Invalid credentials"_s);
    const QStringList path = QString::fromUtf8(request.path).split(u'/', Qt::SkipEmptyParts); // mydhlapi, shipments, ...
    if (path.value(0) == u"mydhlapi" && path.value(1) == u"rates" && request.method == "POST")
        return rates(bodyOf(request));
    if (path.value(0) == u"mydhlapi" && path.value(1) == u"shipments" && path.size() == 2 && request.method == "POST")
        return ship(bodyOf(request));
    if (path.value(1) == u"shipments" && path.value(3) == u"tracking")
        return track(path.at(2), request.argument("requestGMTOffsetPerEvent") == u"true");
    return refused(404, u"Not found"_s, u"The requested resource does not exist."_s);
}

/// "2026-03-02T12:00:00GMT+01:00"
bool DhlService::isPast(const QString &planned, bool isDayEnough) const
{
    const QDateTime at = QDateTime::fromString(planned.left(19) + planned.mid(22), Qt::ISODate);
    return !at.isValid() || (isDayEnough ? at.date() < book().today() : at < toDateTime(now()));
}

bool DhlService::hasAccount(const QJsonObject &asked) const
{
    const QJsonArray accounts = asked[u"accounts"_s].toArray();
    return std::any_of(accounts.begin(), accounts.end(), [&](const QJsonValue &account) { return account[u"typeCode"_s].toString() == u"shipper" && account[u"number"_s].toString() == accountNumber(); });
}

QJsonObject DhlService::productJson(const TariffPrice &price, const ParcelWish &wish) const
{
    double provided = 0, volumetric = 0;
    for (const ParcelBox &box : wish.boxes) {
        provided += box.ounces / ouncesAKilogram;
        volumetric += box.cubicInches() / tariff().divisor * 16 / ouncesAKilogram;
    }
    const auto rounded = [](double kilograms) { return static_cast<double>(qRound64(kilograms * 1'000)) / 1'000; };
    const QString currency = tariff().currency;
    const QJsonArray breakdown{QJsonObject{{u"name"_s, price.service.name}, {u"price"_s, amountOf(price.of(Kind::Base) + price.of(Kind::Discount))}, {u"priceCurrency"_s, currency}},
                               QJsonObject{{u"name"_s, u"FUEL SURCHARGE"_s}, {u"serviceCode"_s, u"FF"_s}, {u"localServiceCode"_s, u"FF"_s}, {u"serviceTypeCode"_s, u"SCH"_s}, {u"price"_s, amountOf(price.of(Kind::Fuel))}, {u"priceCurrency"_s, currency}}};
    QJsonArray totals, details;
    for (const QString &type : {u"BILLC"_s, u"PULCL"_s, u"BASEC"_s}) {
        totals.append(QJsonObject{{u"currencyType"_s, type}, {u"priceCurrency"_s, currency}, {u"price"_s, amountOf(price.total())}});
        details.append(QJsonObject{{u"currencyType"_s, type}, {u"priceCurrency"_s, currency}, {u"breakdown"_s, breakdown}});
    }
    const QJsonObject delivery{{u"deliveryTypeCode"_s, u"QDDC"_s}, {u"estimatedDeliveryDateAndTime"_s, price.deliveredOn.toString(Qt::ISODate) + u"T23:59:00"_s}, {u"totalTransitDays"_s, price.days}};
    const QJsonObject pickup{{u"nextBusinessDay"_s, false}, {u"localCutoffDateAndTime"_s, (wish.day.isValid() ? wish.day : book().today()).toString(Qt::ISODate) + u"T17:00:00"_s}, {u"pickupCutoffSameDayOutboundProcessing"_s, u"18:00:00"_s}};
    return {{u"productName"_s, price.service.name},
            {u"productCode"_s, price.service.code},
            {u"localProductCode"_s, price.service.code},
            {u"networkTypeCode"_s, u"TD"_s},
            {u"isCustomerAgreement"_s, false},
            {u"weight"_s, QJsonObject{{u"volumetric"_s, rounded(volumetric)}, {u"provided"_s, rounded(provided)}, {u"unitOfMeasurement"_s, u"metric"_s}}},
            {u"totalPrice"_s, totals},
            {u"detailedPriceBreakdown"_s, details},
            {u"pickupCapabilities"_s, pickup},
            {u"deliveryCapabilities"_s, delivery},
            {u"pricingDate"_s, book().today().toString(Qt::ISODate)}};
}

Reply DhlService::rates(const QJsonObject &asked) const
{
    for (const QString &side : {u"shipperDetails"_s, u"receiverDetails"_s})
        for (const QString &field : {u"postalCode"_s, u"cityName"_s, u"countryCode"_s})
            if (!asked[u"customerDetails"_s][side][field].isString())
                return refused(400, u"Validation error"_s, u"#/customerDetails/%1: required key [%2]"_s.arg(side, field));
    if (!hasAccount(asked))
        return refused(400, u"Bad request"_s, u"The account number is not valid for these credentials."_s);
    if (isPast(asked[u"plannedShippingDateAndTime"_s].toString(), true))
        return refused(400, u"Bad request"_s, u"The planned shipping date is past or no date."_s);
    const ParcelWish wish = wishOf(asked);
    if (const auto objection = objectionTo(tariff(), wish))
        return refused(objection == Objection::NotServed ? 404 : 400, u"Bad request"_s, wordsOf(*objection, tariff()));
    QJsonArray products;
    for (const TariffPrice &price : pricesOf(tariff(), wish, book().today()))
        products.append(productJson(price, wish));
    return jsonReply(200, QJsonObject{{u"products"_s, products}});
}

Reply DhlService::ship(const QJsonObject &asked)
{
    if (const QString lack = lacks(asked); !lack.isEmpty())
        return refused(422, u"Unprocessable Entity"_s, lack);
    if (!hasAccount(asked))
        return refused(400, u"Bad request"_s, u"The account number is not valid for these credentials."_s);
    if (isPast(asked[u"plannedShippingDateAndTime"_s].toString(), false))
        return refused(400, u"Bad request"_s, u"The planned shipping date and time are past or no date."_s);
    const ParcelWish wish = wishOf(asked);
    if (wish.isAbroad() && !wish.hasCustoms)
        return refused(422, u"Unprocessable Entity"_s, u"#/content/isCustomsDeclarable: goods abroad are to be declared."_s);
    const QString format = asked[u"outputImageProperties"_s][u"encodingFormat"_s].toString(u"pdf"_s);
    if (format != u"pdf" && format != u"zpl") // it writes lp2 and epl too, which are not played here
        return refused(422, u"Unprocessable Entity"_s, u"The sandbox writes labels as pdf and zpl."_s);
    const auto sold = book().sell(wish, asked[u"productCode"_s].toString(), asked[u"content"_s][u"packages"_s][0][u"customerReferences"_s][0][u"value"_s].toString());
    if (!sold)
        return refused(400, u"Bad request"_s, sold.error().objection ? wordsOf(*sold.error().objection, tariff()) : u"The requested product is not available between these places."_s);
    const ParcelSale &sale = **sold;
    const QString place = u"%1/mydhlapi/shipments/%2/tracking"_s.arg(url(), sale.tracking);
    QJsonObject json{{u"shipmentTrackingNumber"_s, sale.tracking},
                     {u"trackingUrl"_s, place},
                     {u"packages"_s, QJsonArray{QJsonObject{{u"referenceNumber"_s, 1}, {u"trackingNumber"_s, u"JD01460000"_s + sale.tracking}, {u"trackingUrl"_s, place}}}},
                     {u"documents"_s, QJsonArray{QJsonObject{{u"imageFormat"_s, format.toUpper()}, {u"content"_s, QString::fromLatin1(labelDocument(sale, format).toBase64())}, {u"typeCode"_s, u"label"_s}}}}};
    if (asked[u"getRateEstimates"_s].toBool()) {
        const QJsonArray parts{QJsonObject{{u"name"_s, sale.price.service.name}, {u"price"_s, amountOf(sale.price.total() - sale.price.of(Kind::Fuel))}},
                               QJsonObject{{u"name"_s, u"FUEL SURCHARGE"_s}, {u"price"_s, amountOf(sale.price.of(Kind::Fuel))}, {u"typeCode"_s, u"FF"_s}}};
        json[u"shipmentCharges"_s] = QJsonArray{QJsonObject{{u"currencyType"_s, u"BILLC"_s}, {u"priceCurrency"_s, tariff().currency}, {u"price"_s, amountOf(sale.price.total())}, {u"serviceBreakdown"_s, parts}}};
    }
    return jsonReply(201, json);
}

Reply DhlService::track(const QString &number, bool hasOffsets) const
{
    const ParcelSale *sale = book().find(number);
    if (!sale)
        return refused(404, u"No data found"_s, u"No shipment was found for the tracking number."_s);
    QJsonArray events;
    for (const ParcelScan &scan : book().way(*sale)) {
        const Step step = stepOf(scan.stage);
        const QDateTime at = toDateTime(scan.at);
        QJsonObject event{{u"date"_s, at.date().toString(Qt::ISODate)}, {u"time"_s, at.toString(u"HH:mm:ss"_s)}, {u"typeCode"_s, step.code}, {u"description"_s, step.description},
                          {u"serviceArea"_s, QJsonArray{QJsonObject{{u"code"_s, scan.place.city.left(3).toUpper()}, {u"description"_s, u"%1-%2"_s.arg(scan.place.city, scan.place.country)}}}}};
        if (hasOffsets)
            event[u"GMTOffset"_s] = u"+00:00"_s;
        events.append(event);
    }
    const auto party = [](const PostalPlace &place) { return QJsonObject{{u"name"_s, place.name}, {u"postalAddress"_s, QJsonObject{{u"cityName"_s, place.city}, {u"postalCode"_s, place.postcode}, {u"countryCode"_s, place.country}}}}; };
    double kilograms = 0;
    for (const ParcelBox &box : sale->wish.boxes)
        kilograms += box.ounces / ouncesAKilogram;
    return jsonReply(200, QJsonObject{{u"shipments"_s, QJsonArray{QJsonObject{{u"shipmentTrackingNumber"_s, number}, {u"status"_s, u"Success"_s}, {u"shipmentTimestamp"_s, toDateTime(sale->boughtAt).toString(u"yyyy-MM-ddTHH:mm:ss"_s)},
                                                                              {u"productCode"_s, sale->price.service.code}, {u"description"_s, sale->wish.asked[u"content"_s][u"description"_s]},
                                                                              {u"shipperDetails"_s, party(sale->wish.from)}, {u"receiverDetails"_s, party(sale->wish.to)}, {u"totalWeight"_s, kilograms},
                                                                              {u"unitOfMeasurements"_s, u"metric"_s}, {u"events"_s, events},
                                                                              {u"estimatedDeliveryDate"_s, book().expectedOn(*sale).toString(Qt::ISODate) + u"T23:59:00"_s}}}}});
}

} // namespace crossdock::sandbox
