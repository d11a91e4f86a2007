#pragma once

#include "core/inventory/stock/catalogue.h"
#include "core/inventory/stock/nodes.h"

namespace crossdock::stock {

/// Where units lie in warehouses of ours. How many are there is told of the warehouse, not of its bins.
class BinBook
{
public:
    BinBook(store::Database &database, Catalogue &catalogue, Nodes &nodes)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_nodes(nodes)
    {
    }

    Result<> set(audit::Draft &draft, const command::SetBins &command);
    Result<> remove(audit::Draft &draft, const command::RemoveBins &command);

private:
    /// What is known of a SKU at a node.
    struct Place {
        Item item;
        Nodes::Node node;
        QList<Bin> bins;
    };
    Result<Place> place(const Sku &sku, const NodeId &node);
    Result<> put(audit::Draft &draft, const Place &place, const QList<Bin> &bins);

    store::Database &m_database;
    Catalogue &m_catalogue;
    Nodes &m_nodes;
};

/// Of a SKU at all warehouses of ours: by node, and of each what is picked from first.
Result<QList<BinAt>> binsOf(store::Database &database, qint64 sku);

} // namespace crossdock::stock
