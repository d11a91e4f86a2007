#include "core/connectors/carriers/shipengine/shipengine_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/shipengine/shipengine_parts.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Headers signedBy(const Account &account)
{
    return {{"API-Key", account.secret(u"api_key"_s).toUtf8()}};
}

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QByteArray labelPath(const labels::Known &label, const QByteArray &what = {})
{
    return "/v1/labels/" + encoded(label.carrierId) + what;
}

bool isOfReturn(const QString &offer)
{
    return offer.startsWith(u"return/"_s);
}

/// From no rate: what is bought from one is no return. The shipment's name is ours, by which the label is found.
http::Request buyReturn(const Account &account, const labels::Purchase &purchase)
{
    QJsonObject shipment = shipEngineShipment(purchase.shipment);
    shipment.remove(u"validate_address"_s); // the label's own here
    shipment[u"carrier_id"_s] = purchase.quote.offer.section(u'/', 1, 1);
    shipment[u"service_code"_s] = purchase.quote.offer.section(u'/', 2);
    shipment[u"external_shipment_id"_s] = purchase.reference;
    return jsonRequest("POST", account, "/v1/labels", signedBy(account),
                       {{u"shipment"_s, shipment}, {u"is_return_label"_s, true}, {u"charge_event"_s, u"carrier_default"_s}, {u"rma_number"_s, purchase.reference}, {u"validate_address"_s, u"no_validation"_s},
                        {u"label_format"_s, nameOf(purchase.format)}, {u"label_layout"_s, u"4x6"_s}, {u"label_download_type"_s, u"inline"_s}});
}

http::Request buy(const Account &account, const QByteArray &, const labels::Purchase &purchase)
{
    if (isOfReturn(purchase.quote.offer))
        return buyReturn(account, purchase);
    return jsonRequest("POST", account, "/v1/labels/rates/" + encoded(purchase.quote.offer), signedBy(account),
                       {{u"label_format"_s, nameOf(purchase.format)}, {u"label_layout"_s, u"4x6"_s}, {u"label_download_type"_s, u"inline"_s}, {u"custom_field1"_s, purchase.reference}});
}

http::Request find(const Account &account, const QByteArray &, const labels::Known &label)
{
    if (isOfReturn(label.offer))
        return jsonRequest("GET", account, "/v1/labels/external_shipment_id/" + encoded(label.reference), signedBy(account));
    return jsonRequest("GET", account, "/v1/labels?rate_id=" + encoded(label.offer), signedBy(account));
}

http::Request takeBack(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("PUT", account, labelPath(label, "/void"), signedBy(account));
}

http::Request read(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, labelPath(label), signedBy(account));
}

http::Request track(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, labelPath(label, "/track"), signedBy(account));
}

std::optional<Money> costOf(const QJsonObject &label)
{
    const QString currency = label[u"shipment_cost"_s][u"currency"_s].toString().toUpper();
    const auto shipping = moneyOf(label[u"shipment_cost"_s][u"amount"_s], currency);
    if (!shipping)
        return std::nullopt;
    const auto insurance = moneyOf(label[u"insurance_cost"_s][u"amount"_s], currency);
    return Money{shipping->amount + (insurance ? insurance->amount : 0), currency};
}

/// An inline document is the address: "data:application/pdf;base64,…".
void addDocument(Sold &sold, const QJsonObject &download, labels::Format format)
{
    const QByteArray address = download[u"href"_s].toString().toLatin1();
    const qsizetype comma = address.indexOf(";base64,");
    if (address.startsWith("data:") && comma > 0)
        sold.bought.document.bytes = QByteArray::fromBase64(address.mid(comma + 8));
    else
        sold.documentUrl = download[nameOf(format)].toString(download[u"href"_s].toString()).toUtf8();
}

labels::Answer<Sold> soldOf(const QJsonObject &label, labels::Format format)
{
    const QString status = label[u"status"_s].toString();
    if (status == u"error")
        return notSold(u"the label could not be created"_s);
    if (status == u"processing")
        return perhapsSold(u"it is still at work on it"_s);
    if (status.isEmpty() || label[u"label_id"_s].toString().isEmpty())
        return perhapsSold(u"the answer holds no label"_s);
    Sold sold{{label[u"label_id"_s].toString(), label[u"tracking_number"_s].toString(), costOf(label), {format, {}}}, {}};
    addDocument(sold, label[u"label_download"_s].toObject(), format);
    return sold;
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    return body ? soldOf(*body, format) : perhapsSold(body.error().detail);
}

