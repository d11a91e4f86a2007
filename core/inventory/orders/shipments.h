#pragma once

#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// Parcels that left, each waiting to be told to the channel that sold it: an outbox, written with the movement itself. Nothing is kept of
/// orders that their channel sends by itself.
class Shipments
{
public:
    explicit Shipments(store::Database &database)
        : m_database(database)
    {
    }

    /// What is shipped of `after` and was not of `before` left now, together.
    Result<> note(audit::Draft &draft, const Sale &sale, const QList<SaleLine> &before, const QList<SaleLine> &after, const QString &carrier, const QString &tracking);
    Result<> record(audit::Draft &draft, const command::RecordShipmentTold &answer);
    Result<> correct(audit::Draft &draft, const command::CorrectShipment &command, const Sale &sale);

    /// A box of a parcel that left has another number now, or its first one.
    Result<> renumber(audit::Draft &draft, const Sale &sale, const QString &before, const QString &carrier, const QString &tracking);

private:
    Result<> change(audit::Draft &draft, const Sale &sale, const Shipment &shipment, const QString &carrier, const QString &tracking);
    Result<> replaceInSale(const Sale &sale, const QString &before, const QString &after);

    store::Database &m_database;
};

QString nameOf(Shipment::State state); ///< "waiting"
Shipment::State stateOf(const QString &name);

/// The oldest first.
Result<QList<Shipment>> readShipments(store::Database &database, const query::Shipments &query);

} // namespace crossdock::orders
