#include "core/sandbox/shopify/shopify_extras.h"

#include "core/sandbox/shopify/shopify_values.h"

using namespace Qt::Literals::StringLiterals;

namespace crossdock::sandbox {
namespace {

struct Method {
    QString title, code;
};

Method methodOf(OrderExtras::Speed speed)
{
    switch (speed) {
    case OrderExtras::Speed::Standard: return {u"Standard"_s, u"Standard"_s};
    case OrderExtras::Speed::Expedited: return {u"Express"_s, u"Express"_s};
    case OrderExtras::Speed::NextDay: return {u"Next-day delivery"_s, u"next_day"_s};
    case OrderExtras::Speed::Economy: return {u"Economy"_s, u"Economy"_s};
    }
    Q_UNREACHABLE();
}

graphql::Object shippingLine(const Order &order, const OrderExtras &extras)
{
    return {u"ShippingLine"_s, [number = order.number, extras](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"id")
            return QJsonValue(gid(u"ShippingLine", 5'000'000'000'000 + number));
        if (call.name == u"title")
            return QJsonValue(methodOf(extras.speed).title);
        if (call.name == u"code")
            return QJsonValue(methodOf(extras.speed).code);
        return moneyBag(extras.shipping); // originalPriceSet, discountedPriceSet
    }};
}

QString adviceFor(const QString &risk)
{
    return risk == u"HIGH" ? u"CANCEL"_s : risk == u"MEDIUM" ? u"INVESTIGATE"_s : u"ACCEPT"_s;
}

graphql::Object riskSummary(const QString &risk)
{
    return {u"OrderRiskSummary"_s, [risk](const graphql::Call &call) -> graphql::Outcome {
        if (call.name == u"recommendation")
            return QJsonValue(adviceFor(risk));
        return QList<graphql::Object>{{u"OrderRiskAssessment"_s, [risk](const graphql::Call &) -> graphql::Outcome { return QJsonValue(risk); }}};
    }};
}

} // namespace

std::optional<graphql::Outcome> extraField(const graphql::Call &call, const Order &order, const QString &currency)
{
    const OrderExtras extras = extrasOf(order, currency);
    if (call.name == u"discountCodes")
        return QJsonValue(extras.coupon.isEmpty() ? QJsonArray() : QJsonArray{extras.coupon});
    if (call.name == u"totalDiscountsSet")
        return moneyBag(extras.discount);
    if (call.name == u"subtotalPriceSet")
        return moneyBag({extras.goods.amount - extras.discount.amount, currency});
    if (call.name == u"totalPriceSet")
        return moneyBag(extras.total());
    if (call.name == u"shippingLine")
        return shippingLine(order, extras);
    return call.name == u"risk" ? std::optional<graphql::Outcome>(riskSummary(extras.risk)) : std::nullopt;
}

QJsonObject restExtras(const Order &order, const QString &currency)
{
    const OrderExtras extras = extrasOf(order, currency);
    const Method method = methodOf(extras.speed);
    QJsonArray codes;
    if (!extras.coupon.isEmpty())
        codes.append(QJsonObject{{u"code"_s, extras.coupon}, {u"amount"_s, toDecimal(extras.discount)}, {u"type"_s, u"percentage"_s}});
    const QJsonObject line{{u"id"_s, qint64(5'000'000'000'000 + order.number)}, {u"title"_s, method.title}, {u"code"_s, method.code},
                           {u"price"_s, toDecimal(extras.shipping)}, {u"discounted_price"_s, toDecimal(extras.shipping)}, {u"source"_s, u"shopify"_s}};
    return {{u"total_price"_s, toDecimal(extras.total())}, {u"subtotal_price"_s, toDecimal({extras.goods.amount - extras.discount.amount, currency})},
            {u"total_discounts"_s, toDecimal(extras.discount)}, {u"discount_codes"_s, codes}, {u"shipping_lines"_s, QJsonArray{line}}};
}

QJsonObject riskMessage(const Order &order, const OrderExtras &extras)
{
    return {{u"order_id"_s, qint64(order.key)}, {u"admin_graphql_api_order_id"_s, order.id}, {u"provider_title"_s, u"Shopify"_s},
            {u"risk_level"_s, extras.risk.toLower()}};
}

} // namespace crossdock::sandbox
