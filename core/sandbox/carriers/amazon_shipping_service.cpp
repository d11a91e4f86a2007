#include "core/sandbox/carriers/amazon_shipping_service.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

constexpr int tokenSeconds = 3'600;

Tariff amazonTariff()
{
    Tariff tariff{.carrier = u"amazon"_s, .onlyWithin = u"US"_s, .services = {}};
    tariff.stepOz = 16;
    tariff.divisor = 139;
    tariff.heaviestOz = 50 * 16;
    tariff.longestSide = 59;
    tariff.discountPercent = 10;
    tariff.fuelBasisPoints = 1'250;
    tariff.correction = 900;
    tariff.services = {{u"SWA-US-GROUND"_s, u"Amazon Shipping Ground"_s, 690, 3, 6, 2, 5}, {u"SWA-US-PREM"_s, u"Amazon Shipping One-Day"_s, 1'490, 6, 9, 1, 2, TariffService::Reach::Inside, true}};
    tariff.shipmentIds = u"amzn1.rq.@@@@@@@@@@@@@@@@.@@@@"_s;
    tariff.offerIds = u"amzn1.rt.@@@@@@@@@@@@@@@@.@@@@"_s;
    tariff.saleIds = u"amzn1.sid.@@@@@@@@@@@@@@@@"_s;
    tariff.trackingIds = u"TBA############"_s;
    return tariff;
}

PostalPlace placeOf(const QJsonValue &address)
{
    return {address[u"name"_s].toString(), address[u"addressLine1"_s].toString(), address[u"city"_s].toString(), address[u"stateOrRegion"_s].toString(), address[u"postalCode"_s].toString(), address[u"countryCode"_s].toString()};
}

ParcelBox boxOf(const QJsonValue &package)
{
    static const QHash<QString, double> ounces{{u"OUNCE"_s, 1}, {u"POUND"_s, 16}, {u"GRAM"_s, ouncesAGram}, {u"KILOGRAM"_s, ouncesAKilogram}};
    const QJsonValue weight = package[u"weight"_s], sides = package[u"dimensions"_s];
    const double factor = sides[u"unit"_s].toString() == u"CENTIMETER" ? 1 / centimetresAnInch : 1;
    return {weight[u"value"_s].toDouble() * ounces.value(weight[u"unit"_s].toString()), sides[u"length"_s].toDouble() * factor, sides[u"width"_s].toDouble() * factor, sides[u"height"_s].toDouble() * factor};
}

ParcelWish wishOf(const QJsonObject &asked)
{
    ParcelWish wish{.from = placeOf(asked[u"shipFrom"_s]), .to = placeOf(asked[u"shipTo"_s]), .boxes = {}, .day = QDate::fromString(asked[u"shipDate"_s].toString().left(10), Qt::ISODate), .asked = asked};
    for (const QJsonValue package : asked[u"packages"_s].toArray())
        wish.boxes.append(boxOf(package));
    return wish;
}

Reply refused(int status, const QString &code, const QString &message)
{
    return jsonReply(status, QJsonObject{{u"errors"_s, QJsonArray{QJsonObject{{u"code"_s, code}, {u"message"_s, message}, {u"details"_s, QString()}}}}}, {{"x-amzn-RateLimit-Limit", "80.0"}});
}

Reply withPayload(const QJsonObject &payload)
{
    return jsonReply(200, QJsonObject{{u"payload"_s, payload}}, {{"x-amzn-RateLimit-Limit", "80.0"}});
}

/// The first field that its model requires and this question lacks; empty: none.
QString lacks(const QJsonObject &asked)
{
    for (const QString &field : {u"name"_s, u"addressLine1"_s, u"stateOrRegion"_s, u"city"_s, u"countryCode"_s, u"postalCode"_s})
        if (!asked[u"shipFrom"_s][field].isString())
            return u"shipFrom."_s + field;
    if (asked[u"channelDetails"_s][u"channelType"_s].toString().isEmpty())
        return u"channelDetails.channelType"_s;
    const QJsonArray packages = asked[u"packages"_s].toArray();
    for (const QJsonValue package : packages)
        for (const QString &field : {u"dimensions"_s, u"weight"_s, u"insuredValue"_s, u"packageClientReferenceId"_s, u"items"_s})
            if (package[field].isUndefined())
                return u"packages."_s + field;
    return packages.isEmpty() ? u"packages"_s : QString();
}

QString reasonOf(Objection objection)
{
    return objection == Objection::TooHeavy ? u"WEIGHT_RESTRICTIONS"_s : objection == Objection::TooLong ? u"SIZE_RESTRICTIONS"_s : u"NO_COVERAGE"_s;
}

QJsonObject money(qint64 cents)
{
    return {{u"value"_s, amountOf(cents)}, {u"unit"_s, u"USD"_s}};
}

QJsonObject promiseOf(const TariffPrice &price)
{
    const QString day = price.deliveredOn.toString(Qt::ISODate);
    return {{u"deliveryWindow"_s, QJsonObject{{u"start"_s, day + u"T08:00:00Z"_s}, {u"end"_s, day + u"T21:00:00Z"_s}}}};
}

QJsonArray itemsOf(const TariffPrice &price)
{
    static const QHash<Kind, std::pair<QString, QString>> words{{Kind::Base, {u"BASE_RATE"_s, u"Base rate"_s}}, {Kind::Discount, {u"DISCOUNT"_s, u"Discount"_s}}, {Kind::Fuel, {u"FUEL_SURCHARGE"_s, u"Fuel surcharge"_s}}};
    QJsonArray items;
    for (const TariffCharge &charge : price.charges)
        if (words.contains(charge.kind))
            items.append(QJsonObject{{u"rateItemID"_s, words[charge.kind].first}, {u"rateItemNameLocalization"_s, words[charge.kind].second}, {u"rateItemType"_s, u"MANDATORY"_s}, {u"rateItemCharge"_s, money(charge.amount)}});
    return items;
}

QJsonArray documentKinds()
{
    QJsonArray kinds;
    for (const QString &format : {u"PDF"_s, u"PNG"_s, u"ZPL"_s})
        kinds.append(QJsonObject{{u"format"_s, format},
                                 {u"size"_s, QJsonObject{{u"width"_s, 4}, {u"length"_s, 6}, {u"unit"_s, u"INCH"_s}}},
                                 {u"printOptions"_s, QJsonArray{QJsonObject{{u"supportedDPIs"_s, QJsonArray{203}}, {u"supportedPageLayouts"_s, QJsonArray{u"DEFAULT"_s}}, {u"supportedFileJoiningOptions"_s, QJsonArray{false}},
                                                                            {u"supportedDocumentDetails"_s, QJsonArray{QJsonObject{{u"name"_s, u"LABEL"_s}, {u"isMandatory"_s, true}}}}}}}});
    return kinds;
}

struct Step {
    QString code, status;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"ReadyForReceive"_s, u"PreTransit"_s};
    case ParcelStage::Accepted:
        return {u"PickupDone"_s, u"InTransit"_s};
    case ParcelStage::Delayed:
        return {u"ArrivedAtCarrierFacility"_s, u"InTransit"_s};
    case ParcelStage::OutForDelivery:
        return {u"OutForDelivery"_s, u"OutForDelivery"_s};
    case ParcelStage::Delivered:
        return {u"Delivered"_s, u"Delivered"_s};
    case ParcelStage::Refused:
        return {u"Rejected"_s, u"Rejected"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

AmazonShippingService::AmazonShippingService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, amazonTariff(), {.perSecond = 80, .burst = 100})
{
}

ChannelAccess AmazonShippingService::access() const
{
    return {name(), u"amazon-shipping"_s, url(), {{u"auth_url"_s, url() + u"/auth/o2/token"_s}}, {{u"client_id"_s, secret(u"client")}, {u"client_secret"_s, secret(u"client secret")}, {u"refresh_token"_s, u"Atzr|"_s + secret(u"refresh")}}};
}

QString AmazonShippingService::payer() const
{
    return secret(u"client") + u':' + secret(u"client secret");
}

Reply AmazonShippingService::throttledReply() const
{
    return refused(429, u"QuotaExceeded"_s, u"You exceeded your quota for the requested resource."_s);
}

Reply AmazonShippingService::brokenReply() const
{
    return refused(500, u"InternalFailure"_s, u"We encountered an internal error. Please try again."_s);
}

Reply AmazonShippingService::reply(const Request &request)
{
    if (request.path == "/auth/o2/token")
        return token(request);
    if (!isToken(request.header("x-amz-access-token")))
        return refused(403, u"Unauthorized"_s, u"Access to requested resource is denied."_s);
    const QStringList path = QString::fromUtf8(request.path).split(u'/', Qt::SkipEmptyParts); // shipping, v2, shipments, ...
    if (path.value(2) == u"tracking")
        return track(request.argument("trackingId"));
    if (path.value(2) == u"shipments" && path.value(3) == u"rates" && request.method == "POST")
        return rates(bodyOf(request));
    if (path.value(2) == u"shipments" && path.size() == 3 && request.method == "POST")
        return buy(bodyOf(request));
    if (path.value(4) == u"cancel" && request.method == "PUT")
        return takeBack(path.at(3));
    if (path.value(4) == u"documents")
        return documents(request, path.at(3));
    return refused(404, u"NotFound"_s, u"The resource specified does not exist."_s);
}

Reply AmazonShippingService::token(const Request &request)
{
    const QMap<QString, QString> known = access().secrets;
    const bool isKnown = formValue(request.body, "client_id") == known[u"client_id"_s] && formValue(request.body, "client_secret") == known[u"client_secret"_s];
    if (!isKnown || formValue(request.body, "refresh_token") != known[u"refresh_token"_s])
        return jsonReply(401, QJsonObject{{u"error"_s, u"invalid_client"_s}, {u"error_description"_s, u"Client authentication failed"_s}});
    return jsonReply(200, QJsonObject{{u"access_token"_s, issueToken(Milliseconds{tokenSeconds * 1'000LL})}, {u"token_type"_s, u"bearer"_s}, {u"expires_in"_s, tokenSeconds}});
}

QJsonObject AmazonShippingService::rateJson(const ParcelShipment::Offer &offer, const ParcelWish &wish) const
{
    const auto &[id, price] = offer;
    return {{u"rateId"_s, id},
            {u"carrierId"_s, u"AMZN_US"_s},
            {u"carrierName"_s, u"Amazon"_s},
            {u"serviceId"_s, price.service.code},
            {u"serviceName"_s, price.service.name},
            {u"billedWeight"_s, QJsonObject{{u"value"_s, price.billedOz / 16}, {u"unit"_s, u"POUND"_s}}},
            {u"totalCharge"_s, money(price.total())},
            {u"promise"_s, promiseOf(price)},
            {u"supportedDocumentSpecifications"_s, documentKinds()},
            {u"availableValueAddedServiceGroups"_s, QJsonArray()},
            {u"requiresAdditionalInputs"_s, wish.isAbroad()},
            {u"rateItemList"_s, itemsOf(price)},
            {u"paymentType"_s, u"PAY_THROUGH_AMAZON"_s}};
}

Reply AmazonShippingService::rates(const QJsonObject &asked)
{
    if (const QString field = lacks(asked); !field.isEmpty())
        return refused(400, u"InvalidInput"_s, u"%1 is required."_s.arg(field));
    const ParcelShipment &quoted = book().quote(wishOf(asked));
    QJsonArray rates, ineligible;
    for (const ParcelShipment::Offer &offer : quoted.offers)
        rates.append(rateJson(offer, quoted.wish));
    if (quoted.objection)
        for (const TariffService &service : tariff().services)
            ineligible.append(QJsonObject{{u"serviceId"_s, service.code}, {u"serviceName"_s, service.name}, {u"carrierId"_s, u"AMZN_US"_s}, {u"carrierName"_s, u"Amazon"_s},
                                          {u"ineligibilityReasons"_s, QJsonArray{QJsonObject{{u"code"_s, reasonOf(*quoted.objection)}, {u"message"_s, wordsOf(*quoted.objection, tariff())}}}}});
    return withPayload({{u"requestToken"_s, quoted.id}, {u"rates"_s, rates}, {u"ineligibleRates"_s, ineligible}});
}

QJsonObject AmazonShippingService::packageJson(const ParcelSale &sale, const QString &format) const
{
    const QJsonObject document{{u"type"_s, u"LABEL"_s}, {u"format"_s, format}, {u"contents"_s, QString::fromLatin1(labelDocument(sale, format.toLower()).toBase64())}};
    return {{u"packageClientReferenceId"_s, sale.wish.asked[u"packages"_s][0][u"packageClientReferenceId"_s]}, {u"packageDocuments"_s, QJsonArray{document}}, {u"trackingId"_s, sale.tracking}};
}

Reply AmazonShippingService::buy(const QJsonObject &asked)
{
    using Why = SaleRefusal::Why;
    const QString rate = asked[u"rateId"_s].toString(), format = asked[u"requestedDocumentSpecification"_s][u"format"_s].toString();
    const ParcelShipment *quoted = book().shipmentOf(rate);
    if (!quoted || quoted->id != asked[u"requestToken"_s].toString())
        return refused(400, u"InvalidInput"_s, u"The request token or the rate id is not known."_s);
    if (format != u"PDF" && format != u"PNG" && format != u"ZPL")
        return refused(400, u"InvalidInput"_s, u"requestedDocumentSpecification.format is missing or not supported."_s);
    const auto sold = book().sellOffer(rate, asked[u"requestToken"_s].toString());
    if (!sold)
        return refused(400, u"InvalidInput"_s, sold.error().why == Why::RateExpired ? u"The request token has expired."_s : sold.error().why == Why::SoldBefore ? u"The shipment was purchased before."_s
                                                                                                                   : u"An address lacks its %1."_s.arg(sold.error().field));
    (*sold)->format = format;
    return withPayload({{u"shipmentId"_s, (*sold)->id}, {u"packageDocumentDetails"_s, QJsonArray{packageJson(**sold, format)}}, {u"promise"_s, promiseOf((*sold)->price)}});
}

Reply AmazonShippingService::documents(const Request &request, const QString &shipment) const
{
    const ParcelSale *sale = book().find(shipment);
    if (!sale || request.argument("packageClientReferenceId").isEmpty())
        return refused(400, u"InvalidInput"_s, u"The shipment or the package is not known."_s);
    const QString format = request.argument("format");
    return withPayload({{u"shipmentId"_s, sale->id}, {u"packageDocumentDetail"_s, packageJson(*sale, format.isEmpty() ? sale->format : format)}});
}

Reply AmazonShippingService::takeBack(const QString &shipment)
{
    ParcelSale *sale = book().find(shipment);
    if (!sale)
        return refused(404, u"NotFound"_s, u"The shipment is not known."_s);
    if (sale->isTakenBack || book().takeBack(*sale) == ParcelSale::Refund::Refused)
        return refused(400, u"InvalidInput"_s, sale->isTakenBack ? u"The shipment was cancelled before."_s : u"The shipment is on its way and cannot be cancelled."_s);
    return withPayload({});
}

Reply AmazonShippingService::track(const QString &tracking) const
{
    const ParcelSale *sale = book().find(tracking);
    if (!sale)
        return refused(404, u"NotFound"_s, u"The tracking id is not known."_s);
    QJsonArray history;
    QString status = u"PreTransit"_s;
    for (const ParcelScan &scan : book().way(*sale)) {
        const Step step = stepOf(scan.stage);
        status = step.status;
        history.append(QJsonObject{{u"eventCode"_s, step.code}, {u"eventTime"_s, toText(scan.at)},
                                   {u"location"_s, QJsonObject{{u"city"_s, scan.place.city}, {u"stateOrRegion"_s, scan.place.region}, {u"postalCode"_s, scan.place.postcode}, {u"countryCode"_s, scan.place.country}}}});
    }
    if (sale->isTakenBack) {
        history.append(QJsonObject{{u"eventCode"_s, u"PickupCancelled"_s}, {u"eventTime"_s, toText(sale->takenBackAt)}});
        status = u"PickupCancelled"_s;
    }
    return withPayload({{u"trackingId"_s, tracking}, {u"alternateLegTrackingId"_s, QString()}, {u"eventHistory"_s, history}, {u"promisedDeliveryDate"_s, sale->price.deliveredOn.toString(Qt::ISODate) + u"T21:00:00Z"_s},
                 {u"summary"_s, QJsonObject{{u"status"_s, status}}}});
}

} // namespace crossdock::sandbox
