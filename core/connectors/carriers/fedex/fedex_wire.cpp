#include "core/connectors/carriers/fedex/fedex_wire.h"

#include "core/connectors/carriers/fedex/fedex_labels.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Request tokenRequest(const Account &account)
{
    const QByteArray form = "grant_type=client_credentials&client_id=" + QUrl::toPercentEncoding(account.secret(u"client_id"_s)) + "&client_secret=" + QUrl::toPercentEncoding(account.secret(u"client_secret"_s));
    return {"POST", account.details.url.toUtf8() + "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}}, form};
}

QJsonObject addressOf(const rates::Place &place)
{
    QJsonObject address{{u"postalCode"_s, place.postcode}, {u"countryCode"_s, place.country}};
    if (!place.city.isEmpty())
        address[u"city"_s] = place.city;
    if (!place.region.isEmpty())
        address[u"stateOrProvinceCode"_s] = place.region;
    return address;
}

/// Goods as its Rate and Ship documents describe commodities: no price abroad without them.
QJsonObject customsOf(const rates::Customs &customs)
{
    QJsonArray commodities;
    for (const rates::Customs::Item &item : customs.items)
        commodities.append(QJsonObject{{u"description"_s, item.description}, {u"quantity"_s, item.quantity}, {u"quantityUnits"_s, u"PCS"_s}, {u"numberOfPieces"_s, 1},
                                       {u"weight"_s, QJsonObject{{u"units"_s, u"LB"_s}, {u"value"_s, item.weight.in(rates::WeightUnit::Pound)}}},
                                       {u"customsValue"_s, QJsonObject{{u"amount"_s, toDecimal(item.value).toDouble()}, {u"currency"_s, item.value.currency}}},
                                       {u"countryOfManufacture"_s, item.origin}, {u"harmonizedCode"_s, item.hsCode}});
    return {{u"commodities"_s, commodities}};
}

http::Request rateRequest(const Account &account, const QByteArray &token, const rates::Shipment &shipment)
{
    QJsonArray packages;
    for (const rates::Parcel &parcel : shipment.parcels) {
        QJsonObject package{{u"weight"_s, QJsonObject{{u"units"_s, u"LB"_s}, {u"value"_s, parcel.weight.in(rates::WeightUnit::Pound)}}}};
        if (parcel.dimensions) // whole inches only: as the carrier itself rounds
            package[u"dimensions"_s] = QJsonObject{{u"length"_s, parcel.dimensions->length.inchesUp()}, {u"width"_s, parcel.dimensions->width.inchesUp()},
                                                   {u"height"_s, parcel.dimensions->height.inchesUp()}, {u"units"_s, u"IN"_s}};
        if (parcel.isUnboxed)
            package[u"packageSpecialServices"_s] = QJsonObject{{u"specialServiceTypes"_s, QJsonArray{u"NON_STANDARD_CONTAINER"_s}}};
        packages.append(package);
    }
    QJsonObject recipient = addressOf(shipment.isReturn ? shipment.from : shipment.to);
    recipient[u"residential"_s] = shipment.isResidential && !shipment.isReturn;
    QJsonObject asked{{u"shipper"_s, QJsonObject{{u"address"_s, addressOf(shipment.isReturn ? shipment.to : shipment.from)}}},
                      {u"recipient"_s, QJsonObject{{u"address"_s, recipient}}},
                      {u"shipDateStamp"_s, shipment.shipDate.toString(Qt::ISODate)},
                      {u"pickupType"_s, account.details.account.value(u"pickup_type"_s, u"USE_SCHEDULED_PICKUP"_s)},
                      {u"packagingType"_s, u"YOUR_PACKAGING"_s},
                      {u"rateRequestType"_s, QJsonArray{u"ACCOUNT"_s, u"LIST"_s}},
                      {u"requestedPackageLineItems"_s, packages}};
    addFedExOptions(asked, shipment);
    if (shipment.customs)
        asked[u"customsClearanceDetail"_s] = customsOf(*shipment.customs);
    const QJsonObject body{{u"accountNumber"_s, QJsonObject{{u"value"_s, account.details.account.value(u"account_number"_s)}}},
                           {u"rateRequestControlParameters"_s, QJsonObject{{u"returnTransitTimes"_s, true}}},
                           {u"requestedShipment"_s, asked}};
    return {"POST", account.details.url.toUtf8() + "/rate/v1/rates/quotes",
            {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"X-locale", "en_US"}, {"Accept", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

/// Ours of theirs; empty: a price in another currency or of another payer, which would be the same service twice.
QString priceTypeOf(const QString &rateType)
{
    return rateType == u"ACCOUNT" ? u"account"_s : rateType == u"LIST" ? u"list"_s : QString();
}

void readDetail(rates::Quote &quote, const QJsonValue &detail, const QString &method)
{
    if (const QString zone = detail[u"rateZone"_s].toString(); !zone.isEmpty()) {
        quote.zone = zone;
        quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    }
    if (const int divisor = detail[u"dimDivisor"_s].toInt(); divisor > 0)
        quote.divisor = divisor;
    const QJsonValue weight = detail[u"totalBillingWeight"_s];
    quote.unit = weight[u"units"_s].toString() == u"KG" ? rates::WeightUnit::Kilogram : rates::WeightUnit::Pound;
    if (const auto billed = rates::Weight::parse(QString::number(weight[u"value"_s].toDouble(), 'f', QLocale::FloatingPointShortest), quote.unit); billed && weight.isObject())
        quote.billable = *billed;
    quote.billedBy = method.startsWith(u"DIM") ? std::optional(rates::Quote::BilledBy::Dimensional)
        : method.contains(u"MIN")              ? std::optional(rates::Quote::BilledBy::Minimum)
        : method == u"ACTUAL"                  ? std::optional(rates::Quote::BilledBy::Actual)
                                               : std::nullopt;
    for (const QJsonObject &surcharge : objectsOf(detail[u"surCharges"_s])) {
        const QString type = surcharge[u"type"_s].toString();
        const QString kind = chargeKind(type);
        addCharge(quote, kind == u"other" ? chargeKind(surcharge[u"description"_s].toString()) : kind, surcharge[u"amount"_s]);
    }
    for (const QJsonObject &tax : objectsOf(detail[u"taxes"_s]))
        addCharge(quote, u"tax"_s, tax[u"amount"_s]);
}

void readCommitment(rates::Quote &quote, const QJsonObject &reply)
{
    static const QStringList words{u"UNKNOWN"_s, u"ONE_DAY"_s, u"TWO_DAYS"_s, u"THREE_DAYS"_s, u"FOUR_DAYS"_s, u"FIVE_DAYS"_s, u"SIX_DAYS"_s, u"SEVEN_DAYS"_s, u"EIGHT_DAYS"_s, u"NINE_DAYS"_s, u"TEN_DAYS"_s};
    const QJsonValue operational = reply[u"operationalDetail"_s];
    quote.deliveredBy = dateOf(reply[u"commit"_s][u"dateDetail"_s][u"dayFormat"_s]);
    if (!quote.deliveredBy.isValid())
        quote.deliveredBy = dateOf(operational[u"commitDate"_s]);
    if (const qsizetype days = words.indexOf(operational[u"transitTime"_s].toString()); days > 0)
        quote.transitDays = static_cast<int>(days);
    quote.isGuaranteed = quote.deliveredBy.isValid() && operational[u"ineligibleForMoneyBackGuarantee"_s].isBool() && !operational[u"ineligibleForMoneyBackGuarantee"_s].toBool();
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue output = (*body)[u"output"_s];
    if (!output[u"rateReplyDetails"_s].isArray() && !output[u"alerts"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no rateReplyDetails"_s);
    rates::Rated rated;
    for (const QJsonObject &reply : objectsOf(output[u"rateReplyDetails"_s])) {
        for (const QJsonObject &price : objectsOf(reply[u"ratedShipmentDetails"_s])) {
            rates::Quote quote;
            quote.carrier = u"fedex"_s;
            quote.offer = reply[u"serviceType"_s].toString();
            quote.service = quote.offer.toLower();
            quote.priceType = priceTypeOf(price[u"rateType"_s].toString());
            if (quote.priceType.isEmpty())
                continue;
            const auto total = moneyOf(price[u"totalNetCharge"_s], price[u"currency"_s].toString());
            if (!total) {
                addQuote(rated, quote.carrier, quote.service, tl::make_unexpected(total.error()));
                continue;
            }
            quote.total.currency = total->currency;
            addCharge(quote, u"base"_s, price[u"totalBaseCharge"_s]);
            addCharge(quote, u"discount"_s, price[u"totalDiscounts"_s], -1);
            readDetail(quote, price[u"shipmentRateDetail"_s], price[u"ratedWeightMethod"_s].toString());
            settle(quote, *total);
            readCommitment(quote, reply);
            rated.quotes.append(quote);
        }
    }
    if (rated.quotes.isEmpty() && rated.refused.isEmpty())
        for (const QJsonObject &alert : objectsOf(output[u"alerts"_s]))
            rated.refused.append({u"fedex"_s, {}, alert[u"message"_s].toString()});
    return rated;
}

} // namespace

CarrierWire fedexWire()
{
    return {.kind = u"fedex"_s, .url = u"https://apis.fedex.com"_s, .account = {u"account_number"_s}, .secrets = {u"client_id"_s, u"client_secret"_s}, .traits = {}, .tokenRequest = tokenRequest,
            .rateRequest = rateRequest, .parseRates = parseRates, .labels = fedExLabels()};
}

} // namespace crossdock::carriers
