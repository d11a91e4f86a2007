#include "core/connectors/carriers/fedex/fedex_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

constexpr LabelRoom room{.line = 35, .lines = 3, .name = 70, .phone = 15}; // Ship API, Address and Contact

http::Headers signedBy(const QByteArray &token, const QString &reference)
{
    return {{"Authorization", "Bearer " + token}, {"X-locale", "en_US"}, {"x-customer-transaction-id", reference.toUtf8()}};
}

QJsonObject accountOf(const Account &account)
{
    return {{u"value"_s, account.details.account.value(u"account_number"_s)}};
}

QJsonObject partyOf(const rates::Place &place)
{
    QJsonObject contact{{u"personName"_s, place.name}, {u"phoneNumber"_s, phoneDigits(place.phone)}};
    if (!place.email.isEmpty())
        contact[u"emailAddress"_s] = place.email;
    QJsonObject address{{u"streetLines"_s, QJsonArray::fromStringList(streetLines(place.street, room))}, {u"city"_s, place.city}, {u"postalCode"_s, place.postcode}, {u"countryCode"_s, place.country}};
    if (!place.region.isEmpty())
        address[u"stateOrProvinceCode"_s] = place.region;
    return {{u"contact"_s, contact}, {u"address"_s, address}};
}

QJsonObject packageOf(const rates::Parcel &parcel, const QString &reference)
{
    QJsonObject package{{u"weight"_s, QJsonObject{{u"units"_s, u"LB"_s}, {u"value"_s, parcel.weight.in(rates::WeightUnit::Pound)}}},
                        {u"customerReferences"_s, QJsonArray{QJsonObject{{u"customerReferenceType"_s, u"CUSTOMER_REFERENCE"_s}, {u"value"_s, reference}}}}};
    if (parcel.dimensions)
        package[u"dimensions"_s] = QJsonObject{{u"length"_s, parcel.dimensions->length.inchesUp()}, {u"width"_s, parcel.dimensions->width.inchesUp()}, {u"height"_s, parcel.dimensions->height.inchesUp()}, {u"units"_s, u"IN"_s}};
    return package;
}

http::Request buy(const Account &account, const QByteArray &token, const labels::Purchase &purchase)
{
    static const QHash<labels::Format, QString> images{{labels::Format::Pdf, u"PDF"_s}, {labels::Format::Png, u"PNG"_s}, {labels::Format::Zpl, u"ZPLII"_s}};
    const rates::Shipment &shipment = purchase.shipment;
    const rates::Parcel &parcel = shipment.parcels.first();
    const rates::Place &sender = shipment.isReturn ? shipment.to : shipment.from, &receiver = shipment.isReturn ? shipment.from : shipment.to;
    QJsonObject recipient = partyOf(receiver), address = recipient[u"address"_s].toObject();
    address[u"residential"_s] = shipment.isResidential && !shipment.isReturn;
    recipient[u"address"_s] = address;
    const QString stock = purchase.format == labels::Format::Zpl ? u"STOCK_4X6"_s : u"PAPER_4X6"_s;
    QJsonObject asked{{u"shipper"_s, partyOf(sender)}, {u"recipients"_s, QJsonArray{recipient}}, {u"shipDatestamp"_s, shipment.shipDate.toString(Qt::ISODate)},
                            {u"pickupType"_s, account.details.account.value(u"pickup_type"_s, u"USE_SCHEDULED_PICKUP"_s)}, {u"serviceType"_s, purchase.quote.offer}, {u"packagingType"_s, u"YOUR_PACKAGING"_s},
                            {u"totalWeight"_s, parcel.weight.in(rates::WeightUnit::Pound)}, {u"shippingChargesPayment"_s, QJsonObject{{u"paymentType"_s, u"SENDER"_s}}},
                            {u"labelSpecification"_s, QJsonObject{{u"imageType"_s, images.value(purchase.format)}, {u"labelStockType"_s, stock}}}, {u"rateRequestType"_s, QJsonArray{u"ACCOUNT"_s}},
                            {u"requestedPackageLineItems"_s, QJsonArray{packageOf(parcel, purchase.reference)}}};
    addFedExOptions(asked, shipment);
    return jsonRequest("POST", account, "/ship/v1/shipments", signedBy(token, purchase.reference), {{u"labelResponseOptions"_s, u"LABEL"_s}, {u"accountNumber"_s, accountOf(account)}, {u"requestedShipment"_s, asked}});
}

