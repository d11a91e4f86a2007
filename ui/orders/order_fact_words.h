#pragma once

#include "core/inventory/channels/order_facts.h"

namespace crossdock::ui {

/// "Expedited (Priority Mail), $12.90 paid for shipping · WELCOME10, $5.00 off · High risk · Gift": what the channel told of an order beside its lines; empty: nothing.
QString factsText(const OrderFacts &facts);

} // namespace crossdock::ui
