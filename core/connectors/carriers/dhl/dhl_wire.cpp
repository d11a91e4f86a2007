#include "core/connectors/carriers/dhl/dhl_wire.h"

#include "core/connectors/carriers/dhl/dhl_labels.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Request rateRequest(const Account &account, const QByteArray &, const rates::Shipment &shipment)
{
    QJsonArray packages;
    for (const rates::Parcel &parcel : shipment.parcels)
        packages.append(QJsonObject{{u"weight"_s, kilogramsOf(parcel.weight)},
                                    {u"dimensions"_s, QJsonObject{{u"length"_s, centimetresOf(parcel.dimensions->length)}, {u"width"_s, centimetresOf(parcel.dimensions->width)},
                                                                  {u"height"_s, centimetresOf(parcel.dimensions->height)}}}});
    QJsonObject body{{u"customerDetails"_s, QJsonObject{{u"shipperDetails"_s, dhlAddress(shipment.from)}, {u"receiverDetails"_s, dhlAddress(shipment.to)}}},
                           {u"accounts"_s, QJsonArray{QJsonObject{{u"typeCode"_s, u"shipper"_s}, {u"number"_s, account.details.account.value(u"account_number"_s)}}}},
                           {u"plannedShippingDateAndTime"_s, shipment.shipDate.toString(Qt::ISODate) + u"T12:00:00GMT+00:00"_s},
                           {u"unitOfMeasurement"_s, u"metric"_s},
                           {u"isCustomsDeclarable"_s, shipment.from.country != shipment.to.country},
                           {u"packages"_s, packages}};
    if (const QJsonArray services = dhlServices(shipment); !services.isEmpty())
        body[u"valueAddedServices"_s] = services;
    return {"POST", account.details.url.toUtf8() + "/mydhlapi/rates",
            dhlHeaders(account) + http::Headers{{"Content-Type", "application/json"}, {"Accept", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

/// The list of that currency type, as the service keeps them side by side.
QJsonObject ofType(const QJsonValue &list, const QString &type)
{
    for (const QJsonObject &one : objectsOf(list))
        if (one[u"currencyType"_s].toString() == type)
            return one;
    return {};
}

Result<rates::Quote> quoteOf(const QJsonObject &product)
{
    rates::Quote quote;
    quote.carrier = u"dhl"_s;
    quote.service = product[u"productCode"_s].toString();
    quote.offer = quote.service + u'/' + product[u"localProductCode"_s].toString();
    quote.priceType = u"account"_s; // “isCustomerAgreement” says who may have the product, not whose price it is
    const QString type = u"BILLC"_s; // the currency of the bill
    const QJsonObject price = ofType(product[u"totalPrice"_s], type);
    const auto total = moneyOf(price[u"price"_s], price[u"priceCurrency"_s].toString());
    if (!total)
        return tl::make_unexpected(total.error());
    quote.total.currency = total->currency;
    for (const QJsonObject &part : objectsOf(ofType(product[u"detailedPriceBreakdown"_s], type)[u"breakdown"_s])) {
        if (!part[u"price"_s].isDouble())
            continue; // offered, not asked for
        const bool isBase = part[u"serviceCode"_s].isUndefined();
        addCharge(quote, isBase ? u"base"_s : chargeKind(part[u"name"_s].toString()), part[u"price"_s]);
        for (const QJsonObject &tax : objectsOf(part[u"priceBreakdown"_s]))
            if (tax[u"priceType"_s].toString() == u"TAX")
                addCharge(quote, u"tax"_s, tax[u"price"_s]);
    }
    settle(quote, *total);
    const QJsonValue weight = product[u"weight"_s];
    const double provided = weight[u"provided"_s].toDouble(), volumetric = weight[u"volumetric"_s].toDouble();
    quote.unit = weight[u"unitOfMeasurement"_s].toString() == u"imperial" ? rates::WeightUnit::Pound : rates::WeightUnit::Kilogram;
    if (const auto billed = rates::Weight::parse(QString::number(std::max(provided, volumetric), 'f', QLocale::FloatingPointShortest), quote.unit); billed && weight.isObject())
        quote.billable = *billed;
    quote.billedBy = volumetric > provided ? rates::Quote::BilledBy::Dimensional : rates::Quote::BilledBy::Actual;
    const QJsonValue delivery = product[u"deliveryCapabilities"_s];
    quote.deliveredBy = dateOf(delivery[u"estimatedDeliveryDateAndTime"_s]);
    if (delivery[u"totalTransitDays"_s].isDouble())
        quote.transitDays = delivery[u"totalTransitDays"_s].toInt();
    return quote;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    if (!(*body)[u"products"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no products"_s);
    rates::Rated rated;
    for (const QJsonObject &product : objectsOf((*body)[u"products"_s])) {
        if (ofType(product[u"totalPrice"_s], u"BILLC"_s).isEmpty()) {
            rated.refused.append({u"dhl"_s, product[u"productCode"_s].toString(), u"offered without a price"_s});
            continue;
        }
        addQuote(rated, u"dhl"_s, product[u"productCode"_s].toString(), quoteOf(product));
    }
    return rated;
}

} // namespace

CarrierWire dhlWire()
{
    return {.kind = u"dhl"_s, .url = u"https://express.api.dhl.com"_s, .account = {u"account_number"_s}, .secrets = {u"username"_s, u"password"_s}, .traits = {.onlyWithin = {}, .needsDimensions = true},
            .tokenRequest = nullptr, .rateRequest = rateRequest, .parseRates = parseRates, .labels = dhlLabels()};
}

} // namespace crossdock::carriers
