#pragma once

#include "core/inventory/audit/draft.h"
#include "core/inventory/store/database.h"

namespace crossdock::stock {

/// The places that hold stock. Few and rarely changed: kept in memory.
class Nodes
{
public:
    struct Node {
        qint64 id = 0;
        NodeId name;
    };

    explicit Nodes(store::Database &database)
        : m_database(database)
    {
    }

    Result<Node> node(const NodeId &name); ///< NotFound
    Result<QList<Node>> all(); ///< by id
    Result<> define(audit::Draft &draft, const command::DefineNode &node);
    Result<> remove(audit::Draft &draft, const NodeId &name);
    void forget() { m_isRead = false; } ///< read again before the next answer

    static audit::End end(audit::Account account, const Node &node) { return {account, node.id, node.name.text()}; }

private:
    store::Database &m_database;
    bool m_isRead = false;
    QList<Node> m_nodes;
};

} // namespace crossdock::stock
