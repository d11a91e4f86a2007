#include "core/connectors/carriers/ups/ups_wire.h"

#include "core/connectors/carriers/quote_parts.h"
#include "core/connectors/carriers/ups/ups_labels.h"
#include "core/connectors/carriers/ups/ups_parts.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

QJsonObject ratedParty(const rates::Place &place)
{
    QJsonObject party{{u"Address"_s, upsAddress(place)}};
    if (!place.name.isEmpty())
        party[u"Name"_s] = place.name;
    return party;
}

QJsonObject packageOf(const rates::Parcel &parcel)
{
    QJsonObject package = upsPackage(parcel, u"PackagingType"_s);
    if (parcel.isUnboxed)
        package[u"AdditionalHandlingIndicator"_s] = u"Y"_s;
    return package;
}

http::Request tokenRequest(const Account &account)
{
    const QByteArray pair = account.secret(u"client_id"_s).toUtf8() + ':' + account.secret(u"client_secret"_s).toUtf8();
    return {"POST", account.details.url.toUtf8() + "/security/v1/oauth/token",
            {{"Authorization", "Basic " + pair.toBase64()}, {"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}}, "grant_type=client_credentials"};
}

/// What the goods are worth, as far as customs is told.
std::optional<Money> valueOf(const rates::Shipment &shipment)
{
    if (!shipment.customs || shipment.customs->items.isEmpty())
        return std::nullopt;
    Money sum{0, shipment.customs->items.first().value.currency};
    for (const rates::Customs::Item &item : shipment.customs->items) {
        if (item.value.currency != sum.currency)
            return std::nullopt;
        sum.amount += item.value.amount;
    }
    return sum.amount > 0 ? std::optional(sum) : std::nullopt;
}

http::Request rateRequest(const Account &account, const QByteArray &token, const rates::Shipment &shipment)
{
    QJsonArray packages;
    for (const rates::Parcel &parcel : shipment.parcels)
        packages.append(packageOf(parcel));
    QJsonObject asked = upsShipment(account, shipment, ratedParty);
    asked[u"PaymentDetails"_s] = upsPayment(account);
    asked[u"NumOfPieces"_s] = QString::number(shipment.parcels.size());
    asked[u"Package"_s] = packages;
    addUpsOptions(asked, shipment);
    if (shipment.isReturn) {
        QJsonObject options = asked[u"ShipmentServiceOptions"_s].toObject();
        options[u"ReturnService"_s] = upsReturnService();
        asked[u"ShipmentServiceOptions"_s] = options;
    }
    asked[u"DeliveryTimeInformation"_s] = QJsonObject{{u"PackageBillType"_s, u"03"_s}, {u"Pickup"_s, QJsonObject{{u"Date"_s, shipment.shipDate.toString(u"yyyyMMdd"_s)}}}};
    const auto value = valueOf(shipment);
    if (value)
        asked[u"InvoiceLineTotal"_s] = QJsonObject{{u"CurrencyCode"_s, value->currency}, {u"MonetaryValue"_s, toDecimal(*value)}};
    const bool hasTimes = value || shipment.from.country == shipment.to.country; // abroad it tells times only for goods of a known value
    const QString option = hasTimes ? u"Shoptimeintransit"_s : u"Shop"_s;
    const QJsonObject body{{u"RateRequest"_s, QJsonObject{{u"Request"_s, QJsonObject{{u"RequestOption"_s, option}, {u"SubVersion"_s, u"2409"_s}}}, {u"Shipment"_s, asked}}}};
    return {"POST", account.details.url.toUtf8() + "/api/rating/v2409/" + option.toLatin1(),
            {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}, {"Accept", "application/json"}, {"transactionSrc", "crossdock"}},
            QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QString serviceName(const QString &code)
{
    static const QHash<QString, QString> names{{u"01"_s, u"next_day_air"_s}, {u"02"_s, u"2nd_day_air"_s}, {u"03"_s, u"ground"_s}, {u"07"_s, u"worldwide_express"_s},
                                               {u"08"_s, u"worldwide_expedited"_s}, {u"11"_s, u"standard"_s}, {u"12"_s, u"3_day_select"_s}, {u"13"_s, u"next_day_air_saver"_s},
                                               {u"14"_s, u"next_day_air_early"_s}, {u"54"_s, u"worldwide_express_plus"_s}, {u"59"_s, u"2nd_day_air_am"_s}, {u"65"_s, u"worldwide_saver"_s}, {u"93"_s, u"ground_saver"_s}};
    return names.value(code, code);
}

/// Codes of Rating's appendix "Charge Codes"; others keep their own description.
QString kindOf(const QJsonObject &charge)
{
    static const QHash<QString, QString> codes{{u"100"_s, u"additional_handling"_s}, {u"120"_s, u"signature"_s}, {u"270"_s, u"residential"_s}, {u"375"_s, u"fuel"_s}, {u"400"_s, u"insurance"_s}};
    return codes.value(charge[u"Code"_s].toString(), chargeKind(charge[u"Description"_s].toString() + u' ' + charge[u"SubType"_s].toString()));
}

void addItems(rates::Quote &quote, const QJsonValue &items)
{
    for (const QJsonObject &item : objectsOf(items))
        addCharge(quote, kindOf(item), item[u"MonetaryValue"_s]);
}

/// What both prices of a service have in common.
rates::Quote frameOf(const QJsonObject &rated)
{
    rates::Quote quote;
    quote.carrier = u"ups"_s;
    quote.offer = rated[u"Service"_s][u"Code"_s].toString();
    quote.service = serviceName(quote.offer);
    if (const QString zone = rated[u"Zone"_s].toString(); !zone.isEmpty()) {
        quote.zone = zone;
        quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    }
    const QJsonValue weight = rated[u"BillingWeight"_s];
    quote.unit = weight[u"UnitOfMeasurement"_s][u"Code"_s].toString().startsWith(u"KG") ? rates::WeightUnit::Kilogram : rates::WeightUnit::Pound;
    if (const auto billed = rates::Weight::parse(weight[u"Weight"_s].toString(), quote.unit))
        quote.billable = *billed;
    quote.billedBy = {}; // it does not say why
    const QJsonValue summary = rated[u"TimeInTransit"_s][u"ServiceSummary"_s];
    const QJsonValue arrival = summary[u"EstimatedArrival"_s];
    quote.deliveredBy = QDate::fromString(arrival[u"Arrival"_s][u"Date"_s].toString(), u"yyyyMMdd"_s);
    bool isNumber = false;
    if (const int days = arrival[u"BusinessDaysInTransit"_s].toString().toInt(&isNumber); isNumber)
        quote.transitDays = days;
    quote.isGuaranteed = summary[u"GuaranteedIndicator"_s].toString() == u"1" || rated[u"GuaranteedDelivery"_s].isObject();
    return quote;
}

Result<rates::Quote> priced(rates::Quote quote, const QString &type, const QJsonValue &total, const QJsonValue &bases, const QList<QJsonValue> &items, const QJsonValue &taxes)
{
    const auto money = moneyOf(total[u"MonetaryValue"_s], total[u"CurrencyCode"_s].toString());
    if (!money)
        return tl::make_unexpected(money.error());
    quote.priceType = type;
    quote.total.currency = money->currency;
    for (const QJsonObject &base : objectsOf(bases))
        addCharge(quote, u"base"_s, base[u"MonetaryValue"_s]);
    for (const QJsonValue &list : items)
        addItems(quote, list);
    for (const QJsonObject &tax : objectsOf(taxes))
        addCharge(quote, u"tax"_s, tax[u"MonetaryValue"_s]);
    settle(quote, *money);
    return quote;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue response = (*body)[u"RateResponse"_s];
    if (!response.isObject())
        return fail(Error::Code::Rejected, {}, u"the answer holds no RateResponse"_s);
    rates::Rated rated;
    for (const QJsonObject &one : objectsOf(response[u"RatedShipment"_s])) {
        const bool isItemised = one[u"BaseServiceCharge"_s].isObject();
        const bool hasTaxes = one[u"TotalChargesWithTaxes"_s].isObject();
        QList<QJsonValue> items{one[u"ItemizedCharges"_s]};
        if (!isItemised) // older accounts: transport and options, each as one sum
            items.append(one[u"ServiceOptionsCharges"_s]);
        for (const QJsonObject &package : objectsOf(one[u"RatedPackage"_s]))
            items.append(package[u"ItemizedCharges"_s]);
        const auto list = priced(frameOf(one), u"list"_s, hasTaxes ? one[u"TotalChargesWithTaxes"_s] : one[u"TotalCharges"_s], isItemised ? one[u"BaseServiceCharge"_s] : one[u"TransportationCharges"_s], items, one[u"TaxCharges"_s]);
        const QString service = frameOf(one).service;
        addQuote(rated, u"ups"_s, service, list);
        const QJsonValue own = one[u"NegotiatedRateCharges"_s];
        if (!own.isObject())
            continue;
        const auto negotiated = priced(frameOf(one), u"negotiated"_s, own[u"TotalChargesWithTaxes"_s].isObject() ? own[u"TotalChargesWithTaxes"_s] : own[u"TotalCharge"_s], own[u"BaseServiceCharge"_s],
                                       {own[u"ItemizedCharges"_s]}, own[u"TaxCharges"_s]);
        addQuote(rated, u"ups"_s, service, negotiated);
    }
    return rated;
}

} // namespace

CarrierWire upsWire()
{
    return {.kind = u"ups"_s, .url = u"https://onlinetools.ups.com"_s, .account = {u"account_number"_s}, .secrets = {u"client_id"_s, u"client_secret"_s}, .traits = {},
            .tokenRequest = tokenRequest, .rateRequest = rateRequest, .parseRates = parseRates, .labels = upsLabels()};
}

} // namespace crossdock::carriers
