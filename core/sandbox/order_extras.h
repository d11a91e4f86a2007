#pragma once

#include "core/sandbox/shop.h"

namespace crossdock::sandbox {

/// What buyers choose and channels find out beside the goods: how an order is to be sent, coupons, gifts, the danger of fraud. It follows from the
/// order's number, so that every look at the order tells the same.
struct OrderExtras {
    enum class Speed { Standard, Expedited, NextDay, Economy };
    Speed speed = Speed::Standard;
    Money shipping; ///< that the buyer pays
    Money goods; ///< as ordered, before the discount
    Money discount;
    QString coupon; ///< empty: none
    QString risk; ///< LOW MEDIUM HIGH
    QString addressResult; ///< NO_ISSUES WARNING ERROR
    bool isGift = false, isPrime = false, isBusiness = false;

    Money total() const { return {goods.amount - discount.amount + shipping.amount, goods.currency}; }
};

OrderExtras extrasOf(const Order &order, const QString &currency);

} // namespace crossdock::sandbox
