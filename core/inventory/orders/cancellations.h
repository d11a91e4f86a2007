#pragma once

#include "core/inventory/orders/cancellation.h"
#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// Orders that were cancelled here, each waiting to be told to its channel: an outbox, written with the cancellation itself.
class Cancellations
{
public:
    explicit Cancellations(store::Database &database)
        : m_database(database)
    {
    }

    Result<> note(audit::Draft &draft, const Sale &sale, const QString &why);
    Result<> record(audit::Draft &draft, const command::RecordCancelTold &answer, const Sale &sale);
    /// The channel shows the order as cancelled: whoever told it.
    Result<> settle(const Sale &sale);

private:
    store::Database &m_database;
};

/// The oldest first.
Result<QList<Cancellation>> readCancellations(store::Database &database, const query::Cancellations &query);

} // namespace crossdock::orders
