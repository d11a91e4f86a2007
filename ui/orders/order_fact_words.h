#pragma once

#include "core/inventory/channels/order_facts.h"

namespace crossdock::ui {

/// "Express, $12.90 paid for it · WELCOME10, $5.00 off · High risk · Gift": what the channel told of an order beside its lines; empty: nothing.
QString factsText(const OrderFacts &facts);

} // namespace crossdock::ui
