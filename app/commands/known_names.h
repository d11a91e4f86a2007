#pragma once

#include "app/command_line/session.h"
#include "core/inventory/imports/preview.h"

#include <QSet>

namespace crossdock::app {

/// What the ledger knows of the things that a file names: to refuse a row by its line, and to skip one that changes
/// nothing.
class KnownNames
{
public:
    /// `requests` are those that the file asks for.
    static Result<KnownNames> read(Session &session, imports::What what, const QList<Request> &requests);

    /// Why the ledger would refuse the row; empty: it would not.
    QString problemOf(imports::What what, const imports::Row &row) const;

    /// Without those that would change nothing.
    QList<Request> withoutKnown(const QList<Request> &requests) const;

    /// Of each node of others that is new or at another address: what it takes until it is signed in to.
    QStringList withoutKeys(const QList<Request> &requests) const;

private:
    QString problemOfNode(const imports::Row &row) const;
    bool isOfKnownOrder(const imports::Row &row) const;
    bool isKnown(const crossdock::Command &command) const;

    QHash<Sku, command::DefineSku> m_details;
    QHash<Sku, QList<command::DefineKit::Part>> m_kits;
    QHash<ListingId, command::MapListing> m_listings;
    QHash<std::pair<Sku, NodeId>, Quantity> m_onHand;
    QHash<std::pair<Sku, NodeId>, QList<stock::Bin>> m_bins;
    QHash<QString, purchases::PurchaseOrder> m_purchases; ///< by number
    QSet<OrderId> m_orders; ///< of which the file says nothing new
    QHash<QString, NodeRow> m_nodes; ///< by name
    QSet<QString> m_channels;
};

} // namespace crossdock::app
