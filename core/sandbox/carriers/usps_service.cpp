#include "core/sandbox/carriers/usps_service.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

using Kind = TariffCharge::Kind;

constexpr qint64 tokenSeconds = 28'799;
constexpr double cubicFoot = 1'728;

Tariff uspsTariff()
{
    Tariff tariff{.carrier = u"usps"_s, .onlyWithin = u"US"_s, .services = {}};
    tariff.stepOz = 1;
    tariff.divisor = 139;
    tariff.freeVolume = cubicFoot;
    tariff.longestSide = 108;
    tariff.discountPercent = 15;
    tariff.handling = 400;
    tariff.correction = 310;
    tariff.services = {{u"USPS_GROUND_ADVANTAGE"_s, u"USPS Ground Advantage"_s, 545, 7, 5, 2, 5},
                       {u"PRIORITY_MAIL"_s, u"Priority Mail"_s, 930, 11, 8, 1, 3},
                       {u"PRIORITY_MAIL_EXPRESS"_s, u"Priority Mail Express"_s, 2'990, 29, 6, 1, 2, TariffService::Reach::Inside, true}};
    tariff.trackingIds = u"9205590000##############"_s;
    return tariff;
}

PostalPlace placeOf(const QJsonValue &address)
{
    const QString person = u"%1 %2"_s.arg(address[u"firstName"_s].toString(), address[u"lastName"_s].toString()).trimmed();
    return {person.isEmpty() ? address[u"firm"_s].toString() : person, address[u"streetAddress"_s].toString(), address[u"city"_s].toString(), address[u"state"_s].toString(), address[u"ZIPCode"_s].toString(), u"US"_s};
}

ParcelBox boxOf(const QJsonValue &package)
{
    return {package[u"weight"_s].toDouble() * 16, package[u"length"_s].toDouble(), package[u"width"_s].toDouble(), package[u"height"_s].toDouble(), package[u"hasNonstandardCharacteristics"_s].toBool()};
}

ParcelWish wishOf(const PostalPlace &from, const PostalPlace &to, const QJsonValue &package, const QJsonObject &asked)
{
    return {.from = from, .to = to, .boxes = {boxOf(package)}, .day = QDate::fromString(package[u"mailingDate"_s].toString().left(10), Qt::ISODate), .asked = asked};
}

Reply refused(int status, const QString &title, const QString &detail, Headers headers = {})
{
    const QJsonObject one{{u"status"_s, QString::number(status)}, {u"code"_s, QString::number(status) + u"000"_s}, {u"title"_s, title}, {u"detail"_s, detail}};
    return jsonReply(status, QJsonObject{{u"apiVersion"_s, u"v3"_s}, {u"error"_s, QJsonObject{{u"code"_s, QString::number(status)}, {u"message"_s, title}, {u"errors"_s, QJsonArray{one}}}}}, std::move(headers));
}

/// The first field that a label's document requires and this question lacks; empty: none.
QString lacks(const QJsonObject &asked)
{
    for (const QString &side : {u"toAddress"_s, u"fromAddress"_s})
        for (const QString &field : {u"streetAddress"_s, u"city"_s, u"state"_s, u"ZIPCode"_s})
            if (asked[side][field].toString().trimmed().isEmpty())
                return side + u'.' + field;
    for (const QString &field : {u"mailClass"_s, u"processingCategory"_s, u"destinationEntryFacilityType"_s, u"mailingDate"_s, u"rateIndicator"_s})
        if (asked[u"packageDescription"_s][field].toString().isEmpty())
            return u"packageDescription."_s + field;
    return {};
}

QString documentFormat(const QString &imageType)
{
    return imageType.startsWith(u"ZPL") ? u"zpl"_s : imageType == u"PNG" ? u"png"_s : u"pdf"_s;
}

struct Step {
    QString code, type;
};

Step stepOf(ParcelStage stage)
{
    switch (stage) {
    case ParcelStage::Announced:
        return {u"GX"_s, u"Shipping Label Created, USPS Awaiting Item"_s};
    case ParcelStage::Accepted:
        return {u"03"_s, u"Accepted at USPS Origin Facility"_s};
    case ParcelStage::Delayed:
        return {u"NT"_s, u"In Transit to Next Facility, Arriving Late"_s};
    case ParcelStage::OutForDelivery:
        return {u"OF"_s, u"Out for Delivery"_s};
    case ParcelStage::Delivered:
        return {u"01"_s, u"Delivered, In/At Mailbox"_s};
    case ParcelStage::Refused:
        return {u"04"_s, u"Refused: not accepted for mailing"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

UspsService::UspsService(const CarrierSpec &spec, Surroundings surroundings)
    : CarrierService(spec, surroundings, uspsTariff(), {.perSecond = 60.0 / 3'600, .burst = 60}) // what users report for a new account
{
}

ChannelAccess UspsService::access() const
{
    return {name(), u"usps"_s, url(), {{u"crid"_s, u"12345678"_s}, {u"mid"_s, u"903000000"_s}, {u"account_number"_s, u"1000405525"_s}}, {{u"client_id"_s, secret(u"client_id")}, {u"client_secret"_s, secret(u"client_secret")}}};
}

QString UspsService::payer() const
{
    return secret(u"client_id") + u':' + secret(u"client_secret");
}

Reply UspsService::throttledReply() const
{
    return refused(429, u"Too Many Requests"_s, u"Too many requests have been received from client in a short amount of time."_s, {{"Retry-After", QByteArray::number(secondsToWait())}});
}

Reply UspsService::brokenReply() const
{
    return refused(503, u"Service Unavailable"_s, u"The service is currently unavailable."_s);
}

Reply UspsService::reply(const Request &request)
{
    const QString path = QString::fromUtf8(request.path);
    if (path == u"/oauth2/v3/token")
        return token(bodyOf(request));
    if (!hasBearer(request))
        return refused(401, u"Unauthorized"_s, u"Invalid or expired token."_s);
    if (path == u"/shipments/v3/options/search" && request.method == "POST")
        return options(bodyOf(request));
    if (path == u"/payments/v3/payment-authorization" && request.method == "POST")
        return authorize(bodyOf(request));
    if (path == u"/labels/v3/label" && request.method == "POST")
        return sell(request);
    if (path.startsWith(u"/labels/v3/label/") && request.method == "DELETE")
        return takeBack(path.section(u'/', 4));
    if (path.startsWith(u"/tracking/v3/tracking/"))
        return track(path.section(u'/', 4), request.argument("expand") == u"DETAIL");
    return refused(404, u"Not Found"_s, u"The requested resource does not exist."_s);
}

Reply UspsService::token(const QJsonObject &asked)
{
    if (asked[u"grant_type"_s].toString() != u"client_credentials")
        return jsonReply(400, QJsonObject{{u"error"_s, u"unsupported_grant_type"_s}, {u"error_description"_s, u"The grant type is not supported."_s}});
    if (asked[u"client_id"_s].toString() != secret(u"client_id") || asked[u"client_secret"_s].toString() != secret(u"client_secret"))
        return jsonReply(401, QJsonObject{{u"error"_s, u"invalid_client"_s}, {u"error_description"_s, u"The client credentials are not valid."_s}});
    return jsonReply(200, QJsonObject{{u"access_token"_s, issueToken(Milliseconds{tokenSeconds * 1'000})}, {u"token_type"_s, u"Bearer"_s}, {u"issued_at"_s, now().time_since_epoch().count() + 0LL},
                                      {u"expires_in"_s, tokenSeconds}, {u"status"_s, u"approved"_s}, {u"scope"_s, u"shipments payments labels tracking"_s}});
}

/// Who pays for labels: both roles, with this account's numbers.
Reply UspsService::authorize(const QJsonObject &asked)
{
    QStringList roles;
    const auto own = access().account;
    for (const QJsonValue role : asked[u"roles"_s].toArray())
        if (role[u"CRID"_s].toString() == own[u"crid"_s] && role[u"MID"_s].toString() == own[u"mid"_s] && role[u"accountNumber"_s].toString() == own[u"account_number"_s])
            roles.append(role[u"roleName"_s].toString());
    if (!roles.contains(u"PAYER"_s) || !roles.contains(u"LABEL_OWNER"_s))
        return refused(400, u"Bad Request"_s, u"The roles PAYER and LABEL_OWNER are required, with the CRID, MID and account of this customer."_s);
    return jsonReply(200, QJsonObject{{u"paymentAuthorizationToken"_s, issueToken(Milliseconds{tokenSeconds * 1'000})}, {u"roles"_s, asked[u"roles"_s]}});
}

QJsonObject UspsService::optionJson(const TariffPrice &price, const ParcelWish &wish, bool isRetail) const
{
    const QList<TariffCharge> &charges = isRetail ? price.listed : price.charges;
    const qint64 base = TariffPrice::sum(charges, Kind::Base) + TariffPrice::sum(charges, Kind::Discount), fee = TariffPrice::sum(charges, Kind::Handling);
    const ParcelBox &box = wish.boxes.first();
    QJsonArray fees;
    if (fee > 0)
        fees.append(QJsonObject{{u"name"_s, u"Nonstandard Fee"_s}, {u"SKU"_s, u"D813XUXXXXX0000"_s}, {u"price"_s, amountOf(fee)}});
    const QDate today = book().today();
    const QJsonObject rate{{u"SKU"_s, u"DUXP0XXXXC0%1"_s.arg(price.zone)}, {u"description"_s, u"%1 Machinable Single-piece"_s.arg(price.service.name)}, {u"priceType"_s, isRetail ? u"RETAIL"_s : u"COMMERCIAL"_s},
                           {u"price"_s, amountOf(base)}, {u"weight"_s, box.ounces / 16}, {u"dimensionalWeight"_s, price.isByVolume ? price.billedOz / 16 : 0.0}, {u"fees"_s, fees},
                           {u"startDate"_s, QDate(today.year(), 1, 1).toString(Qt::ISODate)}, {u"endDate"_s, QDate(today.year(), 12, 31).toString(Qt::ISODate)}, {u"mailClass"_s, price.service.code},
                           {u"zone"_s, QString::number(price.zone).rightJustified(2, u'0')}, {u"processingCategory"_s, fee > 0 ? u"NONSTANDARD"_s : u"MACHINABLE"_s}, {u"rateIndicator"_s, u"SP"_s},
                           {u"destinationEntryFacilityType"_s, u"NONE"_s}};
    const QString day = price.deliveredOn.toString(Qt::ISODate);
    const QJsonObject commitment{{u"name"_s, u"%1 Days"_s.arg(price.days)}, {u"scheduleDeliveryDate"_s, day}, {u"expectedDeliveryDate"_s, day}, {u"guaranteedDelivery"_s, price.service.isGuaranteed}, {u"isPriorityMailNextDay"_s, false}};
    return {{u"commitment"_s, commitment}, {u"totalPrice"_s, amountOf(base + fee)}, {u"totalBasePrice"_s, amountOf(base + fee)}, {u"rates"_s, QJsonArray{rate}}, {u"extraServices"_s, QJsonArray()}};
}

Reply UspsService::options(const QJsonObject &asked) const
{
    const QJsonValue package = asked[u"packageDescription"_s];
    const PostalPlace from{{}, {}, {}, {}, asked[u"originZIPCode"_s].toString(), u"US"_s}, to{{}, {}, {}, {}, asked[u"destinationZIPCode"_s].toString(), u"US"_s};
    const ParcelWish wish = wishOf(from, to, package, asked);
    for (const QString &field : {u"weight"_s, u"length"_s, u"width"_s, u"height"_s})
        if (!(package[field].toDouble() > 0))
            return refused(400, u"Bad Request"_s, u"packageDescription.%1 is required and must be greater than 0."_s.arg(field));
    if (const auto objection = objectionTo(tariff(), wish))
        return refused(400, u"Bad Request"_s, wordsOf(*objection, tariff()));
    const QString mailClass = package[u"mailClass"_s].toString();
    QJsonArray pricings;
    for (const QJsonValue pricing : asked[u"pricingOptions"_s].toArray()) {
        const QString type = pricing[u"priceType"_s].toString();
        QJsonArray shippings;
        for (const TariffPrice &price : pricesOf(tariff(), wish, book().today()))
            if (type != u"CONTRACT" && (mailClass.startsWith(u"ALL") || mailClass == price.service.code)) // there is no contract here
                shippings.append(QJsonObject{{u"mailClass"_s, price.service.code}, {u"rateOptions"_s, QJsonArray{optionJson(price, wish, type == u"RETAIL")}}});
        QJsonObject answer{{u"priceType"_s, type}, {u"shippingOptions"_s, shippings}};
        if (pricing[u"paymentAccount"_s].isObject())
            answer[u"paymentAccount"_s] = pricing[u"paymentAccount"_s];
        pricings.append(answer);
    }
    return jsonReply(200, QJsonObject{{u"originZIPCode"_s, from.postcode}, {u"destinationZIPCode"_s, to.postcode}, {u"pricingOptions"_s, pricings}});
}

Reply UspsService::sell(const Request &request)
{
    const QString key = QString::fromUtf8(request.header("X-Idempotency-Key"));
    const QByteArray accept = request.header("Accept");
    if (!isToken(request.header("X-Payment-Authorization-Token")))
        return refused(401, u"Unauthorized"_s, u"X-Payment-Authorization-Token is missing or has expired."_s);
    if (const ParcelSale *before = book().ofReference(key))
        return labelReply(*before, accept);
    const QJsonObject asked = bodyOf(request);
    if (const QString field = lacks(asked); !field.isEmpty())
        return refused(400, u"Bad Request"_s, u"OASValidation: %1 is required."_s.arg(field));
    const QJsonValue package = asked[u"packageDescription"_s];
    const auto sold = book().sell(wishOf(placeOf(asked[u"fromAddress"_s]), placeOf(asked[u"toAddress"_s]), package, asked), package[u"mailClass"_s].toString(), key);
    if (!sold)
        return refused(400, u"Bad Request"_s, sold.error().objection ? wordsOf(*sold.error().objection, tariff()) : sold.error().field.isEmpty() ? u"The mail class is not offered."_s : u"A name or a firm is required."_s);
    (*sold)->format = documentFormat(asked[u"imageInfo"_s][u"imageType"_s].toString());
    return labelReply(**sold, accept);
}

/// One document where it is asked for; else in parts, which is what it does by itself.
Reply UspsService::labelReply(const ParcelSale &sale, const QByteArray &accept) const
{
    const QString day = sale.price.deliveredOn.toString(Qt::ISODate);
    const qint64 fee = sale.price.of(Kind::Handling);
    QJsonObject json{{u"trackingNumber"_s, sale.tracking}, {u"SKU"_s, u"DUXP0XXXXC0%1"_s.arg(sale.price.zone)}, {u"postage"_s, amountOf(sale.price.total() - fee)}, {u"extraServices"_s, QJsonArray()},
                     {u"fees"_s, fee > 0 ? QJsonArray{QJsonObject{{u"name"_s, u"Nonstandard Fee"_s}, {u"price"_s, amountOf(fee)}}} : QJsonArray()}, {u"zone"_s, QString::number(sale.price.zone).rightJustified(2, u'0')},
                     {u"weightUOM"_s, u"lb"_s}, {u"weight"_s, sale.wish.boxes.first().ounces / 16}, {u"commitment"_s, QJsonObject{{u"name"_s, u"%1 Days"_s.arg(sale.price.days)}, {u"scheduleDeliveryDate"_s, day}}},
                     {u"labelAddress"_s, sale.wish.asked[u"toAddress"_s]}};
    const QByteArray image = labelDocument(sale, sale.format).toBase64();
    if (accept.contains("vnd.usps.labels+json") || accept == "application/json") {
        json[u"labelImage"_s] = QString::fromLatin1(image);
        return jsonReply(200, json);
    }
    const QByteArray mark = "sandbox-part", head = "--" + mark + "\r\nContent-Disposition: form-data; name=";
    return {200, {{"Content-Type", "multipart/form-data; boundary=" + mark}}, head + "\"labelMetadata\"\r\nContent-Type: application/json\r\n\r\n" + QJsonDocument(json).toJson(QJsonDocument::Compact) + "\r\n" + head
                + "\"labelImage\"; filename=\"labelImage." + sale.format.toLatin1() + "\"\r\n\r\n" + image + "\r\n--" + mark + "--\r\n"};
}

Reply UspsService::takeBack(const QString &tracking)
{
    ParcelSale *sale = book().find(tracking);
    if (!sale || sale->isTakenBack)
        return refused(400, u"Bad Request"_s, u"The label is not known or was canceled before."_s);
    if (book().takeBack(*sale) == ParcelSale::Refund::Refused)
        return refused(400, u"Bad Request"_s, u"The label has been used: its piece is in the mail."_s);
    return jsonReply(200, QJsonObject{{u"trackingNumber"_s, tracking}, {u"status"_s, u"CANCELED"_s}});
}

Reply UspsService::track(const QString &tracking, bool isDetailed) const
{
    const ParcelSale *sale = book().find(tracking);
    if (!sale)
        return refused(404, u"Not Found"_s, u"A status update is not yet available on your package."_s);
    QJsonArray events; // the newest first
    QJsonArray summaries;
    for (const ParcelScan &scan : book().way(*sale)) {
        const Step step = stepOf(scan.stage);
        const QString at = toDateTime(scan.at).toString(u"yyyy-MM-ddTHH:mm:ss"_s);
        events.prepend(QJsonObject{{u"eventType"_s, step.type}, {u"eventCode"_s, step.code}, {u"eventTimestamp"_s, at}, {u"GMTTimestamp"_s, at + u".000Z"_s}, {u"GMTOffset"_s, u"0"_s}, {u"eventCity"_s, scan.place.city.toUpper()},
                                   {u"eventState"_s, scan.place.region}, {u"eventZIP"_s, scan.place.postcode}});
        summaries.prepend(u"%1, %2, %3"_s.arg(step.type, at, scan.place.city.toUpper()));
    }
    if (!isDetailed)
        return jsonReply(200, QJsonObject{{u"trackingNumber"_s, tracking}, {u"expectedDeliveryDate"_s, book().expectedOn(*sale).toString(Qt::ISODate)}, {u"eventSummaries"_s, summaries}});
    return jsonReply(200, QJsonObject{{u"trackingNumber"_s, tracking}, {u"mailClass"_s, sale->price.service.code}, {u"destinationCity"_s, sale->wish.to.city}, {u"destinationState"_s, sale->wish.to.region},
                                      {u"destinationZIP"_s, sale->wish.to.postcode}, {u"status"_s, events[0][u"eventType"_s]}, {u"trackingEvents"_s, events},
                                      {u"expectedDeliveryTimeStamp"_s, book().expectedOn(*sale).toString(Qt::ISODate) + u"T00:00:00Z"_s}});
}

} // namespace crossdock::sandbox
