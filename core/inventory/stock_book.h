#pragma once

#include "core/inventory/channels/listings.h"
#include "core/inventory/orders/reservations.h"

namespace crossdock {

/// What people do to stock with their hands: receive, adjust, count, move, undo.
class StockBook
{
public:
    StockBook(store::Database &database, stock::Catalogue &catalogue, stock::Ledger &ledger, stock::Nodes &nodes,
              orders::Reservations &reservations)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_ledger(ledger)
        , m_nodes(nodes)
        , m_reservations(reservations)
    {
    }

    Result<> receive(audit::Draft &draft, const command::ReceiveStock &command);
    Result<> adjust(audit::Draft &draft, const command::AdjustStock &command);
    Result<> count(audit::Draft &draft, const command::CountStock &command);
    /// As count(), one of several SKUs in one entry, whose name is the caller's.
    Result<> follow(audit::Draft &draft, const Sku &sku, const NodeId &node, Quantity quantity);
    Result<> transfer(audit::Draft &draft, const command::TransferStock &command);
    Result<> arrive(audit::Draft &draft, const command::ArriveStock &command);
    Result<> clearQuarantine(audit::Draft &draft, const command::ClearQuarantine &command);
    Result<> undo(audit::Draft &draft, const command::Undo &command);

private:
    struct Place {
        stock::Item item;
        stock::Nodes::Node node;
    };
    Result<Place> place(const Sku &sku, const NodeId &node); ///< refuses kits: they hold no stock
    Result<> change(audit::Draft &draft, const Place &place, Quantity difference, const QString &reason);
    void describe(audit::Draft &draft, const QString &what, const Place &place);
    Result<> sayLevels(audit::Draft &draft, const Place &place, const stock::Position &before);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Ledger &m_ledger;
    stock::Nodes &m_nodes;
    orders::Reservations &m_reservations;
};

} // namespace crossdock
