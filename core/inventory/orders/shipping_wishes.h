#pragma once

#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// How orders are to be sent, as far as rules or people said it. One row an order.
class ShippingWishes
{
public:
    ShippingWishes(store::Database &database, Sales &sales)
        : m_database(database)
        , m_sales(sales)
    {
    }

    Result<> record(audit::Draft &draft, const command::WishShipping &command, const Actor &actor);

private:
    store::Database &m_database;
    Sales &m_sales;
};

/// Empty if nobody said anything.
Result<fulfilment::ShippingWish> readWish(store::Database &database, qint64 sale);

} // namespace crossdock::orders
