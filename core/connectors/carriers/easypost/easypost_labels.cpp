#include "core/connectors/carriers/easypost/easypost_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/http/signature.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Headers signedBy(const Account &account)
{
    return {{"Authorization", "Basic " + (account.secret(u"api_key"_s).toUtf8() + ':').toBase64()}};
}

QByteArray shipmentPath(const QString &offer)
{
    return "/v2/shipments/" + offer.section(u'/', 0, 0).toUtf8();
}

http::Request buy(const Account &account, const QByteArray &, const labels::Purchase &purchase)
{
    const QString rate = purchase.quote.offer.section(u'/', 1);
    QJsonObject body{{u"rate"_s, QJsonObject{{u"id"_s, rate}}}};
    if (const auto value = insuredValue(purchase.shipment)) // of its own insurance: no rate has it in it
        body[u"insurance"_s] = toDecimal(*value);
    return jsonRequest("POST", account, shipmentPath(purchase.quote.offer) + "/buy", signedBy(account), body);
}

http::Request read(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, shipmentPath(label.offer), signedBy(account));
}

http::Request convert(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, shipmentPath(label.offer) + "/label?file_format=" + nameOf(label.format).toUpper().toUtf8(), signedBy(account));
}

http::Request takeBack(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("POST", account, shipmentPath(label.offer) + "/refund", signedBy(account));
}

/// The picture lies under a name of its own, the other formats under theirs.
QByteArray documentUrl(const QJsonObject &label, labels::Format format)
{
    const QString picture = label[u"label_url"_s].toString();
    const bool isThat = label[u"label_file_type"_s].toString().endsWith(nameOf(format));
    const QString own = format == labels::Format::Png ? QString() : label[u"label_%1_url"_s.arg(nameOf(format))].toString();
    return (own.isEmpty() && isThat ? picture : own).toUtf8();
}

std::optional<Sold> soldOf(const QJsonObject &shipment, labels::Format format)
{
    const QJsonObject label = shipment[u"postage_label"_s].toObject();
    if (label.isEmpty())
        return std::nullopt;
    Sold sold{{shipment[u"id"_s].toString(), shipment[u"tracking_code"_s].toString(), {}, {format, {}}}, documentUrl(label, format)};
    const QJsonObject rate = shipment[u"selected_rate"_s].toObject();
    if (const auto cost = moneyOf(rate[u"rate"_s], rate[u"currency"_s].toString()))
        sold.bought.cost = *cost;
    for (const QJsonObject &fee : objectsOf(shipment[u"fees"_s])) {
        const auto amount = moneyOf(fee[u"amount"_s], u"USD"_s);
        if (fee[u"type"_s].toString() == u"InsuranceFee" && amount && sold.bought.cost && sold.bought.cost->currency == amount->currency)
            sold.bought.cost->amount += amount->amount;
    }
    return sold;
}

labels::Answer<std::optional<Sold>> parseFound(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    if (!body)
        return perhapsSold(body.error().detail);
    if ((*body)[u"object"_s].toString() != u"Shipment")
        return perhapsSold(u"the answer is no shipment"_s);
    return soldOf(*body, format);
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format format)
{
    const auto found = parseFound(bytes, format);
    if (!found)
        return tl::make_unexpected(found.error());
    if (!*found)
        return perhapsSold(u"the answer holds no label"_s);
    return **found;
}

Result<labels::Refund> parseRefund(const QByteArray &bytes)
{
    using What = labels::Refund::What;
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QString status = (*body)[u"refund_status"_s].toString();
    if (status == u"refunded")
        return labels::Refund{What::Refunded, {}};
    if (status == u"submitted")
        return labels::Refund{What::Asked, u"the carrier decides; USPS takes two to four weeks"_s};
    if (status == u"rejected" || status == u"not_applicable")
        return labels::Refund{What::Refused, u"the carrier does not refund it (%1)"_s.arg(status)};
    return fail(Error::Code::Rejected, {}, u"the answer tells of no refund"_s);
}