http::Request takeBack(const Account &account, const QByteArray &token, const labels::Known &label)
{
    return jsonRequest("PUT", account, "/ship/v1/shipments/cancel", signedBy(token, label.reference),
                       {{u"accountNumber"_s, accountOf(account)}, {u"deletionControl"_s, u"DELETE_ALL_PACKAGES"_s}, {u"trackingNumber"_s, label.tracking}});
}

http::Request track(const Account &account, const QByteArray &token, const labels::Known &label)
{
    return jsonRequest("POST", account, "/track/v1/trackingnumbers", signedBy(token, label.reference),
                       {{u"includeDetailedScans"_s, true}, {u"trackingInfo"_s, QJsonArray{QJsonObject{{u"trackingNumberInfo"_s, QJsonObject{{u"trackingNumber"_s, label.tracking}}}}}}});
}

labels::Format formatOf(const QString &type, labels::Format asked)
{
    if (type.startsWith(u"ZPL"))
        return labels::Format::Zpl;
    return labels::formatFrom(type.toLower()).value_or(asked);
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    if (!body)
        return perhapsSold(body.error().detail);
    const QJsonValue shipment = (*body)[u"output"_s][u"transactionShipments"_s][0];
    const QJsonValue piece = shipment[u"pieceResponses"_s][0];
    const QString tracking = piece[u"trackingNumber"_s].toString(shipment[u"masterTrackingNumber"_s].toString());
    if (tracking.isEmpty())
        return perhapsSold(u"the answer holds no label"_s);
    const QJsonValue document = piece[u"packageDocuments"_s][0];
    Sold sold{{tracking, tracking, {}, {formatOf(document[u"docType"_s].toString(), format), QByteArray::fromBase64(document[u"encodedLabel"_s].toString().toLatin1())}}, {}};
    for (const QJsonObject &detail : objectsOf(shipment[u"completedShipmentDetail"_s][u"shipmentRating"_s][u"shipmentRateDetails"_s]))
        if (const auto cost = moneyOf(detail[u"totalNetCharge"_s], detail[u"currency"_s].toString()); cost && !sold.bought.cost)
            sold.bought.cost = *cost;
    return sold;
}

Result<labels::Refund> parseRefund(const QByteArray &bytes)
{
    using What = labels::Refund::What;
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue output = (*body)[u"output"_s];
    if (!output[u"cancelledShipment"_s].isBool())
        return fail(Error::Code::Rejected, {}, u"the answer tells of no refund"_s);
    return labels::Refund{output[u"cancelledShipment"_s].toBool() ? What::Voided : What::Refused, output[u"message"_s].toString()};
}

labels::Progress progressOf(const QString &code)
{
    static const QHash<QString, labels::Progress> known{{u"OC"_s, labels::Progress::Announced}, {u"PU"_s, labels::Progress::InTransit}, {u"IT"_s, labels::Progress::InTransit}, {u"AR"_s, labels::Progress::InTransit},
                                                        {u"DP"_s, labels::Progress::InTransit}, {u"OD"_s, labels::Progress::OutForDelivery}, {u"DL"_s, labels::Progress::Delivered}, {u"DE"_s, labels::Progress::Problem},
                                                        {u"SE"_s, labels::Progress::Problem}, {u"CA"_s, labels::Progress::Problem}, {u"RS"_s, labels::Progress::Returned}};
    return known.value(code, labels::Progress::Unknown);
}

