#include "core/inventory/channels/told_facts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::channels {

// By Shopify's Admin GraphQL API 2026-10, Amazon's Orders API 2026-01-01 and WooCommerce's REST API v3.
const QList<ToldFact> &toldFacts()
{
    static const QString amazon = u"amazon"_s, shopify = u"shopify"_s, woo = u"woocommerce"_s;
    static const QList<ToldFact> facts{
        {"order.discount"_L1, {amazon, shopify, woo}},
        {"order.shipping_paid"_L1, {amazon, shopify, woo}},
        {"order.shipping_speed"_L1, {amazon, shopify, woo}},
        {"order.coupon"_L1, {shopify, woo}},
        {"order.risk"_L1, {shopify}, true},
        {"order.address_type"_L1, {amazon}}, // but for post boxes, which every address tells
        {"order.address_status"_L1, {shopify}, true},
        {"order.is_gift"_L1, {amazon}},
        {"order.is_prime"_L1, {amazon}},
        {"order.is_business"_L1, {amazon}},
        {"order.is_preorder"_L1, {amazon}},
        {"order.payment_failed"_L1, {shopify, woo}},
        {"refund.created"_L1, {shopify, woo}},
        {"refund.amount"_L1, {shopify, woo}},
        {"return.requested"_L1, {shopify}},
        {"return.reason"_L1, {shopify}},
        {"return.status"_L1, {shopify}},
        {"return.value"_L1, {shopify}},
        {"return.age"_L1, {shopify}},
        {"chargeback.opened"_L1, {shopify}},
        {"chargeback.amount"_L1, {shopify}},
    };
    return facts;
}

bool isToldFact(QStringView name)
{
    return std::any_of(toldFacts().begin(), toldFacts().end(), [&](const ToldFact &one) { return name == one.name; });
}

bool canTell(QStringView kind, QStringView name)
{
    const auto fact = std::find_if(toldFacts().begin(), toldFacts().end(), [&](const ToldFact &one) { return name == one.name; });
    return fact == toldFacts().end() || fact->kinds.contains(kind);
}

} // namespace crossdock::channels
