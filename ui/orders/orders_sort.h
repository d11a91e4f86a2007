#pragma once

#include "core/inventory/query.h"

namespace crossdock::ui {

/// By what the orders are sorted.
struct OrdersSort {
    enum class By { Number, Channel, Placed, State, Lines, Units, Short, Total, ShipBy, ShipTo };
    By by = By::Placed;
    Qt::SortOrder order = Qt::DescendingOrder;

    bool isBefore(const OrderRow &a, const OrderRow &b) const; ///< of equals the newest comes first, either way
    friend bool operator==(const OrdersSort &, const OrdersSort &) = default;
};

} // namespace crossdock::ui
