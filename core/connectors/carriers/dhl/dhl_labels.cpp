#include "core/connectors/carriers/dhl/dhl_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

constexpr LabelRoom room{.line = 45, .lines = 3, .name = 100, .phone = 70}; // MyDHL API 3.1.1, postalAddress and contactInformation

http::Headers signedBy(const Account &account, const QString &reference)
{
    return dhlHeaders(account) + http::Headers{{"Message-Reference", reference.toUtf8()}};
}

QJsonObject partyOf(const rates::Place &place)
{
    QJsonObject contact{{u"fullName"_s, place.name}, {u"companyName"_s, place.name}, {u"phone"_s, place.phone}};
    if (!place.email.isEmpty())
        contact[u"email"_s] = place.email;
    return {{u"postalAddress"_s, dhlAddress(place)}, {u"contactInformation"_s, contact}};
}

QJsonObject packageOf(const rates::Parcel &parcel, const QString &reference)
{
    QJsonObject package{{u"weight"_s, kilogramsOf(parcel.weight)}, {u"customerReferences"_s, QJsonArray{QJsonObject{{u"value"_s, reference}, {u"typeCode"_s, u"CU"_s}}}}};
    if (const auto &sides = parcel.dimensions)
        package[u"dimensions"_s] = QJsonObject{{u"length"_s, centimetresOf(sides->length)}, {u"width"_s, centimetresOf(sides->width)}, {u"height"_s, centimetresOf(sides->height)}};
    return package;
}

http::Request buy(const Account &account, const QByteArray &, const labels::Purchase &purchase)
{
    const rates::Shipment &shipment = purchase.shipment;
    const QString product = purchase.quote.offer.section(u'/', 0, 0), local = purchase.quote.offer.section(u'/', 1, 1);
    const QString encoding = purchase.format == labels::Format::Zpl ? u"zpl"_s : u"pdf"_s; // it makes no pictures
    const QJsonObject content{{u"packages"_s, QJsonArray{packageOf(shipment.parcels.first(), purchase.reference)}}, {u"isCustomsDeclarable"_s, false}, {u"description"_s, u"Goods"_s},
                              {u"incoterm"_s, u"DAP"_s}, {u"unitOfMeasurement"_s, u"metric"_s}};
    QJsonObject body{{u"plannedShippingDateAndTime"_s, shipment.shipDate.toString(Qt::ISODate) + u"T23:59:00GMT+00:00"_s}, // what is past it refuses
                     {u"pickup"_s, QJsonObject{{u"isRequested"_s, false}}},
                     {u"productCode"_s, product},
                     {u"getRateEstimates"_s, true},
                     {u"accounts"_s, QJsonArray{QJsonObject{{u"typeCode"_s, u"shipper"_s}, {u"number"_s, account.details.account.value(u"account_number"_s)}}}},
                     {u"outputImageProperties"_s, QJsonObject{{u"encodingFormat"_s, encoding}, {u"imageOptions"_s, QJsonArray{QJsonObject{{u"typeCode"_s, u"label"_s}}}}}},
                     {u"customerDetails"_s, QJsonObject{{u"shipperDetails"_s, partyOf(shipment.from)}, {u"receiverDetails"_s, partyOf(shipment.to)}}},
                     {u"content"_s, content}};
    if (const QJsonArray services = dhlServices(shipment); !services.isEmpty())
        body[u"valueAddedServices"_s] = services;
    if (!local.isEmpty())
        body[u"localProductCode"_s] = local;
    return jsonRequest("POST", account, "/mydhlapi/shipments", signedBy(account, purchase.reference), body);
}

http::Request track(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, "/mydhlapi/shipments/" + QUrl::toPercentEncoding(label.tracking) + "/tracking?trackingView=all-checkpoints&levelOfDetail=shipment&requestGMTOffsetPerEvent=true",
                       signedBy(account, label.reference));
}

/// What the seller pays: the price in the currency of the bill.
std::optional<Money> costOf(const QJsonObject &shipment)
{
    for (const QJsonObject &charge : objectsOf(shipment[u"shipmentCharges"_s]))
        if (const auto money = moneyOf(charge[u"price"_s], charge[u"priceCurrency"_s].toString()); money && charge[u"currencyType"_s].toString() == u"BILLC")
            return *money;
    return std::nullopt;
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    if (!body)
        return perhapsSold(body.error().detail);
    const QString number = (*body)[u"shipmentTrackingNumber"_s].toString();
    if (number.isEmpty())
        return perhapsSold(u"the answer holds no label"_s);
    Sold sold{{number, number, costOf(*body), {format, {}}}, {}};
    for (const QJsonObject &document : objectsOf((*body)[u"documents"_s])) {
        if (document[u"typeCode"_s].toString() != u"label" || !sold.bought.document.bytes.isEmpty())
            continue;
        const auto written = labels::formatFrom(document[u"imageFormat"_s].toString().toLower());
        sold.bought.document = {written.value_or(format), QByteArray::fromBase64(document[u"content"_s].toString().toLatin1())};
    }
    return sold;
}

