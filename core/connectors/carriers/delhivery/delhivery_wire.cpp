#include "core/connectors/carriers/delhivery/delhivery_wire.h"

#include "core/connectors/carriers/quote_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::carriers {
namespace {

const QString rupee = u"INR"_s;

QByteArray modeOf(const Account &account)
{
    return account.details.account.value(u"mode"_s).trimmed().toUpper() == u"E" ? "E" : "S";
}

http::Request rateRequest(const Account &account, const QByteArray &, const rates::Shipment &shipment)
{
    const auto grams = static_cast<qint64>(std::ceil(shipment.parcels.first().weight.in(rates::WeightUnit::Gram)));
    const QByteArray url = account.details.url.toUtf8() + "/api/kinko/v1/invoice/charges/.json?md=" + modeOf(account) + "&cgm=" + QByteArray::number(grams) + "&o_pin=" + shipment.from.postcode.toUtf8().toPercentEncoding()
        + "&d_pin=" + shipment.to.postcode.toUtf8().toPercentEncoding() + "&ss=Delivered&pt=Pre-paid";
    return {"GET", url, {{"Authorization", "Token " + account.secret(u"api_token"_s).toUtf8()}, {"Accept", "application/json"}}, {}};
}

/// "charge_FSC" to ours.
QString kindOf(const QString &key)
{
    static const QHash<QString, QString> known{{u"charge_DL"_s, u"base"_s}, {u"charge_FSC"_s, u"fuel"_s}, {u"charge_FS"_s, u"fuel"_s}, {u"charge_COD"_s, u"cod"_s}, {u"charge_CCOD"_s, u"cod"_s},
                                               {u"charge_INS"_s, u"insurance"_s}, {u"charge_ROV"_s, u"insurance"_s}, {u"charge_DPH"_s, u"handling"_s}, {u"charge_AIR"_s, u"air"_s}};
    return known.value(key, u"other"_s);
}

Result<rates::Quote> quoteOf(const QJsonObject &price)
{
    rates::Quote quote;
    quote.carrier = u"delhivery"_s;
    quote.service = u"delivered"_s;
    quote.priceType = u"account"_s;
    const auto total = moneyOf(price[u"total_amount"_s], rupee);
    if (!total)
        return tl::make_unexpected(total.error());
    quote.total.currency = rupee;
    for (auto it = price.begin(); it != price.end(); ++it)
        if (it.key().startsWith("charge_"_L1))
            addCharge(quote, kindOf(it.key()), it.value());
    const QJsonObject taxes = price[u"tax_data"_s].toObject();
    for (const QJsonValue tax : taxes)
        addCharge(quote, u"tax"_s, tax);
    settle(quote, *total);
    if (const QString zone = price[u"zone"_s].toString(); !zone.isEmpty()) {
        quote.zone = zone;
        quote.zoneSource = rates::Quote::ZoneSource::Carrier;
    }
    if (price[u"charged_weight"_s].toInteger() > 0) {
        quote.billable = rates::Weight::of(price[u"charged_weight"_s].toInteger(), rates::WeightUnit::Gram);
        quote.unit = rates::WeightUnit::Gram;
    }
    quote.billedBy = std::nullopt;
    return quote;
}

Result<rates::Rated> parseRates(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QList<QJsonObject> prices = document.isArray() ? objectsOf(document.array()) : objectsOf(document.object());
    rates::Rated rated;
    for (const QJsonObject &price : prices)
        addQuote(rated, u"delhivery"_s, u"delivered"_s, quoteOf(price));
    if (rated.quotes.isEmpty())
        return fail(Error::Code::Rejected, {}, u"the answer holds no price"_s);
    return rated;
}

} // namespace

CarrierWire delhiveryWire()
{
    return {.kind = u"delhivery"_s, .url = u"https://track.delhivery.com"_s, .account = {}, .secrets = {u"api_token"_s}, .traits = {.onlyWithin = u"IN"_s, .takesSeveralParcels = false},
            .tokenRequest = nullptr, .rateRequest = rateRequest, .parseRates = parseRates};
}

} // namespace crossdock::carriers
