#pragma once

#include "core/inventory/fulfilment/cartons/carton.h"
#include "core/inventory/fulfilment/waves/wave.h"

namespace crossdock::waves {

/// What some lines of an order are worth; nothing: a price is missing, or they are of several currencies.
std::optional<Money> goodsOf(const Order &order, const std::vector<int> &lines);

rates::Weight netOf(const std::vector<cartons::Item> &items); ///< without their carton

/// What is insured of a carton that weighs so much, of goods that weigh `net` together. Rounded up.
Money insuredIn(rates::Weight gross, const Money &goods, rates::Weight net);

/// Of what has no price with its options: "no rate with a signature".
QString noRate(const rates::Options &options);
bool isNoRate(QStringView name);

} // namespace crossdock::waves
