#include "core/connectors/carriers/ups/ups_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/ups/ups_parts.h"

#include <QJsonArray>
#include <QTimeZone>
#include <QUrl>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Headers signedBy(const QByteArray &token, const QString &transaction)
{
    return {{"Authorization", "Bearer " + token}, {"transId", transaction.toUtf8()}, {"transactionSrc", "crossdock"}};
}

QJsonObject partyOf(const rates::Place &place)
{
    QJsonObject party{{u"Name"_s, place.name}, {u"AttentionName"_s, place.name}, {u"Address"_s, upsAddress(place)}};
    if (const QString digits = phoneDigits(place.phone); !digits.isEmpty())
        party[u"Phone"_s] = QJsonObject{{u"Number"_s, digits}};
    return party;
}

/// `reference` stands on the package inside the USA, on the shipment elsewhere.
QJsonObject packageOf(const rates::Parcel &parcel, const QString &reference)
{
    QJsonObject package = upsPackage(parcel, u"Packaging"_s);
    if (const auto &sides = parcel.dimensions) { // whole inches, the longest first
        std::array inches{sides->length.inchesUp(), sides->width.inchesUp(), sides->height.inchesUp()};
        std::sort(inches.begin(), inches.end(), std::greater());
        QJsonObject dimensions = package[u"Dimensions"_s].toObject();
        for (const auto &[side, length] : {std::pair(u"Length"_s, inches[0]), {u"Width"_s, inches[1]}, {u"Height"_s, inches[2]}})
            dimensions[side] = QString::number(length);
        package[u"Dimensions"_s] = dimensions;
    }
    if (!reference.isEmpty())
        package[u"ReferenceNumber"_s] = QJsonArray{QJsonObject{{u"Value"_s, reference}}};
    return package;
}

http::Request buy(const Account &account, const QByteArray &token, const labels::Purchase &purchase)
{
    const rates::Shipment &shipment = purchase.shipment;
    const bool isInside = shipment.from.country == u"US" && shipment.to.country == u"US";
    QJsonObject asked = upsShipment(account, shipment, partyOf);
    asked[u"Service"_s] = QJsonObject{{u"Code"_s, purchase.quote.offer}};
    asked[u"ShipmentDate"_s] = shipment.shipDate.toString(u"yyyyMMdd"_s);
    asked[u"PaymentInformation"_s] = upsPayment(account);
    QJsonObject package = packageOf(shipment.parcels.first(), isInside ? purchase.reference : QString());
    if (shipment.isReturn) {
        package[u"Description"_s] = u"Returned goods"_s; // wanted for returns alone
        asked[u"ReturnService"_s] = upsReturnService();
    }
    asked[u"Package"_s] = QJsonArray{package};
    addUpsOptions(asked, shipment);
    if (!isInside)
        asked[u"ReferenceNumber"_s] = QJsonArray{QJsonObject{{u"Value"_s, purchase.reference}}};
    const QString format = purchase.format == labels::Format::Zpl ? u"ZPL"_s : u"PNG"_s; // it makes no PDF
    const QJsonObject label{{u"LabelImageFormat"_s, QJsonObject{{u"Code"_s, format}}}, {u"LabelStockSize"_s, QJsonObject{{u"Height"_s, u"6"_s}, {u"Width"_s, u"4"_s}}}};
    const QJsonObject body{{u"ShipmentRequest"_s, QJsonObject{{u"Request"_s, QJsonObject{{u"RequestOption"_s, u"validate"_s}, {u"SubVersion"_s, u"2409"_s}}}, {u"Shipment"_s, asked}, {u"LabelSpecification"_s, label}}}};
    return jsonRequest("POST", account, "/api/shipments/v2409/ship", signedBy(token, purchase.reference), body);
}

http::Request takeBack(const Account &account, const QByteArray &token, const labels::Known &label)
{
    const QString shipment = label.carrierId.isEmpty() ? label.tracking : label.carrierId; // of one package: the same
    return jsonRequest("DELETE", account, "/api/shipments/v2409/void/cancel/" + QUrl::toPercentEncoding(shipment), signedBy(token, label.reference));
}

http::Request track(const Account &account, const QByteArray &token, const labels::Known &label)
{
    return jsonRequest("GET", account, "/api/track/v1/details/" + QUrl::toPercentEncoding(label.tracking), signedBy(token, label.reference));
}

