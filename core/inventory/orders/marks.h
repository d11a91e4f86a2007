#pragma once

#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// What people and rules put on an order: tags, a note, a flag, a priority, who looks after it. Moves no unit.
class Marks
{
public:
    Marks(store::Database &database, Sales &sales)
        : m_database(database)
        , m_sales(sales)
    {
    }

    Result<> mark(audit::Draft &draft, const command::MarkOrder &command);

private:
    Result<> setTag(audit::Draft &draft, const Sale &sale, const QString &tag, bool isWanted);
    Result<> set(audit::Draft &draft, const Sale &sale, const QString &column, const QString &value);

    store::Database &m_database;
    Sales &m_sales;
};

} // namespace crossdock::orders
