#pragma once

#include "core/inventory/fulfilment/waiting.h"
#include "core/inventory/values/result.h"

/// From where an order is sent where a rule says so. Pure.
namespace crossdock::rules {

/// The place nearest to the buyer that can send all that waits of the order: by the centres of US ZIP code areas, else by city, region and
/// country. OutOfStock: no place has all of it. NotAllowed: which is nearer cannot be told. `waiting` holds one order.
Result<NodeId> nearestNode(const fulfilment::Waiting &waiting);

/// A parcel for each place that holds units for the order, so that what is there need not wait for what is missing. NotAllowed: all of it
/// lies at one place and nothing is missing. `shortUnits`: sold and not there.
Result<QList<fulfilment::PlannedParcel>> splitByNode(const fulfilment::WaitingOrder &order, Quantity shortUnits, const QString &why);

} // namespace crossdock::rules
