#pragma once

#include "core/inventory/orders/order_work.h"
#include "core/inventory/parcels/parcel_notices.h"
#include "core/inventory/parcels/parcel_rows.h"

namespace crossdock::parcels {

/// From where orders are sent: plans, and what becomes of their parcels as orders change and leave. An order without a plan has no
/// parcel, and nothing here touches it.
class ParcelBook
{
public:
    ParcelBook(store::Database &database, stock::Catalogue &catalogue, stock::Nodes &nodes, orders::Reservations &reservations, orders::Sales &sales, ParcelNotices &notices)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_nodes(nodes)
        , m_reservations(reservations)
        , m_sales(sales)
        , m_notices(notices)
    {
    }

    Result<> plan(audit::Draft &draft, const command::RecordPlan &command);
    Result<> note(audit::Draft &draft, const command::NoteStranded &command);

    /// What nodes of others have of an order, or may have. No such order: nothing.
    Result<orders::OrderWork::Taken> takenOf(const OrderId &order);

    /// After units of an order have left: from a node, or all that was held and is not taken.
    Result<> shipped(audit::Draft &draft, const command::ShipOrder &command);

    /// After units of orders were given back or taken away: parcels hold no more than is held for them at their nodes. Planned ones
    /// shrink, nodes of others are asked to leave theirs; what left by the word of its channel has left in them.
    Result<> fit(audit::Draft &draft);

    /// Tells of all parcels of an order.
    Result<> tell(audit::Draft &draft, qint64 sale, const OrderId &order);

private:
    /// An order of a plan while it is carried out.
    struct Work {
        orders::Sale sale;
        QList<orders::SaleLine> lines;
        QList<ParcelRow> kept, replaced;
        QList<fulfilment::PlannedParcel> wanted;
        QString why; ///< see RecordPlan
    };
    Result<Work> open(const command::RecordPlan::Order &order);
    Result<PickedUnits> pickedOf(const QList<orders::SaleLine> &lines);
    Result<> collect(const Work &work, QList<orders::Reservations::Shift> &shifts);
    Result<> write(audit::Draft &draft, const Work &work);
    Result<> send(audit::Draft &draft, ParcelRow row, const QString &carrier, const QString &tracking);
    /// What the parcels of an order before this one count on.
    struct Books {
        QHash<QPair<qint64, qint64>, Quantity> used; ///< held units, by line and node
        QHash<QPair<qint64, qint64>, Quantity> left; ///< units that its channel says have left and no parcel sent, by part and node
    };
    Result<bool> fit(audit::Draft &draft, ParcelRow row, Books &books);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Nodes &m_nodes;
    orders::Reservations &m_reservations;
    orders::Sales &m_sales;
    ParcelNotices &m_notices;
};

} // namespace crossdock::parcels
