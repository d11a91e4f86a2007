#pragma once

#include "core/inventory/fulfilment/parcel.h"

#include <QJsonObject>

namespace crossdock::parcels {

/// What the trail tells of an order's plan: what was and what is planned, and why of this order alone, which is a person's reason for a pin
/// ("pinned"), that of the moment ("why"), where its prices come from ("price"), and what speaks for these places ("choice").
QJsonObject planEntry(const OrderId &order, const QList<fulfilment::PlannedParcel> &before, const QList<fulfilment::PlannedParcel> &now, const QString &why);

} // namespace crossdock::parcels
