#pragma once

#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// What people and rules call whoever bought, under the blind marks of his orders: who he is stands nowhere here.
class Customers
{
public:
    Customers(store::Database &database, Sales &sales)
        : m_database(database)
        , m_sales(sales)
    {
    }

    /// NotAllowed: nobody knows who bought the order, or he has the tag (has it not) already.
    Result<> tag(audit::Draft &draft, const command::TagCustomer &command);

private:
    store::Database &m_database;
    Sales &m_sales;
};

/// Of the buyer of an order, in the order of the alphabet.
Result<QStringList> readCustomerTags(store::Database &database, qint64 sale);

/// Whether somebody is known to have bought it who bought nothing before.
Result<bool> isFirstOfBuyer(store::Database &database, qint64 sale);
Result<bool> hasKnownBuyer(store::Database &database, qint64 sale);

} // namespace crossdock::orders
