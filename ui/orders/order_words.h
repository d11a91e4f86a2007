#pragma once

#include "core/inventory/query.h"

#include <QString>

/// Orders in the words that people read.
namespace crossdock::ui {

QString orderStateWord(OrderRow::State state); ///< "On hold"

/// "Late, Tue 24 Nov 18:00" once `isLate`, else the time alone; empty without a promise.
QString shipByText(const OrderRow &order, bool isLate);

/// Whether the promise was missed: the time is over and the parcel has not left.
bool isLate(const OrderRow &order, Time now);

} // namespace crossdock::ui
