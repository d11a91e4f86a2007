#pragma once

#include "core/inventory/audit/privacy.h"
#include "core/inventory/orders/after_sales.h"
#include "core/inventory/orders/cancellations.h"
#include "core/inventory/orders/promises.h"
#include "core/inventory/orders/shipments.h"

namespace crossdock::orders {

/// What people do with orders: cancel, hold, pick, ship, take back.
class OrderWork
{
public:
    OrderWork(store::Database &database, stock::Catalogue &catalogue, stock::Ledger &ledger, stock::Nodes &nodes,
              Reservations &reservations, Sales &sales, Promises &promises, Shipments &shipments, Cancellations &cancellations, AfterSales &afterSales, audit::Privacy &privacy)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_ledger(ledger)
        , m_nodes(nodes)
        , m_reservations(reservations)
        , m_sales(sales)
        , m_promises(promises)
        , m_shipments(shipments)
        , m_cancellations(cancellations)
        , m_afterSales(afterSales)
        , m_privacy(privacy)
    {
    }

    Result<> cancel(audit::Draft &draft, const command::CancelOrder &command, const QString &why);
    Result<> setHeld(audit::Draft &draft, const OrderId &order, bool isHeld);
    Result<> release(audit::Draft &draft, const command::ReleaseOrder &command);
    /// What lies in warehouses of ours. NotAllowed: places of others have all of it, and pick it themselves.
    Result<> pick(audit::Draft &draft, const OrderId &order);
    using Taken = QHash<qint64, Reservations::AtNodes>; ///< by line: what nodes of others have, or may have
    /// Without a node all but what is taken. NotAllowed: nodes have all of it.
    Result<> ship(audit::Draft &draft, const command::ShipOrder &command, const Taken &taken);
    /// Some units of an order left one node, in a parcel that somebody else sent: whatever state the order is in. Answers how many of
    /// them were not held for it there.
    struct Gone {
        qint64 line = 0;
        Quantity units = 0;
    };
    Result<Quantity> sentBy(audit::Draft &draft, const OrderId &order, const stock::Nodes::Node &node, const QList<Gone> &gone, const QString &carrier, const QString &tracking);
    /// A box that somebody else sent has another number now, or its first one.
    Result<> renumber(audit::Draft &draft, const OrderId &order, const QString &before, const QString &carrier, const QString &tracking);
    Result<> takeReturn(audit::Draft &draft, const command::ReceiveReturn &command);
    Result<> forgetBuyer(audit::Draft &draft, const OrderId &order);

private:
    Result<QList<stock::Nodes::Node>> placesOfOthers(const Sale &sale);

    // What has left, in units.
    Result<Quantity> shipAll(audit::Draft &draft, const Sale &sale, QList<SaleLine> &lines, const Taken &taken);
    Result<Quantity> shipFrom(audit::Draft &draft, QList<SaleLine> &lines, const NodeId &name);
    Result<> sentUnheld(audit::Draft &draft, const Sale &sale, SaleLine &line, const stock::Nodes::Node &node, Quantity units);
    Result<> finishShipping(audit::Draft &draft, Sale &sale, const QList<SaleLine> &lines, const QString &tracking);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Ledger &m_ledger;
    stock::Nodes &m_nodes;
    Reservations &m_reservations;
    Sales &m_sales;
    Promises &m_promises;
    Shipments &m_shipments;
    Cancellations &m_cancellations;
    AfterSales &m_afterSales;
    audit::Privacy &m_privacy;
};

} // namespace crossdock::orders
