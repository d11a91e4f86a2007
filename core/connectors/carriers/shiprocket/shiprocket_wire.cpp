#include "core/connectors/carriers/shiprocket/shiprocket_wire.h"

#include "core/connectors/carriers/quote_parts.h"

#include <QJsonDocument>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

const QString rupee = u"INR"_s;

http::Request tokenRequest(const Account &account)
{
    const QJsonObject body{{u"email"_s, account.secret(u"email"_s)}, {u"password"_s, account.secret(u"password"_s)}};
    return {"POST", account.details.url.toUtf8() + "/v1/external/auth/login", {{"Content-Type", "application/json"}, {"Accept", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', QLocale::FloatingPointShortest);
}

http::Request rateRequest(const Account &account, const QByteArray &token, const rates::Shipment &shipment)
{
    const rates::Parcel &parcel = shipment.parcels.first();
    QByteArray url = account.details.url.toUtf8() + "/v1/external/courier/serviceability/?pickup_postcode=" + shipment.from.postcode.toUtf8().toPercentEncoding()
        + "&delivery_postcode=" + shipment.to.postcode.toUtf8().toPercentEncoding() + "&weight=" + number(parcel.weight.in(rates::WeightUnit::Kilogram)) + "&cod=0";
    if (parcel.dimensions)
        url += "&length=" + number(centimetresOf(parcel.dimensions->length)) + "&breadth=" + number(centimetresOf(parcel.dimensions->width)) + "&height=" + number(centimetresOf(parcel.dimensions->height));
    return {"GET", url, {{"Authorization", "Bearer " + token}, {"Accept", "application/json"}}, {}};
}

/// "Mar 06, 2026"
QDate dayOf(const QString &text)
{
    return QLocale::c().toDate(text, u"MMM dd, yyyy"_s);
}

Result<rates::Quote> quoteOf(const QJsonObject &company)
{
    rates::Quote quote;
    quote.service = company[u"courier_name"_s].toString();
    quote.carrier = quote.service.section(u' ', 0, 0).toLower();
    quote.priceType = u"account"_s;
    const auto total = moneyOf(company[u"rate"_s], rupee);
    if (!total)
        return tl::make_unexpected(total.error());
    quote.total.currency = rupee;
    addCharge(quote, u"base"_s, company[u"freight_charge"_s]);
    addCharge(quote, u"cod"_s, company[u"cod_charges"_s]);
    addCharge(quote, u"coverage"_s, company[u"coverage_charges"_s]);
    addCharge(quote, u"other"_s, company[u"other_charges"_s]);
    settle(quote, *total);
    if (const QString zone = company[u"zone"_s].toString(); !zone.isEmpty()) {
        quote.zone = zone;
        quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    }
    const QJsonValue weight = company[u"charge_weight"_s];
    const QString billed = weight.isString() ? weight.toString() : QString::number(weight.toDouble());
    if (const auto billable = rates::Weight::parse(billed, rates::WeightUnit::Kilogram)) {
        quote.billable = *billable;
        quote.unit = rates::WeightUnit::Kilogram;
    }
    quote.billedBy = std::nullopt;
    const QJsonValue days = company[u"estimated_delivery_days"_s];
    const int count = days.isString() ? days.toString().toInt() : days.toInt();
    if (count > 0)
        quote.transitDays = count;
    quote.deliveredBy = dayOf(company[u"etd"_s].toString());
    return quote;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const auto body = parseObject(bytes);
    if (!body)
        return tl::make_unexpected(body.error());
    const QJsonValue data = (*body)[u"data"_s];
    if (!data[u"available_courier_companies"_s].isArray())
        return fail(Error::Code::Rejected, {}, u"the answer holds no couriers"_s);
    rates::Rated rated;
    for (const QJsonObject &company : objectsOf(data[u"available_courier_companies"_s])) {
        const QString name = company[u"courier_name"_s].toString();
        addQuote(rated, name.section(u' ', 0, 0).toLower(), name, quoteOf(company));
    }
    for (const QJsonObject &company : objectsOf(data[u"blocked_courier_companies"_s])) {
        const QString name = company[u"courier_name"_s].toString();
        rated.refused.append({name.section(u' ', 0, 0).toLower(), name, company[u"block_reason"_s].toString()});
    }
    return rated;
}

} // namespace

CarrierWire shiprocketWire()
{
    constexpr qint64 tenDays = 10 * 86'400;
    return {.kind = u"shiprocket"_s, .url = u"https://apiv2.shiprocket.in"_s, .account = {}, .secrets = {u"email"_s, u"password"_s}, .traits = {.onlyWithin = u"IN"_s, .takesSeveralParcels = false},
            .tokenRequest = tokenRequest, .tokenSeconds = tenDays, .rateRequest = rateRequest, .parseRates = parseRates};
}

} // namespace crossdock::carriers
