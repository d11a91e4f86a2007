#pragma once

#include "core/inventory/channels/order_facts.h"

/// What Amazon tells of an order beside lines and buyer. Source: Amazon's model orders_2026-01-01.
namespace crossdock::amazon {

/// Money needs the data set PROCEEDS, the kind of the address RECIPIENT, gifts and speed FULFILLMENT; programs are always told.
OrderFacts readFacts(const QJsonObject &order);

} // namespace crossdock::amazon
