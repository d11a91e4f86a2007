#include "core/connectors/carriers/shipengine/shipengine_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/shipengine/shipengine_labels.h"
#include "core/connectors/carriers/shipengine/shipengine_parts.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Request rateRequest(const Account &account, const QByteArray &, const rates::Shipment &shipment)
{
    const QStringList carriers = account.details.account.value(u"carrier_ids"_s).split(u',', Qt::SkipEmptyParts);
    const QJsonObject body{{u"rate_options"_s, QJsonObject{{u"carrier_ids"_s, QJsonArray::fromStringList(carriers)}}}, {u"shipment"_s, shipEngineShipment(shipment)}};
    return {"POST", account.details.url.toUtf8() + "/v1/rates",
            {{"API-Key", account.secret(u"api_key"_s).toUtf8()}, {"Content-Type", "application/json"}, {"Accept", "application/json"}},
            QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QStringList texts(const QJsonValue &list)
{
    QStringList texts;
    for (const QJsonValue text : list.toArray())
        texts.append(text.toString());
    return texts;
}

/// The service sends parts and no sum. Its own breakdown stands for the parts where it is there.
Result<rates::Quote> quoteOf(const QJsonObject &rate, bool isReturn)
{
    rates::Quote quote;
    quote.carrier = rate[u"carrier_code"_s].toString();
    quote.service = rate[u"service_code"_s].toString();
    quote.offer = isReturn ? shipEngineReturnOffer(rate[u"carrier_id"_s].toString(), quote.service) : rate[u"rate_id"_s].toString();
    quote.priceType = rate[u"negotiated_rate"_s].toBool() ? u"negotiated"_s : u"account"_s;
    const QString currency = rate[u"shipping_amount"_s][u"currency"_s].toString().toUpper();
    Money total{0, currency};
    for (const auto &[field, kind] : {std::pair(u"shipping_amount"_s, u"base"_s), {u"insurance_amount"_s, u"insurance"_s}, {u"confirmation_amount"_s, u"signature"_s}, {u"other_amount"_s, u"other"_s}, {u"tax_amount"_s, u"tax"_s}}) {
        if (!rate[field].isObject())
            continue;
        const auto amount = moneyOf(rate[field][u"amount"_s], currency);
        if (!amount)
            return tl::make_unexpected(amount.error());
        if (const QString own = rate[field][u"currency"_s].toString().toUpper(); amount->amount != 0 && own != currency)
            return fail(Error::Code::Rejected, own, u"its parts are in %1 and %2"_s.arg(currency, own));
        total.amount += amount->amount;
        if (amount->amount != 0)
            quote.charges.append({kind, *amount, 0});
    }
    if (const QList<QJsonObject> details = objectsOf(rate[u"rate_details"_s]); !details.isEmpty()) {
        quote.charges.clear();
        quote.total.currency = currency;
        for (const QJsonObject &detail : details) {
            const QString type = detail[u"rate_detail_type"_s].toString();
            const QString named = chargeKind(type + u' ' + detail[u"carrier_description"_s].toString());
            addCharge(quote, type == u"shipping" ? u"base"_s : named, detail[u"amount"_s][u"amount"_s]);
        }
    }
    settle(quote, total);
    if (rate[u"zone"_s].isDouble()) {
        quote.zone = QString::number(rate[u"zone"_s].toInt());
        quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    }
    if (rate[u"delivery_days"_s].isDouble())
        quote.transitDays = rate[u"delivery_days"_s].toInt();
    quote.deliveredBy = dateOf(rate[u"estimated_delivery_date"_s]);
    quote.isGuaranteed = rate[u"guaranteed_service"_s].toBool();
    return quote;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue response = (*body)[u"rate_response"_s];
    if (!response.isObject())
        return fail(Error::Code::Rejected, {}, u"the answer holds no rate_response"_s);
    const bool isReturn = (*body)[u"is_return"_s].toBool();
    rates::Rated rated;
    for (const QJsonObject &rate : objectsOf(response[u"rates"_s])) {
        if (const QStringList problems = texts(rate[u"error_messages"_s]); !problems.isEmpty()) {
            rated.refused.append({rate[u"carrier_code"_s].toString(), rate[u"service_code"_s].toString(), problems.join(u"; "_s)});
            continue;
        }
        addQuote(rated, rate[u"carrier_code"_s].toString(), rate[u"service_code"_s].toString(), quoteOf(rate, isReturn));
    }
    for (const QJsonObject &rate : objectsOf(response[u"invalid_rates"_s])) {
        const QString words = texts(rate[u"error_messages"_s]).join(u"; "_s);
        rated.refused.append({rate[u"carrier_code"_s].toString(), rate[u"service_code"_s].toString(), words.isEmpty() ? u"not valid for this shipment"_s : words});
    }
    for (const QJsonObject &error : objectsOf(response[u"errors"_s]))
        rated.refused.append({error[u"carrier_code"_s].toString(), {}, error[u"message"_s].toString()});
    return rated;
}

} // namespace

CarrierWire shipEngineWire()
{
    return {.kind = u"shipengine"_s, .url = u"https://api.shipengine.com"_s, .account = {u"carrier_ids"_s}, .secrets = {u"api_key"_s}, .traits = {}, .tokenRequest = nullptr,
            .rateRequest = rateRequest, .parseRates = parseRates, .labels = shipEngineLabels()};
}

} // namespace crossdock::carriers
