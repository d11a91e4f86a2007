#pragma once

#include "core/inventory/orders/reservations.h"
#include "core/inventory/orders/sales.h"

namespace crossdock::orders {

/// What lines of orders are promised of the stock: holds units for them, gives units back, lets them go; what is sold and not
/// there is short, and an incident is open as long as somebody waits.
class Promises
{
public:
    Promises(store::Database &database, stock::Catalogue &catalogue, Reservations &reservations, channels::Registry &registry)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_reservations(reservations)
        , m_registry(registry)
    {
    }

    // These change the line; its owner saves it.
    Result<> setQuantity(audit::Draft &draft, const Sale &sale, SaleLine &line, Quantity target);
    Result<> grow(audit::Draft &draft, const Sale &sale, SaleLine &line, Quantity units);
    Result<> shrink(audit::Draft &draft, SaleLine &line, Quantity units);
    Result<> ship(audit::Draft &draft, const Sale &sale, SaleLine &line, Quantity units, const Reservations::AtNodes &kept = {}); ///< none of `kept`
    /// From one node: at most what is held there. Answers how many left.
    Result<Quantity> shipFrom(audit::Draft &draft, SaleLine &line, qint64 node, Quantity most);

    /// Gives what is free now to lines that are short, oldest first: of this SKU and of kits that contain it.
    Result<> fillShort(audit::Draft &draft, qint64 sku);

    void raise(audit::Draft &draft, const Sale &sale, const SaleLine &line, Quantity units, const QString &cause);
    /// Ends incidents that name a SKU and no order (a count found too few) once nobody waits for it any more.
    Result<> closeSettled();

private:
    Result<> closeIncidents(qint64 line); ///< of its order and SKU, if no other line of them is short

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    Reservations &m_reservations;
    channels::Registry &m_registry;
};

} // namespace crossdock::orders
