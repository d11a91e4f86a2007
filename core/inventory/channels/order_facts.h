#pragma once

#include "core/inventory/values/money.h"

#include <QJsonObject>
#include <QStringList>
#include <optional>

namespace crossdock {

/// What a channel tells of an order beside its lines and its buyer: nothing of it is personal. A fact that is not told is empty, which is never
/// the same as "no". Names are those of rules.
struct OrderFacts {
    std::optional<Money> discount; ///< on the whole order, as a positive amount
    std::optional<Money> goods; ///< what its goods cost before the discount
    std::optional<Money> shippingPaid; ///< by the buyer, after discounts
    std::optional<QStringList> coupons; ///< codes that the buyer gave; an empty list: none was given
    QString shippingMethod; ///< in the channel's own words: "DHL Express"
    QString shippingSpeed; ///< same_day next_day two_day expedited standard economy pickup
    QString risk; ///< low medium high
    QString addressType; ///< residential commercial po_box
    QString addressStatus; ///< verified unverified invalid
    QString payment; ///< unpaid authorized partially_paid paid partially_refunded refunded failed
    std::optional<bool> isGift, isPrime, isBusiness, isPreorder;
    bool isWhole = false; ///< told by a reading that tells all the channel has by then: what is empty need not be waited for

    bool isEmpty() const { return *this == OrderFacts{}; }
    friend bool operator==(const OrderFacts &, const OrderFacts &) = default;
};

/// What a newer message leaves out stays as it is known.
OrderFacts merged(OrderFacts known, const OrderFacts &told);

/// By the names of rules, without "order.": {"risk": "high", "discount": {"amount": 500, "currency": "USD"}, "is_gift": true}. Only what is told.
QJsonObject toJson(const OrderFacts &facts);
OrderFacts orderFactsFrom(const QJsonObject &json); ///< what makes no sense is left out

} // namespace crossdock
