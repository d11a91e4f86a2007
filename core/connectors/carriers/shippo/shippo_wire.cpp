#include "core/connectors/carriers/shippo/shippo_wire.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/shippo/shippo_labels.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

QJsonObject addressOf(const rates::Place &place)
{
    QJsonObject address{{u"name"_s, place.name}, {u"street1"_s, place.street}, {u"city"_s, place.city}, {u"state"_s, place.region}, {u"zip"_s, place.postcode}, {u"country"_s, place.country}};
    addContact(address, place);
    return address;
}

/// Its own token of a carrier, which is what tracking is asked by: "DHL Express" to "dhl_express".
QString tokenOf(const QJsonValue &provider)
{
    return provider.toString().simplified().toLower().replace(u' ', u'_');
}

QJsonObject extraOf(const rates::Shipment &shipment)
{
    QJsonObject extra;
    if (const QString signature = signatureOf(shipment, u"STANDARD"_s, u"ADULT"_s); !signature.isEmpty())
        extra[u"signature_confirmation"_s] = signature;
    if (hasOption(shipment, rates::Option::SaturdayDelivery))
        extra[u"saturday_delivery"_s] = true;
    if (const auto value = insuredValue(shipment))
        extra[u"insurance"_s] = QJsonObject{{u"amount"_s, toDecimal(*value)}, {u"currency"_s, value->currency}, {u"content"_s, u"Goods"_s}};
    if (shipment.isReturn) // with the addresses of the way out: it turns them round itself
        extra[u"is_return"_s] = true;
    return extra;
}

http::Request rateRequest(const Account &account, const QByteArray &, const rates::Shipment &shipment)
{
    QJsonObject to = addressOf(shipment.to);
    to[u"is_residential"_s] = shipment.isResidential;
    QJsonArray parcels;
    for (const rates::Parcel &parcel : shipment.parcels)
        parcels.append(QJsonObject{{u"length"_s, numberText(inchesOf(parcel.dimensions->length))}, {u"width"_s, numberText(inchesOf(parcel.dimensions->width))},
                                   {u"height"_s, numberText(inchesOf(parcel.dimensions->height))}, {u"distance_unit"_s, u"in"_s},
                                   {u"weight"_s, numberText(parcel.weight.in(rates::WeightUnit::Pound))}, {u"mass_unit"_s, u"lb"_s}});
    QJsonObject body{{u"address_from"_s, addressOf(shipment.from)}, {u"address_to"_s, to}, {u"parcels"_s, parcels},
                           {u"shipment_date"_s, shipment.shipDate.toString(Qt::ISODate) + u"T12:00:00Z"_s}, {u"async"_s, false}};
    if (const QJsonObject extra = extraOf(shipment); !extra.isEmpty())
        body[u"extra"_s] = extra;
    if (shipment.customs)
        body[u"customs_declaration"_s] = shippoCustoms(*shipment.customs);
    return {"POST", account.details.url.toUtf8() + "/shipments",
            {{"Authorization", "ShippoToken " + account.secret(u"api_token"_s).toUtf8()}, {"SHIPPO-API-VERSION", "2018-02-08"}, {"Content-Type", "application/json"}, {"Accept", "application/json"}},
            QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    if (!(*body)[u"rates"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no rates"_s);
    rates::Rated rated;
    for (const QJsonObject &rate : objectsOf((*body)[u"rates"_s])) {
        rates::Quote quote;
        quote.carrier = tokenOf(rate[u"provider"_s]);
        quote.service = rate[u"servicelevel"_s][u"token"_s].toString();
        quote.priceType = u"account"_s;
        quote.offer = rate[u"object_id"_s].toString();
        const auto total = moneyOf(rate[u"amount"_s], rate[u"currency"_s].toString());
        if (!total) {
            addQuote(rated, quote.carrier, quote.service, tl::make_unexpected(total.error()));
            continue;
        }
        quote.charges = {{u"unitemised"_s, *total, 0}};
        settle(quote, *total);
        if (const QString zone = rate[u"zone"_s].toString(); !zone.isEmpty()) {
            quote.zone = zone;
            quote.zoneSource = rates::Quote::ZoneSource::Carrier;
        }
        if (rate[u"estimated_days"_s].isDouble())
            quote.transitDays = rate[u"estimated_days"_s].toInt();
        rated.quotes.append(quote);
    }
    for (const QJsonObject &message : objectsOf((*body)[u"messages"_s]))
        rated.refused.append({tokenOf(message[u"source"_s]), {}, message[u"text"_s].toString()});
    return rated;
}

} // namespace

CarrierWire shippoWire()
{
    return {.kind = u"shippo"_s, .url = u"https://api.goshippo.com"_s, .account = {}, .secrets = {u"api_token"_s}, .traits = {.onlyWithin = {}, .needsDimensions = true},
            .tokenRequest = nullptr, .rateRequest = rateRequest, .parseRates = parseRates, .labels = shippoLabels()};
}

} // namespace crossdock::carriers
