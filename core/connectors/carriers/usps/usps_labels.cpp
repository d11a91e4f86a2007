#include "core/connectors/carriers/usps/usps_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QUrl>
#include <QUuid>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

constexpr LabelRoom room{.line = 50, .lines = 2, .name = 50, .phone = 15}; // Labels 3.9.13, Address, Addressee and Phone

http::Headers signedBy(const QByteArray &token)
{
    return {{"Authorization", "Bearer " + token}};
}

http::Request payRequest(const Account &account, const QByteArray &token)
{
    const auto &own = account.details.account;
    const QString mailer = own.value(u"mid"_s);
    QJsonObject owner{{u"roleName"_s, u"LABEL_OWNER"_s}, {u"CRID"_s, own.value(u"crid"_s)}, {u"MID"_s, mailer}, {u"manifestMID"_s, own.value(u"manifest_mid"_s, mailer)},
                      {u"accountType"_s, own.value(u"account_type"_s, u"EPS"_s)}, {u"accountNumber"_s, own.value(u"account_number"_s)}};
    QJsonObject payer = owner;
    payer[u"roleName"_s] = u"PAYER"_s;
    return jsonRequest("POST", account, "/payments/v3/payment-authorization", signedBy(token), {{u"roles"_s, QJsonArray{payer, owner}}});
}

/// The same for every attempt at a label: it is sold once.
QByteArray onceKey(const QString &reference)
{
    static const QUuid ours(u"{4f0f5c0e-5a0d-4d0b-9a39-6d8f3f7b2c11}"_s);
    return QUuid::createUuidV5(ours, reference).toByteArray(QUuid::WithoutBraces);
}

QJsonObject partyOf(const rates::Place &place)
{
    const QStringList lines = streetLines(place.street, room);
    QJsonObject party{{u"streetAddress"_s, lines.value(0)}, {u"city"_s, place.city}, {u"state"_s, place.region}, {u"ZIPCode"_s, place.postcode.left(5)}};
    if (lines.size() > 1)
        party[u"secondaryAddress"_s] = lines.at(1);
    if (const QString more = place.postcode.section(u'-', 1); more.size() == 4)
        party[u"ZIPPlus4"_s] = more;
    const qsizetype blank = place.name.lastIndexOf(u' ');
    if (blank > 0) {
        party[u"firstName"_s] = place.name.first(blank);
        party[u"lastName"_s] = place.name.sliced(blank + 1);
    } else {
        party[u"firm"_s] = place.name;
    }
    if (const QString digits = phoneDigits(place.phone); !digits.isEmpty())
        party[u"phone"_s] = digits;
    return party;
}

QJsonObject packageOf(const labels::Purchase &purchase)
{
    const rates::Parcel &parcel = purchase.shipment.parcels.first();
    const QJsonArray services = uspsExtraServices(purchase.shipment);
    QJsonObject package{{u"mailClass"_s, purchase.quote.offer.section(u'/', 0, 0)},
                        {u"rateIndicator"_s, purchase.quote.offer.section(u'/', 1, 1)},
                        {u"processingCategory"_s, purchase.quote.offer.section(u'/', 2, 2)},
                        {u"destinationEntryFacilityType"_s, u"NONE"_s},
                        {u"weightUOM"_s, u"lb"_s},
                        {u"weight"_s, parcel.weight.in(rates::WeightUnit::Pound)},
                        {u"hasNonstandardCharacteristics"_s, parcel.isUnboxed},
                        {u"mailingDate"_s, purchase.shipment.shipDate.toString(Qt::ISODate)},
                        {u"extraServices"_s, services},
                        {u"customerReference"_s, QJsonArray{QJsonObject{{u"referenceNumber"_s, purchase.reference}, {u"printReferenceNumber"_s, true}}}}};
    if (const auto insured = insuredValue(purchase.shipment))
        package[u"packageOptions"_s] = QJsonObject{{u"packageValue"_s, toDecimal(*insured).toDouble()}};
    if (services.contains(921) || services.contains(922) || services.contains(931))
        package[u"physicalSignatureRequired"_s] = true;
    if (const auto &sides = parcel.dimensions) {
        package[u"dimensionsUOM"_s] = u"in"_s;
        package[u"length"_s] = inchesOf(sides->length);
        package[u"width"_s] = inchesOf(sides->width);
        package[u"height"_s] = inchesOf(sides->height);
    }
    return package;
}

http::Request buy(const Account &account, const QByteArray &token, const labels::Purchase &purchase)
{
    static const QHash<labels::Format, QString> images{{labels::Format::Pdf, u"PDF"_s}, {labels::Format::Png, u"PNG"_s}, {labels::Format::Zpl, u"ZPL203DPI"_s}};
    const QJsonObject image{{u"imageType"_s, images.value(purchase.format)}, {u"labelType"_s, u"4X6LABEL"_s}, {u"receiptOption"_s, u"NONE"_s}};
    http::Request request = jsonRequest("POST", account, "/labels/v3/label", signedBy(token) + http::Headers{{"X-Idempotency-Key", onceKey(purchase.reference)}},
                                        {{u"imageInfo"_s, image}, {u"toAddress"_s, partyOf(purchase.shipment.to)}, {u"fromAddress"_s, partyOf(purchase.shipment.from)}, {u"packageDescription"_s, packageOf(purchase)}});
    for (http::Header &header : request.headers)
        if (header.name == "Accept")
            header.value = "application/vnd.usps.labels+json"; // one document, with the label in it: else it answers in parts
    return request;
}

http::Request takeBack(const Account &account, const QByteArray &token, const labels::Known &label)
{
    return jsonRequest("DELETE", account, "/labels/v3/label/" + QUrl::toPercentEncoding(label.tracking), signedBy(token));
}