/// One that could not be created was not sold.
labels::Answer<std::optional<Sold>> oneFound(const labels::Answer<Sold> &sold)
{
    if (sold)
        return std::optional(*sold);
    return sold.error().mayHaveHappened ? labels::Answer<std::optional<Sold>>(tl::make_unexpected(sold.error())) : std::optional<Sold>();
}

labels::Answer<std::optional<Sold>> parseFound(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    if (body && (*body)[u"label_id"_s].isString()) // of a return: the one with our name
        return oneFound(soldOf(*body, format));
    if (!body || !(*body)[u"labels"_s].isArray())
        return perhapsSold(u"the answer holds no list of labels"_s);
    for (const QJsonObject &label : objectsOf((*body)[u"labels"_s])) {
        const auto found = oneFound(soldOf(label, format));
        if (!found || *found)
            return found;
    }
    return std::optional<Sold>();
}

/// Of a void, or of the label itself.
Result<labels::Refund> parseRefund(const QByteArray &bytes)
{
    using What = labels::Refund::What;
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QString words = (*body)[u"message"_s].toString();
    if ((*body)[u"approved"_s].isBool()) {
        const bool isVoided = (*body)[u"approved"_s].toBool() || (*body)[u"reason_code"_s].toString() == u"label_already_voided";
        return labels::Refund{isVoided ? What::Voided : What::Refused, words};
    }
    const QString refund = (*body)[u"refund_details"_s][u"refund_status"_s].toString();
    if ((*body)[u"voided"_s].toBool() || refund == u"approved")
        return labels::Refund{refund == u"approved" ? What::Refunded : What::Voided, {}};
    if (refund == u"rejected")
        return labels::Refund{What::Refused, u"the carrier does not refund it"_s};
    if (!refund.isEmpty())
        return labels::Refund{What::Asked, refund};
    return fail(Error::Code::Rejected, {}, u"the answer tells of no refund"_s);
}

labels::Progress progressOf(const QString &code)
{
    static const QHash<QString, labels::Progress> known{{u"AC"_s, labels::Progress::InTransit}, {u"IT"_s, labels::Progress::InTransit}, {u"DE"_s, labels::Progress::Delivered},
                                                        {u"SP"_s, labels::Progress::Delivered}, {u"AT"_s, labels::Progress::Problem}, {u"EX"_s, labels::Progress::Problem},
                                                        {u"NY"_s, labels::Progress::Announced}};
    return known.value(code, labels::Progress::Unknown);
}

labels::TrackEvent eventOf(const QJsonObject &step)
{
    const bool isOutForDelivery = step[u"status_detail_code"_s].toString() == u"OUT_FOR_DELIVERY";
    return {timeOf(step[u"occurred_at"_s]), isOutForDelivery ? labels::Progress::OutForDelivery : progressOf(step[u"status_code"_s].toString()), step[u"description"_s].toString(),
            placeOf(step[u"city_locality"_s].toString(), step[u"state_province"_s].toString(), step[u"country_code"_s].toString())};
}

bool isTry(const QJsonObject &step)
{
    return step[u"status_code"_s].toString() == u"AT";
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue steps = (*body)[u"events"_s];
    return labels::Way{stepsOf(steps, eventOf), deliveryOf((*body)[u"estimated_delivery_date"_s]), {}, triesIn(steps, isTry)};
}

} // namespace

LabelWire shipEngineLabels()
{
    return {.voidDays = 0, .soldBefore = {}, .documentHosts = {u"api.shipengine.com"_s}, .buy = buy, .parseSold = parseSold, .find = find, .parseFound = parseFound, .foundNone = 404, .convert = nullptr,
            .takeBack = takeBack, .askRefund = read, .parseRefund = parseRefund, .track = track, .parseTrack = parseTrack};
}

} // namespace crossdock::carriers
