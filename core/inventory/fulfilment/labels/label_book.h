#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/fulfilment/labels/label_rows.h"
#include "core/inventory/fulfilment/rates/rate_store.h"
#include "core/inventory/orders/sales.h"

namespace crossdock::labels {

/// Labels from the wish to the purchase. A wish is written before a carrier is asked; whoever finds one that was never
/// answered asks how it fared, and never buys again.
class LabelBook
{
public:
    LabelBook(store::Database &database, orders::Sales &sales, stock::Nodes &nodes, rates::RateStore &rates, audit::Privacy &privacy)
        : m_database(database)
        , m_sales(sales)
        , m_nodes(nodes)
        , m_rates(rates)
        , m_privacy(privacy)
    {
    }

    Result<> want(audit::Draft &draft, const command::WantLabel &command, const Actor &actor);
    Result<> claim(audit::Draft &draft, const command::ClaimLabel &command);
    Result<> record(audit::Draft &draft, const command::RecordLabel &command);
    Result<> decide(audit::Draft &draft, const command::DecideLabel &command);

    /// An order left with this tracking number: its label is used.
    Result<> use(audit::Draft &draft, const OrderId &order, const QString &tracking);

    /// Labels that are bought for boxes whose units are not held at their place any more: somebody else sent them, or is to.
    Result<QList<Label>> withoutUnits(const OrderId &order);

private:
    using Held = QMap<QString, Quantity>; ///< by SKU
    Result<Held> heldAt(qint64 sale, qint64 node);
    Result<> checkReturn(const command::WantLabel &command, qint64 returned);
    Result<> checkUnits(const command::WantLabel &command, qint64 sale, qint64 node);
    Result<> checkBox(const command::WantLabel &command, qint64 sale, qint64 node);
    Result<> checkAccount(const QString &account);
    Result<qint64> returnOf(const command::WantLabel &command, qint64 sale); ///< 0: it is for a box of the order
    Result<> buy(audit::Draft &draft, Record &record, const command::RecordLabel &command);
    Result<> keepQuote(audit::Draft &draft, const Record &record, const QString &tracking);

    store::Database &m_database;
    orders::Sales &m_sales;
    stock::Nodes &m_nodes;
    rates::RateStore &m_rates;
    audit::Privacy &m_privacy;
};

/// What every entry about a label says beside its name, and its news.
void tell(audit::Draft &draft, const Label &label);

/// Saves a label as it stands, with its entry and its news.
Result<> write(store::Database &database, audit::Draft &draft, const Label &label);

} // namespace crossdock::labels
