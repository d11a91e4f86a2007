#include "core/connectors/channels/woocommerce/woocommerce_wire.h"

#include "core/inventory/channels/order_fact_words.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::woocommerce
{
namespace
{

std::optional<Money> moneyOf(const QJsonValue &amount, const QString &currency)
{
    const auto money = parseMoney(amount.toString(), currency);
    return money ? std::optional(*money) : std::nullopt;
}

/// date_paid is set when the payment is complete; with cash on delivery that is when the order is.
QString paymentOf(const QJsonValue &order)
{
    const QString status = order["status"_L1].toString();
    if (status == "failed"_L1 || status == "refunded"_L1)
        return status;
    if (status == "pending"_L1 || status == "on-hold"_L1)
        return u"unpaid"_s;
    const QJsonValue paidAt = order["date_paid_gmt"_L1].isUndefined() ? order["date_paid"_L1] : order["date_paid_gmt"_L1];
    const bool isOff = stateOf(status) == ChannelOrder::State::Cancelled;
    if (paidAt.isUndefined() || isOff)
        return {};
    return paidAt.toString().isEmpty() ? u"unpaid"_s : u"paid"_s;
}

std::optional<Money> goodsOf(const QJsonArray &lines, const QString &currency)
{
    Money sum{0, currency};
    for (const QJsonValue &line : lines) {
        const auto price = moneyOf(line["subtotal"_L1], currency); // before discounts, as `total` is after them
        if (!price)
            return std::nullopt;
        sum.amount += price->amount;
    }
    return sum;
}

} // namespace

OrderFacts factsOf(const QJsonValue &order)
{
    const QString currency = order["currency"_L1].toString();
    OrderFacts facts;
    facts.isWhole = true; // a message has all that a reading has
    facts.payment = paymentOf(order);
    facts.discount = moneyOf(order["discount_total"_L1], currency);
    if (facts.discount)
        facts.goods = goodsOf(order["line_items"_L1].toArray(), currency);
    facts.shippingPaid = moneyOf(order["shipping_total"_L1], currency);
    if (order["coupon_lines"_L1].isArray()) {
        facts.coupons = QStringList();
        const QJsonArray coupons = order["coupon_lines"_L1].toArray();
        for (const QJsonValue &coupon : coupons)
            facts.coupons->append(coupon["code"_L1].toString());
    }
    const QJsonValue shipping = order["shipping_lines"_L1].toArray().first();
    facts.shippingMethod = shipping["method_title"_L1].toString();
    facts.shippingSpeed = channels::shippingSpeedOf({facts.shippingMethod, shipping["method_id"_L1].toString()});
    return facts;
}

} // namespace crossdock::woocommerce
