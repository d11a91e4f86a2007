#include "core/connectors/channels/shopify/shopify_wire.h"

#include "core/inventory/channels/order_fact_words.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

/// What Shopify tells of an order beside lines and buyer: Admin GraphQL API 2026-10, and the REST resource of its webhooks.
namespace crossdock::shopify
{
namespace
{

std::optional<Money> moneyOf(const QString &amount, const QString &currency)
{
    const auto money = parseMoney(amount, currency);
    return money ? std::optional(*money) : std::nullopt;
}

/// OrderDisplayFinancialStatus, or financial_status of REST. Expired is, with some payment providers, a payment that failed.
QString paymentOf(const QString &status)
{
    static const QHash<QString, QString> words{{u"pending"_s, u"unpaid"_s}, {u"voided"_s, u"unpaid"_s}, {u"expired"_s, u"failed"_s}};
    static const QStringList same{u"authorized"_s, u"partially_paid"_s, u"paid"_s, u"partially_refunded"_s, u"refunded"_s};
    const QString word = status.toLower();
    return same.contains(word) ? word : words.value(word);
}

/// By the assessments of Shopify and of apps, else by what Shopify recommends.
QString riskOf(const QJsonValue &risk)
{
    QStringList levels;
    const QJsonArray assessments = risk["assessments"_L1].toArray();
    for (const QJsonValue &one : assessments)
        levels.append(one["riskLevel"_L1].toString());
    if (const QString worst = channels::worstRiskOf(levels); !worst.isEmpty())
        return worst;
    const QString advice = risk["recommendation"_L1].toString();
    return advice == "CANCEL"_L1 ? u"high"_s : advice == "INVESTIGATE"_L1 ? u"medium"_s : advice == "ACCEPT"_L1 ? u"low"_s : QString();
}

bool isPending(const QJsonValue &risk)
{
    const QJsonArray assessments = risk["assessments"_L1].toArray();
    return std::any_of(assessments.begin(), assessments.end(), [](const QJsonValue &one) { return one["riskLevel"_L1].toString() == "PENDING"_L1; });
}

/// MailingAddressValidationResult; null: nobody has looked at the address.
QString addressStatusOf(const QString &result)
{
    return result == "NO_ISSUES"_L1 ? u"verified"_s : result == "WARNING"_L1 ? u"unverified"_s : result == "ERROR"_L1 ? u"invalid"_s : QString();
}

/// Shopify's subtotal is what the goods cost after the discounts.
void takeGoods(OrderFacts *facts, const std::optional<Money> &subtotal)
{
    if (subtotal && facts->discount && subtotal->currency == facts->discount->currency)
        facts->goods = Money{subtotal->amount + facts->discount->amount, subtotal->currency};
}

} // namespace

std::optional<Money> shopMoneyOf(const QJsonValue &bag)
{
    const QJsonValue money = bag["shopMoney"_L1];
    return moneyOf(money["amount"_L1].toString(), money["currencyCode"_L1].toString());
}

OrderFacts factsOfNode(const QJsonValue &order)
{
    OrderFacts facts;
    facts.isWhole = !isPending(order["risk"_L1]);
    facts.payment = paymentOf(order["displayFinancialStatus"_L1].toString());
    facts.discount = shopMoneyOf(order["totalDiscountsSet"_L1]);
    takeGoods(&facts, shopMoneyOf(order["subtotalPriceSet"_L1]));
    if (order["discountCodes"_L1].isArray())
        facts.coupons = order["discountCodes"_L1].toVariant().toStringList();
    const QJsonValue shipping = order["shippingLine"_L1];
    facts.shippingPaid = shopMoneyOf(shipping["discountedPriceSet"_L1]);
    facts.shippingMethod = shipping["title"_L1].toString();
    facts.shippingSpeed = channels::shippingSpeedOf({facts.shippingMethod, shipping["code"_L1].toString()});
    facts.risk = riskOf(order["risk"_L1]);
    facts.addressStatus = addressStatusOf(order["shippingAddress"_L1]["validationResultSummary"_L1].toString());
    return facts;
}

OrderFacts factsOfResource(const QJsonObject &order)
{
    const QString currency = order["currency"_L1].toString();
    OrderFacts facts;
    facts.payment = paymentOf(order["financial_status"_L1].toString());
    facts.discount = moneyOf(order["total_discounts"_L1].toString(), currency);
    takeGoods(&facts, moneyOf(order["subtotal_price"_L1].toString(), currency));
    if (order["discount_codes"_L1].isArray()) {
        facts.coupons = QStringList();
        const QJsonArray codes = order["discount_codes"_L1].toArray();
        for (const QJsonValue &one : codes)
            facts.coupons->append(one["code"_L1].toString());
    }
    const QJsonArray lines = order["shipping_lines"_L1].toArray();
    for (const QJsonValue &line : lines) {
        const auto price = moneyOf(line["discounted_price"_L1].toString(), currency);
        if (price)
            facts.shippingPaid = Money{price->amount + (facts.shippingPaid ? facts.shippingPaid->amount : 0), currency};
    }
    facts.shippingMethod = lines.first()["title"_L1].toString();
    facts.shippingSpeed = channels::shippingSpeedOf({facts.shippingMethod, lines.first()["code"_L1].toString()});
    return facts;
}

} // namespace crossdock::shopify
