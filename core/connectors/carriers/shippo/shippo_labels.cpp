#include "core/connectors/carriers/shippo/shippo_labels.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/http/signature.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Headers signedBy(const Account &account)
{
    return {{"Authorization", "ShippoToken " + account.secret(u"api_token"_s).toUtf8()}, {"SHIPPO-API-VERSION", "2018-02-08"}};
}

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

http::Request buy(const Account &account, const QByteArray &, const labels::Purchase &purchase)
{
    static const QHash<labels::Format, QString> formats{{labels::Format::Pdf, u"PDF_4x6"_s}, {labels::Format::Png, u"PNG"_s}, {labels::Format::Zpl, u"ZPLII"_s}};
    return jsonRequest("POST", account, "/transactions", signedBy(account),
                       {{u"rate"_s, purchase.quote.offer}, {u"label_file_type"_s, formats.value(purchase.format)}, {u"async"_s, false}, {u"metadata"_s, purchase.reference}});
}

http::Request find(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, "/transactions?rate=" + encoded(label.offer), signedBy(account));
}

http::Request takeBack(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("POST", account, "/refunds", signedBy(account), {{u"transaction"_s, label.carrierId}, {u"async"_s, false}});
}

http::Request readTransaction(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, "/transactions/" + encoded(label.carrierId), signedBy(account));
}

http::Request track(const Account &account, const QByteArray &, const labels::Known &label)
{
    return jsonRequest("GET", account, "/tracks/" + encoded(label.carrier) + '/' + encoded(label.tracking), signedBy(account));
}

QString messagesOf(const QJsonObject &transaction)
{
    QStringList words;
    for (const QJsonObject &message : objectsOf(transaction[u"messages"_s]))
        words.append(message[u"text"_s].toString());
    words.removeAll(QString());
    return words.join(u"; "_s);
}

labels::Answer<Sold> soldOf(const QJsonObject &transaction, labels::Format format)
{
    const QString status = transaction[u"status"_s].toString();
    if (status == u"ERROR") {
        const QString words = messagesOf(transaction);
        return notSold(words.isEmpty() ? u"it refuses without a word"_s : words);
    }
    if (status == u"WAITING" || status == u"QUEUED")
        return perhapsSold(u"it is still at work on it"_s);
    if (status.isEmpty() || transaction[u"object_id"_s].toString().isEmpty())
        return perhapsSold(u"the answer holds no label"_s);
    Sold sold{{transaction[u"object_id"_s].toString(), transaction[u"tracking_number"_s].toString(), {}, {format, {}}}, transaction[u"label_url"_s].toString().toUtf8()};
    const QJsonObject rate = transaction[u"rate"_s].toObject(); // where it is no id alone
    if (const auto cost = moneyOf(rate[u"amount"_s], rate[u"currency"_s].toString()))
        sold.bought.cost = *cost;
    return sold;
}

labels::Answer<Sold> parseSold(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    return body ? soldOf(*body, format) : perhapsSold(body.error().detail);
}

/// A rate may have failed before it was bought: those are no sales.
labels::Answer<std::optional<Sold>> parseFound(const QByteArray &bytes, labels::Format format)
{
    const auto body = parseObject(bytes);
    if (!body || !(*body)[u"results"_s].isArray())
        return perhapsSold(u"the answer holds no list of labels"_s);
    for (const QJsonObject &transaction : objectsOf((*body)[u"results"_s])) {
        const auto sold = soldOf(transaction, format);
        if (sold)
            return std::optional(*sold);
        if (sold.error().mayHaveHappened)
            return tl::make_unexpected(sold.error());
    }
    return std::optional<Sold>();
}

/// Of a refund, or of the transaction that it is of.
Result<labels::Refund> parseRefund(const QByteArray &bytes)
{
    using What = labels::Refund::What;
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QString status = (*body)[u"status"_s].toString();
    const bool isTransaction = body->contains(u"tracking_number"_s) || body->contains(u"rate"_s);
    if (status == u"REFUNDED" || (!isTransaction && status == u"SUCCESS"))
        return labels::Refund{What::Refunded, {}};
    if (status == u"REFUNDREJECTED" || (!isTransaction && status == u"ERROR"))
        return labels::Refund{What::Refused, u"the carrier does not refund it"_s};
    if (status == u"QUEUED" || status == u"PENDING" || status == u"REFUNDPENDING")
        return labels::Refund{What::Asked, u"the carrier decides"_s};
    return fail(Error::Code::Rejected, {}, u"the answer tells of no refund"_s);
}

