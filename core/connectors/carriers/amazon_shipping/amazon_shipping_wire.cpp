#include "core/connectors/carriers/amazon_shipping/amazon_shipping_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/channels/amazon/amazon_wire.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Request tokenRequest(const Account &account)
{
    const amazon::Secrets secrets{account.secret(u"client_id"_s).toUtf8(), account.secret(u"client_secret"_s).toUtf8(), account.secret(u"refresh_token"_s).toUtf8(), {}};
    const QString url = account.details.account.value(u"auth_url"_s, QString::fromLatin1(amazon::usualAuthUrl));
    return {"POST", url.toUtf8(), {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"}}, amazon::tokenForm(secrets, {})};
}

QJsonObject addressOf(const rates::Place &place)
{
    return {{u"name"_s, place.name}, {u"addressLine1"_s, place.street}, {u"city"_s, place.city}, {u"stateOrRegion"_s, place.region}, {u"postalCode"_s, place.postcode}, {u"countryCode"_s, place.country}};
}

http::Request rateRequest(const Account &account, const QByteArray &token, const rates::Shipment &shipment)
{
    const QString currency = account.details.account.value(u"currency"_s, u"USD"_s);
    QJsonArray packages;
    for (const rates::Parcel &parcel : shipment.parcels) {
        const QJsonObject nothing{{u"value"_s, 0}, {u"unit"_s, currency}};
        packages.append(QJsonObject{{u"dimensions"_s, QJsonObject{{u"length"_s, inchesOf(parcel.dimensions->length)}, {u"width"_s, inchesOf(parcel.dimensions->width)}, {u"height"_s, inchesOf(parcel.dimensions->height)}, {u"unit"_s, u"INCH"_s}}},
                                    {u"weight"_s, QJsonObject{{u"value"_s, parcel.weight.in(rates::WeightUnit::Ounce)}, {u"unit"_s, u"OUNCE"_s}}},
                                    {u"insuredValue"_s, nothing},
                                    {u"packageClientReferenceId"_s, QString::number(packages.size() + 1)},
                                    {u"items"_s, QJsonArray{QJsonObject{{u"quantity"_s, 1}}}}});
    }
    const QJsonObject body{{u"shipFrom"_s, addressOf(shipment.from)}, {u"shipTo"_s, addressOf(shipment.to)}, {u"shipDate"_s, shipment.shipDate.toString(Qt::ISODate) + u"T12:00:00Z"_s},
                           {u"packages"_s, packages}, {u"channelDetails"_s, QJsonObject{{u"channelType"_s, u"EXTERNAL"_s}}}};
    http::Request request{"POST", account.details.url.toUtf8() + "/shipping/v2/shipments/rates", {{"x-amz-access-token", token}, {"Content-Type", "application/json"}, {"Accept", "application/json"}},
                          QJsonDocument(body).toJson(QJsonDocument::Compact)};
    if (const QString business = account.details.account.value(u"business_id"_s); !business.isEmpty())
        request.headers.append({"x-amzn-shipping-business-id", business.toLatin1()});
    return request;
}

QString kindOf(const QString &item)
{
    if (item == "BASE_RATE"_L1)
        return u"base"_s;
    if (item == "VAT"_L1 || item == "GST"_L1)
        return u"tax"_s;
    return chargeKind(item);
}

std::optional<rates::WeightUnit> unitOf(const QString &unit)
{
    static const QHash<QString, rates::WeightUnit> units{{u"GRAM"_s, rates::WeightUnit::Gram}, {u"GRAMS"_s, rates::WeightUnit::Gram}, {u"KILOGRAM"_s, rates::WeightUnit::Kilogram},
                                                         {u"OUNCE"_s, rates::WeightUnit::Ounce}, {u"POUND"_s, rates::WeightUnit::Pound}}; // the model's own example writes GRAMS
    const auto found = units.find(unit);
    return found == units.end() ? std::nullopt : std::optional<rates::WeightUnit>(*found);
}

Result<rates::Quote> quoteOf(const QJsonObject &rate)
{
    rates::Quote quote;
    quote.carrier = rate[u"carrierName"_s].toString().toLower();
    quote.service = rate[u"serviceName"_s].toString();
    quote.priceType = u"account"_s;
    const auto total = moneyOf(rate[u"totalCharge"_s][u"value"_s], rate[u"totalCharge"_s][u"unit"_s].toString());
    if (!total)
        return tl::make_unexpected(total.error());
    quote.total.currency = total->currency;
    for (const QJsonObject &item : objectsOf(rate[u"rateItemList"_s])) {
        const QJsonValue charge = item[u"rateItemCharge"_s];
        const bool isPaid = item[u"rateItemType"_s].toString() == "MANDATORY"_L1; // INCLUDED costs nothing, OPTIONAL was not asked for
        if (isPaid && charge[u"unit"_s].toString() == total->currency)
            addCharge(quote, kindOf(item[u"rateItemID"_s].toString()), charge[u"value"_s]);
    }
    if (quote.charges.isEmpty())
        quote.charges = {{u"unitemised"_s, *total, 0}};
    settle(quote, *total);
    const QJsonValue weight = rate[u"billedWeight"_s];
    if (const auto unit = unitOf(weight[u"unit"_s].toString())) {
        if (const auto billable = rates::Weight::parse(QString::number(weight[u"value"_s].toDouble()), *unit)) {
            quote.billable = *billable;
            quote.unit = *unit;
        }
    }
    quote.billedBy = std::nullopt;
    quote.deliveredBy = dateOf(rate[u"promise"_s][u"deliveryWindow"_s][u"end"_s]);
    return quote;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue answer = (*body)[u"payload"_s].isObject() ? (*body)[u"payload"_s] : QJsonValue(*body); // the model's example has no wrapping
    if (!answer[u"rates"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no rates"_s);
    rates::Rated rated;
    for (const QJsonObject &rate : objectsOf(answer[u"rates"_s]))
        addQuote(rated, rate[u"carrierName"_s].toString().toLower(), rate[u"serviceName"_s].toString(), quoteOf(rate));
    for (const QJsonObject &rate : objectsOf(answer[u"ineligibleRates"_s])) {
        QStringList reasons;
        for (const QJsonObject &reason : objectsOf(rate[u"ineligibilityReasons"_s]))
            reasons.append(reason[u"code"_s].toString() + u": "_s + reason[u"message"_s].toString());
        rated.refused.append({rate[u"carrierName"_s].toString().toLower(), rate[u"serviceName"_s].toString(), reasons.join(u"; "_s)});
    }
    return rated;
}

} // namespace

CarrierWire amazonShippingWire()
{
    return {.kind = u"amazon-shipping"_s, .url = u"https://sellingpartnerapi-na.amazon.com"_s, .account = {}, .secrets = {u"client_id"_s, u"client_secret"_s, u"refresh_token"_s},
            .traits = {.onlyWithin = {}, .needsDimensions = true}, .tokenRequest = tokenRequest, .rateRequest = rateRequest, .parseRates = parseRates};
}

} // namespace crossdock::carriers
