#pragma once

#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// Refunds, returns and chargebacks of orders, as their channels tell them: each on record once, under its channel's own number.
class AfterSales
{
public:
    AfterSales(store::Database &database, Sales &sales)
        : m_database(database)
        , m_sales(sales)
    {
    }

    Result<> record(audit::Draft &draft, const command::RecordAfterSale &news);
    /// Units of a line came back: of the oldest return that waits for some of it. None waits: nothing happens.
    Result<> receive(audit::Draft &draft, const Sale &sale, const QString &line, Quantity quantity);
    /// The channel did as it was told with the return of this id. One that asks no more stays as it is.
    Result<> answer(audit::Draft &draft, qint64 id, channels::Return::State state);

private:
    Result<> take(audit::Draft &draft, const Sale &sale, const channels::Refund &refund);
    Result<> take(audit::Draft &draft, const Sale &sale, const channels::Return &news);
    Result<> take(audit::Draft &draft, const Sale &sale, const channels::Chargeback &news);
    Result<> saveLines(qint64 id, const channels::Return &news);
    Result<> settleState(audit::Draft &draft, qint64 id, channels::Return::State before, channels::Return::State after);

    store::Database &m_database;
    Sales &m_sales;
};

/// The newest first.
Result<QList<ReturnRow>> readReturns(store::Database &database, const query::Returns &query);
Result<QList<channels::Refund>> readRefunds(store::Database &database, qint64 sale); ///< the oldest first
Result<QList<channels::Chargeback>> readChargebacks(store::Database &database, qint64 sale); ///< the oldest first

} // namespace crossdock::orders