labels::Progress progressOf(const QString &status)
{
    static const QHash<QString, labels::Progress> known{{u"PRE_TRANSIT"_s, labels::Progress::Announced}, {u"TRANSIT"_s, labels::Progress::InTransit}, {u"DELIVERED"_s, labels::Progress::Delivered},
                                                        {u"RETURNED"_s, labels::Progress::Returned}, {u"FAILURE"_s, labels::Progress::Problem}};
    return known.value(status, labels::Progress::Unknown);
}

labels::TrackEvent eventOf(const QJsonObject &step)
{
    const QString substatus = step[u"substatus"_s][u"code"_s].toString();
    const labels::Progress progress = substatus == u"out_for_delivery" ? labels::Progress::OutForDelivery
        : substatus == u"delivery_attempted"                           ? labels::Progress::Problem
                                                                       : progressOf(step[u"status"_s].toString());
    return {timeOf(step[u"status_date"_s]), progress, step[u"status_details"_s].toString(), placeOf(step[u"location"_s])};
}

/// A failed delivery is a substatus of a parcel on its way.
bool isTry(const QJsonObject &step)
{
    return step[u"substatus"_s][u"code"_s].toString() == u"delivery_attempted";
}

labels::Way wayOf(const QJsonValue &track)
{
    const QJsonValue steps = track[u"tracking_history"_s];
    return {stepsOf(steps, eventOf), deliveryOf(track[u"eta"_s]), deliveryOf(track[u"original_eta"_s]), triesIn(steps, isTry)};
}

Result<labels::Way> parseTrack(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    return wayOf(*body);
}

/// "t=SECONDS,v1=HEX" over "SECONDS.BODY", under either of the names that its pages give the header.
bool isSigned(const QByteArray &secret, const channels::Delivery &delivery, Time now)
{
    constexpr Milliseconds tolerance{300'000};
    QByteArray given = delivery.header("Shippo-Auth-Signature");
    if (given.isEmpty())
        given = delivery.header("Shippo-Signature");
    QByteArray seconds, signature;
    for (const QByteArray &part : given.split(',')) {
        if (part.trimmed().startsWith("t="))
            seconds = part.trimmed().mid(2);
        else if (part.trimmed().startsWith("v1="))
            signature = part.trimmed().mid(3).toLower();
    }
    const Milliseconds age = now - fromMs(seconds.toLongLong() * 1'000);
    const bool isFresh = age < tolerance && age > -tolerance;
    return isFresh && http::constantTimeEquals(signature, http::hmacSha256(secret, seconds + '.' + delivery.body).toHex());
}

Result<labels::WayTold> parseTold(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    if ((*body)[u"event"_s].toString() != u"track_updated")
        return labels::WayTold{};
    const QJsonValue track = (*body)[u"data"_s];
    return labels::WayTold{track[u"tracking_number"_s].toString(), wayOf(track)};
}

QString contentsOf(const QString &contents)
{
    return contents == u"returned_goods" ? u"RETURN_MERCHANDISE"_s : contents.toUpper();
}

} // namespace

QJsonObject shippoCustoms(const rates::Customs &customs)
{
    QJsonArray items;
    for (const rates::Customs::Item &item : customs.items)
        items.append(QJsonObject{{u"description"_s, item.description}, {u"quantity"_s, item.quantity}, {u"net_weight"_s, QString::number(item.weight.in(rates::WeightUnit::Gram), 'f', 3)},
                                 {u"mass_unit"_s, u"g"_s}, {u"value_amount"_s, toDecimal(item.value)}, {u"value_currency"_s, item.value.currency}, {u"tariff_number"_s, item.hsCode},
                                 {u"origin_country"_s, item.origin}});
    return {{u"contents_type"_s, contentsOf(customs.contents)}, {u"non_delivery_option"_s, u"RETURN"_s}, {u"certify"_s, true}, {u"certify_signer"_s, customs.signer}, {u"items"_s, items}};
}

LabelWire shippoLabels()
{
    return {.voidDays = 30, .soldBefore = {}, .documentHosts = {u"goshippo.com"_s, u"shippo-delivery.s3.amazonaws.com"_s, u"shippo-delivery-east.s3.amazonaws.com"_s}, .buy = buy, .parseSold = parseSold,
            .find = find, .parseFound = parseFound, .convert = nullptr, .takeBack = takeBack, .askRefund = readTransaction, .parseRefund = parseRefund, .track = track, .parseTrack = parseTrack, .isSigned = isSigned,
            .parseTold = parseTold};
}

} // namespace crossdock::carriers
