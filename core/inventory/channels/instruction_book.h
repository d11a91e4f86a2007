#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/orders/after_sales.h"

namespace crossdock::channels {

/// What channels are told to do with orders and listings of their own: an outbox, one row for each.
class InstructionBook
{
public:
    InstructionBook(store::Database &database, Registry &registry, orders::Sales &sales, orders::AfterSales &afterSales)
        : m_database(database)
        , m_registry(registry)
        , m_sales(sales)
        , m_afterSales(afterSales)
    {
    }

    /// The operation key of the command names the instruction on the wire, too.
    Result<> instruct(audit::Draft &draft, const command::InstructChannel &command, const QString &key);
    Result<> record(audit::Draft &draft, const command::RecordInstruction &answer);

private:
    struct Target { ///< ids; 0: not meant
        qint64 sale = 0, listing = 0, returned = 0;
    };
    Result<> keep(audit::Draft &draft, const Registry::Channel &channel, const Target &target, const command::InstructChannel &command, const QString &key);
    Result<qint64> openReturn(qint64 sale, const command::InstructChannel &command);
    Result<> checkIsNotAsked(qint64 sale, const OrderId &order);
    Result<> instructListing(audit::Draft &draft, const command::InstructChannel &command, const QString &key);

    store::Database &m_database;
    Registry &m_registry;
    orders::Sales &m_sales;
    orders::AfterSales &m_afterSales;
};

/// The oldest first.
Result<QList<Instruction>> readInstructions(store::Database &database, const query::Instructions &query);

} // namespace crossdock::channels