/// Its checkpoints, as its reference data names them (MyDHL API 3.1.1). What is not named here is a parcel on its way.
labels::Progress progressOf(const QString &code)
{
    using labels::Progress;
    static const auto known = progressByCode({
        {Progress::Announced, {u"DUMMY_PU"_s}},
        {Progress::OutForDelivery, {u"WC"_s, u"CC"_s}}, // the last: it can be fetched
        {Progress::Delivered, {u"OK"_s, u"DD"_s}}, // the last: damaged, as its words say
        {Progress::Problem, {u"BA"_s, u"CA"_s, u"CD"_s, u"CM"_s, u"DM"_s, u"DP"_s, u"DS"_s, u"HP"_s, u"IR"_s, u"MC"_s, u"MD"_s, u"MS"_s, u"NA"_s, u"ND"_s, u"NH"_s, u"OH"_s, u"PD"_s, u"RD"_s, u"SS"_s, u"ST"_s, u"TD"_s, u"TI"_s, u"UD"_s}},
        {Progress::Returned, {u"RT"_s}}});
    return known.value(code, Progress::InTransit);
}

labels::TrackEvent eventOf(const QJsonObject &event)
{
    const QString at = event[u"date"_s].toString() + u'T' + event[u"time"_s].toString() + event[u"GMTOffset"_s].toString(u"Z"_s);
    return {timeOf(at), progressOf(event[u"typeCode"_s].toString()), event[u"description"_s].toString(), event[u"serviceArea"_s][0][u"description"_s].toString()};
}

/// A courier stood at the door: nobody home, closed, refused, not delivered.
bool isTry(const QJsonObject &event)
{
    static const QStringList codes{u"CA"_s, u"ND"_s, u"NH"_s, u"RD"_s};
    return codes.contains(event[u"typeCode"_s].toString());
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue shipment = (*body)[u"shipments"_s][0], steps = shipment[u"events"_s];
    return labels::Way{stepsOf(steps, eventOf), deliveryOf(shipment[u"estimatedDeliveryDate"_s]), {}, triesIn(steps, isTry)};
}

} // namespace

QJsonArray dhlServices(const rates::Shipment &shipment)
{
    QJsonArray services;
    if (hasOption(shipment, rates::Option::Signature))
        services.append(QJsonObject{{u"serviceCode"_s, u"SF"_s}});
    if (const auto value = insuredValue(shipment))
        services.append(QJsonObject{{u"serviceCode"_s, u"II"_s}, {u"value"_s, toDecimal(*value).toDouble()}, {u"currency"_s, value->currency}});
    if (hasOption(shipment, rates::Option::SaturdayDelivery))
        services.append(QJsonObject{{u"serviceCode"_s, u"AA"_s}});
    return services;
}

QJsonObject dhlAddress(const rates::Place &place)
{
    QJsonObject address{{u"postalCode"_s, place.postcode}, {u"cityName"_s, place.city}, {u"countryCode"_s, place.country}};
    constexpr qsizetype shortest = 2, longest = 35;
    if (place.region.size() >= shortest && place.region.size() <= longest)
        address[u"provinceCode"_s] = place.region;
    const QStringList lines = streetLines(place.street, room);
    for (qsizetype i = 0; i < lines.size(); ++i)
        address[u"addressLine%1"_s.arg(i + 1)] = lines.at(i);
    return address;
}

http::Headers dhlHeaders(const Account &account)
{
    const QByteArray credentials = account.secret(u"username"_s).toUtf8() + ':' + account.secret(u"password"_s).toUtf8();
    return {{"Authorization", "Basic " + credentials.toBase64()}, {"x-version", "3.1.0"}}; // as MyDHL API 3.1.1 has it
}

LabelWire dhlLabels()
{
    return {.room = room, .voidDays = 0, .soldBefore = {}, .documentHosts = {}, .declaresGoods = false, .needsPhones = true, .buy = buy, .parseSold = parseSold, .find = nullptr, .parseFound = nullptr, .convert = nullptr,
            .takeBack = nullptr, .askRefund = nullptr, .parseRefund = nullptr, .track = track, .parseTrack = parseTrack};
}

} // namespace crossdock::carriers
