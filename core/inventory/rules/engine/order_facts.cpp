#include "core/inventory/rules/engine/store_facts.h"

using namespace Qt::Literals::StringLiterals;

/// The part of StoreFacts that knows what channels told of orders beside their lines. What this order's channel did not tell stays unknown.
namespace crossdock::rules {
namespace {

Fact textFact(const QString &told)
{
    return told.isEmpty() ? Fact() : Fact::of(told);
}

Fact answerFact(const std::optional<bool> &told)
{
    return told ? Fact::yes(*told) : Fact();
}

/// One code is a text as any other; of several each is looked at.
Fact couponFact(const std::optional<QStringList> &codes)
{
    if (!codes)
        return {};
    return codes->size() > 1 ? Fact::of(*codes) : Fact::of(codes->value(0));
}

} // namespace

Fact StoreFacts::toldFact(QStringView part, const SlotKey &key, const OrderFacts &facts) const
{
    if (part == u"discount" && key.isShare) {
        const bool canDivide = facts.discount && facts.goods && facts.goods->amount > 0 && facts.goods->currency == facts.discount->currency;
        return canDivide ? Fact::of(100.0 * double(facts.discount->amount) / double(facts.goods->amount)) : Fact();
    }
    if (part == u"discount")
        return moneyValue(facts.discount);
    if (part == u"shipping_paid")
        return moneyValue(facts.shippingPaid);
    if (part == u"coupon")
        return couponFact(facts.coupons);
    if (part == u"shipping_speed")
        return textFact(facts.shippingSpeed);
    if (part == u"risk")
        return textFact(facts.risk);
    if (part == u"address_status")
        return textFact(facts.addressStatus);
    if (part == u"address_type")
        return textFact(facts.addressType);
    if (part == u"is_gift")
        return answerFact(facts.isGift);
    if (part == u"is_prime")
        return answerFact(facts.isPrime);
    if (part == u"is_business")
        return answerFact(facts.isBusiness);
    return part == u"is_preorder" ? answerFact(facts.isPreorder) : Fact();
}

bool StoreFacts::isWhole(const Subject &subject)
{
    const Order *known = orderOf(subject);
    return !known || told(subject, known->facts).isWhole;
}

bool StoreFacts::isPaymentTold(const Subject &subject)
{
    const Order *known = orderOf(subject);
    return known && !told(subject, known->facts).payment.isEmpty();
}

/// Without the channel's word: what is ordered and not awaited is paid.
Fact StoreFacts::paymentStatus(const Standing &now, const QString &told)
{
    const bool isPaidByWord = told == u"paid" || told.endsWith(u"refunded");
    if (now.state == u"awaiting")
        return Fact::of(told.isEmpty() || isPaidByWord ? u"unpaid"_s : told); // it was then
    return Fact::of(told.isEmpty() ? u"paid"_s : told);
}

} // namespace crossdock::rules