labels::TrackEvent eventOf(const QJsonObject &scan)
{
    const QJsonObject place = scan[u"scanLocation"_s].toObject();
    return {timeOf(scan[u"date"_s]), progressOf(scan[u"derivedStatusCode"_s].toString(scan[u"eventType"_s].toString())), scan[u"eventDescription"_s].toString(),
            placeOf(place[u"city"_s].toString(), place[u"stateOrProvinceCode"_s].toString(), place[u"countryCode"_s].toString())};
}

std::optional<Time> deliveryNamed(const QJsonValue &result, QStringView type)
{
    for (const QJsonObject &one : objectsOf(result[u"dateAndTimes"_s]))
        if (one[u"type"_s].toString() == type)
            return deliveryOf(one[u"dateTime"_s]);
    return std::nullopt;
}

/// It counts them itself, as text.
std::optional<int> triesOf(const QJsonValue &result)
{
    bool isNumber = false;
    const int tries = result[u"deliveryDetails"_s][u"deliveryAttempts"_s].toString().toInt(&isNumber);
    return isNumber ? std::optional(tries) : std::nullopt;
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue result = (*body)[u"output"_s][u"completeTrackResults"_s][0][u"trackResults"_s][0];
    if (const QString words = result[u"error"_s][u"message"_s].toString(); !words.isEmpty())
        return fail(Error::Code::Rejected, {}, words);
    const auto window = deliveryOf(result[u"estimatedDeliveryTimeWindow"_s][u"window"_s][u"ends"_s]), estimate = deliveryNamed(result, u"ESTIMATED_DELIVERY"), commitment = deliveryNamed(result, u"COMMITMENT");
    return labels::Way{stepsOf(result[u"scanEvents"_s], eventOf), estimate ? estimate : window ? window : commitment, commitment, triesOf(result)};
}

/// A special service beside those that are there.
void addService(QJsonObject &services, const QString &type)
{
    QJsonArray types = services[u"specialServiceTypes"_s].toArray();
    types.append(type);
    services[u"specialServiceTypes"_s] = types;
}

} // namespace

void addFedExOptions(QJsonObject &asked, const rates::Shipment &shipment)
{
    const QString signature = signatureOf(shipment, u"DIRECT"_s, u"ADULT"_s);
    const auto value = insuredValue(shipment);
    QJsonArray packages = asked[u"requestedPackageLineItems"_s].toArray();
    for (qsizetype i = 0; i < packages.size(); ++i) {
        QJsonObject package = packages[i].toObject(), services = package[u"packageSpecialServices"_s].toObject();
        if (!signature.isEmpty()) {
            addService(services, u"SIGNATURE_OPTION"_s);
            services[u"signatureOptionType"_s] = signature;
            package[u"packageSpecialServices"_s] = services;
        }
        if (value)
            package[u"declaredValue"_s] = QJsonObject{{u"amount"_s, toDecimal(*value).toDouble()}, {u"currency"_s, value->currency}};
        packages[i] = package;
    }
    asked[u"requestedPackageLineItems"_s] = packages;
    QJsonObject services;
    if (hasOption(shipment, rates::Option::SaturdayDelivery))
        addService(services, u"SATURDAY_DELIVERY"_s);
    if (shipment.isReturn) {
        addService(services, u"RETURN_SHIPMENT"_s);
        services[u"returnShipmentDetail"_s] = QJsonObject{{u"returnType"_s, u"PRINT_RETURN_LABEL"_s}};
    }
    if (!services.isEmpty())
        asked[u"shipmentSpecialServices"_s] = services;
}

LabelWire fedExLabels()
{
    return {.room = room, .voidDays = 0, .soldBefore = {}, .documentHosts = {}, .declaresGoods = false, .buy = buy, .parseSold = parseSold, .find = nullptr, .parseFound = nullptr, .convert = nullptr, .takeBack = takeBack,
            .askRefund = nullptr, .parseRefund = parseRefund, .track = track, .parseTrack = parseTrack};
}

} // namespace crossdock::carriers
