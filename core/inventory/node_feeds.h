#pragma once

#include "core/inventory/fulfilment/node_feed.h"
#include "core/inventory/stock_book.h"

namespace crossdock {

/// What nodes of others say that they hold, beside the ledger; and the ledger's own count after it, where the seller wants that
/// (account `stock` = "follow", less `guard` units of each SKU for whoever else sells from there).
class NodeFeeds
{
public:
    NodeFeeds(store::Database &database, stock::Catalogue &catalogue, stock::Ledger &ledger, stock::Nodes &nodes, StockBook &stock)
        : m_database(database)
        , m_catalogue(catalogue)
        , m_ledger(ledger)
        , m_nodes(nodes)
        , m_stock(stock)
    {
    }

    /// An entry of the trail only where units moved: "stock.follow". Then there may be more to follow, and the same reading without levels goes
    /// on with it.
    Result<> record(audit::Draft &draft, const command::RecordNodeStock &command);

private:
    Result<> write(qint64 node, const command::RecordNodeStock &command);
    Result<> follow(audit::Draft &draft, const stock::Nodes::Node &node, Quantity guard, Time askedAt);

    store::Database &m_database;
    stock::Catalogue &m_catalogue;
    stock::Ledger &m_ledger;
    stock::Nodes &m_nodes;
    StockBook &m_stock;
};

/// SKUs of a complete reading that the ledger is to follow and does not yet; 0 where it follows nothing.
Result<int> untakenSkus(store::Database &database, qint64 node, const NodeDetails &details, Time readAt);

Result<QList<fulfilment::StockLevel>> readNodeLevels(store::Database &database, const NodeId &node);

} // namespace crossdock