labels::Progress progressOf(const QString &status)
{
    static const QHash<QString, labels::Progress> known{
        {u"pre_transit"_s, labels::Progress::Announced}, {u"in_transit"_s, labels::Progress::InTransit}, {u"out_for_delivery"_s, labels::Progress::OutForDelivery},
        {u"available_for_pickup"_s, labels::Progress::OutForDelivery}, {u"delivered"_s, labels::Progress::Delivered}, {u"return_to_sender"_s, labels::Progress::Returned},
        {u"failure"_s, labels::Progress::Problem}, {u"error"_s, labels::Progress::Problem}, {u"cancelled"_s, labels::Progress::Problem}};
    return known.value(status, labels::Progress::Unknown);
}

labels::TrackEvent eventOf(const QJsonObject &step)
{
    return {timeOf(step[u"datetime"_s]), progressOf(step[u"status"_s].toString()), step[u"message"_s].toString(), placeOf(step[u"tracking_location"_s])};
}

/// Its field of the delivery is called so in trackers and in their news. It counts no attempts.
labels::Way wayOf(const QJsonValue &tracker)
{
    return {stepsOf(tracker[u"tracking_details"_s], eventOf), deliveryOf(tracker[u"est_delivery_date"_s])};
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    return wayOf((*body)[u"tracker"_s]);
}

/// "hmac-sha256-hex=…" of the raw body. The secret counts in its compatibility form (NFKD), as their own clients reckon.
bool isSigned(const QByteArray &secret, const channels::Delivery &delivery, Time)
{
    const QByteArray key = QString::fromUtf8(secret).normalized(QString::NormalizationForm_KD).toUtf8();
    return http::constantTimeEquals(delivery.header("X-Hmac-Signature"), "hmac-sha256-hex=" + http::hmacSha256(key, delivery.body).toHex());
}

Result<labels::WayTold> parseTold(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue tracker = (*body)[u"result"_s];
    if (tracker[u"object"_s].toString() != u"Tracker")
        return labels::WayTold{};
    return labels::WayTold{tracker[u"tracking_code"_s].toString(), wayOf(tracker)};
}

} // namespace

QJsonObject easyPostCustoms(const rates::Customs &customs)
{
    constexpr qint64 mostWithoutFiling = 250'000; // minor units of USD, each kind of goods: 15 CFR 30.37(a)
    QJsonArray items;
    bool isSmall = true;
    for (const rates::Customs::Item &item : customs.items) {
        isSmall = isSmall && item.value.currency == u"USD" && item.value.amount <= mostWithoutFiling;
        items.append(QJsonObject{{u"description"_s, item.description}, {u"quantity"_s, item.quantity}, {u"value"_s, toDecimal(item.value)}, {u"currency"_s, item.value.currency},
                                 {u"weight"_s, item.weight.in(rates::WeightUnit::Ounce)}, {u"hs_tariff_number"_s, item.hsCode}, {u"origin_country"_s, item.origin}});
    }
    QJsonObject json{{u"contents_type"_s, customs.contents}, {u"customs_certify"_s, true}, {u"customs_signer"_s, customs.signer}, {u"non_delivery_option"_s, u"return"_s},
                     {u"restriction_type"_s, u"none"_s}, {u"customs_items"_s, items}};
    if (isSmall)
        json[u"eel_pfc"_s] = u"NOEEI 30.37(a)"_s;
    return json;
}

LabelWire easyPostLabels()
{
    return {.voidDays = 30, .soldBefore = "SHIPMENT.POSTAGE.EXISTS", .documentHosts = {u"easypost-files.s3.us-west-2.amazonaws.com"_s, u"easypost-files.s3-us-west-2.amazonaws.com"_s}, .buy = buy,
            .parseSold = parseSold, .find = read, .parseFound = parseFound, .convert = convert, .takeBack = takeBack, .askRefund = read, .parseRefund = parseRefund, .track = read,
            .parseTrack = parseTrack, .isSigned = isSigned, .parseTold = parseTold};
}

} // namespace crossdock::carriers
