#pragma once

#include "core/inventory/orders/order_work.h"
#include "core/inventory/parcels/parcel_book.h"
#include "core/inventory/parcels/parcel_notices.h"

namespace crossdock::parcels {

/// Parcels at nodes of others: handed over, taken, looked at, taken back. Units that a node has taken are picked.
class NodeParcels
{
public:
    NodeParcels(store::Database &database, stock::Catalogue &catalogue, stock::Nodes &nodes, orders::Reservations &reservations, orders::Sales &sales, orders::OrderWork &work, ParcelBook &book, ParcelNotices &notices)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_nodes(nodes)
        , m_reservations(reservations)
        , m_sales(sales)
        , m_work(work)
        , m_book(book)
        , m_notices(notices)
    {
    }

    Result<> handOver(audit::Draft &draft, const command::HandOver &command);
    Result<> record(audit::Draft &draft, const command::RecordHandOver &command);
    Result<> record(audit::Draft &draft, const command::RecordNodeLook &command);
    Result<> record(audit::Draft &draft, const command::RecordUnseen &command);
    Result<> record(audit::Draft &draft, const command::RecordUnmoved &command);
    Result<> recall(audit::Draft &draft, const command::RecallParcel &command);
    Result<> record(audit::Draft &draft, const command::RecordRecall &command);

private:
    Result<ParcelRow> parcel(qint64 id); ///< NotFound
    Result<Quantity> ship(audit::Draft &draft, ParcelRow &row, const std::optional<fulfilment::NodeStatus> &before, const fulfilment::NodeStatus &now);
    Result<> takeBack(audit::Draft &draft, ParcelRow &row); ///< the node has left it
    Result<> turn(audit::Draft &draft, const ParcelRow &row, orders::Reservations::Turn turn);
    Result<> finish(audit::Draft &draft, const ParcelRow &row); ///< saves it, and tells

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Nodes &m_nodes;
    orders::Reservations &m_reservations;
    orders::Sales &m_sales;
    orders::OrderWork &m_work;
    ParcelBook &m_book;
    ParcelNotices &m_notices;
};

} // namespace crossdock::parcels
