#include "core/sandbox/carriers/ups_service.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

constexpr Milliseconds tokenLives{14'399'000};

Tariff upsTariff()
{
    using Reach = TariffService::Reach;
    Tariff tariff{.carrier = u"ups"_s, .onlyWithin = {}, .services = {}};
    tariff.stepOz = 16;
    tariff.divisor = 139;
    tariff.heaviestOz = 150 * 16;
    tariff.longestSide = 108;
    tariff.discountPercent = 25;
    tariff.fuelBasisPoints = 1'850;
    tariff.residential = 595;
    tariff.handling = 2'850;
    tariff.correction = 2'075;
    tariff.services = {{u"03"_s, u"UPS Ground"_s, 1'020, 3, 6, 1, 5, Reach::Inside},
                       {u"12"_s, u"UPS 3 Day Select"_s, 1'610, 7, 10, 3, 3, Reach::Inside, true},
                       {u"02"_s, u"UPS 2nd Day Air"_s, 2'270, 12, 12, 2, 2, Reach::Inside, true},
                       {u"13"_s, u"UPS Next Day Air Saver"_s, 4'140, 19, 15, 1, 1, Reach::Inside, true},
                       {u"08"_s, u"UPS Worldwide Expedited"_s, 5'980, 21, 7, 4, 5, Reach::Abroad},
                       {u"65"_s, u"UPS Worldwide Saver"_s, 7'660, 26, 7, 2, 3, Reach::Abroad, true}};
    tariff.trackingIds = u"1Z5B000103########"_s;
    return tariff;
}

QJsonValue oneOf(const QJsonValue &list) ///< what may be written alone or as a list
{
    return list.isArray() ? list[0] : list;
}

PostalPlace placeOf(const QJsonValue &party)
{
    const QJsonValue address = party[u"Address"_s];
    return {party[u"Name"_s].toString(), oneOf(address[u"AddressLine"_s]).toString(), address[u"City"_s].toString(), address[u"StateProvinceCode"_s].toString(), address[u"PostalCode"_s].toString(),
            address[u"CountryCode"_s].toString()};
}

double ouncesOf(const QJsonValue &weight)
{
    const QString unit = weight[u"UnitOfMeasurement"_s][u"Code"_s].toString();
    const double value = weight[u"Weight"_s].toString().toDouble();
    return unit == u"KGS" ? value * ouncesAKilogram : unit == u"OZS" ? value : value * 16;
}

ParcelBox boxOf(const QJsonValue &package)
{
    const QJsonValue sides = package[u"Dimensions"_s];
    const double factor = sides[u"UnitOfMeasurement"_s][u"Code"_s].toString() == u"CM" ? 1 / centimetresAnInch : 1;
    const auto side = [&](const QString &name) { return sides[name].toString().toDouble() * factor; };
    return {ouncesOf(package[u"PackageWeight"_s]), side(u"Length"_s), side(u"Width"_s), side(u"Height"_s), !package[u"AdditionalHandlingIndicator"_s].isUndefined()};
}

ParcelWish wishOf(const QJsonObject &shipment)
{
    const QJsonValue from = shipment[u"ShipFrom"_s].isObject() ? shipment[u"ShipFrom"_s] : shipment[u"Shipper"_s];
    const QString day = shipment[u"DeliveryTimeInformation"_s][u"Pickup"_s][u"Date"_s].toString(shipment[u"ShipmentDate"_s].toString());
    ParcelWish wish{.from = placeOf(from), .to = placeOf(shipment[u"ShipTo"_s]), .boxes = {}, .day = QDate::fromString(day, u"yyyyMMdd"_s), .asked = shipment};
    wish.isResidential = !shipment[u"ShipTo"_s][u"Address"_s][u"ResidentialAddressIndicator"_s].isUndefined();
    const QJsonValue packages = shipment[u"Package"_s];
    for (const QJsonValue package : packages.isArray() ? packages.toArray() : QJsonArray{packages})
        wish.boxes.append(boxOf(package));
    return wish;
}

Reply refused(int status, const QString &code, const QString &message)
{
    return jsonReply(status, QJsonObject{{u"response"_s, QJsonObject{{u"errors"_s, QJsonArray{QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}}}}});
}

Reply refused(Objection objection, const Tariff &tariff)
{
    static const QHash<Objection, QString> codes{{Objection::UnknownOrigin, u"111285"_s}, {Objection::UnknownDestination, u"111286"_s}, {Objection::NoWeight, u"110210"_s},
                                                 {Objection::TooHeavy, u"111035"_s}, {Objection::TooLong, u"110537"_s}};
    return refused(400, codes.value(objection, u"111210"_s), wordsOf(objection, tariff));
}

QJsonObject money(qint64 cents)
{
    return {{u"CurrencyCode"_s, u"USD"_s}, {u"MonetaryValue"_s, decimal(cents)}};
}

QJsonArray itemsOf(const QList<TariffCharge> &charges)
{
    static const QHash<Kind, QString> codes{{Kind::Fuel, u"375"_s}, {Kind::Residential, u"270"_s}, {Kind::Handling, u"100"_s}};
    QJsonArray items;
    for (const TariffCharge &charge : charges)
        if (const QString code = codes.value(charge.kind); !code.isEmpty()) {
            QJsonObject item = money(charge.amount);
            item[u"Code"_s] = code;
            items.append(item);
        }
    return items;
}

/// Transport with its surcharges, options, and both.
QJsonObject sumsOf(const TariffPrice &price)
{
    const qint64 options = TariffPrice::sum(price.listed, Kind::Handling);
    return {{u"BaseServiceCharge"_s, money(TariffPrice::sum(price.listed, Kind::Base))}, {u"TransportationCharges"_s, money(price.listTotal() - options)}, {u"ItemizedCharges"_s, itemsOf(price.listed)},
            {u"ServiceOptionsCharges"_s, money(options)}, {u"TotalCharges"_s, money(price.listTotal())}};
}

QJsonObject negotiated(const TariffPrice &price)
{
    return {{u"BaseServiceCharge"_s, QJsonArray{money(price.of(Kind::Base) + price.of(Kind::Discount))}}, {u"ItemizedCharges"_s, itemsOf(price.charges)}, {u"TotalCharge"_s, money(price.total())}};
}

QJsonObject billedWeight(const TariffPrice &price)
{
    return {{u"UnitOfMeasurement"_s, QJsonObject{{u"Code"_s, u"LBS"_s}, {u"Description"_s, u"Pounds"_s}}}, {u"Weight"_s, QString::number(price.billedOz / 16, 'f', 1)}};
}

QJsonObject timeInTransit(const TariffPrice &price, const QDate &leaves)
{
    static const QStringList days{u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s, u"FRI"_s, u"SAT"_s, u"SUN"_s};
    const QJsonObject arrival{{u"Arrival"_s, QJsonObject{{u"Date"_s, dayText(price.deliveredOn)}, {u"Time"_s, u"230000"_s}}}, {u"BusinessDaysInTransit"_s, QString::number(price.days)},
                              {u"Pickup"_s, QJsonObject{{u"Date"_s, dayText(leaves)}, {u"Time"_s, u"170000"_s}}}, {u"DayOfWeek"_s, days.at(price.deliveredOn.dayOfWeek() - 1)}};
    const QJsonObject summary{{u"Service"_s, QJsonObject{{u"Description"_s, price.service.name}}}, {u"GuaranteedIndicator"_s, price.service.isGuaranteed ? u"1"_s : u""_s}, {u"EstimatedArrival"_s, arrival}};
    return {{u"PickupDate"_s, dayText(leaves)}, {u"PackageBillType"_s, u"03"_s}, {u"ServiceSummary"_s, summary}};
}

QJsonObject success(const QString &context = {})
{
    QJsonObject response{{u"ResponseStatus"_s, QJsonObject{{u"Code"_s, u"1"_s}, {u"Description"_s, u"Success"_s}}}};
    if (!context.isEmpty())
        response[u"TransactionReference"_s] = QJsonObject{{u"CustomerContext"_s, context}};
    return response;
}

bool asksForOwnPrices(const QJsonObject &shipment)
{
    return !shipment[u"ShipmentRatingOptions"_s][u"NegotiatedRatesIndicator"_s].isUndefined();
}

QJsonObject ratedJson(const TariffPrice &price, const ParcelWish &wish, const QDate &leaves, bool hasTimes)
{
    QJsonObject rated = sumsOf(price);
    rated[u"Service"_s] = QJsonObject{{u"Code"_s, price.service.code}, {u"Description"_s, QString()}};
    rated[u"Zone"_s] = QString::number(price.zone).rightJustified(3, u'0');
    rated[u"RatedShipmentAlert"_s] = QJsonArray{QJsonObject{{u"Code"_s, u"110971"_s}, {u"Description"_s, u"Your invoice may vary from the displayed reference rates"_s}}};
    rated[u"BillingWeight"_s] = billedWeight(price);
    QJsonArray packages;
    for (const ParcelBox &box : wish.boxes)
        packages.append(QJsonObject{{u"Weight"_s, QString::number(box.ounces / 16, 'f', 1)}});
    rated[u"RatedPackage"_s] = packages;
    if (asksForOwnPrices(wish.asked))
        rated[u"NegotiatedRateCharges"_s] = negotiated(price);
    if (price.service.isGuaranteed)
        rated[u"GuaranteedDelivery"_s] = QJsonObject{{u"BusinessDaysInTransit"_s, QString::number(price.days)}};
    if (hasTimes)
        rated[u"TimeInTransit"_s] = timeInTransit(price, leaves);
    return rated;
}

/// The first field of a shipment that the document requires and this one lacks; empty: none.
QString lacks(const QJsonObject &shipment)
{
    for (const QString &party : {u"Shipper"_s, u"ShipTo"_s}) {
        if (shipment[party][u"Name"_s].toString().trimmed().isEmpty())
            return party + u"/Name"_s;
        const QJsonValue address = shipment[party][u"Address"_s];
        if (oneOf(address[u"AddressLine"_s]).toString().trimmed().isEmpty())
            return party + u"/Address/AddressLine"_s;
        for (const QString &field : {u"City"_s, u"CountryCode"_s})
            if (address[field].toString().trimmed().isEmpty())
                return party + u"/Address/"_s + field;
    }
    if (oneOf(shipment[u"Package"_s])[u"Packaging"_s][u"Code"_s].toString().isEmpty())
        return u"Package/Packaging/Code"_s;
    const bool isReturn = shipment[u"ReturnService"_s].isObject();
    if (isReturn && shipment[u"ShipFrom"_s][u"Name"_s].toString().trimmed().isEmpty())
        return u"ShipFrom/Name"_s;
    if (isReturn && oneOf(shipment[u"Package"_s])[u"Description"_s].toString().trimmed().isEmpty())
        return u"Package/Description"_s;
    return oneOf(shipment[u"PaymentInformation"_s][u"ShipmentCharge"_s]).isObject() ? QString() : u"PaymentInformation/ShipmentCharge"_s;
}

struct Step {
    QString type, code, description;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"M"_s, u"MP"_s, u"Shipper created a label, UPS has not received the package yet. "_s};
    case ParcelStage::Accepted:
        return {u"I"_s, u"OR"_s, u"Origin Scan"_s};
    case ParcelStage::Delayed:
        return {u"X"_s, u"DL"_s, u"A late trailer arrival has caused a delay."_s};
    case ParcelStage::OutForDelivery:
        return {u"O"_s, u"OT"_s, u"Out For Delivery Today"_s};
    case ParcelStage::Delivered:
        return {u"D"_s, u"KB"_s, u"DELIVERED"_s};
    case ParcelStage::Refused:
        return {u"RS"_s, u"RS"_s, u"The package cannot be carried and is being returned to the sender."_s};
    }
    Q_UNREACHABLE();
}

QJsonObject statusJson(const Step &step)
{
    return {{u"type"_s, step.type}, {u"description"_s, step.description}, {u"code"_s, step.code}};
}

QJsonObject activityJson(const Step &step, Time at, const PostalPlace &place)
{
    const QDateTime utc = toDateTime(at);
    const QString clock = utc.toString(u"Hmmss"_s); // its own example leaves the first nought out
    return {{u"location"_s, QJsonObject{{u"address"_s, QJsonObject{{u"city"_s, place.city}, {u"stateProvince"_s, place.region}, {u"countryCode"_s, place.country}, {u"country"_s, place.country}}}}},
            {u"status"_s, statusJson(step)}, {u"date"_s, dayText(utc.date())}, {u"time"_s, utc.toString(u"HHmmss"_s)}, {u"gmtDate"_s, dayText(utc.date())}, {u"gmtOffset"_s, u"+00:00"_s}, {u"gmtTime"_s, clock}};
}

} // namespace

UpsService::UpsService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, upsTariff(), {.perSecond = 2, .burst = 60})
{
}

ChannelAccess UpsService::access() const
{
    return {name(), u"ups"_s, url(), {{u"account_number"_s, accountNumber()}}, {{u"client_id"_s, secret(u"client_id")}, {u"client_secret"_s, secret(u"client_secret")}}};
}

QString UpsService::accountNumber() const
{
    return u"5B0001"_s;
}

QString UpsService::payer() const
{
    return secret(u"client_id") + u':' + secret(u"client_secret");
}

Reply UpsService::throttledReply() const
{
    return refused(429, u"10429"_s, u"Too Many Requests"_s);
}

Reply UpsService::brokenReply() const
{
    return refused(503, u"10503"_s, u"Service Unavailable"_s);
}

Reply UpsService::reply(const Request &request)
{
    if (request.path == "/security/v1/oauth/token")
        return token(request);
    if (!hasBearer(request))
        return refused(401, u"250002"_s, u"Invalid Authentication Information."_s);
    const QStringList path = QString::fromUtf8(request.path).split(u'/', Qt::SkipEmptyParts); // api, rating, v2409, Shop
    const QString first = path.value(1);
    if (first == u"rating" && path.size() == 4 && request.method == "POST")
        return rate(path.at(3).toLower(), bodyOf(request)[u"RateRequest"_s].toObject());
    if (first == u"shipments" && path.value(3) == u"ship" && request.method == "POST")
        return ship(bodyOf(request)[u"ShipmentRequest"_s].toObject());
    if (first == u"shipments" && path.value(3) == u"void" && request.method == "DELETE")
        return takeBack(path.value(5));
    if (first == u"track" && path.value(3) == u"details" && request.method == "GET")
        return track(request, path.value(4));
    return refused(404, u"10404"_s, u"The requested resource does not exist."_s);
}

Reply UpsService::token(const Request &request)
{
    if (formValue(request.body, "grant_type") != u"client_credentials")
        return refused(400, u"10400"_s, u"Invalid/Missing Authorization Header"_s);
    if (!isPayer(request))
        return refused(401, u"10401"_s, u"ClientId is Invalid"_s);
    return jsonReply(200, QJsonObject{{u"token_type"_s, u"Bearer"_s}, {u"issued_at"_s, QString::number(now().time_since_epoch().count())}, {u"client_id"_s, secret(u"client_id")},
                                      {u"access_token"_s, issueToken(tokenLives)}, {u"expires_in"_s, QString::number(tokenLives.count() / 1'000)}, {u"status"_s, u"approved"_s}});
}

Reply UpsService::rate(const QString &option, const QJsonObject &asked)
{
    const QJsonObject shipment = asked[u"Shipment"_s].toObject();
    const ParcelWish wish = wishOf(shipment);
    const bool isForAll = option.startsWith(u"shop"), hasTimes = option.endsWith(u"timeintransit");
    if (!isForAll && !option.startsWith(u"rate"))
        return refused(400, u"110003"_s, u"Missing or invalid request option."_s);
    if (hasTimes && !shipment[u"DeliveryTimeInformation"_s].isObject())
        return refused(400, u"111100"_s, u"Missing delivery time information."_s);
    if (hasTimes && wish.isAbroad() && !shipment[u"InvoiceLineTotal"_s].isObject())
        return refused(400, u"111101"_s, u"InvoiceLineTotal is required for international time in transit."_s);
    if (const auto objection = objectionTo(tariff(), wish))
        return refused(*objection, tariff());
    QJsonArray rated;
    for (const TariffPrice &price : pricesOf(tariff(), wish, book().today()))
        if (isForAll || price.service.code == shipment[u"Service"_s][u"Code"_s].toString())
            rated.append(ratedJson(price, wish, wish.day.isValid() ? wish.day : book().today(), hasTimes));
    if (rated.isEmpty())
        return refused(400, u"111210"_s, u"The requested service is unavailable between the selected locations."_s);
    return jsonReply(200, QJsonObject{{u"RateResponse"_s, QJsonObject{{u"Response"_s, success(asked[u"Request"_s][u"TransactionReference"_s][u"CustomerContext"_s].toString())}, {u"RatedShipment"_s, rated}}}});
}

Reply UpsService::ship(const QJsonObject &asked)
{
    const QJsonObject shipment = asked[u"Shipment"_s].toObject();
    const ParcelWish wish = wishOf(shipment);
    const QString format = asked[u"LabelSpecification"_s][u"LabelImageFormat"_s][u"Code"_s].toString(u"GIF"_s).toUpper();
    if (const QString field = lacks(shipment); !field.isEmpty())
        return refused(400, u"120100"_s, u"Missing or invalid "_s + field);
    if (shipment[u"Shipper"_s][u"ShipperNumber"_s].toString() != accountNumber())
        return refused(400, u"120110"_s, u"Missing or invalid shipper number"_s);
    if (wish.isAbroad() && shipment[u"Description"_s].toString().isEmpty())
        return refused(400, u"120502"_s, u"Missing or invalid description of goods"_s);
    if (format != u"PNG" && format != u"ZPL") // it writes GIF, EPL and SPL too, which are not played here
        return refused(400, u"120805"_s, u"The sandbox writes labels as PNG and ZPL."_s);
    const QString reference = oneOf(wish.isAbroad() ? shipment[u"ReferenceNumber"_s] : oneOf(shipment[u"Package"_s])[u"ReferenceNumber"_s])[u"Value"_s].toString();
    const auto sold = book().sell(wish, shipment[u"Service"_s][u"Code"_s].toString(), reference);
    if (!sold && sold.error().objection)
        return refused(*sold.error().objection, tariff());
    if (!sold)
        return refused(400, u"111210"_s, u"The requested service is unavailable between the selected locations."_s);
    const ParcelSale &sale = **sold;
    const QJsonObject label{{u"ImageFormat"_s, QJsonObject{{u"Code"_s, format}, {u"Description"_s, format}}}, {u"GraphicImage"_s, QString::fromLatin1(labelDocument(sale, format.toLower()).toBase64())}};
    QJsonObject results{{u"ShipmentCharges"_s, sumsOf(sale.price)}, {u"BillingWeight"_s, billedWeight(sale.price)}, {u"ShipmentIdentificationNumber"_s, sale.tracking},
                        {u"PackageResults"_s, QJsonArray{QJsonObject{{u"TrackingNumber"_s, sale.tracking}, {u"ServiceOptionsCharges"_s, money(0)}, {u"ShippingLabel"_s, label}}}}};
    if (asksForOwnPrices(shipment))
        results[u"NegotiatedRateCharges"_s] = QJsonObject{{u"TotalCharge"_s, money(sale.price.total())}};
    return jsonReply(200, QJsonObject{{u"ShipmentResponse"_s, QJsonObject{{u"Response"_s, success()}, {u"ShipmentResults"_s, results}}}});
}

Reply UpsService::takeBack(const QString &shipment)
{
    ParcelSale *sale = book().find(shipment);
    if (!sale)
        return refused(400, u"190117"_s, u"No shipment found within the allowed void period"_s);
    if (!sale->isTakenBack && book().takeBack(*sale) == ParcelSale::Refund::Refused)
        return refused(400, u"190101"_s, u"The shipment is past its void period or on its way."_s);
    return jsonReply(200, QJsonObject{{u"VoidShipmentResponse"_s, QJsonObject{{u"Response"_s, success()}, {u"SummaryResult"_s, QJsonObject{{u"Status"_s, QJsonObject{{u"Code"_s, u"1"_s}, {u"Description"_s, u"Voided"_s}}}}}}}});
}

Reply UpsService::track(const Request &request, const QString &number) const
{
    if (request.header("transId").isEmpty() || request.header("transactionSrc").isEmpty())
        return refused(400, u"TV1000"_s, u"transId and transactionSrc are required headers."_s);
    const ParcelSale *sale = book().find(number);
    if (!sale)
        return refused(404, u"TW0001"_s, u"Tracking Information Not Found"_s);
    QJsonArray activity; // the newest first
    for (const ParcelScan &scan : book().way(*sale))
        activity.prepend(activityJson(stepOf(scan.stage), scan.at, scan.place));
    if (sale->isTakenBack)
        activity.prepend(activityJson({u"MV"_s, u"VP"_s, u"Shipment Voided. "_s}, sale->takenBackAt, sale->wish.from));
    QJsonArray days{QJsonObject{{u"type"_s, u"SDD"_s}, {u"date"_s, dayText(sale->price.deliveredOn)}}};
    if (const QDate putOff = book().expectedOn(*sale); putOff != sale->price.deliveredOn)
        days.append(QJsonObject{{u"type"_s, u"RDD"_s}, {u"date"_s, dayText(putOff)}});
    const QJsonObject package{{u"trackingNumber"_s, number}, {u"activity"_s, activity}, {u"deliveryDate"_s, days}, {u"currentStatus"_s, activity[0][u"status"_s]}, {u"packageCount"_s, 1},
                              {u"service"_s, QJsonObject{{u"code"_s, sale->price.service.code}, {u"description"_s, sale->price.service.name}}}};
    return jsonReply(200, QJsonObject{{u"trackResponse"_s, QJsonObject{{u"shipment"_s, QJsonArray{QJsonObject{{u"inquiryNumber"_s, number}, {u"package"_s, QJsonArray{package}}}}}}}});
}

} // namespace crossdock::sandbox
