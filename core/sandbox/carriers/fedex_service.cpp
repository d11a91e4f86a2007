#include "core/sandbox/carriers/fedex_service.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

constexpr qint64 tokenSeconds = 3'599;
constexpr qsizetype mostTracked = 30; // numbers in one question

Tariff fedExTariff()
{
    using Reach = TariffService::Reach;
    Tariff tariff{.carrier = u"fedex"_s, .onlyWithin = {}, .services = {}};
    tariff.stepOz = 16;
    tariff.divisor = 139;
    tariff.heaviestOz = 150 * 16;
    tariff.longestSide = 108;
    tariff.discountPercent = 22;
    tariff.fuelBasisPoints = 1'925;
    tariff.residential = 620;
    tariff.handling = 2'600;
    tariff.correction = 2'150;
    tariff.needsCustoms = true;
    tariff.services = {{u"FEDEX_GROUND"_s, u"FedEx Ground"_s, 985, 3, 7, 1, 5, Reach::Inside},
                       {u"GROUND_HOME_DELIVERY"_s, u"FedEx Home Delivery"_s, 985, 3, 7, 1, 5, Reach::Inside},
                       {u"FEDEX_EXPRESS_SAVER"_s, u"FedEx Express Saver"_s, 1'720, 6, 11, 3, 3, Reach::Inside, true},
                       {u"FEDEX_2_DAY"_s, u"FedEx 2Day"_s, 2'090, 11, 13, 2, 2, Reach::Inside, true},
                       {u"STANDARD_OVERNIGHT"_s, u"FedEx Standard Overnight"_s, 3'890, 18, 16, 1, 1, Reach::Inside, true},
                       {u"INTERNATIONAL_ECONOMY"_s, u"FedEx International Economy"_s, 5'410, 20, 7, 4, 6, Reach::Abroad},
                       {u"FEDEX_INTERNATIONAL_PRIORITY"_s, u"FedEx International Priority"_s, 7'150, 25, 8, 2, 3, Reach::Abroad, true}};
    tariff.trackingIds = u"7949########"_s;
    return tariff;
}

PostalPlace placeOf(const QJsonValue &party)
{
    const QJsonValue address = party[u"address"_s], contact = party[u"contact"_s];
    return {contact[u"personName"_s].toString(contact[u"companyName"_s].toString()), address[u"streetLines"_s][0].toString(), address[u"city"_s].toString(), address[u"stateOrProvinceCode"_s].toString(),
            address[u"postalCode"_s].toString(), address[u"countryCode"_s].toString()};
}

ParcelBox boxOf(const QJsonValue &package)
{
    const QJsonValue weight = package[u"weight"_s], sides = package[u"dimensions"_s];
    const double factor = sides[u"units"_s].toString() == u"CM" ? 1 / centimetresAnInch : 1;
    const QJsonArray special = package[u"packageSpecialServices"_s][u"specialServiceTypes"_s].toArray();
    return {weight[u"value"_s].toDouble() * (weight[u"units"_s].toString() == u"KG" ? ouncesAKilogram : 16), sides[u"length"_s].toDouble() * factor, sides[u"width"_s].toDouble() * factor,
            sides[u"height"_s].toDouble() * factor, special.contains(u"NON_STANDARD_CONTAINER"_s)};
}

ParcelWish wishOf(const QJsonObject &shipment)
{
    const QJsonValue to = shipment[u"recipient"_s].isObject() ? shipment[u"recipient"_s] : shipment[u"recipients"_s][0];
    const QString day = shipment[u"shipDateStamp"_s].toString(shipment[u"shipDatestamp"_s].toString()); // Rate writes it so, Ship so
    ParcelWish wish{.from = placeOf(shipment[u"shipper"_s]), .to = placeOf(to), .boxes = {}, .day = QDate::fromString(day, Qt::ISODate), .asked = shipment};
    wish.isResidential = to[u"address"_s][u"residential"_s].toBool();
    wish.hasCustoms = !shipment[u"customsClearanceDetail"_s][u"commodities"_s].toArray().isEmpty();
    for (const QJsonValue package : shipment[u"requestedPackageLineItems"_s].toArray())
        wish.boxes.append(boxOf(package));
    return wish;
}

/// Homes get the one ground service, businesses the other.
bool isOffered(const TariffPrice &price, const ParcelWish &wish)
{
    return price.service.code != (wish.isResidential ? u"FEDEX_GROUND"_s : u"GROUND_HOME_DELIVERY"_s);
}

QJsonObject pounds(double ounces)
{
    return {{u"units"_s, u"LB"_s}, {u"value"_s, ounces / 16}};
}

QJsonArray surchargesOf(const QList<TariffCharge> &charges, const QString &typeField)
{
    static const QHash<Kind, std::pair<QString, QString>> words{{Kind::Fuel, {u"FUEL"_s, u"Fuel Surcharge"_s}}, {Kind::Residential, {u"RESIDENTIAL_DELIVERY"_s, u"Residential delivery surcharge"_s}},
                                                                {Kind::Handling, {u"ADDITIONAL_HANDLING"_s, u"Additional handling surcharge"_s}}};
    QJsonArray surcharges;
    for (const TariffCharge &charge : charges)
        if (words.contains(charge.kind))
            surcharges.append(QJsonObject{{typeField, words[charge.kind].first}, {u"description"_s, words[charge.kind].second}, {u"level"_s, u"PACKAGE"_s}, {u"amount"_s, amountOf(charge.amount)}});
    return surcharges;
}

QJsonObject rateDetail(const TariffPrice &price, const Tariff &tariff, const QString &type)
{
    const QList<TariffCharge> &charges = type == u"LIST" ? price.listed : price.charges;
    const qint64 base = TariffPrice::sum(charges, Kind::Base), discount = -TariffPrice::sum(charges, Kind::Discount), net = TariffPrice::sum(charges);
    const QJsonObject detail{{u"rateZone"_s, QString::number(price.zone)}, {u"dimDivisor"_s, static_cast<int>(tariff.divisor)}, {u"dimDivisorType"_s, u"COUNTRY"_s}, {u"pricingCode"_s, u"PACKAGE"_s},
                             {u"fuelSurchargePercent"_s, tariff.fuelBasisPoints / 100.0}, {u"totalSurcharges"_s, amountOf(net - base + discount)}, {u"totalFreightDiscount"_s, 0},
                             {u"surCharges"_s, surchargesOf(charges, u"type"_s)}, {u"totalBillingWeight"_s, pounds(price.billedOz)}, {u"currency"_s, tariff.currency}};
    return {{u"rateType"_s, type}, {u"ratedWeightMethod"_s, price.isByVolume ? u"DIM"_s : u"ACTUAL"_s}, {u"totalDiscounts"_s, amountOf(discount)}, {u"totalBaseCharge"_s, amountOf(base)},
            {u"totalNetCharge"_s, amountOf(net)}, {u"totalNetFedExCharge"_s, amountOf(net)}, {u"totalDutiesAndTaxes"_s, 0}, {u"totalNetChargeWithDutiesAndTaxes"_s, amountOf(net)},
            {u"shipmentRateDetail"_s, detail}, {u"currency"_s, tariff.currency}};
}

QJsonObject rateReply(const TariffPrice &price, const Tariff &tariff, const QJsonArray &types, bool hasTimes)
{
    static const QStringList days{u"UNKNOWN"_s, u"ONE_DAY"_s, u"TWO_DAYS"_s, u"THREE_DAYS"_s, u"FOUR_DAYS"_s, u"FIVE_DAYS"_s, u"SIX_DAYS"_s, u"SEVEN_DAYS"_s};
    QJsonArray details;
    for (const QString &type : {u"ACCOUNT"_s, u"LIST"_s})
        if (types.isEmpty() ? type == u"ACCOUNT" : types.contains(type))
            details.append(rateDetail(price, tariff, type));
    QJsonObject reply{{u"serviceType"_s, price.service.code}, {u"serviceName"_s, price.service.name}, {u"packagingType"_s, u"YOUR_PACKAGING"_s}, {u"ratedShipmentDetails"_s, details}};
    QJsonObject operational{{u"ineligibleForMoneyBackGuarantee"_s, !price.service.isGuaranteed}};
    if (hasTimes) {
        const QString at = price.deliveredOn.toString(Qt::ISODate) + u"T20:00:00"_s;
        reply[u"commit"_s] = QJsonObject{{u"dateDetail"_s, QJsonObject{{u"dayOfWeek"_s, QLocale::c().dayName(price.deliveredOn.dayOfWeek(), QLocale::ShortFormat).toUpper()}, {u"dayFormat"_s, at}}}, {u"saturdayDelivery"_s, false}};
        operational[u"transitTime"_s] = days.at(price.days);
        operational[u"commitDate"_s] = at;
    }
    reply[u"operationalDetail"_s] = operational;
    return reply;
}

/// What a party of a label lacks, in the words of an error's code; empty: nothing.
QString lacks(const QJsonValue &party)
{
    const QString digits = QString(party[u"contact"_s][u"phoneNumber"_s].toString()).remove(u'+');
    if (digits.size() < 10 || digits.size() > 15)
        return u"PHONENUMBER.INVALID"_s;
    const QJsonValue address = party[u"address"_s];
    if (address[u"streetLines"_s][0].toString().trimmed().isEmpty())
        return u"STREETLINE1.EMPTY"_s;
    if (address[u"city"_s].toString().trimmed().isEmpty())
        return u"CITY.EMPTY"_s;
    return party[u"contact"_s][u"personName"_s].toString(party[u"contact"_s][u"companyName"_s].toString()).trimmed().isEmpty() ? u"PERSONNAME.ANDCOMPANYNAME.EMPTY"_s : QString();
}

/// What is a return says so twice.
bool isHalfReturn(const QJsonObject &shipment)
{
    const QJsonValue services = shipment[u"shipmentSpecialServices"_s];
    return services[u"specialServiceTypes"_s].toArray().contains(u"RETURN_SHIPMENT"_s) != (services[u"returnShipmentDetail"_s][u"returnType"_s].toString() == u"PRINT_RETURN_LABEL");
}

QString documentFormat(const QString &imageType)
{
    return imageType == u"ZPLII" ? u"zpl"_s : imageType == u"PNG" ? u"png"_s : imageType == u"PDF" ? u"pdf"_s : QString();
}

struct Step {
    QString code, description;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"OC"_s, u"Shipment information sent to FedEx"_s};
    case ParcelStage::Accepted:
        return {u"PU"_s, u"Picked up"_s};
    case ParcelStage::Delayed:
        return {u"DE"_s, u"Delivery exception"_s};
    case ParcelStage::OutForDelivery:
        return {u"OD"_s, u"On FedEx vehicle for delivery"_s};
    case ParcelStage::Delivered:
        return {u"DL"_s, u"Delivered"_s};
    case ParcelStage::Refused:
        return {u"SE"_s, u"Shipment exception: not accepted, available to the shipper"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

FedExService::FedExService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, fedExTariff(), {.perSecond = 140, .burst = 1'400}) // 1,400 in ten seconds
{
}

ChannelAccess FedExService::access() const
{
    return {name(), u"fedex"_s, url(), {{u"account_number"_s, accountNumber()}}, {{u"client_id"_s, secret(u"client_id")}, {u"client_secret"_s, secret(u"client_secret")}}};
}

QString FedExService::accountNumber() const
{
    return u"700257037"_s;
}

QString FedExService::payer() const
{
    return secret(u"client_id") + u':' + secret(u"client_secret");
}

Reply FedExService::refused(int status, const QString &code, const QString &message) const
{
    return jsonReply(status, QJsonObject{{u"transactionId"_s, secret(u"transaction").first(36)}, {u"errors"_s, QJsonArray{QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}}});
}

Reply FedExService::refused(Objection objection) const
{
    static const QHash<Objection, QString> codes{{Objection::UnknownOrigin, u"SHIPPER.POSTALCODE.INVALID"_s}, {Objection::UnknownDestination, u"RECIPIENT.POSTALCODE.INVALID"_s},
                                                 {Objection::NoWeight, u"WEIGHT.VALUE.INVALID"_s}, {Objection::TooHeavy, u"PACKAGE.WEIGHT.EXCEEDED"_s}, {Objection::TooLong, u"PACKAGE.DIMENSIONS.EXCEEDED"_s},
                                                 {Objection::NoCustoms, u"CUSTOMSCLEARANCEDETAIL.COMMODITIES.REQUIRED"_s}};
    return refused(400, codes.value(objection, u"SERVICE.PACKAGECOMBINATION.INVALID"_s), objection == Objection::NoCustoms ? u"Customs commodity data is required for international rating."_s : wordsOf(objection, tariff()));
}

Reply FedExService::throttledReply() const
{
    return refused(429, u"TOO.MANY.REQUESTS"_s, u"The rate limit is reached."_s);
}

Reply FedExService::brokenReply() const
{
    return refused(503, u"SERVICE.UNAVAILABLE.ERROR"_s, u"The service is currently unavailable and we are working to resolve the issue. We apologize for any inconvenience."_s);
}

QJsonObject FedExService::answered(const QJsonObject &output)
{
    return {{u"transactionId"_s, book().made(u"@@@@@@@@-@@@@-4@@@-8@@@-@@@@@@@@@@@@"_s)}, {u"output"_s, output}};
}

Reply FedExService::reply(const Request &request)
{
    if (request.path == "/oauth/token")
        return token(request);
    if (!hasBearer(request))
        return refused(401, u"NOT.AUTHORIZED.ERROR"_s, u"Access token expired. Please modify your request and try again."_s);
    const QJsonObject asked = bodyOf(request);
    if (request.path == "/rate/v1/rates/quotes" && request.method == "POST")
        return rate(asked);
    if (request.path == "/ship/v1/shipments" && request.method == "POST")
        return ship(asked);
    if (request.path == "/ship/v1/shipments/cancel" && request.method == "PUT")
        return takeBack(asked);
    if (request.path == "/track/v1/trackingnumbers" && request.method == "POST")
        return track(asked);
    return refused(404, u"NOT.FOUND.ERROR"_s, u"The resource you requested is no longer available. Please modify your request and try again."_s);
}

Reply FedExService::token(const Request &request)
{
    const bool isKnown = formValue(request.body, "client_id") == secret(u"client_id") && formValue(request.body, "client_secret") == secret(u"client_secret");
    if (formValue(request.body, "grant_type") != u"client_credentials" || !isKnown)
        return refused(401, u"NOT.AUTHORIZED.ERROR"_s, u"The given client credentials were not valid. Please modify your request and try again."_s);
    return jsonReply(200, QJsonObject{{u"access_token"_s, issueToken(Milliseconds{tokenSeconds * 1'000})}, {u"token_type"_s, u"bearer"_s}, {u"expires_in"_s, tokenSeconds}, {u"scope"_s, u"CXS"_s}});
}

Reply FedExService::rate(const QJsonObject &asked)
{
    const QJsonObject shipment = asked[u"requestedShipment"_s].toObject();
    const ParcelWish wish = wishOf(shipment);
    if (asked[u"accountNumber"_s][u"value"_s].toString() != accountNumber())
        return refused(400, u"ACCOUNT.NUMBER.MISMATCH"_s, u"The account number does not belong to these credentials."_s);
    if (shipment[u"pickupType"_s].toString().isEmpty())
        return refused(400, u"PICKUPTYPE.REQUIRED"_s, u"A pickup type is required."_s);
    if (isHalfReturn(shipment))
        return refused(400, u"RETURNSHIPMENTDETAIL.RETURNTYPE.REQUIRED"_s, u"A return shipment and its return type are required together."_s);
    if (const auto objection = objectionTo(tariff(), wish))
        return refused(*objection);
    const bool hasTimes = asked[u"rateRequestControlParameters"_s][u"returnTransitTimes"_s].toBool();
    const QString wanted = shipment[u"serviceType"_s].toString();
    QJsonArray replies;
    for (const TariffPrice &price : pricesOf(tariff(), wish, book().today()))
        if (isOffered(price, wish) && (wanted.isEmpty() || wanted == price.service.code))
            replies.append(rateReply(price, tariff(), shipment[u"rateRequestType"_s].toArray(), hasTimes));
    if (replies.isEmpty())
        return refused(400, u"SERVICE.TYPE.INVALID"_s, u"The service is not available between these places."_s);
    return jsonReply(200, answered({{u"rateReplyDetails"_s, replies}, {u"quoteDate"_s, book().today().toString(Qt::ISODate)}, {u"encoded"_s, false}}));
}

Reply FedExService::ship(const QJsonObject &asked)
{
    const QJsonObject shipment = asked[u"requestedShipment"_s].toObject();
    const ParcelWish wish = wishOf(shipment);
    const QString type = shipment[u"labelSpecification"_s][u"imageType"_s].toString(), format = documentFormat(type);
    if (asked[u"accountNumber"_s][u"value"_s].toString() != accountNumber())
        return refused(400, u"ACCOUNT.NUMBER.MISMATCH"_s, u"When payment Type is SENDER, ShippingChargesPayment Payor AccountNumber should match the shipper account number."_s);
    for (const auto &[side, party] : {std::pair(u"SHIPPER."_s, shipment[u"shipper"_s]), std::pair(u"RECIPIENTS."_s, shipment[u"recipients"_s][0])})
        if (const QString lack = lacks(party); !lack.isEmpty())
            return refused(400, side + lack, u"The %1 of the %2 is missing or not valid."_s.arg(lack.section(u'.', 0, 0).toLower(), side.chopped(1).toLower()));
    if (format.isEmpty() || shipment[u"labelSpecification"_s][u"labelStockType"_s].toString().isEmpty())
        return refused(400, u"LABELSPECIFICATION.INVALID"_s, u"The label's image type or stock is missing or not valid."_s); // EPL2 is not played here
    if (isHalfReturn(shipment))
        return refused(400, u"RETURNSHIPMENTDETAIL.RETURNTYPE.REQUIRED"_s, u"A return shipment and its return type are required together."_s);
    const QString reference = shipment[u"requestedPackageLineItems"_s][0][u"customerReferences"_s][0][u"value"_s].toString();
    const auto sold = book().sell(wish, shipment[u"serviceType"_s].toString(), reference);
    if (!sold && sold.error().objection)
        return refused(*sold.error().objection);
    if (!sold)
        return refused(400, u"SERVICE.TYPE.INVALID"_s, u"The service is not available between these places."_s);
    const ParcelSale &sale = **sold;
    const QJsonObject document{{u"contentType"_s, u"LABEL"_s}, {u"copiesToPrint"_s, 1}, {u"trackingNumber"_s, sale.tracking}, {u"docType"_s, type},
                               {u"encodedLabel"_s, QString::fromLatin1(labelDocument(sale, format).toBase64())}};
    const QJsonObject piece{{u"masterTrackingNumber"_s, sale.tracking}, {u"trackingNumber"_s, sale.tracking}, {u"packageSequenceNumber"_s, 1}, {u"baseRateAmount"_s, amountOf(sale.price.of(Kind::Base))},
                            {u"netChargeAmount"_s, amountOf(sale.price.total())}, {u"packageDocuments"_s, QJsonArray{document}}};
    const QJsonObject rated{{u"rateType"_s, u"PAYOR_ACCOUNT_PACKAGE"_s}, {u"rateZone"_s, QString::number(sale.price.zone)}, {u"ratedWeightMethod"_s, sale.price.isByVolume ? u"DIM"_s : u"ACTUAL"_s},
                            {u"totalBillingWeight"_s, pounds(sale.price.billedOz)}, {u"surcharges"_s, surchargesOf(sale.price.charges, u"surchargeType"_s)},
                            {u"totalBaseCharge"_s, amountOf(sale.price.of(Kind::Base))}, {u"totalNetCharge"_s, amountOf(sale.price.total())}, {u"currency"_s, tariff().currency}};
    const QJsonObject detail{{u"usDomestic"_s, !wish.isAbroad()}, {u"shipmentRating"_s, QJsonObject{{u"actualRateType"_s, u"PAYOR_ACCOUNT_PACKAGE"_s}, {u"shipmentRateDetails"_s, QJsonArray{rated}}}}};
    return jsonReply(200, answered({{u"transactionShipments"_s, QJsonArray{QJsonObject{{u"masterTrackingNumber"_s, sale.tracking}, {u"serviceType"_s, sale.price.service.code}, {u"shipDatestamp"_s, shipment[u"shipDatestamp"_s]},
                                                                                       {u"serviceName"_s, sale.price.service.name}, {u"pieceResponses"_s, QJsonArray{piece}}, {u"completedShipmentDetail"_s, detail}}}}}));
}

Reply FedExService::takeBack(const QJsonObject &asked)
{
    ParcelSale *sale = book().find(asked[u"trackingNumber"_s].toString());
    if (asked[u"accountNumber"_s][u"value"_s].toString() != accountNumber())
        return refused(400, u"SHIPMENT.USER.UNAUTHORIZED"_s, u"Requested user is not authorized to perform the operation."_s);
    if (!sale)
        return refused(400, u"TRACKINGNUMBER.NOTFOUND"_s, u"The tracking number is not known."_s);
    const bool wasCancelled = sale->isTakenBack, isCancelled = !wasCancelled && book().takeBack(*sale) != ParcelSale::Refund::Refused;
    const QString words = isCancelled ? u"Shipment is successfully cancelled"_s : wasCancelled ? u"Shipment was cancelled before"_s : u"Shipment has been tendered to FedEx"_s;
    return jsonReply(200, answered({{u"cancelledShipment"_s, isCancelled}, {u"cancelledHistory"_s, isCancelled || wasCancelled}, {u"message"_s, words}}));
}

Reply FedExService::track(const QJsonObject &asked)
{
    const QJsonArray numbers = asked[u"trackingInfo"_s].toArray();
    if (numbers.isEmpty() || !asked[u"includeDetailedScans"_s].isBool())
        return refused(400, u"TRACKING.TRACKINGNUMBER.EMPTY"_s, u"Please provide tracking number."_s);
    if (numbers.size() > mostTracked)
        return refused(400, u"TRACKING.TRACKINGINFO.EXCEEDED"_s, u"At most 30 tracking numbers may be asked for at once."_s);
    QJsonArray results;
    for (const QJsonValue info : numbers) {
        const QString number = info[u"trackingNumberInfo"_s][u"trackingNumber"_s].toString();
        results.append(QJsonObject{{u"trackingNumber"_s, number}, {u"trackResults"_s, QJsonArray{resultOf(number)}}});
    }
    return jsonReply(200, answered({{u"completeTrackResults"_s, results}}));
}

QJsonObject FedExService::resultOf(const QString &tracking) const
{
    QJsonObject result{{u"trackingNumberInfo"_s, QJsonObject{{u"trackingNumber"_s, tracking}, {u"carrierCode"_s, u"FDXE"_s}}}};
    const ParcelSale *sale = book().find(tracking);
    if (!sale) {
        result[u"error"_s] = QJsonObject{{u"code"_s, u"TRACKING.TRACKINGNUMBER.NOTFOUND"_s}, {u"message"_s, u"Tracking number cannot be found. Please correct the tracking number and try again."_s}};
        return result;
    }
    QJsonArray scans; // the newest first
    const auto add = [&](const Step &step, Time at, const PostalPlace &place) {
        const QJsonObject address{{u"city"_s, place.city}, {u"stateOrProvinceCode"_s, place.region}, {u"postalCode"_s, place.postcode}, {u"countryCode"_s, place.country}};
        scans.prepend(QJsonObject{{u"date"_s, toDateTime(at).toString(Qt::ISODate)}, {u"eventType"_s, step.code}, {u"derivedStatusCode"_s, step.code}, {u"eventDescription"_s, step.description}, {u"scanLocation"_s, address}});
    };
    for (const ParcelScan &scan : book().way(*sale))
        add(stepOf(scan.stage), scan.at, scan.place);
    if (sale->isTakenBack)
        add({u"CA"_s, u"Shipment cancelled by sender"_s}, sale->takenBackAt, sale->wish.from);
    result[u"scanEvents"_s] = scans;
    result[u"latestStatusDetail"_s] = QJsonObject{{u"code"_s, scans[0][u"eventType"_s]}, {u"derivedCode"_s, scans[0][u"derivedStatusCode"_s]}, {u"description"_s, scans[0][u"eventDescription"_s]},
                                                  {u"statusByLocale"_s, scans[0][u"eventDescription"_s]}, {u"scanLocation"_s, scans[0][u"scanLocation"_s]}};
    const auto delivery = [](const QString &type, QDate day) { return QJsonObject{{u"type"_s, type}, {u"dateTime"_s, day.toString(Qt::ISODate) + u"T00:00:00"_s}}; };
    result[u"dateAndTimes"_s] = QJsonArray{delivery(u"COMMITMENT"_s, sale->price.deliveredOn), delivery(u"ESTIMATED_DELIVERY"_s, book().expectedOn(*sale))};
    result[u"serviceDetail"_s] = QJsonObject{{u"type"_s, sale->price.service.code}, {u"description"_s, sale->price.service.name}};
    return result;
}

} // namespace crossdock::sandbox