http::Request track(const Account &account, const QByteArray &token, const labels::Known &label)
{
    return jsonRequest("GET", account, "/tracking/v3/tracking/" + QUrl::toPercentEncoding(label.tracking) + "?expand=DETAIL", signedBy(token));
}

/// Postage, and what it names beside it.
std::optional<Money> costOf(const QJsonObject &label)
{
    const QString currency = u"USD"_s;
    auto sum = moneyOf(label[u"postage"_s], currency);
    if (!sum)
        return std::nullopt;
    for (const QString &list : {u"extraServices"_s, u"fees"_s})
        for (const QJsonObject &one : objectsOf(label[list]))
            if (const auto more = moneyOf(one[u"price"_s], currency))
                sum->amount += more->amount;
    return *sum;
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    if (!body)
        return perhapsSold(body.error().detail);
    const QString tracking = (*body)[u"trackingNumber"_s].toString();
    if (tracking.isEmpty())
        return perhapsSold(u"the answer holds no label"_s);
    return Sold{{tracking, tracking, costOf(*body), {format, QByteArray::fromBase64((*body)[u"labelImage"_s].toString().toLatin1())}}, {}};
}

Result<labels::Refund> parseRefund(const QByteArray &bytes)
{
    using What = labels::Refund::What;
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QString status = (*body)[u"status"_s].toString();
    if (status == u"CANCELED")
        return labels::Refund{What::Voided, {}};
    if (status == u"DISPUTED")
        return labels::Refund{What::Asked, u"it decides, under the number %1: see its own site"_s.arg((*body)[u"disputeId"_s].toString())};
    return fail(Error::Code::Rejected, {}, u"the answer tells of no refund"_s);
}

/// Scan events of Publication 199. What is not named here is a parcel on its way.
labels::Progress progressOf(const QString &code)
{
    using labels::Progress;
    static const auto known = progressByCode({
        {Progress::Announced, {u"GX"_s, u"MA"_s}},
        {Progress::OutForDelivery, {u"OF"_s, u"14"_s, u"16"_s}}, // the last two: it can be fetched
        {Progress::Delivered, {u"01"_s}},
        {Progress::Problem, {u"02"_s, u"04"_s, u"05"_s, u"08"_s, u"11"_s, u"15"_s, u"30"_s, u"44"_s, u"51"_s, u"52"_s, u"53"_s, u"54"_s, u"55"_s, u"56"_s, u"71"_s}},
        {Progress::Returned, {u"09"_s, u"21"_s, u"22"_s, u"23"_s, u"24"_s, u"25"_s, u"26"_s, u"27"_s, u"28"_s, u"29"_s, u"31"_s}}}); // each with its own reason
    return known.value(code, labels::Progress::InTransit);
}

labels::TrackEvent eventOf(const QJsonObject &event)
{
    return {timeOf(event[u"GMTTimestamp"_s]), progressOf(event[u"eventCode"_s].toString()), event[u"eventType"_s].toString(),
            placeOf(event[u"eventCity"_s].toString(), event[u"eventState"_s].toString(), event[u"eventCountry"_s].toString())};
}

/// A carrier stood at the door: nobody there, no way in, nowhere to leave it, a notice left.
bool isTry(const QJsonObject &event)
{
    static const QStringList codes{u"02"_s, u"30"_s, u"51"_s, u"52"_s, u"53"_s, u"54"_s, u"55"_s, u"56"_s};
    return codes.contains(event[u"eventCode"_s].toString());
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue steps = (*body)[u"trackingEvents"_s];
    return labels::Way{stepsOf(steps, eventOf), deliveryOf((*body)[u"expectedDeliveryTimeStamp"_s]), deliveryOf((*body)[u"guaranteedDeliveryTimeStamp"_s]), triesIn(steps, isTry)};
}

} // namespace

QJsonArray uspsExtraServices(const rates::Shipment &shipment)
{
    constexpr qint64 mostOfTheFirst = 50'000; // cents
    QJsonArray codes;
    if (hasOption(shipment, rates::Option::AdultSignature))
        codes.append(922);
    else if (hasOption(shipment, rates::Option::Signature))
        codes.append(921);
    if (const auto value = insuredValue(shipment))
        codes.append(value->amount > mostOfTheFirst ? 931 : 930);
    return codes;
}

QString uspsOffer(const QJsonObject &rate)
{
    static const QStringList labelled{u"LETTERS"_s, u"FLATS"_s, u"MACHINABLE"_s, u"IRREGULAR"_s, u"NON_MACHINABLE"_s, u"NONSTANDARD"_s}; // Labels 3.9.13, processingCategory
    if (rate[u"destinationEntryFacilityType"_s].toString(u"NONE"_s) != u"NONE" || !labelled.contains(rate[u"processingCategory"_s].toString()))
        return {};
    return QStringList{rate[u"mailClass"_s].toString(), rate[u"rateIndicator"_s].toString(), rate[u"processingCategory"_s].toString()}.join(u'/');
}

LabelWire uspsLabels()
{
    constexpr qint64 anHour = 3'600; // of eight
    return {.account = {u"crid"_s, u"mid"_s, u"account_number"_s}, .room = room,
            .payment = {.header = "X-Payment-Authorization-Token", .request = payRequest, .field = u"paymentAuthorizationToken"_s, .seconds = anHour}, .voidDays = 0, .soldBefore = {}, .documentHosts = {},
            .declaresGoods = false, .buy = buy, .parseSold = parseSold, .find = nullptr, .parseFound = nullptr, .convert = nullptr, .takeBack = takeBack, .askRefund = nullptr, .parseRefund = parseRefund,
            .track = track, .parseTrack = parseTrack};
}

} // namespace crossdock::carriers
