#include "core/inventory/stock/nodes.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace crossdock::stock {

Result<QList<Nodes::Node>> Nodes::all()
{
    if (!m_isRead) {
        auto nodes = m_database.select(u"SELECT id, name FROM node ORDER BY id"_s, {}, [](const store::Row &row) {
            return Node{row.number(0), *NodeId::parse(row.text(1))};
        });
        if (!nodes)
            return tl::make_unexpected(nodes.error());
        m_nodes = *nodes;
        m_isRead = true;
    }
    return m_nodes;
}

Result<Nodes::Node> Nodes::node(const NodeId &name)
{
    const auto nodes = all();
    if (!nodes)
        return tl::make_unexpected(nodes.error());
    for (const Node &node : *nodes) {
        if (node.name == name)
            return node;
    }
    return fail(Error::Code::NotFound, name.text(), u"no such node; add it with: crossdock node add warehouse %1"_s.arg(name.text()));
}

Result<> Nodes::define(audit::Draft &draft, const command::DefineNode &wanted)
{
    const auto known = m_database.first(u"SELECT details FROM node WHERE name = ?"_s, {wanted.node.text()},
                                        [](const store::Row &row) { return nodeDetailsFrom(QJsonDocument::fromJson(row.text(0).toUtf8()).object()); });
    if (!known)
        return tl::make_unexpected(known.error());
    const NodeDetails before = known->value_or(NodeDetails{});
    const NodeRow row{wanted.node, wanted.kind, wanted.title.isEmpty() ? wanted.node.text() : wanted.title, wanted.details.value_or(before)};
    draft.about(wanted.node);
    draft.say(u"kind"_s, wanted.kind);
    draft.changed(u"title"_s, QString(), wanted.title);
    if (row.details != before)
        draft.changed(u"details"_s, toJson(before), toJson(row.details));
    draft.setWhat(u"node.define"_s);
    CROSSDOCK_TRY(m_database.execute(u"INSERT INTO node (name, kind, title, details) VALUES (?, ?, ?, ?) "
                                     "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, title = excluded.title, details = excluded.details"_s,
                                     {row.node.text(), row.kind, row.title, QString::fromUtf8(QJsonDocument(toJson(row.details)).toJson(QJsonDocument::Compact))}));
    forget();
    draft.emitLater(event::NodeChanged{row});
    return {};
}

} // namespace crossdock::stock
