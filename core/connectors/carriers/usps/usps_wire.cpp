#include "core/connectors/carriers/usps/usps_wire.h"

#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/usps/usps_labels.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

http::Request tokenRequest(const Account &account)
{
    const QJsonObject body{{u"grant_type"_s, u"client_credentials"_s}, {u"client_id"_s, account.secret(u"client_id"_s)}, {u"client_secret"_s, account.secret(u"client_secret"_s)}};
    return {"POST", account.details.url.toUtf8() + "/oauth2/v3/token", {{"Content-Type", "application/json"}, {"Accept", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

http::Request rateRequest(const Account &account, const QByteArray &token, const rates::Shipment &shipment)
{
    const rates::Parcel &parcel = shipment.parcels.first();
    QJsonObject package{{u"weight"_s, parcel.weight.in(rates::WeightUnit::Pound)},
                              {u"length"_s, inchesOf(parcel.dimensions->length)},
                              {u"width"_s, inchesOf(parcel.dimensions->width)},
                              {u"height"_s, inchesOf(parcel.dimensions->height)},
                              {u"hasNonstandardCharacteristics"_s, parcel.isUnboxed},
                              {u"mailClass"_s, u"ALL_OUTBOUND"_s},
                              {u"mailingDate"_s, shipment.shipDate.toString(Qt::ISODate)}};
    if (const QJsonArray codes = uspsExtraServices(shipment); !codes.isEmpty())
        package[u"extraServices"_s] = codes;
    if (const auto value = insuredValue(shipment))
        package[u"packageValue"_s] = toDecimal(*value).toDouble();
    QJsonArray prices{QJsonObject{{u"priceType"_s, u"RETAIL"_s}}, QJsonObject{{u"priceType"_s, u"COMMERCIAL"_s}}};
    if (const QString number = account.details.account.value(u"account_number"_s); !number.isEmpty()) {
        const QJsonObject payment{{u"accountType"_s, account.details.account.value(u"account_type"_s, u"EPS"_s)}, {u"accountNumber"_s, number}};
        prices.append(QJsonObject{{u"priceType"_s, u"CONTRACT"_s}, {u"paymentAccount"_s, payment}});
    }
    const QJsonObject body{{u"pricingOptions"_s, prices}, {u"originZIPCode"_s, shipment.from.postcode.left(5)}, {u"destinationZIPCode"_s, shipment.to.postcode.left(5)}, {u"packageDescription"_s, package}};
    return {"POST", account.details.url.toUtf8() + "/shipments/v3/options/search",
            {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Accept", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

/// "usps_ground_advantage"; other shapes than a single piece by their mark: "priority_mail fb".
QString serviceName(const QString &mailClass, const QString &indicator)
{
    const QString name = mailClass.toLower();
    return indicator.isEmpty() || indicator == u"SP" ? name : name + u' ' + indicator.toLower();
}

void readRate(rates::Quote &quote, const QJsonObject &rate)
{
    addCharge(quote, u"base"_s, rate[u"price"_s]);
    for (const QJsonObject &fee : objectsOf(rate[u"fees"_s]))
        addCharge(quote, chargeKind(fee[u"name"_s].toString()), fee[u"price"_s]);
    if (const QString zone = rate[u"zone"_s].toString(); !zone.isEmpty()) {
        quote.zone = zone;
        quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    }
    if (const QDate last = dateOf(rate[u"endDate"_s]); last.isValid() && (!quote.validUntil.isValid() || last < quote.validUntil))
        quote.validUntil = last;
    // In pounds, as its answers are (a cube of 26 inches makes 106), though the contract says ounces.
    const double weight = rate[u"weight"_s].toDouble(), dimensional = std::max(rate[u"dimensionalWeight"_s].toDouble(), rate[u"dimWeight"_s].toDouble());
    if (const auto billed = rates::Weight::parse(QString::number(std::max(weight, dimensional), 'f', QLocale::FloatingPointShortest), rates::WeightUnit::Pound))
        quote.billable = *billed;
    quote.billedBy = dimensional > weight ? rates::Quote::BilledBy::Dimensional : rates::Quote::BilledBy::Actual;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    if (!(*body)[u"pricingOptions"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no pricingOptions"_s);
    rates::Rated rated;
    for (const QJsonObject &pricing : objectsOf((*body)[u"pricingOptions"_s])) {
        for (const QJsonObject &shipping : objectsOf(pricing[u"shippingOptions"_s])) {
            for (const QJsonObject &option : objectsOf(shipping[u"rateOptions"_s])) {
                const QList<QJsonObject> parts = objectsOf(option[u"rates"_s]);
                const QJsonValue total = option[u"totalPrice"_s].isDouble() ? option[u"totalPrice"_s] : option[u"totalBasePrice"_s];
                const auto money = moneyOf(total, u"USD"_s);
                if (!money || parts.isEmpty()) {
                    rated.refused.append({u"usps"_s, serviceName(shipping[u"mailClass"_s].toString(), {}), u"a rate without a price"_s});
                    continue;
                }
                rates::Quote quote;
                quote.carrier = u"usps"_s;
                quote.service = serviceName(shipping[u"mailClass"_s].toString(), parts.first()[u"rateIndicator"_s].toString());
                quote.offer = uspsOffer(parts.first());
                quote.priceType = pricing[u"priceType"_s].toString().toLower();
                quote.total.currency = u"USD"_s;
                for (const QJsonObject &part : parts)
                    readRate(quote, part);
                const QJsonValue extras = option[u"totalPrice"_s].isDouble() ? option[u"extraServices"_s] : QJsonValue(); // else none is in the sum
                for (const QJsonObject &extra : objectsOf(extras))
                    addCharge(quote, chargeKind(extra[u"name"_s].toString()), extra[u"price"_s]);
                settle(quote, *money);
                const QJsonValue promise = option[u"commitment"_s];
                quote.deliveredBy = dateOf(promise[u"expectedDeliveryDate"_s].isString() ? promise[u"expectedDeliveryDate"_s] : promise[u"scheduleDeliveryDate"_s]);
                quote.isGuaranteed = promise[u"guaranteedDelivery"_s].toBool();
                rated.quotes.append(quote);
            }
        }
    }
    return rated;
}

} // namespace

CarrierWire uspsWire()
{
    return {.kind = u"usps"_s, .url = u"https://apis.usps.com"_s, .account = {}, .secrets = {u"client_id"_s, u"client_secret"_s},
            .traits = {.onlyWithin = u"US"_s, .takesSeveralParcels = false, .needsDimensions = true}, .tokenRequest = tokenRequest, .rateRequest = rateRequest, .parseRates = parseRates, .labels = uspsLabels()};
}

} // namespace crossdock::carriers
