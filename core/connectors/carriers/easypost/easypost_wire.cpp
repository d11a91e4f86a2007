#include "core/connectors/carriers/easypost/easypost_wire.h"

#include "core/connectors/carriers/easypost/easypost_labels.h"
#include "core/connectors/carriers/label_parts.h"
#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

QJsonObject addressOf(const rates::Place &place)
{
    QJsonObject address{{u"name"_s, place.name}, {u"street1"_s, place.street}, {u"city"_s, place.city}, {u"state"_s, place.region}, {u"zip"_s, place.postcode}, {u"country"_s, place.country}};
    addContact(address, place);
    return address;
}

http::Request rateRequest(const Account &account, const QByteArray &, const rates::Shipment &shipment)
{
    const rates::Parcel &parcel = shipment.parcels.first();
    QJsonObject measures{{u"weight"_s, parcel.weight.in(rates::WeightUnit::Ounce)}};
    if (parcel.dimensions) {
        measures[u"length"_s] = inchesOf(parcel.dimensions->length);
        measures[u"width"_s] = inchesOf(parcel.dimensions->width);
        measures[u"height"_s] = inchesOf(parcel.dimensions->height);
    }
    QJsonObject to = addressOf(shipment.to);
    to[u"residential"_s] = shipment.isResidential;
    QJsonObject options{{u"label_date"_s, shipment.shipDate.toString(Qt::ISODate)}};
    if (const QString signature = signatureOf(shipment, u"SIGNATURE"_s, u"ADULT_SIGNATURE"_s); !signature.isEmpty())
        options[u"delivery_confirmation"_s] = signature;
    if (hasOption(shipment, rates::Option::SaturdayDelivery))
        options[u"saturday_delivery"_s] = true;
    QJsonObject asked{{u"to_address"_s, to}, {u"from_address"_s, addressOf(shipment.from)}, {u"parcel"_s, measures},
                      {u"options"_s, options}};
    if (shipment.isReturn) // with the addresses of the way out: it turns them round itself
        asked[u"is_return"_s] = true;
    if (shipment.customs)
        asked[u"customs_info"_s] = easyPostCustoms(*shipment.customs);
    const QJsonObject body{{u"shipment"_s, asked}};
    return {"POST", account.details.url.toUtf8() + "/v2/shipments",
            {{"Authorization", "Basic " + (account.secret(u"api_key"_s).toUtf8() + ':').toBase64()}, {"Content-Type", "application/json"}, {"Accept", "application/json"}},
            QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    if (!(*body)[u"rates"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no rates"_s);
    struct Price {
        QString amount, currency, type;
    };
    static const std::array prices{Price{u"rate"_s, u"currency"_s, u"account"_s}, Price{u"list_rate"_s, u"list_currency"_s, u"list"_s}, Price{u"retail_rate"_s, u"retail_currency"_s, u"retail"_s}};
    rates::Rated rated;
    for (const QJsonObject &rate : objectsOf((*body)[u"rates"_s])) {
        for (const Price &price : prices) {
            if (rate[price.amount].isNull() || rate[price.amount].isUndefined())
                continue;
            rates::Quote quote;
            quote.carrier = rate[u"carrier"_s].toString().toLower();
            quote.service = rate[u"service"_s].toString();
            quote.priceType = price.type;
            if (price.type == u"account")
                quote.offer = rate[u"shipment_id"_s].toString() + u'/' + rate[u"id"_s].toString();
            const auto total = moneyOf(rate[price.amount], rate[price.currency].toString());
            if (!total) {
                addQuote(rated, quote.carrier, quote.service, tl::make_unexpected(total.error()));
                continue;
            }
            quote.charges = {{u"unitemised"_s, *total, 0}};
            settle(quote, *total);
            const QJsonValue days = rate[u"est_delivery_days"_s].isDouble() ? rate[u"est_delivery_days"_s] : rate[u"delivery_days"_s];
            if (days.isDouble())
                quote.transitDays = days.toInt();
            quote.deliveredBy = dateOf(rate[u"delivery_date"_s]);
            quote.isGuaranteed = rate[u"delivery_date_guaranteed"_s].toBool();
            rated.quotes.append(quote);
        }
    }
    for (const QJsonObject &message : objectsOf((*body)[u"messages"_s]))
        rated.refused.append({message[u"carrier"_s].toString().toLower(), {}, message[u"message"_s].toString()});
    return rated;
}

/// A percentage of what is insured, and an amount at least: its insurance is bought with the label, and no rate has it in it. Page “Shipping
/// Insurance” as read in November 2026; houses with other terms say them with the account.
struct InsuranceTerms {
    int basisPoints = 100;
    qint64 least = 100; ///< cents
};

InsuranceTerms termsOf(const Account &account)
{
    InsuranceTerms terms;
    constexpr qint64 whole = 10'000; // basis points
    if (const auto percent = parseMoney(account.details.account.value(u"insurance_percent"_s), u"USD"); percent && percent->amount >= 0 && percent->amount <= whole)
        terms.basisPoints = static_cast<int>(percent->amount); // two digits after the point, as cents have
    if (const auto least = parseMoney(account.details.account.value(u"insurance_minimum"_s), u"USD"); least && least->amount >= 0)
        terms.least = least->amount;
    return terms;
}

void addInsurance(const Account &account, const rates::Shipment &shipment, rates::Rated &rated)
{
    const auto value = insuredValue(shipment);
    if (!value)
        return;
    const InsuranceTerms terms = termsOf(account);
    const qint64 share = (value->amount * terms.basisPoints + 5'000) / 10'000;
    rates::Charge charge{.kind = u"insurance"_s, .amount = {std::max(share, terms.least), value->currency}};
    if (share >= terms.least) {
        charge.basisPoints = terms.basisPoints;
        charge.of = value->amount;
    }
    for (rates::Quote &quote : rated.quotes) {
        if (quote.total.currency != value->currency) {
            quote.triggers.append(u"insurance_apart"_s);
            continue;
        }
        quote.charges.append(charge);
        quote.total.amount += charge.amount.amount;
    }
}

} // namespace

CarrierWire easyPostWire()
{
    return {.kind = u"easypost"_s, .url = u"https://api.easypost.com"_s, .account = {}, .secrets = {u"api_key"_s}, .traits = {.onlyWithin = {}, .takesSeveralParcels = false},
            .tokenRequest = nullptr, .rateRequest = rateRequest, .parseRates = parseRates, .addUnquoted = addInsurance, .labels = easyPostLabels()};
}

} // namespace crossdock::carriers