/// What the seller pays: the negotiated charge where there is one.
std::optional<Money> costOf(const QJsonObject &results)
{
    for (const QJsonValue &charge : {results[u"NegotiatedRateCharges"_s][u"TotalCharge"_s], results[u"ShipmentCharges"_s][u"TotalCharges"_s]})
        if (const auto money = moneyOf(charge[u"MonetaryValue"_s], charge[u"CurrencyCode"_s].toString()); money && charge.isObject())
            return *money;
    return std::nullopt;
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format)
{
    const auto body = parseObject(bytes);
    if (!body)
        return perhapsSold(body.error().detail);
    const QJsonObject results = (*body)[u"ShipmentResponse"_s][u"ShipmentResults"_s].toObject();
    const QList<QJsonObject> packages = objectsOf(results[u"PackageResults"_s]);
    if (packages.isEmpty() || results[u"ShipmentIdentificationNumber"_s].toString().isEmpty())
        return perhapsSold(u"the answer holds no label"_s);
    const QJsonObject label = packages.first()[u"ShippingLabel"_s].toObject();
    const auto format = labels::formatFrom(label[u"ImageFormat"_s][u"Code"_s].toString().toLower());
    return Sold{{results[u"ShipmentIdentificationNumber"_s].toString(), packages.first()[u"TrackingNumber"_s].toString(), costOf(results),
                 {format.value_or(labels::Format::Png), QByteArray::fromBase64(label[u"GraphicImage"_s].toString().toLatin1())}},
                {}};
}

Result<labels::Refund> parseRefund(const QByteArray &bytes)
{
    using What = labels::Refund::What;
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue status = (*body)[u"VoidShipmentResponse"_s][u"SummaryResult"_s][u"Status"_s];
    if (!status.isObject())
        return fail(Error::Code::Rejected, {}, u"the answer tells of no refund"_s);
    return labels::Refund{status[u"Code"_s].toString() == u"1" ? What::Voided : What::Refused, status[u"Description"_s].toString()};
}

labels::Progress progressOf(const QString &type)
{
    static const QHash<QString, labels::Progress> known{{u"M"_s, labels::Progress::Announced}, {u"MV"_s, labels::Progress::Problem}, {u"P"_s, labels::Progress::InTransit}, {u"I"_s, labels::Progress::InTransit},
                                                        {u"O"_s, labels::Progress::OutForDelivery}, {u"D"_s, labels::Progress::Delivered}, {u"X"_s, labels::Progress::Problem}, {u"RS"_s, labels::Progress::Returned}};
    return known.value(type, labels::Progress::Unknown);
}

labels::TrackEvent eventOf(const QJsonObject &step)
{
    const QString day = step[u"gmtDate"_s].toString();
    QString clock = step[u"gmtTime"_s].toString().remove(u':');
    if (clock.size() == 5)
        clock.prepend(u'0'); // "74700" in its own example
    const QDateTime at(QDate::fromString(day, u"yyyyMMdd"_s), QTime::fromString(clock, u"HHmmss"_s), QTimeZone::utc());
    const QJsonObject place = step[u"location"_s][u"address"_s].toObject();
    return {at.isValid() ? fromMs(at.toMSecsSinceEpoch()) : Time{}, progressOf(step[u"status"_s][u"type"_s].toString()), step[u"status"_s][u"description"_s].toString().trimmed(),
            placeOf(place[u"city"_s].toString(), place[u"stateProvince"_s].toString(), place[u"countryCode"_s].toString())};
}

/// By its kind: "SDD" as it was scheduled, "RDD" as it was put off.
std::optional<Time> deliveryDay(const QJsonValue &package, QStringView type)
{
    for (const QJsonObject &one : objectsOf(package[u"deliveryDate"_s])) {
        const QDate day = QDate::fromString(one[u"date"_s].toString(), u"yyyyMMdd"_s);
        if (one[u"type"_s].toString() == type && day.isValid())
            return labels::endOf(day);
    }
    return std::nullopt;
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue package = (*body)[u"trackResponse"_s][u"shipment"_s][0][u"package"_s][0];
    const auto scheduled = deliveryDay(package, u"SDD"), putOff = deliveryDay(package, u"RDD");
    return labels::Way{stepsOf(package[u"activity"_s], eventOf), putOff ? putOff : scheduled, scheduled};
}

} // namespace

LabelWire upsLabels()
{
    return {.room = upsRoom, .voidDays = 0, .soldBefore = {}, .documentHosts = {}, .declaresGoods = false, .buy = buy, .parseSold = parseSold, .find = nullptr, .parseFound = nullptr, .convert = nullptr, .takeBack = takeBack,
            .askRefund = nullptr, .parseRefund = parseRefund, .track = track, .parseTrack = parseTrack};
}

} // namespace crossdock::carriers
