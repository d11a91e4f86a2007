#pragma once

#include "core/inventory/fulfilment/rates/option.h"

#include <QString>

namespace crossdock::fulfilment {

/// How an order is to be sent, as far as a rule or a person said it. What was not said is empty.
struct ShippingWish {
    enum class Rate { Any, Cheapest, Fastest };
    QString carrier = {}, service = {}; ///< as the rule says them: "usps", "ground_advantage"
    Rate rate = Rate::Any;
    QString package = {}; ///< a carton's name
    bool buysLabel = false; ///< the bench buys by itself once the box is verified and weighed
    QString by = {}; ///< who said it last
    rates::Options options = {};

    bool isEmpty() const { return *this == ShippingWish{}; }
    /// Whether a service may be used. Services of one carrier go by many spellings: "Ground Advantage", "USPS_GROUND_ADVANTAGE".
    bool takes(const QString &itsCarrier, const QString &itsService) const;
    friend bool operator==(const ShippingWish &, const ShippingWish &) = default;
};

QString nameOf(ShippingWish::Rate rate); ///< "", "cheapest", "fastest"
ShippingWish::Rate rateFrom(QStringView name); ///< Any: none of these

/// "usps ground advantage", "the fastest service": for the trail and for people; empty: any.
QString wayText(const ShippingWish &wish);

} // namespace crossdock::fulfilment
